"""The close of one partition: the functions that score one officer, over one province's week, month or year.

A partition reads its own rows and returns its own columns; nothing passes between partitions. So it may run in this
process, in several, or on other machines (`actions.spark`), and the numbers are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from thidua.actions.scale.books import Books
from thidua.core.number import Int64
from thidua.core.period import Period
from thidua.core.problem import Refused, errors
from thidua.core.score.engine import roll_up, score
from thidua.core.score.ledger import Cells, cells, figures_of
from thidua.core.score.methods import figure_of
from thidua.core.score.rows import columns
from thidua.core.score.scheme import Scheme
from thidua.core.score.table import Parts, Scored
from thidua.core.standing import stand
from thidua.store.vault.parted import PartFile, read_part

Bool = NDArray[np.bool_]
Columns = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Result:
    """One province in one period: what the periods above are made of."""

    period: Period
    total: Int64
    complete: Bool
    classes: Int64
    vetoed: Bool


def close_week(books: Books, week: Period, province: str) -> tuple[Result, dict[str, Columns]]:
    """Score one province's week from its ledger: its result, and the tables `lines` and `standing`.

    Raises:
        Refused: "ledger.refused" with every reversal that takes nothing back; as `Books.entries`.
    """
    scheme, _ = books.scheme_of(week)
    figures = columns(scheme)
    table, problems = figures_of(week, books.roster(province).roster, figures, books.entries(week, province))
    if found := errors(problems):
        raise Refused("ledger.refused", found, period=week.code, province=province, count=len(found))
    scored = score(scheme, table)
    working = cells(table, scored, figure_columns(scheme, figures, scored))
    return result_of(scored), {"lines": lines_of(working), "standing": standing_of(scored)}


def figure_columns(scheme: Scheme, figures: Sequence[str], scored: Scored) -> tuple[int, ...]:
    """For each criterion of `scored`, the column of the figure that makes its points."""
    at = {code: index for index, code in enumerate(figures)}
    method = {criterion.code: criterion.method for form in scheme.forms for criterion in form.criteria}
    return tuple(at[figure_of(method[code])] for code in scored.criteria)


def close_roll_up(
    books: Books, period: Period, province: str, parts: Sequence[Result]
) -> tuple[Result, dict[str, Columns]]:
    """A month or a year of one province from its closed parts: its result, `standing`, and `quotas` if any."""
    scheme, _ = books.scheme_of(period)
    roster = books.roster(province).roster
    given = Parts(
        tuple(part.period for part in parts),
        roster.subjects,
        np.stack([part.complete for part in parts]).T,
        np.stack([part.total for part in parts]).T,
        np.stack([part.classes for part in parts]).T,
    )
    scored = roll_up(scheme, period.kind, period, given, roster.forms, roster.groups)
    tables = {"standing": standing_of(scored)}
    if any(quota.level == period.kind for quota in scheme.quotas):
        tables["quotas"] = _quotas(scheme, scored)
    return result_of(scored), tables


def result_of(scored: Scored) -> Result:
    return Result(scored.period, scored.total, scored.complete, scored.classes, scored.veto >= 0)


def stored(
    books: Books, period: Period, province: str, files: Mapping[str, PartFile], within: Path | None = None
) -> Result:
    """A closed partition as the vault has it, or as it lies `within` another folder."""
    wanted = ["total", "complete", "class", "veto"]
    index = books.provinces.index(province)
    read = read_part(within or books.bundles, files, "standing", province, index, wanted)
    return Result(period, read["total"], read["complete"], read["class"].astype(np.int64), read["veto"] >= 0)


# --- Columns ----------------------------------------------------------------------------------------------


def lines_of(working: Cells) -> Columns:
    return {
        "subject": working.subject,
        "criterion": working.criterion,
        "value": working.value,
        "raw": working.raw,
        "points": working.points,
        "flags": working.flags,
    }


def standing_of(scored: Scored) -> Columns:
    found: Columns = {
        "subject": np.arange(len(scored.subjects), dtype=np.int32),
        "total": scored.total,
        "complete": scored.complete,
        "class": scored.classes.astype(np.int8),
        "class_rule": scored.class_rule.astype(np.int16),
        "veto": scored.veto.astype(np.int16),
        "cap": scored.cap.astype(np.int16),
    }
    for at, code in enumerate(scored.group_codes):
        found[f"points.{code}"] = np.ascontiguousarray(scored.group_points[:, at])
    return found


def _quotas(scheme: Scheme, scored: Scored) -> Columns:
    rows = [
        (of.quota, of.group, of.headcount, of.eligible, limit.class_code, limit.allowed, limit.actual)
        for of in stand(scheme, scored).quotas
        for limit in of.limits
    ]
    names = ("quota", "group", "headcount", "eligible", "class", "allowed", "actual")
    text = {"quota", "group", "class"}
    return {
        name: np.array([row[at] for row in rows], dtype=object if name in text else np.int64)
        for at, name in enumerate(names)
    }
