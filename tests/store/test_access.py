"""The doors: who gets what, and who gets 404."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.factories import DAY, WEEK, World
from thidua.core.unit import LinkKind, Role
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Account, Compact, Deed, Evidence, Person, Post, UnitLink


def seen_by(world: World, door: Callable[[Viewer], object]) -> set[str]:
    """Which of the cast get through a door."""
    through = set()
    for who in (world.an, world.binh, world.clerk, world.chi, world.dung):
        try:
            door(world.see(who))
        except Http404:
            continue
        through.add(who.code)
    return through


HOUSE = {"an", "binh", "lan", "dung"}


def test_unit_is_seen_by_its_people_and_its_superiors(world: World) -> None:
    assert seen_by(world, lambda v: access.unit_for(v, world.lim_xanh.code)) == HOUSE
    assert seen_by(world, lambda v: access.unit_for(v, world.team.code)) == HOUSE


def test_sister_unit_is_not_seen(world: World) -> None:
    assert seen_by(world, lambda v: access.unit_for(v, world.hoa_mo.code)) == {"dung"}
    assert seen_by(world, lambda v: access.unit_for(v, world.province.code)) == {"dung"}


def test_unit_that_does_not_exist_looks_like_one_that_must_not_be_seen(world: World) -> None:
    assert seen_by(world, lambda v: access.unit_for(v, "khong-co")) == set()


def test_deed_and_its_evidence_are_seen_in_the_branch(world: World) -> None:
    deed = factories.deed("d1", world.lim_xanh, world.clerk, buoi=1)
    proof = evidence(world, deed)
    assert seen_by(world, lambda v: access.deed_for(v, "d1")) == HOUSE
    assert seen_by(world, lambda v: access.evidence_for(v, proof.sha256)) == HOUSE


def test_restricted_deed_is_for_its_recorder_its_confirmer_and_the_head(world: World) -> None:
    deed = factories.deed("d1", world.lim_xanh, world.clerk, buoi=1)
    Deed.objects.update(privacy="restricted")
    proof = evidence(world, deed)
    assert seen_by(world, lambda v: access.deed_for(v, "d1")) == {"lan", "binh", "an"}
    Deed.objects.update(confirmed_by=world.an, confirmed_at=factories.at())
    assert seen_by(world, lambda v: access.deed_for(v, "d1")) == {"lan", "an"}
    assert seen_by(world, lambda v: access.evidence_for(v, proof.sha256)) == {"lan", "an"}


def evidence(world: World, deed: Deed | None) -> Evidence:
    return Evidence.objects.create(
        deed=deed,
        unit=world.lim_xanh,
        sha256="a" * 64,
        name="anh.jpg",
        media_type="image/jpeg",
        size=10,
        added_by=world.clerk,
        added_at=factories.at(),
    )


def test_evidence_behind_a_figure_is_seen_in_the_branch(world: World) -> None:
    proof = evidence(world, None)
    assert seen_by(world, lambda v: access.evidence_for(v, proof.sha256)) == HOUSE


def test_movement_is_seen_in_the_owners_branch(world: World) -> None:
    assert seen_by(world, lambda v: access.movement_for(v, world.movement.code)) == HOUSE
    assert seen_by(world, lambda v: access.period_for(v, world.movement.code, WEEK.code)) == HOUSE


def test_standing_of_a_cluster_is_seen_by_its_members_and_the_owner(world: World) -> None:
    period = world.week
    province_only = factories.cluster("khoi-tinh-2025", "Khối tỉnh", [world.other_province], world.province)
    world.movement.clusters.add(province_only)
    assert access.standing_groups(world.see(world.an), period) == {"khoi-xa-2025"}
    assert access.standing_groups(world.see(world.dung), period) == {"khoi-xa-2025", "khoi-tinh-2025"}
    with pytest.raises(Http404):
        access.standing_group_for(world.see(world.an), period, "khoi-tinh-2025")


def test_why_page_of_a_sister_is_not_seen(world: World) -> None:
    period = world.week
    assert seen_by(world, lambda v: access.subject_for(v, period, world.lim_xanh.code)) == HOUSE
    assert seen_by(world, lambda v: access.subject_for(v, period, world.hoa_mo.code)) == {"dung"}


def test_officer_is_seen_by_herself_and_by_those_who_lead_her(world: World) -> None:
    officer = factories.person("hoa", "Vàng Thị Hoa", world.lim_xanh, Role.OFFICER)
    colleague = factories.person("son", "Giàng A Sơn", world.lim_xanh, Role.OFFICER)
    assert access.person_for(world.see(officer), officer.code) == officer
    assert seen_by(world, lambda v: access.person_for(v, officer.code)) == HOUSE
    with pytest.raises(Http404):
        access.person_for(world.see(colleague), officer.code)


def test_compact_is_seen_by_both_sides(world: World) -> None:
    Compact.objects.create(
        code="gu-1", movement=world.movement, superior=world.province, unit=world.lim_xanh, text="Thi đua"
    )
    assert seen_by(world, lambda v: access.compact_for(v, world.movement.code, "gu-1")) == HOUSE


def test_rights(world: World) -> None:
    deed = factories.deed("d1", world.lim_xanh, world.clerk, buoi=1)
    cast: list[Person] = [world.an, world.binh, world.clerk, world.chi, world.dung]

    def who(may: Callable[[Viewer], bool]) -> set[str]:
        return {person.code for person in cast if may(world.see(person))}

    assert who(lambda v: access.may_record(v, world.lim_xanh)) == {"an", "binh", "lan"}
    assert who(lambda v: access.may_correct(v, world.lim_xanh)) == {"an", "binh", "lan"}
    assert who(lambda v: access.may_confirm(v, deed)) == {"an", "binh"}
    assert who(lambda v: access.may_close(v, world.movement)) == {"dung"}
    assert who(lambda v: access.may_sign(v, world.lim_xanh)) == {"an", "binh"}


def test_nobody_confirms_her_own_deed(world: World) -> None:
    deed = factories.deed("d1", world.lim_xanh, world.an, buoi=1)
    assert not access.may_confirm(world.see(world.an), deed)
    assert access.may_confirm(world.see(world.binh), deed)


def test_unit_without_a_clerk_is_recorded_by_the_unit_right_above(world: World) -> None:
    lan = world.see(world.clerk)
    assert access.may_record(lan, world.team)
    assert set(access.recordable_units(lan)) == {world.lim_xanh, world.team}
    factories.person("to-truong", "Hoàng Văn Tổ", world.team, Role.HEAD)
    assert not access.may_record(lan, world.team)
    assert set(access.recordable_units(lan)) == {world.lim_xanh}


def test_post_that_ended_opens_nothing(world: World) -> None:
    Post.objects.filter(person=world.an).update(last_day=date(2025, 2, 28))
    assert world.see(world.an).branch == set()
    assert world.see(world.an, date(2025, 2, 28)).branch == {world.lim_xanh.code, world.team.code}


def test_unit_that_was_merged_away_stays_visible_to_those_who_commanded_it(world: World) -> None:
    last = date(2025, 2, 28)
    world.hoa_mo.last_day = last
    world.hoa_mo.save()
    UnitLink.objects.filter(child=world.hoa_mo).update(last_day=last)
    assert access.unit_for(world.see(world.dung), world.hoa_mo.code) == world.hoa_mo
    assert world.hoa_mo.code not in world.see(world.chi).branch


def test_account_without_a_person_or_switched_off_sees_nothing(world: World) -> None:
    nobody = access.viewer(Account.objects.create_account("trong", "x"), DAY)
    assert (nobody.branch, list(access.movements(nobody)), list(access.deeds(nobody))) == (
        frozenset(),
        [],
        [],
    )
    off = Account.objects.get(username="an")
    off.is_active = False
    assert access.viewer(off, DAY).branch == set()


def test_who_somebody_is_takes_two_questions(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    account = Account.objects.select_related("person").get(person=world.dung)
    with django_assert_num_queries(2):
        access.viewer(account, DAY)
    for number in range(30):
        extra = factories.unit(f"xa-{number}", f"Xã {number}")
        UnitLink.objects.create(child=extra, parent=world.province, kind=LinkKind.COMMAND, first_day=DAY)
    with django_assert_num_queries(2):
        access.viewer(account, DAY)


def test_administrator_reaches_accounts_of_the_branch_and_no_content(world: World) -> None:
    admin = factories.person("quan-tri", "Đỗ Quản Trị", world.province, Role.ADMINISTRATOR)
    factories.deed("d1", world.lim_xanh, world.clerk, buoi=1)
    seen = world.see(admin)
    assert (seen.posts, seen.own, seen.branch, seen.above, seen.leads) == ((), *[frozenset()] * 4)
    assert world.lim_xanh.code in seen.administers
    assert world.other_commune.code not in seen.administers
    assert [list(rows(seen)) for rows in (access.deeds, access.movements, access.units, access.plans)] == [
        []
    ] * 4
    assert access.may_keep_directory(seen, world.lim_xanh)
    assert not access.may_keep_directory(seen, world.other_commune)


def test_who_leads_a_team_does_not_keep_the_directory_of_the_unit_she_writes_for(world: World) -> None:
    both = factories.person("hai-chuc", "Hoàng Văn Hai", world.lim_xanh, Role.CLERK)
    Post.objects.create(
        person=both, unit=world.team, role=Role.HEAD, title="Tổ trưởng", first_day=factories.START
    )
    assert access.may_keep_directory(world.see(both), world.team)
    assert not access.may_keep_directory(world.see(both), world.lim_xanh)
