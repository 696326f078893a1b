"""A long old list: shown in part, those lines first that ask something; written behind the page, all or none."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, at
from thidua.actions import award_history
from thidua.actions.award_history import history_bring
from thidua.actions.job import Stopped
from thidua.store import job as desk
from thidua.store.models import Award, Job, Mapping

pytestmark = pytest.mark.django_db
COMMON = {"form": "giay-khen", "year": "2019", "number": "77/QĐ-CAT", "decided_on": "01/12/2019",
          "authority": "Giám đốc Công an tỉnh"}  # fmt: skip
NAMES = ["Trần Văn Bình", "Nguyễn Thị An", "Lò Thị Lan", "Người Đã Đi"]
CSV = "\n".join(["họ tên,đơn vị", *(f"{name},Công an xã Lim Xanh" for name in NAMES), ""])


@pytest.fixture(autouse=True)
def every_list_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.web.award.history.LARGE", 0)
    monkeypatch.setattr("thidua.web.award.history.SHOWN", 2)


@pytest.fixture
def dung(world: World) -> Client:
    client = Client()
    assert client.login(username="dung", password=PASSWORD)
    return client


def look(client: Client, **typed: str):
    file = SimpleUploadedFile("so-2019.csv", CSV.encode(), "text/csv")
    return client.post(reverse("award-history"), {**COMMON, "file": file, **typed})


def test_lines_that_ask_something_stand_first_and_the_counts_are_of_all(dung: Client) -> None:
    page = look(dung)
    assert [row["match"] for row in page.context["rows"]] == ["unknown", "new"]
    assert page.context["rows_more"] == 2
    assert page.context["writable"] == 3
    assert "và 2 dòng nữa" in page.content.decode()


def test_it_is_written_behind_the_page_with_what_was_chosen_and_its_columns_kept(dung: Client) -> None:
    look(dung)
    answer = dung.post(reverse("award-history"), {**COMMON, "ghi": "1", "ten": "Sổ cũ", "ai-3": "-"})
    row = Job.objects.get()
    assert answer["Location"] == reverse("job", args=[row.pk])
    assert (row.state, row.message) == (Job.State.DONE, "Đã ghi 2 dòng từ “so-2019.csv”.")
    assert sorted(Award.objects.values_list("person__code", "decision__number")) == [
        ("binh", "77/QĐ-CAT"),
        ("lan", "77/QĐ-CAT"),
    ]
    assert Mapping.objects.get().name == "Sổ cũ"
    assert desk.handed(row.given["file"]) is None
    again = look(dung)
    assert again.context["writable"] == 1  # An, who was left out
    assert [(title, count) for title, _tone, count in again.context["counts"] if count] == [
        ("Mới", 1), ("Đã có trong sổ", 2), ("Danh bạ chưa có", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("steps", range(6))
def test_it_may_be_stopped_at_any_step_and_leaves_nothing(steps: int, world: World) -> None:
    """Three lines are checked, three are written."""
    heard: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) > steps:
            raise Stopped

    given = {
        "file": desk.hand_over(CSV.encode(), ".csv"), "name": "so-2019.csv", "said": None, "chosen": {}, "keep": "Sổ",
        "common": {**COMMON, "year": 2019, "decided_on": "2019-12-01", "collective": False},
    }  # fmt: skip
    with pytest.raises(Stopped):
        history_bring(by=world.see(world.dung), at=at(), progress=progress, **given)
    assert heard == [(done, 6) for done in range(steps + 1)]
    assert not Award.objects.exists()
    assert not Mapping.objects.exists()
    assert desk.handed(given["file"]) is not None


def test_a_file_that_is_kept_no_longer_is_asked_for_again(
    dung: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(dung)
    monkeypatch.setattr(award_history.desk, "handed", lambda name: None)
    dung.post(reverse("award-history"), {**COMMON, "ghi": "1"})
    assert not Award.objects.exists()
