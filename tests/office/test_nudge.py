"""What would have changed the place reads as sentences."""

from __future__ import annotations

from dataclasses import replace

from tests.core.score.build import criterion, group, scheme, table
from tests.core.test_nudge import RULES, UNITS
from thidua.core.nudge import nudges
from thidua.core.score.scheme import FigureKind, FigureUse, Mark, SubjectKind
from thidua.office.nudge import sentences


def test_what_would_have_helped_comes_first_and_what_would_change_nothing_last() -> None:
    assert sentences(nudges(RULES, table(UNITS), "an"), RULES) == (
        "Buổi tuyên truyền: thêm 2 buổi (3 → 5) thì được xếp “Tốt” (đang là “Đạt”)",
        "Buổi tuyên truyền: bớt 2 buổi (3 → 1) thì xuống hạng 3 (đang hạng 2)",
        "Hồ sơ đúng hạn: bớt 4 hồ sơ (8/10 → 4/10) thì xuống hạng 3 (đang hạng 2)",
        "Kỷ luật: nếu là “có” thay vì “không” thì được xếp “Không đạt” (đang là “Đạt”)",
        "Hồ sơ đúng hạn: dù tăng đến 10/10 cũng không đổi xếp loại hay thứ hạng",
    )


def test_the_same_in_english() -> None:
    first, *_, last = sentences(nudges(RULES, table(UNITS), "an"), RULES, "en")
    assert first == "Buổi tuyên truyền: 2 buổi more (3 → 5) means the class “Tốt” (now “Đạt”)"
    assert last == "Hồ sơ đúng hạn: even as much as 10/10 would not change class or place"


def test_officers_are_told_about_their_class_only() -> None:
    rules = replace(RULES, subject=SubjectKind.OFFICER)
    assert sentences(nudges(rules, table(UNITS), "an"), rules)[-1] == (
        "Hồ sơ đúng hạn: dù tăng đến 10/10 cũng không đổi xếp loại"
    )


def test_a_mark_moves_by_its_own_step() -> None:
    rules = scheme(
        group("a", criterion("cham", Mark("cham", ("cap-tren",), "cap-tren", 250), 10)),
        figures=(FigureUse("cham", "Điểm chấm", FigureKind.MARK),),
    )
    assert sentences(nudges(rules, table({"an": {"cham@cap-tren": 8.5}}), "an"), rules)[0] == (
        "Điểm chấm (cap-tren): thêm 0,5 điểm (8,5 → 9) thì được xếp “Tốt” (đang là “Đạt”)"
    )
