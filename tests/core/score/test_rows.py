"""Rows become one table in one way; what does not fit the scheme is told, never dropped."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.core.score.build import criterion, group, scheme
from thidua.core.number import Rounding
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Where
from thidua.core.score.rows import FigureRow, Written, check_subjects, columns, to_table
from thidua.core.score.scheme import (
    Events,
    FigureKind,
    FigureUse,
    Mark,
    Quota,
    QuotaStep,
    Share,
    YesNo,
)
from thidua.core.score.table import State

WEEK = Period.parse("2025-W09")
USES = (
    FigureUse("buoi", "Buổi tuyên truyền", FigureKind.COUNT, "buổi"),
    FigureUse("ho-so", "Hồ sơ đúng hạn", FigureKind.RATIO),
    FigureUse("bao-cao", "Báo cáo", FigureKind.YES_NO),
    FigureUse("cham", "Điểm chấm", FigureKind.MARK),
    FigureUse("loai-tap-the", "Loại của tập thể", FigureKind.CLASS),
)
QUOTA = Quota(
    "q", "Tỷ lệ", "Điều 9", PeriodKind.WEEK, (), "loai-tap-the",
    (QuotaStep("a", "headcount", (("1", Fraction(1, 2)),), (), Rounding.FLOOR),), (("tot", "a"),),
)  # fmt: skip
SCHEME = scheme(
    group(
        "g",
        criterion("a", Events("buoi", 1000)),
        criterion("b", Share("ho-so")),
        criterion("c", YesNo("bao-cao", 1000)),
        criterion("d", Mark("cham", ("tu-cham", "chi-huy"), "chi-huy")),
    ),
    figures=USES,
    quotas=(QUOTA,),
)


def row(figure: str, **more: object) -> FigureRow:
    return replace(FigureRow("lim-xanh", figure, "2025-W09", where=Where("x.csv", 2)), **more)


def codes(*rows: FigureRow) -> list[str]:
    return [p.code for p in to_table(rows, SCHEME, WEEK)[1]]


def test_a_mark_has_a_column_per_assessor_and_a_collective_s_class_has_none() -> None:
    assert columns(SCHEME) == ("buoi", "ho-so", "bao-cao", "cham@tu-cham", "cham@chi-huy")


def test_rows_fill_the_table_and_what_is_not_said_stays_absent() -> None:
    rows = [
        row("buoi", numerator=5_000, target=4_000),
        row("ho-so", numerator=18_000, denominator=20_000, written=Written.RATIO),
        row("bao-cao", state=State.NOT_APPLICABLE, written=Written.NOT_APPLICABLE),
        row("group", text="khoi-xa", written=Written.CODE),
        replace(row("loai-tap-the", numerator=2_000, written=Written.CLASS), subject="khoi-xa"),
        replace(row("buoi", numerator=9_000), period="2025-W10"),
    ]
    table, problems = to_table(rows, SCHEME, WEEK)
    assert problems == []
    assert (table.subjects, table.forms, table.groups) == (("lim-xanh",), ("bieu",), ("khoi-xa",))
    assert table.state.tolist() == [[1, 1, 2, 0, 0]]
    assert table.numerator.tolist() == [[5_000, 18_000, 0, 0, 0]]
    assert table.denominator.tolist() == [[1_000, 20_000, 1_000, 1_000, 1_000]]
    assert table.target.tolist() == [[4_000, 0, 0, 0, 0]]
    assert table.group_figures == {("khoi-xa", "loai-tap-the"): 2_000}


def test_what_does_not_fit_the_scheme_is_told_at_once() -> None:
    assert codes(
        row("buoy", numerator=1_000),
        row("buoi", numerator=-1_000),
        row("ho-so", numerator=980),
        row("bao-cao", numerator=2_000),
        row("cham@chi-huy", written=Written.YES_NO),
        row("form", text="bieu-la", written=Written.CODE),
    ) == [
        "figure.form-unknown",
        "figure.not-in-scheme",
        "figure.negative",
        "figure.ratio-without-parts",
        "figure.not-yes-no",
        "figure.not-a-number",
    ]


def test_the_nearest_figure_is_suggested() -> None:
    _, problems = to_table([row("buoy")], SCHEME, WEEK)
    assert problems[0].values["suggestion"] == " (→ buoi?)"


def test_people_cannot_be_typed_where_meetings_are_counted() -> None:
    assert codes(row("buoi", numerator=5_000, unit="người")) == ["figure.unit-differs"]
    assert codes(row("buoi", numerator=5_000, unit="Buổi")) == []


def test_a_scheme_with_several_forms_needs_to_be_told_which() -> None:
    two = replace(SCHEME, forms=(*SCHEME.forms, replace(SCHEME.forms[0], code="bieu-2")))
    _, problems = to_table([row("buoi")], two, WEEK)
    assert [(p.code, p.values["known"]) for p in problems] == [("figure.form-missing", "bieu, bieu-2")]


def test_form_and_group_said_once_for_the_year_hold_until_a_shorter_period_says_otherwise() -> None:
    two = replace(SCHEME, forms=(*SCHEME.forms, replace(SCHEME.forms[0], code="bieu-2")))
    rows = [
        row("buoi"),
        row("form", text="bieu", period="2025"),
        row("form", text="bieu-2", period="2025-02"),
        row("group", text="khoi-xa", period="2025"),
        row("group", text="khoi-phong", period="2025-03"),
    ]
    table, problems = to_table(rows, two, WEEK)
    assert (problems, table.forms, table.groups) == ([], ("bieu-2",), ("khoi-xa",))


def test_a_period_without_rows_is_said() -> None:
    assert codes() == ["figure.no-rows"]


def test_unknown_subjects_are_told_once_with_the_nearest_known() -> None:
    rows = [replace(row("buoi"), subject="lim-xnah"), replace(row("ho-so"), subject="lim-xnah"), row("buoi")]
    assert [
        (p.code, p.values["subject"], p.values["suggestion"]) for p in check_subjects(rows, ["lim-xanh"])
    ] == [("figure.subject-unknown", "lim-xnah", " (→ lim-xanh?)")]
