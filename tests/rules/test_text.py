"""The strict YAML reader: text stays text, and everything that hides something is refused with its line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.rules.fields import Fields, Findings
from thidua.rules.text import Listing, Mapping, Scalar, day, number, read


def faults(text: str) -> list[tuple[str, int]]:
    return [(p.code, p.where.line) for p in read(text, "thu.yaml")[1]]


@pytest.mark.parametrize(
    "written", ["on", "yes", "no", "1.10", "0o17", "1_000", "2025-01-01", "null", "~", ".inf", "1e3"]
)
def test_what_looks_like_another_type_stays_the_text_that_was_typed(written: str):
    node, problems = read(f"{written}: {written}")
    assert problems == ()
    assert node == Mapping(((Scalar(written, 1, written), Scalar(written, 1, written)),), 1)


def test_nodes_carry_their_lines_and_paths():
    node, problems = read("a:\n  - x\n  - b: y\n")
    assert problems == ()
    inner = Mapping(((Scalar("b", 3, "a.2.b"), Scalar("y", 3, "a.2.b")),), 3, "a.2")
    assert node == Mapping(((Scalar("a", 1, "a"), Listing((Scalar("x", 2, "a.1"), inner), 2, "a")),), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("yaml.duplicate-key", 3)]),
        ("a: &neo 1\nb: *neo\n", [("yaml.anchor", 1), ("yaml.alias", 2)]),
        ("a: !!int 1\n", [("yaml.tag", 1)]),
        ("a: !!python/object:os.system x\n", [("yaml.tag", 1)]),
        ("a: 1\n---\nb: 2\n", [("yaml.many-documents", 2)]),
        ("%YAML 1.1\n---\na: 1\n", [("yaml.directive", 1)]),
        ("a:\n\tb: 1\n\tc: 2\n", [("yaml.tab", 2), ("yaml.tab", 3)]),
        ("a: [1, 2\n", [("yaml.broken", 2)]),
        ("a: b: c\n", [("yaml.broken", 1)]),
        ("a: 1\nb: \x07\n", [("yaml.character", 2)]),
        ("[1, 2]: 3\n", [("yaml.key-not-text", 1)]),
        ("", [("yaml.empty", 0)]),
        ("# chỉ có ghi chú\n", [("yaml.empty", 0)]),
        ("[" * 200 + "]" * 200, [("yaml.too-deep", 1)]),
        ("a" * 1_000_001, [("yaml.too-long", 0)]),
    ],
)
def test_what_hides_something_is_refused_with_its_line(text: str, expected: list[tuple[str, int]]):
    assert faults(text) == expected


def test_every_duplicate_is_named_with_the_line_of_the_first():
    _, problems = read("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")
    assert [(p.where.line, p.where.field, p.values["first"]) for p in problems] == [
        (2, "a", "1"),
        (5, "b.c", "4"),
    ]


def test_decomposed_letters_are_composed():
    node, _ = read("ten: Lo\u0323c\n")
    assert node == Mapping(((Scalar("ten", 1, "ten"), Scalar("L\u1ecdc", 1, "ten")),), 1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.25", Fraction(5, 4)), ("-2", Fraction(-2)), ("95 %", Fraction(19, 20)), ("95%", Fraction(19, 20)),
        ("2/3", Fraction(2, 3)), ("12.5 %", Fraction(1, 8)), ("1,25", None), ("1e3", None), ("2/0", None),
        ("1 000", None), ("", None), ("năm", None), (".5", None), ("nan", None), ("9" * 5000, None),
        ("1/" + "9" * 5000, None), ("0." + "0" * 5000, None), ("١٢", None),
    ],
)  # fmt: skip
def test_numbers_are_exact(written: str, expected: Fraction | None):
    assert number(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-12-01", date(2025, 12, 1)), ("01/12/2025", date(2025, 12, 1)), ("1/2/2025", date(2025, 2, 1)),
        ("30/02/2025", None), ("12-01-2025", None), ("2025", None),
    ],
)  # fmt: skip
def test_days_are_read_in_two_ways(written: str, expected: date | None):
    assert day(written) == expected


def test_a_decimal_comma_is_refused_with_the_way_to_write_it():
    node, _ = read("max: 1.234,5\n")
    findings = Findings("thu.yaml")
    assert node is not None
    assert Fields(node, findings).fraction("max") is None
    assert [(p.code, p.values["suggestion"]) for p in findings.problems] == [("rule.number-comma", "1234.5")]


def test_an_unknown_key_is_answered_with_the_nearest_known():
    node, _ = read("tilte: Tên\n")
    findings = Findings()
    assert node is not None
    fields = Fields(node, findings)
    fields.text("title")
    fields.close()
    assert [(p.code, dict(p.values)) for p in findings.problems] == [
        ("rule.key-missing", {"key": "title"}),
        ("rule.key-unknown", {"key": "tilte", "suggestion": "title"}),
    ]


@given(st.text(alphabet="ab:-[]{}&*!|>%#'\"\n ,?\t\x85\u2028é", max_size=60))
def test_any_text_gives_a_tree_or_problems_and_never_an_exception(text: str):
    node, problems = read(text)
    assert node is not None or problems != ()
