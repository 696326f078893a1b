"""A re-organisation in preparation: nothing lost, nothing invented, nobody ends while something is left."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.factories import World, at, target
from thidua.actions.directive import directive_add, item_add, plan_add
from thidua.actions.dispute import dispute_withdraw
from thidua.actions.inspection import inspection_reply
from thidua.actions.report import report_approve, report_submit
from thidua.actions.report_check import report_gaps
from thidua.actions.succession.draft import (
    draft_lines,
    succession_assign,
    succession_begin,
    succession_complete,
    succession_drop,
    succession_preview,
)
from thidua.actions.unit import NewUnit, unit_move
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.core.unit import (
    Carry,
    LinkKind,
    Purpose,
    Role,
    Succession,
    SuccessionKind,
    carried,
    proposed_heir,
)
from thidua.store import access
from thidua.store.models import (
    ClusterMember,
    Compact,
    Dispute,
    Handover,
    Inspection,
    InspectionItem,
    Plan,
    Proposal,
    Report,
    SuccessionDraft,
    Target,
    Unit,
    UnitLink,
    UnitSuccession,
    Weakness,
)

NEXT = date(2025, 7, 1)
HEIR = "ca-xa-rung-xanh"


@pytest.fixture
def scene(world: World) -> World:
    """Lim Xanh leaves a team, a cluster, a plan, a compact with a target, and a deed nobody confirmed."""
    by = world.see(world.an)
    paper = directive_add(
        by=by, at=at(), code="ct-9", kind="Chỉ thị", number="9", issuer="Bộ", subject="Xây dựng phong trào",
        first_day=date(2025, 1, 1),
    )  # fmt: skip
    plan = plan_add(
        by=by,
        at=at(),
        code="kh-1",
        directive=paper,
        unit=world.lim_xanh,
        title="Kế hoạch năm",
        issued=date(2025, 1, 5),
    )
    item_add(
        by=by,
        at=at(),
        plan=plan,
        title="Họp dân",
        owner=world.an,
        due=date(2025, 9, 1),
        measure="2 buổi mỗi bản",
    )
    compact = Compact.objects.create(
        code="gu-1", movement=world.movement, superior=world.province, unit=world.lim_xanh, text="Hứa."
    )
    target(world.movement, world.lim_xanh, "buoi-tuyen-truyen", 100, compact, "2025")
    target(world.movement, world.hoa_mo, "buoi-tuyen-truyen", 60, None, "2025")
    Proposal.objects.create(
        code="tm-1", unit=world.lim_xanh, to="Ủy ban nhân dân xã", title="Lắp đèn", on=date(2025, 3, 1),
        written_by=world.an,
    )  # fmt: skip
    Report.objects.create(
        unit=world.hoa_mo, month="2025-06", height=1, levels=["ca-xa-hoa-mo", "ca-minh-hoa"]
    )
    Report.objects.create(
        unit=world.hoa_mo, month="2025-05", height=3, levels=["ca-xa-hoa-mo", "ca-minh-hoa"]
    )
    factories.deed("viec-1", world.lim_xanh, world.clerk, buoi=1, luot=30)
    return world


def new_unit(scene: World) -> NewUnit:
    return NewUnit(HEIR, "cong-an-xa", "Công an xã Rừng Xanh", under={LinkKind.COMMAND: scene.province.code})


def begin(scene: World, **rules: Carry) -> SuccessionDraft:
    step = Succession(
        NEXT, SuccessionKind.MERGE, (scene.hoa_mo.code, scene.lim_xanh.code), (HEIR,), "NQ 1670",
        {Purpose(name): how for name, how in rules.items()},
    )  # fmt: skip
    return succession_begin(
        by=scene.see(scene.dung), at=at(), code="hop-nhat", succession=step, new=[new_unit(scene)]
    )


def confirm_all(scene: World, draft: SuccessionDraft) -> SuccessionDraft:
    heirs = {line.item.code: line.heir for line in draft_lines(draft)}
    return succession_assign(by=scene.see(scene.dung), at=at(), draft=draft, heirs=heirs)


def test_every_open_item_gets_the_new_unit_proposed_and_none_confirmed(scene: World) -> None:
    lines = draft_lines(begin(scene))
    assert {line.item.code for line in lines} == {
        "command:to-an-ninh-lim-xanh", "plan:kh-1", "compact:gu-1/ca-xa-lim-xanh", "deed:viec-1",
        "targets:vi-an-ninh-to-quoc-2025/ca-xa-lim-xanh", "targets:vi-an-ninh-to-quoc-2025/ca-xa-hoa-mo",
        "member:khoi-xa-2025/ca-xa-lim-xanh", "member:khoi-xa-2025/ca-xa-hoa-mo", "proposal:tm-1",
        "report:2025-06/ca-xa-hoa-mo",
    }  # fmt: skip
    assert {(line.heir, line.confirmed_by) for line in lines} == {(HEIR, "")}


def test_nobody_ends_until_each_item_is_confirmed_and_each_missing_one_is_named(scene: World) -> None:
    draft = begin(scene)
    lines = draft_lines(draft)
    for line in lines[:-1]:
        succession_assign(by=scene.see(scene.dung), at=at(), draft=draft, heirs={line.item.code: line.heir})
    with pytest.raises(Refused) as refused:
        succession_complete(by=scene.see(scene.dung), at=at(), draft=draft)
    assert [p.where.field for p in refused.value.problems] == [f"assigned.{lines[-1].item.code}"]
    assert not Unit.objects.exclude(last_day=None).exists()
    assert not Unit.objects.filter(code=HEIR).exists()


def test_something_that_comes_up_meanwhile_is_asked_about_too(scene: World) -> None:
    draft = confirm_all(scene, begin(scene))
    factories.deed("viec-2", scene.hoa_mo, scene.clerk, buoi=1, luot=10)
    with pytest.raises(Refused) as refused:
        succession_complete(by=scene.see(scene.dung), at=at(), draft=draft)
    assert [p.where.field for p in refused.value.problems] == ["assigned.deed:viec-2"]


def test_all_that_was_open_is_taken_over_and_written_down_once(scene: World) -> None:
    draft = confirm_all(scene, begin(scene))
    asked = {line.item.code for line in draft_lines(draft)}
    row = succession_complete(by=scene.see(scene.dung), at=at(), draft=draft)
    heir = Unit.objects.get(code=HEIR)
    assert set(row.handovers.values_list("item", flat=True)) == asked
    assert set(row.handovers.values_list("heir", flat=True)) == {heir.pk}
    assert Plan.objects.get().unit == heir
    assert Proposal.objects.get().unit == heir
    assert UnitLink.objects.on(NEXT).get(child=scene.team).parent == heir
    assert list(ClusterMember.objects.on(NEXT).values_list("unit__code", flat=True)) == [HEIR]
    assert Compact.objects.get().unit == scene.lim_xanh  # what was signed stays as it was signed
    assert Target.objects.count() == 2  # reset: nothing is promised in the heir's name
    assert SuccessionDraft.objects.get().state == "done"


def test_targets_are_summed_only_where_the_record_says_so(scene: World) -> None:
    draft = confirm_all(scene, begin(scene, targets=Carry.SUM))
    succession_complete(by=scene.see(scene.dung), at=at(), draft=draft)
    assert dict(Target.objects.values_list("unit__code", "value")) == {
        "ca-xa-lim-xanh": 100_000, "ca-xa-hoa-mo": 60_000, HEIR: 160_000,
    }  # fmt: skip


def test_the_new_chief_opens_both_predecessors_files_and_confirms_what_was_left(scene: World) -> None:
    draft = confirm_all(scene, begin(scene))
    succession_complete(by=scene.see(scene.dung), at=at(), draft=draft)
    chief = factories.person("minh", "Vàng A Minh", Unit.objects.get(code=HEIR), Role.HEAD)
    seen = scene.see(chief, NEXT)
    assert {scene.lim_xanh.code, scene.hoa_mo.code, scene.team.code, HEIR} <= seen.branch
    deed = access.deed_for(seen, "viec-1")
    assert access.may_confirm(seen, deed)
    assert not access.may_confirm(scene.see(scene.dung, NEXT), deed)
    assert scene.lim_xanh.code not in scene.see(scene.chi, NEXT).branch


def test_a_look_changes_nothing_and_says_what_will_stand(scene: World) -> None:
    draft = begin(scene)
    seen = {one.code: one for one in succession_preview(by=scene.see(scene.dung), at=at(), draft=draft)}
    assert seen[scene.lim_xanh.code].after is None
    assert seen[HEIR].before is None
    after = seen[HEIR].after
    assert after is not None
    assert (after.superior, after.below) == ("Công an tỉnh Minh Họa", 1)
    assert not Unit.objects.filter(code=HEIR).exists()
    assert not Handover.objects.exists()


def test_an_heir_that_will_not_exist_is_refused(scene: World) -> None:
    draft = begin(scene)
    with pytest.raises(Refused) as refused:
        succession_assign(
            by=scene.see(scene.dung), at=at(), draft=draft, heirs={"plan:kh-1": scene.lim_xanh.code}
        )
    assert [p.code for p in refused.value.problems] == ["unit.open-item-heir-unknown"]


def test_chi_can_neither_begin_nor_touch_one(scene: World) -> None:
    draft = begin(scene)
    for act in (succession_complete, succession_drop):
        with pytest.raises(Refused) as refused:
            act(by=scene.see(scene.chi), at=at(), draft=draft)
        assert refused.value.code == "unit.may-not-keep"


def test_a_dropped_draft_stays_readable_and_shut(scene: World) -> None:
    draft = succession_drop(by=scene.see(scene.dung), at=at(), draft=begin(scene))
    with pytest.raises(Refused) as refused:
        succession_complete(by=scene.see(scene.dung), at=at(), draft=draft)
    assert refused.value.code == "succession.not-open"
    assert not UnitSuccession.objects.exists()


def test_a_unit_moves_under_another_superior_from_a_day_on(scene: World) -> None:
    unit_move(
        by="Quản trị", at=at(), child=scene.team, parent=scene.hoa_mo, kind=LinkKind.COMMAND, first_day=NEXT,
        paper="QĐ 12",
    )  # fmt: skip
    assert UnitLink.objects.on(date(2025, 6, 30)).get(child=scene.team).parent == scene.lim_xanh
    assert UnitLink.objects.on(NEXT).get(child=scene.team).parent == scene.hoa_mo
    with pytest.raises(Refused) as refused:
        unit_move(
            by="Quản trị", at=at(), child=scene.team, parent=scene.hoa_mo, kind=LinkKind.COMMAND,
            first_day=date(2025, 8, 1), paper="",
        )  # fmt: skip
    assert [p.code for p in refused.value.problems] == ["succession.without-paper", "unit.not-moved"]


CODES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True)


@given(
    before=CODES,
    after=st.integers(1, 3),
    how=st.sampled_from([Carry.SUM, Carry.KEEP_APART, Carry.RESET]),
    values=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 10**9)),
    parts=st.lists(st.integers(1, 50), min_size=3, max_size=3),
)
def test_nothing_is_lost_and_nothing_invented(
    before: list[str], after: int, how: Carry, values: dict[str, int], parts: list[int]
) -> None:
    heirs = tuple(f"moi-{number}" for number in range(after))
    whole = sum(parts[:after])
    share = {heir: Fraction(part, whole) for heir, part in zip(heirs, parts, strict=False)}
    step = Succession(
        NEXT, SuccessionKind.REGROUP, tuple(before), heirs, "NQ", {Purpose.TARGETS: how},
        dict.fromkeys(before, share),
    )  # fmt: skip
    found = carried(Purpose.TARGETS, values, [step])
    assert found.total == sum(values.values())
    untouched = {code: value for code, value in values.items() if code not in before}
    assert {code: found.values[code] for code in untouched} == untouched
    assert set(found.values) <= set(untouched) | set(heirs)


@given(before=CODES, after=st.integers(0, 3), above=st.sampled_from(["", "tinh", "a"]))
def test_a_proposal_is_an_heir_or_the_superior_or_nobody(before: list[str], after: int, above: str) -> None:
    heirs = tuple(f"moi-{number}" for number in range(after))
    step = Succession(NEXT, SuccessionKind.REGROUP, tuple(before), heirs, "NQ")
    found = proposed_heir(before[0], step, above)
    assert found in {*heirs, above, ""}
    assert found not in before


def march(scene: World) -> tuple[Dispute, Inspection]:
    """Hoa Mơ leaves a report it has not sent, a dispute, an inspection and a weak point."""
    period, unit = scene.week, scene.hoa_mo
    Report.objects.create(unit=unit, month="2025-03")
    dispute = Dispute.objects.create(
        code="kn-1", period=period, version=0, unit=unit, criterion="x", title="Hồ sơ", text="Có giấy", wanted="31/31",
        opened_by=scene.dung, opened_at=at(), due=date(2025, 7, 10),
    )  # fmt: skip
    inspection = Inspection.objects.create(
        code="kt-1", unit=scene.province, month="2025-03", seed="s", population=1, digest="0", drawn_by=scene.dung,
        drawn_at=at(), state="given", given_at=at(), reply_by=date(2025, 7, 20),
    )  # fmt: skip
    figure = factories.figure("buoi-tuyen-truyen", unit, scene.clerk, 2)
    InspectionItem.objects.create(
        inspection=inspection, place=1, unit=unit, figure=figure, found="no-evidence"
    )
    Weakness.objects.create(
        code="ky-1", unit=unit, title="Chậm trả hồ sơ", period="2025-03", owner=scene.dung, due=NEXT,
        opened_by=scene.dung, opened_at=at(),
    )  # fmt: skip
    return dispute, inspection


def test_open_disputes_inspections_weak_points_and_reports_are_pursued_by_the_heir(scene: World) -> None:
    dispute, inspection = march(scene)
    draft = begin(scene)
    asked = {line.item.code for line in draft_lines(draft)}
    unit = scene.hoa_mo.code
    assert {"dispute:kn-1", f"inspection:kt-1/{unit}", "weakness:ky-1", f"report:2025-03/{unit}"} <= asked
    succession_complete(by=scene.see(scene.dung), at=at(), draft=confirm_all(scene, draft))
    heir = Unit.objects.get(code=HEIR)
    chief = factories.person("minh", "Vàng A Minh", heir, Role.HEAD)
    by, day = scene.see(chief, NEXT), at(NEXT)
    assert Weakness.objects.get().unit == heir
    assert Report.objects.get(month="2025-06").levels == [HEIR, "ca-minh-hoa"]
    assert Report.objects.get(month="2025-05").levels == [
        unit,
        "ca-minh-hoa",
    ]  # what was approved stays as it was
    item = access.inspection_item_for(by, inspection.code, 1)
    inspection_reply(by=by, at=day, item=item, reply="Biên bản ở hồ sơ giấy")
    assert access.dispute_for(by, "kn-1") == dispute
    assert dispute_withdraw(by=by, at=day, dispute=dispute, reason="Đã thống nhất").state == "withdrawn"
    for other in (scene.chi, scene.an):
        seen = scene.see(other, NEXT)
        assert not access.disputes(seen).exists()
        assert not access.inspections(seen).exists()
        assert not access.may_submit(seen, Unit.objects.get(code=unit), "2025-03")


def test_the_heir_submits_and_approves_a_predecessors_open_report(scene: World) -> None:
    march(scene)
    succession_complete(by=scene.see(scene.dung), at=at(), draft=confirm_all(scene, begin(scene)))
    heir, unit = Unit.objects.get(code=HEIR), Unit.objects.get(code=scene.hoa_mo.code)
    chief = factories.person("minh", "Vàng A Minh", heir, Role.HEAD)
    clerk = factories.person("sua", "Vàng Thị Súa", heir, Role.CLERK)
    day = at(NEXT)
    gaps = report_gaps(unit, Period.parse("2025-03"), Period.parse("2025-W27"))
    row = report_submit(
        by=scene.see(clerk, NEXT), at=day, unit=unit, month="2025-03",
        explained={gap.key: "Theo sổ của đơn vị cũ" for gap in gaps},
    )  # fmt: skip
    assert row.levels == [HEIR, scene.province.code]
    assert report_approve(by=scene.see(chief, NEXT), at=day, unit=unit, month="2025-03").height == 2
    with pytest.raises(Refused, match=r"access\.may-not-record"):
        report_submit(by=scene.see(scene.chi, NEXT), at=day, unit=unit, month="2025-03")
