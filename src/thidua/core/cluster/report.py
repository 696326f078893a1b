"""A member's report against its own months, and the cluster's report out of its members'. Absent is not zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.bulletin import add_up
from thidua.core.figure import FigureDefinition, FigureValue, plain
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.core.text import words

# What may be added over months and over members; a class or a mark of one unit says nothing about seven.
ADDS = frozenset({FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATIO, FigureKind.YES_NO})
SAME_WORDS = 2  # a limitation recurs when at least half (1 of 2) of the words of both are the same
_SMALL_WORDS = frozenset(
    ("cua", "va", "con", "chua", "cac", "cho", "tai", "o", "mot", "so", "duoc", "trong", "voi")
)


@dataclass(frozen=True, slots=True)
class MonthNumber:
    """One month of a unit as it stands. `manifest` is the close that holds it, "" while nobody closed the month."""

    period: str
    value: FigureValue | None
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """What a unit's own months give for one figure: the sum, and the months that have nothing."""

    total: FigureValue | None
    months: tuple[MonthNumber, ...] = ()

    @property
    def absent(self) -> tuple[str, ...]:
        return tuple(month.period for month in self.months if month.value is None)

    @property
    def frozen(self) -> bool:
        """Whether every month that counts is closed."""
        return all(month.manifest for month in self.months if month.value is not None)


def own_number(kind: FigureKind, months: Iterable[MonthNumber]) -> OwnNumber:
    """The months added up; None where no month has a value or where such figures are not added."""
    rows = tuple(months)
    held = [month.value for month in rows if month.value is not None]
    return OwnNumber(add_up(kind, held) if kind in ADDS and held else None, rows)


@dataclass(frozen=True, slots=True)
class LimitText:
    """Hạn chế, tồn tại: what, why, whose, by when."""

    text: str
    cause: str
    owner: str
    due: date | None


def report_problems(
    definitions: Iterable[FigureDefinition],
    entered: Mapping[str, FigureValue | None],
    own: Mapping[str, OwnNumber],
    limits: Sequence[LimitText],
) -> list[Problem]:
    """Why a member's report cannot be filed; every difference by itself.

    Codes: cluster.figure-differs, cluster.figure-without-months, cluster.figure-left-out, cluster.limits-missing,
    cluster.limit-incomplete.
    """
    found: list[Problem] = []
    for definition in definitions:
        fault = _number_problem(
            definition, entered.get(definition.code), own.get(definition.code, OwnNumber(None))
        )
        if fault is not None:
            found.append(fault)
    if not limits:
        found.append(problem("cluster.limits-missing", Where(field="limit-text-1")))
    for n, limit in enumerate(limits, 1):
        for name, held in (
            ("text", limit.text),
            ("cause", limit.cause),
            ("owner", limit.owner),
            ("due", limit.due),
        ):
            if not held:
                found.append(
                    problem("cluster.limit-incomplete", Where(field=f"limit-{name}-{n}"), number=n, part=name)
                )
    return found


def _number_problem(
    definition: FigureDefinition, entered: FigureValue | None, own: OwnNumber
) -> Problem | None:
    where, title = Where(field=f"figure-{definition.code}"), definition.title
    if entered is None:
        if own.total is None:
            return None  # nobody has it: it is absent and named as such, never zero
        return problem("cluster.figure-left-out", where, figure=title, own=said(definition.kind, own.total))
    if own.total is None:
        return problem(
            "cluster.figure-without-months", where, figure=title, entered=said(definition.kind, entered)
        )
    if _told(entered) == _told(own.total):
        return None
    return problem(
        "cluster.figure-differs",
        where,
        figure=title,
        entered=said(definition.kind, entered),
        own=said(definition.kind, own.total),
        months=len([month for month in own.months if month.value is not None]),
    )


def _told(value: FigureValue) -> tuple[State, int, int]:
    return value.state, value.numerator, value.denominator


def said(kind: FigureKind, value: FigureValue) -> str:
    """ "12" or "12/15", for a sentence."""
    if value.state is not State.PRESENT:
        return "không áp dụng"
    if kind in (FigureKind.RATIO, FigureKind.YES_NO):
        return f"{plain(value.numerator)}/{plain(value.denominator)}"
    return plain(value.numerator)


@dataclass(frozen=True, slots=True)
class Totalled:
    """One figure of the cluster: the sum over the members that have it, and who they are.

    Attributes:
        absent: members that reported and do not have this figure; `silent`: members that have not reported at all.
        added: False where such figures are not added, so that there is no sum to show.
    """

    figure: str
    total: FigureValue | None
    given: tuple[str, ...]
    absent: tuple[str, ...]
    silent: tuple[str, ...]
    added: bool = True


def total(
    definitions: Iterable[FigureDefinition],
    members: Sequence[str],
    reports: Mapping[str, Mapping[str, FigureValue | None]],
) -> tuple[Totalled, ...]:
    """The members' reports added up, figure by figure. `reports` has a key for every member that reported."""
    silent = tuple(code for code in members if code not in reports)
    rows = []
    for definition in definitions:
        held = {
            c: value
            for c in members
            if c in reports and (value := reports[c].get(definition.code)) is not None
        }
        adds = definition.kind in ADDS
        rows.append(
            Totalled(
                figure=definition.code,
                total=add_up(definition.kind, held.values()) if adds and held else None,
                given=tuple(held),
                absent=tuple(code for code in members if code in reports and code not in held),
                silent=silent,
                added=adds,
            )
        )
    return tuple(rows)


def yearly_change(
    members: Sequence[str],
    now: Mapping[str, FigureValue | None],
    before: Mapping[str, FigureValue | None],
) -> tuple[int, int, int]:
    """ "cơ bản giảm" as numbers: (fewer, more, comparable) members; without one of the years a member is in none."""
    fewer = more = compared = 0
    for code in members:
        new, old = now.get(code), before.get(code)
        if new is None or old is None or not (new.state is old.state is State.PRESENT):
            continue
        compared += 1
        fewer += new.fraction < old.fraction
        more += new.fraction > old.fraction
    return fewer, more, compared


def recurrence(text: str, earlier: Mapping[int, str]) -> int | None:
    """Which limitation of the year before this one seems to repeat: the key of the one with most words in common."""
    mine = _meaning(text)
    best: tuple[int, int] | None = None
    for key, held in earlier.items():
        theirs = _meaning(held)
        same = len(mine & theirs)
        if same and same * SAME_WORDS * 2 >= len(mine) + len(theirs) and (best is None or same > best[0]):
            best = (same, key)
    return best[1] if best else None


def _meaning(text: str) -> frozenset[str]:
    return frozenset(words(text)) - _SMALL_WORDS
