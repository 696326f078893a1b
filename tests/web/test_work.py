"""Doing the work on the pages: entering, being told, correcting, recording, confirming, bringing in, closing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, deed, figure, target, world
from thidua.store.models import Deed, Evidence, Figure, MovementPeriod

pytestmark = pytest.mark.django_db
WORD = "ho-so-dung-han.2025-W10"
COUNT = "buoi-tuyen-truyen.2025-W10"
PDF = b"%PDF-1.4 minh hoa"


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def grid(scene: World) -> str:
    return reverse("entry", args=[scene.lim_xanh.code, "2025-03"])


def test_a_month_is_written_when_everything_can_be_read(scene: World) -> None:
    answer = enter("lan").post(grid(scene), {WORD: "12/15", COUNT: "6", "bao-cao-dung-han.2025-W10": "có"})
    assert answer.status_code == 302
    rows = dict(Figure.objects.values_list("figure", "numerator"))
    assert rows == {"ho-so-dung-han": 12_000, "buoi-tuyen-truyen": 6_000, "bao-cao-dung-han": 1_000}


def test_one_mistake_writes_nothing_and_loses_nothing(scene: World) -> None:
    answer = enter("lan").post(grid(scene), {WORD: "15/12", COUNT: "6"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert not Figure.objects.exists()
    assert 'value="15/12"' in page
    assert 'value="6"' in page
    assert f'href="#{WORD}"' in page
    assert "tử số 15 lớn hơn mẫu số 12" in page


def test_words_where_a_number_belongs_are_told_with_every_other_mistake(scene: World) -> None:
    page = enter("lan").post(grid(scene), {WORD: "80 %", COUNT: "nhiều"}).content.decode()
    assert page.count('<span class="fault">') == 2


def test_a_recorded_figure_is_not_cleared_by_an_empty_cell(scene: World) -> None:
    figure("ho-so-dung-han", scene.lim_xanh, scene.clerk, 12, 15)
    answer = enter("lan").post(grid(scene), {WORD: ""})
    assert answer.status_code == 400
    assert Figure.objects.count() == 1


def test_another_value_needs_a_reason_and_keeps_the_old_one(scene: World) -> None:
    figure("ho-so-dung-han", scene.lim_xanh, scene.clerk, 12, 15)
    client = enter("lan")
    assert client.post(grid(scene), {WORD: "13/15"}).status_code == 400
    assert client.post(grid(scene), {WORD: "13/15", "reason": "Cộng sót một hồ sơ"}).status_code == 302
    assert list(Figure.objects.order_by("pk").values_list("numerator", "reason")) == [
        (12_000, ""),
        (13_000, "Cộng sót một hồ sơ"),
    ]


def test_the_answer_beside_a_cell_writes_nothing(scene: World) -> None:
    url = reverse("entry-check", args=[scene.lim_xanh.code, "2025-03"])
    told = enter("lan").post(url, {WORD: "15/12", COUNT: "3"}).json()["cells"]
    assert told == {
        WORD: {"faults": ["Hồ sơ trả đúng hạn: tử số 15 lớn hơn mẫu số 12."], "cautions": []},
        COUNT: {"faults": [], "cautions": []},
    }
    assert not Figure.objects.exists()


def test_figures_of_confirmed_deeds_stand_in_the_grid_and_say_so(scene: World) -> None:
    row = deed("viec-1", scene.lim_xanh, scene.clerk, buoi=2, luot=60)
    row.confirmed_by, row.confirmed_at = scene.binh, row.recorded_at
    row.save()
    page = enter("lan").get(grid(scene)).content.decode()
    assert f'id="{COUNT}" name="{COUNT}" value="2"' in page
    assert "từ việc làm" in page


def test_the_office_of_the_province_does_not_type_for_the_commune(scene: World) -> None:
    assert enter("dung").get(grid(scene)).status_code == 404
    assert enter("chi").post(grid(scene), {WORD: "1/1"}).status_code == 404


def test_a_correction_names_the_old_value_and_asks_why(scene: World) -> None:
    figure("ho-so-dung-han", scene.lim_xanh, scene.clerk, 12, 15)
    url = reverse("figure-correct", args=[scene.lim_xanh.code, WEEK.code, "ho-so-dung-han"])
    client = enter("an")
    assert "12/15 (80" in client.get(url).content.decode()
    wrong = client.post(url, {"value": "13/15", "reason": ""})
    assert wrong.status_code == 400
    assert 'value="13/15"' in wrong.content.decode()
    assert client.post(url, {"value": "13/15", "reason": "Cộng sót"}).status_code == 302
    assert Figure.objects.get(replaced_by=None).reason == "Cộng sót"


def test_a_correction_in_a_closed_week_says_that_it_must_be_reopened(scene: World) -> None:
    figure("ho-so-dung-han", scene.lim_xanh, scene.clerk, 12, 15)
    MovementPeriod.objects.update(state="closed")
    url = reverse("figure-correct", args=[scene.lim_xanh.code, WEEK.code, "ho-so-dung-han"])
    client = enter("an")
    assert "phải mở lại kỳ" in client.get(url).content.decode()
    assert client.post(url, {"value": "13/15", "reason": "Cộng sót"}).status_code == 400
    assert Figure.objects.count() == 1


def test_a_deed_is_recorded_shown_and_confirmed_by_another(scene: World) -> None:
    clerk, deputy = enter("lan"), enter("binh")
    form = {
        "unit": scene.lim_xanh.code,
        "on": "04/03/2025",
        "summary": "Nói chuyện ở thôn 3",
        "buoi": "1",
        "luot": "64",
    }
    answer = clerk.post(reverse("deed-new") + "?loai=tuyen-truyen", form)
    made = Deed.objects.get()
    assert answer["Location"] == reverse("deed", args=[made.code])
    upload = SimpleUploadedFile("bien-ban.pdf", PDF, "application/pdf")
    clerk.post(reverse("evidence-add", args=[made.code]), {"evidence": upload, "title": "Biên bản"})
    assert clerk.post(reverse("deed-confirm", args=[made.code])).status_code == 400
    assert deputy.post(reverse("deed-confirm", args=[made.code])).status_code == 302
    made.refresh_from_db()
    assert made.confirmed_by == scene.binh


def test_a_wrong_deed_form_comes_back_with_what_was_typed(scene: World) -> None:
    form = {
        "unit": scene.lim_xanh.code,
        "on": "31/02/2025",
        "summary": "Nói chuyện",
        "buoi": "một",
        "luot": "64",
    }
    answer = enter("lan").post(reverse("deed-new") + "?loai=tuyen-truyen", form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert all(f'value="{text}"' in page for text in ("31/02/2025", "một", "64", "Nói chuyện"))
    assert not Deed.objects.exists()


def test_evidence_goes_out_as_a_file_and_only_through_its_door(scene: World) -> None:
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    upload = SimpleUploadedFile("biên bản.pdf", PDF, "application/pdf")
    enter("lan").post(reverse("evidence-add", args=["viec-1"]), {"evidence": upload})
    url = reverse("evidence", args=[Evidence.objects.get().sha256])
    answer = enter("an").get(url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert enter("chi").get(url).status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused_in_words(scene: World) -> None:
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    upload = SimpleUploadedFile("anh.png", b"<script>alert(1)</script>", "image/png")
    answer = enter("lan").post(reverse("evidence-add", args=["viec-1"]), {"evidence": upload}, follow=True)
    assert not Evidence.objects.exists()
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("name", ["bienban.html", "bienban.exe", "bien\u202efdp.exe", "bienban"])
def test_a_file_whose_name_promises_another_kind_is_refused(scene: World, name: str) -> None:
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    upload = SimpleUploadedFile(name, PDF, "application/pdf")
    enter("lan").post(reverse("evidence-add", args=["viec-1"]), {"evidence": upload})
    assert not Evidence.objects.exists()


def test_what_nobody_types_and_what_no_page_takes_is_not_received(scene: World, monkeypatch) -> None:
    lan, url = enter("lan"), reverse("figures-import")
    assert lan.post(url, {"reason": "a\0b"}).status_code == 400
    assert lan.get(reverse("register"), {"tim": "a\0b"}).status_code == 400
    assert lan.get("/so-ghi-danh/%00/").status_code == 400
    monkeypatch.setattr("thidua.web.guard.UPLOAD_MAX", 1_000)
    upload = SimpleUploadedFile("so-lieu.csv", b"x" * 2_000, "text/csv")
    assert lan.post(url, {"file": upload}).status_code == 400


def test_a_file_left_alone_for_a_day_is_removed(scene: World, home: Path) -> None:
    (home / "waiting").mkdir()
    old = home / "waiting" / "0.csv"
    old.write_text("x")
    os.utime(old, (0, 0))
    brought("lan", "ca-xa-lim-xanh,buoi-tuyen-truyen,2025-W10,2")
    assert not old.exists()


def test_a_file_of_figures_is_shown_first_and_written_after_a_second_yes(scene: World) -> None:
    text = "subject,figure,period,value\nca-xa-lim-xanh,buoi-tuyen-truyen,2025-W10,6\n"
    client = enter("lan")
    upload = SimpleUploadedFile("so-lieu.csv", text.encode(), "text/csv")
    first = client.post(reverse("figures-import"), {"file": upload})
    assert "đọc được 1 dòng" in first.content.decode()
    assert not Figure.objects.exists()
    client.post(reverse("figures-import"), {"ghi": "1"})
    assert Figure.objects.get().numerator == 6_000


def test_a_file_with_one_wrong_row_writes_none(scene: World) -> None:
    rows = ("buoi-tuyen-truyen,2025-W10,6", "ho-so-dung-han,2025-W10,rất tốt")
    text = "subject,figure,period,value\n" + "".join(f"ca-xa-lim-xanh,{row}\n" for row in rows)
    upload = SimpleUploadedFile("so-lieu.csv", text.encode(), "text/csv")
    answer = enter("lan").post(reverse("figures-import"), {"file": upload})
    assert answer.status_code == 400
    assert "dòng 3" in answer.content.decode()
    assert not Figure.objects.exists()


def brought(username: str, *rows: str) -> str:
    """The page that answers a file of these rows."""
    text = "subject,figure,period,value\n" + "".join(f"{row}\n" for row in rows)
    upload = SimpleUploadedFile("so-lieu.csv", text.encode(), "text/csv")
    return enter(username).post(reverse("figures-import"), {"file": upload}).content.decode()


def test_faults_of_reading_and_of_meaning_are_told_together(scene: World) -> None:
    page = brought(
        "lan",
        "ca-xa-lim-xanh,buoi-tuyen-truyen,2025-W10,hai",
        "ca-xa-lim-xan,buoi-tuyen-truyen,2025-W10,2",
        "ca-xa-lim-xanh,khong-co,2025-W10,2",
        "ca-xa-lim-xanh,ho-so-dung-han,2025-W10,12",
    )
    assert [n for n in range(1, 7) if f"so-lieu.csv, dòng {n}," in page] == [2, 3, 4, 5]
    assert "ca-xa-lim-xanh" in page  # the nearest code that she may see


def test_a_file_is_no_way_to_ask_who_serves_where(scene: World) -> None:
    known = brought("chi", f"{scene.an.code},loai-tuan,2025-W10,1")
    unknown = brought("chi", "nobody,loai-tuan,2025-W10,1")
    assert "Lim Xanh" not in known
    assert scene.an.name not in known
    assert "so-lieu.csv, dòng 2" in known
    assert "so-lieu.csv, dòng 2" in unknown
    near, far = (brought("chi", f"{code},buoi-tuyen-truyen,2025-W10,1") for code in ("ca-xa-lim-xan", "x"))
    assert near.count("lim-xanh") == far.count("lim-xanh")  # only the example above the form names it


FULL = {
    "buoi-tuyen-truyen": (6, None), "dien-dan-lang-nghe": (1, None), "mo-hinh-xac-nhan": (6, 6),
    "ho-so-dung-han": (12, 15),
    "phan-anh-tra-loi-dung-han": (3, 3), "ngay-cong-giup-dan": (8, None), "dieu-lenh-dat": (14, 14), "tap-huan": (5, 5),
    "bao-cao-dung-han": (1, None), "mo-hinh-duoc-nhan-rong": (0, None), "phan-anh-dung-ve-thai-do": (0, None),
    "so-lieu-sai-khi-kiem-tra": (0, None),
}  # fmt: skip


def fill(scene: World) -> None:
    for unit in (scene.lim_xanh, scene.hoa_mo):
        for code, (top, bottom) in FULL.items():
            figure(code, unit, scene.clerk, top, bottom)
        for code in ("buoi-tuyen-truyen", "dien-dan-lang-nghe", "ngay-cong-giup-dan"):
            target(scene.movement, unit, code, 6)


def test_dung_freezes_and_closes_and_the_standing_opens_to_the_clause(scene: World) -> None:
    fill(scene)
    movement, dung = scene.movement.code, enter("dung")
    for step in ("freeze", "close"):
        dung.post(reverse(step, args=[movement, WEEK.code]))
    assert MovementPeriod.objects.get(code=WEEK.code).state == "closed"
    page = enter("an").get(reverse("why", args=[movement, WEEK.code, scene.lim_xanh.code])).content.decode()
    assert "Điều 5 khoản 1" in page
    assert "12/15 × 12 điểm = 9,60 điểm" in page
    assert "thidua verify" in page
    answer = enter("an").get(
        reverse("standing-excel", args=[movement, WEEK.code]) + f"?khoi={scene.communes.code}"
    )
    assert answer.content[:2] == b"PK"


def test_a_reopened_week_lists_what_moved(scene: World) -> None:
    fill(scene)
    movement, dung = scene.movement.code, enter("dung")
    dung.post(reverse("freeze", args=[movement, WEEK.code]))
    dung.post(reverse("close", args=[movement, WEEK.code]))
    dung.post(reverse("reopen", args=[movement, WEEK.code]), {"reason": "Lim Xanh đính chính"})
    url = reverse("figure-correct", args=[scene.lim_xanh.code, WEEK.code, "ho-so-dung-han"])
    enter("an").post(url, {"value": "3/15", "reason": "Ghi nhầm cột"})
    dung.post(reverse("close", args=[movement, WEEK.code]))
    page = enter("an").get(reverse("moved", args=[movement, WEEK.code])).content.decode()
    assert "bản 2 khác gì bản trước" in page
    assert "Công an xã Lim Xanh" in page
    assert "−7,2" in page


def test_only_the_movements_officer_closes(scene: World) -> None:
    fill(scene)
    enter("an").post(reverse("close", args=[scene.movement.code, WEEK.code]))
    assert MovementPeriod.objects.get(code=WEEK.code).state == "open"
    assert enter("chi").post(reverse("close", args=[scene.movement.code, WEEK.code])).status_code == 404
