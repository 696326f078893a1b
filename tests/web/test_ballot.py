"""The voter's pages of a secret ballot, without a browser: doors, phases, and a cast that leaves no trace."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.ballots import Device, ballot, close, devices, draw_all, seal, voters
from tests.factories import PASSWORD, World, at
from thidua.core.ballot import read_file
from thidua.store.models import Ballot, BallotVoter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(world: World, settings) -> tuple[Ballot, list[Device]]:
    settings.DEMO_DAY = at().date()
    nine = voters(world)
    row = ballot(world, nine)
    return row, devices(world, row, nine)


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def send(client: Client, path: str, held: object):
    return client.post(path, json.dumps(held), content_type="application/json")


def foreign(asked: CaptureQueriesContext) -> list[str]:
    """Questions about who somebody is, or lines in a log."""
    words = ("session", "account", "audit", "person")
    return [query["sql"] for query in asked.captured_queries if any(word in query["sql"] for word in words)]


def test_only_the_roll_and_whoever_opened_it_find_the_ballot(scene):
    for path in ("", "buoc/"):
        assert enter("uy-vien-1").get(f"/bo-phieu/xet-2025/{path}").status_code == 200
        assert enter("dung").get(f"/bo-phieu/xet-2025/{path}").status_code == 200
        for stranger in ("chi", "an"):
            assert enter(stranger).get(f"/bo-phieu/xet-2025/{path}").status_code == 404
        assert Client().get(f"/bo-phieu/xet-2025/{path}").status_code == 302
    assert send(enter("chi"), "/bo-phieu/xet-2025/nhan/", {"dung": "abc"}).status_code == 404


def test_a_paper_is_drawn_over_the_network_once(scene):
    _, phones = scene
    client, blinded = enter("uy-vien-1"), {"dung": f"{phones[0].paper('dung').blind():x}"}
    first = send(client, "/bo-phieu/xet-2025/nhan/", blinded)
    signed = int(first.json()["signatures"]["dung"], 16)
    assert phones[0].paper("dung").unblind(signed)
    assert send(client, "/bo-phieu/xet-2025/nhan/", blinded).json() == first.json()
    again = send(client, "/bo-phieu/xet-2025/nhan/", {"dung": "abcdef"})
    assert (again.status_code, "mỗi người một phiếu" in again.json()["told"]) == (409, True)
    assert BallotVoter.objects.exclude(way="").count() == 1


@pytest.mark.parametrize("body", ["", "[]", "{", '{"dung": 5}', "null"])
def test_what_is_no_request_to_draw_is_not_found(scene, body):
    answer = enter("uy-vien-1").post("/bo-phieu/xet-2025/nhan/", body, content_type="application/json")
    assert answer.status_code == 404


def test_casting_asks_for_no_session_sets_none_and_logs_nothing(scene, world, caplog):
    row, phones = scene
    draw_all(world, row, phones)
    sessions = Session.objects.count()
    slips = {"dung": asdict(phones[3].slip("dung", "yes"))}
    nobody = Client(enforce_csrf_checks=True)
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        answer = send(nobody, "/bo-phieu/xet-2025/hom/", slips)
    assert (answer.status_code, answer.cookies) == (200, {})
    tables = {
        name
        for query in asked.captured_queries
        for name in ("session", "account", "audit")
        if name in query["sql"]
    }
    assert tables == set()
    assert Session.objects.count() == sessions
    assert [record for record in caplog.records if record.name.startswith("django.request")] == []


def test_a_voter_who_sends_her_cookie_all_the_same_is_not_looked_up(scene, world):
    """The page sends none; whoever does gains and loses nothing."""
    row, phones = scene
    draw_all(world, row, phones)
    signed_in = enter("uy-vien-4")
    with CaptureQueriesContext(connection) as asked:
        assert (
            send(
                signed_in, "/bo-phieu/xet-2025/hom/", {"dung": asdict(phones[3].slip("dung", "no"))}
            ).status_code
            == 200
        )
    assert [
        query for query in asked.captured_queries if "session" in query["sql"] or "account" in query["sql"]
    ] == []


def test_refused_papers_are_told_why_and_leave_no_line_either(scene, world, caplog):
    row, phones = scene
    draw_all(world, row, phones)
    slip = asdict(phones[0].slip("dung", "yes"))
    with caplog.at_level(logging.DEBUG):
        for bad, status in (
            ({**slip, "choice": "no"}, 409),
            ({"choice": 1}, 400),
            ({**slip, "more": 1}, 400),
        ):
            answer = send(Client(), "/bo-phieu/xet-2025/hom/", {"dung": bad})
            assert (answer.status_code, bool(answer.json()["told"])) == (status, True)
        assert send(Client(), "/bo-phieu/khong-co/hom/", {"dung": slip}).status_code == 409
    assert [record for record in caplog.records if record.name.startswith("django.request")] == []
    assert Client().get("/bo-phieu/xet-2025/hom/").status_code == 405


def test_the_box_is_published_after_the_count_and_not_before(scene, world):
    row, phones = scene
    draw_all(world, row, phones)
    for phone, choice in zip(phones, ["yes"] * 6 + ["no"] * 3, strict=True):
        phone.cast({"dung": choice})
    member = enter("uy-vien-1")
    assert member.get("/bo-phieu/xet-2025/hom-phieu.json").status_code == 404
    close(world, row)
    (box,) = read_file(member.get("/bo-phieu/xet-2025/hom-phieu.json").content.decode())[1]
    assert box.counted == {"yes": 6, "no": 3, "blank": 0}
    page = member.get("/bo-phieu/xet-2025/").content.decode()
    assert "Đồng ý <b>6</b>" in page
    assert enter("chi").get("/bo-phieu/xet-2025/hom-phieu.json").status_code == 404


def test_an_open_page_learns_that_the_chair_went_on(scene, world):
    row, phones = scene
    member = enter("uy-vien-1")
    assert member.get("/bo-phieu/xet-2025/buoc/").json() == {"phase": "drawing"}
    for phone in phones:
        phone.draw()
    seal(world, row)
    assert member.get("/bo-phieu/xet-2025/buoc/").json() == {"phase": "casting"}


def test_a_box_edited_after_the_count_says_so_on_every_page(scene, world):
    row, phones = scene
    draw_all(world, row, phones)
    for phone in phones:
        phone.cast({"dung": "no"})
    close(world, row)
    row.questions.update(hand={"yes": 9})
    assert "khác với lúc kiểm" in enter("uy-vien-1").get("/bo-phieu/xet-2025/").content.decode()
