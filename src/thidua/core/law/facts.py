"""What is known of a person or a unit when somebody asks whether a title or a form of commendation is due.

Every fact says where it stands (`where`: a decision, a paper, a record of the system), so that a verdict can show what
it read. Absent is not zero and not "no": a single fact that nobody stated is None, a list that nobody stated is None,
and a list that somebody stated to be empty is (). Years are *evaluation years* (a school year counts as the calendar
year in which it ends).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from thidua.core.award import Category
from thidua.core.law.post import PostHeld
from thidua.core.unit.succession import Carry

Value = TypeVar("Value")


class Rating(StrEnum):
    """Completion of tasks in one year, best first."""

    EXCELLENT = "HTXSNV"
    GOOD = "HTTNV"
    DONE = "HTNV"
    NOT_DONE = "KHTNV"

    def at_least(self, other: Rating) -> bool:
        return _RATINGS[self] <= _RATINGS[other]


class Breadth(StrEnum):
    """How far something reaches: recognition of an initiative, influence of an achievement."""

    UNIT = "co-so"
    MINISTRY = "bo-tinh"  # ministry, sector or province; in the police: the whole force
    NATION = "toan-quoc"

    def at_least(self, other: Breadth) -> bool:
        return _BREADTHS[self] >= _BREADTHS[other]


class CommendationType(StrEnum):
    """The six kinds of Article 8: what a commendation was given for."""

    MERIT = "cong-trang"
    SUDDEN = "dot-xuat"
    MOVEMENT = "phong-trao"  # also by theme (chuyên đề)
    DEVOTION = "qua-trinh-cong-hien"
    TENURE = "nien-han"  # army and police only
    FOREIGN = "doi-ngoai"


class InitiativeKind(StrEnum):
    INITIATIVE = "sang-kien"
    SCIENCE = "de-tai-khoa-hoc"  # project, scheme or work of science, accepted
    INGENUITY = "muu-tri"  # ingenuity in combat and in service of combat


class DisciplineLevel(StrEnum):
    """Mildest first."""

    REPRIMAND = "khien-trach"
    WARNING = "canh-cao"
    DEMOTION = "giang-cap"  # lower rank or pay
    DISMISSAL = "cach-chuc"  # removed from, or lowered in, post
    EXPULSION = "tuoc-danh-hieu"  # stripped of membership of the force

    def at_least(self, other: DisciplineLevel) -> bool:
        return _LEVELS[self] >= _LEVELS[other]


_RATINGS = {rating: rank for rank, rating in enumerate(Rating)}
_BREADTHS = {breadth: rank for rank, breadth in enumerate(Breadth)}
_LEVELS = {level: rank for rank, level in enumerate(DisciplineLevel)}


class HoldKind(StrEnum):
    """Why nothing is proposed for the time being (decree 152/2025, Article 4.4)."""

    DISCIPLINE_PENDING = "dang-xem-xet-ky-luat"
    INVESTIGATION = "dang-dieu-tra"
    INSPECTION = "thanh-tra-co-dau-hieu-vi-pham"
    COMPLAINT = "khieu-nai-to-cao-dang-xac-minh"
    PRESS = "bao-chi-neu-dang-xac-minh"


class AbsenceKind(StrEnum):
    MATERNITY = "thai-san"
    INJURY = "bi-thuong"  # in combat or while rescuing people or property
    STUDY = "hoc-tap"
    OTHER = "khac"


class StudyResult(StrEnum):
    """Best first."""

    EXCELLENT = "gioi"
    GOOD = "kha"
    AVERAGE = "trung-binh"
    FAILED = "khong-dat"


class Service(StrEnum):
    """What the person is to the force that rewards."""

    OFFICER = "si-quan"
    SERGEANT = "ha-si-quan"
    SOLDIER = "chien-si"
    WORKER = "cong-nhan"
    CONTRACT = "hop-dong"
    CIVILIAN = "can-bo-cong-chuc"  # staff of an office outside the armed forces
    OUTSIDER = "ngoai-luc-luong"
    OUTSIDE_LEADER = "lanh-dao-ngoai-luc-luong"
    SECURITY_TEAM = "to-bao-ve-an-ninh-trat-tu"  # members of the teams that keep order at the grassroots

    @property
    def outside(self) -> bool:
        return self in (Service.OUTSIDER, Service.OUTSIDE_LEADER, Service.SECURITY_TEAM)


class UnitTier(StrEnum):
    """The three tiers of collectives of the police."""

    PROVINCE = "cap-tinh"  # department of the ministry or provincial police
    BASE = "co-so"
    TEAM = "truc-thuoc-co-so"


class Quality(StrEnum):
    """What somebody in charge confirms or denies about one evaluation year."""

    SPIRIT = "tinh-than"  # self-reliance, solidarity, active in movements
    REGISTERED = "dang-ky-thi-dua"
    OUTSTANDING = "xuat-sac-tieu-bieu"
    UNITY = "noi-bo-doan-ket"
    DEMOCRACY = "dan-chu-co-so"
    MOVEMENT_REGULAR = "phong-trao-thuong-xuyen"
    LEADS_CLUSTER = "dan-dau-cum"
    LEADS_THEME = "dan-dau-phong-trao-chuyen-de"  # of three years or more, at its final review
    TARGETS_EXCEEDED = "vuot-chi-tieu"
    PARTY_EXCELLENT = "to-chuc-dang-doan-the-xuat-sac"
    THRIFT = "tiet-kiem-phong-chong-tham-nhung"
    TESTS_PASSED = "kiem-tra-dat"
    ACCLAIMED = "duoc-tap-the-suy-ton"
    OWN_STANDING = (
        "thanh-lap-theo-quyet-dinh"  # a team set up by decision, with its own party cell, under a large base
    )


@dataclass(frozen=True, slots=True)
class Stated(Generic[Value]):
    """A single value and where it stands."""

    value: Value
    where: str


@dataclass(frozen=True, slots=True)
class YearRating:
    """Attributes:
    unit: the unit that rated, when not the present one; its history follows `Heritage`.
    """

    year: int
    rating: Rating
    where: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Honour:
    """A title or form of commendation held.

    Attributes:
        code: title or form, of `rules/data/awards.yaml`.
        year: evaluation year of a title; last year of merit of a form.
        since: first year of merit where it thanks for several; None: only `year`.
        type: what it was given for.
        unit: the unit that earned it, when it is not the present one.
        revoked: cancelled by decision; it stays in the history and counts for nothing.
    """

    code: str
    year: int
    where: str
    decided_on: date | None = None
    type: CommendationType = CommendationType.MERIT
    since: int | None = None
    unit: str = ""
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class InitiativeUse:
    """An initiative was the ground of this title or form."""

    code: str
    year: int
    where: str


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative, project of science or tactical ingenuity.

    Attributes:
        breadth: how far it was recognised; None while no paper recognises it.
        recognised_by: who recognised it, as people read it.
        applied: used with effect; None when nobody said.
    """

    name: str
    year: int
    where: str
    kind: InitiativeKind = InitiativeKind.INITIATIVE
    breadth: Breadth | None = None
    recognised_by: str = ""
    applied: bool | None = None
    uses: tuple[InitiativeUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something done that may be thanked for once.

    Attributes:
        used_for: codes of the awards that consumed it.
    """

    name: str
    year: int
    where: str
    type: CommendationType = CommendationType.MERIT
    breadth: Breadth | None = None
    used_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discipline:
    """Attributes:
    acted_on: day of the act; the year it counts for, whatever the day of the decision.
    served_on: day the discipline was served; None while it runs.
    """

    level: DisciplineLevel
    where: str
    decided_on: date
    acted_on: date | None = None
    served_on: date | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    kind: HoldKind
    since: date
    where: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Attributes:
    workdays: working days missed, for rules that count them.
    medical_conclusion: of a medical body of district level or higher (injury).
    rules_kept: the rules of the course were obeyed (study).
    """

    kind: AbsenceKind
    first: date
    last: date
    where: str
    workdays: int | None = None
    medical_conclusion: bool | None = None
    rules_kept: bool | None = None
    result: StudyResult | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Attributes:
    months_before: months of this year at the old unit.
    remark: the old unit (when seconded: the receiving one) gave its remark in writing.
    """

    on: date
    where: str
    months_before: int | None = None
    remark: bool | None = None
    seconded: bool = False


@dataclass(frozen=True, slots=True)
class Heritage:
    """What the re-organisation of a unit declared about its history.

    Attributes:
        unit: the old unit, as `Honour.unit` and `YearRating.unit` name it.
        carry: the declared rule; None where the paper is silent, and then people must choose.
    """

    unit: str
    on: date
    carry: Carry | None
    where: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    what: Quality
    year: int
    holds: bool
    where: str


@dataclass(frozen=True, slots=True)
class Members:
    """Members of a unit in one evaluation year; each count None when nobody stated it.

    Attributes:
        done: members who completed their tasks.
        base_titles: members with Lao động tiên tiến or Chiến sĩ tiên tiến.
        fighters: members with Chiến sĩ thi đua cơ sở.
        warned: members disciplined with a warning (cảnh cáo) or more.
    """

    year: int
    where: str
    total: int | None = None
    done: int | None = None
    base_titles: int | None = None
    fighters: int | None = None
    warned: int | None = None
    women: int | None = None


@dataclass(frozen=True, kw_only=True)
class SubjectFacts:
    """What a person and a unit have in common.

    Attributes:
        history_from: from this year on `ratings` and `honours` are complete, so that what is not there was not
            given; None: from the earliest year among them.
        disciplines, holds: None while nobody has said whether there are any.
    """

    category: ClassVar[Category]
    code: str
    name: str
    ratings: tuple[YearRating, ...] = ()
    honours: tuple[Honour, ...] | None = None
    initiatives: tuple[Initiative, ...] | None = None
    achievements: tuple[Achievement, ...] | None = None
    disciplines: tuple[Discipline, ...] | None = None
    holds: tuple[Hold, ...] | None = None
    confirmed: tuple[Confirmed, ...] = ()
    heritages: tuple[Heritage, ...] = ()
    history_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFacts(SubjectFacts):
    """Attributes:
    recruited_on: first day in the force or at the office.
    serving_since: start of the present unbroken service, where years of it matter.
    hard_years: full years of that service in areas of hardship.
    retiring_on: day of the notice of retirement, for devotion.
    posts: of leadership, for devotion; None while nobody has said which.
    absences, transfers: None while nobody has said whether there are any.
    """

    category = Category.INDIVIDUAL
    service: Stated[Service] | None = None
    woman: Stated[bool] | None = None
    recruited_on: Stated[date] | None = None
    serving_since: Stated[date] | None = None
    hard_years: Stated[int] | None = None
    retiring_on: Stated[date] | None = None
    posts: tuple[PostHeld, ...] | None = None
    absences: tuple[Absence, ...] | None = None
    transfers: tuple[Transfer, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class UnitFacts(SubjectFacts):
    category = Category.COLLECTIVE
    tier: Stated[UnitTier] | None = None
    founded_on: Stated[date] | None = None
    headcount: Stated[int] | None = None
    members: tuple[Members, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HouseholdFacts(SubjectFacts):
    """Asked of a paper in hand (`thidua eligible`); no table keeps one."""

    category = Category.HOUSEHOLD
