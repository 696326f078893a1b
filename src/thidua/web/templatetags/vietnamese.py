"""Template filters that write numbers, points, days and periods as Vietnamese readers expect them.

The writing itself is `office.format`; here it only gets names that templates can call.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from django import template
from django.utils import timezone

from thidua.core.period import Period
from thidua.office import format as write

register = template.Library()


@register.filter
def points(thousandths: int | None) -> str:
    """Points with two decimals, so that a column lines up: 98120 → "98,12"."""
    return write.ABSENT if thousandths is None else write.points(int(thousandths))


@register.filter
def number(thousandths: int | None) -> str:
    return write.ABSENT if thousandths is None else write.number(int(thousandths))


@register.filter
def signed(thousandths: int | None) -> str:
    return "" if thousandths is None else write.signed(int(thousandths))


@register.filter
def signed_points(thousandths: int | None) -> str:
    return "" if thousandths is None else write.signed_points(thousandths)


@register.filter
def count(value: int) -> str:
    """A whole number with dots: 12188 → "12.188"."""
    return write.count(int(value))


@register.filter
def tenths(value: int) -> str:
    """Tenths as a decimal number: 15 → "1,5", -5 → "-0,5"."""
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 10},{abs(value) % 10}"


@register.filter
def percent(value: Fraction) -> str:
    """An exact share: 4/5 → "80 %"."""
    return write.percent(value)


@register.filter
def day(on: date | None) -> str:
    return write.day(on) if on else ""


@register.filter
def moment(at: datetime | None) -> str:
    return write.moment(timezone.localtime(at)) if at else ""


@register.filter
def period(held: Period | str) -> str:
    return write.period(Period.parse(held) if isinstance(held, str) else held)


@register.filter
def period_days(held: Period | str) -> str:
    return write.period_days(Period.parse(held) if isinstance(held, str) else held)


@register.filter
def size(value: int) -> str:
    """Bytes of a file or a disk: "312 KB", "1,4 MB", "38 GB"."""
    if value < 1_000_000:
        return f"{write.count(max(1, round(value / 1000)))} KB"
    if value >= 10_000_000_000:
        return f"{write.count(value // 1_000_000_000)} GB"
    return f"{write.number(round(value / 1000), 1)} MB"


@register.filter
def absolute(value: int) -> int:
    return abs(value)


@register.filter
def signed_count(value: int) -> str:
    return write.signed(value * 1000) if value else "0"


@register.filter
def look(code: str, titles: Mapping[str, str]) -> str:
    """The title of a code, or the code itself where the rules have none."""
    return titles.get(code, code)
