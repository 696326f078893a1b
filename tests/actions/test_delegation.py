"""A post lends some of its rights for some days: never more than it holds, never onward, never after its end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import factories
from tests.factories import DAY, World, at
from thidua.actions.deed import deed_return
from thidua.actions.delegation import delegation_give, delegation_revoke
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store import access
from thidua.store.access import Viewer, viewer_of
from thidua.store.models import AuditLine, Delegation, Notice, Person, Post


@pytest.fixture
def hoa(world: World) -> Person:
    """An ordinary officer of Lim Xanh: without a delegation she decides nothing."""
    return factories.person("hoa", "Vàng Thị Hoa", world.lim_xanh, Role.OFFICER)


def post_of(person: Person) -> Post:
    return Post.objects.get(person=person)


def give(world: World, to: Person, *roles: Role, by: Person | None = None, **changed: object) -> Delegation:
    lender = by or world.an
    given = {
        "post": post_of(lender), "to": to, "roles": roles or (Role.DEPUTY,), "first_day": DAY,
        "last_day": DAY + timedelta(days=13), "reason": "Đi học tập trung",
    } | changed  # fmt: skip
    return delegation_give(by=viewer_of(lender, DAY), at=at(), **given)


RIGHTS = {
    "record": lambda w, v: access.may_record(v, w.lim_xanh),
    "confirm": lambda w, v: access.may_confirm(v, factories.deed(f"d-{v.day}-{v.name}", w.lim_xanh, w.clerk)),
    "sign": lambda w, v: access.may_sign(v, w.lim_xanh),
    "plan": lambda w, v: access.may_plan(v, w.lim_xanh),
    "planning": lambda w, v: access.planning_units(v).exists(),
    "register": lambda w, v: access.may_keep_register(v),
    "awards": lambda w, v: access.may_keep_awards(v, w.lim_xanh),
    "lead": lambda w, v: w.lim_xanh.code in v.leads,
    "recordable": lambda w, v: access.recordable_units(v).exists(),
    "holders": lambda w, v: v.person in access.holders(w.lim_xanh, [Role.HEAD], v.day),
}


def rights(world: World, viewer: Viewer) -> set[str]:
    return {name for name, has in RIGHTS.items() if has(world, viewer)}


def test_delegate_has_every_right_for_its_days_and_none_the_day_after(world: World, hoa: Person) -> None:
    give(world, hoa, Role.HEAD, last_day=DAY + timedelta(days=2))
    assert rights(world, viewer_of(hoa, DAY)) == set(RIGHTS)
    assert rights(world, viewer_of(hoa, DAY + timedelta(days=2))) == set(RIGHTS)
    assert rights(world, viewer_of(hoa, DAY + timedelta(days=3))) == set()
    assert rights(world, viewer_of(hoa, DAY - timedelta(days=1))) == set()


def test_taking_it_back_ends_every_right_at_once(world: World, hoa: Person) -> None:
    row = give(world, hoa, Role.HEAD)
    delegation_revoke(by=viewer_of(world.an, DAY), at=at(), delegation=row)
    assert rights(world, viewer_of(hoa, DAY)) == set()


def test_it_dies_with_the_post_it_was_lent_from(world: World, hoa: Person) -> None:
    give(world, hoa, Role.HEAD)
    Post.objects.filter(person=world.an).update(last_day=DAY)
    assert rights(world, viewer_of(hoa, DAY + timedelta(days=1))) == set()


def test_a_post_that_lost_its_role_lends_no_more_than_it_still_holds(world: World, hoa: Person) -> None:
    give(world, hoa, Role.HEAD, Role.CLERK)
    Post.objects.filter(person=world.an).update(role=Role.CLERK)
    assert {post.role for post in viewer_of(hoa, DAY).posts if post.lender} == {Role.CLERK}


def test_it_ends_when_the_delegate_serves_elsewhere(world: World, hoa: Person) -> None:
    give(world, hoa, Role.HEAD)
    Post.objects.filter(person=hoa).update(unit=world.other_commune)
    assert rights(world, viewer_of(hoa, DAY)) == set()


def test_only_what_was_chosen_is_lent(world: World, hoa: Person) -> None:
    give(world, hoa, Role.CLERK)
    may = rights(world, viewer_of(hoa, DAY))
    assert {"record", "recordable"} <= may
    assert not {"confirm", "sign", "register", "awards", "holders"} & may


def test_it_opens_the_lenders_branch_and_no_other(world: World) -> None:
    give(world, world.an, Role.EMULATION, by=world.dung)
    seen = viewer_of(world.an, DAY)
    assert access.may_close(seen, world.movement)
    assert world.hoa_mo.code in seen.branch
    assert world.other_commune.code not in seen.branch


def test_delegate_is_marked_with_the_lender(world: World, hoa: Person) -> None:
    give(world, hoa, Role.DEPUTY)
    own, lent = viewer_of(hoa, DAY).posts
    assert (own.lender, lent.lender) == (None, world.an)
    assert lent.title == "Ký, xác nhận thay Nguyễn Thị An"


def test_what_was_done_by_a_lent_right_says_for_whom(world: World, hoa: Person) -> None:
    give(world, hoa, Role.DEPUTY)
    deed = factories.deed("d1", world.lim_xanh, world.clerk, buoi=1)
    deed_return(by=viewer_of(hoa, DAY), at=at(), deed=deed, reason="Thiếu ảnh.")
    assert AuditLine.objects.get(action="deed-return").sentence.endswith(", thay Nguyễn Thị An.")


def test_what_was_done_by_ones_own_post_does_not(world: World) -> None:
    give(world, world.binh, Role.DEPUTY)
    deed = factories.deed("d1", world.lim_xanh, world.clerk, buoi=1)
    deed_return(by=viewer_of(world.binh, DAY), at=at(), deed=deed, reason="Thiếu ảnh.")
    assert "thay" not in AuditLine.objects.get(action="deed-return").sentence


def test_nobody_confirms_her_own_deed_by_the_hand_of_a_delegate(world: World, hoa: Person) -> None:
    give(world, hoa, Role.DEPUTY)
    deed = factories.deed("d1", world.lim_xanh, world.an, buoi=1)
    assert not access.may_confirm(viewer_of(hoa, DAY), deed)


def test_lent_rights_give_no_posts(world: World, hoa: Person) -> None:
    give(world, hoa, Role.HEAD)
    assert not access.may_keep_directory(viewer_of(hoa, DAY), world.lim_xanh)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"roles": ()}, {"delegation.nothing"}),
        ({"first_day": DAY - timedelta(days=1)}, {"delegation.past"}),
        ({"last_day": DAY - timedelta(days=1)}, {"delegation.days"}),
        ({"last_day": DAY + timedelta(days=90)}, {"delegation.too-long"}),
        ({"reason": " "}, {"delegation.reason-missing"}),
        ({"roles": (Role.ADMINISTRATOR,)}, {"delegation.more-than-held"}),
        ({"roles": (), "reason": ""}, {"delegation.nothing", "delegation.reason-missing"}),
    ],
)
def test_refused_with_all_reasons(
    world: World, hoa: Person, changed: dict[str, object], codes: set[str]
) -> None:
    given = {
        "post": post_of(world.an), "to": hoa, "roles": (Role.DEPUTY,), "first_day": DAY, "last_day": DAY,
        "reason": "Đi học",
    } | changed  # fmt: skip
    with pytest.raises(Refused) as refused:
        delegation_give(by=viewer_of(world.an, DAY), at=at(), **given)
    assert {found.code for found in refused.value.problems} == codes
    assert not Delegation.objects.exists()


def test_ninety_days_are_the_most(world: World, hoa: Person) -> None:
    assert give(world, hoa, last_day=DAY + timedelta(days=89)).pk


def test_deputy_lends_no_more_than_a_deputy_has(world: World, hoa: Person) -> None:
    with pytest.raises(Refused) as refused:
        give(world, hoa, Role.HEAD, by=world.binh)
    assert [found.code for found in refused.value.problems] == ["delegation.more-than-held"]


def test_it_does_not_outlive_a_post_with_an_end(world: World, hoa: Person) -> None:
    Post.objects.filter(person=world.an).update(last_day=DAY + timedelta(days=5))
    with pytest.raises(Refused) as refused:
        give(world, hoa)
    assert [found.code for found in refused.value.problems] == ["delegation.beyond-post"]


def test_what_was_lent_is_not_passed_on(world: World, hoa: Person) -> None:
    give(world, hoa, Role.HEAD)
    with pytest.raises(Refused) as refused:
        delegation_give(
            by=viewer_of(hoa, DAY), at=at(), post=post_of(world.an), to=world.binh, roles=[Role.DEPUTY],
            first_day=DAY, last_day=DAY, reason="Đi họp",
        )  # fmt: skip
    assert refused.value.code == "delegation.not-own-post"


def test_chi_of_another_province_receives_nothing(world: World) -> None:
    with pytest.raises(Refused) as refused:
        give(world, world.chi)
    assert [found.code for found in refused.value.problems] == ["delegation.outside-branch"]


def test_the_same_delegate_has_one_delegation_at_a_time(world: World, hoa: Person) -> None:
    give(world, hoa, Role.DEPUTY)
    with pytest.raises(Refused) as refused:
        give(world, hoa, Role.CLERK)
    assert [found.code for found in refused.value.problems] == ["delegation.standing-already"]


@pytest.mark.parametrize(("who", "may"), [("an", True), ("hoa", True), ("binh", False), ("chi", False)])
def test_who_takes_it_back(world: World, hoa: Person, who: str, may: bool) -> None:
    row = give(world, hoa)
    person = Person.objects.get(code=who)
    if may:
        delegation_revoke(by=viewer_of(person, DAY), at=at(), delegation=row)
    else:
        with pytest.raises(Refused, match=r"delegation\.may-not-revoke"):
            delegation_revoke(by=viewer_of(person, DAY), at=at(), delegation=row)
    assert (Delegation.objects.get().revoked_at is not None) is may


def test_giving_and_taking_back_are_told_and_written_down(world: World, hoa: Person) -> None:
    row = give(world, hoa, Role.DEPUTY, last_day=date(2025, 3, 23))
    delegation_revoke(by=viewer_of(world.an, DAY), at=at(), delegation=row)
    assert [line.sentence for line in AuditLine.objects.order_by("id")] == [
        "Nguyễn Thị An ủy quyền cho Vàng Thị Hoa, Công an xã Lim Xanh: ký, xác nhận, từ 10/03/2025 đến hết"
        " 23/03/2025. Lý do: Đi học tập trung.",
        "Thu hồi ủy quyền của Nguyễn Thị An cho Vàng Thị Hoa, Công an xã Lim Xanh.",
    ]
    assert set(Notice.objects.values_list("to__code", "kind")) == {
        ("hoa", "delegation-given"), ("hoa", "delegation-revoked"),
    }  # fmt: skip
