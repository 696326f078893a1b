"""Violations of the police regulations (circular 02/2021): ladders, thresholds, circumstances, joint liability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.core.law.facts import Absence, AbsenceKind
from thidua.core.law.provision import LawBook, Provision
from thidua.core.law.publication import Deadline, term
from thidua.core.workday import WorkCalendar


class Sanction(StrEnum):
    """The ladder of Article 7, mildest first; a unit's ladder ends with EXCLUDED."""

    REPRIMANDED = "phe-binh"
    LOWERED = "ha-bac"  # this year's title one step lower
    EXCLUDED = "khong-xet"
    FAILED = "khtnv"
    DISCIPLINE_REPRIMAND = "khien-trach"
    WARNING = "canh-cao"
    DEMOTION = "giang-cap"
    DISMISSAL = "cach-chuc"
    EXPULSION = "tuoc-danh-hieu"


_LADDER = tuple(Sanction)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the sanction of its group (Article 9), and how often the same act was handled before."""

    name: str
    sanction: Sanction
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Sanctioned:
    """Attributes:
    sanction: None where nothing follows.
    provisions: the articles that led there, in the order applied.
    """

    sanction: Sanction | None
    provisions: tuple[Provision, ...]


def unit_sanction(occurrences: int, staff: int, on: date, law: LawBook) -> Sanctioned:
    """What follows for a unit from occurrences per member of its establishment in the year (Article 8)."""
    if staff < 1 or occurrences < 0:
        raise ValueError(staff, occurrences)
    rules = law.on(on)
    ratio = Fraction(occurrences, staff)
    for code, sanction in (
        ("conduct.unit-exclude", Sanction.EXCLUDED),
        ("conduct.unit-lower", Sanction.LOWERED),
        ("conduct.unit-reprimand", Sanction.REPRIMANDED),
    ):
        if code in rules and ratio >= rules[code].share:
            return Sanctioned(sanction, (rules[code],))
    return Sanctioned(None, ())


def officer_sanction(
    acts: Sequence[Act], on: date, law: LawBook, *, aggravating: int = 0, mitigating: int = 0
) -> Sanctioned:
    """What follows for an officer from the acts found at one time (Articles 3.4 and 10)."""
    rules = law.on(on)
    if not acts or "conduct.repeat" not in rules:
        return Sanctioned(None, ())
    used: list[Provision] = []
    if any(act.repeated for act in acts):
        used.append(rules["conduct.repeat"])
    step = max(_LADDER.index(act.sanction) + act.repeated for act in acts)
    if len(acts) > 1:
        step += 1
        used.append(rules["conduct.several"])
    if aggravating != mitigating:
        step += 1 if aggravating > mitigating else -1
        used.append(rules["conduct.circumstances"])
    if step < 0:
        used.append(rules["conduct.lowest"])
    return Sanctioned(_LADDER[min(max(step, 0), len(_LADDER) - 1)], tuple(used))


def joint_liability(
    sanction: Sanction, *, unit: bool, on: date, law: LawBook, repeated: bool = False, warned: bool = False
) -> Sanctioned:
    """What follows for the head and the commander directly responsible (Article 12).

    Args:
        unit: the sanction fell on the unit, not on one officer.
        warned: the commander had reminded in writing (or minuted) and reported upward in writing.
    """
    rules = law.on(on)
    code = "conduct.joint-unit" if unit else "conduct.joint-officer"
    step = _LADDER.index(sanction)
    if code not in rules or step < _LADDER.index(Sanction.LOWERED):
        return Sanctioned(None, ())
    if warned:
        return Sanctioned(None, (rules["conduct.joint-exempt"],))
    if step >= _LADDER.index(Sanction.DISCIPLINE_REPRIMAND):
        found = Sanction.EXCLUDED
    elif step >= _LADDER.index(Sanction.EXCLUDED):
        found = Sanction.EXCLUDED if unit and repeated else Sanction.LOWERED
    else:
        found = Sanction.LOWERED if unit and repeated else Sanction.REPRIMANDED
    return Sanctioned(found, (rules[code],))


def postponed(absences: Sequence[Absence], on: date, law: LawBook) -> Provision | None:
    """Why handling waits on that day (Article 4.1): postponed, not dropped."""
    waits = (AbsenceKind.MATERNITY, AbsenceKind.INJURY)
    away = any(a.kind in waits and a.first <= on <= a.last for a in absences)
    return law.on(on).get("conduct.postponed") if away else None


def handle_by(notice: date, law: LawBook, calendar: WorkCalendar, *, complex_case: bool = False) -> Deadline:
    """Until when a violation is handled; the day of the notice is not counted (Article 6).

    Raises:
        KeyError: the circular is not in force on that day.
    """
    return term(law.on(notice)["conduct.complex" if complex_case else "conduct.deadline"], notice, calendar)


@dataclass(frozen=True, slots=True)
class Training:
    """Result of one officer: parts of the contents (Circular 27/2020, Article 5)."""

    attendance: Fraction
    theory_passed: bool
    practice: Fraction
    department_leader: bool = False


def training_passed(result: Training, on: date, law: LawBook) -> bool:
    rules = law.on(on)
    practice = rules["training.practice-leader" if result.department_leader else "training.practice"].share
    attended = result.attendance >= rules["training.attendance"].share
    return attended and result.theory_passed and result.practice >= practice


def collective_training_passed(passed: int, staff: int, on: date, law: LawBook) -> bool:
    return Fraction(passed, staff) >= law.on(on)["training.collective"].share


def soldier_tests(total: int, passed: int, good: int, on: date, law: LawBook) -> bool | None:
    """Whether a soldier's tests carry Chiến sĩ tiên tiến; None where the overlay that says so is not laid on."""
    rules = law.on(on)
    all_of, good_of = (rules.get(f"chien-si-tien-tien.tests-{name}") for name in ("passed", "good"))
    if all_of is None or good_of is None:
        return None
    return Fraction(passed, total) >= all_of.share and Fraction(good, total) >= good_of.share
