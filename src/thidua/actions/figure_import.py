"""A file of figures into the database: every row, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from thidua.actions.figure import FigureEntry, figures_record
from thidua.core.figure import FigureValue
from thidua.core.problem import Problem, Refused, Severity, errors, problem
from thidua.core.score.rows import FORM, GROUP, FigureRow, check_subjects
from thidua.office.figures_file import read_figures
from thidua.store.access import Viewer
from thidua.store.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Imported:
    """`written` is how many rows are new (or would be, on a dry run); `problems` are questions to look at."""

    rows: int
    written: int
    problems: tuple[Problem, ...]


def figures_import(
    *, by: Viewer, at: datetime, file: Path, reason: str = "", dry_run: bool = False
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
    if errors(found):
        raise Refused("figure.file-refused", found, file=file.name)
    entries, more = _entries(rows)
    found += more
    if errors(found):
        raise Refused("figure.file-refused", found, file=file.name)
    with transaction.atomic():  # rights are asked first, so that nobody learns about units of others
        recorded = figures_record(by=by, at=at, entries=entries, reason=reason)
        transaction.set_rollback(dry_run)
    return Imported(len(rows), len(recorded.figures), (*found, *recorded.warnings))


def _entries(rows: Sequence[FigureRow]) -> tuple[list[FigureEntry], list[Problem]]:
    """Rows with their subjects from the database; unknown subjects are named, each once."""
    codes = {row.subject for row in rows}
    units = Unit.objects.in_bulk(codes, field_name="code")
    people = Person.objects.in_bulk(codes - set(units), field_name="code")
    subjects: dict[str, Unit | Person] = {**units, **people}
    found = check_subjects(rows, _known_codes) if codes - set(subjects) else []
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


def _known_codes() -> list[str]:
    return [
        *Unit.objects.values_list("code", flat=True),
        *Person.objects.values_list("code", flat=True),
    ]
