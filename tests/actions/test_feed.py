"""Results that pass from one movement to another, through closed periods and the directory, and verify offline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from tests import factories
from tests.factories import World, at
from thidua.actions.period import period_close, period_preview
from thidua.actions.standing_input import gather, vault_folder
from thidua.actions.verify import verify
from thidua.core.period import Period
from thidua.core.problem import errors
from thidua.store import vault
from thidua.store.models import Close, Figure, Movement, MovementPeriod, Person, Unit

pytestmark = pytest.mark.django_db
YEAR = "2025"
AFTER = date(2026, 1, 5)


@pytest.fixture
def scene() -> World:
    return factories.world()


def run(scene: World, scheme: str, officers: bool) -> Movement:
    """A movement of the year by that regulation, for the officers of Lim Xanh or for the communes."""
    row = factories.movement(scheme, scheme, scene.province, scheme, [] if officers else [scene.communes])
    if officers:
        row.collectives.add(scene.lim_xanh)
    factories.period(row, YEAR)
    return row


def closed(scene: World, movement: Movement, day: int = 0) -> Close:
    when = at(date(2026, 1, 5 + day))
    return period_close(
        by=scene.see(scene.dung), at=when, movement=movement, period=YEAR, allow_incomplete=True
    )


def classes(movement: Movement) -> dict[str, str]:
    close = Close.objects.filter(period__movement=movement).latest("version")
    return {row.subject: row.class_code for row in vault.read_standing(vault_folder() / close.bundle)}


def write(scene: World, of: Iterable[Person | Unit], **values: int | tuple[int, int]) -> None:
    for one in of:
        for name, value in values.items():
            over, under = value if isinstance(value, tuple) else (value, None)
            factories.figure(name.replace("_", "-"), one, scene.an, over, under, YEAR)


def trained(scene: World, *failing: Person) -> Movement:
    """Everybody of Lim Xanh passed, but for these."""
    movement = run(scene, "tt-27-2020-ca-nhan", officers=True)
    everybody = (scene.an, scene.binh, scene.clerk)
    write(scene, everybody, noi_dung=(6, 6), thoi_gian=(20, 20), ly_thuyet=1)
    for one in everybody:
        write(scene, [one], thuc_hanh=(1 if one in failing else 3, 3))
    return movement


def test_officers_carry_their_collective_and_the_collective_its_head(scene: World) -> None:
    people = trained(scene, scene.binh)
    collective = run(scene, "tt-27-2020-tap-the", officers=False)
    head = run(scene, "tt-27-2020-chi-huy", officers=True)
    write(scene, [scene.lim_xanh], to_chuc=1)
    write(scene, [scene.hoa_mo], to_chuc=0)
    for day, movement in enumerate((people, collective, head)):
        closed(scene, movement, day)
    assert classes(people) == {"an": "dat", "binh": "khong-dat", "lan": "dat"}
    assert classes(collective) == {scene.lim_xanh.code: "khong-dat", scene.hoa_mo.code: "khtnv"}
    assert classes(head) == {"an": "ha-1-bac"}  # nobody but the head is asked
    assert verify(vault_folder()) == []


def test_what_was_fed_names_the_close_it_came_from(scene: World) -> None:
    source = closed(scene, trained(scene))
    collective = run(scene, "tt-27-2020-tap-the", officers=False)
    write(scene, [scene.lim_xanh], to_chuc=1)
    bundle = vault_folder() / closed(scene, collective, 1).bundle
    fed = [r for r in vault.read_inputs(bundle, scene.lim_xanh.code) if r["figure"] == "nguoi-dat"]
    assert [(r["numerator"], r["denominator"]) for r in fed] == [(3000, 3000)]
    assert fed[0]["paper"] == f"Gói {source.bundle}, mã {source.manifest}"
    rows = vault.read_table(bundle, "feeds").to_pylist()
    mine = [row for row in rows if row["subject"] == scene.lim_xanh.code]
    assert [row["read"] for row in mine] == ["an", "binh", "lan"]
    assert {(row["bundle"], row["manifest"]) for row in mine} == {(source.bundle, source.manifest)}


def test_a_member_without_result_leaves_the_collective_without_one_and_is_named(scene: World) -> None:
    people = trained(scene)
    Figure.objects.filter(person=scene.binh, figure="thuc-hanh").delete()
    closed(scene, people)
    collective = run(scene, "tt-27-2020-tap-the", officers=False)
    write(scene, [scene.lim_xanh], to_chuc=1)
    gathered = gather(collective, Period.parse(YEAR))
    assert errors(gathered.problems) == []
    told = [(p.code, p.values["subject"], p.values["lacking"]) for p in gathered.problems]
    assert ("feed.result-missing", scene.lim_xanh.code, "binh") in told
    scored = period_preview(collective, YEAR).scored
    assert not scored.complete[scored.subjects.index(scene.lim_xanh.code)]


def test_a_source_that_is_open_again_gives_nothing(scene: World) -> None:
    people = trained(scene)
    closed(scene, people)
    collective = run(scene, "tt-27-2020-tap-the", officers=False)
    MovementPeriod.objects.filter(movement=people).update(state="open")
    gathered = gather(collective, Period.parse(YEAR))
    assert [p.code for p in gathered.problems] == ["feed.source-not-closed"]
    assert gathered.given.inputs["subject"] == []


def test_the_head_answers_for_what_officers_and_unit_were_given(scene: World) -> None:
    people = run(scene, "tt-02-2021-can-bo", officers=True)
    unit = run(scene, "tt-02-2021-don-vi", officers=False)
    liable = run(scene, "tt-02-2021-lien-doi", officers=True)
    none = {f"hanh_vi_{number}": 0 for number in range(1, 7)}
    write(scene, [scene.an, scene.binh], **none, tang_nang=0, giam_nhe=0)
    write(scene, [scene.clerk], **none | {"hanh_vi_3": 1}, tang_nang=0, giam_nhe=0)
    write(scene, [scene.lim_xanh], luot_vi_pham=(0, 60), tang_nang=0, giam_nhe=0)
    for day, movement in enumerate((people, unit, liable)):
        closed(scene, movement, day)
    assert classes(people) == {"an": "khong-vi-pham", "binh": "khong-vi-pham", "lan": "khong-xet"}
    assert classes(liable) == {"an": "ha-bac", "binh": "ha-bac"}  # the two commanders, and nobody else
    assert verify(vault_folder()) == []
