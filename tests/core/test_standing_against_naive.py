"""Places, ties and quotas against the naive evaluator, over generated regulations and figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive_standing
from tests.core.score import worlds
from tests.core.score.regulations import CLASSES
from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.engine import score
from thidua.core.score.scheme import Quota, QuotaStep, Scheme, TieBreak
from thidua.core.standing import Standing, stand

seeds = st.integers(0, 2**32 - 1)
GROUPS = ("khoi-1", "khoi-2", "khoi-3")


def quota(rng: Random) -> Quota:
    """Nested amounts on everything that may be a base, each perhaps less the ones before it."""
    bases = ["headcount", "eligible", "group-figure:bien-che", *(f"class:{code}" for code in CLASSES)]
    steps: list[QuotaStep] = []
    for index in range(rng.randint(1, 4)):
        before = [step.name for step in steps]
        shares = [Fraction(79, 100), Fraction(1, 2), Fraction(1, 5), Fraction(2, 3)]
        keys = rng.choice([("",), ("1", "2"), ("1", "2", "3")])
        steps.append(
            QuotaStep(
                f"buoc-{index}",
                rng.choice([*bases, *before]),
                tuple((key, rng.choice(shares)) for key in keys) if rng.random() < 0.7 else (),
                tuple(rng.sample(before, rng.randint(0, len(before)))) if rng.random() < 0.4 else (),
                rng.choice(list(Rounding)),
                fixed=rng.randint(0, 5) if rng.random() < 0.2 else None,
            )
        )
    excluded = tuple(rng.sample(CLASSES, rng.randint(0, 2)))
    own, limits = rng.choice(["", "loai-tap-the"]), tuple((code, steps[-1].name) for code in CLASSES[:2])
    if not own:  # without the collective's class only a share that is the same for all
        steps = [replace(s, percents=(("", Fraction(1, 3)),) if s.percents else ()) for s in steps]
    role, exempt = rng.choice(["", "bieu-0"]), rng.choice(["", "mien"])
    return Quota("dm", "Định mức", "Điều 6", PeriodKind.WEEK, excluded, own, tuple(steps), limits, role,
                 exempt_figure=exempt)  # fmt: skip


def reported(rng: Random) -> dict[tuple[str, str], int]:
    """Figures of the groups as a whole; some are missing."""
    found = {(g, "loai-tap-the"): rng.randint(1, 4) * 1000 for g in GROUPS if rng.random() < 0.9}
    found |= {(g, "bien-che"): rng.randint(0, 40) * 1000 for g in GROUPS if rng.random() < 0.9}
    return found | {(g, "mien"): rng.choice([0, 1000]) for g in GROUPS if rng.random() < 0.5}


@settings(max_examples=80, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_any_quota_is_counted_as_by_hand(regulation, figures):
    rng = Random(regulation)
    scheme = replace(worlds.scheme(regulation), quotas=(quota(rng),))
    table = replace(worlds.table(scheme, figures, 40, whole=0.97), group_figures=reported(rng))
    scored = score(scheme, table)
    standing = stand(scheme, scored, table)
    codes = [*(name.code for name in scheme.classes), ""]
    missing = {problem.values["group"] for problem in standing.problems}
    for result in standing.quotas:
        rows = [i for i, group in enumerate(table.groups) if group == result.group]
        held = [codes[scored.classes[i]] for i in rows if scheme.quotas[0].role in ("", table.forms[i])]
        expected = by_hand(scheme.quotas[0], result.group, held, table.group_figures)
        assert result.exempt == (expected == "exempt")
        assert (result.group in missing) == (expected == "missing")
        if isinstance(expected, str):
            assert (result.steps, result.limits) == ((), ())
            continue
        assert dict(result.steps) == {step.name: expected[step.name] for step in scheme.quotas[0].steps}
        assert [(limit.allowed, limit.actual) for limit in result.limits] == [
            (expected[step], held.count(code)) for code, step in scheme.quotas[0].limits
        ]


def by_hand(quota: Quota, group: str, held: list[str], said: dict[tuple[str, str], int]):
    figures = {code: value // 1000 for (of, code), value in said.items() if of == group}
    if quota.exempt_figure and figures.get(quota.exempt_figure):
        return "exempt"
    if quota.collective_class and quota.collective_class not in figures:
        return "missing"
    own = str(figures.get(quota.collective_class, ""))
    for step in quota.steps:
        asked = step.fixed is None
        if asked and step.base == "group-figure:bien-che" and "bien-che" not in figures:
            return "missing"
        if asked and step.percents and not {own, ""} & {key for key, _ in step.percents}:
            return "missing"
    return naive_standing.quota_amounts(quota, held, own, figures)


@settings(max_examples=60, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_any_tie_break_orders_as_by_hand(regulation, figures):
    rng = Random(regulation)
    scheme = worlds.scheme(regulation)
    codes = [*worlds.COUNTS, *worlds.RATIOS, *dict.fromkeys(g.code for f in scheme.forms for g in f.groups)]
    ties = tuple(TieBreak(code, rng.random() < 0.5) for code in rng.sample(codes, rng.randint(0, 3)))
    scheme = replace(scheme, tie_breaks=ties, places=0)
    table = worlds.table(scheme, figures, 40, whole=0.98)
    assert_placed(scheme, table, stand(scheme, score(scheme, table), table))


def assert_placed(scheme: Scheme, table, standing: Standing) -> None:
    scored = standing.scored
    for group in GROUPS:
        rows = [i for i in range(40) if table.groups[i] == group and scored.complete[i]]
        keys: dict[int, list] = {i: [-scored.total[i]] for i in rows}
        for tie_break in scheme.tie_breaks:
            values = {i: tie_value(scheme, table, scored, tie_break.of, i) for i in rows}
            sign = -1 if tie_break.highest_first else 1
            before = {i: list(keys[i]) for i in rows}
            for i in rows:
                usable = all(values[j] is not None for j in rows if before[j] == before[i])
                keys[i].append(sign * values[i] if usable else 0)
        expected = naive_standing.places([(i, tuple(keys[i])) for i in rows])
        assert {i: (int(standing.place[i]), bool(standing.tied[i])) for i in rows} == expected
    assert (standing.place[~scored.complete] == 0).all()


def tie_value(scheme: Scheme, table, scored, code: str, row: int):
    """A figure's value, or the points of a group; None where the subject has neither."""
    if code in table.figures:
        value = worlds.figures_of(table, row)[code]
        return None if value in (None, "n/a") else value.number
    having = any(g.code == code for g in scheme.form(table.forms[row]).groups)
    return int(scored.group_points[row, scored.group_codes.index(code)]) if having else None
