"""N8: volumes of enforcement earn points only with a written reason and a paired quality figure, in plain sight."""

from __future__ import annotations

import re

import pytest

from thidua.core.lab.effect import Gravity, Part
from thidua.core.lab.sheet import impact_sheet
from thidua.core.problem import Severity
from thidua.core.text import fold
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load

# Arrests, fines, cases, seizures: whole words of a figure's title, without accents.
VOLUMES = re.compile(
    r"\b(bat giu|bat duoc|so vu bat|vi pham bi phat|xu phat|tien phat|lap bien ban|khoi to|vu an|chuyen an|kham pha|"
    r"triet pha|triet xoa|thu giu|doi tuong|arrests?|fines?|seizures?)\b"
)

DRAFT = """\
scheme: du-thao
title: Dự thảo để thử
source: {{issuer: Đơn vị thử, number: 1/QĐ, issued: 01/01/2025}}
subject: unit
period: week
in-force: {{from: 01/01/2025}}
rounding: {{places: 2, mode: half-up}}
classes: {{dat: Đạt}}
figures:
  xu-phat: {{title: Số vụ xử phạt, kind: count, unit: vụ, enforcement: yes{honest}}}
  khieu-nai-dung: {{title: Số khiếu nại đúng về xử phạt, kind: count, unit: vụ}}
forms:
  chung:
    title: Phiếu chung
    clause: Điều 1
    max: 10
    groups:
      a:
        title: Kết quả
        clause: Điều 1
        max: 10
        criteria:
          phat:
            title: Xử phạt
            clause: Điều 1
            max: 10
            events: {{of: xu-phat, each: 1}}
    class:
      - {{class: dat, clause: Điều 2, otherwise: yes}}
"""


def loaded(honest: str = ""):
    return load(DRAFT.format(honest=honest), "du-thao.yaml")


def of_enforcement(problems) -> list[tuple[str, Severity]]:
    return [
        (p.code, p.severity) for p in problems if p.code.removeprefix("scheme.").startswith("enforcement")
    ]


@pytest.mark.parametrize(
    "honest",
    [
        "",
        ", justification: Tuyến đường có nhiều tai nạn",
        ", paired-with: khieu-nai-dung",
        ", justification: Tuyến đường có nhiều tai nạn, paired-with: xu-phat",
        ", justification: Tuyến đường có nhiều tai nạn, paired-with: khong-co",
    ],
    ids=["bare", "reason only", "pair only", "paired with itself", "paired with nothing"],
)
def test_counting_fines_without_reason_and_pair_is_refused(honest: str):
    answer = loaded(honest)
    assert answer.scheme is None
    assert [severity for _, severity in of_enforcement(answer.problems)] == [Severity.ERROR]


def test_with_reason_and_pair_everyone_who_reads_the_scheme_sees_the_warning():
    answer = loaded(", justification: Tuyến đường có nhiều tai nạn, paired-with: khieu-nai-dung")
    assert answer.scheme is not None
    assert [severity for _, severity in of_enforcement(answer.problems)] == [Severity.WARNING]
    shown = next(p for p in answer.problems if "enforcement" in p.code)
    assert "Tuyến đường có nhiều tai nạn" in shown.values.values()
    assert "khieu-nai-dung" in shown.values.values()


@pytest.mark.parametrize("code", scheme_codes())
def test_packaged_schemes_count_no_volume_of_enforcement(code: str):
    scheme = load(scheme_text(code), code).scheme
    assert scheme is not None
    assert [use.code for use in scheme.figures if use.enforcement] == []
    named = [(use.code, use.title) for use in scheme.figures]
    named += [(c.code, c.title) for form in scheme.forms for c in form.criteria]
    assert [code for code, title in named if VOLUMES.search(fold(title))] == []


def test_the_laboratory_tells_it_to_everyone_who_asks():
    """The paired figure is named in the draft but moves no point: the sheet says so before anybody signs."""
    scheme = loaded(", justification: Tuyến đường có nhiều tai nạn, paired-with: khieu-nai-dung").scheme
    assert scheme is not None
    worst = impact_sheet(scheme, worlds=10).answer(Part.INCENTIVE).effects[0]
    assert (worst.code, worst.gravity) == ("incentive.pair-unread", Gravity.FAULT)
