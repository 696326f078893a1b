"""How values are written for Vietnamese readers: 1.234,5 · 31/106 (29,25 %) · 22/11/2026.

Quantities are thousandths (int), as everywhere in the core. Rounding here is for reading only and is half
away from zero; nothing formatted is ever read back as data. Words follow the language now spoken; numbers and days
are written the Vietnamese way in both, for the same papers lie beside the screen.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from thidua.core.figure import Qualifier
from thidua.core.number import MILLI, Rounding, divide
from thidua.core.period import Period, PeriodKind
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.language import spoken

NBSP = "\u00a0"
MINUS = "−"
ABSENT = "—"
NOT_APPLICABLE = "không áp dụng"

_QUALIFIED = {
    Qualifier.EXACT: ("{}", "{}"),
    Qualifier.ABOVE: ("trên {}", "over {}"),
    Qualifier.NEARLY: ("gần {}", "nearly {}"),
    Qualifier.AT_LEAST: ("ít nhất {}", "at least {}"),
    Qualifier.AT_MOST: ("nhiều nhất {}", "at most {}"),
    Qualifier.THOUSANDS: ("hàng nghìn", "thousands"),
    Qualifier.HUNDREDS: ("hàng trăm", "hundreds"),
}
_NOT_APPLICABLE = (NOT_APPLICABLE, "not applicable")
_YES, _NO = ("có", "yes"), ("không", "no")
_CLASS, _NO_CLASS = ("loại {}", "class {}"), ("không phân loại", "not classified")
_MOMENT = ("{} ngày {}", "{} on {}")
_PERIOD = {
    PeriodKind.WEEK: ("Tuần {}/{}", "Week {}/{}"),
    PeriodKind.MONTH: ("Tháng {}/{}", "Month {}/{}"),
    PeriodKind.QUARTER: ("Quý {}/{}", "Quarter {}/{}"),
    PeriodKind.YEAR: ("Năm {}", "Year {}"),
}


def _say(words: tuple[str, str], *values: object) -> str:
    return words[spoken.get() == "en"].format(*values)


def number(thousandths: int, places: int | None = None) -> str:
    """1234500 → "1.234,5"; with `places`, exactly that many decimals (0–3)."""
    if places is None:
        whole, rest = divmod(abs(int(thousandths)), MILLI)
        decimals = f"{rest:03d}".rstrip("0")
    else:
        scaled = divide(abs(int(thousandths)), 10 ** (3 - places), Rounding.HALF_UP)
        whole, rest = divmod(scaled, 10**places)
        decimals = f"{rest:0{places}d}" if places else ""
    text = f"{whole:,}".replace(",", ".") + (f",{decimals}" if decimals else "")
    negative = thousandths < 0 and any(c in "123456789" for c in text)
    return MINUS + text if negative else text


def points(thousandths: int) -> str:
    """Points that somebody earned, in two decimals so that a column lines up: 98120 → "98,12", 95700 → "95,70".

    A third decimal is shown where there is one. What a regulation itself says (a maximum, so much each) is `number`.
    """
    return number(thousandths, 3 if int(thousandths) % 10 else 2)


def signed(thousandths: int) -> str:
    """A change: "+1,5", "−2", "0"."""
    return f"+{number(thousandths)}" if thousandths > 0 else number(thousandths)


def signed_points(thousandths: int) -> str:
    """A change of points: "+1,50", "−2,00", "0,00"."""
    return f"+{points(thousandths)}" if thousandths > 0 else points(thousandths)


def count(value: int) -> str:
    """A whole number: 12188 → "12.188"."""
    return number(value * MILLI)


def percent(value: Fraction, places: int = 2) -> str:
    """A fraction as a percentage: 31/106 → "29,25 %"; trailing zeros are dropped."""
    scaled = divide(value.numerator * 100 * 10**places, value.denominator, Rounding.HALF_AWAY)
    return f"{number(scaled * 10 ** (3 - places))}{NBSP}%"


def ratio(numerator: int, denominator: int) -> str:
    """Both parts and the percentage, always together: "31/106 (29,25 %)"."""
    parts = f"{number(numerator)}/{number(denominator)}"
    return f"{parts} ({percent(Fraction(numerator, denominator))})" if denominator > 0 else parts


def value(kind: FigureKind, state: State, numerator: int, denominator: int = MILLI) -> str:
    """Any figure as people read it: "12", "31/106 (29,25 %)", "có", "không áp dụng", "—"."""
    if state is State.ABSENT:
        return ABSENT
    if state is State.NOT_APPLICABLE:
        return _say(_NOT_APPLICABLE)
    if kind is FigureKind.RATIO:
        return ratio(numerator, denominator)
    if kind is FigureKind.YES_NO:
        return _say(_YES if numerator else _NO)
    if kind is FigureKind.CLASS:
        return _say(_CLASS, numerator // MILLI) if numerator else _say(_NO_CLASS)
    return number(numerator)


def qualified(thousandths: int, qualifier: Qualifier) -> str:
    """As it was printed: "trên 50", "gần 90", "hàng nghìn"."""
    return _say(_QUALIFIED[qualifier], number(thousandths))


def day(on: date) -> str:
    """ "22/11/2026"."""
    return f"{on.day:02d}/{on.month:02d}/{on.year}"


def moment(at: datetime) -> str:
    """ "09:05 ngày 22/11/2026", in the time zone the value carries."""
    return _say(_MOMENT, f"{at.hour:02d}:{at.minute:02d}", day(at.date()))


def days(start: date, end: date) -> str:
    """ "24/02–02/03/2025"; the first year is left out when it is the same."""
    first = f"{start.day:02d}/{start.month:02d}"
    return f"{first if start.year == end.year else day(start)}–{day(end)}"


def period(held: Period) -> str:
    """ "Tuần 9/2025", "Tháng 3/2025", "Quý I/2025", "Năm 2025"."""
    year = held.start.year
    match held.kind:
        case PeriodKind.WEEK:
            year, week = (int(part) for part in held.code.split("-W"))
            return _say(_PERIOD[held.kind], week, year)
        case PeriodKind.MONTH:
            return _say(_PERIOD[held.kind], held.start.month, year)
        case PeriodKind.QUARTER:
            return _say(_PERIOD[held.kind], ("I", "II", "III", "IV")[held.start.month // 3], year)
        case PeriodKind.YEAR:
            return _say(_PERIOD[held.kind], year)


def period_within(held: Period) -> str:
    """Inside a sentence: "tuần 9/2025", "quý I/2025"."""
    text = period(held)
    return text[0].lower() + text[1:]


def period_days(held: Period) -> str:
    """With its days: "Tuần 9/2025 (24/02–02/03/2025)"."""
    return f"{period(held)} ({days(held.start, held.end)})"
