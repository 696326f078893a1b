"""Tables to take away: figures, a standing, the register. Who asks sees no more than on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.http import Http404

from thidua.actions.area import areas
from thidua.actions.definition import figure_definition
from thidua.actions.standing_input import scheme_of, vault_folder
from thidua.core.area import Area, territory_version
from thidua.core.award import AwardRow, Category, State
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.core.score.rows import FigureRow, Written
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State as FigureState
from thidua.office.workbook import Heading, Table, Value, awards_table, exact, figures_table
from thidua.rules.catalogue import unit_kinds
from thidua.store import access, vault
from thidua.store.access import Viewer
from thidua.store.models import Award, Close, Figure, MovementPeriod, Unit

_WRITTEN = {
    FigureKind.RATIO: Written.RATIO,
    FigureKind.YES_NO: Written.YES_NO,
    FigureKind.CLASS: Written.CLASS,
}


def figures_export(*, by: Viewer | None, period: str, unit: str = "") -> Table:
    """Figures that stand for a period, in the form that `figures_import` reads.

    Args:
        by: who asks; None is whoever runs the machine, who can read the database anyway.
        unit: code of the only unit wanted, "" for all.

    Raises:
        Refused: "period.unknown".
    """
    span = _span(period)
    rows = Figure.objects.filter(period=span.code, replaced_by__isnull=True).select_related("unit", "person")
    if unit:
        rows = rows.filter(unit__code=unit)
    if by is not None:
        rows = rows.filter(unit__in=access.units(by))
    ordered = sorted(rows, key=lambda row: ((row.unit or row.person).code, row.figure))
    return figures_table((_figure_row(row, span) for row in ordered), name=f"Số liệu {span.code}")


def _span(period: str) -> Period:
    try:
        return Period.parse(period)
    except ValueError as fault:
        raise Refused("period.unknown", period=period) from fault


def _figure_row(row: Figure, span: Period) -> FigureRow:
    definition = figure_definition(row.figure, span.end)
    written = _WRITTEN.get(definition.kind, Written.NUMBER) if definition else Written.NUMBER
    if row.state == FigureState.NOT_APPLICABLE:
        written = Written.NOT_APPLICABLE
    return FigureRow(
        subject=(row.unit or row.person).code,
        figure=row.figure,
        period=row.period,
        state=FigureState(row.state),
        numerator=row.numerator,
        denominator=row.denominator,
        evidence=row.paper,
        written=written,
    )


def standing_export(*, by: Viewer | None, movement: str, period: str) -> Table:
    """The latest close of a period: place, name, points, class, group by group; officers without places.

    Raises:
        Refused: "export.nothing-closed" where there is no close, or none that this person may see.
    """
    row = _period(by, movement, period)
    close = Close.objects.filter(period=row).order_by("-version").first()
    if close is None:
        raise Refused("export.nothing-closed", movement=movement, period=period)
    folder = vault_folder() / close.bundle
    seen = None if by is None else access.standing_groups(by, row)
    scheme, _ = scheme_of(row.movement, row.last_day)
    titles = {name.code: name.title for name in scheme.classes}
    subjects = {subject["subject"]: subject for subject in vault.read_subjects(folder)}
    standing = [one for one in vault.read_standing(folder) if seen is None or one.group in seen]
    standing.sort(key=lambda one: (one.group, one.place == 0, one.place, one.subject))
    headings = tuple(
        Heading(title, width)
        for title, width in (
            ("Khối", 44),
            ("Hạng", 8),
            ("Đơn vị, cá nhân", 44),
            ("Mã", 28),
            ("Điểm", 10),
            ("Xếp loại", 18),
        )
    )
    rows: list[tuple[Value, ...]] = [
        (
            subjects[one.subject]["group_name"],
            one.place or None,
            subjects[one.subject]["name"],
            one.subject,
            _points(one.total, one.complete),
            titles.get(one.class_code, "chưa đủ số liệu" if not one.complete else ""),
        )
        for one in standing
    ]
    return Table(f"{period} lần {close.version}", headings, rows)


def _points(total: int, complete: bool) -> Decimal | None:
    return exact(total) if complete else None


def _period(by: Viewer | None, movement: str, period: str) -> MovementPeriod:
    try:
        if by is not None:
            return access.period_for(by, movement, period)
        rows = MovementPeriod.objects.select_related("movement", "movement__owner")
        return rows.get(movement__code=movement, code=period)
    except (Http404, MovementPeriod.DoesNotExist) as absent:
        raise Refused("export.nothing-closed", movement=movement, period=period) from absent


def directory_export(*, on: date) -> Table:
    """The territory and its units as of a day: the same day always gives the same report.

    One row per area in force; its units by their codes; the version of the territory it belongs to at the top.
    """
    known = areas()
    tops = {area.code: _top(area, known) for area in known}
    versions: dict[str, str] = {}
    rows: list[tuple[Value, ...]] = []
    units: dict[str, list[str]] = {}
    for code, unit in Unit.objects.on(on).exclude(area=None).values_list("area__code", "code"):
        units.setdefault(code, []).append(unit)
    kinds = unit_kinds().areas
    for area in sorted((a for a in known if a.in_force(on)), key=lambda a: (tops[a.code], a.code)):
        top = tops[area.code]
        versions.setdefault(top, territory_version(known, top, on))
        rows.append(
            (
                area.code,
                area.name,
                kinds[area.kind].title if area.kind in kinds else area.kind,
                area.parent,
                versions[top],
                ", ".join(sorted(units.get(area.code, ()))),
            )
        )
    headings = tuple(
        Heading(title, width)
        for title, width in (
            ("Mã địa bàn", 28),
            ("Địa bàn", 44),
            ("Loại", 18),
            ("Thuộc", 28),
            ("Phiên bản địa giới", 28),
            ("Đơn vị", 40),
        )
    )
    return Table(f"Danh bạ {on}", headings, rows)


def _top(area: Area, known: list[Area]) -> str:
    """The province, or whatever stands above all others of its line."""
    by_code = {one.code: one for one in known}
    while area.parent in by_code:
        area = by_code[area.parent]
    return area.code


def register_export() -> Table:
    """The honour register: every award that was decided, in the order of the register. It is open to all."""
    return awards_table(_awards(), name="Sổ ghi danh")


def _awards() -> Iterator[AwardRow]:
    rows = Award.objects.filter(register_number__isnull=False).order_by("year", "register_number")
    for row in rows.select_related("person", "unit", "decision", "close__period__movement"):
        subject = row.person or row.unit
        yield AwardRow(
            code=row.code,
            form=row.form,
            category=Category(row.category),
            subject=subject.code if subject else "",
            year=row.year,
            reason=row.reason,
            state=State(row.state),
            name=row.subject_name,
            decision_number=row.decision_number,
            decided_on=row.decided_on,
            decided_by=row.decided_by,
            presented_on=row.presented_on,
            presented_by=row.presented_by,
            standing=row.close.ref if row.close else "",
            source=row.source,
        )
