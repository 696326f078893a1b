"""Pictures of the laboratory as SVG text, the same on a page and on paper.

Values arrive in thousandths and leave as pictures; nobody is judged by a pixel, so coordinates may be floats.
Marks carry classes; a page styles them by `static/css/lab.css`, paper by `PAPER`. Every mark that says something
differs by shape as well as by colour, for a black printer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from thidua.office.format import number, signed

WIDTH = 660
ROW = 29
LABEL = 236  # width of the names beside bars
VALUE = 122  # width of the numbers behind them
CELL, CELL_HEIGHT = 214, 184
IN_A_ROW = 3

PAPER = """
text { font-family: Tinos, "Times New Roman", serif; font-size: 13px; fill: #1b1f26 }
.quiet { fill: #5a6270; font-size: 12px } .strong { font-weight: bold }
.rule { stroke: #dfe3e9; stroke-width: 1 } .axis { stroke: #8a93a1; stroke-width: 1 }
.bar { fill: #2f5d8c } .bar-second { fill: #fff; stroke: #8a5800; stroke-width: 1.6 }
.whisker { stroke: #10151c; stroke-width: 1.4; fill: none }
.line { fill: none; stroke: #2f5d8c; stroke-width: 2 } .jump { stroke: #a3161d; stroke-width: 2; stroke-dasharray: 3 2 }
.dot { fill: #a3161d } .hole { fill: #fff; stroke: #a3161d; stroke-width: 1.6 } .red { fill: #a3161d }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar. `low`, `high` draw the interval; `second` a diamond to compare with; `said` stands behind it."""

    name: str
    value: int
    said: str
    low: int | None = None
    high: int | None = None
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A figure's curve; `jumps` are (x, before, after)."""

    name: str
    unit: str
    x: Sequence[int]
    y: Sequence[int]
    jumps: Sequence[tuple[int, int, int]] = ()


def bars(rows: Sequence[Row], label: str, legend: tuple[str, str] = ("", "")) -> str:
    """Bars under each other from zero, names at the left, numbers at the right; "" without rows."""
    if not rows:
        return ""
    ends = [v for r in rows for v in (r.value, r.low, r.high, r.second) if v is not None]
    low, high = min(0, *ends), max(*ends, 1)
    left, right = LABEL + 8, WIDTH - VALUE - 10

    def at(value: int) -> float:
        return left + (value - low) / (high - low) * (right - left)

    top = 22 if any(legend) else 4
    body = [_legend(legend, left)] if any(legend) else []
    bottom = top + ROW * len(rows)
    body.append(f'<line class="axis" x1="{at(0):.1f}" x2="{at(0):.1f}" y1="{top}" y2="{bottom}"/>')
    for index, row in enumerate(rows):
        body.append(_bar(row, top + index * ROW, at))
    return _svg(WIDTH, bottom + 4, label, "".join(body))


def _bar(row: Row, y: float, at: Callable[[int], float]) -> str:
    middle = y + ROW / 2
    lines = _lines(row.name, 37)
    first = middle + 4.5 - 7 * (len(lines) - 1)
    parts = [
        f'<text x="{LABEL}" y="{first + 14 * i:.1f}" text-anchor="end">{escape(text)}</text>'
        for i, text in enumerate(lines)
    ]
    x, width = min(at(0), at(row.value)), abs(at(row.value) - at(0))
    parts.append(f'<rect class="bar" x="{x:.1f}" y="{middle - 6:.1f}" width="{width:.1f}" height="12"/>')
    if row.low is not None and row.high is not None:
        a, b = at(row.low), at(row.high)
        parts.append(
            f'<path class="whisker" d="M{a:.1f} {middle:.1f}H{b:.1f}'
            f'M{a:.1f} {middle - 4:.1f}v8M{b:.1f} {middle - 4:.1f}v8"/>'
        )
    if row.second is not None:
        parts.append(_diamond(at(row.second), middle))
    parts.append(
        f'<text class="strong" x="{WIDTH - VALUE + 8}" y="{middle + 4.5:.1f}">{escape(row.said)}</text>'
    )
    return "".join(parts)


def _diamond(x: float, y: float) -> str:
    return f'<path class="bar-second" d="M{x:.1f} {y - 8:.1f}l5 8l-5 8l-5 -8z"/>'


def _legend(legend: tuple[str, str], left: float) -> str:
    first, second = legend
    parts = [
        f'<rect class="bar" x="{left}" y="5" width="14" height="8"/>'
        f'<text class="quiet" x="{left + 19}" y="13">{escape(first)}</text>'
    ]
    if second:
        x = left + 30 + 5.5 * len(first)
        parts.append(f'{_diamond(x, 9)}<text class="quiet" x="{x + 11:.1f}" y="13">{escape(second)}</text>')
    return "".join(parts)


# --- Curves -----------------------------------------------------------------------------------------------


def curves(lines: Sequence[Line], label: str) -> str:
    """Small pictures, three in a row; jumps are dashed, with a ring before and a dot after; "" without lines."""
    if not lines:
        return ""
    rows = -(-len(lines) // IN_A_ROW)
    shift = (WIDTH - min(len(lines), IN_A_ROW) * (CELL + 9)) / 2 if len(lines) < IN_A_ROW else 0
    body = "".join(
        f'<g transform="translate({shift + index % IN_A_ROW * (CELL + 9):.0f} {index // IN_A_ROW * CELL_HEIGHT})">'
        f"{_curve(line)}</g>"
        for index, line in enumerate(lines)
    )
    return _svg(WIDTH, rows * CELL_HEIGHT, label, body)


def _curve(line: Line) -> str:
    left, right, top, bottom = 40, CELL - 8, 52, CELL_HEIGHT - 32
    low, high = min(line.y), max(line.y)
    rules = nice(low, high)
    low, high = rules[0], rules[-1]
    first, last = line.x[0], max(line.x[-1], line.x[0] + 1)

    def at(x: int, y: int) -> tuple[float, float]:
        across = left + (x - first) / (last - first) * (right - left)
        return across, bottom - (y - low) / (high - low) * (bottom - top)

    parts = [
        f'<text class="strong" x="0" y="{13 + 15 * i}">{escape(text)}</text>'
        for i, text in enumerate(_lines(line.name, 34, 3))
    ]
    for value in rules:
        y = at(first, value)[1]
        parts.append(f'<line class="rule" x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="quiet" x="{left - 5}" y="{y + 4:.1f}" text-anchor="end">{number(value)}</text>'
        )
    unit = f" {line.unit}" if line.unit else ""
    parts.append(f'<text class="quiet" x="{left}" y="{bottom + 16}">{number(first)}</text>')
    parts.append(
        f'<text class="quiet" x="{right}" y="{bottom + 16}" text-anchor="end">{escape(number(last) + unit)}</text>'
    )
    parts += [f'<polyline class="line" points="{run}"/>' for run in _runs(line, at)]
    biggest = max((abs(b - a) for _, a, b in line.jumps), default=0)
    for x, before, after in line.jumps:
        (across, y0), (_, y1) = at(x, before), at(x, after)
        parts.append(f'<path class="jump" d="M{across:.1f} {y0:.1f}V{y1:.1f}"/>')
        parts.append(f'<circle class="hole" cx="{across:.1f}" cy="{y0:.1f}" r="3"/>')
        parts.append(f'<circle class="dot" cx="{across:.1f}" cy="{y1:.1f}" r="3"/>')
        if abs(after - before) == biggest:
            anchor, shift = ("end", -7) if across > (left + right) / 2 else ("start", 7)
            said = escape(f"{signed(after - before)} tại {number(rounded(x))}")
            parts.append(
                f'<text class="strong red" x="{across + shift:.1f}" y="{(y0 + y1) / 2 + 4:.1f}"'
                f' text-anchor="{anchor}">{said}</text>'
            )
            biggest = -1
    return "".join(parts)


def _runs(line: Line, at: Callable[[int, int], tuple[float, float]]) -> list[str]:
    """The curve, cut at its jumps."""
    jumps = sorted(line.jumps)
    runs: list[list[tuple[int, int]]] = [[]]
    for x, y in zip(line.x, line.y, strict=True):
        while jumps and x >= jumps[0][0]:
            where, before, after = jumps.pop(0)
            runs[-1].append((where, before))
            runs.append([(where, after)])
        runs[-1].append((x, y))
    return [" ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y in run) for run in runs if len(run) > 1]


# --- Shared -----------------------------------------------------------------------------------------------


def rounded(x: int) -> int:
    """A place on the axis as people say it: "beyond 10" rather than "10.001"."""
    return x // 1000 * 1000 if x % 1000 <= 1 else x


def nice(low: int, high: int) -> list[int]:
    """Three to six round values that hold the range."""
    span = max(high - low, 1)
    for step in (base * 10**power for power in range(2, 15) for base in (1, 2, 5)):
        if span / step <= 4:
            break
    first = low // step * step
    last = -(-high // step) * step
    if first == last:
        first, last = first - step, last + step
    return list(range(first, last + 1, step))


def on_paper(svg: str) -> str:
    """The same picture with its style inside, for a file that stands alone."""
    head, _, rest = svg.partition(">")
    return f"{head}><style>{PAPER}</style>{rest}"


def _lines(text: str, width: int, most: int = 2) -> list[str]:
    """At most so many lines; a longer text ends with "…"."""
    found = wrap(text, width)
    return found if len(found) <= most else [*found[: most - 1], f"{found[most - 1][: width - 2].rstrip()} …"]


def _svg(width: int, height: float, label: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lab-chart" viewBox="0 0 {width} {height:.0f}"'
        f' width="{width}" height="{height:.0f}" role="img" aria-label="{escape(label)}">{body}</svg>'
    )
