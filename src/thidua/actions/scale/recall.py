"""Reading a large close back: why one officer has a point, and whether everything computes to the same again.

From the vault alone: roster, figures and scheme text lie beside the results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc

from thidua.actions.scale.part import Columns, figure_columns, lines_of, standing_of
from thidua.actions.scale.shelf import SCHEME
from thidua.core.number import MILLI
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Refused, problem
from thidua.core.score.engine import roll_up, score
from thidua.core.score.explain import Working, explain
from thidua.core.score.ledger import cells
from thidua.core.score.lines import lines
from thidua.core.score.methods import figure_of
from thidua.core.score.rows import columns
from thidua.core.score.scheme import Scheme
from thidua.core.score.table import FigureTable, Parts, Scored, State
from thidua.rules.scheme import load
from thidua.store.vault.parted import (
    PartedManifest,
    arrays,
    check_parted,
    last_of,
    latest,
    part_table,
    read_part,
)

LINES = ("criterion", "value", "raw", "points", "flags")


@dataclass(frozen=True, slots=True)
class Why:
    """One officer's week: the working, and the total in thousandths as it was closed."""

    working: Working
    total: int


def why(bundles: Path, week: Period, province: str, subject: str) -> Why:
    """The working of one officer's closed week.

    The stored figures are scored by the engine again, and every stored number must come out: what is shown is what
    was closed.

    Raises:
        Refused: "period.not-opened"; "figure.subject-unknown"; "vault.result-differs".
    """
    manifest = last_of(bundles, week.code)
    if manifest is None:
        raise Refused("period.not-opened", period=week.code, movement=bundles.name)
    scheme = scheme_of(bundles, manifest)
    index = _index(bundles, manifest, province)
    # Filtered as Arrow: only one officer's rows become Python objects.
    roster = part_table(bundles, manifest.files, "subjects", province, index)
    row = pc.index(roster.column("code"), subject).as_py()
    if row < 0:
        raise Refused("figure.subject-unknown", subject=subject, suggestion="")
    mine = arrays(roster.slice(row, 1))
    kept = part_table(bundles, manifest.files, "lines", province, index)
    stored = arrays(kept.filter(pc.equal(kept.column("subject"), row)))
    stored["subject"] = np.zeros_like(stored["subject"])
    table = table_of(scheme, week, mine, stored)
    scored = score(scheme, table)
    standing = read_part(bundles, manifest.files, "standing", province, index, ["total", "class"])
    again = cells(table, scored, figure_columns(scheme, table.figures, scored))
    same = all(np.array_equal(getattr(again, name), stored[name]) for name in LINES)
    if not same or (standing["total"][row], standing["class"][row]) != (scored.total[0], scored.classes[0]):
        raise Refused(
            "vault.result-differs", bundle=f"{bundles.name}/{manifest.folder}", file="lines.parquet"
        )
    rows = lines(scheme, table, scored)
    by_row = [dict(zip(rows, values, strict=True)) for values in zip(*rows.values(), strict=True)]
    return Why(explain(scheme, mine["form"][0], by_row), int(scored.total[0]))


def table_of(
    scheme: Scheme, period: Period, roster: Mapping[str, Any], kept: Mapping[str, Any]
) -> FigureTable:
    """The figures of a province's week, from the lines that were kept of it."""
    figures = columns(scheme)
    at = {figure: index for index, figure in enumerate(figures)}
    criteria = dict.fromkeys(c for form in scheme.forms for c in form.criteria)
    column = np.array([at[figure_of(c.method)] for c in criteria])
    shape = len(figures), len(roster["code"])
    value, state = np.zeros(shape, np.int64), np.zeros(shape, np.int8)
    here = column[kept["criterion"]], kept["subject"]
    value[here], state[here] = kept["value"], State.PRESENT
    return FigureTable(
        period, *(tuple(roster[name].tolist()) for name in ("code", "form", "group")), figures, state.T, value.T,
        np.broadcast_to(np.int64(MILLI), shape).T, np.broadcast_to(np.int64(0), shape).T,
    )  # fmt: skip


def scheme_of(bundles: Path, manifest: PartedManifest) -> Scheme:
    """The regulation that a bundle was closed by.

    Raises:
        Refused: "vault.scheme-faulty".
    """
    text = (bundles / manifest.files[SCHEME].folder / SCHEME).read_text(encoding="utf-8")
    scheme = _load(text)
    if scheme is None:
        raise Refused("vault.scheme-faulty", bundle=f"{bundles.name}/{manifest.folder}", scheme="")
    return scheme


def verify(bundles: Path) -> list[Problem]:
    """Sums and chain, and every week, month and year of every province computed again from the vault alone."""
    problems = check_parted(bundles)
    if problems:
        return problems
    manifests = latest(bundles)
    return [fault for manifest in manifests.values() for fault in _recompute(bundles, manifest, manifests)]


def _recompute(
    bundles: Path, manifest: PartedManifest, manifests: Mapping[str, PartedManifest]
) -> Iterator[Problem]:
    period, scheme = Period.parse(manifest.period), scheme_of(bundles, manifest)
    for index, province in enumerate(manifest.provinces):
        roster = read_part(bundles, manifest.files, "subjects", province, index)
        again: dict[str, Columns]
        if period.kind is PeriodKind.WEEK:
            kept = read_part(bundles, manifest.files, "lines", province, index)
            table = table_of(scheme, period, roster, kept)
            scored = score(scheme, table)
            working = cells(table, scored, figure_columns(scheme, table.figures, scored))
            again = {"lines": lines_of(working), "standing": standing_of(scored)}
        else:
            again = {
                "standing": standing_of(
                    _rolled_up(bundles, period, scheme, province, index, roster, manifests)
                )
            }
        for name, expected in again.items():
            found = read_part(bundles, manifest.files, name, province, index)
            if found.keys() != expected.keys() or any(
                not np.array_equal(found[column], expected[column]) for column in expected
            ):
                bundle = f"{bundles.name}/{manifest.folder}"
                yield problem("vault.result-differs", bundle=bundle, file=f"{name}.parquet ({province})")


def _rolled_up(
    bundles: Path,
    period: Period,
    scheme: Scheme,
    province: str,
    index: int,
    roster: Mapping[str, Any],
    manifests: Mapping[str, PartedManifest],
) -> Scored:
    rule = scheme.roll_up(period.kind)
    assert rule is not None
    parts = period.parts(rule.of)
    read = [read_part(bundles, manifests[part.code].files, "standing", province, index) for part in parts]
    subjects, forms, groups = (tuple(roster[name].tolist()) for name in ("code", "form", "group"))
    given = Parts(
        parts,
        subjects,
        np.stack([part["complete"] for part in read]).T,
        np.stack([part["total"] for part in read]).T,
        np.stack([part["class"].astype(np.int64) for part in read]).T,
    )
    return roll_up(scheme, period.kind, period, given, forms, groups)


def _index(bundles: Path, manifest: PartedManifest, province: str) -> int:
    if province not in manifest.provinces:
        raise Refused("unit.unknown", unit=province)
    return manifest.provinces.index(province)


@lru_cache(maxsize=8)
def _load(text: str) -> Scheme | None:
    return load(text, SCHEME).scheme
