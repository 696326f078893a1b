"""Promises: launch, compact, signatures, targets and their changes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import WEEK, World, at
from thidua.actions.movement import (
    TargetEntry,
    compact_amend,
    compact_draw_up,
    compact_sign,
    digest_of,
    launch_receive,
    movement_create,
    movement_launch,
    target_change,
    target_set,
    targets_reconcile,
    targets_set,
)
from thidua.core.problem import Refused
from thidua.store.models import AuditLine, Compact, Launch, Movement, Target, TargetChange

TALKS = "buoi-tuyen-truyen"


def compact(world: World, *targets: TargetEntry, text: str = "Hai bên giao ước thi đua.") -> Compact:
    return compact_draw_up(
        by=world.see(world.dung),
        at=at(),
        code="gu-lim-xanh-2025",
        movement=world.movement,
        superior=world.province,
        unit=world.lim_xanh,
        text=text,
        targets=targets or (TargetEntry(world.lim_xanh, TALKS, WEEK.code, 3000),),
    )


def signed(world: World) -> Compact:
    from tests.factories import person
    from thidua.core.unit import Role

    director = person("giam-doc", "Đỗ Minh Quân", world.province, Role.HEAD, "Giám đốc")
    row = compact(world)
    compact_sign(by=world.see(director), at=at(), compact=row, unit=world.province)
    return compact_sign(by=world.see(world.an), at=at(), compact=row, unit=world.lim_xanh)


def codes(refused: Refused) -> list[str]:
    return [fault.code for fault in refused.problems]


def test_movement_is_set_up_by_its_owner(world: World) -> None:
    given = {
        "code": "pccc-2025",
        "title": "Toàn dân phòng cháy",
        "owner": world.province,
        "scheme": "vi-an-ninh-to-quoc",
        "first_day": date(2025, 4, 1),
        "clusters": [world.communes],
    }
    with pytest.raises(Refused) as refused:
        movement_create(by=world.see(world.an), at=at(), **given)
    assert refused.value.code == "access.may-not-plan"
    row = movement_create(by=world.see(world.dung), at=at(), **given)
    assert list(row.clusters.all()) == [world.communes]
    assert AuditLine.objects.get().sentence == (
        "Lập phong trào “Toàn dân phòng cháy” của Công an tỉnh Minh Họa."
    )
    with pytest.raises(Refused) as faulty:
        movement_create(
            by=world.see(world.dung), at=at(), **{**given, "scheme": "khong-co", "last_day": date(2025, 1, 1)}
        )
    assert codes(faulty.value) == [
        "movement.code-taken",
        "movement.days-reversed",
        "movement.scheme-unknown",
    ]
    assert Movement.objects.count() == 2


@pytest.mark.parametrize("code", ["../minh-chung", "Phong trào", "a--b", "", "vi-an-ninh/2025"])
def test_code_of_a_movement_is_a_plain_code_because_it_names_a_folder(world: World, code: str) -> None:
    with pytest.raises(Refused) as refused:
        movement_create(
            by=world.see(world.dung), at=at(), code=code, title="Thử", owner=world.province,
            scheme="vi-an-ninh-to-quoc", first_day=date(2025, 4, 1),
        )  # fmt: skip
    assert codes(refused.value) == ["movement.code-unreadable"]


def test_movement_reaches_the_units_below_and_they_say_so(world: World) -> None:
    dung = world.see(world.dung)
    movement_launch(
        by=dung,
        at=at(),
        movement=world.movement,
        units=[world.lim_xanh, world.hoa_mo],
        on=date(2025, 3, 1),
    )
    launch = Launch.objects.get(unit=world.lim_xanh)
    assert launch_receive(by=world.see(world.binh), at=at(), launch=launch).received_by == world.binh
    with pytest.raises(Refused) as refused:
        movement_launch(
            by=dung,
            at=at(),
            movement=world.movement,
            units=[world.team, world.lim_xanh, world.other_commune],
            on=date(2025, 3, 1),
        )
    assert [(f.code, f.where.field) for f in refused.value.problems] == [
        ("movement.not-below", world.other_commune.code),
        ("movement.launched-already", world.lim_xanh.code),
    ]
    assert Launch.objects.count() == 2


def test_vague_targets_are_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        compact(
            world,
            TargetEntry(world.lim_xanh, "tang-cuong-tuyen-truyen", WEEK.code, 1000),
            TargetEntry(world.lim_xanh, TALKS, WEEK.code, 0),
            TargetEntry(world.lim_xanh, "bao-cao-dung-han", WEEK.code, 1000),
            TargetEntry(world.lim_xanh, TALKS, "cả năm", 1000),
        )
    assert codes(refused.value) == [
        "target.figure-unknown",
        "target.not-a-number",
        "target.not-countable",
        "target.period-unknown",
    ]
    with pytest.raises(Refused) as empty:
        compact_draw_up(
            by=world.see(world.dung), at=at(), code="gu", movement=world.movement, superior=world.province,
            unit=world.lim_xanh, text=" ", targets=[],
        )  # fmt: skip
    assert codes(empty.value) == ["compact.text-missing", "compact.no-targets"]
    assert (Compact.objects.count(), Target.objects.count()) == (0, 0)


def test_both_signatures_seal_the_compact(world: World) -> None:
    row = signed(world)
    assert (row.superior_signed_by, row.unit_signed_by, row.unit_signed_on) == (
        "Đỗ Minh Quân",
        "Nguyễn Thị An",
        date(2025, 3, 10),
    )
    assert row.digest == digest_of(row)
    with pytest.raises(Refused) as refused:
        compact_amend(by=world.see(world.dung), at=at(), compact=row, text="Khác")
    assert refused.value.code == "compact.immutable"
    Compact.objects.filter(pk=row.pk).update(text="Sửa thẳng trong cơ sở dữ liệu")
    row.refresh_from_db()
    assert row.digest != digest_of(row)


def test_each_side_signs_once_and_for_itself(world: World) -> None:
    row = compact(world)
    for who, unit in ((world.clerk, world.lim_xanh), (world.an, world.province), (world.chi, world.lim_xanh)):
        with pytest.raises(Refused) as refused:
            compact_sign(by=world.see(who), at=at(), compact=row, unit=unit)
        assert refused.value.code == "access.may-not-sign"
    compact_sign(by=world.see(world.binh), at=at(), compact=row, unit=world.lim_xanh)
    with pytest.raises(Refused) as twice:
        compact_sign(by=world.see(world.an), at=at(), compact=row, unit=world.lim_xanh)
    assert twice.value.code == "compact.signed-already"
    row.refresh_from_db()
    assert (row.signed, row.digest) == (False, "")


def test_changed_draft_loses_the_signature_under_the_old_text(world: World) -> None:
    row = compact(world)
    compact_sign(by=world.see(world.an), at=at(), compact=row, unit=world.lim_xanh)
    row = compact_amend(by=world.see(world.dung), at=at(), compact=row, text="Nội dung mới")
    assert (row.text, row.unit_signed_by, row.unit_signed_on) == ("Nội dung mới", "", None)


def test_target_changes_by_a_signed_annex_and_the_compact_stays_true(world: World) -> None:
    row = signed(world)
    target = row.targets.get()
    change = {
        "target": target,
        "value": 2000,
        "reason": "Bão số 3, dồn sức giúp dân",
        "on": date(2025, 3, 4),
        "superior_signed_by": "Đỗ Minh Quân",
        "unit_signed_by": "Nguyễn Thị An",
    }
    dung = world.see(world.dung)
    with pytest.raises(Refused) as refused:
        target_change(by=dung, at=at(), **{**change, "reason": "", "unit_signed_by": " ", "value": 3000})
    assert codes(refused.value) == ["target.unchanged", "target.reason-missing", "target.signatures-missing"]
    annex = target_change(by=dung, at=at(), **change)
    assert (annex.before, annex.after) == (3000, 2000)
    again = target_change(by=dung, at=at(), **{**change, "value": 4000, "on": date(2025, 3, 5)})
    assert (again.before, again.after) == (2000, 4000)
    with pytest.raises(Refused) as back_dated:
        target_change(by=dung, at=at(), **{**change, "on": date(2025, 3, 1)})
    assert codes(back_dated.value) == ["target.back-dated"]
    row.refresh_from_db()
    target.refresh_from_db()
    assert (target.value, row.digest) == (3000, digest_of(row))
    assert TargetChange.objects.count() == 2


def test_target_is_set_once_per_subject_figure_and_period(world: World) -> None:
    dung = world.see(world.dung)
    entry = TargetEntry(world.lim_xanh, TALKS, WEEK.code, 3000)
    target_set(by=dung, at=at(), movement=world.movement, entry=entry)
    with pytest.raises(Refused) as refused:
        target_set(by=dung, at=at(), movement=world.movement, entry=entry)
    assert codes(refused.value) == ["target.exists"]


def test_children_that_do_not_add_up_to_the_parent_are_said(world: World) -> None:
    entries = [
        TargetEntry(world.province, TALKS, "2025", 120_000),
        TargetEntry(world.lim_xanh, TALKS, "2025", 52_000),
        TargetEntry(world.hoa_mo, TALKS, "2025", 48_000),
    ]
    dung = world.see(world.dung)
    rows = targets_set(by=dung, at=at(), movement=world.movement, entries=entries)
    found = targets_reconcile(movement=world.movement, superior=world.province, figure=TALKS, period="2025")
    assert (found.parent, found.children_sum, found.difference) == (120_000, 100_000, -20_000)
    target_change(
        by=dung, at=at(), target=rows[2], value=68_000, reason="Thêm bản", on=date(2025, 3, 4),
        superior_signed_by="Đỗ Minh Quân", unit_signed_by="Vũ Hoa Mơ",
    )  # fmt: skip
    found = targets_reconcile(movement=world.movement, superior=world.province, figure=TALKS, period="2025")
    assert found.adds_up
    assert found.by_child == ((world.hoa_mo.code, 68_000), (world.lim_xanh.code, 52_000))
