"""The tour: offered once to each account, fit for the role, and readable as a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, person, world
from thidua.core.unit import Role
from thidua.store.models import Account, AuditLine
from thidua.web.room import ROOMS, known
from thidua.web.tour.step import TOURS, Step, steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def every_step() -> Iterator[tuple[Role, Step]]:
    return ((role, step) for role, tour in TOURS.items() for step in tour)


def test_every_role_has_a_tour_of_four_to_six_steps() -> None:
    assert set(TOURS) == set(Role)
    assert {role: len(tour) for role, tour in TOURS.items() if not 4 <= len(tour) <= 6} == {}


def test_every_step_names_a_room_or_a_page_of_the_house() -> None:
    rooms = {room.code for room in ROOMS}
    lost = [
        (role, str(step.title))
        for role, step in every_step()
        if not (step.room in rooms or (step.page and known(step.page) and step.at))
    ]
    assert lost == []


def test_whoever_holds_a_role_finds_every_step_of_its_tour(scene: World) -> None:
    """An open door for each step: nobody is shown what she will not find."""
    closed = {}
    for role in Role:
        of_role = person(f"vai-{role}", "Lê Thị Mới", scene.lim_xanh, role)
        viewer = scene.see(of_role)
        closed[role] = [
            str(row["step"].title) for row in steps(viewer, role, open_only=False) if not row["url"]
        ]
    assert closed == {role: [] for role in Role}


def test_it_is_offered_until_it_was_taken_or_declined(scene: World) -> None:
    an = enter("an")
    assert 'id="tour-dialog"' in an.get("/").content.decode()
    assert an.post(reverse("tour-seen")).url == "/"
    assert 'id="tour' not in an.get("/").content.decode()
    first = Account.objects.get(username="an").toured_at
    an.post(reverse("tour-seen"))
    assert Account.objects.get(username="an").toured_at == first
    assert 'id="tour-dialog"' in enter("lan").get("/").content.decode()


def test_declining_needs_no_script_and_writes_no_line_in_the_log(scene: World) -> None:
    lines = AuditLine.objects.count()
    assert enter("an").post(reverse("tour-seen"), headers={"X-Tour": "1"}).status_code == 204
    assert AuditLine.objects.count() == lines
    assert enter("an").get(reverse("tour-seen")).status_code == 405


def test_it_can_be_seen_again_from_the_account_panel(scene: World) -> None:
    an = enter("an")
    an.post(reverse("tour-seen"))
    page = an.get("/").content.decode()
    assert f'href="{reverse("tour")}"' in page
    again = re.search(r'href="(/\?[^"]+)"', an.get(reverse("tour")).content.decode())
    assert again is not None
    assert "data-now" in an.get(again[1]).content.decode()


def test_the_plain_page_lists_the_same_steps_with_their_links(scene: World) -> None:
    for username, role in (("an", Role.HEAD), ("lan", Role.CLERK), ("dung", Role.EMULATION)):
        client = enter(username)
        page = client.get(reverse("tour")).content.decode()
        shown = re.findall(r"<h3>(.+?)</h3>", page)
        assert shown == [str(row["step"].title) for row in client.get(reverse("tour")).context["steps"]]
        assert len(shown) == len(TOURS[role])
        links = re.findall(r'href="([^"]+)">Mở: ', page)
        assert [client.get(link).status_code for link in links] == [200] * len(shown)


def test_anyone_may_read_what_another_role_does_but_gets_no_door_there(scene: World) -> None:
    chi = enter("chi")
    rows = chi.get(reverse("tour"), {"vai": "administrator"}).context["steps"]
    assert [row["url"] for row in rows if row["step"].room == "account"] == [""]
    assert chi.get(reverse("tour"), {"vai": "vua"}).context["own"] is True


def test_strangers_see_no_tour(scene: World) -> None:
    assert Client().get(reverse("tour")).status_code == 302
    assert Client().post(reverse("tour-seen")).status_code == 302
    assert Account.objects.exclude(toured_at=None).count() == 0
