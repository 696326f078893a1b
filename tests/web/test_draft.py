"""Typing survives: drafts are kept, given back, dropped; what others record meanwhile is never silently replaced."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, figure, world
from thidua.store.models import Draft, Figure

pytestmark = pytest.mark.django_db
WORD = "ho-so-dung-han.2025-W10"
COUNT = "buoi-tuyen-truyen.2025-W10"
SCRIPT = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def address(scene: World, name: str = "entry") -> str:
    return reverse(name, args=[scene.lim_xanh.code, "2025-03"])


def keep(client: Client, scene: World, seen: int = 0, **cells: str) -> dict:
    named = {name.replace("__", ".").replace("_", "-"): text for name, text in cells.items()}
    sent = {"cells": json.dumps(named), "seen": str(seen)}
    return client.post(address(scene, "entry-draft"), sent, **SCRIPT).json()


def test_what_was_typed_comes_back_on_another_device_with_a_note_and_is_no_figure(scene: World) -> None:
    told = keep(enter("lan"), scene, ho_so_dung_han__2025_W10="12/1")
    assert told["at"]
    page = enter("lan").get(address(scene)).content.decode()
    assert f'name="{WORD}" value="12/1"' in page
    assert "bản nháp chưa lưu" in page
    assert not Figure.objects.exists()


def test_a_draft_is_its_writers_alone(scene: World) -> None:
    keep(enter("lan"), scene, ho_so_dung_han__2025_W10="11/15")
    page = enter("binh").get(address(scene)).content.decode()
    assert "11/15" not in page
    assert "bản nháp chưa lưu" not in page


def test_saving_and_giving_up_both_end_the_draft(scene: World) -> None:
    client = enter("lan")
    keep(client, scene, ho_so_dung_han__2025_W10="12/15")
    assert client.post(address(scene), {WORD: "12/15"}).status_code == 302
    assert not Draft.objects.exists()
    keep(client, scene, buoi_tuyen_truyen__2025_W10="3")
    assert client.post(address(scene, "entry-draft"), {"bo": "1"}).status_code == 302
    assert not Draft.objects.exists()


def test_only_cells_of_the_grid_are_kept(scene: World) -> None:
    keep(enter("lan"), scene, khong_co__2025_W10="1", buoi_tuyen_truyen__2025_W10="3")
    assert Draft.objects.get().cells == {COUNT: "3"}
    assert enter("lan").post(address(scene, "entry-draft"), {"cells": "[1"}, **SCRIPT).status_code == 400


def test_a_script_of_a_lost_session_is_told_so_and_gets_no_sign_in_page(scene: World) -> None:
    for headers in (SCRIPT, {"HTTP_HX_REQUEST": "true"}):
        for name in ("entry-draft", "entry-check"):
            answer = Client().post(address(scene, name), {"cells": "{}"}, **headers)
            assert (answer.status_code, answer.content) == (401, b"")
    assert Client().get(address(scene)).status_code == 302


def test_nobody_keeps_a_draft_of_a_unit_she_does_not_record_for(scene: World) -> None:
    for name in ("chi", "dung"):
        assert enter(name).post(address(scene, "entry-draft"), {"cells": "{}"}, **SCRIPT).status_code == 404
        assert enter(name).get(address(scene, "entry-fresh"), **SCRIPT).status_code == 404


def newest() -> int:
    return Figure.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_what_another_recorded_meanwhile_stands_beside_mine_and_nothing_is_written(scene: World) -> None:
    seen = newest()
    figure("ho-so-dung-han", scene.lim_xanh, scene.binh, 12, 15)
    answer = enter("lan").post(address(scene), {WORD: "13/15", "seen": seen, "reason": "Đếm lại"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f"theirs.{newest()}" in page
    assert f"mine.{newest()}" in page
    assert "Trần Văn Bình" in page
    assert Figure.objects.count() == 1


def test_a_chosen_side_is_written_or_left(scene: World) -> None:
    seen = newest()
    figure("ho-so-dung-han", scene.lim_xanh, scene.binh, 12, 15)
    mine = {WORD: "13/15", "seen": seen, "reason": "Đếm lại", f"chon.{WORD}": f"mine.{newest()}"}
    theirs = {WORD: "13/15", "seen": seen, "reason": "Đếm lại", f"chon.{WORD}": f"theirs.{newest()}"}
    assert enter("lan").post(address(scene), theirs).status_code == 302
    assert Figure.objects.count() == 1
    assert enter("lan").post(address(scene), mine).status_code == 302
    assert Figure.objects.get(replaced_by=None).numerator == 13_000


def test_a_choice_about_an_older_record_does_not_count(scene: World) -> None:
    seen = newest()
    figure("ho-so-dung-han", scene.lim_xanh, scene.binh, 12, 15)
    stale = {WORD: "13/15", "seen": seen, "reason": "Đếm lại", f"chon.{WORD}": f"mine.{newest() - 1}"}
    assert enter("lan").post(address(scene), stale).status_code == 400


def test_a_cell_nobody_touched_follows_what_another_recorded(scene: World) -> None:
    """The page was opened empty; Bình records the dossiers; Lan saves only her count."""
    seen = newest()
    figure("ho-so-dung-han", scene.lim_xanh, scene.binh, 12, 15)
    assert enter("lan").post(address(scene), {WORD: "", COUNT: "3", "seen": seen}).status_code == 302
    assert dict(Figure.objects.values_list("figure", "numerator")) == {
        "ho-so-dung-han": 12_000,
        "buoi-tuyen-truyen": 3_000,
    }


def test_a_draft_meets_what_was_recorded_since_it_was_typed(scene: World) -> None:
    keep(enter("lan"), scene, seen=newest(), ho_so_dung_han__2025_W10="13/15")
    figure("ho-so-dung-han", scene.lim_xanh, scene.binh, 12, 15)
    page = enter("lan").get(address(scene)).content.decode()
    assert f"mine.{newest()}" in page
    assert 'name="seen" value="0"' in page


def test_an_open_page_hears_what_others_record(scene: World) -> None:
    client = enter("lan")
    figure("ho-so-dung-han", scene.lim_xanh, scene.clerk, 12, 15)
    seen = newest()
    figure("buoi-tuyen-truyen", scene.lim_xanh, scene.binh, 4)
    told = client.get(address(scene, "entry-fresh") + f"?known={seen}", **SCRIPT).json()["changes"]
    assert [(t["cell"], t["text"], t["by"]) for t in told] == [(COUNT, "4", "Trần Văn Bình")]
