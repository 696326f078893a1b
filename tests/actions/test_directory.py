"""The directory: units and areas over time, and the packaged published one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests import factories
from tests.factories import DAY, START, World, at
from thidua.actions.area import area_add, area_succeed, areas
from thidua.actions.directory import directory_load
from thidua.actions.person import person_add, post_add
from thidua.actions.succession.items import open_items
from thidua.actions.succession.record import succession_of
from thidua.actions.succession.succeed import unit_succeed
from thidua.actions.unit import NewUnit, unit_add, unit_link, unit_search
from thidua.core.area import Area as CoreArea
from thidua.core.area import ratio_problem, territory_version
from thidua.core.problem import Refused
from thidua.core.text import matches
from thidua.core.unit import Carry, LinkKind, Purpose, Role, Succession, SuccessionKind
from thidua.rules.catalogue import unit_kinds
from thidua.store.models import (
    Area,
    AuditLine,
    Clause,
    Cluster,
    Movement,
    Person,
    Post,
    Unit,
    UnitLink,
    UnitSuccession,
)

NEXT = date(2025, 7, 1)
EVE = date(2025, 6, 30)
# what Lim Xanh and Hoa Mơ leave in the world of the factories
MERGED = (
    "command:to-an-ninh-lim-xanh",
    "member:khoi-xa-2025/ca-xa-lim-xanh",
    "member:khoi-xa-2025/ca-xa-hoa-mo",
)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.code for p in refused.value.problems]


def merger(*before: Unit, after: str = "ca-xa-rung-xanh", **more: object) -> Succession:
    return Succession(NEXT, SuccessionKind.MERGE, tuple(u.code for u in before), (after,), "NQ số 7", **more)


def heir(world: World, code: str = "ca-xa-rung-xanh") -> NewUnit:
    return NewUnit(code, "cong-an-xa", "Công an xã Rừng Xanh", under={LinkKind.COMMAND: world.province.code})


# --- Units ------------------------------------------------------------------------------------------------


def test_a_unit_is_added_under_its_parent_and_found_by_what_people_type(world: World) -> None:
    row = unit_add(
        by=world.see(world.dung), at=at(), code="ca-xa-phuong-do", kind="cong-an-xa",
        name="Công an xã Phượng Đỏ", first_day=DAY, under={LinkKind.COMMAND: world.province},
    )  # fmt: skip
    assert row.parent_links.get().parent == world.province
    assert matches(row.search, "ca phuong do antt", unit_kinds().abbreviations)
    line = AuditLine.objects.get()
    assert (line.by, line.subject) == (world.dung.name, "unit:ca-xa-phuong-do")
    assert line.sentence == "Thêm đơn vị Công an xã Phượng Đỏ từ ngày 10/03/2025."


def test_everything_wrong_with_a_new_unit_is_said_at_once_and_nothing_is_written(world: World) -> None:
    before = Unit.objects.count()
    with pytest.raises(Refused) as refused:
        unit_add(
            by=world.see(world.dung), at=at(), code=world.lim_xanh.code, kind="cong-an-huyen",
            name="Công an huyện", first_day=DAY, area="khong-co", under={LinkKind.PARTY: world.province},
        )  # fmt: skip
    assert codes(refused) == [
        "unit.code-taken", "unit.outside-kind", "link.parent-kind", "unit.area-unknown",
    ]  # fmt: skip
    assert Unit.objects.count() == before


def test_chi_may_not_touch_the_units_of_another_province(world: World) -> None:
    with pytest.raises(Refused) as refused:
        unit_add(
            by=world.see(world.chi), at=at(), code="x", kind="to", name="Tổ", first_day=DAY,
            under={LinkKind.COMMAND: world.lim_xanh},
        )  # fmt: skip
    assert refused.value.code == "unit.may-not-keep"
    with pytest.raises(Refused) as refused:
        unit_succeed(by=world.see(world.chi), at=at(), succession=merger(world.lim_xanh, world.hoa_mo))
    assert refused.value.code == "unit.may-not-keep"


def test_a_second_commander_at_the_same_time_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        unit_link(
            by="Quản trị", at=at(), child=world.lim_xanh, parent=world.other_province,
            kind=LinkKind.COMMAND, first_day=DAY,
        )  # fmt: skip
    assert codes(refused) == ["link.overlap"]


def test_a_merger_ends_the_old_units_and_gives_the_team_below_to_the_new_one(world: World) -> None:
    assigned = dict.fromkeys(MERGED, "ca-xa-rung-xanh")
    row = unit_succeed(
        by=world.see(world.dung), at=at(), succession=merger(world.lim_xanh, world.hoa_mo),
        new=[heir(world)], assigned=assigned,
    )  # fmt: skip
    new = Unit.objects.get(code="ca-xa-rung-xanh")
    assert set(Unit.objects.filter(last_day=EVE)) == {world.lim_xanh, world.hoa_mo}
    assert UnitLink.objects.on(NEXT).get(child=world.team).parent == new
    assert UnitLink.objects.on(EVE).get(child=world.team).parent == world.lim_xanh
    assert not Post.objects.on(NEXT).filter(unit=world.lim_xanh).exists()
    assert (list(row.after.all()), row.rules["honours"]) == ([new], "reset")


def test_no_unit_is_retired_while_something_is_left_without_an_owner(world: World) -> None:
    with pytest.raises(Refused) as refused:
        unit_succeed(
            by=world.see(world.dung), at=at(), succession=merger(world.lim_xanh, world.hoa_mo),
            new=[heir(world)],
        )  # fmt: skip
    assert codes(refused) == ["unit.open-item-unassigned"] * len(MERGED)
    assert not Unit.objects.filter(last_day__isnull=False).exists()
    assert not UnitSuccession.objects.exists()


def test_a_province_that_ends_hands_over_its_movement_and_units(world: World) -> None:
    items = {item.code for item in open_items(world.province, NEXT)}
    assert items == {
        "command:ca-xa-hoa-mo", "command:ca-xa-lim-xanh", "movement:vi-an-ninh-to-quoc-2025",
    }  # fmt: skip
    new = NewUnit("ca-minh-hoa-2025", "cong-an-tinh", "Công an tỉnh Minh Họa",
                  under={LinkKind.COMMAND: world.ministry.code})  # fmt: skip
    step = Succession(NEXT, SuccessionKind.RENAME, (world.province.code,), (new.code,), "NQ số 8")
    unit_succeed(by="Quản trị", at=at(), succession=step, new=[new], assigned=dict.fromkeys(items, new.code))
    assert Movement.objects.get().owner.code == new.code
    assert UnitLink.objects.on(NEXT).get(child=world.lim_xanh).parent.code == new.code


def test_the_same_unit_cannot_end_twice(world: World) -> None:
    gone = Succession(NEXT, SuccessionKind.DISSOLVE, (world.team.code,), (), "QĐ số 9")
    unit_succeed(by="Quản trị", at=at(), succession=gone)
    with pytest.raises(Refused) as refused:
        unit_succeed(
            by="Quản trị", at=at(),
            succession=Succession(date(2025, 8, 1), SuccessionKind.DISSOLVE, (world.team.code,), (), "QĐ 10"),
        )  # fmt: skip
    assert codes(refused) == ["unit.already-ended"]


def test_a_recorded_succession_reads_back_with_shares_and_decisions(world: World) -> None:
    shares = {u.code: {"ca-xa-rung-xanh": Fraction(1)} for u in (world.lim_xanh, world.hoa_mo)}
    rules = {Purpose.FIGURES: Carry.SUM, Purpose.HONOURS: Carry.INHERIT}
    step = merger(
        world.hoa_mo, world.lim_xanh, rules=rules, shares=shares, decisions={Purpose.HONOURS: "QĐ số 3"}
    )
    row = unit_succeed(
        by=world.see(world.dung), at=at(), succession=step, new=[heir(world)],
        assigned=dict.fromkeys(MERGED, "ca-xa-rung-xanh"),
    )  # fmt: skip
    read = succession_of(row)
    assert (read.before, read.after, read.shares) == (step.before, step.after, step.shares)
    assert (read.decisions, {**read.rules, **rules}) == (step.decisions, read.rules)


# --- People -----------------------------------------------------------------------------------------------


def test_a_post_stands_inside_the_life_of_its_unit(world: World) -> None:
    who = person_add(by=world.see(world.dung), at=at(), code="hoa", name="Vàng Thị Hoa", unit=world.hoa_mo)
    with pytest.raises(Refused) as refused:
        post_add(
            by=world.see(world.dung), at=at(), person=who, unit=world.hoa_mo, role=Role.HEAD, title=" ",
            first_day=date(2024, 1, 1),
        )  # fmt: skip
    assert codes(refused) == ["person.title-missing", "person.unit-not-in-force"]
    row = post_add(
        by=world.see(world.dung), at=at(), person=who, unit=world.hoa_mo, role=Role.HEAD,
        title="Trưởng Công an xã", first_day=START,
    )  # fmt: skip
    assert list(Post.objects.on(DAY).filter(unit=world.hoa_mo)) == [row]


# --- Areas ------------------------------------------------------------------------------------------------


def test_a_merger_of_areas_makes_a_new_territory_version(db: None) -> None:
    province = factories.area("minh-hoa", "tỉnh Minh Họa", "tinh")
    for code in ("lim", "tre"):
        area_add(by="Quản trị", at=at(), code=code, kind="xa", name=f"xã {code}", first_day=START,
                 parent=province.code)  # fmt: skip
    before = territory_version(areas(), "minh-hoa", EVE)
    step = Succession(NEXT, SuccessionKind.MERGE, ("lim", "tre"), ("lim-tre",), "NQ số 1")
    new = CoreArea("lim-tre", "xa", "xã Lim Tre", NEXT, None, "minh-hoa")
    area_succeed(by="Quản trị", at=at(), succession=step, new=[new])
    after = territory_version(areas(), "minh-hoa", NEXT)
    assert (before, after) == ("minh-hoa@2025-01-01", "minh-hoa@2025-07-01")
    problem = ratio_problem(before, after)
    assert problem is not None
    assert problem.code == "area.territory-differs"
    assert set(Area.objects.on(NEXT).values_list("code", flat=True)) == {"minh-hoa", "lim-tre"}


def test_an_area_of_unknown_kind_or_parent_is_refused(db: None) -> None:
    with pytest.raises(Refused) as refused:
        area_add(by="Quản trị", at=at(), code="x", kind="bang", name="X", first_day=START, parent="y")
    assert codes(refused) == ["area.kind-unknown", "area.parent-unknown"]


def test_territory_is_not_changed_from_a_commune(world: World) -> None:
    with pytest.raises(Refused) as refused:
        area_add(by=world.see(world.an), at=at(), code="x", kind="xa", name="X", first_day=START)
    assert refused.value.code == "area.may-not-keep"


# --- The packaged directory -------------------------------------------------------------------------------


def test_the_published_directory_loads_once_and_only_once(db: None) -> None:
    first = directory_load(by="Quản trị", at=at())
    counts = [model.objects.count() for model in (Area, Unit, UnitLink, Person, Post, Cluster, Clause)]
    second = directory_load(by="Quản trị", at=at())
    assert (first.areas, first.units, first.people) == (162, 33, 4)
    assert (second.areas, second.units, second.people, second.clusters, second.directives) == (0,) * 5
    assert [m.objects.count() for m in (Area, Unit, UnitLink, Person, Post, Cluster, Clause)] == counts


def test_the_same_question_on_two_days_names_different_units(db: None) -> None:
    directory_load(by="Quản trị", at=at())

    def provinces(day: date) -> list[str]:
        rows = Unit.objects.on(day).filter(kind="cong-an-tinh", name__endswith="Lào Cai")
        return list(rows.values_list("code", flat=True))

    assert provinces(date(2020, 12, 31)) == ["ca-tinh-lao-cai"]
    assert provinces(date(2025, 12, 31)) == ["ca-tinh-lao-cai-2025"]
    assert Area.objects.on(date(2020, 12, 31)).filter(parent__code="lai-chau", kind="xa").count() == 94
    assert Area.objects.on(date(2025, 12, 31)).filter(parent__code="lai-chau", kind="xa").count() == 36


def test_the_commune_police_is_found_without_accents(db: None) -> None:
    directory_load(by="Quản trị", at=at())
    short = unit_kinds().abbreviations
    found = [u.code for u in Unit.objects.all() if matches(u.search, "cong an ta tong antt", short)]
    assert found == ["ca-xa-ta-tong"]
    assert "an ninh trat tu" in unit_search("Công an xã Tà Tổng", "", "cong-an-xa")
