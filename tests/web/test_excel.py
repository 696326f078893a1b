"""What pages show, taken away to Excel: real numbers and days, and the figures come back in as the same figures."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import DAY, FULL_WEEK, PASSWORD, World, deed, figure, target, world
from thidua.actions.mapping import known_to, layout_for
from thidua.core.score.table import State
from thidua.office.mapping_read import read_mapped
from thidua.office.sheet import read_sheet
from thidua.office.workbook import Heading, Table, xlsx
from thidua.store.models import Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def opened(content: bytes):  # type: ignore[no-untyped-def]
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("period", ["2025-03", "2025"])
def test_figures_taken_away_come_back_as_the_same_figures(scene: World, period: str) -> None:
    scene.fill()
    figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 7, period_code="2025-W11")
    nothing = figure("dieu-lenh-dat", scene.lim_xanh, scene.clerk, 0, 1, period_code="2025-W11")
    Figure.objects.filter(pk=nothing.pk).update(state=State.NOT_APPLICABLE)
    answer = enter("lan").get(reverse("entry-excel", args=[scene.lim_xanh.code, period]))
    sheet, problems = read_sheet(answer.content, "x.xlsx")
    assert sheet is not None
    assert [p.code for p in problems] == ["file.other-sheets"]
    by = scene.see(scene.clerk)
    layout, _kept = layout_for(by=by, on=DAY, sheet=sheet)
    found = read_mapped(sheet, layout, known_to(by, DAY))
    assert (found.problems, found.unknown) == ([], {})
    stands = Figure.objects.filter(unit=scene.lim_xanh, replaced_by=None)
    want = {(r.figure, r.period, r.state, *_parts(r.state, r.numerator, r.denominator)) for r in stands}
    got = {
        (r.figure, r.period, int(r.state), *_parts(r.state, r.numerator, r.denominator)) for r in found.rows
    }
    assert got == want
    assert len(got) == len(FULL_WEEK) + 2


def _parts(state: int, numerator: int, denominator: int) -> tuple[int, int]:
    return (0, 0) if state == State.NOT_APPLICABLE else (numerator, denominator)


def test_the_sheet_says_whose_numbers_and_holds_numbers_and_shares_not_texts(scene: World) -> None:
    scene.fill()
    book = opened(enter("dung").get(reverse("entry-excel", args=[scene.lim_xanh.code, "2025-03"])).content)
    page = book.worksheets[0]
    assert [page["A1"].value, page["A2"].value] == ["Công an xã Lim Xanh", "Tháng 3/2025"]
    assert "Phạm Tiến Dung" in page["A3"].value
    heads = {cell.value: cell.column for cell in page[4]}
    row = next(line for line in page.iter_rows(min_row=5) if line[0].value == "Tuần 10/2025")
    at = {title: row[column - 1] for title, column in heads.items()}
    assert at["Hồ sơ trả đúng hạn – tử số"].value == 24
    assert at["Hồ sơ trả đúng hạn – mẫu số"].value == 31
    assert at["Hồ sơ trả đúng hạn – tỷ lệ"].number_format == "0.00%"
    assert page.freeze_panes == "B5"
    assert page.auto_filter.ref.startswith("A4:")


def test_text_that_looks_like_a_formula_stays_text() -> None:
    table = Table(
        "x", (Heading("=1+1"), Heading("B")), [["=HYPERLINK(1)", date(2025, 3, 1)]], ("=cmd|' /C calc'!A0",)
    )
    page = opened(xlsx(table)).worksheets[0]
    assert [page["A1"].data_type, page["A2"].data_type, page["A3"].data_type] == ["s", "s", "s"]
    assert page["B3"].value.date() == date(2025, 3, 1)


def test_the_list_of_deeds_is_taken_as_it_is_filtered(scene: World) -> None:
    row = deed("viec-1", scene.lim_xanh, scene.clerk, buoi=2, luot=60)
    row.confirmed_by, row.confirmed_at = scene.binh, row.recorded_at
    row.save()
    deed("viec-2", scene.lim_xanh, scene.clerk, buoi=1, luot=5)
    client = enter("an")
    page = opened(client.get(reverse("deeds") + "?trang-thai=roi&excel=1").content).worksheets[0]
    lines = [[cell.value for cell in line] for line in page.iter_rows(min_row=3)]
    assert [(line[0].date(), line[9], line[11]) for line in lines] == [
        (row.on, "Buổi", 2),
        (row.on, "Lượt người nghe", 60),
    ] or [(line[5], line[11]) for line in lines] == [("đã xác nhận", 2), ("đã xác nhận", 60)]


def test_targets_of_the_branch_only(scene: World) -> None:
    target(scene.movement, scene.lim_xanh, "buoi-tuyen-truyen", 3)
    target(scene.movement, scene.hoa_mo, "buoi-tuyen-truyen", 4)
    url = reverse("targets-excel", args=[scene.movement.code])

    def units(who: str) -> list[str]:
        page = opened(enter(who).get(url).content).worksheets[0]
        return [line[0].value for line in page.iter_rows(min_row=4)]

    assert units("an") == [scene.lim_xanh.code]
    assert units("dung") == [scene.hoa_mo.code, scene.lim_xanh.code]
    assert enter("chi").get(url).status_code == 404
    assert enter("chi").get(reverse("entry-excel", args=[scene.lim_xanh.code, "2025"])).status_code == 404


def test_many_deeds_ask_as_often_as_few(scene: World) -> None:
    client = enter("an")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("deeds") + "?excel=1")
        return len(asked)

    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=2, luot=60)
    client.get(reverse("deeds"))
    few = questions()
    for number in range(2, 6):
        deed(f"viec-{number}", scene.lim_xanh, scene.clerk, buoi=2, luot=60)
    assert questions() == few
