"""Writing awards into the register on the pages: seen before saved, kept when wrong, never erased."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, at, decision, world
from thidua.actions.award_published import award_proposals_load
from thidua.actions.directory import directory_load
from thidua.actions.published import published_load
from thidua.core.text import fold
from thidua.store.models import Award, Post, PublishedFigure

pytestmark = pytest.mark.django_db
FORM = {
    "category": "individual", "find": "van binh", "form": "giay-khen", "reason": "Giúp dân sau mưa lũ",
    "decision_number": "21/QĐ-CAMH", "decided_on": "05/03/2025", "decided_by": "Giám đốc Công an tỉnh",
    "year": "", "name": "",
}  # fmt: skip


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def seen_in(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def decided(scene: World, code: str = "gk-1", number: int = 1) -> Award:
    return Award.objects.create(
        code=code, register_number=number, form="giay-khen", level="unit", category="collective", state="decided",
        unit=scene.lim_xanh, subject_name=scene.lim_xanh.name, search=fold(scene.lim_xanh.name), reason="Giúp dân",
        year=2025, decision=decision(),
    )  # fmt: skip


def test_unit_and_post_of_that_day_are_shown_before_anything_is_saved(scene: World) -> None:
    answer = enter("an").post(reverse("award-new"), {**FORM, "xem": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Award.objects.exists()
    assert "Phó Trưởng Công an xã</dd>" in page
    assert "Công an xã Lim Xanh</dd>" in page


def test_what_was_shown_is_saved_with_the_next_number(scene: World) -> None:
    client = enter("an")
    shown = client.post(reverse("award-new"), {**FORM, "xem": "1", "subject": "binh"}).content.decode()
    answer = client.post(
        reverse("award-new"), {**FORM, "subject": "binh", "ghi": "1", "seen": seen_in(shown)}
    )
    made = Award.objects.get()
    assert answer["Location"] == reverse("award", args=[made.code])
    assert (made.register_number, made.subject_name, made.subject_post, made.year) == (
        1,
        "Trần Văn Bình",
        "Phó Trưởng Công an xã",
        2025,
    )


def test_a_form_changed_after_the_preview_is_shown_again_and_not_saved(scene: World) -> None:
    client = enter("an")
    shown = client.post(reverse("award-new"), {**FORM, "xem": "1"}).content.decode()
    changed = {**FORM, "ghi": "1", "seen": seen_in(shown), "reason": "Khác hẳn"}
    assert client.post(reverse("award-new"), changed).status_code == 200
    assert not Award.objects.exists()


def test_every_mistake_is_told_at_its_field_and_nothing_typed_is_lost(scene: World) -> None:
    answer = enter("an").post(
        reverse("award-new"), {**FORM, "decided_on": "31/02/2025", "form": "", "xem": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#form"' in page
    assert 'href="#decided_on"' in page
    assert all(f'value="{text}"' in page for text in ("31/02/2025", "21/QĐ-CAMH", "van binh"))
    assert "Giúp dân sau mưa lũ</textarea>" in page


def test_the_post_is_the_one_held_on_the_day_of_the_decision(scene: World) -> None:
    Post.objects.filter(person=scene.binh).update(last_day=date(2025, 3, 6))
    Post.objects.create(
        person=scene.binh,
        unit=scene.lim_xanh,
        role="head",
        title="Trưởng Công an xã",
        first_day=date(2025, 3, 7),
    )
    page = enter("an").post(reverse("award-new"), {**FORM, "xem": "1"}).content.decode()
    assert "Phó Trưởng Công an xã</dd>" in page


def test_nobody_finds_people_of_units_she_does_not_lead(scene: World) -> None:
    page = enter("chi").post(reverse("award-new"), {**FORM, "tim": "1"}).content.decode()
    assert "Trần Văn Bình" not in page
    answer = enter("chi").post(reverse("award-new"), {**FORM, "subject": "binh", "xem": "1"})
    assert answer.status_code == 400
    assert not Award.objects.exists()


def test_the_clerk_does_not_write_into_the_register(scene: World) -> None:
    client = enter("lan")
    assert client.get(reverse("award-new")).status_code == 404
    assert client.get(reverse("awards-import")).status_code == 404


PAPER = {"on": "09/03/2025", "number": "40/QĐ-CAT", "authority": "Giám đốc"}


def test_an_award_is_presented_and_later_revoked_with_a_reason(scene: World) -> None:
    row = decided(scene)
    client = enter("dung")
    client.post(reverse("award-present", args=[row.code]), {"on": "08/03/2025", "by": "Giám đốc"})
    row.refresh_from_db()
    assert (row.state, row.presented_on) == ("presented", date(2025, 3, 8))
    refused = client.post(reverse("award-revoke", args=[row.code]), {"on": "09/03/2025", "reason": ""})
    assert [field for field, _ in refused.context["faults"]] == ["number", "authority"]
    url = reverse("award-revoke", args=[row.code])
    client.post(url, {**PAPER, "reason": "Ngày công khai trùng"}, follow=True)
    row.refresh_from_db()
    assert (row.state, row.revoked_reason) == ("revoked", "Ngày công khai trùng")
    assert "Ngày công khai trùng" in enter("chi").get(reverse("award", args=[row.code])).content.decode()


def test_chi_reads_a_decided_award_and_cannot_touch_it(scene: World) -> None:
    row = decided(scene)
    page = enter("chi").get(reverse("award", args=[row.code])).content.decode()
    assert "Hủy bỏ khen thưởng" not in page
    enter("chi").post(reverse("award-revoke", args=[row.code]), {"on": "09/03/2025", "reason": "x"})
    row.refresh_from_db()
    assert row.state == "decided"


CSV = (
    "hình thức,loại đối tượng,đối tượng,thành tích,số quyết định,ngày quyết định,cấp quyết định\n"
    "Giấy khen,Tập thể,ca-xa-lim-xanh,Giúp dân,21/QĐ,05/03/2025,Giám đốc\n"
)


def test_a_file_of_awards_is_shown_line_by_line_and_written_after_a_second_yes(scene: World) -> None:
    client = enter("dung")
    upload = SimpleUploadedFile("khen.csv", CSV.encode(), "text/csv")
    page = client.post(reverse("awards-import"), {"file": upload}).content.decode()
    assert "sẽ ghi 1 khen thưởng" in page
    assert not Award.objects.exists()
    client.post(reverse("awards-import"), {"ghi": "1"})
    assert Award.objects.get().subject_name == "Công an xã Lim Xanh"


def test_a_file_with_one_wrong_award_writes_none(scene: World) -> None:
    wrong = CSV + "Giấy khen,Tập thể,khong-co,Giúp dân,22/QĐ,05/03/2025,Giám đốc\n"
    upload = SimpleUploadedFile("khen.csv", wrong.encode(), "text/csv")
    answer = enter("dung").post(reverse("awards-import"), {"file": upload})
    assert answer.status_code == 400
    assert "dòng 3" in answer.content.decode()
    assert not Award.objects.exists()


def test_a_sheet_of_the_register_keeps_the_order_of_its_numbers(scene: World) -> None:
    for number in (12, 3, 1):
        decided(scene, f"gk-{number}", number)
        Award.objects.filter(code=f"gk-{number}").update(subject_name=f"Đơn vị {number}")
    client = enter("chi")
    first = client.get(reverse("register-sheet", args=[1])).content.decode()
    assert first.index("Đơn vị 1<") < first.index("Đơn vị 3<")
    assert "Đơn vị 12<" not in first
    assert "Đơn vị 12<" in client.get(reverse("register-sheet", args=[2])).content.decode()
    assert client.get(reverse("register-sheet", args=[3])).status_code == 404


def test_proposals_that_their_meeting_published_are_for_all_to_read(scene: World) -> None:
    source = "Hội nghị tổng kết cụm, 25/11/2023"
    PublishedFigure.objects.create(
        code="cum-1",
        indicator="Cờ",
        value=1,
        measure="cờ",
        qualifier="exact",
        subject_text="x",
        source=source,
    )
    for code, text in (("co-1", source), ("gk-2", "Hội đồng của đơn vị")):
        Award.objects.create(
            code=code, form="co-thi-dua-bo-cong-an", level="ministry", category="collective", state="proposed",
            unit=scene.lim_xanh, subject_name=scene.lim_xanh.name, search="x", reason="Suy tôn", year=2023, source=text,
        )  # fmt: skip
    client = enter("chi")
    assert client.get(reverse("award", args=["co-1"])).status_code == 200
    assert client.get(reverse("award", args=["gk-2"])).status_code == 404


def test_a_cluster_edition_stands_on_the_register_with_its_published_counts(scene: World) -> None:

    directory_load(by="Người dựng", at=at())
    published_load(by="Người dựng", at=at())
    award_proposals_load(by="Người dựng", at=at())
    page = enter("chi").get(reverse("register")).content.decode()
    assert "<b>1 + 3 + 3</b> trên 7 đơn vị, mỗi đơn vị đúng một" in page
    assert "2.847 lượt" in page
    assert "9.341 lượt" in page
    assert f'href="{reverse("published")}#cum-2-2023-07"' in page
    assert "Cụm trưởng và đơn vị đăng cai hội nghị" in page
