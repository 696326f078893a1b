"""The packaged kinds of deed protect the people they are about."""

from __future__ import annotations

from pathlib import Path

import thidua.rules
from thidua.core.deed import Privacy
from thidua.rules import deed

DATA = Path(thidua.rules.__path__[0]) / "data"
KINDS = {k.code: k for k in deed.load((DATA / "deeds.yaml").read_text(encoding="utf-8"), "deeds.yaml").kinds}


def test_weapons_are_counted_by_category_and_the_giver_is_never_written() -> None:
    weapons = KINDS["giao-nop-vu-khi"]
    assert weapons.privacy is Privacy.RESTRICTED
    assert weapons.never == "Không bao giờ ghi người giao nộp là ai; chỉ ghi số biên nhận."
    assert {q.unit for q in weapons.quantities} == {"khẩu", "viên", "quả", "kg", "chiếc"}


def test_a_good_deed_earns_thanks_and_no_points() -> None:
    assert [code for code, kind in KINDS.items() if not kind.scored] == ["nguoi-tot-viec-tot"]


def test_gifts_to_households_in_need_and_to_elders_are_separate_lines() -> None:
    assert {"tang-qua", "tham-hoi-nguoi-co-uy-tin"} <= KINDS.keys()


def test_every_kind_needs_a_second_person() -> None:
    two = {code for code, kind in KINDS.items() if kind.two_people}
    assert two == {"giao-nop-vu-khi", "tang-qua", "tham-hoi-nguoi-co-uy-tin"}  # weapons and money


def test_a_word_that_is_no_privacy_class_is_refused_with_its_line() -> None:
    loaded = deed.load("deeds:\n  a:\n    title: A\n    meaning: A\n    source: A\n    privacy: secret\n")
    assert [(p.code, p.where.line) for p in loaded.problems] == [
        ("rule.key-missing", 3),
        ("rule.choice-unknown", 6),
    ]
