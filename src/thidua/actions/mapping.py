"""A unit's own sheet into the database through a layout: preview, all or nothing, and the layout kept for next time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definitions
from thidua.actions.figure import Preview, figures_preview, figures_record
from thidua.actions.figure_check import unheard
from thidua.actions.figure_known import FigureEntry
from thidua.core.figure import FigureValue
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.score.scheme import FigureKind
from thidua.core.text import visible
from thidua.office.mapping import WEEK, Axis, Known, Layout, Place, What, header_key, nearest, value_columns
from thidua.office.mapping import Cells as SheetCells
from thidua.office.mapping_guess import guess
from thidua.office.mapping_read import Found, read_mapped
from thidua.office.sheet import Sheet
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Mapping as MappingRow
from thidua.store.models import Unit


@dataclass(frozen=True, slots=True)
class Mapped:
    """A sheet read through a layout, beside what stands.

    Attributes:
        unknown: names nobody knows → the code they are most like, "" where none is.
        preview: None while names are unknown or cells cannot be read.
    """

    layout: Layout
    found: Found
    unknown: tuple[tuple[What, str, str, Where], ...]
    problems: tuple[Problem, ...]
    preview: Preview | None


# --- Finding the layout -----------------------------------------------------------------------------------


def known_to(by: Viewer, on: date) -> Known:
    """The names that may stand in a sheet of this person: her units to record for, and the figures of the day."""
    definitions = figure_definitions(on)
    return Known.of(
        access.recordable_units(by).values_list("code", "name"),
        [(d.code, d.title) for d in definitions],
        [(d.code, d.numerator_title, d.denominator_title) for d in definitions if d.kind is FigureKind.RATIO],
    )


def layout_for(*, by: Viewer, on: date, sheet: Sheet) -> tuple[Layout, MappingRow | None]:
    """The layout kept for a sheet with this header, brought up to its own title; else a guess."""
    known = known_to(by, on)
    units = list(access.recordable_units(by).values_list("code", flat=True)[:2])
    guessed = guess(sheet, known, units[0] if len(units) == 1 else "")
    for row in access.mappings(by, MappingRow.Kind.FIGURES).order_by("-kept_at"):
        kept = layout_of(row.layout)
        if row.header_key == header_key(sheet, kept.first):
            period = guessed.period if kept.period.axis is Axis.FIXED else kept.period
            year = guessed.year or kept.year
            names = {name: code for name, code in kept.names.items() if not _is_week(name)} | {
                name: code for name, code in guessed.names.items() if _is_week(name)
            }  # another month has other weeks
            found = Layout(kept.first, kept.unit, kept.figure, period, (), year, names)
            columns = value_columns(SheetCells(sheet), found, known)
            return Layout(kept.first, kept.unit, kept.figure, period, columns, year, names), row
    return guessed, None


def _is_week(name: str) -> bool:
    what, _mark, told = name.partition(":")
    return what == What.PERIOD and WEEK.fullmatch(told) is not None


def layout_json(layout: Layout) -> dict[str, Any]:
    places = {what.value: layout.place(what) for what in What}
    return {
        "first": layout.first,
        "columns": list(layout.columns),
        "year": layout.year,
        "names": dict(layout.names),
        **{name: [place.axis.value, place.at, place.text] for name, place in places.items()},
    }


def layout_of(told: Mapping[str, Any]) -> Layout:
    places = {what: Place(Axis(told[what.value][0]), *told[what.value][1:]) for what in What}
    return Layout(
        told["first"],
        places[What.UNIT],
        places[What.FIGURE],
        places[What.PERIOD],
        tuple(told["columns"]),
        told["year"],
        dict(told["names"]),
    )


# --- Reading through it -----------------------------------------------------------------------------------


def mapped(
    *,
    by: Viewer,
    at: datetime,
    sheet: Sheet,
    layout: Layout,
    reason: str = "",
    progress: Callable[[int, int], None] = unheard,
) -> Mapped:
    """Everything this sheet would do, without writing any of it."""
    known = known_to(by, at.date())
    found = read_mapped(sheet, layout, known)
    unknown = tuple(
        (what, name, nearest(name, what, known), where) for (what, name), where in found.unknown.items()
    )
    problems: list[Problem] = [*found.problems, *found.notes]
    if not found.rows and not unknown:
        problems.append(problem("file.no-rows", sheet.where(layout.first)))
    if unknown or errors(problems):
        return Mapped(layout, found, unknown, tuple(problems), None)
    preview = figures_preview(
        by=by, at=at, entries=_entries(found), correcting=bool(reason.strip()), progress=progress
    )
    return Mapped(layout, found, unknown, (*problems, *preview.problems), preview)


def _entries(found: Found) -> list[FigureEntry]:
    units = Unit.objects.in_bulk({row.subject for row in found.rows}, field_name="code")
    return [
        FigureEntry(
            units[row.subject],
            row.figure,
            row.period,
            FigureValue(row.state, row.numerator, row.denominator, where=row.where),
        )
        for row in found.rows
    ]


@transaction.atomic
def mapping_import(
    *,
    by: Viewer,
    at: datetime,
    sheet: Sheet,
    layout: Layout,
    reason: str = "",
    name: str = "",
    progress: Callable[[int, int], None] = unheard,
) -> int:
    """Write every figure of the sheet, or none; with a `name`, keep the layout for the next sheet like it.

    Returns:
        how many figures are new or replaced.

    Raises:
        Refused: "figure.file-refused" with every problem; as `figures_record`.
    """
    found = read_mapped(sheet, layout, known_to(by, at.date()))
    names = [
        problem("mapping.name-unknown", where, name=text, what=what.value)
        for (what, text), where in found.unknown.items()
    ]
    if names or errors(found.problems):
        raise Refused("figure.file-refused", [*names, *found.problems], file=sheet.source)
    recorded = figures_record(by=by, at=at, entries=_entries(found), reason=reason, progress=progress)
    if name.strip():
        mapping_keep(by=by, at=at, unit=home_of(by), name=name, sheet=sheet, layout=layout)
    return len(recorded.figures)


def home_of(by: Viewer) -> Unit:
    """The unit whose mappings this person keeps: the first in which she records."""
    units = access.recordable_units(by)
    own = [post.unit for post in by.posts]
    found = units.filter(code__in=own).first() or Unit.objects.filter(code__in=own).first()
    if found is None:
        raise Refused("access.no-person")
    return found


def mapping_keep(
    *, by: Viewer, at: datetime, unit: Unit, name: str, sheet: Sheet, layout: Layout
) -> MappingRow:
    """Remember how a sheet of figures with this header is read. Raises: as `layout_keep`."""
    return layout_keep(
        by=by, at=at, unit=unit, kind=MappingRow.Kind.FIGURES, name=name,
        header_key=header_key(sheet, layout.first), layout=layout_json(layout),
    )  # fmt: skip


@transaction.atomic
def layout_keep(
    *,
    by: Viewer,
    at: datetime,
    unit: Unit,
    kind: MappingRow.Kind,
    name: str,
    header_key: str,
    layout: Mapping[str, Any],
) -> MappingRow:
    """Remember a layout; the same name is kept anew.

    Raises:
        Refused: "access.may-not-record"; "mapping.name-missing".
    """
    person, name = acting(by), visible(name)[:120]
    allow(unit.code in by.leads, "access.may-not-record", unit=unit.name)
    allow(bool(name), "mapping.name-missing")
    row, made = MappingRow.objects.update_or_create(
        unit=unit,
        kind=kind,
        name=name,
        defaults={"header_key": header_key, "layout": dict(layout), "kept_by": person, "kept_at": at},
    )
    audit(
        by=by,
        at=at,
        action="mapping-keep",
        subject=f"unit:{unit.code}",
        sentence=f"{'Nhớ' if made else 'Nhớ lại'} cách đọc tệp “{name}” của {unit.name}.",
    )
    return row


@transaction.atomic
def mapping_drop(*, by: Viewer, at: datetime, row: MappingRow) -> None:
    """Forget a layout; figures that came in through it stay.

    Raises:
        Refused: "access.may-not-record".
    """
    acting(by)
    allow(row.unit.code in by.leads, "access.may-not-record", unit=row.unit.name)
    audit(
        by=by,
        at=at,
        action="mapping-drop",
        subject=f"unit:{row.unit.code}",
        sentence=f"Quên cách đọc tệp “{row.name}” của {row.unit.name}.",
    )
    row.delete()
