"""The way of a nomination: its states, what may follow what, and what is left to do.

Terms are counted in working days by core.law.publication; here stands which term runs in which state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.council import Advice
from thidua.core.problem import Problem, problem


class DossierState(StrEnum):
    DRAFT = "draft"  # named, and its person not heard yet
    COLLECTING = "collecting"  # papers come together
    PUBLISHED = "published"  # open to comment
    APPRAISED = "appraised"
    RETURNED = "returned"
    SUBMITTED = "submitted"  # with the unit above, which appraises it
    COUNCIL = "council"
    DECIDED = "decided"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


S = DossierState
_NEXT: Mapping[S, tuple[S, ...]] = {
    S.DRAFT: (S.COLLECTING, S.WITHDRAWN),
    S.COLLECTING: (S.PUBLISHED, S.APPRAISED, S.WITHDRAWN),
    S.PUBLISHED: (S.APPRAISED, S.COLLECTING, S.WITHDRAWN),
    S.APPRAISED: (S.SUBMITTED, S.COUNCIL, S.RETURNED, S.PUBLISHED, S.DECIDED, S.REFUSED, S.WITHDRAWN),
    S.RETURNED: (S.COLLECTING, S.WITHDRAWN),
    S.SUBMITTED: (S.APPRAISED, S.RETURNED, S.WITHDRAWN),
    S.COUNCIL: (S.SUBMITTED, S.APPRAISED, S.RETURNED, S.DECIDED, S.REFUSED),
    S.DECIDED: (),
    S.REFUSED: (),
    S.WITHDRAWN: (),
}
OVER = frozenset({S.DECIDED, S.REFUSED, S.WITHDRAWN})
OPEN = frozenset(S) - OVER
# What the law asks for before a dossier leaves the desk: papers that are missing stop these steps and no others.
STOPPED_BY_PAPERS = frozenset({S.SUBMITTED, S.DECIDED})
# What a council came to that keeps a dossier from them too: it still sits, or it did not choose.
STOPPED_BY_COUNCIL: Mapping[Advice, str] = {
    Advice.OPEN: "dossier.council-sits",
    Advice.SHORT: "dossier.council-short",
    Advice.NO_PLACE: "dossier.council-no-place",
}
# State → the term that runs in it, a clock of core.law.publication.
CLOCKS: Mapping[S, str] = {S.PUBLISHED: "publication", S.SUBMITTED: "appraisal", S.RETURNED: "return"}


def may_follow(now: DossierState, then: DossierState) -> bool:
    return then in _NEXT[now]


def step_problems(
    now: DossierState, then: DossierState, *, missing: Collection[str], consented: bool, comment_open: bool,
    council: Advice | None = None,
) -> list[Problem]:  # fmt: skip
    """Why a dossier may not take this step, all at once.

    Args:
        missing: titles of required papers that are not there.
        consented: the person agreed, or need not be asked.
        comment_open: the days for comments are not over.
        council: what a council has come to, where that binds; None where no council weighed it or none need to.

    Codes: dossier.state, dossier.papers-missing, dossier.not-consented, dossier.comment-open, dossier.council-sits,
    dossier.council-short, dossier.council-no-place.
    """
    if not may_follow(now, then):
        return [problem("dossier.state", now=now, then=then)]
    found = []
    if then in STOPPED_BY_PAPERS and missing:
        found.append(problem("dossier.papers-missing", papers=", ".join(missing)))
    if then in (S.PUBLISHED, S.SUBMITTED, S.COUNCIL, S.DECIDED) and not consented:
        found.append(problem("dossier.not-consented"))
    if then in (S.SUBMITTED, S.COUNCIL, S.DECIDED) and comment_open:
        found.append(problem("dossier.comment-open"))
    if then in STOPPED_BY_PAPERS and council is not None and council in STOPPED_BY_COUNCIL:
        found.append(problem(STOPPED_BY_COUNCIL[council]))
    return found


class Todo(StrEnum):
    """The one thing that is next for a dossier."""

    CONSENT = "consent"
    PAPERS = "papers"
    APPRAISE = "appraise"
    COMMENT = "comment"
    SUBMIT = "submit"
    COUNCIL = "council"
    DECIDE = "decide"
    ANSWER = "answer"  # the council did not choose it
    MEND = "mend"
    PRESENT = "present"
    NOTHING = "nothing"


def todo(
    state: DossierState, *, missing: int, consented: bool, comment_open: bool, presented: bool,
    council: Advice | None = None,
) -> Todo:  # fmt: skip
    if state is S.DECIDED:
        return Todo.NOTHING if presented else Todo.PRESENT
    if state in OVER:
        return Todo.NOTHING
    if not consented:
        return Todo.CONSENT
    if state in (S.DRAFT, S.COLLECTING):
        return Todo.PAPERS if missing else Todo.APPRAISE
    return {
        S.PUBLISHED: Todo.COMMENT if comment_open else Todo.APPRAISE,
        S.APPRAISED: Todo.PAPERS if missing else Todo.SUBMIT,
        S.RETURNED: Todo.MEND,
        S.SUBMITTED: Todo.APPRAISE,
        S.COUNCIL: _after(council),
    }[state]


def _after(council: Advice | None) -> Todo:
    if council is Advice.RECOMMENDED:
        return Todo.DECIDE
    return Todo.ANSWER if council in (Advice.SHORT, Advice.NO_PLACE) else Todo.COUNCIL


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody or some unit chosen for a nomination; `woman` is None where the directory does not say.

    `registered`: set out for this very title at the start of the year.
    """

    code: str
    unit: str
    leads: bool
    repeat: bool
    woman: bool | None = None
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a choice of names falls; women None where nobody may know."""

    chosen: int
    leaders: int
    others: int
    repeats: int
    units: tuple[tuple[str, int], ...]
    women: int | None
    registered: int = 0


def distribution(chosen: Iterable[Chosen]) -> Distribution:
    """Counts only; nobody is put in an order."""
    rows = list(chosen)
    units: dict[str, int] = {}
    for row in rows:
        units[row.unit] = units.get(row.unit, 0) + 1
    women = None if any(row.woman is None for row in rows) or not rows else sum(bool(r.woman) for r in rows)
    leaders = sum(row.leads for row in rows)
    return Distribution(
        len(rows), leaders, len(rows) - leaders, sum(row.repeat for row in rows),
        tuple(sorted(units.items(), key=lambda item: (-item[1], item[0]))), women, sum(row.registered for row in rows),
    )  # fmt: skip
