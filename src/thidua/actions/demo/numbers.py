"""The made-up figures of every unit and week; each has its own stream, so that adding one moves no other."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from thidua.actions.demo.calendar import season
from thidua.actions.demo.people import MadePerson
from thidua.actions.demo.units import AN_UNIT, COMPANY, MadeUnit
from thidua.core.number import MILLI
from thidua.core.period import Period

SCORED_SORTS = ("commune", "office", "team")
WEEKLY_TARGETS = {  # figure → sort of unit → promised per week
    "buoi-tuyen-truyen": {"commune": 2, "office": 1, "team": 1},
    "dien-dan-lang-nghe": {"commune": 1},
    "ngay-cong-giup-dan": {"commune": 8, "office": 3, "team": 4},
}
NOT_FOR = {  # figures that do not exist for an office or a team
    "office": ("dien-dan-lang-nghe", "mo-hinh-xac-nhan", "mo-hinh-duoc-nhan-rong"),
    "team": ("dien-dan-lang-nghe", "mo-hinh-xac-nhan", "mo-hinh-duoc-nhan-rong", "tap-huan"),
}
LATE_UNIT, LATE_WEEK = "ca-xa-hoa-mo", 7  # reports on Monday morning instead of Friday
WRONG_UNIT, WRONG_WEEK = "ca-xa-doi-che", 11  # the March week that is reopened
WRONG_FIGURE = "ho-so-dung-han"


@dataclass(frozen=True, slots=True)
class MadeFigure:
    """`subject` is a unit's or an officer's code; thousandths as in core.score.table."""

    subject: str
    figure: str
    numerator: int
    denominator: int = MILLI
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Numbers:
    """Draws numbers for (subject, figure, week) from the seed."""

    seed: int

    def of(self, *key: object) -> Random:
        return Random("|".join(map(str, (self.seed, *key))))  # noqa: S311 - made-up data, not a secret

    def skill(self, subject: str) -> int:
        """How well a subject usually does, in percent; An's unit is a good one."""
        return 93 if subject == AN_UNIT else self.of(subject, "skill").randint(78, 97)


def week_figures(numbers: Numbers, unit: MadeUnit, week: Period) -> tuple[MadeFigure, ...]:
    """Everything one unit reports for one week, in the order of the catalogue."""
    made = _counts(numbers, unit, week) + _ratios(numbers, unit, week) + _conduct(numbers, unit, week)
    absent = NOT_FOR.get(unit.sort, ())
    return tuple(
        MadeFigure(unit.code, f.figure, 0, MILLI, applies=False) if f.figure in absent else f for f in made
    )


def _counts(numbers: Numbers, unit: MadeUnit, week: Period) -> tuple[MadeFigure, ...]:
    mood = season(week)
    skill = numbers.skill(unit.code)

    def count(figure: str, percent: int) -> int:
        promised = WEEKLY_TARGETS[figure].get(unit.sort, 0)
        random = numbers.of(unit.code, figure, week.code)
        wanted = promised * percent * (skill + random.randint(-12, 22))
        return (wanted + 5000) // 10000

    sessions = count("buoi-tuyen-truyen", mood.outreach)
    heard = sum(numbers.of(unit.code, "luot", week.code, i).randint(22, 64) for i in range(sessions))
    spread = unit.sort == "commune" and numbers.of(unit.code, "nhan-rong", week.code).random() < 0.012
    return (
        _whole(unit, "buoi-tuyen-truyen", sessions),
        _whole(unit, "luot-nghe-tuyen-truyen", heard),
        _whole(unit, "dien-dan-lang-nghe", count("dien-dan-lang-nghe", mood.outreach)),
        _whole(unit, "ngay-cong-giup-dan", count("ngay-cong-giup-dan", mood.help_days)),
        _whole(unit, "mo-hinh-duoc-nhan-rong", int(spread)),
    )


def _ratios(numbers: Numbers, unit: MadeUnit, week: Period) -> tuple[MadeFigure, ...]:
    busy = 3 if unit.sort == "commune" else 1
    sizes = {  # figure → (smallest, largest denominator, ease in percent added to the unit's skill)
        "ho-so-dung-han": (8 * busy, 22 * busy, 5),
        "phan-anh-tra-loi-dung-han": (2 * busy, 5 * busy, 3),
        "mo-hinh-xac-nhan": (4, 8, 6),
        "dieu-lenh-dat": (6, 12, 6),
        "tap-huan": (2, 6, 2),
    }
    made = []
    for figure, (low, high, ease) in sizes.items():
        random = numbers.of(unit.code, figure, week.code)
        whole = random.randint(low, high)
        chance = min(99, numbers.skill(unit.code) + ease)
        part = sum(random.randint(1, 100) <= chance for _ in range(whole))
        made.append(MadeFigure(unit.code, figure, part * MILLI, whole * MILLI))
    return tuple(made)


def _conduct(numbers: Numbers, unit: MadeUnit, week: Period) -> tuple[MadeFigure, ...]:
    random = numbers.of(unit.code, "conduct", week.code)
    slack = 100 - numbers.skill(unit.code)
    on_time = not is_late(unit, week) and random.randint(1, 100) > slack // 3
    complaints = int(random.randint(1, 1000) <= slack * 2)
    wrong = int(random.randint(1, 1000) <= slack * 2)
    return (
        _whole(unit, "bao-cao-dung-han", int(on_time)),
        _whole(unit, "phan-anh-dung-ve-thai-do", complaints),
        _whole(unit, "so-lieu-sai-khi-kiem-tra", wrong),
    )


def _whole(unit: MadeUnit, figure: str, value: int) -> MadeFigure:
    return MadeFigure(unit.code, figure, value * MILLI)


def is_late(unit: MadeUnit, week: Period) -> bool:
    return unit.code == LATE_UNIT and int(week.code[-2:]) == LATE_WEEK


def week_class(numbers: Numbers, officer: MadePerson, week: Period) -> MadeFigure:
    """The class the company gave an officer for a week: 1 to 4, or 0 for "không phân loại" (on leave)."""
    random = numbers.of(officer.code, "loai-tuan", week.code)
    drawn = random.randint(1, 1000)
    strong = (numbers.skill(officer.code) - 70) * 30  # 240 to 810 in a thousand
    if drawn <= 15:
        given = 0
    elif drawn <= 15 + strong:
        given = 1
    else:
        given = 2 if drawn <= 998 else random.choice((3, 3, 3, 4))
    return MadeFigure(officer.code, "loai-tuan", given * MILLI)


def company_class(numbers: Numbers, month: Period) -> MadeFigure:
    """The company's own class of a month, given by the province; the quota depends on it."""
    given = numbers.of(COMPANY, "loai-tap-the", month.code).choice((1, 1, 2))
    return MadeFigure(COMPANY, "loai-tap-the", given * MILLI)
