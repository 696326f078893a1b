"""The law on the screen: every title has its page, every sentence its article, its mark and the day it was checked."""

from __future__ import annotations

import html
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, World, world
from thidua.core.award import FormKind
from thidua.rules.catalogue import award_forms, law_book
from thidua.web.law.spoken import beside, day_of, topics

pytestmark = pytest.mark.django_db
BASE = "chien-si-thi-dua-co-so"
TITLES = sorted({form.code for form in award_forms() if form.kind is not FormKind.REGISTER})


@pytest.fixture
def scene() -> World:
    return world()


@pytest.fixture
def an(scene: World) -> Client:
    return enter("an")


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def page(client: Client, name: str, *arguments: str, **query: str) -> str:
    answer = client.get(reverse(name, args=arguments), query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_the_law_is_the_same_for_everybody_and_asks_the_database_for_nothing_of_its_own(scene: World):
    an, chi = enter("an"), enter("chi")
    for name, arguments in (("law", []), ("law-title", [BASE]), ("law-conduct", [])):
        texts = [
            page(client, name, *arguments).split('id="main"')[1].split("<footer")[0] for client in (an, chi)
        ]
        assert texts[0] == texts[1]
    page(an, "schemes")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(an, "law-title", BASE)
    assert not [q for q in asked.captured_queries if "store_award" in q["sql"]]


def test_a_stranger_is_asked_to_sign_in(scene: World):
    assert Client().get(reverse("law")).status_code == 302


@pytest.mark.parametrize("code", ["den-2017", "2017", "2024", "2025"])
def test_every_provision_of_a_title_stands_on_its_page(an: Client, code: str):
    book = law_book()
    regime = next(r for r in book.regimes if r.code == code)
    titles = TITLES if code == "2025" else [BASE, "bang-khen-thu-tuong", "don-vi-quyet-thang"]
    for title in titles:
        text = page(an, "law-title", title, **{"thoi-ky": code})
        for provision in book.about(title, day_of(regime, book)):
            assert provision.says in text, provision.code
            assert provision.clause in text


@pytest.mark.parametrize("code", ["den-2017", "2017", "2024", "2025"])
def test_every_provision_of_a_regime_stands_on_some_page_of_the_law(an: Client, code: str):
    book = law_book()
    regime = next(r for r in book.regimes if r.code == code)
    day = day_of(regime, book)
    general = page(an, "law", **{"thoi-ky": code}) + page(an, "law-conduct")
    families = {book.family(title): title for title in TITLES} | {title: title for title in TITLES}
    said = [p for p in book.on(day).values() if p.code.split(".")[0] not in families]
    lost = {p.code for p in said if p.says not in general}
    assert {c for c in lost if not c.startswith(("conduct.", "training."))} == set()
    owned = {p.code.split(".")[0] for p in book.on(day).values()} & families.keys()
    for owner in sorted(owned):
        text = page(an, "law-title", families[owner], **{"thoi-ky": code})
        mine = [p for p in book.provisions if p.code.startswith(f"{owner}.")]
        then = [
            p for p in mine if p.first_day <= day and (p.last_day is None or p.last_day >= regime.first_day)
        ]
        assert {p.code for p in then if p.says not in text} == set()


def test_the_index_names_every_title_of_the_regime_and_who_grants_it(an: Client):
    text = page(an, "law", **{"thoi-ky": "2025"})
    book = law_book()
    day = date(2025, 12, 31)
    for form in award_forms():
        if form.kind is not FormKind.REGISTER and form.in_force(day):
            row = text.split(f'href="{reverse("law-title", args=[form.code])}')[1].split("</tr>")[0]
            assert book.granted_by(form.code, day).clause in row, form.code
    assert "Danh hiệu của hộ gia đình" in text
    delegated = page(an, "law", **{"thoi-ky": "2025", "rieng": "vi-du-dang-ky"})
    assert "Giám đốc Công an tỉnh, theo phân cấp của Bộ trưởng." in delegated
    assert "Giám đốc Công an tỉnh, theo phân cấp của Bộ trưởng." not in text


def test_an_order_tells_how_time_in_posts_counts_and_that_the_years_were_not_read(an: Client):
    text = page(an, "law-title", "huan-chuong-doc-lap-hang-nhat", **{"thoi-ky": "2025"})
    assert "được cộng vào chức vụ thấp hơn liền kề" in text
    assert "chưa đọc được nguyên văn" in text
    assert "chức vụ thấp hơn liền kề" not in page(an, "law-title", BASE, **{"thoi-ky": "2025"})


def test_what_nobody_verified_is_told_with_its_letter_and_on_top(an: Client):
    text = page(an, "law-title", "co-thi-dua-chinh-phu", **{"thoi-ky": "2025"})
    assert "U · chưa kiểm chứng" in text
    assert "câu dưới đây là suy luận hoặc chưa kiểm chứng" in text
    assert "kiểm tra lần cuối 31/12/2025" in text
    medal = page(an, "law-title", "huan-chuong-chien-cong-hang-nhat", **{"thoi-ky": "2025"})
    assert "chưa đọc được nguyên văn điều kiện" in medal
    assert "Chưa đọc được điều kiện của thời kỳ này" in medal


def test_regimes_stand_beside_each_other_and_changes_are_marked(an: Client):
    rows = beside("tap-the-tien-tien", law_book())
    shares = next(
        row for row in rows if any(c.provision and c.provision.code.endswith("members-title") for c in row)
    )
    assert [c.provision.says[:12] for c in shares] == [
        "Có trên 50 %",
        "Có trên 50 %",
        "Có ít nhất 7",
        "Có ít nhất 7",
    ]
    assert [c.changed for c in shares] == [False, False, True, False]
    assert page(an, "law-title", "don-vi-tien-tien").count("changed-cell") >= 1


def test_a_council_of_nine_needs_eight_and_the_number_may_be_asked(an: Client):
    assert "8/9" in page(an, "law", **{"thoi-ky": "2024"})
    assert "10/12" in page(an, "law", **{"thoi-ky": "2024", "thanh-vien": "12"})
    assert "Thời kỳ này chưa đọc được quy định về số phiếu" in page(an, "law", **{"thoi-ky": "2017"})
    for wrong in ("²", "0", "-3", "100000"):
        page(an, "law", **{"thanh-vien": wrong})


def test_money_is_shown_as_product_and_as_rounded(an: Client):
    text = page(an, "law-title", "chien-si-tien-tien", **{"thoi-ky": "2025"})
    assert "702.000 đ" in text
    assert "710.000 đ" in text


def test_an_overlay_is_named_wherever_it_speaks(an: Client):
    text = page(an, "law", **{"thoi-ky": "2025", "rieng": "bac-ninh-86-2025"})
    assert text.count("Tỉnh Bắc Ninh, Quyết định 86/2025/QĐ-UBND") > 3
    assert "Quy định riêng đang đặt chồng lên" in text
    assert "Quy định riêng đang đặt chồng lên" not in page(
        an, "law", **{"thoi-ky": "2025", "rieng": "khong-co"}
    )
    army = page(an, "law-title", "chien-si-tien-tien", **{"thoi-ky": "2025", "rieng": "quan-doi-151-2018"})
    assert "không quá 40 % quân số" in army
    assert "không quá 40 % quân số" not in page(
        an, "law-title", "lao-dong-tien-tien", rieng="quan-doi-151-2018"
    )


def test_unknown_titles_and_registers_are_not_found(an: Client):
    for code in ("khong-co", "ghi-danh-dang-bo"):
        assert an.get(reverse("law-title", args=[code])).status_code == 404


def test_conduct_counts_what_the_circular_says(an: Client):
    assert "hạ một bậc danh hiệu năm" in _result(page(an, "law-conduct", **{"bien-che": "60", "luot": "6"}))
    assert "chưa đến mức xử lý" in _result(page(an, "law-conduct", **{"bien-che": "60", "luot": "2"}))
    officer = page(an, "law-conduct", nhom="phe-binh", lan="1")
    assert "hạ một bậc danh hiệu năm" in _result(officer)
    assert "phê bình, trừ khi đã nhắc bằng văn bản" in _result(officer)
    assert 'class="result"' not in page(an, "law-conduct", **{"bien-che": "0", "luot": "6", "nhom": "gi-do"})


def _result(text: str) -> str:
    return text.split('class="result"')[1].split("</p>")[0]


def test_a_title_has_its_conditions_sorted_from_what_is_told_besides():
    found = topics("chien-si-thi-dua-co-so", date(2025, 12, 1), law_book())
    names = [p.code.split(".")[1] for p in found.conditions]
    assert names == ["base", "excellent", "initiative"]
    assert [p.code.split(".")[1] for p in found.votes] == ["votes"]


def test_english_pages_keep_the_sentences_of_the_law_in_vietnamese(an: Client):
    an.cookies["django_language"] = "en"
    assert "Được công nhận hoàn thành xuất sắc nhiệm vụ." in page(
        an, "law-title", BASE, **{"thoi-ky": "2025"}
    )
