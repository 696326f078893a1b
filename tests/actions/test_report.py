"""The month in the database: locks, the way up and down, more time, reminders, all with their sentences."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import DAY, FULL_WEEK, World, at, deed, figure
from thidua.actions.deed import deed_confirm, deed_record
from thidua.actions.evidence import evidence_add
from thidua.actions.figure import figure_correct, figure_record
from thidua.actions.lock import locks_of
from thidua.actions.lock_ask import lock_ask
from thidua.actions.report import (
    levels_of,
    report_approve,
    report_return,
    report_submit,
    report_withdraw,
)
from thidua.actions.report_check import report_gaps
from thidua.actions.window import window_set
from thidua.core.figure import FigureValue
from thidua.core.lock import LockReason
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused
from thidua.core.report import GapKind
from thidua.core.unit import Role
from thidua.core.window import WindowRule
from thidua.store.access import viewer_of
from thidua.store.models import (
    Delegation,
    Figure,
    MovementPeriod,
    Notice,
    Post,
    Report,
    ReportStep,
    StepsAreFixedError,
)

pytestmark = pytest.mark.django_db
MONTH = Period.parse("2025-03")
LATER = date(2025, 4, 1)  # the month is over, the window open
PDF = b"%PDF-1.4 minh hoa"


def rule(world: World) -> None:
    window_set(
        by=world.see(world.dung), at=at(date(2025, 3, 1)), unit=world.province,
        rule=WindowRule(25, 3, 5, 2, date(2025, 3, 1), source="Công văn 12/CAT"),
    )  # fmt: skip


def full_month(world: World) -> None:
    for week in MONTH.parts(PeriodKind.WEEK):
        for code, (top, bottom) in FULL_WEEK.items():
            figure(code, world.lim_xanh, world.clerk, top, bottom, week.code)


def submit(world: World, day: date = LATER, **explained: str) -> Report:
    return report_submit(
        by=world.see(world.clerk, day), at=at(day), unit=world.lim_xanh, month=MONTH.code, explained=explained
    )


def approved(world: World, day: date = LATER) -> Report:
    submit(world, day)
    report_approve(by=world.see(world.an, day), at=at(day, 9), unit=world.lim_xanh, month=MONTH.code)
    return report_approve(
        by=world.see(world.dung, day), at=at(day, 10), unit=world.lim_xanh, month=MONTH.code
    )


def lock(world: World, day: date, code: str = "2025-W10") -> LockReason | None:
    held = locks_of(world.lim_xanh, MONTH, day=day).get(code)
    return held.reason if held else None


def record(world: World, day: date, reason: str = "") -> None:
    figure_record(
        by=world.see(world.clerk, day), at=at(day), subject=world.lim_xanh, figure="tap-huan", period="2025-W10",
        value=FigureValue(numerator=2000, denominator=2000),
    )  # fmt: skip


# --- Up and down ------------------------------------------------------------------------------------------


def test_a_full_month_goes_up_to_the_owner_of_the_movement(world: World) -> None:
    full_month(world)
    assert levels_of(world.lim_xanh, LATER) == [world.lim_xanh.code, world.province.code]
    assert levels_of(world.team, LATER) == [world.lim_xanh.code, world.province.code]  # the team has no head
    report = approved(world)
    assert report.height == 3
    assert list(report.steps.values_list("step", "before", "after", "by__code")) == [
        ("submit", 0, 1, "lan"), ("approve", 1, 2, "an"), ("approve", 2, 3, "dung"),
    ]  # fmt: skip


def test_gaps_are_listed_with_links_and_must_be_done_or_explained(world: World) -> None:
    figure("buoi-tuyen-truyen", world.lim_xanh, world.clerk, 9)
    waiting = deed("viec-1", world.lim_xanh, world.clerk, buoi=1, luot=40)
    done = deed("viec-2", world.lim_xanh, world.clerk, buoi=2, luot=60)
    done.confirmed_by, done.confirmed_at = world.binh, done.recorded_at
    done.save()
    gaps = report_gaps(world.lim_xanh, MONTH, containing(LATER, PeriodKind.WEEK))
    kinds = [gap.kind for gap in gaps]
    assert kinds.count(GapKind.MISSING) == 4
    assert kinds.count(GapKind.WAITING) == 1
    assert kinds.count(GapKind.DIFFERS) == 1
    assert all(gap.link.startswith("/") for gap in gaps)
    with pytest.raises(Refused) as refused:
        submit(world)
    assert {p.where.field for p in refused.value.problems} == {gap.key for gap in gaps}
    submit(world, **{gap.key: f"Đã biết: {gap.kind}" for gap in gaps})
    step = ReportStep.objects.get()
    assert len(step.explained) == len(gaps)
    assert f"waiting.{waiting.code}" in {gap.key for gap in gaps}


def test_a_month_that_still_runs_cannot_be_submitted_with_any_explanation(world: World) -> None:
    gaps = report_gaps(world.lim_xanh, MONTH, containing(DAY, PeriodKind.WEEK))
    with pytest.raises(Refused) as refused:
        submit(world, DAY, **{gap.key: "Nộp sớm" for gap in gaps})
    assert {p.code for p in refused.value.problems} == {"report.gap-not-over"}
    assert [p.where.field for p in refused.value.problems] == [f"not-over.2025-W{n}" for n in (11, 12, 13)]


def test_a_submitted_month_locks_figures_and_deeds_and_says_who_can_return_it(world: World) -> None:
    full_month(world)
    waiting = deed("viec-1", world.lim_xanh, world.clerk, buoi=3, luot=40)
    submit(world, **{"waiting.viec-1": "Chờ biên bản"})
    held = locks_of(world.lim_xanh, MONTH, day=LATER)["2025-W10"]
    assert held.reason is LockReason.SUBMITTED
    assert held.lifters == ("Nguyễn Thị An", "Trần Văn Bình")
    row = Figure.objects.get(figure="tap-huan", period="2025-W10")
    with pytest.raises(Refused) as refused:
        figure_correct(
            by=world.see(world.clerk, LATER), at=at(LATER), record=row,
            value=FigureValue(numerator=1000, denominator=2000), reason="Sót",
        )  # fmt: skip
    assert [p.code for p in refused.value.problems] == ["lock.submitted"]
    clerk = world.see(world.clerk, LATER)
    evidence_add(
        by=clerk, at=at(LATER), unit=world.lim_xanh, name="a.pdf", content=PDF, media_type="application/pdf",
        deed=waiting,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        deed_confirm(by=world.see(world.an, LATER), at=at(LATER), deed=waiting)
    assert [p.code for p in refused.value.problems] == ["lock.submitted"]


def test_kindness_is_written_down_whatever_is_locked(world: World) -> None:
    full_month(world)
    approved(world)
    made = deed_record(
        by=world.see(world.clerk, LATER), at=at(LATER), unit=world.lim_xanh, kind="nguoi-tot-viec-tot",
        on=DAY, summary="Trả lại ví", quantities={"viec": 1000},
    )  # fmt: skip
    assert made.pk
    with pytest.raises(Refused) as refused:
        deed_record(
            by=world.see(world.clerk, LATER), at=at(LATER), unit=world.lim_xanh, kind="tuyen-truyen", on=DAY,
            summary="Nói chuyện", quantities={"buoi": 1000, "luot": 9000},
        )  # fmt: skip
    assert [p.code for p in refused.value.problems] == ["lock.approved"]


def test_who_submitted_does_not_approve_while_the_unit_has_somebody_else(world: World) -> None:
    full_month(world)
    an = world.see(world.an, LATER)
    report_submit(by=an, at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    with pytest.raises(Refused) as refused:
        report_approve(by=an, at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    assert (refused.value.code, refused.value.values["others"]) == ("report.two-people", "Trần Văn Bình")
    Post.objects.filter(person=world.binh).update(last_day=date(2025, 3, 31))
    report_approve(by=an, at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    assert ReportStep.objects.get(step="approve").alone


def test_only_the_level_whose_turn_it_is_decides(world: World) -> None:
    full_month(world)
    submit(world)
    for who in (world.dung, world.chi, world.clerk):
        with pytest.raises(Refused, match=r"access\.may-not-decide"):
            report_approve(by=world.see(who, LATER), at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    report_approve(by=world.see(world.binh, LATER), at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    with pytest.raises(Refused, match=r"access\.may-not-decide"):
        report_return(
            by=world.see(world.an, LATER), at=at(LATER), unit=world.lim_xanh, month=MONTH.code, reason="Sai"
        )


def test_an_approval_is_undone_from_above_and_not_by_oneself_afterwards(world: World) -> None:
    full_month(world)
    approved(world)
    an, dung = world.see(world.an, LATER), world.see(world.dung, LATER)
    given = {"at": at(LATER, 11), "unit": world.lim_xanh, "month": MONTH.code}
    with pytest.raises(Refused, match=r"access\.may-not-decide"):
        report_withdraw(by=an, reason="Nhầm", **given)
    with pytest.raises(Refused, match=r"report\.reason-missing"):
        report_withdraw(by=dung, reason="  ", **given)
    report_withdraw(by=dung, reason="Xem lại", **given)
    assert lock(world, LATER) is LockReason.APPROVED
    report_return(by=dung, reason="Hồ sơ tuần 10 khác sổ", **given)
    report_return(by=an, reason="Lan xem lại", **given)
    assert Report.objects.get().height == 0
    assert lock(world, LATER) is None
    assert Notice.objects.get(to=world.clerk, read_at=None).sentence.endswith("Lý do: Lan xem lại")


def test_steps_are_written_once(world: World) -> None:
    full_month(world)
    submit(world)
    step = ReportStep.objects.get()
    step.reason = "khác"
    with pytest.raises(StepsAreFixedError):
        step.save()
    with pytest.raises(StepsAreFixedError):
        step.delete()


def test_whoever_is_next_is_asked_and_whoever_acted_is_not_any_more(world: World) -> None:
    full_month(world)
    submit(world)
    assert set(Notice.objects.filter(waiting=True, read_at=None).values_list("to__code", flat=True)) == {
        "an",
        "binh",
    }
    report_approve(by=world.see(world.an, LATER), at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    assert set(Notice.objects.filter(waiting=True, read_at=None).values_list("to__code", flat=True)) == {
        "dung"
    }


def test_asking_to_open_reaches_those_who_can(world: World) -> None:
    full_month(world)
    approved(world)
    clerk = world.see(world.clerk, LATER)
    with pytest.raises(Refused, match=r"lock\.reason-missing"):
        lock_ask(by=clerk, at=at(LATER), unit=world.lim_xanh, month=MONTH.code, reason="")
    people = lock_ask(
        by=clerk, at=at(LATER), unit=world.lim_xanh, month=MONTH.code, reason="Tìm thấy hồ sơ sót"
    )
    assert [person.code for person in people] == ["dung"]
    assert "Tìm thấy hồ sơ sót" in Notice.objects.get(kind="lock-ask").sentence


def test_closed_and_frozen_weeks_name_who_runs_the_movement(world: World) -> None:
    MovementPeriod.objects.update(state="frozen")
    held = locks_of(world.lim_xanh, MONTH, day=DAY)["2025-W10"]
    assert (held.reason, held.lifters) == (LockReason.FROZEN, ("Phạm Tiến Dung",))
    MovementPeriod.objects.update(state="closed")
    assert lock(world, DAY) is LockReason.CLOSED


def test_a_reopened_week_takes_figures_after_its_window(world: World) -> None:
    rule(world)
    MovementPeriod.objects.update(state="open", reopened_reason="Khiếu nại đúng")
    assert lock(world, date(2025, 5, 1)) is None
    record(world, date(2025, 5, 1))


def test_a_unit_or_a_movement_that_ended_is_locked_for_good(world: World) -> None:
    world.movement.last_day = date(2025, 2, 28)
    world.movement.save()
    assert lock(world, DAY) is LockReason.MOVEMENT_OVER
    world.lim_xanh.last_day = date(2025, 2, 27)
    assert lock(world, DAY) is LockReason.UNIT_ENDED


def test_lent_rights_do_not_let_one_hand_take_two_steps(world: World) -> None:
    """An submits; what she lent to the clerk does not approve it."""
    full_month(world)
    post = Post.objects.get(person=world.an)
    Delegation.objects.create(
        post=post, to=world.clerk, roles=["deputy"], first_day=DAY, last_day=LATER, reason="Đi học",
        given_at=at(),
    )  # fmt: skip
    clerk = viewer_of(world.clerk, LATER)
    assert {held.role for held in clerk.posts} == {Role.CLERK, Role.DEPUTY}
    report_submit(by=world.see(world.an, LATER), at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    with pytest.raises(Refused, match=r"report\.two-people"):
        report_approve(by=clerk, at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
