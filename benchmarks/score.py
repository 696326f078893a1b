"""How long does scoring take: one officer's week, a ministry's week in one call, and "what would have changed it"?

Run: uv run python benchmarks/score.py [subjects]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests import naive
from tests.core.score import worlds
from tests.core.score.build import criterion, group, scheme
from thidua.core.nudge import nudges
from thidua.core.period import Period
from thidua.core.score.engine import score
from thidua.core.score.lines import lines
from thidua.core.score.scheme import (
    Criterion,
    Empty,
    Events,
    FigureKind,
    FigureUse,
    NotApplicable,
    Relative,
    Scheme,
    Share,
    YesNo,
)
from thidua.core.score.table import FigureTable
from thidua.core.standing import stand


def regulation() -> Scheme:
    """Fifteen criteria in three groups over the figures that `worlds` generates."""
    methods = (Events("dem-1", 500), Share("ty-le-1", empty=Empty.ZERO), Events("dem-2", 250),
               YesNo("co-khong", 5000), Share("ty-le-2", empty=Empty.FULL))  # fmt: skip
    groups = (
        group(
            f"nhom-{g}",
            *(
                criterion(f"c{g}-{i}", method, 5, not_applicable=NotApplicable.RESCALE)
                for i, method in enumerate(methods)
            ),
        )
        for g in range(3)
    )
    return scheme(*groups, form={"code": "bieu"}, figures=worlds.scheme(0).figures)


def among_leaders() -> Scheme:
    """The same with what counts measured against the leader of each group."""
    rules = regulation()
    form = rules.forms[0]

    def measured(criterion: Criterion) -> Criterion:
        method = criterion.method
        return replace(criterion, method=Relative(method.figure)) if isinstance(method, Events) else criterion

    groups = tuple(replace(g, criteria=tuple(map(measured, g.criteria))) for g in form.groups)
    return replace(rules, forms=(replace(form, groups=groups),))


def cluster() -> tuple[Scheme, FigureTable]:
    """One cluster of 130 units under fifteen criteria, each on a figure of its own."""
    size, rng = 130, np.random.default_rng(1)
    codes = tuple(f"so-{i:02d}" for i in range(15))
    criteria = [criterion(code, Share(code, of_target=True), 6) for code in codes]
    uses = tuple(FigureUse(code, code, FigureKind.COUNT) for code in codes)
    shape = (size, len(codes))
    table = FigureTable(
        Period.parse("2025-W09"), tuple(f"dv-{i:03d}" for i in range(size)), ("bieu",) * size, ("cum",) * size,
        codes, np.ones(shape, np.int8), rng.integers(0, 30, shape) * 1000, np.full(shape, 1000, np.int64),
        np.full(shape, 20_000, np.int64),
    )  # fmt: skip
    return scheme(group("nhom", *criteria), figures=uses), table


CLUSTER, ASKED = cluster(), range(0, 130, 13)


def nudge_all() -> None:
    rules, table = CLUSTER
    for row in ASKED:
        nudges(rules, table, table.subjects[row])


def seconds(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    rules = regulation()
    # Everything present except one cell in twenty thousand: a real week, not a list of problems.
    one, many = worlds.table(rules, 1, 1, whole=1), worlds.table(rules, 1, size, whole=0.999_95)
    sample = min(size, 3000)
    alone = seconds(lambda: score(rules, one), 200)
    batch = seconds(lambda: score(rules, many), 3)
    scored = score(rules, many)
    by_hand = seconds(
        lambda: [naive.score_one(rules, "bieu", worlds.figures_of(many, i)) for i in range(sample)], 1
    )
    by_hand *= size / sample
    placing = seconds(lambda: stand(rules, scored, many), 3)
    keeping = seconds(lambda: lines(rules, many, scored), 1)
    nudged = seconds(nudge_all, 5) / len(ASKED)
    relative = seconds(lambda: score(among_leaders(), many), 3)
    print(f"{'what':<44}{'time':>12}{'against the engine':>22}")
    print(f"{'one subject, warm (goal: 2 ms)':<44}{alone * 1000:>9.2f} ms{'':>22}")
    print(f"{'what would have changed it, of 130 (goal: 50)':<44}{nudged * 1000:>9.2f} ms{'':>22}")
    for what, taken in (
        (f"{size:,} subjects × 15 criteria, one call", batch),
        ("the same, measured against group leaders", relative),
        ("places inside their groups", placing),
        ("lines of the working", keeping),
        (f"plain Python loop (from {sample:,} subjects)", by_hand),
    ):
        print(f"{what:<44}{taken:>10.2f} s{taken / batch:>21.1f}×")


if __name__ == "__main__":
    main()
