"""Figures that are the result of another scheme."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.score.build import criterion, group, scheme
from thidua.core.period import Period
from thidua.core.score.feed import fed_rows
from thidua.core.score.rows import Written
from thidua.core.score.scheme import ClassName, Events, FedAs, FedBy, Feed, FigureKind, FigureUse
from thidua.core.score.table import State
from thidua.core.standing import StandingRow

SOURCE = replace(
    scheme(group("a", criterion("buoi", Events("buoi", 1000)))),
    classes=(ClassName("tot", "Tốt"), ClassName("dat", "Đạt"), ClassName("khong", "Không", counts=False)),
)
YEAR = Period.parse("2025")


def row(
    subject: str, class_code: str, total: int = 5000, complete: bool = True, place: int = 0
) -> StandingRow:
    return StandingRow(subject, "khoi", total, place, class_code, complete, False)


STANDING = [
    row("an", "tot", 9500, place=2),
    row("binh", "dat"),
    row("chi", "khong"),
    row("dung", "", complete=False),
]


def fed(what: FedAs, of: FedBy, related, *classes: str):
    use = FigureUse("kq", "Kết quả", FigureKind.RATIO, feed=Feed("ke-hoach", of, classes, what))
    return fed_rows(use, SOURCE, STANDING, related, YEAR)


@pytest.mark.parametrize(("subject", "number"), [("an", 1), ("binh", 2), ("chi", 0)])
def test_the_class_is_its_number_and_none_that_counts_is_zero(subject, number):
    ((found,), problems) = fed(FedAs.CLASS, FedBy.OWN, {subject: (subject,)})
    assert (found.numerator, found.denominator, found.written) == (number * 1000, 1000, Written.CLASS)
    assert problems == []


def test_the_points_of_the_superior_may_be_read():
    ((found,), _) = fed(FedAs.POINTS, FedBy.SUPERIOR, {"doi-1": ("an",)})
    assert (found.subject, found.figure, found.period, found.numerator) == ("doi-1", "kq", "2025", 9500)


def test_the_points_of_the_members_are_their_exact_mean():
    ((found,), problems) = fed(FedAs.POINTS, FedBy.MEMBERS, {"doi-1": ("an", "binh", "chi")})
    assert (found.numerator, found.denominator, problems) == (19_500, 3000, [])
    ((found,), (said,)) = fed(FedAs.POINTS, FedBy.MEMBERS, {"doi-1": ()})
    assert (found.state, said.code) == (State.ABSENT, "feed.result-missing")


def test_a_place_may_be_read_and_who_has_none_lacks_it():
    ((found,), _) = fed(FedAs.PLACE, FedBy.OWN, {"an": ("an",)})
    assert (found.numerator, found.denominator) == (2000, 1000)
    ((found,), (said,)) = fed(FedAs.PLACE, FedBy.OWN, {"binh": ("binh",)})
    assert (found.state, said.values["lacking"]) == (State.ABSENT, "binh")


def test_a_share_of_the_members_leaves_out_those_whose_class_does_not_count():
    ((found,), _) = fed(FedAs.SHARE, FedBy.MEMBERS, {"doi-1": ("an", "binh", "chi")}, "tot")
    assert (found.numerator, found.denominator, found.written) == (1000, 2000, Written.RATIO)
    ((found,), _) = fed(FedAs.COUNT, FedBy.MEMBERS, {"doi-1": ("an", "binh", "chi")}, "tot", "dat")
    assert (found.numerator, found.denominator) == (2000, 1000)


def test_a_missing_result_leaves_the_figure_absent_and_is_said():
    ((found,), (said,)) = fed(FedAs.SHARE, FedBy.MEMBERS, {"doi-1": ("an", "dung", "em")}, "tot")
    assert found.state is State.ABSENT
    assert (said.code, said.values["lacking"]) == ("feed.result-missing", "dung, em")
    ((found,), (said,)) = fed(FedAs.CLASS, FedBy.COLLECTIVE, {"an": ()})
    assert (found.state, said.where.field) == (State.ABSENT, "an/kq")


def test_a_collective_without_members_has_nothing_of_nothing():
    ((found,), problems) = fed(FedAs.SHARE, FedBy.MEMBERS, {"doi-1": ()}, "tot")
    assert ((found.numerator, found.denominator), problems) == ((0, 0), [])
