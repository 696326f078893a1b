"""Figures: all or none, corrected with a reason, never into a period that is frozen or closed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import WEEK, World, at
from thidua.actions.figure import (
    Recorded,
    figure_correct,
    figure_record,
    figures_check,
    figures_from_deeds,
    figures_record,
)
from thidua.actions.figure_known import FigureEntry
from thidua.core.figure import FigureValue, Qualifier
from thidua.core.problem import Problem, Refused, Where, errors
from thidua.core.score.table import State
from thidua.store.models import AuditLine, Deed, Figure, MovementPeriod, Person, Unit, UnitSuccession

RATIO = "ho-so-dung-han"
COUNT = "buoi-tuyen-truyen"


def entry(
    subject: Unit | Person, figure: str, numerator: int, denominator: int | None = None, line: int = 0
) -> FigureEntry:
    value = FigureValue(
        numerator=numerator * 1000,
        denominator=(denominator or 1) * 1000,
        where=Where(line=line, field=figure),
    )
    return FigureEntry(subject, figure, WEEK.code, value)


def record(world: World, *entries: FigureEntry, by: Person | None = None, reason: str = "") -> Recorded:
    return figures_record(by=world.see(by or world.clerk), at=at(), entries=entries, reason=reason)


def refused(world: World, *entries: FigureEntry, by: Person | None = None, reason: str = "") -> Refused:
    with pytest.raises(Refused) as caught:
        record(world, *entries, by=by, reason=reason)
    return caught.value


def told(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, int]]:
    return [(fault.code, fault.where.line) for fault in problems]


def values() -> list[tuple[str, int, int]]:
    rows = Figure.objects.filter(replaced_by__isnull=True).order_by("figure")
    return list(rows.values_list("figure", "numerator", "denominator"))


def test_figures_of_a_week_are_recorded_together(world: World) -> None:
    recorded = record(world, entry(world.lim_xanh, COUNT, 3), entry(world.lim_xanh, RATIO, 29, 31))
    assert len(recorded.figures) == 2
    assert values() == [(COUNT, 3000, 1000), (RATIO, 29_000, 31_000)]
    row = Figure.objects.get(figure=COUNT)
    assert (row.recorded_by, row.cut_off, row.qualifier) == (world.clerk, WEEK.end, "exact")
    assert AuditLine.objects.get().sentence == (
        "Nhập 2 số liệu tuần 10/2025 của Công an xã Lim Xanh: Buổi tuyên truyền: 3;"
        " Hồ sơ trả đúng hạn: 29/31 (93,55\u00a0%)."
    )


def test_a_correction_is_told_from_what_to_what_and_why_beside_its_figure(world: World) -> None:
    (row,) = record(world, entry(world.lim_xanh, COUNT, 12)).figures
    figure_correct(
        by=world.see(world.binh),
        at=at(),
        record=row,
        value=FigureValue(numerator=13_000),
        reason="Sót một buổi.",
    )
    line = AuditLine.objects.order_by("id").last()
    assert line.sentence == (
        "Sửa số liệu tuần 10/2025 của Công an xã Lim Xanh: Buổi tuyên truyền: 12 → 13. Lý do: Sót một buổi."
    )
    assert (line.by, line.unit) == ("Trần Văn Bình", "ca-xa-lim-xanh")
    assert line.subject == f"figure:ca-xa-lim-xanh/2025-W10/{COUNT}"


def test_one_bad_figure_writes_none_and_all_problems_are_said(world: World) -> None:
    found = refused(
        world,
        entry(world.lim_xanh, COUNT, 3, line=2),
        entry(world.lim_xanh, RATIO, 32, 31, line=3),
        entry(world.lim_xanh, "khong-co", 1, line=4),
        entry(world.lim_xanh, COUNT, 4, line=5),
    )
    assert found.code == "figure.refused"
    assert sorted(told(found.problems), key=lambda pair: pair[1]) == [
        ("figure.numerator-above-denominator", 3),
        ("figure.unknown", 4),
        ("figure.twice", 5),
    ]
    assert values() == []


def test_percentage_without_its_two_numbers_is_refused(world: World) -> None:
    """95 % typed into a ratio is 95 out of 1, which cannot be."""
    found = refused(world, entry(world.lim_xanh, RATIO, 95, line=2))
    assert told(found.problems) == [("figure.numerator-above-denominator", 2)]


def test_vague_number_is_refused(world: World) -> None:
    vague = FigureEntry(
        world.lim_xanh, COUNT, WEEK.code, FigureValue(numerator=50_000, qualifier=Qualifier.ABOVE)
    )
    assert [fault.code for fault in refused(world, vague).problems] == ["figure.vague"]


def test_not_applicable_is_neither_zero_nor_absent(world: World) -> None:
    nothing_due = FigureEntry(world.lim_xanh, RATIO, WEEK.code, FigureValue(state=State.NOT_APPLICABLE))
    record(world, nothing_due)
    assert Figure.objects.get().state == State.NOT_APPLICABLE


def test_period_must_be_one(world: World) -> None:
    strange = FigureEntry(world.lim_xanh, COUNT, "tuần 10", FigureValue(numerator=1000))
    assert [fault.code for fault in refused(world, strange).problems] == ["figure.period-unknown"]


def test_figures_are_recorded_by_the_unit_itself(world: World) -> None:
    for who in (world.chi, world.dung):
        assert refused(world, entry(world.lim_xanh, COUNT, 3), by=who).code == "access.may-not-record"
    assert refused(world, entry(world.hoa_mo, COUNT, 3)).code == "access.may-not-record"


def test_same_value_again_changes_nothing(world: World) -> None:
    record(world, entry(world.lim_xanh, COUNT, 3))
    assert record(world, entry(world.lim_xanh, COUNT, 3)).figures == ()
    assert Figure.objects.count() == 1


def test_another_value_needs_a_reason(world: World) -> None:
    record(world, entry(world.lim_xanh, COUNT, 3))
    again = entry(world.lim_xanh, COUNT, 4, line=2)
    assert told(refused(world, again).problems) == [("figure.recorded-already", 2)]
    record(world, again, reason="Sót một buổi ở bản Nà Khoa")
    old, new = Figure.objects.order_by("pk")
    assert (new.replaces, new.reason, new.numerator, old.numerator) == (
        old,
        "Sót một buổi ở bản Nà Khoa",
        4000,
        3000,
    )


def test_correction_is_a_new_record_that_names_the_old_one(world: World) -> None:
    old = figure_record(
        by=world.see(world.clerk),
        at=at(),
        subject=world.lim_xanh,
        figure=RATIO,
        period=WEEK.code,
        value=FigureValue(numerator=24_000, denominator=31_000),
    )
    value = FigureValue(numerator=29_000, denominator=31_000)
    an = world.see(world.an)
    with pytest.raises(Refused) as no_reason:
        figure_correct(by=an, at=at(), record=old, value=value, reason=" ")
    assert [fault.code for fault in no_reason.value.problems] == ["figure.reason-missing"]
    new = figure_correct(by=an, at=at(), record=old, value=value, reason="Đếm lại")
    assert (new.replaces, new.recorded_by, new.numerator) == (old, world.an, 29_000)
    with pytest.raises(Refused) as again:
        figure_correct(by=an, at=at(), record=Figure.objects.get(pk=old.pk), value=value, reason="Đếm lại")
    assert again.value.code == "figure.already-corrected"


@pytest.mark.parametrize(
    ("state", "code"), [("frozen", "figure.period-frozen"), ("closed", "figure.period-closed")]
)
def test_frozen_or_closed_period_takes_no_figure(world: World, state: str, code: str) -> None:
    standing = figure_record(
        by=world.see(world.clerk),
        at=at(),
        subject=world.lim_xanh,
        figure=COUNT,
        period=WEEK.code,
        value=FigureValue(numerator=3000),
    )
    MovementPeriod.objects.update(state=state)
    found = refused(world, entry(world.lim_xanh, RATIO, 29, 31, line=2))
    assert told(found.problems) == [(code, 2)]
    with pytest.raises(Refused) as correcting:
        figure_correct(
            by=world.see(world.an), at=at(), record=standing, value=FigureValue(numerator=4000), reason="Sót"
        )
    assert [fault.code for fault in correcting.value.problems] == [code]
    record(world, entry(world.lim_xanh, COUNT, 3))  # the value that stands is no change


def test_figure_that_the_closed_movement_does_not_read_is_still_taken(world: World) -> None:
    MovementPeriod.objects.update(state="closed")
    record(world, entry(world.lim_xanh, "luot-nghe-tuyen-truyen", 120))
    assert Figure.objects.count() == 1


def test_merged_unit_names_its_successor(world: World) -> None:
    world.hoa_mo.last_day = date(2025, 2, 28)
    world.hoa_mo.save()
    merger = UnitSuccession.objects.create(on=date(2025, 3, 1), kind="merge", paper="Quyết định minh họa")
    merger.before.add(world.hoa_mo)
    merger.after.add(world.lim_xanh)
    factories.person("hm", "Vũ Hoa Mơ", world.hoa_mo, factories.Role.CLERK)
    found = refused(world, entry(world.hoa_mo, COUNT, 3), by=Person.objects.get(code="hm"))
    assert [(f.code, f.values["successor"]) for f in found.problems] == [
        ("figure.unit-merged", "Công an xã Lim Xanh")
    ]


def test_questions_are_asked_and_never_refused(world: World) -> None:
    factories.target(world.movement, world.lim_xanh, COUNT, 3)
    found = figures_check(entries=[entry(world.lim_xanh, COUNT, 30)])
    assert [fault.code for fault in found] == ["figure.far-above-target"]
    assert [w.code for w in record(world, entry(world.lim_xanh, COUNT, 30)).warnings] == [
        "figure.far-above-target"
    ]


def test_figures_are_added_up_from_confirmed_deeds_of_the_period(world: World) -> None:
    for number, (buoi, luot) in enumerate(((1, 40), (2, 85))):
        factories.deed(f"d{number}", world.lim_xanh, world.clerk, buoi=buoi, luot=luot)
    Deed.objects.update(confirmed_by=world.an, confirmed_at=at())
    factories.deed("d-cho", world.lim_xanh, world.clerk, buoi=9, luot=900)  # waits for confirmation
    factories.deed("d-xa-khac", world.hoa_mo, world.clerk, buoi=9, luot=900)
    clerk = world.see(world.clerk)
    figures_from_deeds(by=clerk, at=at(), unit=world.lim_xanh, period=WEEK.code)
    sums = {figure: numerator for figure, numerator, _ in values()}
    assert (sums[COUNT], sums["luot-nghe-tuyen-truyen"]) == (3000, 125_000)
    assert set(Figure.objects.values_list("from_deeds", flat=True)) == {True}
    Deed.objects.filter(code="d-cho").update(confirmed_by=world.an, confirmed_at=at())
    figures_from_deeds(by=clerk, at=at(), unit=world.lim_xanh, period=WEEK.code)
    assert Figure.objects.get(figure=COUNT, replaced_by__isnull=True).numerator == 12_000


def test_officer_is_recorded_by_her_own_unit(world: World) -> None:
    hoa = factories.person("hoa", "Vàng Thị Hoa", world.lim_xanh, factories.Role.OFFICER)
    record(world, entry(hoa, "loai-tuan", 1), by=world.binh)
    assert Figure.objects.get().person == hoa
    assert refused(world, entry(hoa, "loai-tuan", 2), by=world.chi).code == "access.may-not-record"


def test_recording_asks_the_same_number_of_questions_for_one_figure_and_for_ten(world: World) -> None:
    def questions(entries: list[FigureEntry]) -> int:
        with CaptureQueriesContext(connection) as asked:
            record(world, *entries)
        return len(asked)

    ten = [
        entry(world.lim_xanh, code, numerator, denominator)
        for code, (numerator, denominator) in factories.FULL_WEEK.items()
    ]
    world.see(world.clerk)  # who she is was asked before
    assert questions(ten[:1]) == questions(ten[1:])


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the tests' SQLite lives in memory; test_on_postgresql.py runs this"
)
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_same_cell_at_once_the_second_is_told(world: World) -> None:
    start = Barrier(4)

    def save(count: int) -> str:
        try:
            start.wait()
            figures_record(by=world.see(world.clerk), at=at(), entries=[entry(world.lim_xanh, COUNT, count)])
            return "recorded"
        except Refused as refused:
            return refused.problems[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(save, range(1, 5)))
    assert told == ["figure.recorded-already"] * 3 + ["recorded"]
    assert Figure.objects.count() == 1


def confirmed(world: World, sessions: int) -> None:
    row = factories.deed("viec-1", world.lim_xanh, world.clerk, buoi=sessions, luot=20)
    row.confirmed_by, row.confirmed_at = world.binh, row.recorded_at
    row.save()


def test_another_number_than_the_deeds_say_is_kept_only_with_a_reason(world: World) -> None:
    confirmed(world, 3)
    found = refused(world, entry(world.lim_xanh, COUNT, 5))
    assert [(p.code, p.values["deeds"], p.values["value"]) for p in errors(found.problems)] == [
        ("figure.reason-for-deeds", "3", "5")
    ]
    record(world, entry(world.lim_xanh, COUNT, 5), reason="Hai buổi ghi ở sổ giấy")
    assert Figure.objects.get().reason == "Hai buổi ghi ở sổ giấy"


def test_the_number_that_the_deeds_say_needs_no_reason(world: World) -> None:
    confirmed(world, 3)
    record(world, entry(world.lim_xanh, COUNT, 3))
    assert Figure.objects.get().reason == ""


def test_the_units_own_past_year_says_what_is_usual(world: World) -> None:
    for week, number in zip(range(1, 10), (4, 5, 6, 5, 4, 6, 5, 5, 5), strict=True):
        factories.figure(COUNT, world.lim_xanh, world.clerk, number, period_code=f"2025-W{week:02d}")
    found = figures_check(entries=[entry(world.lim_xanh, COUNT, 30)])
    assert [(p.code, p.values["count"], p.values["low"], p.values["high"]) for p in found] == [
        ("figure.unusual", "9", "2", "8")
    ]
