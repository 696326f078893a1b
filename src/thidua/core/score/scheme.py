"""What a scoring regulation can say. A scheme is data: `rules.scheme` reads it, `core.score.engine` runs it.

The language is closed: five methods, four not-applicable policies, one kind of condition tree, decision lists,
roll-ups, quotas, distinctions and tie-breaks. Numbers are thousandths (int) where they are points and exact
fractions where they are bounds. `docs/scheme.md` explains every word with an example from a real regulation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.core.number import Rounding
from thidua.core.period import PeriodKind


class SubjectKind(StrEnum):
    """Who may be scored. Residents, households and villages are not on the list and never will be."""

    OFFICER = "officer"
    UNIT = "unit"
    CLUSTER_MEMBER = "cluster-member"


class FigureKind(StrEnum):
    COUNT = "count"
    AMOUNT = "amount"
    RATIO = "ratio"  # carries numerator and denominator; never a bare percentage
    YES_NO = "yes-no"
    MARK = "mark"  # points given by an assessor
    CLASS = "class"  # a class given by people or by another scheme, coded 1, 2, 3 …


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure that the scheme reads.

    Attributes:
        unit: what is counted ("lượt", "người", "hộ", "ngày công" are different units).
        enforcement: a volume of arrests, fines or cases; scoring one needs `justification` and `paired_with`.
        paired_with: code of the quality figure that keeps an enforcement volume honest.
        values: the codes a CLASS figure may take; () when not said.
    """

    code: str
    title: str
    kind: FigureKind
    unit: str = ""
    enforcement: bool = False
    paired_with: str = ""
    justification: str = ""
    values: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval whose two sides are each said to be in or out; None is unbounded."""

    low: Fraction | None = None
    low_closed: bool = True
    high: Fraction | None = None
    high_closed: bool = True


# --- Conditions -------------------------------------------------------------------------------------------


class Unknown(StrEnum):
    """What a condition says when its figure is absent or not applicable."""

    PROBLEM = "problem"
    HOLDS = "holds"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class FigureIn:
    figure: str
    bounds: Bounds
    absent: Unknown = Unknown.PROBLEM
    not_applicable: Unknown = Unknown.PROBLEM


@dataclass(frozen=True, slots=True)
class PointsIn:
    """Bounds on points. `of` is "" for the total, else the code of a group or a criterion."""

    of: str
    bounds: Bounds


class CriteriaCounted(StrEnum):
    ZERO = "zero"  # scored exactly 0 out of a positive maximum
    BELOW_HALF = "below-half"  # scored less than half of its maximum


@dataclass(frozen=True, slots=True)
class CriteriaIn:
    """Bounds on how many applicable criteria (or what share of them) did badly."""

    counted: CriteriaCounted
    share: bool
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class PartsIn:
    """Bounds on how many sub-periods have one of these classes; "" counts those without a class."""

    classes: tuple[str, ...]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    conditions: tuple[Condition, ...]


Condition = FigureIn | PointsIn | CriteriaIn | PartsIn | AllOf | AnyOf | NoneOf


# --- Methods: how one criterion makes points --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Events:
    """count × each (thousandths per event; negative for a penalty), then held between min and max."""

    figure: str
    each: int


class Empty(StrEnum):
    """What holds when there is nothing to divide by: a denominator of 0, or no target set."""

    PROBLEM = "problem"  # the subject is incomplete
    ZERO = "zero"
    FULL = "full"  # nothing was asked, so nothing was left undone
    NOT_APPLICABLE = "not-applicable"  # the criterion's own not-applicable policy decides


@dataclass(frozen=True, slots=True)
class Share:
    """max × numerator / denominator of a ratio, or max × value / target; above 1 only if `beyond`."""

    figure: str
    of_target: bool = False
    beyond: bool = False
    empty: Empty = Empty.PROBLEM


@dataclass(frozen=True, slots=True)
class Tier:
    bounds: Bounds
    points: int


@dataclass(frozen=True, slots=True)
class Tiers:
    """The first tier that holds the value (ratios compare as exact fractions) gives the points."""

    figure: str
    tiers: tuple[Tier, ...]
    of_target: bool = False  # compare value / target instead of the value itself
    empty: Empty = Empty.PROBLEM


@dataclass(frozen=True, slots=True)
class YesNo:
    figure: str
    yes: int
    no: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Points given directly by assessors. Figure codes are "code@assessor"; the one in `decides` counts.

    Attributes:
        step: marks must be multiples of this (thousandths), 0 for any.
    """

    figure: str
    assessors: tuple[str, ...]
    decides: str
    step: int = 0


Method = Events | Share | Tiers | YesNo | Mark


# --- Criteria, groups, forms ------------------------------------------------------------------------------


class Missing(StrEnum):
    PROBLEM = "problem"  # the subject is incomplete: no total, no class, no place
    ZERO = "zero"  # the regulation says that what is not reported scores nothing


class NotApplicable(StrEnum):
    REFUSE = "refuse"  # the regulation knows no "not applicable" here: a problem
    FULL = "full"  # the maximum
    ZERO = "zero"
    RESCALE = "rescale"  # dropped; the rest of the group is scaled to the group's maximum
    REDISTRIBUTE = "redistribute"  # its maximum is shared out equally among the groups in `among`


@dataclass(frozen=True, slots=True)
class Criterion:
    """One scored line of the regulation.

    Attributes:
        maximum, minimum: thousandths of a point; the method's result is held between them.
        gate: unless this holds, the criterion scores `minimum` if that is above 0, else 0.
        among: groups that share this criterion's maximum when it is not applicable (REDISTRIBUTE).
        line: where it stands in the scheme's text.
    """

    code: str
    title: str
    clause: str
    method: Method
    maximum: int
    minimum: int = 0
    missing: Missing = Missing.PROBLEM
    not_applicable: NotApplicable = NotApplicable.REFUSE
    among: tuple[str, ...] = ()
    gate: Condition | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria added together and held between `minimum` and `maximum` (bonus and penalty groups too).

    Attributes:
        rescale_to: what the applicable maxima are scaled to under RESCALE (normally `maximum`).
    """

    code: str
    title: str
    clause: str
    maximum: int
    minimum: int
    criteria: tuple[Criterion, ...]
    rescale_to: int
    gate: Condition | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One line of a decision list: the first whose condition holds gives the class; None always holds."""

    code: str
    when: Condition | None
    clause: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Veto:
    """When it holds, the class becomes `code` whatever the points."""

    when: Condition
    code: str
    clause: str
    title: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClassCap:
    """When it holds, the class is at most `code`."""

    when: Condition
    code: str
    clause: str
    title: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """The criteria and class table for one sort of subject (a regulation may have several forms).

    The total is `start` plus the groups, held between `minimum` and `maximum`. Without groups there are no
    points and the class is given by the decision list alone.
    """

    code: str
    title: str
    clause: str
    groups: tuple[Group, ...]
    rules: tuple[ClassRule, ...]
    vetoes: tuple[Veto, ...] = ()
    caps: tuple[ClassCap, ...] = ()
    start: int = 0
    maximum: int = 0
    minimum: int = 0
    line: int = 0

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(c for g in self.groups for c in g.criteria)


# --- Over periods, and over subjects ----------------------------------------------------------------------


class PartPoints(StrEnum):
    """How points of sub-periods become points of the longer period."""

    NONE = "none"
    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class RollUp:
    """`level` made from its `of` periods: points by mean or sum, class by decision list.

    A sub-period without a complete result does not count towards a mean; with none at all there are no points.
    """

    level: PeriodKind
    of: PeriodKind
    points: PartPoints
    rules: tuple[ClassRule, ...]
    clause: str
    titles: tuple[tuple[str, str], ...] = ()  # class code → title it may lead to
    unverified: str = ""  # said on screen when the source does not give this rule
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class of the scale; the scale is listed best first. `counts` is False for "không phân loại"."""

    code: str
    title: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class TieBreak:
    """`of` is a figure, else a group, else a criterion; the last resort is always people (council, authority).

    A set of equals of which somebody lacks the value is not split by it: absent is neither best nor worst.
    """

    of: str
    highest_first: bool
    clause: str = ""


@dataclass(frozen=True, slots=True)
class QuotaStep:
    """One named amount: `base` × percent (rounded), or `base` minus other amounts.

    `base` is "eligible" (members whose class is not excluded), "headcount", or an earlier step.
    `percents` maps the collective's own class to a share; the single key "" is the same share for all.
    """

    name: str
    base: str
    percents: tuple[tuple[str, Fraction], ...] = ()
    minus: tuple[str, ...] = ()
    rounding: Rounding = Rounding.FLOOR
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """How many members of each group may hold a class. It reports; people decide.

    Attributes:
        excluded: classes left out of "eligible".
        collective_class: figure that holds the collective's own class ("" if the percentages do not depend on it).
        limits: class code → step name whose amount is the most allowed.
    """

    code: str
    title: str
    clause: str
    level: PeriodKind
    excluded: tuple[str, ...]
    collective_class: str
    steps: tuple[QuotaStep, ...]
    limits: tuple[tuple[str, str], ...]
    role: str = ""  # only members of this form; "" for all
    unverified: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Distinction:
    """A flag or title proposed to the first `top` of each group that meet `when`; people decide."""

    code: str
    title: str
    clause: str
    level: PeriodKind
    top: int
    when: Condition | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The text the scheme encodes."""

    issuer: str
    number: str
    issued: date | None
    url: str = ""
    checked: date | None = None  # a person looked on this day and it still held


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scoring regulation as data. Built only by `rules.scheme.load`, which has checked it."""

    code: str
    title: str
    source: Source
    subject: SubjectKind
    period: PeriodKind
    first_day: date
    last_day: date | None
    places: int
    rounding: Rounding
    classes: tuple[ClassName, ...]
    figures: tuple[FigureUse, ...]
    forms: tuple[Form, ...]
    roll_ups: tuple[RollUp, ...] = ()
    tie_breaks: tuple[TieBreak, ...] = ()
    quotas: tuple[Quota, ...] = ()
    distinctions: tuple[Distinction, ...] = ()
    notes: tuple[str, ...] = ()  # what was left out and why; unverified parts; shown with the scheme
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    def form(self, code: str) -> Form:
        return next(f for f in self.forms if f.code == code)

    def roll_up(self, level: PeriodKind) -> RollUp | None:
        return next((r for r in self.roll_ups if r.level == level), None)

    def in_force(self, on: date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)
