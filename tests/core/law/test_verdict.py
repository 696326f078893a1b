"""How grounds add up: conditions together, alternatives, and the shortest way that is left."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.core.law.provision import LawBook, Provision, Sureness
from thidua.core.law.verdict import Ground, Need, Outcome, Verdict, either, together, way

DAY = date(2025, 12, 1)


def article(code: str = "a", sureness: Sureness = Sureness.READ, **changed: object) -> Provision:
    given = {
        "says": "…", "text": "Luật", "article": "Điều 1", "seen_in": "Công báo", "url": "",
        "checked_on": DAY, "first_day": date(2024, 1, 1),
    }  # fmt: skip
    return Provision(code, sureness=sureness, **given | changed)


def ground(outcome: Outcome | None, *needs: str, possible: bool = True) -> Ground:
    return Ground("x", article(), outcome, needs=tuple(Need(n, possible=possible) for n in needs))


def test_of_conditions_the_worst_decides_and_of_alternatives_the_best():
    held, short = ground(Outcome.ELIGIBLE), ground(Outcome.NOT_ELIGIBLE, "paper")
    assert together(held, short).outcome is Outcome.NOT_ELIGIBLE
    assert either(short, held).outcome is Outcome.ELIGIBLE
    assert together(held, ground(None)).outcome is Outcome.ELIGIBLE


def test_the_shortest_of_the_ways_is_named():
    long = together(ground(Outcome.NOT_ELIGIBLE, "one"), ground(Outcome.FACTS_MISSING, "two"))
    short = ground(Outcome.NOT_ELIGIBLE, "paper")
    assert way(either(long, short)) == (Need("paper"),)
    assert way(together(long, short)) == (Need("one"), Need("two"), Need("paper"))


def test_what_no_paper_can_bring_is_no_way():
    past = ground(Outcome.NOT_ELIGIBLE, "rating", possible=False)
    assert way(past) is None
    assert way(together(past, ground(Outcome.NOT_ELIGIBLE, "paper"))) is None
    assert way(either(past, ground(Outcome.NOT_ELIGIBLE, "paper"))) == (Need("paper"),)
    assert way(ground(Outcome.ON_HOLD)) is None


def test_the_same_lack_is_named_once():
    assert way(together(ground(Outcome.NOT_ELIGIBLE, "a"), ground(Outcome.NOT_ELIGIBLE, "a"))) == (Need("a"),)


@pytest.mark.parametrize(("sureness", "shown"), [("A", 0), ("B", 0), ("C", 0), ("I", 1), ("U", 1)])
def test_a_verdict_lists_what_it_rests_on_unverified(sureness: str, shown: int):
    leaf = Ground("x", article("deep", Sureness(sureness)), Outcome.ELIGIBLE)
    verdict = Verdict("an", "t", DAY, 2025, "2025", Outcome.ELIGIBLE, (together(either(leaf)),))
    assert len(verdict.unverified) == shown


def test_an_overlay_holds_above_the_law_and_ends_with_its_days():
    national = article("quorum")
    local = article("quorum", overlay="Bắc Ninh", first_day=date(2025, 12, 3), last_day=date(2025, 12, 31))
    law = LawBook((national,)).laid_over(LawBook((local,), overlays=("Bắc Ninh",)))
    assert [law.on(day)["quorum"].overlay for day in (DAY, date(2025, 12, 3), date(2026, 1, 1))] == [
        "",
        "Bắc Ninh",
        "",
    ]
    assert law.on(date(2023, 12, 31)) == {}
