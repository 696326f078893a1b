"""A file of figures into the database: every row, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from thidua.actions.figure import FigureEntry, figures_check, figures_record
from thidua.actions.figure_check import unheard
from thidua.core.figure import FigureValue
from thidua.core.problem import Problem, Refused, Severity, errors, problem
from thidua.core.score.rows import FORM, GROUP, FigureRow, check_subjects
from thidua.office.figures_file import read_figures
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Person, Unit

PERIODS_MAX = 400  # more than seven years of weeks: not a file of figures but an accident


@dataclass(frozen=True, slots=True)
class Imported:
    """`written` is how many rows are new (or would be, on a dry run); `problems` are questions to look at."""

    rows: int
    written: int
    problems: tuple[Problem, ...]


def figures_import(
    *,
    by: Viewer,
    at: datetime,
    file: Path,
    reason: str = "",
    dry_run: bool = False,
    progress: Callable[[int, int], None] = unheard,
) -> Imported:
    """Read a file in long form and record all of it.

    Args:
        reason: why values that stand already may be replaced; "" allows no replacement.
        dry_run: do everything and take it back.

    Raises:
        Refused: "figure.file-refused" with every problem of the file, each with its cell or line; as
            `figures_record`.
        OSError: the file cannot be read.
    """
    rows, found = read_figures(file)
    entries, more = _entries(by, rows)
    found += more
    if errors(found):  # with what the database objects to in the other rows, where she may see them
        seen = [e for e in entries if isinstance(e.subject, Person) or e.subject.code in by.branch]
        found += figures_check(entries=seen, correcting=bool(reason.strip()))
        found.sort(key=lambda fault: fault.where.line)
        raise Refused("figure.file-refused", found, file=file.name)
    with transaction.atomic():  # rights are asked first, so that nobody learns about units of others
        recorded = figures_record(by=by, at=at, entries=entries, reason=reason, progress=progress)
        transaction.set_rollback(dry_run)
    return Imported(len(rows), len(recorded.figures), (*found, *recorded.warnings))


def _entries(by: Viewer, rows: Sequence[FigureRow]) -> tuple[list[FigureEntry], list[Problem]]:
    """Rows with their subjects from the database; unknown subjects are named, each once.

    An officer of somebody else's unit is unknown here, and only what may be seen is suggested: a file is no way to
    ask who serves where.
    """
    codes = {row.subject for row in rows}
    officers = Person.objects.filter(posts__unit__code__in=by.leads)
    units = Unit.objects.in_bulk(codes, field_name="code")
    people = officers.in_bulk(codes - set(units), field_name="code")
    subjects: dict[str, Unit | Person] = {**units, **people}
    found: list[Problem] = []
    if codes - set(subjects):
        own = [*access.units(by).values_list("code", flat=True), *officers.values_list("code", flat=True)]
        found += check_subjects([row for row in rows if row.subject not in subjects], own)
    if len(periods := {row.period for row in rows}) > PERIODS_MAX:
        found.append(problem("figure.too-many-periods", count=len(periods), limit=PERIODS_MAX))
        return [], found
    for row in rows:
        if row.figure in (FORM, GROUP):
            found.append(problem("figure.file-reserved", row.where, Severity.WARNING, figure=row.figure))
        elif row.target:
            found.append(problem("figure.file-target", row.where, Severity.WARNING, figure=row.figure))
    entries = [
        FigureEntry(
            subjects[row.subject],
            row.figure,
            row.period,
            FigureValue(row.state, row.numerator, row.denominator, where=row.where),
            paper=row.evidence,
        )
        for row in rows
        if row.subject in subjects and row.figure not in (FORM, GROUP)
    ]
    return entries, found
