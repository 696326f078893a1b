"""The impact sheet of a regulation, on past figures or on worlds drawn from it; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from thidua.actions.score import scheme_named
from thidua.core.lab.effect import Sheet
from thidua.core.lab.sheet import WORLDS, Progress, impact_sheet
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, errors
from thidua.core.score.rows import columns, to_table
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.core.score.table import FigureTable
from thidua.office.figures_file import read_figures
from thidua.rules import catalogue
from thidua.rules.scheme import load


@dataclass(frozen=True, slots=True)
class LabSheet:
    """The sheet with its scheme, and what was odd in the figures (the sheet leaves those subjects out)."""

    scheme: Scheme
    sheet: Sheet
    problems: tuple[Problem, ...] = ()


def lab_sheet(
    *,
    scheme: str,
    figures: Path | None = None,
    period: str = "",
    form: str = "",
    seed: int = 1,
    worlds: int = WORLDS,
    progress: Progress | None = None,
) -> LabSheet:
    """The sheet of a packaged regulation or a draft in a file.

    Args:
        scheme: code of a packaged regulation, or the path of a .yaml file.
        figures: a file of past figures; None draws worlds from the regulation.
        period: which period of the file; "" is the last one of the regulation's level.

    Raises:
        Refused: unknown or faulty regulation, form or period, or a file with problems (all of them).
        OSError: a file cannot be read.
    """
    rule = scheme_named(scheme)
    _check_form(rule, form)
    data, problems = _past(rule, figures, period) if figures is not None else (None, [])
    sheet = impact_sheet(
        rule, form=form, data=data, others=_others(rule), seed=seed, worlds=worlds, progress=progress
    )
    _refuse_nobody(rule, sheet)
    return LabSheet(rule, sheet, tuple(problems))


@lru_cache(maxsize=16)
def lab_scheme(scheme: Scheme, form: str = "", seed: int = 1, worlds: int = WORLDS) -> LabSheet:
    """The sheet of a regulation on drawn worlds; kept in memory, since the same question has one answer.

    Raises:
        Refused: "lab.form-unknown".
    """
    _check_form(scheme, form)
    return LabSheet(scheme, impact_sheet(scheme, form=form, others=_others(scheme), seed=seed, worlds=worlds))


def lab_movement(
    *,
    scheme: Scheme,
    movement: str,
    period: str,
    form: str = "",
    seed: int = 1,
    worlds: int = WORLDS,
    progress: Progress | None = None,
) -> LabSheet:
    """The sheet of a regulation on the figures that a movement holds for a period.

    Whoever calls has made sure that the figures may be seen.

    Raises:
        Refused: also "movement.unknown", "period.unknown"; officers are never drawn from ("lab.officers").
    """
    from thidua.actions.standing_input import figures_table
    from thidua.store.models import Movement

    _check_form(scheme, form)
    if scheme.subject is SubjectKind.OFFICER:
        raise Refused("lab.officers", title=scheme.title)
    found = Movement.objects.filter(code=movement).first()
    if found is None:
        raise Refused("movement.unknown", movement=movement)
    data = _fitted(scheme, form, figures_table(found, _span(period)))
    sheet = impact_sheet(
        scheme, form=form, data=data, others=_others(scheme), seed=seed, worlds=worlds, progress=progress
    )
    _refuse_nobody(scheme, sheet)
    return LabSheet(scheme, sheet)


def _fitted(scheme: Scheme, form: str, table: FigureTable) -> FigureTable:
    """A movement's figures as another regulation would read them: by code, all by one form if theirs is unknown."""
    names = columns(scheme)
    known = {f.code for f in scheme.forms}
    chosen = form or next((f.code for f in scheme.forms if f.criteria), scheme.forms[0].code)
    at = [table.column(name) for name in names]
    shape = (len(table.subjects), len(names))
    state = np.zeros(shape, dtype=np.int8)
    numerator, denominator, target = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    denominator += MILLI
    for here, there in enumerate(at):
        if there >= 0:
            state[:, here], numerator[:, here] = table.state[:, there], table.numerator[:, there]
            denominator[:, here], target[:, here] = table.denominator[:, there], table.target[:, there]
    return replace(
        table,
        forms=tuple(code if code in known else chosen for code in table.forms),
        figures=names,
        state=state,
        numerator=numerator,
        denominator=denominator,
        target=target,
    )


def _refuse_nobody(scheme: Scheme, sheet: Sheet) -> None:
    if not sheet.units and scheme.form(sheet.form).criteria:
        raise Refused("lab.nobody-complete", title=scheme.title)


def _check_form(rule: Scheme, form: str) -> None:
    known = [f.code for f in rule.forms]
    if form and form not in known:
        raise Refused("lab.form-unknown", form=form, known=", ".join(known))


def _past(rule: Scheme, figures: Path, period: str) -> tuple[FigureTable, list[Problem]]:
    """One period of the file as a table.

    Raises:
        Refused: "lab.officers", "score.figures-faulty", "score.no-scored-period".
    """
    if rule.subject is SubjectKind.OFFICER:
        raise Refused("lab.officers", title=rule.title)
    rows, problems = read_figures(figures)
    if errors(problems):
        raise Refused("score.figures-faulty", problems, file=figures.name)
    held = sorted({Period.parse(row.period) for row in rows})
    wanted = [span for span in held if span.kind is rule.period]
    if period:
        wanted = [span for span in wanted if span == _span(period)]
    if not wanted:
        codes = ", ".join(span.code for span in held)
        raise Refused("score.no-scored-period", level=rule.period, periods=codes or "–")
    table, more = to_table(rows, rule, wanted[-1])
    if errors(more):
        raise Refused("score.figures-faulty", [*problems, *more], file=figures.name)
    return table, [*problems, *more]


def _span(period: str) -> Period:
    try:
        return Period.parse(period)
    except ValueError as fault:
        raise Refused("period.unknown", period=period) from fault


def _others(rule: Scheme) -> Sequence[Scheme]:
    """The packaged regulations that may reward the same results."""
    loaded = (load(catalogue.scheme_text(code), code).scheme for code in catalogue.scheme_codes())
    return [other for other in loaded if other is not None and other.code != rule.code]
