"""Awards: what may be given to whom, the states of one award, and how a register counts.

The system never confers. It records what people proposed, submitted, decided, presented and revoked, and each
of these is a state of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.problem import NOWHERE, Problem, Severity, Where, problem


class Category(StrEnum):
    """Who or what is thanked; which of them a register has depends on its level."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    MODEL = "model"  # a way of working
    LEADER = "leader"  # head of a unit
    HOUSEHOLD = "household"  # the law can be asked about one; none is ever written down (promise N3)


class AwardLevel(StrEnum):
    STATE = "state"
    GOVERNMENT = "government"
    PRIME_MINISTER = "prime-minister"
    MINISTRY = "ministry"  # ministry, sector or province
    UNIT = "unit"


class FormKind(StrEnum):
    TITLE = "title"  # danh hiệu thi đua
    FORM = "form"  # hình thức khen thưởng
    REGISTER = "register"  # ghi danh


class State(StrEnum):
    PROPOSED = "proposed"
    SUBMITTED = "submitted"
    REFUSED = "refused"
    DECIDED = "decided"
    PRESENTED = "presented"
    REVOKED = "revoked"


_NEXT: Mapping[State, tuple[State, ...]] = {
    State.PROPOSED: (State.SUBMITTED, State.DECIDED, State.REFUSED),
    State.SUBMITTED: (State.DECIDED, State.REFUSED),
    State.REFUSED: (),
    State.DECIDED: (State.PRESENTED, State.REVOKED),
    State.PRESENTED: (State.REVOKED,),
    State.REVOKED: (),
}
RECORDED = (Category.INDIVIDUAL, Category.COLLECTIVE, Category.MODEL, Category.LEADER)
# What a line of the register may turn out to have wrong; the correction stands beneath it.
CORRECTABLE = ("subject_name", "subject_unit", "subject_post", "reason", "year")
DECIDED_STATES = frozenset({State.DECIDED, State.PRESENTED, State.REVOKED})


@dataclass(frozen=True)
class AwardForm:
    """A title or form of award over the days of one legal regime.

    Attributes:
        authority: who grants it, as people read it.
        clause: article that gives it.
        mark: how sure the article is: A read, B quoted elsewhere, C restated, I inferred, U not seen.
        family: the code under which the law keeps its provisions, where several share one article; or "".
    """

    code: str
    title: str
    kind: FormKind
    level: AwardLevel
    categories: tuple[Category, ...]
    authority: str
    clause: str
    mark: str
    first_day: date
    last_day: date | None = None
    short: str = ""
    family: str = ""

    @property
    def verified(self) -> bool:
        """Whether the article was read or reliably quoted; where not, every screen says so."""
        return self.mark in ("A", "B")

    def in_force(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True)
class AwardRow:
    """One award as typed or imported, before it is recorded. `subject` is a code of a person or a unit.

    A model has no code of its own: its name stands in `name` and `subject` is the unit that runs it. `printed_unit`
    and `printed_post` are those of an old paper, for days the directory does not know. `standing` names the close it
    was chosen from: "movement/period/version".
    """

    code: str
    form: str
    category: Category
    subject: str
    year: int
    reason: str
    state: State = State.DECIDED
    name: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    presented_on: date | None = None
    presented_by: str = ""
    standing: str = ""
    source: str = ""
    printed_unit: str = ""
    printed_post: str = ""
    where: Where = NOWHERE


def form_on(forms: Iterable[AwardForm], code: str, day: date) -> AwardForm | None:
    """The form of that code under the regime of `day`."""
    return next((form for form in forms if form.code == code and form.in_force(day)), None)


def check_award(row: AwardRow, forms: Iterable[AwardForm]) -> list[Problem]:
    """Everything wrong with one award as recorded, at once.

    Codes: award.form-unknown, award.form-not-in-force, award.category, award.reason-missing,
    award.decision-missing, award.decided-by-missing, award.decision-early, award.presented-early,
    award.presented-missing, award.name-missing, award.revoked-on-entry, and as a warning award.form-unverified.
    """
    forms = [form for form in forms if form.code == row.form]
    found = _form_problems(row, forms)
    if not row.reason.strip():
        found.append(problem("award.reason-missing", row.where))
    if row.category is Category.MODEL and not row.name.strip():
        found.append(problem("award.name-missing", row.where))
    if row.state is State.REVOKED:
        found.append(problem("award.revoked-on-entry", row.where))
    return found + _day_problems(row)


def _form_problems(row: AwardRow, forms: list[AwardForm]) -> list[Problem]:
    if not forms:
        return [problem("award.form-unknown", row.where, form=row.form)]
    day = row.decided_on or date(row.year, 12, 31)
    form = form_on(forms, row.form, day)
    if form is None:
        return [problem("award.form-not-in-force", row.where, form=forms[0].title, day=day)]
    found = []
    if row.category not in form.categories:
        found.append(problem("award.category", row.where, form=form.title, category=row.category))
    if not form.verified:
        found.append(
            problem("award.form-unverified", row.where, Severity.WARNING, form=form.title, clause=form.clause)
        )
    return found


def _day_problems(row: AwardRow) -> list[Problem]:
    found = []
    if row.state in DECIDED_STATES and not (row.decision_number.strip() and row.decided_on):
        found.append(problem("award.decision-missing", row.where))
    if row.state in DECIDED_STATES and not row.decided_by.strip():
        found.append(problem("award.decided-by-missing", row.where))
    if row.state not in DECIDED_STATES and (row.decision_number or row.decided_on):
        found.append(problem("award.decision-early", row.where, state=row.state))
    if row.state is State.PRESENTED and row.presented_on is None:
        found.append(problem("award.presented-missing", row.where))
    if row.presented_on and row.decided_on and row.presented_on < row.decided_on:
        found.append(
            problem("award.presented-early", row.where, presented=row.presented_on, decided=row.decided_on)
        )
    return found


def move_problem(now: State, then: State, where: Where = NOWHERE) -> Problem | None:
    """Why an award may not go from one state to another; None if it may."""
    if then in _NEXT[now]:
        return None
    return problem("award.state", where, now=now, then=then)


def register_order(rows: Iterable[AwardRow]) -> tuple[AwardRow, ...]:
    """Decided awards in the order in which the register numbers them: by day of decision, paper and code."""
    decided = (row for row in rows if row.state in DECIDED_STATES)
    return tuple(sorted(decided, key=lambda r: (r.decided_on or date.max, r.decision_number, r.code)))


@dataclass(frozen=True, slots=True)
class Tally:
    """Times given (lượt) and distinct recipients of one category; never one for the other."""

    instances: int
    recipients: int


def tally(recipients: Iterable[tuple[str, str]]) -> Mapping[str, Tally]:
    """Count (category, recipient) pairs per category."""
    pairs = list(recipients)
    times = Counter(category for category, _ in pairs)
    distinct = Counter(category for category, _ in set(pairs))
    return {category: Tally(times[category], distinct[category]) for category in sorted(times)}
