"""Awards come in from a table and go out as the same table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.office.books import text, workbook
from thidua.core.award import AwardRow, Category, State
from thidua.core.problem import NOWHERE
from thidua.office.awards_file import code_of, read_awards
from thidua.office.workbook import awards_table, csv_file, xlsx

TOP = "Hình thức,Loại đối tượng,Đối tượng,Năm,Thành tích,Trạng thái,Số quyết định,Ngày quyết định,Ngày trao"
FORMS = {"bang-khen": "Bằng khen", "giay-khen": "Giấy khen"}


def test_a_decided_award_is_read_with_its_decision() -> None:
    rows, problems = read_awards(
        text(
            TOP, "Bằng khen,Tập thể,xa-lim-xanh,,Làm tốt việc tiếp dân,Đã trao,12/QĐ-MH,05/03/2025,08/03/2025"
        ),
        "x.csv",
        FORMS,
    )
    assert problems == []
    assert [replace(r, where=NOWHERE) for r in rows] == [
        AwardRow(
            code="bang-khen-2025-xa-lim-xanh-12-qd-mh",
            form="bang-khen",
            category=Category.COLLECTIVE,
            subject="xa-lim-xanh",
            year=2025,
            reason="Làm tốt việc tiếp dân",
            state=State.PRESENTED,
            decision_number="12/QĐ-MH",
            decided_on=date(2025, 3, 5),
            presented_on=date(2025, 3, 8),
        )
    ]


def test_proposed_and_decided_are_told_apart_by_the_decision() -> None:
    rows, _ = read_awards(
        text(TOP, "giay-khen,Cá nhân,an,2025,a,,,,", "giay-khen,Cá nhân,binh,2025,a,,7/QĐ,01/02/2025,"),
        "x.csv",
    )
    assert [r.state for r in rows] == [State.PROPOSED, State.DECIDED]


def test_every_fault_of_an_award_is_told_at_once() -> None:
    _, problems = read_awards(
        text(
            TOP,
            "Bằng khem,Đội bóng,,hai nghìn,,Đã mất,,31/02/2025,",
            "giay-khen,Cá nhân,an,2025,a,,7/QĐ,,",
            "giay-khen,Cá nhân,an,2025,a,,7/QĐ,,",
        ),
        "x.csv",
        FORMS,
    )
    assert [(p.code, p.where.line) for p in problems] == [
        ("date.no-such-day", 2),
        ("award.form-unreadable", 2),
        ("award.cell-missing", 2),
        ("award.category-unreadable", 2),
        ("award.state-unreadable", 2),
        ("award.year-unreadable", 2),
        ("award.cell-missing", 2),
        ("award.duplicate", 4),
    ]


def test_days_typed_in_excel_are_days() -> None:
    book = workbook(
        ("form", "category", "subject", "reason", "decision_number", "decided_on"),
        ("bang-khen", "Cá nhân", "an", "a", "1/QĐ", date(2025, 3, 5)),
    )
    rows, problems = read_awards(book, "x.xlsx", FORMS)
    assert problems == []
    assert [(r.year, r.decided_on) for r in rows] == [(2025, date(2025, 3, 5))]


def test_what_is_exported_is_imported_unchanged() -> None:
    row = AwardRow(
        "a-1",
        "bang-khen",
        Category.MODEL,
        "xa-lim-xanh",
        2025,
        '=HYPERLINK("x") và "dấu nháy"',
        State.DECIDED,
        "Ngõ sáng",
        "1/QĐ",
        date(2025, 3, 5),
        "Công an tỉnh Minh Họa",
        source="sổ giấy",
    )
    table = awards_table([row])
    for content, name in ((csv_file(table), "x.csv"), (xlsx(table), "x.xlsx")):
        rows, problems = read_awards(content, name, FORMS)
        assert problems == []
        assert [replace(r, where=NOWHERE) for r in rows] == [row]


def test_long_codes_stay_different() -> None:
    one, two = (code_of("bang-khen", 2025, "x" * 90 + end, "1/QĐ") for end in "ab")
    assert (len(one), len(two), one == two) == (80, 80, False)
