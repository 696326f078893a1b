"""The public part of an issue: sections meant for outside, and a table from which no small count can be worked out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from thidua.actions.bulletin_draw import subject_of
from thidua.actions.bulletin_issue import Numbers, told
from thidua.actions.definition import figure_definition, figure_definitions
from thidua.core.bulletin import DERIVED, FigureId
from thidua.core.figure import FigureDefinition
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.score.scheme import FigureKind
from thidua.core.suppression import THRESHOLD, Entry, could_be, release, verify
from thidua.office.document.bulletin import HIDDEN, Issue, Passage, Shown
from thidua.store.models import Bulletin, Publication, Unit

PRINTED = (FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATIO)
WITHHELD = "(không công bố: số đếm nhỏ)"


def public_figures(month: Period) -> list[FigureDefinition]:
    return [d for d in figure_definitions(month.end) if d.kind in PRINTED and not d.of_areas]


def public_table(bulletin: Bulletin, numbers: Numbers) -> dict[str, Any]:
    """What the issue prints of each unit, with what is left out, and the sums that it prints of people.

    Returns:
        columns, rows (as printed), entries: figure → list of sums printed, each a list of cells.
    """
    month = Period.parse(bulletin.period)
    subject = subject_of(bulletin.unit, numbers.own)
    units = list(numbers.own.members.get(subject, (subject,)))
    names = dict(Unit.objects.filter(code__in=units).values_list("code", "name"))
    columns, printed = [], {}
    texts: dict[tuple[str, str], str] = {}
    for definition in public_figures(month):
        code = definition.code
        rows = [*units, *([subject] if subject not in units else [])]
        if all(numbers.own.value(row, code) is None for row in rows):
            continue
        columns.append({"code": code, "title": definition.title, "people": definition.people})
        hidden = set()
        if definition.people:
            hidden, printed[code] = _released(bulletin, numbers, definition, units, subject)
        for row in rows:
            figure = FigureId(row, code, month.code)
            texts[row, code] = HIDDEN if row in hidden else told(figure, numbers.own.value(row, code))
    lines = [(code, names.get(code, code)) for code in units]
    if subject not in units:
        lines.append((subject, "Cộng"))
    return {
        "columns": columns,
        "rows": [
            {"code": code, "name": name, "cells": [texts[code, c["code"]] for c in columns]}
            for code, name in lines
        ],
        "entries": printed,
        "subject": subject,
    }


def _released(
    bulletin: Bulletin, numbers: Numbers, definition: FigureDefinition, units: list[str], subject: str
) -> tuple[set[str], list[list[str]]]:
    """Rows left out for one figure that counts people, and the sums that are printed."""
    code = definition.code
    before = printed_sums(code, bulletin)
    months = {cell.split("/")[2] for form in before for cell in form} | {bulletin.period}
    cells = {
        f"{unit}/{code}/{month}": _people(numbers, unit, code, month) for month in months for unit in units
    }
    for form in before:  # units that an earlier issue told of and this one does not
        for cell in form - cells.keys():
            unit, _, month = cell.split("/")
            cells[cell] = _people(numbers, unit, code, month)
    entries = [Entry(unit, frozenset({f"{unit}/{code}/{bulletin.period}"})) for unit in units]
    if subject not in units:
        entries.append(Entry(subject, frozenset(f"{unit}/{code}/{bulletin.period}" for unit in units), 9))
    made = release(cells, entries, before)
    assert made.exposed or verify(cells, entries, before, made) == []
    printed = [*before, *(entry.cells for entry in entries if entry.key not in made.hidden)]
    told = bool(made.exposed) or _told_by_parts(numbers, cells, printed)
    hidden = {str(entry.key) for entry in entries if told or entry.key in made.hidden}
    shown = [sorted(map(str, entry.cells)) for entry in entries if entry.key not in hidden]
    return hidden, shown


def _told_by_parts(numbers: Numbers, cells: dict[str, int], printed: list[frozenset[str]]) -> bool:
    """Whether the upper part of a ratio of a few people can be worked out from the upper parts that are printed."""
    tops = {cell: _upper(numbers, *cell.split("/")) for cell in cells}
    if tops == cells:
        return False  # a count has no parts
    few = [cell for cell, people in cells.items() if people < THRESHOLD]
    return any(not could_be(tops, printed, cell, tops[cell] + 1) for cell in few)


def _upper(numbers: Numbers, unit: str, code: str, month: str) -> int:
    value = numbers.month(month).value(unit, code)
    return 0 if value is None else value.numerator // MILLI


def printed_sums(code: str, bulletin: Bulletin) -> list[frozenset[str]]:
    """Every sum of that figure that any public issue of the movement has printed."""
    rows = Publication.objects.filter(audience="outside", bulletin__movement=bulletin.movement)
    return [
        frozenset(form) for row in rows.order_by("pk") for form in row.table.get("entries", {}).get(code, ())
    ]


def _people(numbers: Numbers, unit: str, code: str, month: str) -> int:
    """How many people a value is built from: the count itself, or what a ratio is out of."""
    value = numbers.month(month).value(unit, code)
    if value is None:
        return 0
    return (value.denominator if value.denominator != MILLI else value.numerator) // MILLI


def public_issue(issue: Issue, table: dict[str, Any]) -> Issue:
    """Only public sections, and no number of people that the table leaves out."""
    shown = {form[0] for forms in table["entries"].values() for form in forms if len(form) == 1}
    whole = {code for code, forms in table["entries"].items() if any(len(form) > 1 for form in forms)}
    parts = tuple(
        replace(
            part,
            passages=tuple(_guarded(passage, shown, whole, table["subject"]) for passage in part.passages),
            lines=tuple(
                replace(line, now=_kept(line.figure, line.now, shown, whole, table["subject"]), last="")
                for line in part.lines
            ),
        )
        for part in issue.parts
        if part.public
    )
    return replace(issue, parts=parts)


def _guarded(passage: Passage, shown: set[str], whole: set[str], subject: str) -> Passage:
    return replace(
        passage,
        shown=tuple(
            Shown(_kept(part.figure, part.text, shown, whole, subject), part.figure) if part.figure else part
            for part in passage.shown
        ),
    )


def _kept(figure: str, text: str, shown: set[str], whole: set[str], subject: str) -> str:
    """The text of a number, unless it counts people and the table does not print it."""
    owner, code, month = figure.split("/")
    definition = figure_definition(code, Period.parse(month).end)
    if code in DERIVED or definition is None or not definition.people:
        return text
    printed = figure in shown or (owner == subject and code in whole)
    return text if printed else WITHHELD
