"""Every fault a regulation can have is reported with its line, and all of them at once."""

from __future__ import annotations

import pytest

from tests.rules.scheme.drafts import DRAFT, faults, loaded, spoiled
from thidua.core.problem import Severity
from thidua.rules.catalogue import scheme_text

ONE_FAULT = [
    # the text as a whole
    ("title: Quy chế thử\n", "titel: Quy chế thử\n", ["rule.key-missing 1", "rule.key-unknown 2"]),
    ("subject: unit", "subject: household", ["scheme.subject-not-allowed 4"]),
    ("subject: unit", "subject: resident", ["scheme.subject-not-allowed 4"]),
    ("period: week", "period: day", ["rule.choice-unknown 5"]),
    ("in-force: {from: 01/01/2025}", "in-force: {from: 31/02/2025}", ["rule.day-expected 6"]),
    ("{from: 01/01/2025}", "{from: 01/01/2025, to: 01/01/2024}", ["scheme.days-reversed 6"]),
    ("rounding: {places: 2, mode: half-up}\n", "", ["scheme.rounding-not-named 1"]),
    ("{places: 2, mode: half-up}", "{places: 2}", ["scheme.rounding-not-named 7"]),
    ("{places: 2, mode: half-up}", "{places: 2, mode: up}", ["scheme.rounding-not-named 7"]),
    ("{places: 2, mode: half-up}", "{places: 4, mode: floor}", ["scheme.places-out-of-range 7"]),
    ("decides: thu-truong", "decides: thu-tuong", ["scheme.assessor-unknown 8"]),
    (
        "assessors: {columns: [tu-cham, thu-truong], decides: thu-truong}\n",
        "",
        ["scheme.assessors-missing 48"],
    ),
    ("chua: Chưa đạt}", "chua: {title: Chưa đạt, counts: maybe}}", ["rule.yes-no-expected 9"]),
    # figures
    ("kind: count, unit: buổi", "kind: count", ["scheme.unit-missing 12"]),
    ("unit: buổi", "unit: 'buổi, lượt'", ["scheme.unit-mixed 12"]),
    (
        "kind: count, unit: số liệu",
        "kind: count, unit: số liệu, enforcement: yes",
        ["scheme.enforcement-unpaired 15"],
    ),
    ("{title: Báo cáo, kind: yes-no}", "{title: Báo cáo, kind: ratio}", ["scheme.figure-kind-wrong 48"]),
    ("share: {of: ho-so, ", "share: {of: hoso, ", ["scheme.figure-unknown 32"]),
    # criteria
    ("            clause: Điều 3 khoản 1\n", "", ["rule.clause-missing 28"]),
    ("            max: 40\n", "            max: 40,5\n", ["rule.number-comma 30"]),
    ("            max: 40\n", "            max: 40.0005\n", ["rule.number-too-fine 30"]),
    ("            max: 40\n", "            max: 41\n", ["scheme.sum-differs 22"]),
    ("        max: 60\n", "        max: 61\n", ["scheme.sum-differs 17", "scheme.sum-differs 22"]),
    ("    max: 100\n", "    max: 110\n", ["scheme.sum-differs 17"]),
    ("        min: -10\n", "        min: -12\n", ["scheme.minimum-differs 50"]),
    ("share: {of: ho-so, empty: not-applicable}", "share: {of: ho-so}", ["scheme.empty-not-said 32"]),
    ("            not-applicable: rescale\n", "", ["scheme.empty-without-policy 28"]),
    (
        "            not-applicable: rescale\n",
        "            not-applicable: redistribute\n            among: [kahc]\n",
        ["scheme.group-unknown 27"],
    ),
    (
        "            not-applicable: rescale\n",
        "            not-applicable: rescale\n            among: [khac]\n",
        ["scheme.among-idle 27"],
    ),
    (
        "share: {of: ho-so, empty: not-applicable}",
        "share: {of: ho-so, target: yes, empty: zero}",
        ["scheme.target-of-ratio 32"],
    ),
    (
        "share: {of: ho-so, empty: not-applicable}",
        "share: {of: buoi, empty: zero}",
        ["scheme.share-without-divisor 32"],
    ),
    ("            share: {of: ho-so, empty: not-applicable}\n", "", ["scheme.method-missing 28"]),
    (
        "yes-no: {of: bao-cao, yes: 10}",
        "yes-no: {of: bao-cao, yes: 10}, events: {of: sai, each: 1}",
        ["scheme.method-twice 48"],
    ),
    ("yes: 10}", "yes: 9}", ["scheme.maximum-unreachable 48"]),
    ("yes: 10}", "yes: 12}", ["scheme.maximum-exceeded 48"]),
    ("yes: 10}", "yes: 0}", ["scheme.criterion-never-scores 48"]),
    ("each: -2", "each: 2", ["scheme.criterion-never-scores 56"]),
    ("step: 0.5", "step: 0.7", ["scheme.maximum-unreachable 49"]),
    ("{figure: sai, is: 0}}\n", "{figure: diem, is: 0}}\n", ["scheme.figure-kind-wrong 85"]),
    ("{of: lam, prefer: high", "{of: diem, prefer: high", ["scheme.figure-kind-wrong 75"]),
    # bands
    ("{from: 2, to: 3, points: 10}", "{from: 3, to: 3, points: 10}", ["scheme.band-gap 33"]),
    ("{from: 2, to: 3, points: 10}", "{from: 2, to: 4, points: 10}", ["scheme.band-overlap 33"]),
    ("{from: 2, to: 3, points: 10}", "{from: 3, to: 2, points: 10}", ["scheme.bounds-empty 41"]),
    ("{from: 2, to: 3, points: 10}", "{from: 2, above: 1, to: 3, points: 10}", ["scheme.bounds-twice 41"]),
    ("{from: 2, to: 3, points: 10}", "{points: 10}", ["scheme.bounds-missing 41"]),
    ("{from: 2, to: 3, points: 10}", "{min: 2, to: 3, points: 10}", ["scheme.side-not-said 41"]),
    ("{from: 2, to: 3, points: 10}", "{is: 2-3, points: 10}", ["scheme.side-not-said 41"]),
    ("{from: 2, to: 3, points: 10}", "{between: 2-3, points: 10}", ["scheme.side-not-said 41"]),
    # class tables
    (
        "{points: total, from: 50, below: 80}",
        "{points: total, from: 50, to: 80}",
        ["scheme.class-overlap 59"],
    ),
    ("when: {points: total, from: 80}}\n", "when: {points: total, above: 80}}\n", ["scheme.class-hole 58"]),
    ("{points: total, below: 50}", "{points: total, below: 40}", ["scheme.class-hole 58"]),
    ("{points: total, below: 50}", "{points: tong, below: 50}", ["scheme.points-unknown 60"]),
    ("{class: dat, clause: Điều 6", "{class: dta, clause: Điều 6", ["scheme.class-unknown 59"]),
    ("{points: total, below: 50}", "{parts: tot, is: 0}", ["scheme.condition-not-here 60"]),
    ("{points: total, below: 50}", "{point: total, below: 50}", ["scheme.condition-unknown 60"]),
    (
        "{class: chua, clause: Điều 7, when: {figure: sai, from: 5}}",
        "{class: tot, clause: Điều 7, when: {figure: sai, from: 5}}",
        ["scheme.veto-never 62"],
    ),
    (
        "{class: chua, clause: Điều 7, when: {figure: sai, from: 5}}",
        "{class: chua, clause: Điều 7, when: {points: total, above: 100}}",
        ["scheme.veto-never 62"],
    ),
    (
        "{class: chua, clause: Điều 7, when: {figure: sai, from: 5}}",
        "{class: kem, clause: Điều 7, when: {figure: sai, from: 5}}",
        ["scheme.class-unknown 62"],
    ),
    ("{class: dat, clause: Điều 7", "{class: tot, clause: Điều 7", ["scheme.cap-never 64"]),
    # periods, ties, quotas, flags
    ("    of: week\n", "    of: quarter\n", ["scheme.roll-up-order 66"]),
    (
        "{class: dat, clause: Điều 8, when: {points: total, from: 50}}",
        "{class: dat, clause: Điều 8, when: {points: total, from: 0}}",
        ["scheme.class-rule-never 73"],
    ),
    ("{of: lam, prefer: high", "{of: lamm, prefer: high", ["scheme.tie-break-unknown 75"]),
    ("{of: lam, prefer: high", "{of: lam, prefer: most", ["rule.choice-unknown 75"]),
    ("percent: 1/3, rounding: floor", "percent: 1/3", ["scheme.rounding-not-named 82"]),
    ("percent: 1/3", "percent: 4/3", ["scheme.percent-out-of-range 82"]),
    ("percent: 1/3", "percent: {1: 1/3}", ["scheme.collective-class-missing 82"]),
    ("base: eligible, percent: 1/3, rounding: floor", "base: eligible", ["scheme.step-idle 82"]),
    ("base: eligible", "base: elegible", ["scheme.step-unknown 82"]),
    ("limits: {tot: tot}", "limits: {tot: tto}", ["scheme.step-unknown 83"]),
    (
        "    level: month\n    steps:",
        "    level: month\n    form: chugn\n    steps:",
        ["scheme.form-unknown 81"],
    ),
    ("top: 1,", "top: 0,", ["rule.integer-expected 85"]),
    ("{figure: sai, is: 0}}\n", "{criteria: zeros, is: 0}}\n", ["rule.choice-unknown 85"]),
]


def test_the_draft_itself_is_sound():
    assert loaded().problems == ()
    assert loaded().scheme is not None


@pytest.mark.parametrize(("old", "new", "expected"), ONE_FAULT)
def test_a_fault_is_reported_with_its_line(old: str, new: str, expected: list[str]):
    assert faults(spoiled((old, new))) == expected


def test_all_faults_are_reported_at_once():
    text = spoiled(
        ("mode: half-up", "mode: up"),
        ("            clause: Điều 3 khoản 1\n", ""),
        ("{from: 2, to: 3, points: 10}", "{min: 2, to: 3, points: 10}"),
        ("yes: 10}", "yes: 9}"),
        ("{points: total, below: 50}", "{points: total, below: 40}"),
        ("base: eligible", "base: elegible"),
    )
    assert faults(text) == [
        "scheme.rounding-not-named 7",
        "rule.clause-missing 28",
        "scheme.side-not-said 40",
        "scheme.maximum-unreachable 47",
        "scheme.class-hole 57",
        "scheme.step-unknown 81",
    ]


def test_a_faulty_text_gives_no_scheme():
    assert loaded(("yes: 10}", "yes: 9}")).scheme is None


def test_a_problem_names_its_clause_and_the_nearest_word():
    found = loaded(("mode: half-up", "mode: half-pu"), ("yes: 10}", "yes: 9}")).problems
    assert [p.values.get("suggestion", p.values.get("clause")) for p in found] == ["half-up", "Điều 4"]


def test_a_duplicate_key_is_refused_even_deep_inside():
    text = spoiled(("            max: 40\n", "            max: 40\n            max: 30\n"))
    assert faults(text) == ["yaml.duplicate-key 31"]


def test_bands_of_classes_that_share_a_bound_overlap():
    text = spoiled(
        (
            "{points: total, from: 80}}\n      - {class: dat",
            "{points: total, from: 80, to: 100}}\n      - {class: dat",
        ),
        ("{points: total, from: 50, below: 80}", "{points: total, from: 50, to: 85}"),
    )
    assert faults(text) == ["scheme.class-overlap 59"]


def test_an_unused_figure_is_a_warning_and_does_not_stop_the_scheme():
    text = spoiled(
        (
            "  diem: {title: Điểm chấm, kind: mark}",
            "  diem: {title: Điểm chấm, kind: mark}\n  thua: {title: Thừa, kind: yes-no}",
        )
    )
    assert faults(text) == []
    assert faults(text, Severity.WARNING) == ["scheme.figure-unused 15"]


def test_enforcement_with_reason_and_pair_is_shown_to_every_reader():
    found = loaded(
        (
            "{title: Số liệu sai, kind: count, unit: số liệu}",
            "{title: Vụ phạt, kind: count, unit: vụ, enforcement: yes, paired-with: ho-so, justification: Vì an toàn}",
        )
    )
    assert found.scheme is not None
    assert [(p.code, p.severity) for p in found.problems] == [
        ("scheme.enforcement-counted", Severity.WARNING)
    ]


def test_a_bonus_group_may_be_capped_below_the_sum_of_its_parts():
    capped = ("        min: -10\n", "        min: -5\n        capped: yes\n")
    assert faults(spoiled(capped)) == []
    assert faults(spoiled((capped[0], "        min: -5\n"))) == ["scheme.minimum-differs 50"]


@pytest.mark.parametrize("line", range(1, DRAFT.count("\n") + 1))
def test_dropping_any_line_is_answered_and_never_crashes(line: int):
    lines = DRAFT.splitlines(keepends=True)
    text = "".join(lines[: line - 1] + lines[line:])
    assert all(code.partition(".")[0] in ("yaml", "rule", "scheme") for code in faults(text))


@pytest.mark.parametrize("code", ["../../etc/passwd", "Quy chế", "a--b", "a_b"])
def test_code_of_a_regulation_is_a_plain_code(code: str) -> None:
    first = DRAFT.split("\n")[0]
    assert faults(spoiled((first, f"scheme: {code}"))) == ["scheme.code-unreadable 1"]


def test_officers_are_classed_and_never_put_in_an_order() -> None:
    text = scheme_text("quy-dinh-366-2025").replace(
        "    level: year\n    when:", "    level: year\n    top: 3\n    when:", 1
    )
    line = text.split("\n").index("    top: 3") + 1
    assert faults(text) == [f"scheme.officers-ordered {line}"]
