"""From the columns of a bundle to its standing: the one computation that closing and verifying share.

No Django and no database here. A close reads the database into these columns and writes both into the vault;
the verifier reads the columns from the vault. Whatever the columns do not say cannot influence the result.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.score.engine import roll_up, score
from thidua.core.score.lines import lines
from thidua.core.score.rows import columns
from thidua.core.score.scheme import Scheme
from thidua.core.score.table import FigureTable, Parts, Scored
from thidua.core.standing import Standing, stand

Columns = Mapping[str, Any]  # name → list of text, or int64 or bool array; all of one length

SUBJECTS = ("subject", "name", "form", "group", "group_name")
VALUES = ("state", "numerator", "denominator", "target")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a close is made of.

    Attributes:
        subjects: columns `SUBJECTS`, one row per subject, in the order of the standing's rows.
        inputs: subject, of_group (the subject is a group and the figure its own), figure, `VALUES` in thousandths;
            further columns say where a value comes from and are not computed with.
        parts: subject, period, present, total, class of the sub-periods; None unless this is a roll-up.
    """

    period: Period
    subjects: Columns
    inputs: Columns
    parts: Columns | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """A standing, and the tables and texts that go into the bundle beside the inputs."""

    standing: Standing
    tables: dict[str, dict[str, Any]]
    texts: dict[str, str]


def compute(scheme: Scheme, given: Inputs) -> Computed:
    """Score or roll up, put in order, and lay out."""
    table = table_of(scheme, given)
    if given.parts is None:
        scored = score(scheme, table)
        standing = stand(scheme, scored, table)
        working = lines(scheme, table, scored)
    else:
        parts = parts_of(scheme, given)
        scored = roll_up(scheme, given.period.kind, given.period, parts, table.forms, table.groups)
        standing = stand(scheme, scored, table)
        working = lines(scheme, None, scored, parts)
    return Computed(
        standing=standing,
        tables={"standing": _standing(scheme, standing), "lines": dict(working)},
        texts={"proposals.json": _proposals(standing)},
    )


def table_of(scheme: Scheme, given: Inputs) -> FigureTable:
    """The figures as the engine wants them; a figure that the scheme does not read is left aside."""
    subjects = tuple(given.subjects["subject"])
    figures = columns(scheme) if given.parts is None else ()
    row_of = {subject: row for row, subject in enumerate(subjects)}
    column_of = {figure: column for column, figure in enumerate(figures)}
    shape = len(subjects), len(figures)
    state = np.zeros(shape, np.int8)
    numerator, target = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    denominator = np.full(shape, MILLI, np.int64)

    of_group = np.asarray(given.inputs["of_group"], np.bool_)
    rows = np.array([row_of.get(subject, -1) for subject in given.inputs["subject"]], np.int64)
    cols = np.array([column_of.get(figure, -1) for figure in given.inputs["figure"]], np.int64)
    used = ~of_group & (rows >= 0) & (cols >= 0)
    at = rows[used], cols[used]
    for array, name in (
        (state, "state"),
        (numerator, "numerator"),
        (denominator, "denominator"),
        (target, "target"),
    ):
        array[at] = np.asarray(given.inputs[name], np.int64)[used]
    groups = {
        (given.inputs["subject"][row], given.inputs["figure"][row]): int(given.inputs["numerator"][row])
        for row in np.flatnonzero(of_group).tolist()
    }
    return FigureTable(
        given.period,
        subjects,
        tuple(given.subjects["form"]),
        tuple(given.subjects["group"]),
        figures,
        state,
        numerator,
        denominator,
        target,
        groups,
    )


def parts_of(scheme: Scheme, given: Inputs) -> Parts:
    """The sub-periods' results, one column per sub-period that has any row."""
    assert given.parts is not None
    subjects = tuple(given.subjects["subject"])
    codes = sorted(set(given.parts["period"]), key=lambda code: Period.parse(code).start)
    row_of = {subject: row for row, subject in enumerate(subjects)}
    column_of = {code: column for column, code in enumerate(codes)}
    classes = {name.code: index for index, name in enumerate(scheme.classes)}
    shape = len(subjects), len(codes)
    present, total = np.zeros(shape, np.bool_), np.zeros(shape, np.int64)
    level = np.full(shape, -1, np.int64)
    rows = zip(
        *(given.parts[name] for name in ("subject", "period", "present", "total", "class")), strict=True
    )
    for subject, period, was_present, points, code in rows:
        if subject in row_of:
            at = row_of[subject], column_of[period]
            present[at], total[at], level[at] = was_present, points, classes.get(code, -1)
    return Parts(tuple(Period.parse(code) for code in codes), subjects, present, total, level)


def _standing(scheme: Scheme, standing: Standing) -> dict[str, Any]:
    scored: Scored = standing.scored
    codes = [*(name.code for name in scheme.classes), ""]
    return {
        "subject": list(scored.subjects),
        "group": list(scored.groups),
        "form": list(scored.forms),
        "total": scored.total,
        "complete": scored.complete,
        "class": [codes[index] for index in scored.classes.tolist()],
        "class_rule": scored.class_rule,
        "veto": scored.veto,
        "cap": scored.cap,
        "place": standing.place,
        "tied": standing.tied,
    }


def _proposals(standing: Standing) -> str:
    """Quotas and proposed distinctions; people decide, so nothing here is an award."""
    value = {
        "quotas": [asdict(quota) for quota in standing.quotas],
        "distinctions": [asdict(distinction) for distinction in standing.distinctions],
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def part_rows(period: str, standing: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, bool, int, str]]:
    """Rows of `Inputs.parts` made from the standing of a closed sub-period."""
    return [(r["subject"], period, r["complete"], r["total"], r["class"]) for r in standing]
