"""Quotas on the page of a standing: how many, how it was worked out, and why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import PASSWORD, World, at
from thidua.actions.period import period_close
from thidua.store.models import Movement, MovementPeriod
from thidua.web.standing.board import quota_lines
from thidua.web.standing.snapshot import preview

pytestmark = pytest.mark.django_db
WEEKS = ("2025-W10", "2025-W11", "2025-W12", "2025-W13")


def month(scene: World, collective: int | None) -> MovementPeriod:
    """Three officers of class 1 every week; the collective's own class if somebody said it."""
    classes = factories.movement("phan-loai-2025", "Phân loại cán bộ", scene.province, "e29-thang", [])
    classes.collectives.add(scene.lim_xanh)
    for number, week in enumerate(WEEKS):
        factories.period(classes, week)
        for who in (scene.an, scene.binh, scene.clerk):
            factories.figure("loai-tuan", who, scene.an, 1, period_code=week)
        period_close(
            by=scene.see(scene.dung), at=at(date(2025, 4, 2 + number)), movement=classes, period=week
        )
    if collective:
        factories.figure("loai-tap-the", scene.lim_xanh, scene.an, collective, period_code="2025-03")
    return factories.period(classes, "2025-03")


def page(movement: Movement) -> str:
    client = Client()
    assert client.login(username="dung", password=PASSWORD)
    return client.get(reverse("standing", args=[movement.code, "2025-03"])).content.decode()


def test_each_step_of_a_quota_is_shown() -> None:
    scene = factories.world()
    told = page(month(scene, 2).movement)
    assert "Cách tính hạn mức" in told
    assert "quân số " in told


def test_a_quota_without_the_class_of_the_collective_says_so() -> None:
    scene = factories.world()
    held = preview(month(scene, None))
    notes = {line["note"] for line in quota_lines(held, scene.lim_xanh.code)}
    assert any("xếp loại của tập thể" in note for note in notes), notes


def test_an_exempt_collective_has_no_limit_and_says_so() -> None:
    scene = factories.world()
    held = preview(month(scene, 2))
    exempt = [{**quota, "exempt": True, "limits": [], "steps": []} for quota in held.proposals["quotas"]]
    lines = quota_lines(replace(held, proposals={**held.proposals, "quotas": exempt}), scene.lim_xanh.code)
    assert {line["tag"] for line in lines} == {"không áp dụng"}
