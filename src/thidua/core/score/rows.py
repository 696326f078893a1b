"""Figures as rows, from a file, a form or the database, and the one way to make a table of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import NOWHERE, Problem, Where, problem
from thidua.core.score.mark import marks_of
from thidua.core.score.scheme import FigureKind, FigureUse, Mark, Scheme
from thidua.core.score.table import FigureTable, State

FORM = "form"  # reserved figure code: its value is the form a subject is scored by
GROUP = "group"  # reserved figure code: its value is the group a subject is compared in


class Written(StrEnum):
    """How a value was written; a ratio of 1/1 is not the number 1."""

    NUMBER = "number"
    RATIO = "ratio"
    PERCENT = "percent"
    YES_NO = "yes-no"
    CLASS = "class"
    CODE = "code"  # the value of a `form` or `group` row, in `text`
    NOT_APPLICABLE = "not-applicable"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One subject's one figure in one period, in thousandths.

    Attributes:
        target: thousandths, 0 where none was given.
        text: the value as written; for `form` and `group` the code.
        unit: words written after the number, "" if none.
    """

    subject: str
    figure: str
    period: str
    state: State = State.PRESENT
    numerator: int = 0
    denominator: int = MILLI
    target: int = 0
    evidence: str = ""
    text: str = ""
    written: Written = Written.NUMBER
    unit: str = ""
    where: Where = NOWHERE


_TAKES = {
    FigureKind.COUNT: (Written.NUMBER,),
    FigureKind.AMOUNT: (Written.NUMBER,),
    FigureKind.RATIO: (Written.RATIO,),
    FigureKind.YES_NO: (Written.YES_NO, Written.NUMBER),
    FigureKind.MARK: (Written.NUMBER,),
    FigureKind.CLASS: (Written.CLASS, Written.NUMBER),
}
_REFUSAL = {
    FigureKind.RATIO: "figure.ratio-without-parts",
    FigureKind.YES_NO: "figure.not-yes-no",
    FigureKind.CLASS: "figure.not-a-class",
    FigureKind.MARK: "figure.not-a-number",
}


def columns(scheme: Scheme) -> tuple[str, ...]:
    """Figure columns of the scheme's tables in order; a mark has one column per assessor, "code@assessor"."""
    marks: dict[str, list[str]] = {}
    for form in scheme.forms:
        for criterion in form.criteria:
            if isinstance(criterion.method, Mark):
                asked = marks.setdefault(criterion.method.figure, [])
                asked += [name for name in marks_of(criterion.method) if name not in asked]
    found: list[str] = []
    for use in scheme.figures:
        if use.code in marks:
            found += marks[use.code]
        elif use.code not in scheme.group_figures or _scored(scheme, use.code):
            found.append(use.code)
    return tuple(found)


def _scored(scheme: Scheme, code: str) -> bool:
    """A collective's class is a figure of the group, unless some form also scores it of its members."""
    return any(getattr(c.method, "figure", "") == code for form in scheme.forms for c in form.criteria)


def to_table(rows: Iterable[FigureRow], scheme: Scheme, period: Period) -> tuple[FigureTable, list[Problem]]:
    """The period's figures as the engine wants them. Rows of other periods are left aside.

    A subject needs no `form` row when the scheme has a single form; without a `group` row its group is "". Both
    may also be said for a longer period that this one belongs to: the shortest one holds. Subjects keep the
    order in which they first appear.
    """
    rows = list(rows)
    held = [row for row in rows if row.period == period.code]
    problems: list[Problem] = [] if held else [problem("figure.no-rows", period=period.code)]
    names = columns(scheme)
    collective = scheme.group_figures - set(names)
    group_figures = {(r.subject, r.figure): r.numerator for r in held if r.figure in collective}
    forms, groups = _said(rows, FORM, period), _said(rows, GROUP, period)
    own = [r for r in held if r.figure not in collective]
    subjects = tuple(dict.fromkeys(r.subject for r in own))
    row_of = {subject: index for index, subject in enumerate(subjects)}
    table = FigureTable(
        period,
        subjects,
        _forms(own, forms, scheme, problems),
        tuple(groups[s].text if s in groups else "" for s in subjects),
        names,
        np.zeros((len(subjects), len(names)), np.int8),
        np.zeros((len(subjects), len(names)), np.int64),
        np.full((len(subjects), len(names)), MILLI, np.int64),
        np.zeros((len(subjects), len(names)), np.int64),
        group_figures,
    )
    uses = {name: _use(scheme, name) for name in names}
    at = {name: index for index, name in enumerate(names)}
    for row in own:
        if row.figure in (FORM, GROUP):
            continue
        column = at.get(row.figure)
        if column is None:
            near = suggestion(row.figure, names)
            problems.append(problem("figure.not-in-scheme", row.where, figure=row.figure, suggestion=near))
            continue
        fault = _fault(row, uses[row.figure])
        if fault is not None:
            problems.append(fault)
            continue
        index = row_of[row.subject]
        table.state[index, column] = row.state
        table.numerator[index, column] = row.numerator
        table.denominator[index, column] = row.denominator
        table.target[index, column] = row.target
    return table, problems


def _said(rows: Iterable[FigureRow], figure: str, period: Period) -> dict[str, FigureRow]:
    """Subject → the `form` or `group` row that holds in this period."""
    found: dict[str, tuple[int, FigureRow]] = {}
    for row in rows:
        if row.figure != figure:
            continue
        span = Period.parse(row.period)
        if span != period and (span.days <= period.days or period.within(span.kind) != span):
            continue
        if row.subject not in found or span.days < found[row.subject][0]:
            found[row.subject] = (span.days, row)
    return {subject: row for subject, (_, row) in found.items()}


def _forms(
    rows: Iterable[FigureRow], given: dict[str, FigureRow], scheme: Scheme, problems: list[Problem]
) -> tuple[str, ...]:
    first: dict[str, FigureRow] = {}
    for row_ in rows:
        first.setdefault(row_.subject, row_)
    codes = [form.code for form in scheme.forms]
    known = ", ".join(codes)
    found = []
    for subject, at in first.items():
        row = given.get(subject)
        if row is None and len(codes) != 1:
            problems.append(problem("figure.form-missing", at.where, subject=subject, known=known))
        elif row is not None and row.text not in codes:
            problems.append(problem("figure.form-unknown", row.where, form=row.text, known=known))
        found.append(row.text if row is not None and row.text in codes else codes[0])
    return tuple(found)


def _use(scheme: Scheme, name: str) -> FigureUse:
    code = name.partition("@")[0]
    return next(u for u in scheme.figures if u.code == code)


def suggestion(text: str, known: Iterable[str]) -> str:
    """ " (→ …?)" with the nearest known word, or ""."""
    near = difflib.get_close_matches(text, list(known), 1)
    return f" (→ {near[0]}?)" if near else ""


def _fault(row: FigureRow, use: FigureUse) -> Problem | None:
    if row.state is not State.PRESENT:
        return None
    if row.written not in _TAKES[use.kind]:
        return problem(
            _REFUSAL.get(use.kind, "figure.not-a-ratio"), row.where, figure=use.title, value=row.text
        )
    if row.unit and use.unit and row.unit.casefold() != use.unit.casefold():
        return problem("figure.unit-differs", row.where, figure=use.title, unit=use.unit, written=row.unit)
    bad: tuple[tuple[bool, str], ...] = (
        (row.denominator <= 0, "figure.denominator-zero"),
        (use.kind is FigureKind.YES_NO and row.numerator not in (0, MILLI), "figure.not-yes-no"),
        (
            use.kind is FigureKind.CLASS and (row.numerator < 0 or row.numerator % MILLI != 0),
            "figure.not-a-class",
        ),
        (use.kind is not FigureKind.MARK and row.numerator < 0, "figure.negative"),
    )
    for wrong, code in bad:
        if wrong:
            return problem(code, row.where, figure=use.title, value=row.text)
    return None


def check_subjects(rows: Iterable[FigureRow], known: Iterable[str]) -> list[Problem]:
    """Subjects that nobody knows, each once, at its first row, with the nearest known code."""
    codes = set(known)
    first: dict[str, FigureRow] = {}
    for row in rows:
        if row.subject not in codes:
            first.setdefault(row.subject, row)
    return [
        problem("figure.subject-unknown", r.where, subject=s, suggestion=suggestion(s, codes))
        for s, r in first.items()
    ]
