"""Decision lists that leave some result without a class, and contradictions that the author settles."""

from __future__ import annotations

import pytest

from tests.rules.scheme.drafts import faults, loaded, spoiled
from thidua.core.problem import Severity
from thidua.core.score.scheme import ClassRule, YesNo
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load

# Cần Thơ, Quyết định 2579/QĐ-UBND: 96 points with one criterion scored zero has no class at all.
CAN_THO = """\
scheme: can-tho
title: Dân vận chính quyền
source: {issuer: UBND thành phố Cần Thơ, number: 2579/QĐ-UBND, issued: 21/11/2025}
subject: unit
period: year
in-force: {from: 21/11/2025}
rounding: {places: 2, mode: half-up}
assessors: {columns: [tham-dinh], decides: tham-dinh}
classes: {htxs: Hoàn thành xuất sắc, htt: Hoàn thành tốt, ht: Hoàn thành, kht: Không hoàn thành}
figures:
  to-chuc: {title: Tổ chức, kind: mark}
  tham-muu: {title: Tham mưu, kind: mark}
  mo-hinh: {title: Mô hình được công nhận, kind: mark}
forms:
  chung:
    title: Phiếu
    clause: Phụ lục II
    max: 103
    groups:
      chinh:
        title: Tiêu chí
        clause: Phụ lục II
        max: 100
        criteria:
          to-chuc: {title: Tổ chức, clause: Phụ lục II, max: 10, mark: {of: to-chuc}}
          tham-muu: {title: Tham mưu, clause: Phụ lục II, max: 90, mark: {of: tham-muu}}
      thuong:
        title: Thưởng
        clause: Phụ lục II
        max: 3
        criteria:
          mo-hinh: {title: Mô hình, clause: Phụ lục II, max: 3, mark: {of: mo-hinh}}
    class:
      - {class: htxs, clause: Điều 6, when: [{points: total, from: 95}, {criteria: zero, is: 0}]}
      - {class: htt, clause: Điều 6, when: [{points: total, from: 85, below: 95}, {criteria: zero, is: 0}]}
      - {class: ht, clause: Điều 6, when: {points: total, from: 75, below: 85}}
      - {class: kht, clause: Điều 6, when: {points: total, below: 75}}
"""


def test_the_hole_of_can_tho_is_found_with_an_example():
    found = load(CAN_THO).problems
    assert [(p.code, p.where.line, p.where.field) for p in found] == [
        ("scheme.class-hole", 34, "forms.chung.class")
    ]
    assert dict(found[0].values) == {
        "clause": "Điều 6",
        "example": "points total = 85, criteria zero count = 1",
    }


def test_an_otherwise_line_closes_the_hole():
    text = CAN_THO + "      - {class: ht, clause: Người soạn bổ khuyết, otherwise: yes}\n"
    assert load(text).problems == ()


def test_a_declared_resolution_closes_the_hole_and_stays_visible():
    text = CAN_THO + (
        "resolutions:\n  - {problem: class-hole, at: forms.chung.class, take: ht, reason: Chưa có căn cứ}\n"
    )
    loaded = load(text)
    assert [(p.code, p.severity, p.values["take"]) for p in loaded.problems] == [
        ("scheme.class-hole", Severity.RESOLVED, "ht")
    ]
    assert loaded.scheme is not None
    assert loaded.scheme.forms[0].rules[-1] == ClassRule("ht", None, "Chưa có căn cứ", 39)


def test_a_hole_may_be_left_as_printed():
    text = (
        CAN_THO
        + "resolutions:\n  - {problem: class-hole, at: forms.chung.class, take: as-printed, reason: Hội đồng quyết}\n"
    )
    scheme = load(text).scheme
    assert scheme is not None
    assert len(scheme.forms[0].rules) == 4


CONTRADICTION = ("yes: 10}", "yes: 9}")


def resolution(
    take: str, at: str = "forms.chung.groups.khac.criteria.bao-cao", code: str = "maximum-unreachable"
):
    last = "distinctions:\n"
    return (last, f"resolutions:\n  - {{problem: {code}, at: {at}, take: {take}, reason: Lý do}}\n{last}")


@pytest.mark.parametrize(("take", "points"), [("as-printed", 9000), ("max", 10000)])
def test_a_contradiction_is_computed_as_the_author_declared(take: str, points: int):
    found = loaded(CONTRADICTION, resolution(take))
    assert [(p.code, p.severity) for p in found.problems] == [
        ("scheme.maximum-unreachable", Severity.RESOLVED)
    ]
    assert found.scheme is not None
    method = next(c.method for c in found.scheme.forms[0].criteria if c.code == "bao-cao")
    assert method == YesNo("bao-cao", points)


def test_rescaling_to_another_maximum_is_a_contradiction():
    other = ("        max: 60\n", "        max: 60\n        rescale-to: 30\n")
    assert faults(spoiled(other)) == ["scheme.rescale-differs 22"]
    at = "forms.chung.groups.lam"
    taken = [loaded(other, resolution(take, at, "rescale-differs")).scheme for take in ("as-printed", "max")]
    assert [scheme.forms[0].groups[0].rescale_to for scheme in taken if scheme] == [30000, 60000]


def test_a_resolution_without_its_problem_is_a_problem():
    assert faults(spoiled(resolution("max"))) == ["scheme.resolution-idle 85"]


def test_only_contradictions_of_the_text_can_be_resolved():
    assert faults(spoiled(resolution("max", code="band-gap"))) == ["scheme.resolution-not-possible 85"]


def test_a_resolution_takes_only_what_makes_sense():
    assert faults(spoiled(CONTRADICTION, resolution("mxa"))) == [
        "scheme.maximum-unreachable 48",
        "rule.choice-unknown 85",
    ]


def test_parts_of_a_month_are_counted_together():
    lines = (
        "      - {class: tot, clause: Điều 8, when: [{points: total, from: 80}, {parts: chua, is: 0}]}\n"
        "      - {class: dat, clause: Điều 8, when: {points: total, from: 50}}\n"
        "      - {class: chua, clause: Điều 8, otherwise: yes}\n"
    )
    never = "      - {class: tot, clause: Điều 8, when: {parts: [tot, dat], from: 6}}\n"
    assert faults(spoiled((lines, never + lines))) == ["scheme.class-rule-never 71"]
    open_list = (
        "      - {class: tot, clause: Điều 8, when: {parts: tot, from: 2}}\n"
        "      - {class: dat, clause: Điều 8, when: {parts: tot, below: 2}}\n"
    )
    assert faults(spoiled((lines, open_list))) == []


@pytest.mark.parametrize("code", scheme_codes())
def test_shipped_regulations_have_no_open_problem(code: str):
    loaded = load(scheme_text(code), code)
    assert loaded.scheme is not None
    # What the rule relative to the leader does to others cannot be mended, only known.
    assert {p.code for p in loaded.problems if p.severity is not Severity.RESOLVED} <= {
        "scheme.leader-effect"
    }
    assert loaded.scheme.code == code
