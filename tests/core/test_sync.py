"""Three values meet: what was seen, what stands, what was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.figure import FigureValue
from thidua.core.problem import Where
from thidua.core.score.table import State
from thidua.core.sync import Meeting, meet, said

VALUES = st.builds(
    FigureValue,
    st.sampled_from([State.PRESENT, State.NOT_APPLICABLE]),
    st.integers(0, 2).map(lambda n: n * 1000),
    st.sampled_from([1000, 2000]),
    where=st.builds(Where, field=st.sampled_from(["", "a"])),
)
MAYBE = st.none() | VALUES
ONE, TWO, THREE = (FigureValue(numerator=n * 1000) for n in (1, 2, 3))


def test_the_four_ways_of_meeting() -> None:
    assert meet(None, None, ONE) is Meeting.FIRST
    assert meet(ONE, ONE, TWO) is Meeting.CORRECTION
    assert meet(ONE, TWO, TWO) is Meeting.SAME
    assert meet(None, ONE, ONE) is Meeting.SAME
    assert [meet(None, ONE, TWO), meet(ONE, None, TWO), meet(ONE, TWO, THREE)] == [Meeting.CONFLICT] * 3


@given(base=MAYBE, standing=MAYBE, typed=VALUES)
def test_only_what_nobody_touched_is_written(
    base: FigureValue | None, standing: FigureValue | None, typed: FigureValue
) -> None:
    untouched = (said(base) if base else None) == (said(standing) if standing else None)
    meeting = meet(base, standing, typed)
    if standing is not None and said(standing) == said(typed):
        assert meeting is Meeting.SAME
    elif untouched:
        assert meeting in (Meeting.FIRST, Meeting.CORRECTION)
    else:
        assert meeting is Meeting.CONFLICT
