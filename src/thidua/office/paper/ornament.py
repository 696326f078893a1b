"""The frame of a certificate, drawn: lines that cross as on banknotes, a lotus in each corner, a bronze drum beneath.

Ours and only ornament: no national emblem, and unlike the frames of State awards. Millimetres of A4 landscape.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin

WIDTH, HEIGHT = 297, 210
RED, GOLD, PALE = "#a5121a", "#b9892f", "#e3c88a"
OUTER, BAND, CORNER = 9.0, 9.0, 14.0  # edge of the frame, width of its band, side of a corner
STRANDS, WAVE = 5, 8.0


@cache
def frame() -> str:
    """SVG text of frame and ground; a third of a second once, the same for every page."""
    parts = [*_drum(WIDTH / 2, 112.0), *_edges(), *_bands(), *_corners()]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none">{"".join(parts)}</svg>'


@cache
def emblem() -> str:
    """A star in a wreath of rays; stands where a unit puts its own drawing of the emblem it may use."""
    rays = "".join(
        f'<path d="M{_at(20, 20, 17.2, a - 2.6)}L{_at(20, 20, 19.8, a)}L{_at(20, 20, 17.2, a + 2.6)}Z" fill="{GOLD}"/>'
        for a in range(0, 360, 10)
    )
    star = "L".join(_at(20, 20, 9.6 if n % 2 == 0 else 9.6 * 0.382, n * 36) for n in range(10))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
        f'<circle cx="20" cy="20" r="20" fill="#fff"/>{rays}'
        f'<circle cx="20" cy="20" r="16.4" fill="#fff" stroke="{GOLD}" stroke-width=".7"/>'
        f'<circle cx="20" cy="20" r="14.9" fill="{RED}"/>'
        f'<circle cx="20" cy="20" r="13.4" stroke="{PALE}" stroke-width=".35" fill="none"/>'
        f'<path d="M{star}Z" fill="#ffd64a"/></svg>'
    )


def _at(x: float, y: float, radius: float, degrees: float) -> str:
    """A point on a circle, 0° at the top, clockwise."""
    angle = (degrees - 90) * pi / 180
    return f"{x + radius * cos(angle):.2f} {y + radius * sin(angle):.2f}"


def _path(d: str, colour: str, width: float, more: str = "") -> str:
    return f'<path d="{d}" stroke="{colour}" stroke-width="{width}"{more}/>'


def _box(inset: float, colour: str, width: float) -> str:
    return (
        f'<rect x="{inset}" y="{inset}" width="{WIDTH - 2 * inset}" height="{HEIGHT - 2 * inset}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _edges() -> Iterator[str]:
    yield _box(OUTER - 1.6, RED, 1.3)
    yield _box(OUTER, GOLD, 0.35)
    yield _box(OUTER + BAND, GOLD, 0.35)
    yield _box(OUTER + BAND + 1.3, RED, 0.6)


def _bands() -> Iterator[str]:
    """Sine lines of shifted phase along the four sides, between the corners."""
    middle = OUTER + BAND / 2
    start = OUTER + CORNER
    for turned, length in ((False, WIDTH), (True, HEIGHT)):
        waves = round((length - 2 * start) / WAVE)
        for side in (middle, (HEIGHT if not turned else WIDTH) - middle):
            for strand in range(STRANDS):
                phase = 2 * pi * strand / STRANDS
                d = _wave(start, length - start, side, waves, phase, turned)
                yield _path(d, RED if strand == 0 else GOLD, 0.28 if strand == 0 else 0.2)


def _wave(start: float, end: float, side: float, waves: int, phase: float, turned: bool) -> str:
    """A sine as cubic pieces, one for each eighth of a wave: tangents are exact, so it looks like one line."""
    steps, amplitude = waves * 8, BAND / 2 - 1.1
    slope = 2 * pi * waves / (end - start)
    reach = (end - start) / steps / 3

    def point(x: float, y: float) -> str:
        return f"{y:.2f} {x:.2f}" if turned else f"{x:.2f} {y:.2f}"

    def height(x: float) -> float:
        return side + amplitude * sin(slope * (x - start) + phase)

    def rise(x: float) -> float:
        return amplitude * slope * cos(slope * (x - start) + phase)

    parts = [f"M{point(start, height(start))}"]
    for step in range(steps):
        a = start + (end - start) * step / steps
        b = start + (end - start) * (step + 1) / steps
        first = point(a + reach, height(a) + rise(a) * reach)
        second = point(b - reach, height(b) - rise(b) * reach)
        parts.append(f"C{first} {second} {point(b, height(b))}")
    return "".join(parts)


def _corners() -> Iterator[str]:
    middle = OUTER + CORNER / 2 - 0.9
    for x in (middle, WIDTH - middle):
        for y in (middle, HEIGHT - middle):
            yield f'<circle cx="{x}" cy="{y}" r="{CORNER / 2}" fill="#fff" stroke="{RED}" stroke-width=".6"/>'
            yield f'<circle cx="{x}" cy="{y}" r="{CORNER / 2 - 0.9}" stroke="{GOLD}" stroke-width=".3"/>'
            yield from _lotus(x, y)


def _lotus(x: float, y: float) -> Iterator[str]:
    """Two rings of eight petals around a star."""
    for turn, reach, wide, fill in ((22.5, 5.7, 15, PALE), (0, 5.2, 12, GOLD)):
        for petal in range(8):
            a = turn + petal * 45
            side = reach * 0.62
            yield (
                f'<path d="M{_at(x, y, 1.5, a)}Q{_at(x, y, side, a - wide * 1.9)} {_at(x, y, reach, a)}'
                f'Q{_at(x, y, side, a + wide * 1.9)} {_at(x, y, 1.5, a)}Z" fill="{fill}" '
                f'stroke="#fff" stroke-width=".18"/>'
            )
    yield f'<circle cx="{x}" cy="{y}" r="1.9" fill="{RED}"/>'
    star = "L".join(_at(x, y, 1.35 if n % 2 == 0 else 0.52, n * 36) for n in range(10))
    yield f'<path d="M{star}Z" fill="#ffd64a"/>'


def _drum(x: float, y: float) -> Iterator[str]:
    """The face of a bronze drum: fourteen rays, rings of dots and teeth, so faint that text stays easy to read."""
    yield '<g opacity=".16">'
    rays = "L".join(_at(x, y, 21 if n % 2 == 0 else 8, n * 180 / 14) for n in range(28))
    yield f'<path d="M{rays}Z" fill="{PALE}"/>'
    for radius, width in ((23, 0.5), (29, 0.35), (31, 0.35), (45, 0.5), (47, 0.35), (56, 0.35), (58, 0.6)):
        yield f'<circle cx="{x}" cy="{y}" r="{radius}" stroke="{GOLD}" stroke-width="{width}"/>'
    yield from _dots(x, y, 26, 56, 0.8)
    for radius, petals, swing in ((38, 22, 6.0), (38, 22, -6.0), (38, 44, 3.2)):
        yield _path(_rosette(x, y, radius, petals, swing), GOLD, 0.35)
    teeth = "".join(
        f"M{_at(x, y, 48, a)}L{_at(x, y, 55, a + 2)}L{_at(x, y, 48, a + 4)}" for a in range(0, 360, 4)
    )
    yield _path(teeth, GOLD, 0.35)
    yield "</g>"


def _dots(x: float, y: float, radius: float, number: int, size: float) -> Iterator[str]:
    for n in range(number):
        cx, cy = _at(x, y, radius, n * 360 / number).split()
        yield f'<circle cx="{cx}" cy="{cy}" r="{size}" stroke="{GOLD}" stroke-width=".3"/>'


def _rosette(x: float, y: float, radius: float, petals: int, swing: float) -> str:
    steps = petals * 8
    points = []
    for step in range(steps):
        degrees = step * 360 / steps
        points.append(_at(x, y, radius + swing * cos(petals * degrees * pi / 180), degrees))
    return "M" + "L".join(points) + "Z"
