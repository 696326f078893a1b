"""Every case in this folder is a sentence that an official can confirm, and a test.

`status` says where its answer comes from: SEEN (the answer was read in the source), CUT (the clause was read, the
conclusion is ours: `inferred` must say so), OLD (right for an earlier regime, and must not hold today).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from thidua.core.award import FormKind
from thidua.core.law.conduct import (
    Act,
    Sanction,
    handle_by,
    joint_liability,
    officer_sanction,
    postponed,
    soldier_tests,
    unit_sanction,
)
from thidua.core.law.dossier import papers
from thidua.core.law.eligible import eligible
from thidua.core.law.facts import PersonFacts, SubjectFacts
from thidua.core.law.provision import LawBook
from thidua.core.law.publication import deadline
from thidua.core.law.quota import allowed
from thidua.core.law.revocation import cascade
from thidua.core.workday import WorkCalendar
from thidua.rules.catalogue import award_forms, law_under, work_calendar
from thidua.rules.fields import Fields, Findings
from thidua.rules.law.facts import read_facts
from thidua.rules.text import read

FOLDER = Path(__file__).parent
CODES = {form.code for form in award_forms()}
STATUSES = {"SEEN", "CUT", "OLD", "TEXT"}


@dataclass(frozen=True)
class Case:
    """One sentence with facts, and what must come out on one day or several."""

    id: str
    name: str
    status: str
    source: str
    inferred: str
    facts: SubjectFacts | None
    checks: tuple[dict[str, Any], ...] = field(compare=False)

    def __str__(self) -> str:
        return f"{self.id}: {self.name}"


def plain(node: Any) -> Any:
    """A node as dictionaries, lists and text."""
    if hasattr(node, "entries"):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items] if hasattr(node, "items") else node.text


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.yaml")):
        node, problems = read(path.read_text("utf-8"), path.name)
        assert not problems, problems
        findings = Findings(path.name)
        top = Fields(node, findings)
        top.text("title")
        for item in top.items("cases"):
            f = Fields(item, findings)
            facts = f.fields("facts", required=False)
            yield Case(
                f.text("id"), f.text("name"), f.text("status"), f.text("source"), f.text("inferred", required=False),
                read_facts(facts, CODES) if facts else None,
                tuple(plain(check) for check in f.items("checks")),
            )  # fmt: skip
            f.close()
        top.close()
        assert not findings.problems, [(p.code, p.where.line, dict(p.values)) for p in findings.problems]


CASES = list(cases())


def day(text: str) -> date:
    d, m, y = text.split("/")
    return date(int(y), int(m), int(d))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert case.checks, case.id
    for check in case.checks:
        (kind,) = check.keys() & CHECKS.keys()
        rest = {key: value for key, value in check.items() if key not in (kind, "on", "overlays")}
        CHECKS[kind](case, check[kind], day(check["on"]), law_under(*check.get("overlays", [])), rest)


def ask(case: Case, title: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    """`ask: <title>` → outcome, the grounds that must stand there with their articles, what is lacking."""
    year = int(want.pop("year", on.year))
    verdict = eligible(case.facts, title, on, law, year=year)
    leaves = [leaf for ground in verdict.grounds for leaf in ground.leaves()]
    assert verdict.outcome.value == want.pop("outcome"), [(leaf.code, leaf.outcome) for leaf in leaves]
    codes = {leaf.code.removeprefix("law.") for leaf in leaves}
    assert set(want.pop("says", [])) <= codes, codes
    assert set(want.pop("not_says", [])) & codes == set()
    clauses = {leaf.provision.clause for leaf in leaves if leaf.provision}
    assert {c for c in want.pop("clauses", []) if not any(c in clause for clause in clauses)} == set(), (
        clauses
    )
    if "missing" in want:
        assert [need.code.removeprefix("law.") for need in verdict.missing] == want.pop("missing")
    if "unverified" in want:
        assert {p.code for p in verdict.unverified} >= set(want.pop("unverified"))
    assert want == {}
    assert all(leaf.provision for leaf in leaves if leaf.outcome), "a ground without its article"


def quota(case: Case, title: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    found = allowed(title, int(want.pop("count")), on, law)
    most = want.pop("most")
    assert (str(found.most) if found else "none") == most
    assert want == {}


def signs(case: Case, title: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    said = law.of(title, "granted-by", on).says
    assert want.pop("contains") in said
    assert all(word not in said for word in want.pop("without", []))


def paper(case: Case, title: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    kind = next(form.kind for form in award_forms() if form.code == title)
    found = papers(title, FormKind(kind), on, law, certified=want.pop("certified", "no") == "yes")
    assert [p.code for p in found] == want.pop("papers")


def rule(case: Case, code: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    assert want.pop("contains") in law.on(on)[code].says


def unit(case: Case, occurrences: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    found = unit_sanction(int(occurrences), int(want.pop("staff")), on, law)
    assert (found.sanction.value if found.sanction else "none") == want.pop("sanction")


def officer(case: Case, acts: list[Any], on: date, law: LawBook, want: dict[str, Any]) -> None:
    listed = [Act(a["act"], Sanction(a["group"]), int(a.get("repeated", 0))) for a in acts]
    more = {name: int(want.pop(name, 0)) for name in ("aggravating", "mitigating")}
    assert officer_sanction(listed, on, law, **more).sanction.value == want.pop("sanction")


def joint(case: Case, sanction: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    flags = {name: want.pop(name, "no") == "yes" for name in ("unit_sanctioned", "repeated", "warned")}
    found = joint_liability(Sanction(sanction), unit=flags.pop("unit_sanctioned"), on=on, law=law, **flags)
    assert (found.sanction.value if found.sanction else "none") == want.pop("head")


def waits(case: Case, answer: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    assert isinstance(case.facts, PersonFacts)
    assert (postponed(case.facts.absences or (), on, law) is not None) is (answer == "yes")


def handle(case: Case, notice: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    calendar = WorkCalendar() if want.pop("holidays", "") == "none" else work_calendar()
    found = handle_by(day(notice), law, calendar)
    assert (found.due, bool(found.doubtful)) == (day(want.pop("by")), want.pop("doubtful", "no") == "yes")


def clock(case: Case, name: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    assert deadline(name, on, law, work_calendar()).days == int(want.pop("days"))


def falls(case: Case, expected: list[str], on: date, law: LawBook, want: dict[str, Any]) -> None:
    paid = {(h.code, h.year): 1_000_000 for h in case.facts.honours}
    found = cascade(case.facts, law, on, paid)
    assert [f"{f.honour.code} {f.honour.year}" for f in found] == expected
    assert sum(f.money for f in found) == int(want.pop("money"))


def soldier(case: Case, passed: str, on: date, law: LawBook, want: dict[str, Any]) -> None:
    found = soldier_tests(int(want.pop("total")), int(passed), int(want.pop("good")), on, law)
    assert found is (want.pop("enough") == "yes")


CHECKS = {
    "ask": ask, "quota": quota, "signs": signs, "paper": paper, "rule": rule, "unit": unit, "officer": officer,
    "joint": joint, "waits": waits, "handle": handle, "clock": clock, "falls": falls, "soldier": soldier,
}  # fmt: skip


def test_every_published_case_is_here() -> None:
    published = {
        *(
            f"QA-{n:02d}"
            for n in (1, 2, 3, 4, 6, 7, 10, 11, 12, 15, 17, 18, 19, 20, 21, 22, 24, 25, 26, 27, 28)
        ),
        *(f"QA-{n}" for n in (30, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43)),
        *(f"D-{n}" for n in (1, 2, 4, 5, 7, 8, 10, 11, 13)),
    }
    assert published - {case.id for case in CASES} == set()


def test_every_case_says_how_its_answer_is_known() -> None:
    assert {case.status for case in CASES} <= STATUSES
    assert {case.id for case in CASES if case.status == "CUT" and not case.inferred} == set()
    assert all(len(case.name.split()) >= 5 and case.source for case in CASES)
    names = [str(case) for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_fractions_are_exact_everywhere() -> None:
    values = [p.value for p in law_under().provisions if p.value is not None]
    assert values
    assert all(isinstance(value, Fraction) for value in values)
