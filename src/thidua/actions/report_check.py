"""What a unit's month still lacks: figures, answers to questions, deeds without a second name, sums that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from thidua.actions.definition import figure_definition
from thidua.actions.figure import figures_check
from thidua.actions.figure_known import FigureEntry
from thidua.actions.lock import memberships
from thidua.actions.scheme import SchemeTexts
from thidua.actions.standing_input import members
from thidua.actions.window import rule_for, rules_of
from thidua.core.figure import FigureValue, Qualifier
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Severity, Where
from thidua.core.report import Gap, GapKind, turn_of
from thidua.core.score.rows import columns
from thidua.core.score.scheme import SubjectKind
from thidua.core.score.table import State
from thidua.office.format import day as day_text
from thidua.office.format import period as period_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Deed, Figure, MovementPeriod, Post, Report, Unit

DIFFERS = "figure.deeds-disagree"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures a month asks for and which are not there: (subject's name, figure, period)."""

    wanted: int = 0
    lacking: tuple[tuple[str, str, Period], ...] = ()

    @property
    def percent(self) -> int:
        """Whole percent, rounded down so that only a complete month says 100."""
        return 100 * (self.wanted - len(self.lacking)) // self.wanted if self.wanted else 0


def coverage_of(units: Iterable[Unit], month: Period) -> dict[str, Coverage]:
    """Unit's code → what its month asks for; units of no movement are left out. The same number of questions always."""
    rows = list(units)
    periods = (*month.parts(PeriodKind.WEEK), month)
    held = memberships(rows)
    texts = SchemeTexts(movement.scheme for found in held.values() for movement, _, _ in found)
    officers = _officers(rows, month)
    have = _recorded(rows, officers, [period.code for period in periods])
    found: dict[str, Coverage] = {}
    for unit in rows:
        asked: list[tuple[str, str, str, Period]] = []  # subject's code and name, figure, period
        for movement, first, last in held.get(unit.code, ()):
            scheme = texts.scheme(movement.scheme, month.end)
            if scheme is None or not movement.in_force(month.start):
                continue
            for period in periods:
                if period.kind != scheme.period or first > period.end or (last and last < period.end):
                    continue
                people = officers.get(unit.code, []) if scheme.subject is SubjectKind.OFFICER else []
                subjects = people or ([(unit.code, unit.name)] if scheme.subject is SubjectKind.UNIT else [])
                asked += [(code, name, f, period) for code, name in subjects for f in columns(scheme)]
        if asked:
            once = list(dict.fromkeys(asked))
            lacking = tuple((n, f, p) for c, n, f, p in once if (c, f, p.code) not in have)
            found[unit.code] = Coverage(len(once), lacking)
    return found


def _officers(units: list[Unit], month: Period) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    posts = Post.objects.on(month.end).filter(unit__in=units).select_related("person", "unit").order_by("pk")
    for post in posts:
        found.setdefault(post.unit.code, []).append((post.person.code, post.person.name))
    return found


def _recorded(
    units: list[Unit], officers: dict[str, list[tuple[str, str]]], codes: list[str]
) -> set[tuple[str, str, str]]:
    people = {code for held in officers.values() for code, _ in held}
    rows = Figure.objects.filter(
        Q(unit__in=units) | Q(person__code__in=people), period__in=codes, replaced_by__isnull=True
    )
    return {
        (unit or person, figure, period)
        for unit, person, figure, period in rows.values_list("unit__code", "person__code", "figure", "period")
    }


def report_gaps(unit: Unit, month: Period, today: Period | None = None) -> list[Gap]:
    """Everything to look at before the month is submitted, each with where to mend it.

    Args:
        today: the week of today; weeks from it on are not over.
    """
    entry = reverse("entry", args=[unit.code, month.code])
    weeks = month.parts(PeriodKind.WEEK)
    return [
        *_running(weeks, today, entry),
        *_missing(unit, month, entry),
        *_questions(unit, [*weeks, month], entry),
        *_waiting(unit, weeks),
    ]


def _running(weeks: Iterable[Period], today: Period | None, entry: str) -> Iterator[Gap]:
    for week in weeks:
        if today is not None and week.end >= today.start:
            told = f"{period_text(week)} đến hết ngày {day_text(week.end)} mới hết."
            yield Gap(GapKind.NOT_OVER, f"not-over.{week.code}", told, entry)


def _missing(unit: Unit, month: Period, entry: str) -> Iterator[Gap]:
    lacking: dict[Period, list[str]] = {}
    for name, figure, period in coverage_of([unit], month).get(unit.code, Coverage()).lacking:
        definition = figure_definition(figure, period.end)
        title = definition.title if definition else figure
        lacking.setdefault(period, []).append(title if name == unit.name else f"{name}: {title}")
    for period, titles in lacking.items():
        shown = ", ".join(titles[:6]) + (f" và {len(titles) - 6} số liệu khác" if len(titles) > 6 else "")
        told = f"{period_text(period)} còn thiếu {len(titles)} số liệu: {shown}."
        yield Gap(GapKind.MISSING, f"missing.{period.code}", told, entry)


def _questions(unit: Unit, periods: list[Period], entry: str) -> Iterator[Gap]:
    for problem in standing_questions(unit, periods):
        kind = GapKind.DIFFERS if problem.code == DIFFERS else GapKind.WARNING
        week = Period.parse(problem.where.field.rpartition("/")[2])
        yield Gap(
            kind,
            f"{problem.code}.{problem.where.field}",
            f"{period_text(week)}. {sentence(problem)}",
            f"{entry}#{problem.where.field.replace('/', '.')}",  # the cell's own place on the grid
        )


def standing_questions(unit: Unit, periods: list[Period]) -> list[Problem]:
    """What would be asked if the figures that stand were typed now; the place of each is "figure/period"."""
    rows = Figure.objects.filter(
        unit=unit, period__in=[p.code for p in periods], replaced_by__isnull=True
    ).select_related("unit")
    entries = [
        FigureEntry(
            unit,
            row.figure,
            row.period,
            FigureValue(
                State(row.state),
                row.numerator,
                row.denominator,
                Qualifier(row.qualifier),
                Where(field=f"{row.figure}/{row.period}"),
            ),
            row.cut_off,
            row.territory,
            from_deeds=row.from_deeds,
        )
        for row in rows.order_by("period", "figure")
    ]
    return [p for p in figures_check(entries=entries, correcting=True) if p.severity is Severity.WARNING]


def _waiting(unit: Unit, weeks: tuple[Period, ...]) -> Iterator[Gap]:
    rows = Deed.objects.filter(
        unit=unit, on__gte=weeks[0].start, on__lte=weeks[-1].end,
        confirmed_by__isnull=True, returned_reason="", replaced_by__isnull=True,
    )  # fmt: skip
    for row in rows.select_related("recorded_by").order_by("on", "pk"):
        told = (
            f"Việc “{row.summary}” ngày {day_text(row.on)} do {row.recorded_by.name} ghi, chưa ai xác nhận."
        )
        yield Gap(GapKind.WAITING, f"waiting.{row.code}", told, reverse("deed", args=[row.code]))


def unapproved_units(row: MovementPeriod) -> list[Unit]:
    """Units of a month whose report is not approved all the way; nobody where no rule of windows holds."""
    span = Period.parse(row.code)
    owner = row.movement.owner.code
    rules = rules_of([owner], access.chains([owner], span.end))[owner]
    if span.kind is not PeriodKind.MONTH or rule_for(rules, span) is None:
        return []
    units = Q(pk__in=members(row.movement, span.end).values("unit")) | Q(
        pk__in=row.movement.collectives.all()
    )
    reports = Report.objects.filter(month=span.code, height__gt=0)
    done = {r.unit_id for r in reports if turn_of(r.height, len(r.levels)) is None}
    return [unit for unit in Unit.objects.on(span.end).filter(units).order_by("name") if unit.pk not in done]
