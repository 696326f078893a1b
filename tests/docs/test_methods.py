"""Every example of docs/methods and of the tutorial is run: schemes load, and what a case says comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cases.sentences import Case, check, packaged, read_cases
from tests.docs.test_links import ROOT
from thidua.actions.score import score_file
from thidua.core.problem import errors
from thidua.core.score.scheme import Method
from thidua.rules.catalogue import scheme_codes
from thidua.rules.scheme import Loaded, load

FOLDER = ROOT / "docs" / "methods"
TUTORIAL = ROOT / "docs" / "scheme-tutorial.md"
EXAMPLE = ROOT / "docs" / "examples" / "to-cong-tac.yaml"
PAGES = [*sorted(FOLDER.glob("*.md")), TUTORIAL]


def blocks(page: Path) -> list[str]:
    return re.findall(r"(?ms)^```yaml\n(.*?)^```$", page.read_text(encoding="utf-8"))


def own_schemes(page: Path) -> dict[str, Loaded]:
    """Schemes that the page itself writes out in full; the tutorial's grows from block to block."""
    if page == TUTORIAL:
        return {EXAMPLE.stem: load(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name)}
    whole = [block for block in blocks(page) if re.search(r"(?m)^forms:", block)]
    return {re.search(r"(?m)^scheme: (.+)$", text)[1]: load(text, page.name) for text in whole}


def cases() -> Iterator[pytest.param]:
    for page in PAGES:
        for block in blocks(page):
            if re.search(r"(?m)^cases:", block):
                for case in read_cases(block, page.name):
                    yield pytest.param(page, case, id=f"{page.stem}: {case.name}")


@pytest.mark.parametrize(("page", "case"), list(cases()))
def test_the_example_comes_out_as_the_page_says(page: Path, case: Case):
    own = own_schemes(page)
    check(case, lambda code: own.get(code) or packaged(code), only_lines=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_schemes_written_out_in_a_page_have_no_error(page: Path):
    assert [found for loaded in own_schemes(page).values() for found in errors(loaded.problems)] == []


def test_there_is_a_page_for_every_method_and_each_has_an_example():
    methods = {re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower() for kind in Method.__args__}
    combinations = {
        "not-applicable", "gates-vetoes-caps", "ladders", "decision-lists", "roll-ups", "quotas", "distinctions",
        "tie-breaks", "feeds",
    }  # fmt: skip
    assert {page.stem for page in FOLDER.glob("*.md")} == methods | combinations | {"README"}
    assert [page.stem for page in FOLDER.glob("*.md") if page.stem != "README" and not blocks(page)] == []


def test_every_shipped_scheme_is_listed_for_those_who_choose_one():
    listed = (ROOT / "docs" / "guide" / "quy-che.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^\| `([a-z0-9-]+)` \|", listed)) == set(scheme_codes())


def test_the_steps_of_the_tutorial_make_the_example_file():
    steps = [block for block in blocks(TUTORIAL) if not re.search(r"(?m)^cases:", block)]
    assert "".join(steps) == EXAMPLE.read_text(encoding="utf-8")


MISTAKES = re.findall(
    r"(?m)^\| `([^`]+)` \| `([^`]*)` \| `([a-z.-]+)` \|$", TUTORIAL.read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("right", "wrong", "code"), MISTAKES)
def test_a_mistake_of_the_tutorial_is_reported_as_it_says(right: str, wrong: str, code: str):
    text = EXAMPLE.read_text(encoding="utf-8")
    assert right in text
    found = errors(load(text.replace(right, wrong.strip(), 1), "to-cong-tac.yaml").problems)
    assert code in {problem.code for problem in found}
    assert all(problem.where.line for problem in found)


def test_scoring_the_example_comes_out_as_the_tutorial_says():
    done = score_file(scheme=str(EXAMPLE), figures=EXAMPLE.with_suffix(".csv"), on=date(2025, 4, 1))
    month = done.periods[0].standing
    scored = month.scored
    assert dict(zip(scored.subjects, scored.total.tolist(), strict=True)) == {"to-1": 92_000, "to-2": 67_000}
    assert [done.scheme.classes[index].code for index in scored.classes.tolist()] == ["gioi", "dat"]
    assert [(limit.allowed, limit.actual) for quota in month.quotas for limit in quota.limits] == [(0, 1)]
