"""The walk over the command tree against the same walk written step by step, in made-up years of mergers."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from thidua.core.unit import LinkKind
from thidua.store.access.unit import Codes, Way, above_all, below, walk
from thidua.store.models import Unit, UnitLink, UnitSuccession

pytestmark = pytest.mark.django_db
DAYS = [date(2025, 1, 1) + timedelta(days=40 * n) for n in range(8)]


def made_up(chance: Random, count: int = 14) -> None:
    """Units that begin and end, links of several kinds, days and even circles, and successions."""
    units = [
        factories.unit(
            f"u{n}", f"U{n}", **({"last_day": chance.choice(DAYS)} if chance.random() < 0.3 else {})
        )
        for n in range(count)
    ]
    for child in units[1:]:
        for parent in chance.sample(units, chance.choice((1, 1, 2))):
            first = chance.choice(DAYS[:4])
            last = chance.choice([None, None, child.last_day, chance.choice(DAYS[4:])])
            UnitLink.objects.create(
                child=child, parent=parent, first_day=first, last_day=max(first, last) if last else None,
                kind=chance.choice([LinkKind.COMMAND] * 4 + [LinkKind.PARTY]),
            )  # fmt: skip
    for _ in range(4):
        change = UnitSuccession.objects.create(on=chance.choice(DAYS), kind="merge", paper="QĐ")
        change.before.set(chance.sample(units, 2))
        change.after.set(chance.sample(units, 1))


def in_force(link: UnitLink, day: date) -> bool:
    return link.first_day <= day and (link.last_day is None or link.last_day >= day)


def step(way: Way, codes: set[str], day: date) -> set[str]:
    found = set()
    for link in UnitLink.objects.filter(kind=LinkKind.COMMAND).select_related("child", "parent"):
        child, parent, ended = link.child.code, link.parent.code, link.child.last_day
        if way is Way.UP and child in codes and in_force(link, day):
            found.add(parent)
        stood = ended is not None and ended < day and link.last_day == ended
        if way is Way.DOWN and parent in codes and (in_force(link, day) or stood):
            found.add(child)
    for change in UnitSuccession.objects.filter(on__lte=day) if way is Way.HEIR else ():
        if codes & set(change.after.values_list("code", flat=True)):
            found |= set(change.before.values_list("code", flat=True))
    return found


def slow(way: Way, codes: Codes, day: date) -> Codes:
    found = set(codes)
    while new := step(way, found, day) - found:
        found |= new
    if way is Way.HEIR:
        return slow(Way.DOWN, frozenset(found), day)
    return frozenset(found - codes if way is Way.UP else found)


@pytest.mark.parametrize("seed", range(6))
def test_the_walk_finds_what_step_by_step_finds(seed: int) -> None:
    chance = Random(seed)
    made_up(chance)
    codes = sorted(Unit.objects.values_list("code", flat=True))
    for day in (DAYS[0] - timedelta(days=1), DAYS[3], DAYS[7] + timedelta(days=1)):
        starts = {
            f"{way}-{size}": (way, frozenset(chance.sample(codes, size))) for way in Way for size in (0, 1, 3)
        }
        assert walk(day, starts) == {name: slow(way, of, day) for name, (way, of) in starts.items()}
        some = frozenset(chance.sample(codes, 2))
        assert (below(some, day), above_all(some, day)) == (
            slow(Way.DOWN, some, day),
            slow(Way.UP, some, day),
        )


def test_a_change_of_the_tree_holds_at_once() -> None:
    top = factories.unit("tinh", "Tỉnh")
    commune = factories.unit("xa", "Xã", under=top)
    assert below(frozenset({"tinh"}), factories.DAY) == {"tinh", "xa"}
    commune.parent_links.update(last_day=factories.DAY - timedelta(days=1))
    assert below(frozenset({"tinh"}), factories.DAY) == {"tinh"}
    assert above_all(frozenset({"xa"}), factories.DAY) == frozenset()


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="how SQLite plans the walk; PostgreSQL has statistics"
)
def test_links_are_looked_up_by_their_unit_so_that_a_country_takes_no_longer_than_its_units() -> None:
    """By their kind, which nearly all links share, ten times as many units took a hundred times as long."""
    with CaptureQueriesContext(connection) as asked:
        walk(DAYS[0], {"a": (Way.HEIR, frozenset({"x"})), "b": (Way.UP, frozenset({"x"}))})
    (question,) = asked.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + question["sql"])
        plan = [row[-1] for row in cursor.fetchall() if " link " in row[-1]]
    assert len(plan) == 2
    assert all("(parent_id=?" in step or "(child_id=?" in step for step in plan), plan
