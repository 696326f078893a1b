"""Charts as SVG text, drawn on the server: they need no script, print, and speak to a screen reader.

Values arrive in thousandths and leave as pictures; nobody is judged by a pixel, so coordinates may be floats.
Colours and line weights are classes of `static/css/chart.css`; lines also differ by dash for a black printer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.office.chart import nice
from thidua.office.format import number

DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 4")
Values = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One named series; None where there is no value (a gap, never a zero)."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar of parts; negative parts are drawn as what was lost from the end of the bar."""

    name: str
    parts: tuple[int, ...]


def sparkline(values: Values, label: str, width: int = 92, height: int = 26) -> SafeString:
    """A small line without axes; the last value carries a dot. Empty when there is nothing to draw."""
    known = [v for v in values if v is not None]
    if not known:
        return SafeString("")
    low, span = min(known), (max(known) - min(known)) or 1
    step = (width - 8) / max(len(values) - 1, 1)

    def at(index: int, value: int) -> tuple[float, float]:
        return 3 + index * step, height - 5 - (value - low) / span * (height - 10)

    runs = "".join(f'<polyline points="{points}"/>' for points in _runs(values, at))
    last = max(i for i, v in enumerate(values) if v is not None)
    x, y = at(last, known[-1])
    return _svg("spark", width, height, label, f'{runs}<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>')


def trend(
    lines: Sequence[Line], ticks: Sequence[str], label: str, width: int = 480, height: int = 260
) -> SafeString:
    """Lines over periods with their names at the right end, moved apart where they would collide."""
    known = [v for line in lines for v in line.values if v is not None]
    if not known:
        return SafeString("")
    rules = nice(min(known), max(known))
    low, high = rules[0], rules[-1]
    left, right, top, bottom = 34, 158, 14, 26

    def at(index: int, value: int) -> tuple[float, float]:
        across = (width - left - right) / max(len(ticks) - 1, 1)
        return left + index * across, height - bottom - (value - low) / (high - low) * (height - top - bottom)

    body = [_rule(left, width - right, at(0, value)[1], number(value)) for value in rules]
    body += _ticks(ticks, lambda index: at(index, low)[0], height)
    body += _drawn_lines(lines, at, width - right, height)
    return _svg("chart", width, height, label, "".join(body))


def interval(
    low: int, high: int, point: int | None, count: int, label: str, seen: tuple[int, int] | None = None
) -> SafeString:
    """A band from `low` to `high` with the present place as a point, on a scale from 1 to `count`.

    `seen` is a thin line behind the band: how far places went before.
    """
    at, rules = _places(count)
    middle = 13
    body = "".join(f'<line class="rule" x1="{at(t):.1f}" x2="{at(t):.1f}" y1="0" y2="26"/>' for t in rules)
    if seen is not None:
        body += (
            f'<line class="seen" x1="{at(seen[0]):.1f}" x2="{at(seen[1]):.1f}" y1="{middle}" y2="{middle}"/>'
        )
    body += f'<line class="band" x1="{at(low):.1f}" x2="{at(high):.1f}" y1="{middle}" y2="{middle}"/>'
    if point is not None:
        body += f'<circle class="point" cx="{at(point):.1f}" cy="{middle}" r="4.2"/>'
    return _svg("interval", 210, 26, label, body)


def ranks(
    lines: Sequence[Line], ticks: Sequence[str], count: int, label: str, width: int = 480
) -> SafeString:
    """Places over periods, the first on top; names stand at the right end beside their place."""
    if not any(value for line in lines for value in line.values):
        return SafeString("")
    height, left, right, top, bottom = 230, 28, 158, 14, 26

    def at(index: int, place: int) -> tuple[float, float]:
        across = (width - left - right) / max(len(ticks) - 1, 1)
        return left + index * across, top + (place - 1) * (height - top - bottom) / max(count - 1, 1)

    rules = _places(count)[1]
    body = [_rule(left, width - right, at(0, place)[1], str(place)) for place in rules]
    body += _ticks(ticks, lambda index: at(index, 1)[0], height)
    body += _drawn_lines(lines, at, width - right, height)
    return _svg("chart", width, height, label, "".join(body))


def interval_axis(count: int) -> SafeString:
    """The numbers over a column of `interval` charts of the same `count`."""
    at, rules = _places(count)
    body = "".join(
        f'<text x="{at(t):.1f}" y="11" text-anchor="'
        f'{"start" if t == rules[0] else "end" if t == rules[-1] else "middle"}">{t}</text>'
        for t in rules
    )
    return SafeString(f'<svg class="interval axis" viewBox="0 0 210 14" aria-hidden="true">{body}</svg>')


def stacked(stacks: Sequence[Stack], names: Sequence[str], label: str, width: int = 480) -> SafeString:
    """Points of each subject laid end to end by group, with the sum at the right."""
    most = max((sum(p for p in s.parts if p > 0) for s in stacks), default=0)
    if most <= 0:
        return SafeString("")
    row, left, right = 40, 2, 60
    scale = (width - left - right) / most
    body = []
    for index, stack in enumerate(stacks):
        x, y = float(left), index * row
        body.append(f'<text class="value" x="{left}" y="{y + 13}">{escape(_short(stack.name, 52))}</text>')
        for part, value in enumerate(stack.parts):
            if value > 0:
                title = escape(f"{names[part]}: {number(value)}")
                body.append(
                    f'<rect class="part-{part % 5} part-edge" x="{x:.1f}" y="{y + 18}" height="14"'
                    f' width="{value * scale:.1f}"><title>{title}</title></rect>'
                )
                x += value * scale
        if lost := -sum(p for p in stack.parts if p < 0):
            body.append(
                f'<rect class="part-lost" x="{x - lost * scale:.1f}" y="{y + 18}" height="14"'
                f' width="{lost * scale:.1f}"><title>{escape(_("Điểm trừ"))}: {number(lost)}</title></rect>'
            )
        body.append(f'<text class="value" x="{x + 8:.1f}" y="{y + 30}">{number(sum(stack.parts))}</text>')
    return _svg("chart", width, row * len(stacks), label, "".join(body))


def target_bar(value: int | None, target: int, label: str, width: int = 132) -> SafeString:
    """What was reached against what was promised; the upright line is the target."""
    if target <= 0:
        return SafeString("")
    most = max(value or 0, target) * 1.06
    reached = (value or 0) / most * width
    style = "bar-met" if (value or 0) >= target else "bar-short"
    goal = target / most * width
    body = (
        f'<rect class="bar-ground" y="5" width="{width}" height="7" rx="2"/>'
        f'<rect class="{style}" y="5" width="{reached:.1f}" height="7" rx="2"/>'
        f'<line class="bar-goal" x1="{goal:.1f}" x2="{goal:.1f}" y1="1" y2="16"/>'
    )
    return _svg("target", width, 16, label, body)


def share_bar(value: int, most: int) -> SafeString:
    """A hair-thin bar under a number; it says nothing that the number does not."""
    width = max(0, min(100, value * 100 // most)) if most > 0 else 0
    return SafeString(
        '<svg class="bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="bar-ground" width="100" height="3"/><rect class="bar-value" width="{width}" height="3"/></svg>'
    )


def swatch(part: int, lost: bool = False) -> SafeString:
    """The colour of a part in a legend; what was lost is an outline, as in `stacked`."""
    style = "part-lost" if lost else f"part-{part % 5}"
    return SafeString(
        f'<svg class="swatch" viewBox="0 0 14 14" aria-hidden="true"><rect class="{style}" x="1" y="1" width="12"'
        ' height="12" rx="3"/></svg>'
    )


def lineage(
    columns: Sequence[Sequence[tuple[str, str]]], links: Sequence[tuple[str, str]], label: str
) -> SafeString:
    """Boxes in columns from left to right, (key, title) each, joined by links (key, key). The middle one is ours."""
    tall = max((len(column) for column in columns), default=0)
    if not tall or not links:
        return SafeString("")
    box_width, box_height, gap, apart = 196, 44, 12, 64
    width = len(columns) * (box_width + apart) - apart + 2
    height = tall * (box_height + gap) - gap + 2
    corner: dict[str, tuple[float, float]] = {}
    boxes = []
    for place, column in enumerate(columns):
        top = (height - len(column) * (box_height + gap) + gap) / 2
        for index, (key, title) in enumerate(column):
            x, y = 1 + place * (box_width + apart), top + index * (box_height + gap)
            corner[key] = x, y
            ours = " ours" if len(column) == 1 and 0 < place < len(columns) - 1 else ""
            boxes.append(
                f'<rect class="box{ours}" x="{x}" y="{y:.1f}" width="{box_width}" height="{box_height}" rx="6"/>'
                + _two_lines(title, x + 10, y + box_height / 2, 27)
            )
    lines = []
    for left, right in links:
        if left in corner and right in corner:
            (x1, y1), (x2, y2) = corner[left], corner[right]
            x1, y1, y2 = x1 + box_width, y1 + box_height / 2, y2 + box_height / 2
            half = (x2 - x1) / 2
            lines.append(
                f'<path class="link" d="M{x1} {y1:.1f}C{x1 + half} {y1:.1f} {x2 - half} {y2:.1f} {x2 - 5} {y2:.1f}"/>'
                f'<path class="tip" d="M{x2 - 7} {y2 - 4:.1f}L{x2} {y2:.1f}L{x2 - 7} {y2 + 4:.1f}z"/>'
            )
    return _svg(f"lineage of-{len(columns)}", width, height, label, "".join(lines + boxes))


def _two_lines(text: str, x: float, middle: float, most: int) -> str:
    """A title on one line or two; what does not fit is cut with "…"."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    shown = lines if len(lines) <= 2 else [lines[0], _short(" ".join(lines[1:]), most)]
    shown = [_short(line, most) for line in shown]
    first = middle + 5 - 8 * (len(shown) - 1)
    return "".join(
        f'<text x="{x}" y="{first + 16 * row:.1f}">{escape(line)}</text>' for row, line in enumerate(shown)
    )


def tiles(rows: Sequence[Sequence[int | None]], label: str) -> SafeString:
    """A tile map without names: None is no tile, 0 nothing known (hatched), 1 to 5 the class, with as many marks."""
    wide = max((len(row) for row in rows), default=1)
    body = []
    for y, row in enumerate(rows):
        for x, level in enumerate(row):
            if level is None:
                continue
            left, top = x * 16, y * 16
            body.append(f'<rect class="heat-{level}" x="{left}" y="{top}" width="15" height="15" rx="2"/>')
            if level == 0:
                body.append(f'<path class="hatch" d="M{left + 2} {top + 13}L{left + 13} {top + 2}"/>')
            body += [
                f'<rect class="pip-{level}" x="{left + 2 + 2.4 * n:.1f}" y="{top + 10}" width="1.6" height="3"/>'
                for n in range(level)
            ]
    return _svg("tiny-tiles", wide * 16, max(len(rows), 1) * 16, label, "".join(body))


def strip(
    levels: Sequence[int | None], ticks: Sequence[str], label: str, words: Sequence[str] | None = None
) -> SafeString:
    """One line of a calendar: a cell per period with its class, 0 where nothing is known, None where none was asked.

    `words` stand in the cells instead of the number of the class.
    """
    body = []
    for at, (level, tick) in enumerate(zip(levels, ticks, strict=True)):
        x, said = at * 34, escape(words[at]) if words else level
        if level is not None:
            body.append(f'<rect class="heat-{level}" x="{x}" width="32" height="22" rx="3"/>')
            body.append(
                f'<path class="hatch" d="M{x + 6} 18L{x + 26} 4"/>'
                if level == 0
                else f'<text class="on-heat-{level}" x="{x + 16}" y="15.5" text-anchor="middle">{said}</text>'
            )
        body.append(f'<text x="{x + 16}" y="35" text-anchor="middle">{escape(tick)}</text>')
    return _svg("heat-strip", 34 * max(len(levels), 1), 38, label, "".join(body))


def bars(rows: Sequence[tuple[str, int | None]], label: str, width: int = 480) -> SafeString:
    """A list of bars, as given; a name without a value has no bar and says so."""
    most = max((value for _name, value in rows if value is not None), default=0)
    if most <= 0:
        return SafeString("")
    left, right, row = 150, 64, 26
    body = []
    for index, (name, value) in enumerate(rows):
        y = index * row
        body.append(f'<text x="{left - 8}" y="{y + 17}" text-anchor="end">{escape(_short(name, 22))}</text>')
        length = max(0, value or 0) * (width - left - right) / most
        if value is None:
            body.append(f'<text x="{left}" y="{y + 17}">–</text>')
            continue
        body.append(
            f'<rect class="bar-value" x="{left}" y="{y + 5}" width="{length:.1f}" height="15" rx="2"/>'
        )
        body.append(f'<text class="value" x="{left + length + 6:.1f}" y="{y + 17}">{number(value)}</text>')
    return _svg("chart", width, row * len(rows), label, "".join(body))


def drawn(svg: str) -> SafeString:
    """A picture that `office.chart` drew and escaped; styled by `static/css/lab.css`."""
    return SafeString(svg)


def _svg(style: str, width: int, height: int, label: str, body: str) -> SafeString:
    return SafeString(
        f'<svg class="{style}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{body}</svg>'
    )


def _runs(values: Values, at: Callable[[int, int], tuple[float, float]]) -> list[str]:
    """Unbroken stretches as point lists; a value alone between gaps becomes a short dash."""
    runs: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(at(index, value))
    runs = [
        run if len(run) > 1 else [(run[0][0] - 2, run[0][1]), (run[0][0] + 2, run[0][1])]
        for run in runs
        if run
    ]
    return [" ".join(f"{x:.1f},{y:.1f}" for x, y in run) for run in runs]


def _rule(left: int, right: int, y: float, text: str) -> str:
    return (
        f'<line class="rule" x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{escape(text)}</text>'
    )


def _ticks(ticks: Sequence[str], x: Callable[[int], float], height: int) -> list[str]:
    every = max(1, -(-len(ticks) // 6))
    return [
        f'<text x="{x(i):.1f}" y="{height - 7}" text-anchor="middle">{escape(tick)}</text>'
        for i, tick in enumerate(ticks)
        if (len(ticks) - 1 - i) % every == 0
    ]


def _drawn_lines(
    lines: Sequence[Line], at: Callable[[int, int], tuple[float, float]], edge: int, height: int
) -> list[str]:
    """Lines that differ by dash, with their names moved apart right of `edge`."""
    body: list[str] = []
    ends: list[tuple[float, float, int]] = []
    for series, line in enumerate(lines[: len(DASHES)]):
        dash = f' stroke-dasharray="{DASHES[series]}"' if DASHES[series] else ""
        body += [
            f'<polyline class="line series-{series}"{dash} points="{points}"/>'
            for points in _runs(line.values, at)
        ]
        if known_at := [i for i, v in enumerate(line.values) if v is not None]:
            x, y = at(known_at[-1], line.values[known_at[-1]] or 0)
            ends.append((y, x, series))
            body.append(f'<circle class="dot-{series}" cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>')
    for (y, x, series), label_y in zip(
        sorted(ends), _apart(sorted(e[0] for e in ends), 18, height), strict=True
    ):
        name = escape(_short(lines[series].name, 20))
        body.append(
            f'<path class="leader" d="M{x + 5:.1f} {y:.1f}L{edge + 10:.1f} {label_y:.1f}"/>'
            f'<text class="name dot-{series}" x="{edge + 14:.1f}" y="{label_y + 4.5:.1f}">{name}</text>'
        )
    return body


def _apart(positions: Sequence[float], least: float, height: int) -> list[float]:
    """Positions in order, moved so that neighbours stand at least `least` apart and inside the picture."""
    placed: list[float] = []
    for y in positions:
        placed.append(max(y, placed[-1] + least) if placed else y)
    for index in range(len(placed) - 1, -1, -1):
        limit = height - 8 if index == len(placed) - 1 else placed[index + 1] - least
        placed[index] = min(placed[index], limit)
    return placed


def _places(count: int) -> tuple[Callable[[int], float], list[int]]:
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if count <= 6 * s), 1000)
    rules = sorted({1, *range(step, count + 1, step), count})
    if len(rules) > 2 and rules[-1] - rules[-2] <= step / 2:
        del rules[-2]
    if len(rules) > 2 and step > 1 and rules[1] - rules[0] <= step / 2:
        del rules[1]

    def at(place: int) -> float:
        return 6 + (place - 1) * 198 / max(count - 1, 1)

    return at, rules


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
