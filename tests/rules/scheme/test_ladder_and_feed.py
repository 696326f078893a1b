"""Steps along the ladder, combined marks, the leader's method, best of a group, feeds, quotas, calendar, choices."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.rules.scheme.drafts import faults, loaded, spoiled
from thidua.core.number import Rounding
from thidua.core.problem import Severity
from thidua.core.score.scheme import (
    Choice,
    Combine,
    Events,
    FedAs,
    FedBy,
    Feed,
    Mark,
    Place,
    QuotaStep,
    Relative,
    Scheme,
    Step,
    Takes,
    Tiers,
    WorkStep,
)
from thidua.office.wording import sentence
from thidua.rules.scheme import load

CLASS_END = "      - {class: chua, clause: Điều 6, when: {points: total, below: 50}}\n"
REPEATED = "      - {down: 1, title: Tái phạm, clause: Điều 6a, floor: chua, when: {figure: sai, from: 3}}\n"
SHARE = "share: {of: ho-so, empty: not-applicable}"
RELATIVE = "relative: {of: buoi, at-target: 1/2, empty: not-applicable}"
FIGURES = "figures:\n"
QUOTA = "      tot: {base: eligible, percent: 1/3, rounding: floor}\n"
TITLE = "title: Quy chế thử\n"


def stepped(*lines: str) -> str:
    return spoiled((CLASS_END, CLASS_END + "    steps:\n" + "".join(lines)))


def sound(*changes: tuple[str, str]) -> Scheme:
    answer = loaded(*changes)
    assert [p for p in answer.problems if p.severity is Severity.ERROR] == []
    assert answer.scheme is not None
    return answer.scheme


def fed(feed: str, kind: str = "class") -> tuple[str, str]:
    return FIGURES, f"figures:\n  khac: {{title: Kết quả khác, kind: {kind}, unit: người, feed: {feed}}}\n"


def test_a_step_says_how_far_and_in_which_direction():
    scheme = sound((CLASS_END, f"{CLASS_END}    steps:\n{REPEATED}"))
    step = scheme.form("chung").steps[0]
    assert (step.steps, step.floor, step.title, step.by_figure) == (1, "chua", "Tái phạm", "")


def test_more_aggravating_than_mitigating_is_one_level_by_the_sign():
    by = "      - {down: 1, by: sai, minus: buoi, sign: yes, clause: Điều 10}\n"
    scheme = sound((CLASS_END, f"{CLASS_END}    steps:\n{by}"))
    assert scheme.form("chung").steps == (
        Step(None, 1, "Điều 10", by_figure="sai", minus_figure="buoi", sign=True, line=62),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{clause: Điều 6a, when: {figure: sai, from: 3}}", ["scheme.ladder-direction 62"]),
        ("{down: 1, up: 1, clause: Điều 6a, when: {figure: sai, from: 3}}", ["scheme.ladder-direction 62"]),
        ("{down: 0, clause: Điều 6a, when: {figure: sai, from: 3}}", ["rule.integer-expected 62"]),
        ("{down: 1, clause: Điều 6a}", ["rule.key-missing 62"]),
        ("{down: 1, sign: yes, clause: Điều 6a, when: {figure: sai, is: 1}}", ["rule.key-missing 62"]),
        ("{down: 1, when: {figure: sai, from: 3}}", ["rule.clause-missing 62"]),
        (
            "{down: 1, floor: tot, clause: Điều 6a, when: {figure: sai, from: 3}}",
            ["scheme.ladder-never 62"],
        ),
        (
            "{up: 1, ceiling: chua, clause: Điều 6a, when: {figure: sai, from: 3}}",
            ["scheme.ladder-never 62"],
        ),
        ("{down: 1, clause: Điều 6a, when: {points: total, above: 100}}", ["scheme.ladder-never 62"]),
        ("{down: 1, clause: Điều 6a, floor: kem, when: {figure: sai, is: 3}}", ["scheme.class-unknown 62"]),
        ("{down: 1, by: ho-so, clause: Điều 6a}", ["scheme.figure-kind-wrong 62"]),
    ],
)
def test_a_faulty_step_is_reported(line: str, expected: list[str]):
    assert faults(stepped(f"      - {line}\n")) == expected


SAI = "events: {of: sai, each: -2}"


def test_for_every_so_many_names_how_the_rest_is_rounded():
    scheme = sound((SAI, "events: {of: sai, each: -2, per: 3, rounding: ceil}"))
    assert scheme.form("chung").criteria[-1].method == Events("sai", -2000, 3000, Rounding.CEIL)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("events: {of: sai, each: -2, per: 3}", ["scheme.rounding-not-named 56"]),
        ("events: {of: sai, each: -2, per: 3, rounding: down}", ["scheme.rounding-not-named 56"]),
        ("events: {of: sai, each: -2, per: 0, rounding: floor}", ["scheme.per-not-positive 56"]),
        ("events: {of: sai, each: -2, rounding: floor}", ["rule.key-missing 56"]),
    ],
)
def test_a_faulty_for_every_is_reported(method: str, expected: list[str]):
    assert faults(spoiled((SAI, method))) == expected


BANDS = """            tiers:
              of: buoi
              bands:
                - {from: 4, points: 20}
                - {from: 2, to: 3, points: 10}
                - {below: 2, points: 0}
"""


def by_place(place: str, *bands: str) -> tuple[str, str]:
    return BANDS, f"            tiers: {{of: buoi, place: {place}, bands: [{', '.join(bands)}]}}\n"


def test_points_by_place_are_read_and_their_effect_said():
    answer = loaded(by_place("low", "{is: 1, points: 20}", "{from: 2, points: 0}"))
    assert answer.scheme is not None
    method = answer.scheme.form("chung").criteria[1].method
    assert isinstance(method, Tiers)
    assert (method.figure, method.place) == ("buoi", Place.LOW)
    assert [(p.code, p.severity) for p in answer.problems] == [("scheme.place-effect", Severity.WARNING)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (by_place("best", "{is: 1, points: 20}", "{from: 2, points: 0}"), ["rule.choice-unknown 37"]),
        (by_place("high", "{is: 1, points: 20}", "{is: 3, points: 6}", "{from: 4, points: 0}"), ["scheme.band-gap 33"]),
        (by_place("high", "{is: 1, points: 20}", "{from: 3, points: 0}"), ["scheme.band-gap 33"]),
        (by_place("high", "{to: 2, points: 20}", "{from: 2, points: 0}"), ["scheme.band-overlap 33"]),
    ],
)  # fmt: skip
def test_faulty_points_by_place_are_reported(change: tuple[str, str], expected: list[str]):
    assert faults(spoiled(change)) == expected


def test_officers_get_no_points_by_their_place():
    change = by_place("high", "{is: 1, points: 20}", "{from: 2, points: 0}")
    ties = "tie-breaks:\n  - {of: lam, prefer: high, clause: Điều 9}\n"
    text = spoiled(
        change, ("subject: unit", "subject: officer"), (ties, ""), ("level: week, top: 1,", "level: week,")
    )
    assert faults(text) == ["scheme.officers-ordered 37"]


def test_the_leaders_method_is_read_and_its_known_effect_said():
    answer = loaded((SHARE, RELATIVE))
    assert answer.scheme is not None
    assert answer.scheme.form("chung").criteria[0].method.at_target == Fraction(1, 2)
    assert isinstance(answer.scheme.form("chung").criteria[0].method, Relative)
    warned = [p for p in answer.problems if p.code == "scheme.leader-effect"]
    assert [(p.severity, p.values["figure"], p.values["share"]) for p in warned] == [
        (Severity.WARNING, "buoi", "50 %")
    ]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("relative: {of: buoi}", ["scheme.empty-not-said 32"]),
        ("relative: {of: ho-so, empty: zero}", ["scheme.figure-kind-wrong 32"]),
        ("relative: {of: buoi, at-target: 150 %, empty: zero}", ["scheme.percent-out-of-range 32"]),
        ("relative: {of: buoi, attarget: 1/2, empty: zero}", ["rule.key-unknown 32"]),
    ],
)
def test_a_faulty_relative_rule_is_reported(method: str, expected: list[str]):
    assert faults(spoiled((SHARE, method))) == expected


def test_two_reviewers_are_combined_by_a_named_rule():
    scheme = sound(("{of: diem, step: 0.5}", "{of: diem, combine: mean, gap: 5, settles: truong-cum}"))
    assert scheme.form("chung").criteria[3].method == Mark(
        "diem", ("tu-cham", "thu-truong"), "truong-cum", 0, Combine.MEAN, 5000
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{of: diem, step: 0.5}", "{of: diem, step: 0.5, gap: 5}", ["scheme.combine-missing 49"]),
        ("{of: diem, step: 0.5}", "{of: diem, combine: max}", ["rule.choice-unknown 49"]),
        (
            "{of: diem, step: 0.5}",
            "{of: diem, combine: mean, settles: tu-cham}",
            ["scheme.settles-own-mark 49"],
        ),
        (", decides: thu-truong}", "}", ["scheme.decides-missing 49"]),
    ],
)
def test_a_faulty_combination_is_reported(old: str, new: str, expected: list[str]):
    assert faults(spoiled((old, new))) == expected


def test_one_assessor_has_nothing_to_combine():
    text = spoiled(
        ("[tu-cham, thu-truong], decides: thu-truong", "[thu-truong]"),
        ("{of: diem, step: 0.5}", "{of: diem, combine: mean}"),
    )
    assert faults(text) == ["scheme.combine-alone 49"]


def test_the_best_of_a_group_adds_up_to_its_largest_part():
    best = (
        "        max: 40\n        criteria:\n          bao",
        "        max: 30\n        takes: best\n        criteria:\n          bao",
    )
    scheme = sound(best, ("    max: 100\n", "    max: 90\n"))
    assert [g.takes for g in scheme.form("chung").groups] == [Takes.SUM, Takes.BEST, Takes.SUM]
    unmended = (best[0], best[1].replace("max: 30", "max: 40"))
    assert faults(spoiled(unmended)) == ["scheme.sum-differs 43"]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            "{base: class:dat, percent: 20 %, rounding: floor}",
            QuotaStep("tot", "class:dat", (("", Fraction(1, 5)),), line=82),
        ),
        ("{fixed: 3}", QuotaStep("tot", "eligible", fixed=3, line=82)),
        (
            "{base: group-figure:buoi, percent: 10 %, rounding: half-away}",
            None,
        ),
    ],
)  # fmt: skip
def test_a_quota_counts_another_class_a_fixed_number_or_a_figure_of_the_group(step, expected):
    scheme = sound((QUOTA, f"      tot: {step}\n"))
    read = scheme.quotas[0].steps[0]
    assert expected is None or read == expected
    assert expected is not None or (read.base, read.rounding) == ("group-figure:buoi", "half-away")


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("{base: class:gioi, percent: 20 %, rounding: floor}", ["scheme.class-unknown 82"]),
        ("{base: class:tot, percent: 20 %, rounding: floor}", ["scheme.quota-of-itself 78"]),
        ("{base: group-figure:ho-so, percent: 20 %, rounding: floor}", ["scheme.figure-kind-wrong 82"]),
        ("{fixed: 3, base: headcount}", ["scheme.fixed-with-base 82"]),
        ("{fixed: -3}", ["rule.integer-expected 82"]),
        ("{fixed: 2.5}", ["rule.integer-expected 82"]),
    ],
)
def test_a_faulty_quota_step_is_reported(step: str, expected: list[str]):
    assert faults(spoiled((QUOTA, f"      tot: {step}\n"))) == expected


def test_a_group_may_be_exempt_from_a_quota():
    scheme = sound(
        (QUOTA, QUOTA), ("    limits: {tot: tot}\n", "    limits: {tot: tot}\n    exempt: bao-cao\n")
    )
    assert scheme.quotas[0].exempt_figure == "bao-cao"


@pytest.mark.parametrize(
    ("of", "what", "kind"),
    [("members", "points", "amount"), ("collective", "points", "amount"), ("superior", "place", "count")],
)
def test_points_may_be_the_mean_of_the_members_and_a_place_may_be_read(of, what, kind):
    scheme = sound(fed(f"{{scheme: e29-thang, of: {of}, what: {what}}}", kind))
    assert scheme.figures[0].feed == Feed("e29-thang", FedBy(of), (), FedAs(what))
    assert faults(spoiled(fed("{scheme: e29-thang, of: members, what: place}", "count"))) == [
        "scheme.feed-one-or-many 11"
    ]


def silent(line: str) -> tuple[str, str]:
    return CLASS_END, f"{CLASS_END}    if-nothing-reported: {line}\n"


def test_who_reports_nothing_may_be_given_a_class():
    form = sound(silent("{class: chua, clause: Điều 8}")).form("chung")
    assert (form.unreported_class, form.unreported_clause) == ("chua", "Điều 8")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{class: tot, clause: Điều 8}", ["scheme.silence-rewarded 61"]),
        ("{class: kem, clause: Điều 8}", ["scheme.class-unknown 61"]),
        ("{class: chua}", ["rule.clause-missing 61"]),
    ],
)
def test_a_faulty_answer_to_silence_is_reported(line: str, expected: list[str]):
    assert faults(spoiled(silent(line))) == expected


def test_a_step_is_limited_by_a_class_of_the_ladder():
    text = stepped(REPEATED).replace("chua: Chưa đạt}", "chua: {title: Chưa đạt, counts: no}}")
    found = [p for p in load(text).problems if p.code == "scheme.ladder-limit-uncounted"]
    assert [(p.where.line, p.values["suggestion"]) for p in found] == [(62, "dat")]


def test_a_feed_names_the_scheme_whose_result_and_what_is_taken():
    scheme = sound(fed("{scheme: e29-thang, of: members, what: share, classes: [loai-1, loai-2]}", "ratio"))
    assert scheme.figures[0].feed == Feed("e29-thang", FedBy.MEMBERS, ("loai-1", "loai-2"), FedAs.SHARE)


@pytest.mark.parametrize(
    ("feed", "kind", "expected"),
    [
        ("{scheme: thu, of: own, what: class}", "class", ["scheme.feed-itself 11"]),
        ("{scheme: e29-thang, of: own, what: class}", "ratio", ["scheme.feed-kind 11"]),
        ("{scheme: e29-thang, of: members, what: class}", "class", ["scheme.feed-one-or-many 11"]),
        ("{scheme: e29-thang, of: members, what: share}", "ratio", ["rule.key-missing 11"]),
        ("{scheme: e29-thang, of: members, what: count, classes: loai-9}", "count", ["scheme.feed-class-unknown 11"]),
        ("{scheme: e29-thang, of: own, what: class, classes: loai-1}", "class", ["scheme.feed-classes-idle 11"]),
        ("{scheme: e29-thang, of: neighbour, what: class}", "class", ["rule.choice-unknown 11"]),
    ],
)  # fmt: skip
def test_a_faulty_feed_is_reported(feed: str, kind: str, expected: list[str]):
    assert faults(spoiled(fed(feed, kind))) == expected


def test_a_feed_from_a_scheme_that_is_not_packaged_is_a_warning():
    text = spoiled(fed("{scheme: e29-thag, of: own, what: class}"))
    assert faults(text) == []
    assert faults(text, Severity.WARNING) == ["scheme.feed-unknown 11", "scheme.figure-unused 11"]


def draft(code: str, *sources: str) -> str:
    """The draft under another code, fed from these schemes."""
    feeds = "".join(
        f"  tu-{one}: {{title: Loại, kind: class, feed: {{scheme: {one}, of: own, what: class}}}}\n"
        for one in sources
    )
    return spoiled(("scheme: thu\n", f"scheme: {code}\n"), (FIGURES, FIGURES + feeds))


def test_feeds_in_a_circle_name_the_whole_circle():
    texts = {"a": draft("a", "b"), "b": draft("b", "c"), "c": draft("c", "a"), "d": draft("d", "a")}
    found = {
        code: [p.values["circle"] for p in load(text, code, texts).problems if p.code == "scheme.feed-circle"]
        for code, text in texts.items()
    }
    assert found == {"a": ["a ← b ← c ← a"], "b": ["b ← c ← a ← b"], "c": ["c ← a ← b ← c"], "d": []}
    assert [p.code for p in load(texts["a"], "a").problems] == ["scheme.feed-unknown", "scheme.figure-unused"]


def test_a_new_text_of_a_packaged_scheme_may_close_a_circle():
    text = draft("tt-27-2020-ca-nhan", "tt-27-2020-tap-the")
    assert [p.values["circle"] for p in load(text).problems if p.severity is Severity.ERROR] == [
        "tt-27-2020-ca-nhan ← tt-27-2020-tap-the ← tt-27-2020-ca-nhan"
    ]


def test_a_word_without_a_near_one_is_told_the_choices_alone():
    text = spoiled(
        ("{of: diem, step: 0.5}", "{of: diem, combine: trung-binh}"), (", decides: thu-truong", "")
    )
    (found,) = load(text).problems
    assert sentence(found) == (
        "“trung-binh” không có trong các từ được dùng ở đây: decides, mean, lowest, highest, median."
    )


def test_the_calendar_and_the_choices_are_read():
    more = (
        "calendar:\n"
        "  tu-cham: {title: Tự chấm, clause: Điều 12, from: 10/12, to: 15/12}\n"
        "  xu-ly: {title: Xử lý, clause: Điều 13, working-days: 15}\n"
        "choices:\n"
        "  binh-xet: {title: Bình xét, clause: Điều 14, among: [tot, dat]}\n"
    )
    scheme = sound((TITLE, TITLE + more))
    assert scheme.calendar == (
        WorkStep("tu-cham", "Tự chấm", "Điều 12", "12-10", "12-15", 0, 4),
        WorkStep("xu-ly", "Xử lý", "Điều 13", "", "", 15, 5),
    )
    assert scheme.choices == (Choice("binh-xet", "Bình xét", "Điều 14", ("tot", "dat"), 7),)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("{title: Tự chấm, clause: Điều 12, from: 10/12}", ["scheme.calendar-without-end 4"]),
        ("{title: Tự chấm, clause: Điều 12, to: 31/11}", ["scheme.calendar-day 4"]),
        ("{title: Tự chấm, clause: Điều 12, to: 2025-12-15}", ["scheme.calendar-day 4"]),
        ("{title: Tự chấm, clause: Điều 12, working-days: 0}", ["rule.integer-expected 4"]),
    ],
)
def test_a_faulty_calendar_is_reported(step: str, expected: list[str]):
    assert faults(spoiled((TITLE, f"{TITLE}calendar:\n  tu-cham: {step}\n"))) == expected
