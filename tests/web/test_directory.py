"""The directory on the pages: a unit as of a day, kept up to date, and re-organised without losing anything."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.factories import PASSWORD, World, world
from thidua.store.models import Area, SuccessionDraft, Unit, UnitLink, UnitSuccession

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    made = world()
    tinh = factories.area("tinh-minh-hoa", "tỉnh Minh Họa", "tinh")
    xa = factories.area("xa-lim-xanh", "xã Lim Xanh", "xa", tinh)
    for unit, area in ((made.province, tinh), (made.lim_xanh, xa)):
        unit.area = area
        unit.save(update_fields=["area"])
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


MERGER = {
    "kind": "merge", "on": "01/07/2025", "paper": "Nghị quyết 1670", "before": ["ca-xa-lim-xanh", "ca-xa-hoa-mo"],
    "name-1": "Công an xã Rừng Xanh", "kind-1": "cong-an-xa", "under-1": "ca-minh-hoa", "figures": "keep-apart",
    "targets": "reset", "honours": "reset", "statuses": "reset", "eligibility": "reset",
}  # fmt: skip


def draft(client: Client) -> SuccessionDraft:
    assert client.post(reverse("succession-new"), MERGER).status_code == 302
    return SuccessionDraft.objects.get()


def test_a_unit_page_says_who_serves_where_it_stands_and_what_lies_below(scene: World) -> None:
    page = enter("an").get(reverse("unit-card", args=[scene.lim_xanh.code])).content.decode()
    for told in (
        "Trưởng Công an xã",
        "Công an tỉnh Minh Họa",
        "Tổ An ninh xã Lim Xanh",
        "Xã Lim Xanh".lower(),
    ):
        assert told in page.lower() or told in page


def test_chi_finds_none_of_these_pages(scene: World) -> None:
    code = draft(enter("dung")).code
    chi = enter("chi")
    for name, args in (
        ("area-card", ["xa-lim-xanh"]), ("unit-card", [scene.lim_xanh.code]),
        ("unit-move", [scene.lim_xanh.code]), ("succession", [code]),
    ):  # fmt: skip
        assert chi.get(reverse(name, args=args)).status_code == 404
    for name in ("succession-assign", "succession-complete", "succession-drop"):
        assert chi.post(reverse(name, args=[code])).status_code == 404
    assert chi.get(reverse("area-new")).status_code == 404
    assert SuccessionDraft.objects.get().state == "open"
    page = chi.get(reverse("directory")).content.decode()
    assert reverse("unit-card", args=[scene.lim_xanh.code]) not in page


def test_a_clerk_keeps_no_directory(scene: World) -> None:
    lan = enter("lan")
    for name in ("unit-new", "succession-new", "directory-import"):
        assert lan.get(reverse(name)).status_code == 404


def test_dung_adds_a_unit_and_its_code_reads_like_its_name(scene: World) -> None:
    form = {
        "name": "Công an xã Đồi Thông",
        "kind": "cong-an-xa",
        "first_day": "01/03/2025",
        "under": "ca-minh-hoa",
    }
    answer = enter("dung").post(reverse("unit-new"), form)
    assert answer["Location"] == reverse("unit-card", args=["cong-an-xa-doi-thong"])
    assert UnitLink.objects.get(child__code="cong-an-xa-doi-thong").parent == scene.province


def test_a_merger_is_prepared_confirmed_and_done(scene: World) -> None:
    dung = enter("dung")
    row = draft(dung)
    page = dung.get(reverse("succession", args=[row.code])).content.decode()
    assert "còn 3 việc, chưa thực hiện được" in page
    refused = dung.post(reverse("succession-complete", args=[row.code]))
    assert refused.status_code == 400
    assert not Unit.objects.exclude(last_day=None).exists()
    heir = row.after[0]
    items = [
        "command:to-an-ninh-lim-xanh",
        "member:khoi-xa-2025/ca-xa-lim-xanh",
        "member:khoi-xa-2025/ca-xa-hoa-mo",
    ]
    one = {f"nhan.{item}": heir for item in items} | {"viec": items[0]}
    dung.post(reverse("succession-assign", args=[row.code]), one)
    assert set(SuccessionDraft.objects.get().assigned) == {items[0]}
    dung.post(reverse("succession-assign", args=[row.code]), {f"nhan.{item}": heir for item in items})
    assert dung.post(reverse("succession-complete", args=[row.code])).status_code == 302
    assert set(Unit.objects.filter(last_day=date(2025, 6, 30))) == {scene.lim_xanh, scene.hoa_mo}
    done = dung.get(reverse("succession", args=[row.code])).content.decode()
    assert "Ai đã nhận việc gì" in done


def test_a_wrong_form_says_everything_and_keeps_what_was_typed(scene: World) -> None:
    answer = enter("dung").post(reverse("succession-new"), {"kind": "merge", "name-1": "Công an xã Mới"})
    page = answer.content.decode()
    assert answer.status_code == 400
    for anchor in ("before", "on", "paper", "kind-1", "under-1"):
        assert f'href="#{anchor}"' in page
    assert 'value="Công an xã Mới"' in page


def test_search_finds_by_abbreviation_without_accents_and_by_the_old_name(scene: World) -> None:
    old = factories.unit(
        "ca-xa-ta-tong", "Công an xã Tà Tổng", under=scene.province, last_day=date(2025, 2, 28)
    )
    new = factories.unit(
        "ca-xa-muong-moi", "Công an xã Mường Mới", under=scene.province, first_day=date(2025, 3, 1)
    )
    step = UnitSuccession.objects.create(on=date(2025, 3, 1), kind="rename", paper="NQ 3")
    step.before.set([old])
    step.after.set([new])
    Unit.objects.filter(pk=scene.lim_xanh.pk).update(search="cong an xa lim xanh an ninh trat tu")
    dung = enter("dung")
    page = dung.get(reverse("directory"), {"tim": "ca lim antt", "ngay": "10/03/2025"}).content.decode()
    assert "1 đơn vị có tên như" in page
    page = dung.get(reverse("directory"), {"tim": "ta tong", "ngay": "10/03/2025"}).content.decode()
    assert "trước là Công an xã Tà Tổng" in page


def test_a_commune_chief_adds_a_village_but_not_a_commune_beside_her(scene: World) -> None:
    an = enter("an")
    form = {"name": "Bản Nậm Lúc", "kind": "thon", "first_day": "01/03/2025", "parent": "xa-lim-xanh"}
    assert an.post(reverse("area-new"), form).status_code == 302
    made = Area.objects.get(kind="thon")
    assert "bản nậm lúc" in an.get(reverse("area-card", args=[made.code])).content.decode().lower()
    assert an.post(reverse("area-new"), {**form, "parent": "tinh-minh-hoa"}).status_code == 404


def test_areas_merge_by_a_paper_and_the_old_name_stays_for_old_days(scene: World) -> None:
    factories.area("xa-hoa-mo", "xã Hoa Mơ", "xa", Area.objects.get(code="tinh-minh-hoa"))
    form = {"kind": "merge", "on": "01/07/2025", "paper": "NQ 1670", "before": ["xa-lim-xanh", "xa-hoa-mo"],
            "name-1": "xã Rừng Xanh"}  # fmt: skip
    assert enter("dung").post(reverse("area-succession-new"), form).status_code == 302
    assert Area.objects.get(code="xa-lim-xanh").last_day == date(2025, 6, 30)
    assert Area.objects.get(code="xa-rung-xanh").first_day == date(2025, 7, 1)


def test_a_file_outside_ones_own_branch_is_refused_with_every_place(scene: World) -> None:
    texts = {
        "areas.yaml": "title: Địa bàn\nsource: thử\nopened: 01/01/2025\nareas: {}\n",
        "units.yaml": "title: Đơn vị\nsource: thử\nopened: 01/01/2025\nunits:\n"
        "  bo-cong-an: {kind: bo, name: Bộ Công an}\n"
        "  ca-la: {kind: cong-an-tinh, name: Công an tỉnh Lạ, under: {command: bo-cong-an}}\n",
        "people.yaml": "title: Người\nsource: thử\nopened: 01/01/2025\npeople: {}\n",
        "clusters.yaml": "title: Cụm\nsource: thử\nopened: 01/01/2025\nclusters: {}\n",
        "directives.yaml": "title: Văn bản\nsource: thử\nopened: 01/01/2025\ndirectives: {}\n",
    }  # fmt: skip
    files = [SimpleUploadedFile(name, text.encode()) for name, text in texts.items()]
    answer = enter("dung").post(reverse("directory-import"), {"files": files})
    assert answer.status_code == 400
    assert "không thuộc phần danh bạ" in answer.content.decode()
    assert not Unit.objects.filter(code="ca-la").exists()


def test_a_list_of_units_asks_as_many_questions_for_three_as_for_one(scene: World) -> None:
    dung = enter("dung")
    dung.get(reverse("directory"))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            dung.get(reverse("unit-card", args=[scene.province.code]))
        counts.append(len(asked))
        for number in range(3):
            factories.unit(f"xa-{len(counts)}-{number}", f"Xã {number}", under=scene.province)
    assert counts[0] == counts[1]
