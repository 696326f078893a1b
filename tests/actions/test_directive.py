"""Directives, plans and items: a plan says what people gain; an item has one owner, a day and a measure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import World, at, person
from thidua.actions.directive import directive_add, item_add, item_done, plan_add, plan_approve
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store.models import ActionItem, Directive, Plan


def directive(world: World, code: str = "ct-12", **more: object) -> Directive:
    return directive_add(
        by=world.see(world.dung), at=at(), code=code, kind="Chỉ thị", number="12/CT-MH",
        issuer="Công an tỉnh Minh Họa", subject="Lắng nghe ý kiến nhân dân",
        clauses=[("Mục 1", "Mỗi xã mở diễn đàn hằng tháng.")], **{"first_day": date(2025, 1, 15), **more},
    )  # type: ignore[arg-type]  # fmt: skip


def plan(world: World, benefit: str = "Dân hỏi được trả lời trong 5 ngày.") -> Plan:
    return plan_add(
        by=world.see(world.an), at=at(), code="kh-01", directive=directive(world), unit=world.lim_xanh,
        title="Diễn đàn lắng nghe", issued=date(2025, 2, 1), benefit=benefit,
    )  # fmt: skip


def item(world: World, of: Plan, **changed: object) -> ActionItem:
    given: dict[str, object] = {
        "title": "Mở diễn đàn",
        "owner": world.binh,
        "due": date(2025, 3, 31),
        "measure": "1 cuộc mỗi tháng",
    }
    return item_add(by=world.see(world.an), at=at(), plan=of, **{**given, **changed})  # type: ignore[arg-type]


def test_newer_paper_ends_the_one_it_supersedes(world: World) -> None:
    old = directive(world)
    assert list(old.clauses.values_list("ref", flat=True)) == ["Mục 1"]
    directive(world, "ct-13", supersedes=old, first_day=date(2025, 3, 1))
    old.refresh_from_db()
    assert old.last_day == date(2025, 2, 28)
    with pytest.raises(Refused) as backwards:
        directive(world, "ct-14", supersedes=old)
    assert [fault.code for fault in backwards.value.problems] == ["directive.supersedes-later"]
    with pytest.raises(Refused) as refused:
        directive(world)
    assert [fault.code for fault in refused.value.problems] == ["directive.code-taken"]


def test_plan_goes_from_draft_to_approved_to_done(world: World) -> None:
    row = plan(world)
    thing = item(world, row)
    approved = plan_approve(by=world.see(world.an), at=at(), plan=row)
    assert (approved.state, approved.approved_by) == ("approved", world.an)
    done = item_done(by=world.see(world.binh), at=at(), item=thing, on=date(2025, 3, 9))
    assert done.done_on == date(2025, 3, 9)
    with pytest.raises(Refused) as twice:
        item_done(by=world.see(world.binh), at=at(), item=thing, on=date(2025, 3, 9))
    assert twice.value.code == "plan.item-done-already"


def test_plan_without_benefit_for_people_is_not_approved(world: World) -> None:
    with pytest.raises(Refused) as refused:
        plan_approve(by=world.see(world.an), at=at(), plan=plan(world, benefit=" "))
    assert [fault.code for fault in refused.value.problems] == ["plan.benefit-missing", "plan.without-items"]


def test_item_needs_a_measure_a_day_and_somebody_who_serves(world: World) -> None:
    row = plan(world)
    gone = person("nghi", "Mai Văn Nghỉ", world.lim_xanh, Role.OFFICER)
    gone.posts.update(last_day=date(2025, 1, 31))
    with pytest.raises(Refused) as refused:
        item(world, row, measure="Tăng cường", due=date(2025, 1, 20), owner=gone, figure="khong-co")
    assert [fault.code for fault in refused.value.problems] == [
        "target.figure-unknown",
        "plan.due-before-issued",
    ]
    with pytest.raises(Refused) as vague:
        item(world, row, measure="Tăng cường", owner=gone)
    assert [fault.code for fault in vague.value.problems] == ["plan.measure-vague", "plan.owner-without-post"]
    assert ActionItem.objects.count() == 0


def test_approved_plan_takes_no_more_items(world: World) -> None:
    row = plan(world)
    item(world, row)
    row = plan_approve(by=world.see(world.an), at=at(), plan=row)
    with pytest.raises(Refused) as refused:
        item(world, row)
    assert refused.value.code == "plan.not-draft"


def test_others_neither_plan_nor_report(world: World) -> None:
    row = plan(world)
    thing = item(world, row)
    for who in (world.chi, world.clerk):
        with pytest.raises(Refused) as approving:
            plan_approve(by=world.see(who), at=at(), plan=row)
        assert approving.value.code == "access.may-not-sign"
        with pytest.raises(Refused) as reporting:
            item_done(by=world.see(who), at=at(), item=thing, on=date(2025, 3, 9))
        assert reporting.value.code == "plan.item-not-owner"
