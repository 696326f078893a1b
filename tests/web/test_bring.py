"""Large files in the background: all or nothing, stopped at any moment, refused with their places."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, at
from tests.office.books import workbook
from thidua.actions import figure
from thidua.actions.figure_bring import figures_bring
from thidua.actions.job import Stopped, job_start
from thidua.store import job as desk
from thidua.store.models import Figure, Job, Mapping, Unit

pytestmark = pytest.mark.django_db
COUNT, DAYS = "buoi-tuyen-truyen", "ngay-cong-giup-dan"
HEADS = ["đối tượng", "số liệu", "kỳ", "giá trị"]
UNIT = "ca-xa-lim-xanh"
HEAD = "title: Thử\nsource: thử\nopened: 01/01/2025\n"
DIRECTORY = {
    "areas.yaml": "areas: {}\n",
    "units.yaml": "units:\n  bo-cong-an: {kind: bo, name: Bộ Công an}\n"
    "  ca-minh-hoa: {kind: cong-an-tinh, name: Công an tỉnh Minh Họa, under: {command: bo-cong-an}}\n"
    "  xa-moi: {kind: cong-an-xa, name: Công an xã Mới, under: {command: ca-minh-hoa}}\n",
    "people.yaml": "people: {}\n",
    "clusters.yaml": "clusters: {}\n",
    "directives.yaml": "directives: {}\n",
}


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("figure.bring", "figure.layout", "directory.file"):
        monkeypatch.setattr(f"thidua.web.{place}.LARGE", 0)


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def book(*rows: list[object]) -> bytes:
    return workbook(HEADS, *rows)


def send(client: Client, content: bytes, page: str = "figures-import", **typed: str) -> Job:
    """Upload, look, press "Ghi tất cả"."""
    client.post(reverse("figures-import"), {"file": SimpleUploadedFile("thang-3.xlsx", content)})
    answer = client.post(reverse(page), {"ghi": "1", **typed})
    row = Job.objects.get()
    assert answer["Location"] == reverse("job", args=[row.pk])
    return row


def given(*rows: list[object]) -> dict[str, str]:
    return {"file": desk.hand_over(book(*rows), ".xlsx"), "name": "thang-3.xlsx"}


def test_our_own_form_is_written_behind_the_page(world: World) -> None:
    row = send(enter("lan"), book([UNIT, COUNT, "2025-W10", 4], [UNIT, DAYS, "2025-W10", 6]))
    assert (row.state, row.message) == (Job.State.DONE, "Đã nhập 2 số liệu từ “thang-3.xlsx”.")
    assert dict(Figure.objects.values_list("figure", "numerator")) == {COUNT: 4_000, DAYS: 6_000}
    assert desk.handed(row.given["file"]) is None


def test_the_units_own_sheet_is_written_and_its_layout_kept(world: World) -> None:
    sheet = workbook(
        ["Công an xã Lim Xanh, tuần 10 năm 2025"], ["Nội dung", "Kết quả"], ["Buổi tuyên truyền", 3]
    )
    row = send(enter("lan"), sheet, "figures-layout", ten="Báo cáo tuần")
    assert row.state == Job.State.DONE
    assert Figure.objects.get().numerator == 3_000
    assert Mapping.objects.get().name == "Báo cáo tuần"


def test_what_is_refused_is_told_with_its_place_in_the_file_and_nothing_is_written(world: World) -> None:
    row = job_start(
        by=world.see(world.clerk), at=at(), title="Nhập", work=figures_bring,
        given=given([UNIT, COUNT, "2025-W10", 4], [UNIT, DAYS, "2025-W10", "nhiều"]),
    )  # fmt: skip
    row.refresh_from_db()
    assert row.state == Job.State.FAILED
    assert "thang-3.xlsx, ô D3: “nhiều” không phải là số." in row.message.splitlines()
    assert not Figure.objects.exists()
    assert desk.handed(row.given["file"]) is not None  # to be tried again


@pytest.mark.parametrize("steps", range(3))
def test_it_may_be_stopped_at_any_step_and_leaves_nothing(
    steps: int, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two steps of checking (a week each) and two of writing."""
    monkeypatch.setattr(figure, "CHUNK", 1)
    heard: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) > steps:
            raise Stopped
        return

    file = given([UNIT, COUNT, "2025-W10", 4], [UNIT, COUNT, "2025-W11", 5])
    with pytest.raises(Stopped):
        figures_bring(by=world.see(world.clerk), at=at(), progress=progress, **file)
    assert heard == [(0, 4), (1, 4), (2, 4)][: steps + 1]
    assert not Figure.objects.exists()


def test_a_file_that_is_kept_no_longer_is_asked_for_again(world: World) -> None:
    row = job_start(
        by=world.see(world.clerk), at=at(), title="Nhập", work=figures_bring,
        given={"file": "../secret-key", "name": "thang-3.xlsx"},
    )  # fmt: skip
    row.refresh_from_db()
    assert row.message == "“thang-3.xlsx” không còn được giữ; hãy tải tệp lên lại."


def test_a_large_directory_is_loaded_behind_the_page(world: World) -> None:
    client = enter("dung")
    files = [SimpleUploadedFile(name, (HEAD + text).encode()) for name, text in DIRECTORY.items()]
    looked = client.post(reverse("directory-import"), {"files": files})
    assert looked.context["loaded"].units == 1
    answer = client.post(reverse("directory-import"), {"ghi": "1"})
    row = Job.objects.get()
    assert answer["Location"] == reverse("job", args=[row.pk])
    assert row.message == "Đã nạp: 1 đơn vị, 0 địa bàn, 0 người mới."
    assert Unit.objects.filter(code="xa-moi").exists()
