"""What a scoring regulation can say. A scheme is data: `rules.scheme` reads it, `core.score.engine` runs it.

The language is closed: six methods, four not-applicable policies, one kind of condition tree, decision lists,
ladders, roll-ups, quotas, distinctions and tie-breaks. Numbers are thousandths (int) where they are points and exact
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


class FedBy(StrEnum):
    """Whose standing in the other scheme a fed figure is read from."""

    OWN = "own"  # the subject's own row
    MEMBERS = "members"  # the rows of the members of the subject's collective
    COLLECTIVE = "collective"  # the row of the collective that the subject belongs to
    SUPERIOR = "superior"  # the row of the subject's superior


class FedAs(StrEnum):
    """What becomes of the rows that were found."""

    CLASS = "class"  # the class as its number in the other scheme's list, best is 1
    SHARE = "share"  # how many of the rows hold one of the classes, out of how many have a class
    COUNT = "count"  # how many of the rows hold one of the classes
    POINTS = "points"  # the total; of members the exact mean of their totals
    PLACE = "place"  # the place in its group of the other standing


@dataclass(frozen=True, slots=True)
class Feed:
    """A figure that is the result of another scheme (KH 157 feeds the department, training feeds the title).

    Attributes:
        scheme: code of the scheme whose standing is read.
        classes: for SHARE and COUNT, the classes of that scheme that count.
    """

    scheme: str
    of: FedBy
    classes: tuple[str, ...] = ()
    what: FedAs = FedAs.CLASS


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure that the scheme reads.

    Attributes:
        unit: what is counted ("lượt", "người", "hộ", "ngày công" are different units).
        enforcement: a volume of arrests, fines or cases; scoring one needs `justification` and `paired_with`.
        paired_with: code of the quality figure that keeps an enforcement volume honest.
        values: the codes a CLASS figure may take; () when not said.
        feed: where the figure comes from when it is the result of another scheme.
    """

    code: str
    title: str
    kind: FigureKind
    unit: str = ""
    enforcement: bool = False
    paired_with: str = ""
    justification: str = ""
    values: tuple[int, ...] = ()
    feed: Feed | None = None


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
    """count × each (thousandths per event; negative for a penalty), then held between min and max.

    Attributes:
        per: points are given for every so many (thousandths of the figure's unit), as a whole number of times
            by `rounding`; 0 for every one, without rounding the count.
    """

    figure: str
    each: int
    per: int = 0
    rounding: Rounding = Rounding.FLOOR


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


class Place(StrEnum):
    """Who comes first in a group."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Tiers:
    """The first tier that holds the value (ratios compare as exact fractions) gives the points.

    Attributes:
        of_target: compare value / target instead of the value itself.
        place: the tiers hold the value's place in the subject's group instead: 1 + how many are strictly better,
            equals share it. Placed are those whose form places this figure in the same way, and who have it. The
            whole group must be in the table.
    """

    figure: str
    tiers: tuple[Tier, ...]
    of_target: bool = False
    empty: Empty = Empty.PROBLEM
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class YesNo:
    figure: str
    yes: int
    no: int = 0


class Combine(StrEnum):
    """How the marks of several assessors become one."""

    DECIDES = "decides"  # the mark of the one named in `decides`; the others stand beside it
    MEAN = "mean"
    LOWEST = "lowest"
    HIGHEST = "highest"
    MEDIAN = "median"  # of an even number, the mean of the two in the middle


@dataclass(frozen=True, slots=True)
class Mark:
    """Points given directly by assessors. Figure codes are "code@assessor".

    Attributes:
        decides: whose mark counts. Where marks are combined: who settles it when they are too far apart, if
            that is none of the assessors; "" for nobody.
        step: marks must be multiples of this (thousandths), 0 for any.
        gap: combined marks further apart than this (thousandths) are left to people; 0 for no limit.
    """

    figure: str
    assessors: tuple[str, ...]
    decides: str
    step: int = 0
    combine: Combine = Combine.DECIDES
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Relative:
    """value / target, measured beyond 1 against the leader of the subject's group.

    Below the target `max × at_target × value / target`, at the target `max × at_target`; beyond it the best of
    the group gets `max`, the others `max × (at_target + (1 − at_target) × excess / best excess)`. Subjects of
    the group to whom the criterion does not apply lead nobody. The whole group must be in the table.
    """

    figure: str
    at_target: Fraction = Fraction(1, 2)
    empty: Empty = Empty.PROBLEM


Method = Events | Share | Tiers | YesNo | Mark | Relative


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


class Takes(StrEnum):
    """What a group takes from its criteria."""

    SUM = "sum"
    BEST = "best"  # only the highest: one object, or alternatives of which one counts


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria added together (or the best of them) and held between `minimum` and
    `maximum` (bonus and penalty groups too).

    Attributes:
        rescale_to: what the applicable maxima are scaled to under RESCALE (normally `maximum`).
        takes: BEST has no criterion whose maximum is redistributed.
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
    takes: Takes = Takes.SUM


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
class Step:
    """When it holds, the class moves along the scale by `steps`: + is worse, − is better.

    The steps of all that hold are added, then the class is held to the classes that count. Vetoes and caps come
    after. A subject without a class, or with one that does not count, is not moved.

    Attributes:
        floor: this step never brings the class below it; ceiling: nor above it; "" for no limit.
        by_figure: multiply `steps` by this figure (less `minus_figure`), or by its sign if `sign`.
    """

    when: Condition | None
    steps: int
    clause: str
    title: str = ""
    floor: str = ""
    ceiling: str = ""
    by_figure: str = ""
    minus_figure: str = ""
    sign: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """The criteria and class table for one sort of subject (a regulation may have several forms).

    The total is `start` plus the groups, held between `minimum` and `maximum`. Without groups there are no
    points and the class is given by the decision list alone.

    Attributes:
        unreported_class: of a subject with no figure at all (results of other schemes aside): total 0, this class,
            and nothing else is asked; "" where the regulation does not say it.
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
    steps: tuple[Step, ...] = ()
    unreported_class: str = ""
    unreported_clause: str = ""

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
    """One named amount: `base` × percent (rounded), or `base` minus other amounts, or a fixed number.

    `base` is "eligible" (members whose class is not excluded), "headcount", an earlier step, "class:<code>"
    (members that hold that class once everybody is rated) or "group-figure:<code>" (a whole number reported for
    the group). `percents` maps the collective's own class to a share; the single key "" is the same for all.

    Attributes:
        fixed: the amount itself; `base` and `percents` are then not read.
    """

    name: str
    base: str
    percents: tuple[tuple[str, Fraction], ...] = ()
    minus: tuple[str, ...] = ()
    rounding: Rounding = Rounding.FLOOR
    line: int = 0
    fixed: int | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """How many members of each group may hold a class. It reports; people decide.

    Attributes:
        excluded: classes left out of "eligible".
        collective_class: figure that holds the collective's own class ("" if the percentages do not depend on it).
        limits: class code → step name whose amount is the most allowed.
        exempt_figure: a figure of the group; where it is yes the quota is not applied, and that is said.
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
    exempt_figure: str = ""


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
class WorkStep:
    """A dated step of the work that the regulation lays down; shown with the scheme, computed from nowhere.

    Attributes:
        from_day, to_day: "MM-DD", "" where the regulation names no day.
        working_days: how long it takes where the regulation counts working days, else 0.
    """

    code: str
    title: str
    clause: str
    from_day: str = ""
    to_day: str = ""
    working_days: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that people take: a vote, a choice among the formally eligible. Recorded, never computed.

    Attributes:
        among: the classes whose holders may be chosen.
    """

    code: str
    title: str
    clause: str
    among: tuple[str, ...] = ()
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
    calendar: tuple[WorkStep, ...] = ()
    choices: tuple[Choice, ...] = ()

    def form(self, code: str) -> Form:
        return next(f for f in self.forms if f.code == code)

    @property
    def group_figures(self) -> frozenset[str]:
        """Codes of the figures that are reported for a group as a whole, for its quotas."""
        said = {f for q in self.quotas for f in (q.collective_class, q.exempt_figure) if f}
        bases = {s.base.partition(":") for q in self.quotas for s in q.steps if s.fixed is None}
        return frozenset(said | {of for kind, _, of in bases if kind == "group-figure"})

    def roll_up(self, level: PeriodKind) -> RollUp | None:
        return next((r for r in self.roll_ups if r.level == level), None)

    def in_force(self, on: date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)
