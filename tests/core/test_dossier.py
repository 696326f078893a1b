"""What a council came to, and a dossier: it keeps back what the law's votes did not carry, and says what is next."""

from __future__ import annotations

import pytest

from thidua.core.council import Advice
from thidua.core.dossier import DossierState, Todo, step_problems, todo

S = DossierState
KEPT = {
    Advice.OPEN: "dossier.council-sits",
    Advice.SHORT: "dossier.council-short",
    Advice.NO_PLACE: "dossier.council-no-place",
}


@pytest.mark.parametrize("advice", [None, *Advice])
@pytest.mark.parametrize("then", [S.DECIDED, S.SUBMITTED, S.REFUSED, S.RETURNED])
def test_a_council_keeps_back_a_decision_and_nothing_else(advice: Advice | None, then: DossierState) -> None:
    found = step_problems(
        S.COUNCIL, then, missing=[], consented=True, comment_open=False, council=advice
    )  # fmt: skip
    wanted = [KEPT[advice]] if advice in KEPT and then in (S.DECIDED, S.SUBMITTED) else []
    assert [fault.code for fault in found] == wanted


def test_going_round_by_another_appraisal_does_not_help() -> None:
    found = step_problems(
        S.APPRAISED, S.DECIDED, missing=[], consented=True, comment_open=False, council=Advice.SHORT
    )
    assert [fault.code for fault in found] == ["dossier.council-short"]


@pytest.mark.parametrize(
    ("advice", "wanted"),
    [
        (None, Todo.COUNCIL), (Advice.OPEN, Todo.COUNCIL), (Advice.RECOMMENDED, Todo.DECIDE),
        (Advice.SHORT, Todo.ANSWER), (Advice.NO_PLACE, Todo.ANSWER),
    ],
)  # fmt: skip
def test_what_is_next_after_the_council(advice: Advice | None, wanted: Todo) -> None:
    told = todo(S.COUNCIL, missing=0, consented=True, comment_open=False, presented=False, council=advice)
    assert told is wanted
