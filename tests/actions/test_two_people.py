"""Weapons and money: two confirm besides who recorded; and a month frozen with reports that are not approved."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import WEEK, World, at, deed, period, person
from thidua.actions.deed import deed_confirm
from thidua.actions.evidence import evidence_add
from thidua.actions.period import period_close, period_freeze, period_reopen
from thidua.actions.window import window_set
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.core.window import WindowRule
from thidua.store import access
from thidua.store.models import AuditLine, Deed, MovementPeriod, Post, Report

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 minh hoa"


def weapons(world: World) -> Deed:
    row = deed("vu-khi-1", world.lim_xanh, world.clerk, "giao-nop-vu-khi", sung_tu_che=2)
    row.privacy = "restricted"
    row.save()
    evidence_add(
        by=world.see(world.clerk), at=at(), unit=world.lim_xanh, name="a.pdf", content=PDF,
        media_type="application/pdf", deed=row,
    )  # fmt: skip
    return row


def test_a_hand_in_counts_once_two_others_have_confirmed(world: World) -> None:
    row = weapons(world)
    first = deed_confirm(by=world.see(world.an), at=at(), deed=row)
    assert (first.witnessed_by, first.confirmed_by) == (world.an, None)
    with pytest.raises(Refused, match=r"deed\.second-person"):
        deed_confirm(by=world.see(world.an), at=at(), deed=row)
    second = deed_confirm(by=world.see(world.binh), at=at(), deed=row)
    assert (second.witnessed_by, second.confirmed_by) == (world.an, world.binh)
    assert AuditLine.objects.filter(action="deed-witness").count() == 1


def test_evidence_is_needed_from_the_first(world: World) -> None:
    row = deed("vu-khi-1", world.lim_xanh, world.clerk, "giao-nop-vu-khi", sung_tu_che=2)
    with pytest.raises(Refused, match=r"deed\.refused"):
        deed_confirm(by=world.see(world.an), at=at(), deed=row)


def test_the_second_may_come_from_right_above_and_then_finds_the_deed(world: World) -> None:
    head = person("quan", "Đỗ Văn Quân", world.province, Role.HEAD, "Giám đốc")
    row = weapons(world)
    assert not access.deeds(world.see(head)).filter(pk=row.pk).exists()
    Post.objects.filter(person=world.binh).update(last_day=date(2025, 3, 1))
    deed_confirm(by=world.see(world.an), at=at(), deed=row)
    assert access.deeds(world.see(head)).filter(pk=row.pk).exists()
    assert not access.deeds(world.see(world.chi)).filter(pk=row.pk).exists()
    assert deed_confirm(by=world.see(head), at=at(), deed=row).confirmed_by == head


def test_the_database_takes_no_deed_that_one_person_confirmed_twice(world: World) -> None:
    row = weapons(world)
    row.witnessed_by = row.confirmed_by = world.an
    row.witnessed_at = row.confirmed_at = at()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_other_kinds_need_one_as_before(world: World) -> None:
    row = deed("viec-1", world.lim_xanh, world.clerk, buoi=1, luot=40)
    evidence_add(
        by=world.see(world.clerk), at=at(), unit=world.lim_xanh, name="a.pdf", content=PDF,
        media_type="application/pdf", deed=row,
    )  # fmt: skip
    assert deed_confirm(by=world.see(world.an), at=at(), deed=row).confirmed_by == world.an


# --- Freezing a month whose reports are not approved --------------------------------------------------------


@pytest.fixture
def month(world: World) -> MovementPeriod:
    window_set(
        by=world.see(world.dung), at=at(date(2025, 3, 1)), unit=world.province,
        rule=WindowRule(25, 3, 5, 2, date(2025, 3, 1), source="Công văn 12/CAT"),
    )  # fmt: skip
    return period(world.movement, "2025-03")


def freeze(world: World, code: str, unapproved: str = "") -> MovementPeriod:
    return period_freeze(
        by=world.see(world.dung), at=at(), movement=world.movement, period=code, unapproved=unapproved
    )


def test_a_month_is_frozen_over_open_reports_only_with_a_reason_that_names_them(
    world: World, month: MovementPeriod
) -> None:
    Report.objects.create(unit=world.hoa_mo, month="2025-03", height=3, levels=["a", "b"])
    with pytest.raises(Refused) as refused:
        freeze(world, "2025-03")
    assert (refused.value.code, refused.value.values["names"]) == ("report.unapproved", "Công an xã Lim Xanh")
    row = freeze(world, "2025-03", "Xã mất sóng, số liệu lấy từ sổ.")
    assert row.unapproved == "Xã mất sóng, số liệu lấy từ sổ. Chưa duyệt: Công an xã Lim Xanh."
    told = AuditLine.objects.get(action="period-freeze").sentence
    assert "Công an xã Lim Xanh" in told
    assert "Xã mất sóng" in told
    period_reopen(
        by=world.see(world.dung), at=at(), movement=world.movement, period="2025-03", reason="Đã có sóng"
    )
    assert MovementPeriod.objects.get(code="2025-03").unapproved == ""


def test_a_month_whose_reports_are_all_approved_needs_no_reason(world: World, month: MovementPeriod) -> None:
    for unit in (world.lim_xanh, world.hoa_mo):
        Report.objects.create(unit=unit, month="2025-03", height=3, levels=["a", "b"])
    assert freeze(world, "2025-03").unapproved == ""


def test_closing_at_once_asks_the_same(world: World, month: MovementPeriod) -> None:
    with pytest.raises(Refused, match=r"report\.unapproved"):
        period_close(
            by=world.see(world.dung), at=at(date(2025, 4, 7)), movement=world.movement, period="2025-03"
        )


def test_weeks_and_months_without_a_rule_are_frozen_as_before(world: World) -> None:
    assert freeze(world, WEEK.code).unapproved == ""
    period(world.movement, "2025-02")
    assert freeze(world, "2025-02").state == "frozen"
