"""Large files in the background: all or nothing, stopped at any moment, refused with their places."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, at, figure
from tests.office.books import workbook
from thidua.actions import figure as figure_actions
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
    upload(client, content)
    answer = client.post(reverse(page), {"ghi": "1", **typed})
    row = Job.objects.get(work__endswith="_bring")
    assert answer["Location"] == reverse("job", args=[row.pk])
    return row


def upload(client: Client, content: bytes, **typed: str):
    """Send a file and go wherever that leads, up to the page of a job."""
    file = SimpleUploadedFile("thang-3.xlsx", content)
    return client.post(reverse("figures-import"), {"file": file, **typed}, follow=True)


def main(page) -> str:
    """What a page says, without the frame and what changes from visit to visit."""
    text = page.content.decode().split('id="main"')[1].split("<footer")[0]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


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
    monkeypatch.setattr(figure_actions, "CHUNK", 1)
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
    client.post(reverse("directory-import"), {"files": files})
    assert Job.objects.get().message == "Đã xem tệp danh bạ."
    looked = client.get(Job.objects.get().link)
    assert looked.context["loaded"]["units"] == 1
    assert not Unit.objects.filter(code="xa-moi").exists()
    answer = client.post(reverse("directory-import"), {"ghi": "1"})
    row = Job.objects.latest("pk")
    assert answer["Location"] == reverse("job", args=[row.pk])
    assert row.message == "Đã nạp: 1 đơn vị, 0 địa bàn, 0 người mới."
    assert Unit.objects.filter(code="xa-moi").exists()


OWN = workbook(
    ["Công an xã Lim Xanh, tuần 10 năm 2025"], ["Nội dung", "Kết quả"],
    ["Buổi tuyên truyền", 3], ["Việc chưa ai biết", 5],
)  # fmt: skip
LOOKS = {
    "our form": (book([UNIT, COUNT, "2025-W10", 4], [UNIT, DAYS, "2025-W10", 6]), "/nhap-tep/?xem=1"),
    "our form, wrong": (book([UNIT, COUNT, "2025-W10", 4], [UNIT, DAYS, "2025-W10", "nhiều"]), "/nhap-tep/?xem=1"),
    "own sheet": (workbook(["Công an xã Lim Xanh, tuần 10 năm 2025"], ["Nội dung", "Kết quả"],
                           ["Buổi tuyên truyền", 3]), "/nhap-tep/bo-cuc/?xem=1"),
    "own sheet, a name unknown": (OWN, "/nhap-tep/bo-cuc/?xem=1"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_a_large_file_is_looked_at_behind_the_page_and_shows_what_a_small_one_shows(
    name: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, link = LOOKS[name]
    figure("buoi-tuyen-truyen", world.lim_xanh, world.clerk, 9)  # one that would be replaced
    client = enter("lan")
    asked = upload(client, content)
    row = Job.objects.get()
    assert asked.redirect_chain[-1][0] == reverse("job", args=[row.pk])
    assert (row.state, row.link) == (Job.State.DONE, link)
    assert "Đi tiếp" in asked.content.decode()
    behind = client.get(row.link)
    for place in ("figure.bring", "figure.layout"):
        monkeypatch.setattr(f"thidua.web.{place}.LARGE", 10_000_000)
    in_page = upload(enter("lan"), content)
    assert main(behind) == main(in_page)
    assert behind.status_code == in_page.status_code
    assert Figure.objects.count() == 1


def test_what_was_pointed_out_anew_is_looked_at_anew_and_what_was_seen_is_not(world: World) -> None:
    client = enter("lan")
    upload(client, LOOKS["own sheet"][0])
    assert Job.objects.count() == 1
    assert client.get(reverse("figures-layout")).status_code == 200
    assert Job.objects.count() == 1
    answer = client.post(reverse("figures-layout"), {"dau": "3", "cot-1": "on", "reason": "Theo sổ gốc"})
    assert Job.objects.count() == 2
    assert answer["Location"] == reverse("job", args=[Job.objects.latest("pk").pk])
    assert client.get(Job.objects.latest("pk").link).context["reason"] == "Theo sổ gốc"
    assert Job.objects.count() == 2


def test_nobody_else_sees_what_was_looked_at(world: World) -> None:
    upload(enter("lan"), LOOKS["own sheet"][0])
    row = Job.objects.get()
    assert enter("chi").get(reverse("job", args=[row.pk])).status_code == 404
    assert enter("an").get(row.link)["Location"] == reverse("figures-import")
    assert enter("an").get("/nhap-tep/?xem=1").status_code == 400


def test_faults_of_a_large_directory_are_told_on_its_page(world: World) -> None:
    client = enter("dung")
    wrong = DIRECTORY | {"units.yaml": "units:\n  xa-moi: {kind: khong-co, name: Công an xã Mới}\n"}
    files = [SimpleUploadedFile(name, (HEAD + text).encode()) for name, text in wrong.items()]
    client.post(reverse("directory-import"), {"files": files})
    page = client.get(Job.objects.get().link)
    assert page.status_code == 400
    assert page.context["problems"]
    assert page.context["loaded"] is None
    assert client.post(reverse("directory-import"), {"ghi": "1"}).status_code == 302
    assert Job.objects.latest("pk").state == Job.State.FAILED
    assert not Unit.objects.filter(code="xa-moi").exists()
