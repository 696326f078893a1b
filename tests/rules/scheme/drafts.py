"""A small sound regulation that the tests spoil, one thing at a time."""

from __future__ import annotations

from thidua.core.problem import Severity
from thidua.rules.scheme import Loaded, load

DRAFT = """\
scheme: thu
title: Quy chế thử
source: {issuer: Xã Lim Xanh, number: 01/QC, issued: 01/01/2025}
subject: unit
period: week
in-force: {from: 01/01/2025}
rounding: {places: 2, mode: half-up}
assessors: {columns: [tu-cham, thu-truong], decides: thu-truong}
classes: {tot: Tốt, dat: Đạt, chua: Chưa đạt}
figures:
  ho-so: {title: Hồ sơ đúng hạn, kind: ratio}
  buoi: {title: Buổi tuyên truyền, kind: count, unit: buổi}
  bao-cao: {title: Báo cáo, kind: yes-no}
  diem: {title: Điểm chấm, kind: mark}
  sai: {title: Số liệu sai, kind: count, unit: số liệu}
forms:
  chung:
    title: Mẫu chung
    clause: Điều 2
    max: 100
    groups:
      lam:
        title: Việc làm
        clause: Điều 3
        max: 60
        criteria:
          ho-so:
            title: Hồ sơ
            clause: Điều 3 khoản 1
            max: 40
            not-applicable: rescale
            share: {of: ho-so, empty: not-applicable}
          buoi:
            title: Buổi
            clause: Điều 3 khoản 2
            max: 20
            tiers:
              of: buoi
              bands:
                - {from: 4, points: 20}
                - {from: 2, to: 3, points: 10}
                - {below: 2, points: 0}
      khac:
        title: Việc khác
        clause: Điều 4
        max: 40
        criteria:
          bao-cao: {title: Báo cáo, clause: Điều 4, max: 10, yes-no: {of: bao-cao, yes: 10}}
          diem: {title: Điểm chấm, clause: Điều 4, max: 30, mark: {of: diem, step: 0.5}}
      tru:
        title: Trừ
        clause: Điều 5
        max: 0
        min: -10
        criteria:
          sai: {title: Sai, clause: Điều 5, max: 0, min: -10, events: {of: sai, each: -2}}
    class:
      - {class: tot, clause: Điều 6, when: {points: total, from: 80}}
      - {class: dat, clause: Điều 6, when: {points: total, from: 50, below: 80}}
      - {class: chua, clause: Điều 6, when: {points: total, below: 50}}
    vetoes:
      - {class: chua, clause: Điều 7, when: {figure: sai, from: 5}}
    caps:
      - {class: dat, clause: Điều 7, when: {figure: sai, from: 2}}
roll-ups:
  - level: month
    of: week
    points: mean
    clause: Điều 8
    class:
      - {class: tot, clause: Điều 8, when: [{points: total, from: 80}, {parts: chua, is: 0}]}
      - {class: dat, clause: Điều 8, when: {points: total, from: 50}}
      - {class: chua, clause: Điều 8, otherwise: yes}
tie-breaks:
  - {of: lam, prefer: high, clause: Điều 9}
quotas:
  mot-phan-ba:
    title: Tốt không quá một phần ba
    clause: Điều 10
    level: month
    steps:
      tot: {base: eligible, percent: 1/3, rounding: floor}
    limits: {tot: tot}
distinctions:
  co: {title: Cờ tuần, clause: Điều 11, level: week, top: 1, when: {figure: sai, is: 0}}
"""


def spoiled(*changes: tuple[str, str]) -> str:
    """The draft with each text replaced; a text that is not there exactly once is the test's own fault."""
    text = DRAFT
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the draft"
        text = text.replace(old, new)
    return text


def faults(text: str, severity: Severity = Severity.ERROR) -> list[str]:
    """The problems as "code line"."""
    return [f"{p.code} {p.where.line}" for p in load(text, "thu.yaml").problems if p.severity is severity]


def loaded(*changes: tuple[str, str]) -> Loaded:
    return load(spoiled(*changes), "thu.yaml")
