"""An administrator's work on accounts and posts; and that nobody can lock the last administrator out, in any way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests import factories
from tests.factories import DAY, PASSWORD, START, World, at
from thidua.actions import account as actions
from thidua.actions.person import post_add, post_end
from thidua.actions.succession.items import open_items
from thidua.actions.succession.succeed import unit_succeed
from thidua.actions.unit import NewUnit
from thidua.core.problem import Refused
from thidua.core.unit import LinkKind, Role, Succession, SuccessionKind
from thidua.store import access
from thidua.store.access import Viewer, viewer
from thidua.store.models import Account, AuditLine, Notice, Person, Post, Unit


@pytest.fixture
def admin(world: World) -> Person:
    """Administrator of the whole province, and the only one."""
    return factories.person("quan-tri", "Đỗ Quản Trị", world.province, Role.ADMINISTRATOR, "Quản trị")


def see(person: Person, day: date = DAY) -> Viewer:
    return viewer(Account.objects.select_related("person").get(person=person), day)


def account_of(person: Person) -> Account:
    return Account.objects.get(person=person)


def second(world: World, under: Unit | None = None, **days: date) -> Person:
    """Another administrator."""
    person = factories.person("quan-tri-2", "Vũ Quản Trị", under or world.province, Role.ADMINISTRATOR)
    Post.objects.filter(person=person).update(**days)
    return person


WAYS: dict[str, Callable[[World, Viewer, Person], object]] = {
    "locked": lambda w, by, who: actions.account_lock(by=by, at=at(), account=account_of(who)),
    "ended today": lambda w, by, who: end(by, who, DAY),
    "ended yesterday": lambda w, by, who: end(by, who, DAY - timedelta(days=1)),
    "ending one day": lambda w, by, who: end(by, who, DAY + timedelta(days=200)),
    "ended at the machine": lambda w, by, who: end("người quản trị, tại máy chủ", who, DAY),
}


def end(by: Viewer | str, who: Person, day: date) -> None:
    post_end(by=by, at=at(), post=Post.objects.get(person=who, role=Role.ADMINISTRATOR), last_day=day)


@pytest.mark.parametrize("way", WAYS)
def test_the_last_administrator_stays(world: World, admin: Person, way: str) -> None:
    above = factories.person("quan-tri-bo", "Bùi Quản Trị", world.ministry, Role.ADMINISTRATOR)
    Post.objects.filter(person=above).update(last_day=DAY + timedelta(days=30))  # soon gone herself
    with pytest.raises(Refused) as refused:
        WAYS[way](world, see(above), admin)
    assert refused.value.code == "account.last-administrator"
    assert refused.value.values["unit"] == world.province.name
    assert account_of(admin).is_active
    assert Post.objects.get(person=admin).last_day is None


@pytest.mark.parametrize("way", WAYS)
def test_where_another_is_left_the_same_goes_through(world: World, admin: Person, way: str) -> None:
    other = second(world)
    WAYS[way](world, see(other), admin)
    post = Post.objects.get(person=admin)
    assert not account_of(admin).is_active or post.last_day is not None


def test_a_locked_colleague_is_nobody_who_could_take_over(world: World, admin: Person) -> None:
    Account.objects.filter(person=second(world)).update(is_active=False)
    with pytest.raises(Refused, match="last-administrator"):
        end("tại máy chủ", admin, DAY)


def test_an_administrator_of_a_unit_below_does_not_count_for_the_one_above(
    world: World, admin: Person
) -> None:
    second(world, world.lim_xanh)
    with pytest.raises(Refused, match="last-administrator"):
        end("tại máy chủ", admin, DAY)


def test_a_colleague_who_begins_later_leaves_a_gap_that_is_named(world: World, admin: Person) -> None:
    second(world, first_day=DAY + timedelta(days=10))
    with pytest.raises(Refused) as refused:
        end("tại máy chủ", admin, DAY + timedelta(days=5))
    assert refused.value.values["day"] == "16/03/2025"
    end("tại máy chủ", admin, DAY + timedelta(days=9))


def test_renaming_the_unit_hands_its_administrator_over(world: World, admin: Person) -> None:
    day = DAY + timedelta(days=10)
    lower = second(world, world.lim_xanh)
    renamed = Succession(day, SuccessionKind.RENAME, (world.lim_xanh.code,), ("ca-xa-moi",), "Quyết định 1")
    unit_succeed(
        by="tại máy chủ", at=at(), succession=renamed,
        new=[NewUnit("ca-xa-moi", "cong-an-xa", "Công an xã Mới", under={LinkKind.COMMAND: world.province.code})],
        assigned={item.code: "ca-xa-moi" for item in open_items(world.lim_xanh, day)},
    )  # fmt: skip
    assert see(lower, day).administers == {"ca-xa-moi", world.team.code}


def test_dissolving_the_unit_of_the_last_administrator_is_refused(world: World) -> None:
    lonely = factories.person("quan-tri-ban", "Lý Quản Trị", world.team, Role.ADMINISTRATOR)
    dissolved = Succession(DAY, SuccessionKind.DISSOLVE, (world.team.code,), (), "Quyết định 2")
    with pytest.raises(Refused, match="last-administrator"):
        unit_succeed(by="tại máy chủ", at=at(), succession=dissolved)
    assert Post.objects.get(person=lonely).last_day is None


def test_nobody_acts_on_her_own_account(world: World, admin: Person) -> None:
    for act in (actions.account_lock, actions.password_reset, actions.factor_reset, actions.sessions_end):
        with pytest.raises(Refused, match=r"account\.own"):
            act(by=see(admin), at=at(), account=account_of(admin))


def test_nobody_gives_herself_a_post(world: World, admin: Person) -> None:
    for who in (admin, world.dung, world.an):
        with pytest.raises(Refused, match=r"person\.own-post"):
            appoint(see(who), who, world.lim_xanh, Role.HEAD)


def test_only_an_administrator_appoints_administrators(world: World, admin: Person) -> None:
    for who in (world.dung, world.an):
        with pytest.raises(Refused, match=r"person\.may-not-appoint"):
            appoint(see(who), world.binh, world.lim_xanh, Role.ADMINISTRATOR)
    appoint(see(admin), world.binh, world.lim_xanh, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match=r"person\.may-not-appoint"):
        end(see(world.dung), world.binh, DAY)


def appoint(by: Viewer, who: Person, unit: Unit, role: Role) -> Post:
    return post_add(by=by, at=at(), person=who, unit=unit, role=role, title="Chức vụ", first_day=DAY)


def test_a_new_post_is_told_to_the_head_of_the_unit_and_to_the_person(world: World, admin: Person) -> None:
    appoint(see(admin), world.binh, world.lim_xanh, Role.CLERK)
    assert set(Notice.objects.values_list("to__code", flat=True)) == {"an", "binh"}


@pytest.fixture
def chi_admin(world: World, admin: Person) -> Viewer:
    """Chi, administrator of the other province."""
    Post.objects.create(
        person=world.chi,
        unit=world.other_province,
        role=Role.ADMINISTRATOR,
        title="Quản trị",
        first_day=START,
    )
    return see(world.chi)


def test_chi_as_administrator_of_another_province_reaches_nobody_here(
    world: World, chi_admin: Viewer
) -> None:
    assert set(access.administered_people(chi_admin)) == {world.chi}
    acts = (actions.account_lock, actions.account_unlock, actions.password_reset, actions.factor_reset)
    for act in (*acts, actions.sessions_end):
        for who in (world.an, world.dung, Person.objects.get(code="quan-tri")):
            with pytest.raises(Refused, match=r"account\.may-not-administer"):
                act(by=chi_admin, at=at(), account=account_of(who))
    for role in Role:
        with pytest.raises(Refused, match=r"unit\.may-not-keep"):
            appoint(chi_admin, world.an, world.lim_xanh, role)
    with pytest.raises(Refused, match=r"unit\.may-not-keep"):
        end(chi_admin, Person.objects.get(code="quan-tri"), DAY)
    assert all(account.check_password(PASSWORD) for account in Account.objects.all())


def test_whoever_serves_in_two_branches_is_in_the_hands_of_neither(world: World, admin: Person) -> None:
    """A new password would open both; a post that is to begin elsewhere counts as well."""
    Post.objects.create(
        person=world.an, unit=world.other_province, role=Role.OFFICER, title="Biệt phái",
        first_day=DAY + timedelta(days=30),
    )  # fmt: skip
    with pytest.raises(Refused, match=r"account\.may-not-administer"):
        actions.password_reset(by=see(admin), at=at(), account=account_of(world.an))


def test_a_superior_administrator_is_beyond_the_reach_of_a_lower_one(world: World, admin: Person) -> None:
    lower = second(world, world.lim_xanh)
    with pytest.raises(Refused, match=r"account\.may-not-administer"):
        actions.password_reset(by=see(lower), at=at(), account=account_of(admin))
    assert actions.password_reset(by=see(admin), at=at(), account=account_of(lower))


def test_a_reset_password_is_worth_one_sign_in_and_stands_nowhere(world: World, admin: Person) -> None:
    once = actions.password_reset(by=see(admin), at=at(), account=account_of(world.an))
    fresh = account_of(world.an)
    assert (fresh.check_password(once), fresh.must_change) == (True, True)
    said = [
        *AuditLine.objects.values_list("sentence", flat=True),
        *Notice.objects.values_list("sentence", flat=True),
    ]
    assert not any(once in text for text in said)
    assert AuditLine.objects.get().sentence == "Cấp mật khẩu dùng một lần cho Nguyễn Thị An."
