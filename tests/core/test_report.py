"""The report's way up and down: no walk, however long, reaches what the rules forbid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.report import (
    DRAFT,
    SUBMITTED,
    SUBMITTER,
    Gap,
    GapKind,
    ReportStep,
    moved_to,
    steps_open,
    turn_of,
    two_people,
)

LEVELS = st.integers(0, 4)
WALKS = st.lists(st.tuples(st.sampled_from(ReportStep), st.integers(-2, 5)), max_size=60)


@given(LEVELS, WALKS)
def test_random_walks_keep_the_rules(levels: int, walk: list[tuple[ReportStep, int]]) -> None:
    height = DRAFT
    for step, level in walk:
        after = moved_to(step, level, height, levels)
        if after is None:
            continue
        assert DRAFT <= after <= levels + 1
        assert abs(after - height) == 1
        assert SUBMITTER <= level < levels
        if after > height:
            assert level == turn_of(height, levels)  # only whose turn it is moves it up
        else:
            # what a level approved is undone by itself or by the level right above, and once the level above
            # has approved as well, not by itself any more
            undone = height - 2
            assert level in (undone, undone + 1)
        height = after


@given(LEVELS, WALKS)
def test_who_approved_cannot_undo_it_once_the_level_above_has(
    levels: int, walk: list[tuple[ReportStep, int]]
) -> None:
    height = DRAFT
    for step, level in walk:
        after = moved_to(step, level, height, levels)
        height = height if after is None else after
        for below in range(SUBMITTER, height - 2):
            assert steps_open(below, height, levels) == ()


def test_a_month_goes_up_two_levels_and_comes_down_with_each_step_undone_from_above() -> None:
    height = DRAFT
    for step, level, after in (
        (ReportStep.SUBMIT, SUBMITTER, 1),
        (ReportStep.APPROVE, 0, 2),
        (ReportStep.RETURN, 1, 1),
        (ReportStep.RETURN, 0, 0),
        (ReportStep.SUBMIT, SUBMITTER, 1),
        (ReportStep.APPROVE, 0, 2),
        (ReportStep.APPROVE, 1, 3),
        (ReportStep.WITHDRAW, 1, 2),
    ):
        assert moved_to(step, level, height, 2) == after
        height = after
    assert moved_to(ReportStep.WITHDRAW, 1, 2, 2) is None
    assert moved_to(ReportStep.WITHDRAW, 0, 2, 2) == SUBMITTED


def test_whose_turn_it_is() -> None:
    assert [turn_of(height, 2) for height in range(4)] == [SUBMITTER, 0, 1, None]


def test_two_people_where_there_are_two_and_openly_one_where_there_is_one() -> None:
    assert two_people("an", "lan", {"an", "binh"}).allowed
    assert not two_people("an", "an", {"an", "binh"}).allowed
    alone = two_people("an", "an", {"an"})
    assert (alone.allowed, alone.alone) == (True, True)
    assert not two_people("an", "lan", {"an"}).alone


def test_a_week_that_still_runs_cannot_be_explained_away() -> None:
    assert [kind for kind in GapKind if not Gap(kind, "", "", "").explainable] == [GapKind.NOT_OVER]
