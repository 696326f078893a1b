"""Who keeps the demonstration's accounts, and a right that is lent while its holder is away."""

from __future__ import annotations

from datetime import timedelta

from thidua.actions.account import account_add
from thidua.actions.delegation import delegation_give
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.directory import BUILDER, PASSWORD, SET_UP
from thidua.actions.demo.home import TODAY
from thidua.actions.demo.units import AN_UNIT, LONG_BEFORE, PROVINCE
from thidua.actions.person import person_add, post_add
from thidua.core.unit import Role
from thidua.store.access import viewer_of
from thidua.store.models import Person, Post, Unit

ADMINISTRATOR = ("quan-tri", "Đỗ Mẫu Quản", "Thiếu tá", "Quản trị hệ thống")


def administrator_make() -> None:
    """One administrator of the province: accounts and posts, no content."""
    code, name, rank, title = ADMINISTRATOR
    unit = Unit.objects.get(code=PROVINCE)
    person = person_add(by=BUILDER, at=SET_UP, code=code, name=name, unit=unit, rank=rank, synthetic=True)
    post_add(
        by=BUILDER, at=SET_UP, person=person, unit=unit, role=Role.ADMINISTRATOR, title=title, first_day=LONG_BEFORE
    )  # fmt: skip
    account_add(by=BUILDER, at=SET_UP, username=code, password=PASSWORD, person=code)


def delegation_make() -> None:
    """An is at a course for two weeks; Bình closes and opens in her place."""
    first = TODAY - timedelta(days=2)
    post = Post.objects.on(TODAY).get(person__code="an", unit__code=AN_UNIT)
    delegation_give(
        by=viewer_of(post.person, first), at=moment(first, 16), post=post, to=Person.objects.get(code="binh"),
        roles=[Role.EMULATION], first_day=first, last_day=first + timedelta(days=13), reason="Học tập trung tại tỉnh",
    )  # fmt: skip
