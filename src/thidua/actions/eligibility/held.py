"""Every record of some people or units as the law's values, in a constant number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from thidua.actions.succession.record import rules_of
from thidua.core.award import DECIDED_STATES, Category
from thidua.core.law import facts as law
from thidua.core.merit import Matter
from thidua.core.unit import Carry, LinkKind, Purpose
from thidua.office.format import day as written_day
from thidua.store.models import (
    Absence,
    Achievement,
    Award,
    Confirmation,
    Discipline,
    Hold,
    Initiative,
    MeritRecord,
    MeritReview,
    Person,
    ServiceRecord,
    TitleRegistration,
    Unit,
    UnitLink,
    UnitSuccession,
    YearRating,
)

FRESH = timedelta(days=60)  # a review is as good as new for so long: seasons are prepared within two months


def known(rows: tuple[Any, ...], reviewed: bool) -> tuple[Any, ...] | None:
    """What is recorded; nothing recorded and nobody looked is not "none"."""
    return rows if rows or reviewed else None


class Reviews:
    """Which matters somebody went through recently, for a unit or one above it. Two questions."""

    def __init__(self, on: date, year: int) -> None:
        since = min(on, date(year, 12, 31)) - FRESH
        self.covers: dict[int, set[str]] = defaultdict(set)
        self.history: dict[int, int] = {}
        for row in MeritReview.objects.holding().filter(until__gte=since):
            self.covers[row.unit_id] |= set(row.covers)
            if row.history_from and Matter.HONOURS in row.covers:
                self.history[row.unit_id] = min(row.history_from, self.history.get(row.unit_id, 9999))
        above = UnitLink.objects.on(on).filter(kind=LinkKind.COMMAND).values_list("child_id", "parent_id")
        self.above = dict(above) if self.covers else {}

    def _chain(self, unit: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            seen.add(unit)
            yield unit
            unit = self.above.get(unit)

    def cover(self, unit: int | None, matter: Matter) -> bool:
        return any(matter in self.covers.get(code, ()) for code in self._chain(unit))

    def history_from(self, unit: int | None) -> int | None:
        return min((self.history[code] for code in self._chain(unit) if code in self.history), default=None)


@dataclass
class Held:
    """Every record of some people or some units, table by table, as the law's values."""

    subjects: Sequence[Person | Unit]
    links: dict[str, str]
    rows: dict[type, dict[int, list[Any]]] = field(default_factory=dict)
    awards: dict[int, list[Award]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        person = bool(self.subjects) and isinstance(self.subjects[0], Person)
        self.column = "person" if person else "unit"
        mine = {f"{self.column}__in": self.subjects}
        for table in (
            YearRating, Achievement, Initiative, Discipline, Hold, Absence, ServiceRecord, Confirmation,
            TitleRegistration,
        ):  # fmt: skip
            rows = table.objects.holding().filter(**mine).select_related(self.column).order_by("pk")  # type: ignore[attr-defined]
            if table is Achievement:
                rows = rows.select_related(self.column, "use__award")
            if table is Initiative:
                rows = rows.prefetch_related("uses__award")
            self.rows[table] = self._sorted(rows)
        given = Award.objects.filter(**mine, state__in=DECIDED_STATES).select_related("decision")
        given = given.exclude(category=Category.MODEL)  # of a way of working, not of the unit that runs it
        self.awards = self._sorted(given.order_by("year", "pk"))

    def _sorted(self, rows: Iterable[Any]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            found[getattr(row, f"{self.column}_id")].append(row)
        return found

    def of(self, table: type, subject: Person | Unit) -> list[Any]:
        return self.rows[table].get(subject.pk, [])

    def at(self, row: MeritRecord) -> str:
        """The paper of a record, in words; and from there to the record."""
        when = f", {written_day(row.paper_on)}" if row.paper_on else ""
        where = f"{row.paper}{when}"
        subject = row.person or row.unit
        assert subject is not None
        noun = type(row).__name__.lower()
        self.links.setdefault(where, f"{self.column}:{subject.code}#{noun}-{row.pk}")
        return where

    def decided(self, award: Award) -> str:
        where = f"Quyết định {award.decision_number}"
        where += f", {written_day(award.decided_on)}" if award.decided_on else ""
        self.links.setdefault(where, f"award:{award.code}")
        return where

    def common(self, subject: Person | Unit, reviews: Reviews, unit: int | None) -> dict[str, Any]:
        return {
            "ratings": tuple(
                law.YearRating(r.year, law.Rating(r.rating), self.at(r)) for r in self.of(YearRating, subject)
            ),
            "honours": known(
                tuple(self.honour(a) for a in self.awards.get(subject.pk, [])),
                reviews.cover(unit, Matter.HONOURS),
            ),
            "initiatives": known(
                tuple(self.initiative(r) for r in self.of(Initiative, subject)),
                reviews.cover(unit, Matter.INITIATIVES),
            ),
            "achievements": known(
                tuple(self.achievement(r) for r in self.of(Achievement, subject)),
                reviews.cover(unit, Matter.ACHIEVEMENTS),
            ),
            "disciplines": known(
                tuple(self.discipline(r) for r in self.of(Discipline, subject)),
                reviews.cover(unit, Matter.DISCIPLINES),
            ),
            "holds": known(
                tuple(
                    law.Hold(law.HoldKind(r.kind), r.first_day, self.at(r), r.last_day)
                    for r in self.of(Hold, subject)
                ),
                reviews.cover(unit, Matter.HOLDS),
            ),
            "confirmed": (*self.confirmed(subject), *self.registered(subject)),
            "history_from": reviews.history_from(unit),
        }

    def honour(self, award: Award, unit: str = "") -> law.Honour:
        return law.Honour(
            award.form, award.year, self.decided(award), award.decided_on,
            law.CommendationType(award.commendation or law.CommendationType.MERIT),
            award.merit_from.year if award.merit_from else None, unit, award.state == Award.State.REVOKED,
        )  # fmt: skip

    def initiative(self, row: Initiative) -> law.Initiative:
        uses = tuple(
            law.InitiativeUse(use.award.form, use.award.year, use.award.subject_name)
            for use in row.uses.all()
        )
        return law.Initiative(
            row.title, row.year, self.at(row), law.InitiativeKind(row.kind),
            law.Breadth(row.breadth) if row.breadth else None, row.recognised_by, row.applied, uses,
        )  # fmt: skip

    def achievement(self, row: Achievement) -> law.Achievement:
        use = getattr(row, "use", None)
        return law.Achievement(
            row.title, row.last_day.year, self.at(row), law.CommendationType(row.commendation),
            law.Breadth(row.breadth) if row.breadth else None, (use.award.code,) if use else (),
        )  # fmt: skip

    def discipline(self, row: Discipline) -> law.Discipline:
        level = law.DisciplineLevel(row.level)
        return law.Discipline(level, self.at(row), row.decided_on, row.acted_on, row.served_on)

    def confirmed(self, subject: Person | Unit) -> Iterator[law.Confirmed]:
        for row in self.of(Confirmation, subject):
            yield law.Confirmed(law.Quality(row.quality), row.year, row.holds, self.at(row))

    def registered(self, subject: Person | Unit) -> Iterator[law.Confirmed]:
        for year in sorted({row.year for row in self.of(TitleRegistration, subject)}):
            row = next(r for r in self.of(TitleRegistration, subject) if r.year == year)
            yield law.Confirmed(law.Quality.REGISTERED, year, True, self.at(row))


# --- Re-organisations -----------------------------------------------------------------------------------------


def heritages(units: Sequence[Unit], on: date) -> Mapping[int, list[tuple[law.Heritage, Unit]]]:
    """What each unit came from, however far back, with the declared rule for eligibility. Three questions."""
    came: dict[int, list[UnitSuccession]] = defaultdict(list)
    for row in UnitSuccession.objects.filter(on__lte=on).prefetch_related("before", "after").order_by("on"):
        for unit in row.after.all():
            came[unit.pk].append(row)
    found: dict[int, list[tuple[law.Heritage, Unit]]] = defaultdict(list)
    for unit in units:
        waiting, seen = list(came[unit.pk]), {unit.pk}
        while waiting:
            row = waiting.pop(0)
            for before in row.before.all():
                if before.pk not in seen:
                    seen.add(before.pk)
                    heritage = law.Heritage(before.code, row.on, _carry(row), row.paper)
                    found[unit.pk].append((heritage, before))
                    waiting += came[before.pk]
    return found


def _carry(row: UnitSuccession) -> Carry | None:
    """The declared rule; "starts anew until a decision says otherwise" without a decision leaves it to people."""
    rules, _, decisions = rules_of(row.rules)
    carry = rules.get(Purpose.ELIGIBILITY)
    return None if carry is Carry.RESET and Purpose.ELIGIBILITY not in decisions else carry
