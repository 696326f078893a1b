"""N11: officers may be classified by their regulation; they are never put in an order, from the top or the bottom."""

from __future__ import annotations

from datetime import date

import numpy as np

from thidua.core.period import Period
from thidua.core.score.engine import score
from thidua.core.score.scheme import SubjectKind
from thidua.core.score.table import FigureTable, State
from thidua.core.standing import stand
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load

OFFICERS = ("an", "binh", "chi")


def week_of(classes: tuple[int, ...]) -> FigureTable:
    shape = (len(OFFICERS), 1)
    return FigureTable(
        period=Period.parse("2025-W10"),
        subjects=OFFICERS,
        forms=("chien-si",) * 3,
        groups=("dai-doi",) * 3,
        figures=("loai-tuan",),
        state=np.full(shape, State.PRESENT, np.int8),
        numerator=np.array([[1000 * given] for given in classes], np.int64),
        denominator=np.full(shape, 1000, np.int64),
        target=np.zeros(shape, np.int64),
    )


def test_officers_get_classes_and_no_places():
    scheme = load(scheme_text("e29-thang")).scheme
    assert scheme is not None
    assert scheme.in_force(date(2025, 3, 3))
    table = week_of((1, 3, 4))
    standing = stand(scheme, score(scheme, table), table)
    assert [scheme.classes[index].code for index in standing.scored.classes] == ["loai-1", "loai-3", "loai-4"]
    assert standing.place.tolist() == [0, 0, 0]
    assert not standing.tied.any()


def test_no_packaged_scheme_of_officers_breaks_ties_or_proposes_the_first_few():
    """A tie-break or a "top n" would be an order of persons by another name; proposing all who qualify is not."""
    for code in scheme_codes():
        scheme = load(scheme_text(code), code).scheme
        assert scheme is not None
        if scheme.subject is SubjectKind.OFFICER:
            assert scheme.tie_breaks == ()
            assert [item.top for item in scheme.distinctions if item.top] == []
