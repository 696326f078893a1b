"""A cluster's year as a line: months, what was due when, what was reached, and today; SVG text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from thidua.office.format import day as day_text

WIDTH, HEIGHT = 1300, 124
LEFT, RIGHT, LINE = 20, 30, 70
APART = 120  # between labels on one level
LEVELS = (52, 34, 16)


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of the year. `reached`: it has come about; else it is still only set down."""

    on: date
    title: str
    reached: bool


def year_line(year: int, marks: Sequence[Mark], today: date, label: str) -> str:
    """Months below the line, what stands on it above; filled where reached, hollow where not."""
    first = date(year, 1, 1)
    soon = [today] if today <= date(year + 1, 3, 31) else []
    last = max([date(year, 12, 31), *(mark.on for mark in marks), *soon])
    span = (last - first).days or 1

    def x(on: date) -> float:
        return LEFT + (on - first).days * (WIDTH - LEFT - RIGHT) / span

    body = [f'<line class="axis-line" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{LINE}" y2="{LINE}"/>']
    month = first
    while month <= last:
        body.append(
            f'<line class="rule" x1="{x(month):.1f}" x2="{x(month):.1f}" y1="{LINE}" y2="{LINE + 8}"/>'
        )
        if x(month) < WIDTH - RIGHT - 34 and abs(x(month) + 20 - x(today)) > 26:
            name = f"{month.month}/{month.year % 100:02d}"
            body.append(f'<text x="{x(month) + 4:.1f}" y="{LINE + 22}">{name}</text>')
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    ends = [-APART * 2.0] * len(LEVELS)
    for mark in sorted(marks, key=lambda mark: mark.on):
        at = x(mark.on)
        level = next((n for n, end in enumerate(ends) if at - end >= APART), len(LEVELS) - 1)
        ends[level] = at
        y = LEVELS[level]
        anchor = "end" if at > WIDTH - 90 else "start" if at < 90 else "middle"
        style = "mark-reached" if mark.reached else "mark-set"
        body.append(f'<line class="leader" x1="{at:.1f}" x2="{at:.1f}" y1="{y + 4}" y2="{LINE - 7}"/>')
        body.append(f'<circle class="{style}" cx="{at:.1f}" cy="{LINE}" r="6.5"/>')
        if mark.reached:
            body.append(f'<path class="mark-tick" d="M{at - 3:.1f} {LINE}l2.4 2.6 3.8-5"/>')
        body.append(
            f'<text class="value" x="{at:.1f}" y="{y}" text-anchor="{anchor}">{escape(mark.title)}</text>'
        )
    if first <= today <= last:
        now = x(today)
        body.append(f'<path class="mark-today" d="M{now:.1f} {LINE - 12}V{LINE + 30}"/>')
        body.append(
            f'<text class="today-name" x="{min(now, WIDTH - 60):.1f}" y="{HEIGHT - 8}" text-anchor="middle">'
            f"{day_text(today)}</text>"
        )
    return (
        f'<svg class="chart year-line" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">'
        f"{''.join(body)}</svg>"
    )
