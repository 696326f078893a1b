"""What would have changed the place reads as sentences."""

from __future__ import annotations

from dataclasses import replace

from tests.cases.sentences import packaged
from tests.core.score.build import criterion, group, scheme, table
from tests.core.test_nudge import RULES, UNITS
from tests.core.test_nudge_longer import MEAN, asked, parts
from thidua.core.nudge import nudges
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import FigureKind, FigureUse, Mark, SubjectKind
from thidua.office.nudge import sentences
from thidua.office.nudge_longer import sentences as of_longer


def test_what_would_have_helped_comes_first_and_what_would_change_nothing_last() -> None:
    assert sentences(nudges(RULES, table(UNITS), "an"), RULES) == (
        "Buổi tuyên truyền: thêm 2 buổi (3 → 5) thì được xếp “Tốt” (đang là “Đạt”)",
        "Kỷ luật: nếu là “có” thay vì “không” thì được xếp “Không đạt” (đang là “Đạt”)",
        "Buổi tuyên truyền: bớt 2 buổi (3 → 1) thì xuống hạng 3 (đang hạng 2)",
        "Hồ sơ đúng hạn: bớt 4 hồ sơ (8/10 → 4/10) thì xuống hạng 3 (đang hạng 2)",
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


def test_a_month_says_what_it_and_its_weeks_lack() -> None:
    found = asked(MEAN, parts({"an": (9, 9, 8, 9), "binh": (5, 5, 5, 6)}))
    assert of_longer(found, MEAN, PeriodKind.MONTH) == (
        "Điểm tháng: thêm 0,25 điểm (8,75 → 9,00), tức các tuần cộng lại thêm ít nhất 0,98 điểm,"
        " thì được xếp “Tốt” (đang là “Đạt”)",
        "Điểm tháng: bớt 3,51 điểm (8,75 → 5,24), tức các tuần cộng lại bớt ít nhất 14,03 điểm,"
        " thì xuống hạng 2 (đang hạng 1)",
    )


def test_a_month_of_classes_names_the_weeks() -> None:
    rules = packaged("e29-thang").scheme
    assert rules is not None
    found = asked(rules, parts({"an": (0,) * 4}, {"an": (0, 1, 1, 1)}))
    assert of_longer(found, rules, PeriodKind.MONTH)[0] == (
        "Tuần 11/2025 hoặc Tuần 12/2025 hoặc Tuần 13/2025: nếu được xếp “Loại 1” thay vì “Loại 2” thì tháng"
        " được xếp “Loại 1” (đang là “Loại 2”)"
    )


def test_a_month_that_no_week_alone_can_change_says_so() -> None:
    rules = packaged("e29-thang").scheme
    assert rules is not None
    found = asked(rules, parts({"an": (0,) * 4}, {"an": (3, 3, 3, 3)}))
    assert of_longer(found, rules, PeriodKind.MONTH) == (
        "Không tuần nào, chỉ riêng mình nó, đổi được xếp loại của tháng",
    )
