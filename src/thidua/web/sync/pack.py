"""What a device takes along: for each unit its person records for, this month and the last, the kinds of deeds, its
own deeds, and everything the checks ask. Nothing of other units, and no names beyond who wrote a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from thidua.actions.deed_habit import deed_habit
from thidua.actions.definition import deed_kinds, figure_definitions
from thidua.actions.figure_known import FigureEntry, Known, past_year, period_before, year_before
from thidua.core.deed import DeedKind
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period, PeriodKind, containing
from thidua.office.format import number
from thidua.office.format import period as period_text
from thidua.office.wording import Lang, all_words
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Deed, Figure, MovementPeriod, Target, Unit
from thidua.web.deed.record import areas_of
from thidua.web.figure.month import Section, month_of

Targets = Mapping[str, Mapping[str, int]]
DEED_DAYS = 62
DEEDS_MAX = 80
UNITS_MAX = 4  # a person who records for more does so at a desk
SAID = ("figure.", "number.", "deed.", "date.", "lock.")


def pack(viewer: Viewer, at: datetime, lang: Lang) -> dict[str, Any]:
    units = list(access.recordable_units(viewer).select_related("area").order_by("code")[:UNITS_MAX])
    own = [post.unit for post in viewer.posts]
    units.sort(key=lambda unit: own.index(unit.code) if unit.code in own else len(own))
    return {
        "at": at.isoformat(),
        "today": at.date().isoformat(),
        "owner": viewer.account.username if viewer.account else "",
        "name": viewer.name,
        "words": {code: pair[lang == "en"] for code, pair in all_words().items() if code.startswith(SAID)},
        "kinds": [kind_told(kind) for kind in deed_kinds().values()],
        "units": [_unit(viewer, unit, at.date()) for unit in units],
    }


def kind_told(kind: DeedKind) -> dict[str, Any]:
    return {
        "code": kind.code,
        "title": kind.title,
        "meaning": kind.meaning,
        "never": kind.never,
        "evidence": list(kind.evidence),
        "quantities": [
            {"code": q.code, "title": q.title, "unit": q.unit, "required": q.required, "whole": q.whole}
            for q in kind.quantities
        ],
    }


def definition_told(definition: FigureDefinition) -> dict[str, Any]:
    """What the checker on the device asks of a definition."""
    return {
        "code": definition.code,
        "title": definition.title,
        "kind": definition.kind.value,
        "unit": definition.unit,
        "whole": definition.whole,
        "low": definition.low,
        "high": definition.high,
        "not_above": definition.not_above,
        "meaning": definition.meaning,
        "related": [
            {"bond": relation.bond.value, "other": relation.other, "because": relation.because}
            for relation in getattr(definition, "related", ())
        ],
    }


def _unit(viewer: Viewer, unit: Unit, today: date) -> dict[str, Any]:
    habit = deed_habit(viewer, unit)
    month = containing(today, PeriodKind.MONTH)
    months = [month, period_before(month)]
    weeks = [week for one in months for week in one.parts(PeriodKind.WEEK)]
    spans = [*weeks, *months]
    # the same questions that checking on the server asks, so that both know the same
    known = Known.about([FigureEntry(unit, "", span.code, FigureValue()) for span in spans], today)
    figures, targets = _figures(unit, spans), _targets(unit, spans)
    return {
        "code": unit.code,
        "name": unit.name,
        "areas": [{"code": area.code, "name": area.name} for area in areas_of(unit)],
        "habit": {
            "kinds": list(habit.kinds),
            "places": list(habit.places),
            "last": {
                kind.code: {
                    "place": habit.place(kind.code),
                    "quantities": {code: number(value) for code, value in habit.quantities(kind).items()},
                }
                for kind in deed_kinds().values()
            },
        },
        "figures": figures,
        "months": [_month(unit, one, known, targets) for one in months],
        "deeds": _deeds(viewer, unit, today),
    }


def _figures(unit: Unit, weeks: Iterable[Period]) -> dict[str, dict[str, list[Any]]]:
    """Period → figure → [state, numerator, denominator, who, when]: all that the weeks are held against."""
    codes = {code for week in weeks for code in (week.code, year_before(week).code, *past_year(week))}
    rows = Figure.objects.filter(unit=unit, period__in=codes, replaced_by__isnull=True)
    found: dict[str, dict[str, list[Any]]] = {}
    for row in rows.select_related("recorded_by"):
        told = [row.state, row.numerator, row.denominator, row.recorded_by.name, row.recorded_at.isoformat()]
        found.setdefault(row.period, {})[row.figure] = told
    return found


def _targets(unit: Unit, spans: Iterable[Period]) -> dict[str, dict[str, int]]:
    """Period → figure → thousandths."""
    found: dict[str, dict[str, int]] = {}
    for row in Target.objects.filter(unit=unit, period__in=[span.code for span in spans]):
        found.setdefault(row.period, {})[row.figure] = row.value
    return found


def _month(unit: Unit, month: Period, known: Known, targets: Targets) -> dict[str, Any]:
    held = month_of(unit, month)
    return {
        "code": month.code,
        "title": period_text(month),
        "definitions": [definition_told(d) for d in figure_definitions(month.end)],
        "sections": [
            {"title": s.title, "kind": _kind(s).value, "codes": [d.code for d in s.definitions]}
            for s in held.sections
        ],
        "spans": [
            _span(unit, span, known, targets)
            for span in (*month.parts(PeriodKind.WEEK), month)
            if any(_kind(s) is span.kind for s in held.sections)
        ],
    }


def _kind(section: Section) -> PeriodKind:
    """In which periods a section's figures are typed: by weeks unless it says otherwise."""
    return getattr(section, "kind", PeriodKind.WEEK)


def _span(unit: Unit, span: Period, known: Known, targets: Targets) -> dict[str, Any]:
    sheet = (unit.code, span.code)
    return {
        "code": span.code,
        "kind": span.kind.value,
        "first": span.start.isoformat(),
        "title": period_text(span),
        "previous": period_before(span).code,
        "year_before": year_before(span).code,
        "past": list(past_year(span)),
        "targets": targets.get(span.code, {}),
        "deeds": known.deeds.get(sheet, {}),
        "shut": [_shut(row, figures, span) for row, figures in known.closed.get(sheet, ())]
        + _locked(known, sheet),
    }


def _locked(known: Known, sheet: tuple[str, str]) -> list[dict[str, Any]]:
    """Why the unit's week takes no figures now, besides a closed period: as the server would say it."""
    lock = known.locks.get(sheet)
    return (
        [{"code": str(lock.code), "values": dict(lock.values), "figures": None}] if lock is not None else []
    )


def _shut(row: MovementPeriod, figures: frozenset[str] | None, week: Period) -> dict[str, Any]:
    frozen = row.state == MovementPeriod.State.FROZEN
    return {
        "code": "figure.period-frozen" if frozen else "figure.period-closed",
        "values": {"period": week.code, "movement": row.movement.title},
        "figures": None if figures is None else sorted(figures),
    }


def _deeds(viewer: Viewer, unit: Unit, today: date) -> list[dict[str, Any]]:
    rows = (
        access.deeds(viewer)
        .filter(unit=unit, on__gte=today - timedelta(days=DEED_DAYS))
        .select_related("recorded_by", "area")
        .prefetch_related("quantities")
        .order_by("-on", "-pk")[:DEEDS_MAX]
    )
    newer = set(
        Deed.objects.filter(
            replaces__unit=unit, replaces__on__gte=today - timedelta(days=DEED_DAYS)
        ).values_list("replaces", flat=True)
    )
    kinds = deed_kinds()
    return [_deed(row, kinds, row.pk in newer) for row in rows]


def _deed(row: Deed, kinds: Mapping[str, DeedKind], rewritten: bool) -> dict[str, Any]:
    state = "confirmed" if row.confirmed_by_id else "returned" if row.returned_reason else "waiting"
    return {
        "code": row.code,
        "kind": row.kind,
        "kind_title": kinds[row.kind].title if row.kind in kinds else row.kind,
        "on": row.on.isoformat(),
        "summary": row.summary,
        "place": row.place,
        "area": row.area.code if row.area else "",
        "state": state,
        "reason": row.returned_reason,
        "by": row.recorded_by.name,
        "again": state == "returned" and not rewritten,
        "quantities": {q.quantity: number(q.value).replace("−", "-") for q in row.quantities.all()},
    }
