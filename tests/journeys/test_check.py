"""The checks on a device say what the checks on the server say: the same generated questions to Python and to Chromium.

Numbers as people type them, figures with everything they are held against, and deeds; codes, places, values and the
sentences made of them must be equal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

import thidua
from tests.journeys.browser import open_browser
from thidua.actions.definition import deed_kinds, figure_definitions
from thidua.core.deed import check_deed
from thidua.core.figure import FigureDefinition, FigureValue, Qualifier
from thidua.core.figure_check import Beside, check_figures
from thidua.core.problem import Problem, Where
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.dates import read_day
from thidua.office.number import read_value
from thidua.office.wording import all_words, sentence
from thidua.web.figure.typed import read_cell
from thidua.web.sync.pack import definition_told, kind_told

SCRIPTS = Path(thidua.__file__).parent / "web" / "static" / "js" / "offline"
CASES = 400
DAY = date(2025, 3, 10)
WORDS = {code: pair[0] for code, pair in all_words().items()}


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    """A blank page that knows the checker, as one script: the modules in the order in which they need each other."""
    text = "\n".join((SCRIPTS / f"{name}.js").read_text("utf-8") for name in ("number", "fraction", "check"))
    text = re.sub(r"^import .*$", "", text, flags=re.MULTILINE).replace("export ", "")
    with open_browser() as browser:
        page = browser.new_page()
        page.goto("about:blank")
        page.evaluate("window.ask = (work) => undefined")
        page.evaluate(f"() => {{ {text}\n{ASK} }}")
        yield page


ASK = """
const big = (told) => value(told[0], told[1], told[2], told[3]);
const all = (told) => Object.fromEntries(Object.entries(told).map(([code, one]) => [code, big(one)]));
const many = (told) => Object.fromEntries(Object.entries(told).map(([code, some]) => [code, some.map(big)]));
const plainly = (read) => JSON.parse(JSON.stringify(read, (_, one) => (typeof one === "bigint" ? Number(one) : one)));
window.ask = {
  numbers: (texts) => texts.map((text) => plainly(readValue(text))),
  days: (texts) => texts.map((text) => readDay(text, "")),
  cells: (rows) => rows.map(([definition, text]) => plainly(readCell(definition, text, "cell"))),
  figures: (rows, words) => rows.map(([definitions, values, beside]) => checkFigures(definitions, all(values), {
    previous: all(beside.previous), year_before: all(beside.year_before), targets: beside.targets, deeds: beside.deeds,
    history: many(beside.history),
  }).map((one) => ({ ...one, said: sentence(one, words) }))),
  deeds: (rows) => rows.map(([kind, values]) =>
    checkDeed(kind, Object.fromEntries(Object.entries(values).map(([code, one]) => [code, BigInt(one)])))),
};
"""


def told(problem: Problem) -> tuple[str, str, tuple[tuple[str, str], ...], str]:
    return problem.code, problem.where.field, tuple(sorted(problem.values.items())), problem.severity.value


def heard(problem: dict[str, Any]) -> tuple[str, str, tuple[tuple[str, str], ...], str]:
    return problem["code"], problem["field"], tuple(sorted(problem["values"].items())), problem["severity"]


# --- Numbers ----------------------------------------------------------------------------------------------

_PIECES = [
    "1", "12", "0", "007", "234", "1000", "999999999999", "1000000000000", "1000000000001", ".", ",", "/", " ",
    "-", "−", "+", "buổi", "có", "Không", "không áp dụng", "n/a", "loại 2", "Loại III", "trên ", "ít nhất ",
    "hàng nghìn", "%", "\u00a0",
    "gần ", "không phân loại", "đ", "5", "500", "0005", "\u200b", "\ufeff", "x²", "đạt", "CÓ",
]  # fmt: skip
_KNOWN = [
    "", " ", "1.234,5", "1,234.5", "1.234", "1,234", "0,5", "0.5", "12/15", "12 / 15", "97,6 %", "1 234", "1 234,567",
    "12 buổi", "1e5", "٣", "1.2.3", "1..2", "1,2345", "1234567890123", "hai", "tren 50", "trên  50", "không dưới 3/4",
    "gần", "1" * 41, "1/0", "có ", "YES", "-5", "−1.234,5", "--5", "5-", "5.", ",5", "đúng", "sai",
]  # fmt: skip


def number_texts(random: Random) -> list[str]:
    made = ["".join(random.choice(_PIECES) for _ in range(random.randint(1, 5))) for _ in range(3 * CASES)]
    return _KNOWN + made


def test_numbers_are_read_alike(page: Page) -> None:
    texts = number_texts(Random("number"))
    expected = []
    for text in texts:
        read = read_value(text)
        if isinstance(read, Problem):
            expected.append({"code": read.code, "values": dict(read.values)})
        else:
            expected.append(
                {"written": read.written.value, "numerator": read.numerator, "denominator": read.denominator,
                 "qualifier": read.qualifier.value, "unit": read.unit}
            )  # fmt: skip
    found = page.evaluate("(texts) => ask.numbers(texts)", texts)
    assert [(t, e, f) for t, e, f in zip(texts, expected, found, strict=True) if e != f] == []
    assert len({json.dumps(one.get("code") or one.get("written")) for one in expected}) > 10


def test_cells_are_read_alike(page: Page) -> None:
    random = Random("cell")
    kinds = [
        replace(d, kind=kind) for d, kind in zip(figure_definitions(DAY), list(FigureKind) * 3, strict=False)
    ]
    rows = [(random.choice(kinds), text) for text in number_texts(random)]
    expected = []
    for definition, text in rows:
        read = read_cell(definition, text, Where(field="cell"))
        if isinstance(read, Problem):
            expected.append(told(read))
        elif read is None:
            expected.append(None)
        else:
            expected.append((int(read.state), read.numerator, read.denominator, read.qualifier.value))
    asked = [(definition_told(definition), text) for definition, text in rows]
    found = [
        None if one is None else heard(one) if "code" in one
        else (one["state"], one["numerator"], one["denominator"], one["qualifier"])
        for one in page.evaluate("(rows) => ask.cells(rows)", asked)
    ]  # fmt: skip
    assert [(r[1], e, f) for r, e, f in zip(rows, expected, found, strict=True) if e != f] == []


def test_days_are_read_alike(page: Page) -> None:
    random = Random("day")
    texts = ["", "hôm nay", "29/02/2024", "29/02/2025", "31.12.2025", " 1-2-2025 ", "1/1/1899", "1/1/2201"]
    texts += [
        f"{random.randint(0, 13)}/{random.randint(0, 13)}/{random.randint(1890, 2210)}" for _ in range(CASES)
    ]
    for text, found in zip(texts, page.evaluate("(texts) => ask.days(texts)", texts), strict=True):
        read = read_day(text)
        assert found == (read.isoformat() if isinstance(read, date) else {**found, "code": read.code}), text


# --- Figures ----------------------------------------------------------------------------------------------


def value(random: Random, definition: FigureDefinition, near: int | None = None) -> FigureValue:
    if random.random() < 0.1:
        return FigureValue(State.NOT_APPLICABLE)
    top = random.choice([0, 1, 2, 3, 5, 9, 10, 12, 31, 100, 1500, -2, 10**9]) * 1000 if near is None else near
    top += random.choice([0, 0, 0, 0, 1000, -1000, 500])
    bottom = random.choice([1, 2, 10, 31, 100]) * 1000 if definition.kind is FigureKind.RATIO else 1000
    if definition.kind is FigureKind.RATIO and random.random() < 0.7:
        top = random.randint(0, bottom // 1000) * 1000
    if random.random() < 0.05:
        bottom = random.choice([0, 2000])
    return FigureValue(
        numerator=top, denominator=bottom, qualifier=random.choice([Qualifier.EXACT] * 12 + list(Qualifier))
    )


def sheet(random: Random) -> tuple[list[FigureDefinition], dict[str, FigureValue], Beside]:
    """A few figures of the catalogue, some with bounds and other kinds, and a past that is near or far."""
    known = list(figure_definitions(DAY))
    definitions = [
        replace(
            d,
            whole=random.random() < 0.7,
            low=random.choice([None, None, 0, 2000, -5000]),
            high=random.choice([None, None, 10_000]),
            not_above=random.choice(["", "", random.choice(known).code]),
        )
        for d in random.sample(known, min(len(known), 8))
    ]
    values = {d.code: value(random, d) for d in definitions if random.random() < 0.8}
    if random.random() < 0.1:
        values["la"] = FigureValue(numerator=1000)

    def past(chance: float) -> dict[str, FigureValue]:
        near = {code: held.numerator for code, held in values.items()}
        return {
            d.code: value(random, d, near.get(d.code) if random.random() < 0.5 else None)
            for d in definitions
            if random.random() < chance
        }

    sheets = [past(0.8) for _ in range(random.choice([0, 3, 6, 12]))]
    codes = {code for one in sheets for code in one}
    return (
        definitions,
        {code: replace(held, where=Where(field=code)) for code, held in values.items()},
        Beside(
            previous=past(0.6),
            targets={d.code: random.choice([0, 1000, 5000]) for d in definitions if random.random() < 0.5},
            deeds={d.code: random.choice([0, 1000, 3000]) for d in definitions if random.random() < 0.4},
            year_before=past(0.4),
            history={code: [one[code] for one in sheets if code in one] for code in codes},
        ),
    )


def sent(values: dict[str, FigureValue]) -> dict[str, list[Any]]:
    return {c: [int(v.state), v.numerator, v.denominator, v.qualifier.value] for c, v in values.items()}


def test_figures_are_checked_alike(page: Page) -> None:
    random = Random("figure")
    sheets = [sheet(random) for _ in range(CASES)]
    asked = [
        (
            [definition_told(d) for d in definitions],
            sent(values),
            {
                "previous": sent(dict(beside.previous)), "year_before": sent(dict(beside.year_before)),
                "targets": dict(beside.targets), "deeds": dict(beside.deeds),
                "history": {c: list(sent(dict(enumerate(some))).values()) for c, some in beside.history.items()},
            },
        )
        for definitions, values, beside in sheets
    ]  # fmt: skip
    seen: set[str] = set()
    for (definitions, values, beside), found in zip(
        sheets, page.evaluate("([rows, words]) => ask.figures(rows, words)", [asked, WORDS]), strict=True
    ):
        expected = check_figures(definitions, values, beside)
        assert sorted(map(heard, found)) == sorted(map(told, expected)), (values, beside)
        assert sorted(one["said"] for one in found) == sorted(map(sentence, expected))
        seen |= {problem.code for problem in expected}
    assert len(seen) >= 14, sorted(seen)


# --- Deeds ------------------------------------------------------------------------------------------------


def test_deeds_are_checked_alike(page: Page) -> None:
    random = Random("deed")
    kinds = list(deed_kinds().values())
    rows = []
    for _ in range(CASES):
        kind = random.choice(kinds)
        codes = [q.code for q in kind.quantities] + ["la"]
        counted = {
            code: random.choice([0, 1000, 1500, -1000, 46_000]) for code in codes if random.random() < 0.6
        }
        rows.append((kind, counted))
    found = page.evaluate("(rows) => ask.deeds(rows)", [(kind_told(kind), counted) for kind, counted in rows])
    expected = [sorted(map(told, check_deed(kind, counted))) for kind, counted in rows]
    assert [sorted(map(heard, one)) for one in found] == expected
    assert len({problem[0] for one in expected for problem in one}) == 5
