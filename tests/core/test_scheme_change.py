"""Two versions of a regulation compared: what a reader could care about, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from thidua.core.scheme_change import ChangeSort, compare
from thidua.core.score.scheme import Criterion, Scheme
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load

TEXT = scheme_text("vi-an-ninh-to-quoc")


def scheme(*edits: tuple[str, str], text: str = TEXT) -> Scheme:
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    loaded = load(text)
    assert loaded.scheme is not None, loaded.problems
    return loaded.scheme


BEFORE = scheme()
DRESSED = (
    "            title: Đạt điều lệnh khi kiểm tra\n            clause: Điều 6 khoản 1\n            max: ",
)


def said(after: Scheme) -> list[tuple[str, str, object, object]]:
    return [
        (change.what, change.place[-1].code if change.place else "", change.before, change.after)
        for change in compare(BEFORE, after)
    ]


@pytest.mark.parametrize("code", scheme_codes()[:4])
def test_a_text_is_no_different_from_itself(code: str):
    one = load(scheme_text(code)).scheme
    assert one is not None
    assert compare(one, one) == ()


def test_lines_that_moved_in_the_file_are_no_change():
    assert compare(BEFORE, scheme(text="# Lời đầu\n\n" + TEXT)) == ()


def test_a_maximum_moves_alone_without_what_is_scaled_to_it():
    after = scheme(
        ("max: 105", "max: 110"),
        ("clause: Điều 6\n        max: 20", "clause: Điều 6\n        max: 25"),
        (DRESSED[0] + "10", DRESSED[0] + "15"),
    )
    assert said(after) == [
        ("form.maximum", "don-vi", 105_000, 110_000),
        ("group.maximum", "xay-dung", 20_000, 25_000),
        ("criterion.maximum", "dieu-lenh-dat", 10_000, 15_000),
    ]


def test_a_criterion_that_came_or_went_is_one_change():
    group = BEFORE.forms[0].groups[0]
    rest = replace(group, criteria=group.criteria[1:])
    form = replace(BEFORE.forms[0], groups=(rest, *BEFORE.forms[0].groups[1:]))
    shorter = replace(BEFORE, forms=(form,))
    (gone,) = compare(BEFORE, shorter)
    assert (gone.sort, gone.what, gone.after) == (ChangeSort.REMOVED, "criterion", None)
    assert [part.code for part in gone.place] == ["don-vi", "van-dong", "buoi-tuyen-truyen"]
    (come,) = compare(shorter, BEFORE)
    assert come.sort is ChangeSort.ADDED
    assert isinstance(come.after, Criterion)


def test_another_method_is_one_change_and_a_detail_of_the_same_method_another():
    other = "yes-no: {of: bao-cao-dung-han, yes: 10}"
    events = scheme(("each: 1}", "each: 0.5}"))
    assert said(events) == [("events.each", "mo-hinh-duoc-nhan-rong", 1000, 500)]
    marked = scheme(
        (other, "mark: {of: bao-cao-dung-han}"),
        ("title: Báo cáo tuần đúng hạn, kind: yes-no", "title: Báo cáo tuần đúng hạn, kind: mark"),
        ("classes:", "assessors: {columns: [cham], decides: cham}\nclasses:"),
    )
    assert [what for what, *_ in said(marked)] == ["figure.kind", "criterion.method"]


def test_the_order_of_tie_breaks_is_said_once():
    first = "  - {of: phuc-vu, prefer: high, clause: Điều 12 khoản 1}\n"
    second = "  - {of: van-dong, prefer: high, clause: Điều 12 khoản 2}\n"
    (moved,) = compare(BEFORE, scheme((first + second, second + first)))
    assert (moved.sort, moved.what) == (ChangeSort.REORDERED, "scheme.tie_breaks")
    assert moved.before == ("phuc-vu", "van-dong", "so-lieu-sai-khi-kiem-tra")
    assert moved.after == ("van-dong", "phuc-vu", "so-lieu-sai-khi-kiem-tra")


def test_bounds_of_the_class_table_and_the_days_in_force():
    after = scheme(
        ("{points: total, from: 90}", "{points: total, from: 92}"),
        ("from: 80, below: 90", "from: 80, below: 92"),
        ("to: 31/12/2026", "to: 31/12/2027"),
    )
    assert [(what, code) for what, code, *_ in said(after)] == [
        ("scheme.last_day", ""),
        ("rule.when", "xuat-sac"),
        ("rule.when", "tot"),
    ]
