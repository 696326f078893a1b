"""Wall screens: a link for a screen without a keyboard, without any name, revocable, and cheap when nothing is new."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.actions.chain import build
from tests.factories import PASSWORD, World, at, figure, period, world
from thidua.actions.board import OPEN_MAX, wall_hang, wall_sum, wall_take_down
from thidua.core.problem import Refused
from thidua.store.models import AuditLine, Person, WallLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    held = world()
    build(held)
    return held


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def hang(scene: World, place: str = "Phòng trực") -> tuple[WallLink, str]:
    return wall_hang(by=scene.see(scene.dung), at=at(), movement=scene.movement, place=place)


def test_a_screen_without_a_keyboard_shows_the_boards_and_no_person(scene: World) -> None:
    _row, secret = hang(scene)
    page = Client().get(reverse("wall", args=[secret])).content.decode()
    assert "Xã Hoa Mơ" in page
    assert "Phòng trực" in page
    assert [name for name in Person.objects.values_list("name", flat=True) if name in page] == []
    assert "<form" not in page


def test_the_secret_is_told_once_and_kept_nowhere(scene: World) -> None:
    row, secret = hang(scene)
    assert row.sha256 == wall_sum(secret)
    assert secret not in str(list(WallLink.objects.values())) + str(list(AuditLine.objects.values()))
    answer = enter("dung").post(reverse("walls"), {"movement": scene.movement.code, "place": "Tầng 2"})
    address = answer.context["address"]
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    assert address not in enter("dung").get(reverse("walls")).content.decode()


def test_taken_down_it_is_gone_and_so_is_what_never_was(scene: World) -> None:
    row, secret = hang(scene)
    answer = enter("dung").post(reverse("wall-take-down", args=[row.pk]))
    assert answer.status_code == 302
    assert Client().get(reverse("wall", args=[secret])).status_code == 404
    assert Client().get(reverse("wall", args=["khong-co"])).status_code == 404
    with pytest.raises(Refused, match=r"board\.taken-down-already"):
        wall_take_down(by=scene.see(scene.dung), at=at(), link=row)


def test_only_who_closes_the_movement_hangs_it_up(scene: World) -> None:
    row, _secret = hang(scene)
    for who in ("an", "chi"):
        client = enter(who)
        assert (
            client.post(reverse("walls"), {"movement": scene.movement.code, "place": "x"}).status_code == 404
        )
        assert client.post(reverse("wall-take-down", args=[row.pk])).status_code == 404
        assert "Phòng trực" not in client.get(reverse("walls")).content.decode()
    with pytest.raises(Refused, match=r"access\.may-not-close"):
        wall_hang(by=scene.see(scene.an), at=at(), movement=scene.movement, place="x")


def test_a_screen_has_a_place_and_there_are_not_too_many(scene: World) -> None:
    answer = enter("dung").post(reverse("walls"), {"movement": scene.movement.code, "place": "  "})
    assert answer.status_code == 400
    assert answer.context["faults"][0][0] == "place"
    for number in range(OPEN_MAX):
        hang(scene, f"Phòng {number}")
    with pytest.raises(Refused, match=r"board\.too-many"):
        hang(scene)


def test_both_steps_stand_in_the_audit_as_sentences(scene: World) -> None:
    row, _secret = hang(scene)
    wall_take_down(by=scene.see(scene.dung), at=at(), link=row)
    lines = (
        AuditLine.objects.filter(action__startswith="wall").order_by("pk").values_list("sentence", flat=True)
    )
    assert ["Phòng trực" in line for line in lines] == [True, True]


def test_chi_signed_in_finds_no_screen_of_the_movement(scene: World) -> None:
    url = reverse("wall-inside", args=[scene.movement.code])
    assert enter("chi").get(url).status_code == 404
    assert enter("an").get(url).status_code == 200
    assert Client().get(url).status_code == 302


def test_nothing_new_is_answered_without_a_page(scene: World) -> None:
    _row, secret = hang(scene)
    client, url = Client(), reverse("wall", args=[secret])
    first = client.get(url)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) <= 10
    assert "no-store" not in first["Cache-Control"]
    figure("tap-huan", scene.team, scene.clerk, 1)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_open_weeks_say_how_many_have_reported(scene: World) -> None:
    period(scene.movement, "2025-W14")
    figure("tap-huan", scene.lim_xanh, scene.clerk, 1, period_code="2025-W14")
    _row, secret = hang(scene)
    pages = Client().get(reverse("wall", args=[secret])).context["pages"]
    assert [(row["done"], row["of"]) for row in pages[0]["rows"]] == [(0, 2)]
