"""Every page opens for those it is meant for, in the same number of questions whatever the number of rows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, deed, figure, target, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def pages(scene: World) -> list[str]:
    week, month = WEEK.code, "2025-03"
    movement, unit = scene.movement.code, scene.lim_xanh.code
    return [
        reverse("today"),
        reverse("unit-month", args=[unit, month]),
        reverse("entry", args=[unit, month]),
        reverse("deeds"),
        reverse("deed-new"),
        reverse("deed-new") + "?loai=tuyen-truyen",
        reverse("figures-import"),
        reverse("movements"),
        reverse("movement", args=[movement]),
        reverse("standing", args=[movement, week]),
        reverse("why", args=[movement, week, unit]),
        reverse("register"),
        reverse("directory"),
        reverse("directory") + "?ngay=31/12/2025&so-voi=01/01/2025&tim=lim",
        reverse("published"),
        reverse("schemes"),
        *(
            reverse("scheme", args=[code])
            for code in ("vi-an-ninh-to-quoc", "e29-thang", "hai-phong-212-2025")
        ),
    ]


def test_an_opens_every_page_of_her_work(scene: World) -> None:
    client = enter("an")
    assert {url: client.get(url).status_code for url in pages(scene)} == dict.fromkeys(pages(scene), 200)


def test_nobody_sees_anything_without_signing_in(scene: World) -> None:
    answers = {url: Client().get(url) for url in pages(scene)}
    assert {a.status_code for a in answers.values()} == {302}
    assert all(a["Location"].startswith(reverse("sign-in")) for a in answers.values())
