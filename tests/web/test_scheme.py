"""Regulations written in the browser: text and form, comparison, publication, point tables."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, World, at, world
from tests.office.books import workbook
from thidua.actions.scheme import scheme_draft, scheme_publish
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load
from thidua.rules.write import at as place_of
from thidua.store.models import SchemeVersion
from thidua.web.scheme.form import _tree

pytestmark = pytest.mark.django_db
CODE = "vi-an-ninh-to-quoc"
TEXT = scheme_text(CODE)
DRAFT_PAGES = ("scheme-edit", "scheme-form", "scheme-read", "scheme-publish")


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def draft(scene: World, text: str = TEXT, code: str = CODE) -> SchemeVersion:
    by = scene.see(scene.dung)
    return scheme_draft(by=by, at=at(), owner=scene.province, code=code, text=text)


def told(response) -> str:
    """What a page says, without its tags."""
    body = re.sub(r"(?s)<(script|style|textarea).*?</\1>", " ", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def fields_of(response) -> dict[str, str]:
    """What a browser would send back of the form, with no button pressed."""
    body = response.content.decode()
    form = body[body.index('<form class="shaping"') :]
    form = form[: form.index("</form>")]
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        name = re.search(r'\bname="([^"]*)"', tag)
        if name and (" checked" in tag or 'type="checkbox"' not in tag):
            value = re.search(r'\bvalue="([^"]*)"', tag)
            found[unescape(name[1])] = unescape(value[1]) if value else ""
    for name, inside in re.findall(r'<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(
            r'value="([^"]*)"', inside
        )
        found[unescape(name)] = unescape(chosen[1]) if chosen else ""
    text = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', form, re.S)
    found["text"] = unescape(text[1]) if text else ""
    return found


def test_a_draft_is_for_its_writers_alone(scene: World):
    draft(scene)
    for name in DRAFT_PAGES:
        assert enter("dung").get(reverse(name, args=[CODE])).status_code == 200
        for other in ("an", "binh", "chi"):
            assert enter(other).get(reverse(name, args=[CODE])).status_code == 404
    for name in ("scheme-new", "scheme-import"):
        assert enter("dung").get(reverse(name)).status_code == 200
        assert enter("an").get(reverse(name)).status_code == 404
    assert "Bản nháp" not in told(enter("an").get(reverse("schemes")))
    assert "Bản nháp đang soạn" in told(enter("dung").get(reverse("schemes")))


def test_problems_stand_beside_the_text_with_their_lines(scene: World):
    draft(scene)
    faulty = TEXT.replace("max: 105", "max: 90")
    line = next(n for n, text in enumerate(faulty.splitlines(), 1) if text.startswith("  don-vi:"))
    answer = enter("dung").post(reverse("scheme-check", args=[CODE]), {"text": faulty})
    assert answer.status_code == 200
    assert f'data-line="{line}"' in answer.content.decode()
    assert "1 lỗi cần sửa" in told(answer)
    assert "Đọc được, không có lỗi" in told(
        enter("dung").post(reverse("scheme-check", args=[CODE]), {"text": TEXT.replace("\n", "\r\n")})
    )
    assert SchemeVersion.objects.get().text == TEXT


def test_checking_without_script_keeps_what_was_typed_and_writes_nothing(scene: World):
    row = draft(scene)
    page = enter("dung").post(
        reverse("scheme-edit", args=[CODE]), {"text": "scheme: [", "seen": row.sha256, "check": "1"}
    )
    assert "scheme: [" in page.content.decode()
    assert "1 lỗi cần sửa" in told(page)
    assert SchemeVersion.objects.get().text == TEXT


def test_saving_over_somebody_elses_text_shows_what_they_changed(scene: World):
    row = draft(scene)
    client = enter("dung")
    url = reverse("scheme-edit", args=[CODE])
    theirs = TEXT.replace("{points: total, from: 90}", "{points: total, from: 92}").replace(
        "from: 80, below: 90", "from: 80, below: 92"
    )
    assert client.post(url, {"text": theirs, "seen": row.sha256, "save": "1"}).status_code == 302
    page = client.post(url, {"text": TEXT, "seen": row.sha256, "save": "1"})
    assert page.status_code == 400
    assert "tổng điểm từ 92 trở lên" in told(page)
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page.content.decode())
    assert seen
    assert client.post(url, {"text": TEXT, "seen": seen[1], "save": "1"}).status_code == 302
    assert SchemeVersion.objects.get().text == TEXT


@pytest.mark.parametrize("code", scheme_codes())
def test_a_form_sent_back_untouched_leaves_the_text_alone(scene: World, code: str):
    text = scheme_text(code).replace(f"scheme: {code}", "scheme: ban-thu")
    draft(scene, text, "ban-thu")
    client = enter("dung")
    url = reverse("scheme-form", args=["ban-thu"])
    for section in ("chung", "so-lieu", *(form.code for form in load(text).scheme.forms)):
        page = client.get(url, {"phan": section})
        sent = fields_of(page)
        assert sent["section"] == section
        assert client.post(url, {**sent, "save": "1"}).status_code == 302
    assert SchemeVersion.objects.get().text == text


def test_one_number_changed_in_the_form_is_one_change_in_the_regulation(scene: World):
    draft(scene)
    client = enter("dung")
    url = reverse("scheme-form", args=[CODE])
    sent = fields_of(client.get(url, {"phan": "don-vi"}))
    path = "forms.don-vi.groups.bao-cao.criteria.bao-cao-dung-han"
    sent |= {
        f"v.{path}.max": "12,5",
        "v.forms.don-vi.groups.bao-cao.max": "12,5",
        "v.forms.don-vi.max": "107,5",
    }
    assert client.post(url, {**sent, "save": "1"}).status_code == 302
    saved = SchemeVersion.objects.get()
    scheme = load(saved.text).scheme
    line = next(c for c in scheme.forms[0].criteria if c.code == "bao-cao-dung-han")
    assert (line.maximum, line.method.yes) == (12_500, 12_500)
    page = told(client.get(reverse("scheme-compare", args=[CODE]), {"den": saved.version}))
    assert "4 thay đổi" in page
    assert "Điểm tối đa tiêu chí “Báo cáo tuần đúng hạn” 10 12,5" in page


def test_what_is_wrong_stands_beside_its_field(scene: World):
    draft(scene)
    client = enter("dung")
    url = reverse("scheme-form", args=[CODE])
    sent = fields_of(client.get(url, {"phan": "don-vi"}))
    name = "v.forms.don-vi.groups.bao-cao.max"
    page = client.post(url, {**sent, name: "mười", "check": "1"})
    assert f'id="{name}.fault"' in page.content.decode()
    assert 'value="mười"' in page.content.decode()
    assert SchemeVersion.objects.get().text == TEXT


def test_criteria_are_added_scored_another_way_and_taken_away(scene: World):
    draft(scene)
    client = enter("dung")
    url = reverse("scheme-form", args=[CODE])
    group = "forms.don-vi.groups.phuc-vu"
    page = client.post(
        url, {**fields_of(client.get(url, {"phan": "don-vi"})), "do": f"add-criterion:{group}"}
    )
    sent = fields_of(page)
    made = f"{group}.criteria.tieu-chi-moi-4"
    assert sent[f"v.{made}.title"] == "Tiêu chí mới 4"
    page = client.post(
        url, {**sent, f"v.{made}.title": "Trực ban", f"m.{made}": "events", "do": f"sum:{group}"}
    )
    sent = fields_of(page)
    assert sent[f"v.{made}.events.each"] == "1"
    assert sent[f"v.{group}.max"] == "31"
    page = client.post(url, {**sent, "do": "total:forms.don-vi"})
    # The bonus group stands above the hundred: 105 and one more.
    assert fields_of(page)["v.forms.don-vi.max"] == "106"
    assert "Đọc được, không có lỗi" in told(page)
    page = client.post(url, {**fields_of(page), "do": f"remove:{made}"})
    tree = _tree(fields_of(page)["text"])
    assert place_of(tree, made) is None
    assert "tieu-chi-moi-4" not in tree["figures"]
    assert SchemeVersion.objects.get().text == TEXT


def test_every_regulation_can_be_read_with_all_it_says(scene: World):
    client = enter("an")
    pages = {code: told(client.get(reverse("scheme", args=[code]))) for code in scheme_codes()}
    for code, page in pages.items():
        scheme = load(scheme_text(code)).scheme
        said = [
            *(step.clause for form in scheme.forms for step in form.steps),
            *(use.title for use in scheme.figures if use.feed),
            *(step.title for step in scheme.calendar),
            *(choice.title for choice in scheme.choices),
            *(quota.title for quota in scheme.quotas),
        ]
        assert [text for text in said if text not in page] == [], code


def test_a_version_begun_compared_and_published_holds_for_those_who_are_scored(scene: World):
    client = enter("dung")
    assert client.post(reverse("scheme-begin", args=[CODE])).status_code == 302
    row = SchemeVersion.objects.get()
    url = reverse("scheme-publish", args=[CODE])
    sent = {"seen": row.sha256, "first_day": "01/01/2026", "last_day": "31/12/2026"}
    assert "Cần xác nhận đã đọc lại" in told(client.post(url, sent))
    assert client.post(url, {**sent, "read": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.first_day) == ("published", date(2026, 1, 1))
    assert enter("an").get(reverse("scheme", args=[CODE]), {"ban": 1}).status_code == 200
    assert enter("chi").get(reverse("scheme", args=[CODE]), {"ban": 1}).status_code == 404
    assert enter("chi").get(reverse("scheme", args=[CODE])).status_code == 200
    assert client.get(reverse("scheme-edit", args=[CODE])).status_code == 404
    page = told(client.get(reverse("scheme-compare", args=[CODE])))
    assert "Ngày có hiệu lực 30/12/2024 01/01/2026" in page


def test_days_that_cannot_be_are_said_beside_their_field(scene: World):
    row = draft(scene)
    page = enter("dung").post(
        reverse("scheme-publish", args=[CODE]),
        {"seen": row.sha256, "first_day": "31/02/2026", "last_day": "", "read": "1"},
    )
    assert page.status_code == 400
    assert 'id="first-fault"' in page.content.decode()


def test_a_regulation_begun_with_a_few_answers_is_sound(scene: World):
    client = enter("dung")
    answers = {
        "title": "Quy chế chấm điểm xã, phường 2026", "issuer": "Công an tỉnh Minh Họa", "number": "",
        "subject": "unit", "period": "month", "first_day": "01/01/2026", "code": "", "owner": "ca-minh-hoa",
        "groups": "A. Phục vụ nhân dân: 60 điểm\nB. Xây dựng lực lượng 40\nĐiểm trừ: -10", "pattern": "",
    }  # fmt: skip
    page = client.post(reverse("scheme-new"), {**answers, "groups": "A. Phục vụ"})
    assert page.status_code == 400
    assert "Chưa rõ số điểm ở: A. Phục vụ" in told(page)
    assert client.post(reverse("scheme-new"), answers).status_code == 302
    row = SchemeVersion.objects.get()
    scheme = load(row.text).scheme
    assert row.code == "quy-che-cham-diem-xa-phuong-2026"
    assert [(g.title, g.maximum, g.minimum) for g in scheme.forms[0].groups] == [
        ("A. Phục vụ nhân dân", 60_000, 0),
        ("B. Xây dựng lực lượng", 40_000, 0),
        ("Điểm trừ", 0, -10_000),
    ]


def test_another_regulation_can_be_the_pattern(scene: World):
    answers = {
        "title": "Theo mẫu", "issuer": "Công an tỉnh Minh Họa", "number": "", "subject": "unit", "period": "week",
        "first_day": "01/01/2026", "code": "theo-mau", "owner": "ca-minh-hoa", "groups": "", "pattern": CODE,
    }  # fmt: skip
    assert enter("dung").post(reverse("scheme-new"), answers).status_code == 302
    loaded = load(SchemeVersion.objects.get().text)
    assert loaded.scheme.title == "Theo mẫu"
    assert len(loaded.scheme.forms[0].criteria) == len(load(TEXT).scheme.forms[0].criteria)


TABLE = (
    ("STT", "Nội dung", "Điểm tối đa", "Cách chấm"),
    ("I", "Phục vụ nhân dân", 60, ""),
    (1, "Tỷ lệ hồ sơ đúng hạn", 40, ""),
    (2, "Tuyên truyền tại cơ sở", 20, "mỗi buổi được 2 điểm"),
    ("II", "Xây dựng lực lượng", 40, ""),
    (1, "Điều lệnh, nội vụ", 40, ""),
)


def word(rows) -> bytes:
    document = docx.Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "make"), [("bang.xlsx", lambda rows: workbook(*rows)), ("bang.docx", word)])
def test_a_point_table_is_shown_as_understood_before_a_draft_is_made(scene: World, name: str, make):
    client = enter("dung")
    url = reverse("scheme-import")
    page = client.post(url, {"file": SimpleUploadedFile(name, make(TABLE))})
    assert "Đã hiểu 3 dòng, 2 nhóm, 100 điểm" in told(page)
    assert "“Điều lệnh, nội vụ”: không rõ tính từ số liệu nào" in told(page)
    assert not SchemeVersion.objects.exists()
    answers = {
        "title": "Bảng điểm 2026", "issuer": "Công an tỉnh", "number": "", "subject": "unit", "period": "month",
        "first_day": "01/01/2026", "code": "bang-2026", "owner": "ca-minh-hoa",
    }  # fmt: skip
    assert client.post(url, answers).status_code == 302
    scheme = load(SchemeVersion.objects.get().text).scheme
    assert [(c.title, c.maximum, type(c.method).__name__) for c in scheme.forms[0].criteria] == [
        ("Tỷ lệ hồ sơ đúng hạn", 40_000, "Share"),
        ("Tuyên truyền tại cơ sở", 20_000, "Events"),
        ("Điều lệnh, nội vụ", 40_000, "Mark"),
    ]


def test_a_file_without_a_point_table_is_refused_with_a_reason(scene: World):
    client = enter("dung")
    for name, content in (("a.docx", b"khong phai"), ("a.xlsx", workbook(("tên", "tuổi")))):
        page = client.post(reverse("scheme-import"), {"file": SimpleUploadedFile(name, content)})
        assert page.status_code == 400
        assert 'class="error-summary"' in page.content.decode()


def test_published_versions_are_listed_in_as_many_questions_whatever_their_number(scene: World):
    client, by, counts = enter("an"), scene.see(scene.dung), []
    client.get(reverse("schemes"))  # the doors of the top bar are drawn once
    for month in (1, 3, 5):
        row = draft(scene, TEXT.replace("title: Cờ thi đua tuần", f"title: Cờ tuần {month}"))
        scheme_publish(by=by, at=at(), draft=row, seen=row.sha256, first_day=date(2026, month, 1))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("scheme", args=[CODE])).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[2]
