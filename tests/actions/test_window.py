"""Windows of months, more time, what a month lacks, and reminders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.actions.test_report import LATER, MONTH, full_month, lock, record, rule, submit
from tests.factories import DAY, World, at
from thidua.actions.figure import figure_correct
from thidua.actions.lock import locks_of
from thidua.actions.report_check import coverage_of
from thidua.actions.report_remind import reports_remind
from thidua.actions.window import window_extend, window_for, window_set
from thidua.core.figure import FigureValue
from thidua.core.lock import LockReason
from thidua.core.problem import Refused
from thidua.core.window import WindowRule
from thidua.store.models import AuditLine, ClusterMember, Figure, Notice, ReportReminder, WindowChange

pytestmark = pytest.mark.django_db


# --- Windows ----------------------------------------------------------------------------------------------


def test_where_no_rule_holds_nothing_is_locked_by_days(world: World) -> None:
    assert window_for(world.lim_xanh, MONTH, DAY) is None
    assert locks_of(world.lim_xanh, MONTH, day=date(2030, 1, 1)) == {}


def test_a_rule_of_the_province_holds_for_its_communes_and_nobody_elses(world: World) -> None:
    rule(world)
    held = window_for(world.lim_xanh, MONTH, DAY)
    assert held is not None
    assert (held.opens, held.due, held.late) == (date(2025, 3, 25), date(2025, 4, 3), date(2025, 4, 8))
    assert window_for(world.other_commune, MONTH, DAY) is None


def test_figures_are_taken_within_the_window_and_the_refusal_is_the_sentence_of_the_lock(
    world: World,
) -> None:
    rule(world)
    record(world, date(2025, 4, 8))
    assert lock(world, date(2025, 4, 9)) is LockReason.WINDOW_OVER
    row = Figure.objects.get()
    with pytest.raises(Refused) as refused:
        figure_correct(
            by=world.see(world.clerk, date(2025, 4, 9)), at=at(date(2025, 4, 9)), record=row,
            value=FigureValue(numerator=1000, denominator=2000), reason="Sót",
        )  # fmt: skip
    told = locks_of(world.lim_xanh, MONTH, day=date(2025, 4, 9))["2025-W10"]
    assert [(p.code, dict(p.values)) for p in refused.value.problems] == [(told.code, dict(told.values))]
    assert told.lifters == ("Phạm Tiến Dung",)


def test_a_week_to_come_is_not_open(world: World) -> None:
    rule(world)
    assert lock(world, DAY, "2025-W12") is LockReason.NOT_OPEN
    assert lock(world, DAY) is None


def test_more_time_for_one_unit_names_who_gave_it_and_why(world: World) -> None:
    rule(world)
    dung = world.see(world.dung, date(2025, 4, 9))
    window_extend(
        by=dung, at=at(date(2025, 4, 9)), unit=world.lim_xanh, month=MONTH.code, until=date(2025, 4, 12),
        reason="Mất sóng ba ngày",
    )  # fmt: skip
    assert lock(world, date(2025, 4, 12)) is None
    assert lock(world, date(2025, 4, 13)) is LockReason.WINDOW_OVER
    assert AuditLine.objects.filter(action="window-extend", sentence__contains="Mất sóng ba ngày").exists()


@pytest.mark.parametrize("who", ["an", "chi", "clerk"])
def test_nobody_gives_herself_more_time(world: World, who: str) -> None:
    rule(world)
    with pytest.raises(Refused, match=r"access\.may-not-extend"):
        window_extend(
            by=world.see(getattr(world, who)), at=at(), unit=world.lim_xanh, month=MONTH.code,
            until=date(2025, 5, 1), reason="Bận",
        )  # fmt: skip


def test_a_wrong_rule_and_a_wrong_extension_say_everything_at_once(world: World) -> None:
    dung = world.see(world.dung)
    with pytest.raises(Refused) as refused:
        window_set(by=dung, at=at(), unit=world.province, rule=WindowRule(30, 9, 5, 2, date(2025, 1, 15)))
    assert [p.code for p in refused.value.problems] == [
        "window.day-unknown", "window.late-before-due", "window.first-day-not-first", "window.paper-missing",
        "window.in-the-past",
    ]  # fmt: skip
    rule(world)
    with pytest.raises(Refused) as refused:
        window_extend(
            by=dung, at=at(), unit=world.lim_xanh, month=MONTH.code, until=date(2025, 4, 1), reason=" "
        )
    assert [p.code for p in refused.value.problems] == ["window.reason-missing", "window.not-longer"]
    assert WindowChange.objects.count() == 1


# --- Coverage and reminders -------------------------------------------------------------------------------


def test_coverage_counts_cells_and_never_says_all_while_one_is_missing(world: World) -> None:
    full_month(world)
    assert coverage_of([world.lim_xanh], MONTH)[world.lim_xanh.code].percent == 100
    Figure.objects.filter(figure="tap-huan", period="2025-W10").delete()
    held = coverage_of([world.lim_xanh, world.other_commune], MONTH)
    assert (held[world.lim_xanh.code].percent, held.get(world.other_commune.code)) == (97, None)


def test_the_day_reminds_twice_and_stops_when_the_report_is_in(world: World) -> None:
    rule(world)
    told = {}
    for n in range(25, 41):
        day = date(2025, 3, 1) + timedelta(days=n)
        told[day] = reports_remind(by=None, at=at(day)) + reports_remind(by=None, at=at(day, 15))
    assert {day: count for day, count in told.items() if count} == {date(2025, 4, 1): 2, date(2025, 4, 2): 2}
    assert Notice.objects.filter(kind="report-remind", to=world.clerk).count() == 1
    assert ReportReminder.objects.filter(unit=world.hoa_mo, by=None).count() == 2


def test_a_reminder_by_hand_is_for_those_one_oversees_and_those_who_have_not_submitted(world: World) -> None:
    full_month(world)
    submit(world)
    dung = world.see(world.dung, LATER)
    both = [world.lim_xanh, world.hoa_mo]
    assert reports_remind(by=dung, at=at(LATER), units=both, month=MONTH.code) == 1
    with pytest.raises(Refused, match=r"report\.nobody-to-remind"):
        reports_remind(by=dung, at=at(LATER), units=[world.lim_xanh], month=MONTH.code)
    with pytest.raises(Refused, match=r"access\.may-not-extend"):
        reports_remind(by=dung, at=at(LATER), units=[world.other_commune], month=MONTH.code)


def test_a_unit_with_nobody_is_asked_through_the_one_above(world: World) -> None:
    ClusterMember.objects.create(cluster=world.communes, unit=world.team, first_day=date(2025, 1, 1))
    reports_remind(by=world.see(world.an, LATER), at=at(LATER), units=[world.team], month=MONTH.code)
    assert set(Notice.objects.values_list("to__code", flat=True)) == {"binh"}  # An did it herself
