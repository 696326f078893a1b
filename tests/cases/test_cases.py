"""Every case in `tests/cases/scoring` is a sentence that an official can confirm, and a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.sentences import Case, check, packaged, read_cases
from thidua.rules.catalogue import scheme_codes

FOLDER = Path(__file__).parent / "scoring"
CASES = [
    case
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in read_cases(path.read_text(encoding="utf-8"), path.name)
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    check(case, packaged)


def test_every_case_has_a_sentence_of_its_own() -> None:
    names = [str(case) for case in CASES]
    assert sorted(set(names)) == sorted(names)
    assert all(len(case.name.split()) >= 5 for case in CASES)


def test_every_shipped_scheme_has_its_cases() -> None:
    assert {case.scheme for case in CASES} == set(scheme_codes())
