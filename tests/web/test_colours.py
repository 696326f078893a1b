"""Words can be read on what they stand on, on light pages and on dark ones; colours live in two files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import thidua.web

CSS = Path(thidua.web.__file__).parent / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
DARK = (CSS / "dark.css").read_text(encoding="utf-8")
WORDS = [  # what is written, on what
    *((ink, ground) for ink in ("ink", "muted", "soft-ink") for ground in ("card", "ground", "soft", "hover", "mine")),
    *((ink, "card") for ink in ("red", "bad", "blue", "green", "amber")),
    *((f"series-{n}", "card") for n in range(5)),
    *((f"on-heat-{n}", f"heat-{n}") for n in range(1, 6)),
    *((f"{name}-ink", f"{name}-soft") for name in ("red", "blue", "green", "amber")),
    ("soft-ink", "closed"), ("on-solid", "red-solid"), ("on-solid", "red-deep"), ("on-solid", "banner"),
    ("on-solid", "avatar"), ("card", "ink"),
]  # fmt: skip
MARKS = [("edge", "card"), ("bar", "card"), ("spark", "card"), ("green", "card"), ("bar-short", "card")]


def colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6});", text))


THEMES = {"light": colours(TOKENS), "dark": {**colours(TOKENS), **colours(DARK)}}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_have_enough_contrast(theme: str) -> None:
    known = THEMES[theme]
    weak = {pair: round(contrast(*(known[name] for name in pair)), 2) for pair in WORDS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_marks_of_charts_and_borders_of_fields_have_enough_contrast(theme: str) -> None:
    known = THEMES[theme]
    weak = {pair: round(contrast(*(known[name] for name in pair)), 2) for pair in MARKS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_every_colour_of_the_pages_is_a_token() -> None:
    """Except on paper, which is white, and black words on gold, which is gold on dark pages too."""
    found = {
        path.name: left
        for path in sorted(CSS.glob("*.css"))
        if path.name not in {"tokens.css", "dark.css", "print.css"}
        and (left := set(re.findall(r"#[0-9a-fA-F]{3,6}\b", path.read_text(encoding="utf-8"))) - {"#3d2b00"})
    }
    assert found == {}


def test_dark_pages_change_colours_and_nothing_else() -> None:
    assert set(colours(DARK)) - set(colours(TOKENS)) == set()
    assert set(re.findall(r"--([a-z0-9-]+):", DARK)) == set(colours(DARK)) | {"shadow"}


@pytest.mark.parametrize("theme", THEMES)
def test_classes_of_a_map_go_one_way_from_light_to_dark(theme: str) -> None:
    """So that a printer without colours keeps their order."""
    shades = [luminance(THEMES[theme][f"heat-{n}"]) for n in range(1, 6)]
    assert shades in (sorted(shades), sorted(shades, reverse=True))
