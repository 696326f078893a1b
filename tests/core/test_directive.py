"""Papers as text: clauses recognised, goals left undone, and last year's plan with the date changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.directive import answers, clauses, gaps, likeness, uncovered, within

PAPER = """CHỈ THỊ
Về việc tăng cường công tác dân vận

I. MỤC ĐÍCH
Làm cho dân tin.
Điều 1. Phạm vi
Áp dụng cho mọi đơn vị.
1. Công an cấp xã
a) Họp dân mỗi quý một lần;
b) Trả lời phản ánh đúng hẹn.
2. Công an tỉnh
Điều 2. Hiệu lực
"""


def test_clauses_are_recognised_with_where_they_lie() -> None:
    assert clauses(PAPER) == (
        ("mục I", "MỤC ĐÍCH Làm cho dân tin."),
        ("Điều 1", "Phạm vi Áp dụng cho mọi đơn vị."),
        ("khoản 1 Điều 1", "Công an cấp xã"),
        ("điểm a khoản 1 Điều 1", "Họp dân mỗi quý một lần;"),
        ("điểm b khoản 1 Điều 1", "Trả lời phản ánh đúng hẹn."),
        ("khoản 2 Điều 1", "Công an tỉnh"),
        ("Điều 2", "Hiệu lực"),
    )


def test_a_paper_without_articles_has_plain_items() -> None:
    assert clauses("1. Một\n2. Hai") == (("khoản 1", "Một"), ("khoản 2", "Hai"))
    assert clauses("Không có điều khoản nào.") == ()


def test_a_gap_is_a_clause_nobody_cites_above_inside_or_at_it() -> None:
    refs = [ref for ref, _ in clauses(PAPER)]
    assert gaps(refs, ["điểm a khoản 1 Điều 1"]) == (
        "mục I", "điểm b khoản 1 Điều 1", "khoản 2 Điều 1", "Điều 2",
    )  # fmt: skip
    assert gaps(refs, ["Điều 1", "Điều 2", "mục I"]) == ()


def test_khoan_1_is_not_in_khoan_11() -> None:
    assert not within("khoản 11", "khoản 1")
    assert not within("điểm a khoản 11 Điều 1", "khoản 1 Điều 1")


def test_last_years_plan_with_the_year_changed_is_found_out() -> None:
    old = "Tổ chức 12 buổi tuyên truyền tại các bản trong năm 2024 và trả lời mọi phản ánh đúng hẹn của dân"
    found = likeness(old.replace("2024", "2025"), old)
    assert found.percent == 95
    assert [shared for _, shared in found.pieces] == [True, False, True]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_lies_between_nothing_and_everything_and_keeps_every_word(new: str, old: str) -> None:
    found = likeness(new, old)
    assert 0 <= found.share <= 1000
    if old.split():
        assert " ".join(piece for piece, _ in found.pieces).split() == new.split()


@given(st.text(max_size=60).filter(lambda text: bool(text.split())))
def test_a_plan_is_wholly_like_itself(text: str) -> None:
    assert likeness(text, text).share == 1000


def test_villages_nobody_was_given() -> None:
    assert uncovered(["a", "b", "c"], ["b"]) == ("a", "c")


def test_how_proposals_fared() -> None:
    found = answers([("accepted", 10), ("declined", 4), ("waiting", None), ("partly", 30)])
    assert (found.sent, found.answered, found.accepted, found.partly) == (4, 3, 1, 1)
    assert (found.accepted_percent, found.median_days) == (33, 10)
    assert (answers([]).accepted_percent, answers([]).median_days) == (None, None)
