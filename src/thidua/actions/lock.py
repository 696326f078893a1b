"""Locks of units' periods: the facts asked of the database in a fixed number of questions, then `core.lock` decides.

Pages, refusals and the answer to a phone all come from here, so that they never say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F

from thidua.actions.window import windows_of
from thidua.core.lock import Lock, LockFacts, LockReason, lock_of
from thidua.core.period import Period, PeriodKind
from thidua.core.report import DRAFT, ReportStep, turn_of
from thidua.core.window import Window, month_of
from thidua.office.format import moment
from thidua.office.format import period as period_text
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.models import (
    Movement,
    MovementPeriod,
    Person,
    Report,
    Unit,
    UnitSuccession,
)

Key = tuple[str, str]  # unit, period
Deciders = Mapping[str, tuple[tuple[Person, str], ...]]


def locks_of(unit: Unit, month: Period, *, day: date) -> dict[str, Lock]:
    """Code of each locked week of the month, and of the month itself → why, who lifts it, and how."""
    periods = (*month.parts(PeriodKind.WEEK), month)
    found = locks_for([unit], periods, day)
    return {code: lock for (_, code), lock in found.items()}


def locks_for(
    units: Iterable[Unit], periods: Iterable[Period], day: date, *, shut: bool = True
) -> dict[Key, Lock]:
    """Every lock of these units and periods.

    Args:
        shut: with frozen and closed periods; an action asks for those by itself, figure by figure.
    """
    held = _Held.of(list(units), list(periods), day)
    found = {}
    for unit in held.units:
        for period in held.periods:
            lock = lock_of(held.facts(unit, period, shut), work_calendar())
            if lock is not None:
                names = (person.name for person in held.lifters(unit, period, lock.reason))
                found[unit.code, period.code] = lock.by(tuple(dict.fromkeys(names)))
    return found


def lifters_of(unit: Unit, period: Period, *, day: date) -> list[Person]:
    """Who can lift the lock of that period; nobody where there is none."""
    held = _Held.of([unit], [period], day)
    lock = lock_of(held.facts(unit, period, True), work_calendar())
    return list(held.lifters(unit, period, lock.reason)) if lock is not None else []


@dataclass(frozen=True)
class _Held:
    """What the database says about them; who decides where is asked only for a lock that somebody can lift."""

    units: list[Unit]
    periods: list[Period]
    day: date
    chains: dict[str, tuple[str, ...]]
    windows: dict[Key, Window]
    reports: dict[Key, Report]
    movements: dict[
        str, list[tuple[Movement, date, date | None]]
    ]  # unit → movements with the days of membership
    rows: dict[tuple[int, str], MovementPeriod]
    successors: dict[str, str]
    above: frozenset[str]

    @staticmethod
    def of(units: list[Unit], periods: list[Period], day: date) -> _Held:
        codes = [unit.code for unit in units]
        months = {month_of(period) for period in periods}
        chains = access.chains(codes, day)
        reports = _reports(codes, months)
        movements = memberships(units)
        running = {m.pk for held in movements.values() for m, _, _ in held}
        rows = MovementPeriod.objects.filter(movement__in=running, code__in=[p.code for p in periods])
        rows = rows.select_related("movement")
        owners = {m.owner.code for held in movements.values() for m, _, _ in held}
        above = {code for chain in chains.values() for code in chain} | owners
        above |= {code for report in reports.values() for code in report.levels}
        return _Held(
            units=units,
            periods=periods,
            day=day,
            chains=chains,
            windows=windows_of(codes, months, chains),
            reports=reports,
            movements=movements,
            rows={(row.movement_id, row.code): row for row in rows},
            successors=_successors(units),
            above=frozenset(above),
        )

    @cached_property
    def deciders(self) -> Deciders:
        return access.deciders(self.above, self.day)

    @cached_property
    def names(self) -> dict[str, str]:
        return dict(Unit.objects.filter(code__in=self.above).values_list("code", "name"))

    def facts(self, unit: Unit, period: Period, shut: bool) -> LockFacts:
        month = month_of(period)
        report = self.reports.get((unit.code, month.code))
        closed = self._shut(unit, period) if shut else None
        return LockFacts(
            period=period,
            day=self.day,
            unit=unit.name,
            unit_last_day=unit.last_day,
            successor=self.successors.get(unit.code, ""),
            movement_over=self._over(unit, period),
            shut=closed.movement.title if closed else "",
            closed=closed is not None and closed.state == MovementPeriod.State.CLOSED,
            reopened=any(row.reopened_reason and row.state == "open" for row in self._rows(unit, period)),
            height=report.height if report else DRAFT,
            report=self._told(report) if report else {},
            window=self.windows.get((unit.code, month.code)),
            title=period_text(period).lower(),
        )

    def _rows(self, unit: Unit, period: Period) -> list[MovementPeriod]:
        """The period in the movements in which the unit stood at its end."""
        return [
            self.rows[movement.pk, period.code]
            for movement, first, last in self.movements.get(unit.code, ())
            if (movement.pk, period.code) in self.rows
            and first <= period.end
            and (last is None or last >= period.end)
        ]

    def _shut(self, unit: Unit, period: Period) -> MovementPeriod | None:
        rows = [row for row in self._rows(unit, period) if row.state != MovementPeriod.State.OPEN]
        return min(rows, key=lambda row: (row.state != MovementPeriod.State.CLOSED, row.pk), default=None)

    def _over(self, unit: Unit, period: Period) -> str:
        held = [movement for movement, _, _ in self.movements.get(unit.code, ())]
        ended = [m for m in held if m.last_day is not None and m.last_day < period.start]
        return ended[-1].title if held and len(ended) == len(held) else ""

    def _told(self, report: Report) -> dict[str, str]:
        """Who moved it up last, at which level and when; values of the two sentences."""
        ups = [step for step in report.steps.all() if step.step in (ReportStep.SUBMIT, ReportStep.APPROVE)]
        up = [step for step in ups if step.after == report.height][-1:]
        told = {"month": period_text(Period.parse(report.month)).lower()}
        for step in up:
            told |= {"by": step.by.name, "at": moment(step.at.astimezone()), "level": step.level.name}
        turn = turn_of(report.height, len(report.levels))
        told["next"] = self.names.get(report.levels[turn], "") if turn is not None else told.get("level", "")
        return told

    def lifters(self, unit: Unit, period: Period, reason: LockReason) -> tuple[Person, ...]:
        """Those who can lift it, each once."""
        people: list[Person] = []
        if reason in (LockReason.CLOSED, LockReason.FROZEN):
            row = self._shut(unit, period)
            if row is not None:
                owner = next(m.owner.code for m, _, _ in self.movements[unit.code] if m.pk == row.movement_id)
                people = [p for p, role in self.deciders.get(owner, ()) if role in access.CLOSES]
        elif reason in (LockReason.SUBMITTED, LockReason.APPROVED):
            report = self.reports[unit.code, month_of(period).code]
            turn = turn_of(report.height, len(report.levels))
            for level in (turn, report.height - 2):
                if level is not None and 0 <= level < len(report.levels):
                    people += access.deciding(self.deciders, unit.code, report.levels[level])
        elif reason is LockReason.WINDOW_OVER:
            people = list(superiors(self.chains.get(unit.code, ()), self.deciders))
        return tuple({person.pk: person for person in people}.values())


def superiors(chain: tuple[str, ...], deciders: Deciders) -> tuple[Person, ...]:
    """Who decides in the nearest unit above where somebody does."""
    for level in chain[1:]:
        if people := access.deciding(deciders, chain[0], level):
            return people
    return ()


def _reports(codes: list[str], months: set[Period]) -> dict[Key, Report]:
    rows = Report.objects.filter(
        unit__code__in=codes, month__in={month.code for month in months}, height__gt=DRAFT
    )
    rows = rows.select_related("unit").prefetch_related("steps__by", "steps__level")
    return {(row.unit.code, row.month): row for row in rows}


def memberships(units: list[Unit]) -> dict[str, list[tuple[Movement, date, date | None]]]:
    """Movements in which each unit stands or stood, as a member of a cluster or because its officers are scored."""
    found: dict[str, list[tuple[Movement, date, date | None]]] = {}
    compared = Movement.objects.filter(clusters__members__unit__in=units).select_related("owner")
    rows = compared.annotate(
        member=F("clusters__members__unit__code"),
        since=F("clusters__members__first_day"),
        until=F("clusters__members__last_day"),
    )
    for movement in rows.order_by("clusters__members__pk", "pk"):
        found.setdefault(movement.member, []).append((movement, movement.since, movement.until))
    collectives = Movement.objects.filter(collectives__in=units).select_related("owner")
    for movement in collectives.prefetch_related("collectives").distinct():
        for unit in movement.collectives.all():
            found.setdefault(unit.code, []).append((movement, movement.first_day, movement.last_day))
    return found


def _successors(units: list[Unit]) -> dict[str, str]:
    ended = [unit for unit in units if unit.last_day is not None]
    if not ended:
        return {}
    rows = UnitSuccession.objects.filter(before__in=ended).order_by("on", "after__code")
    found: dict[str, list[str]] = {}
    for code, name in rows.values_list("before__code", "after__name"):
        if name:
            found.setdefault(code, []).append(name)
    return {code: ", ".join(dict.fromkeys(names)) for code, names in found.items()}
