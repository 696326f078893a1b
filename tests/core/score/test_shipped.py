"""The shipped regulations, loaded from their text, against the naive evaluator: thousands of subjects each."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive_standing
from tests.core.score import worlds
from tests.core.score.test_against_naive import assert_rolled_up, assert_same
from tests.core.score.test_lines import assert_adds_up
from thidua.core.period import Period, PeriodKind
from thidua.core.score.engine import score
from thidua.core.score.scheme import Scheme
from thidua.core.score.table import FigureTable
from thidua.core.standing import stand
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load

seeds = st.integers(0, 2**32 - 1)
SHIPPED = tuple(scheme_codes())


@cache
def shipped(code: str) -> Scheme:
    loaded = load(scheme_text(code), code)
    assert loaded.scheme is not None
    return loaded.scheme


@pytest.mark.parametrize("code", SHIPPED)
@pytest.mark.parametrize("whole", [1.0, 0.98, 0.8])
@settings(max_examples=3, deadline=None)
@given(figures=seeds)
def test_every_point_and_class_is_as_by_hand(code, whole, figures):
    scheme = shipped(code)
    table = worlds.table(scheme, figures, 120, whole=whole)
    assert_same(scheme, table, score(scheme, table))


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("e29-thang", PeriodKind.MONTH),
        ("e29-thang", PeriodKind.YEAR),
        ("vi-an-ninh-to-quoc", PeriodKind.MONTH),
        ("vi-an-ninh-to-quoc", PeriodKind.YEAR),
    ],
)
@settings(max_examples=5, deadline=None)
@given(figures=seeds, number=st.sampled_from([4, 5, 12]))
def test_longer_periods_are_as_by_hand(code, level, figures, number):
    scheme = shipped(code)
    parts = worlds.parts(figures, 400, number, len(scheme.classes))
    lenient = worlds.better_parts(parts, figures)
    assert_rolled_up(scheme, level, parts)
    assert_rolled_up(scheme, level, lenient)


@settings(max_examples=8, deadline=None)
@given(figures=seeds)
def test_quotas_of_e29_are_as_by_hand(figures):
    scheme = shipped("e29-thang")
    rng = np.random.default_rng(figures)
    weeks = worlds.better_parts(worlds.parts(figures, 300, 4, len(scheme.classes)), figures)
    month = assert_rolled_up(scheme, PeriodKind.MONTH, weeks)
    forms = tuple(rng.choice(["chien-si", "chi-huy"], p=[0.85, 0.15], size=300).tolist())
    groups = tuple(rng.choice([f"dai-doi-{i}" for i in range(9)], size=300).tolist())
    month = worlds.placed(month, forms, groups)
    own = {(group, "loai-tap-the"): int(rng.integers(1, 5)) * 1000 for group in sorted(set(groups))}
    table = worlds.group_table(month, own)
    standing = stand(scheme, month, table)
    assert standing.problems == ()
    assert len(standing.quotas) == len(scheme.quotas) * len(set(groups))
    codes = [*(name.code for name in scheme.classes), ""]
    quotas = {quota.code: quota for quota in scheme.quotas}
    for result in standing.quotas:
        quota = quotas[result.quota]
        held = [
            codes[int(month.classes[row])]
            for row in range(300)
            if groups[row] == result.group and quota.role in ("", forms[row])
        ]
        amounts = naive_standing.quota_amounts(quota, held, str(own[result.group, "loai-tap-the"] // 1000))
        assert (result.headcount, result.eligible) == (amounts["headcount"], amounts["eligible"])
        assert dict(result.steps) == {step.name: amounts[step.name] for step in quota.steps}
        assert [(limit.class_code, limit.allowed, limit.actual) for limit in result.limits] == [
            (code, amounts[step], held.count(code)) for code, step in quota.limits
        ]


@settings(max_examples=10, deadline=None)
@given(figures=seeds)
def test_places_of_units_are_as_by_hand_and_ties_are_left_to_people(figures):
    scheme = shipped("vi-an-ninh-to-quoc")
    table = worlds.table(scheme, figures, 200, whole=0.99, period=Period.parse("2025-W10"))
    scored = score(scheme, table)
    standing = stand(scheme, scored, table)
    service, drive = (scored.group_codes.index(code) for code in ("phuc-vu", "van-dong"))
    for group in sorted(set(table.groups)):
        rows = [i for i in range(200) if table.groups[i] == group and scored.complete[i]]
        keys = {
            i: [-scored.total[i], -scored.group_points[i, service], -scored.group_points[i, drive]]
            for i in rows
        }
        wrong = {i: worlds.figures_of(table, i)["so-lieu-sai-khi-kiem-tra"] for i in rows}
        for i in rows:  # the last tie-break is a figure: it counts only where nobody in the tie lacks it
            usable = all(wrong[j] not in (None, "n/a") for j in rows if keys[j][:3] == keys[i][:3])
            keys[i] = [*keys[i], wrong[i].number if usable else 0]
        expected = naive_standing.places([(i, tuple(keys[i])) for i in rows])
        assert {i: (int(standing.place[i]), bool(standing.tied[i])) for i in rows} == expected
    assert (standing.place[~scored.complete] == 0).all()


@pytest.mark.parametrize("code", SHIPPED)
@settings(max_examples=3, deadline=None)
@given(figures=seeds)
def test_every_total_adds_up_from_its_own_working(code, figures):
    scheme = shipped(code)
    assert_adds_up(scheme, worlds.table(scheme, figures, 40))


def test_officers_are_never_given_places():
    scheme = shipped("hai-phong-212-2025")
    table: FigureTable = worlds.table(scheme, 7, 100, whole=1)
    standing = stand(scheme, score(scheme, table), table)
    assert not standing.place.any()
    assert not standing.tied.any()
