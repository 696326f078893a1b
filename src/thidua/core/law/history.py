"""What years count: ratings, titles and forms held, through mergers and after discipline.

A run is a row of consecutive evaluation years that ends with the year asked for. Of each of its years one thing is
true: it is held, pending (this year, not decided yet), unknown, silent (the law or a paper leaves it open), or lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from thidua.core.law.facts import CommendationType, Honour, PersonFacts, Rating, YearRating
from thidua.core.law.provision import Provision
from thidua.core.law.question import Question, Values, ground, need
from thidua.core.law.verdict import Ground, Need, Outcome, Read
from thidua.core.unit.succession import Carry


class YearIs(IntEnum):
    """Best first."""

    HELD = 0
    SILENT = 1  # a paper or the law leaves it open: people choose
    PENDING = 2  # this year's, not decided yet
    UNKNOWN = 3
    LOST = 4


@dataclass(frozen=True, slots=True)
class YearState:
    """Attributes:
    why: the provision beside the condition's own that made it so (succession, discipline).
    """

    year: int
    state: YearIs
    read: tuple[Read, ...] = ()
    why: Provision | None = None


_OUTCOME = {
    YearIs.HELD: Outcome.ELIGIBLE,
    YearIs.SILENT: Outcome.COUNCIL_CHOOSES,
    YearIs.PENDING: Outcome.FACTS_MISSING,
    YearIs.UNKNOWN: Outcome.FACTS_MISSING,
    YearIs.LOST: Outcome.NOT_ELIGIBLE,
}


def title_year(asked: Question, family: str, year: int) -> YearState:
    """How the title of that family stands in that year."""
    states = [
        _counted(asked, year, honour, Read(honour.code, honour.where))
        for honour in asked.facts.honours or ()
        if honour.year == year and not honour.revoked and asked.law.family(honour.code) == family
    ]
    return min(states, key=lambda state: state.state) if states else _without(asked, year)


def rating_year(asked: Question, wanted: Rating, year: int) -> YearState:
    """Whether the rating of that year is at least the wanted one."""
    for rating in asked.facts.ratings:
        if rating.year == year:
            read = Read(rating.rating.value, rating.where)
            if not rating.rating.at_least(wanted):
                return YearState(year, YearIs.LOST, (read,))
            return _counted(asked, year, rating, read)
    before = _before_service(asked, year)
    return YearState(year, YearIs.LOST if before else YearIs.UNKNOWN)


def run(
    asked: Question, provision: Provision, states: Sequence[YearState], what: str, need_code: str
) -> tuple[Ground, ...]:
    """The grounds of a row of years that must all be held: the condition, and what made years doubtful."""
    worst = max(state.state for state in states)
    short = [s for s in states if s.state in (YearIs.PENDING, YearIs.UNKNOWN)]
    lost = [s for s in states if s.state is YearIs.LOST]
    needs = [need(need_code, what=what, years=_list(short))] if short else []
    if lost:
        needs = [need(need_code, possible=False, what=what, years=_list(lost)), *needs]
    values: Values = {
        "what": what,
        "count": len(states),
        "years": _list(states),
        "lacking": _list([*lost, *short]),
    }
    names = {Outcome.ELIGIBLE: "held", Outcome.COUNCIL_CHOOSES: "silent", Outcome.FACTS_MISSING: "missing"}
    outcome = _OUTCOME[worst]
    read = [r for state in states for r in state.read]
    code = f"law.run-{names.get(outcome, 'broken')}"
    main = ground(code, provision, outcome, read=read, needs=needs, **values)
    return main, *_reasons(states, worst)


def count_in(
    asked: Question, provision: Provision, states: Sequence[YearState], wanted: int, what: str, need_code: str
) -> tuple[Ground, ...]:
    """At least `wanted` of these years are held."""
    order = sorted(states, key=lambda state: (state.state, state.year))[:wanted]
    worst = max(state.state for state in order)
    outcome = _OUTCOME[worst]
    held = sum(state.state is YearIs.HELD for state in states)
    lack = [need(need_code, what=what, years=_list(sorted(states, key=lambda s: s.year)))]
    if worst is YearIs.LOST:
        lack = [need(need_code, possible=False, what=what, years=_list(states))]
    names = {Outcome.ELIGIBLE: "held", Outcome.COUNCIL_CHOOSES: "silent", Outcome.FACTS_MISSING: "missing"}
    main = ground(
        f"law.count-{names.get(outcome, 'short')}",
        provision,
        outcome,
        read=[r for state in states if state.state is YearIs.HELD for r in state.read],
        needs=lack if outcome in (Outcome.FACTS_MISSING, Outcome.NOT_ELIGIBLE) else [],
        what=what,
        held=held,
        wanted=wanted,
        years=_list(states),
    )
    return main, *_reasons(order, worst)


def years_back(asked: Question, count: int, state: Callable[[int], YearState]) -> tuple[YearState, ...]:
    """The states of `count` years that end with the year asked for, oldest first."""
    return tuple(state(year) for year in range(asked.year - count + 1, asked.year + 1))


def prior(
    asked: Question, provision: Provision, families: Sequence[str], *, before: int | None = None
) -> Ground:
    """One of these titles or forms is held already, earned before the year `before` if that is given."""
    what = families[0]
    values: Values = {"what": what, "before": before or ""}
    held = [h for h in asked.facts.honours or () if asked.law.family(h.code) in families and not h.revoked]
    held = [h for h in held if h.year < (before if before is not None else asked.year + 1)]
    sudden = asked.rules.get("general.sudden-no-ground")
    barred = [h for h in held if h.type in (CommendationType.SUDDEN, CommendationType.MOVEMENT)]
    if sudden and barred and len(barred) == len(held):
        read = [Read(h.code, h.where) for h in barred]
        lack = [need("law.need-prior", **values)]
        return ground("law.prior-sudden", sudden, Outcome.NOT_ELIGIBLE, read=read, needs=lack, **values)
    counted = [h for h in held if h not in barred] if sudden else held
    states = [_counted(asked, h.year, h, Read(h.code, h.where), discipline=False) for h in counted]
    best = min(states, key=lambda s: s.state, default=None)
    if best is not None and best.state is not YearIs.LOST:
        code = "law.prior-held" if best.state is YearIs.HELD else "law.prior-silent"
        return ground(code, provision, _OUTCOME[best.state], read=best.read, **values)
    lack = [need("law.need-prior", **values)]
    if asked.facts.honours is None:
        return ground("law.prior-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    return ground("law.prior-none", provision, Outcome.NOT_ELIGIBLE, needs=lack, **values)


def merit_start(asked: Question) -> date | None:
    """The day the last discipline was served: merit counts from it; None when nothing was to be served."""
    if "general.after-discipline" not in asked.rules:
        return None
    served = [d.served_on for d in asked.facts.disciplines or () if d.served_on and d.served_on <= asked.on]
    return max(served, default=None)


def _counted(
    asked: Question, year: int, record: Honour | YearRating, read: Read, discipline: bool = True
) -> YearState:
    """How a record counts after re-organisations and discipline."""
    heritage = next((h for h in asked.facts.heritages if record.unit and h.unit == record.unit), None)
    if heritage is not None:
        both = (read, Read(heritage.unit, heritage.where))
        why = asked.rules.get("general.succession")
        if heritage.carry is None:
            return YearState(year, YearIs.SILENT, both, why)
        if heritage.carry not in (Carry.INHERIT, Carry.SUM):
            return YearState(year, YearIs.LOST, both, why)
    start = merit_start(asked) if discipline else None
    if start is not None and year < start.year:
        return YearState(year, YearIs.LOST, (read,), asked.rules["general.after-discipline"])
    if start is not None and year == start.year and start != date(year, 1, 1):
        return YearState(year, YearIs.SILENT, (read,), asked.rules.get("general.year-of-serving"))
    return YearState(year, YearIs.HELD, (read,))


def _without(asked: Question, year: int) -> YearState:
    """A year without the title: pending, not given, or nobody knows."""
    if year == asked.year:
        return YearState(year, YearIs.PENDING)
    complete = asked.facts.honours is not None and year >= _complete_from(asked)
    return YearState(year, YearIs.LOST if complete or _before_service(asked, year) else YearIs.UNKNOWN)


def _complete_from(asked: Question) -> int:
    facts = asked.facts
    if facts.history_from is not None:
        return facts.history_from
    years = [h.year for h in facts.honours or ()] + [r.year for r in facts.ratings]
    return min(years, default=asked.year)


def _before_service(asked: Question, year: int) -> bool:
    facts = asked.facts
    started = facts.recruited_on if isinstance(facts, PersonFacts) else getattr(facts, "founded_on", None)
    return started is not None and year < started.value.year


def _reasons(states: Sequence[YearState], worst: YearIs) -> tuple[Ground, ...]:
    """The provisions that made years as doubtful as the worst of them, once each."""
    found: dict[str, list[YearState]] = {}
    for state in states:
        if state.why is not None and state.state is worst:
            found.setdefault(state.why.code, []).append(state)
    return tuple(
        ground(
            f"law.{_WORDS[code]}-{'silent' if worst is YearIs.SILENT else 'lost'}",
            listed[0].why,
            _OUTCOME[worst],
            read=[r for state in listed for r in state.read],
            needs=[Need("law.need-nothing", possible=False)] if worst is YearIs.LOST else (),
            years=_list(listed),
        )
        for code, listed in found.items()
        if listed[0].why is not None
    )


_WORDS = {
    "general.succession": "succession",
    "general.after-discipline": "after-discipline",
    "general.year-of-serving": "after-discipline",
}


def _list(states: Sequence[YearState]) -> str:
    return ", ".join(str(state.year) for state in states)
