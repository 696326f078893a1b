"""A unit's own sheet comes in whole or not at all, says first what it would change, and is recognised the next time."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from tests import factories
from tests.factories import WEEK, World, at
from thidua.actions.mapping import layout_for, mapped, mapping_drop, mapping_import, mapping_keep
from thidua.core.problem import Refused, errors
from thidua.office.sheet import Sheet, read_sheet
from thidua.store import access
from thidua.store.models import AuditLine, Figure, Mapping

COUNT, RATIO = "buoi-tuyen-truyen", "ho-so-dung-han"


def sheet(*values: tuple, title: str = "Tuần 10 năm 2025", name: str = "Công an xã Lim Xanh") -> Sheet:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write(0, 0, f"{name} – {title}")
        page.write_row(1, 0, ["Nội dung", "Kết quả"])
        for line, row in enumerate(values, 2):
            page.write_row(line, 0, row)
    found, _ = read_sheet(out.getvalue(), "bao-cao.xlsx")
    assert found is not None
    return found


GOOD = (("Buổi tuyên truyền", 3), ("Hồ sơ trả đúng hạn", "12/15"), ("Tổng cộng", 15))


def seen(world: World, page: Sheet, who=None):  # type: ignore[no-untyped-def]
    by = world.see(who or world.clerk)
    layout, kept = layout_for(by=by, on=at().date(), sheet=page)
    return mapped(by=by, at=at(), sheet=page, layout=layout), layout, kept


def test_a_preview_says_what_is_new_same_and_different_and_writes_nothing(world: World) -> None:
    factories.figure(COUNT, world.lim_xanh, world.clerk, 2)
    factories.figure("ngay-cong-giup-dan", world.lim_xanh, world.clerk, 8)
    told, _layout, _kept = seen(world, sheet(*GOOD, ("Ngày công giúp dân", 8)))
    assert told.preview is not None
    assert [e.figure for e in told.preview.new] == [RATIO]
    assert [e.figure for e in told.preview.same] == ["ngay-cong-giup-dan"]
    assert [(e.figure, row.numerator) for e, row in told.preview.differs] == [(COUNT, 2000)]
    assert Figure.objects.count() == 2


def test_a_replacement_needs_a_reason_and_then_everything_is_written(world: World) -> None:
    factories.figure(COUNT, world.lim_xanh, world.clerk, 2)
    page = sheet(*GOOD)
    _told, layout, _kept = seen(world, page)
    by = world.see(world.clerk)
    with pytest.raises(Refused) as caught:
        mapping_import(by=by, at=at(), sheet=page, layout=layout)
    assert [p.code for p in errors(caught.value.problems)] == ["figure.recorded-already"]
    assert Figure.objects.count() == 1
    assert mapping_import(by=by, at=at(), sheet=page, layout=layout, reason="Theo sổ gốc") == 2
    standing = Figure.objects.filter(replaced_by=None, period=WEEK.code)
    assert dict(standing.values_list("figure", "numerator")) == {COUNT: 3_000, RATIO: 12_000}


def test_one_wrong_cell_or_unknown_name_and_nothing_comes_in(world: World) -> None:
    for bad in (("Phản ánh được trả lời đúng hẹn", "nhiều"), ("Việc chưa ai biết", 3)):
        page = sheet(*GOOD, bad)
        _told, layout, _kept = seen(world, page)
        with pytest.raises(Refused):
            mapping_import(by=world.see(world.clerk), at=at(), sheet=page, layout=layout)
    assert not Figure.objects.exists()


def test_a_kept_layout_recognises_the_next_sheet_and_takes_its_own_period(world: World) -> None:
    page = sheet(*GOOD)
    _told, layout, _kept = seen(world, page)
    mapping_import(by=world.see(world.clerk), at=at(), sheet=page, layout=layout, name="Báo cáo tuần")
    again, found, kept = seen(world, sheet(("Buổi tuyên truyền", 5), title="Tuần 11 năm 2025"))
    assert kept is not None
    assert kept.name == "Báo cáo tuần"
    assert found.period.text == "2025-W11"
    assert again.preview is not None
    assert AuditLine.objects.filter(action="mapping-keep").count() == 1
    mapping_drop(by=world.see(world.an), at=at(), row=Mapping.objects.get())
    assert not Mapping.objects.exists()
    assert Figure.objects.count() == 2


def test_chi_sees_no_layout_of_others_and_her_file_reaches_no_unit_of_theirs(world: World) -> None:
    page = sheet(*GOOD)
    _told, layout, _kept = seen(world, page)
    mapping_keep(
        by=world.see(world.clerk), at=at(), unit=world.lim_xanh, name="Của ta", sheet=page, layout=layout
    )
    assert list(access.mappings(world.see(world.chi), Mapping.Kind.FIGURES)) == []
    theirs, guessed, kept = seen(world, page, world.chi)
    assert kept is None
    assert guessed.unit.text == world.other_commune.code  # her only unit, never the one the title names
    with pytest.raises(Refused):
        mapping_import(by=world.see(world.chi), at=at(), sheet=page, layout=layout)
    assert theirs.preview is None or all(e.subject == world.other_commune for e in theirs.preview.new)
    assert not Figure.objects.exists()


def test_a_province_in_one_file_is_one_line_of_audit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.actions.figure.FEW", 1)
    Figure.objects.all().delete()
    from thidua.actions.figure import figures_record
    from thidua.actions.figure_known import FigureEntry
    from thidua.core.figure import FigureValue

    entries = [
        FigureEntry(unit, COUNT, WEEK.code, FigureValue(numerator=1000))
        for unit in (world.lim_xanh, world.team)
    ]
    figures_record(by=world.see(world.clerk), at=at(), entries=entries)
    assert AuditLine.objects.get().sentence == "Nhập 2 số liệu của 2 đơn vị, cán bộ, kỳ 2025-W10."
