"""Who somebody is on a day, and what that lets her reach; fetched once for every door."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from thidua.core.delegation import LENDS
from thidua.core.unit import Role
from thidua.store.access.unit import Way, below, walk
from thidua.store.models import Account, Person, Post

Row = TypeVar("Row", bound=Model)
RECORDS = frozenset({Role.CLERK, Role.DEPUTY, Role.HEAD})
CONFIRMS = frozenset({Role.DEPUTY, Role.HEAD})
CLOSES = frozenset({Role.EMULATION, Role.HEAD})
KEEPS = frozenset({Role.HEAD, Role.DEPUTY, Role.EMULATION})  # the directory, and awards of the branch
LEADS = frozenset({Role.HEAD, Role.DEPUTY, Role.EMULATION, Role.CLERK, Role.INSPECTOR})


@dataclass(frozen=True, slots=True)
class Held:
    """A post held on the viewer's day; or, with a `lender`, rights of somebody else's post, lent to her."""

    unit: str
    unit_name: str
    role: Role
    title: str
    lender: Person | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody signed in, on a day. Everything a door needs is in here, fetched once.

    Attributes:
        posts: what she holds herself, then what is lent to her; posts of an administrator are not among them.
        own: codes of the units where a post is held.
        branch: `own`, what they came from, and all below by command; units that no longer exist stand where they
            last stood.
        above: all superiors of `own` by command.
        leads: the branch of posts that lead, keep records or inspect; an ordinary officer leads nobody.
        offices: posts of an administrator: accounts and posts, no content.
        administers: units of those offices and all below.
    """

    account: Account | None
    person: Person | None
    day: date
    posts: tuple[Held, ...]
    own: frozenset[str]
    branch: frozenset[str]
    above: frozenset[str]
    leads: frozenset[str]
    offices: tuple[Held, ...] = ()
    administers: frozenset[str] = frozenset()
    _through: list[Held] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.account.username if self.account else ""

    @property
    def behalf(self) -> Person | None:
        """For whom she acted when a right was last found in `has_role`; None: by a post of her own."""
        return self._through[0].lender if self._through else None

    def in_own_name(self) -> None:
        """An action begins: until a lent right carries it, it is her own."""
        self._through.clear()

    def has_role(self, unit_code: str, roles: Iterable[Role], *, not_for: Person | None = None) -> bool:
        """Whether a post with one of these roles is held in that very unit, or its rights are lent to her.

        Args:
            not_for: what this person lent does not count; nobody confirms her own deed by another's hand.
        """
        wanted = frozenset(roles)
        fitting = [post for post in self.posts if post.unit == unit_code and post.role in wanted]
        if not_for is not None:
            fitting = [post for post in fitting if post.lender is None or post.lender.pk != not_for.pk]
        if fitting:
            self._through[:] = fitting[:1]  # own posts stand first
        return bool(fitting)


def viewer(account: Account, day: date) -> Viewer:
    """Who this account is on that day. Without a person or a post it sees nothing."""
    return _viewer(account, account.person, day) if account.is_active else _viewer(account, None, day)


def viewer_of(person: Person, day: date) -> Viewer:
    """The same for a person without going through an account (commands, imports)."""
    return _viewer(None, person, day)


def _viewer(account: Account | None, person: Person | None, day: date) -> Viewer:
    rows = _held(person, day) if person else []
    held = [Held(row.unit, row.unit_name, Role(row.role), row.title) for row in rows if row.lender is None]
    offices = tuple(post for post in held if post.role is Role.ADMINISTRATOR)
    posts = tuple(post for post in held if post.role is not Role.ADMINISTRATOR)
    if posts:
        posts += _lent(rows, frozenset(post.unit for post in posts), day)
    own = frozenset(post.unit for post in posts)
    leading = frozenset(post.unit for post in posts if post.role in LEADS)
    walks = {
        "branch": (Way.HEIR, own),
        "leads": (Way.HEIR, leading),
        "above": (Way.UP, own),
        "administers": (Way.DOWN, frozenset(post.unit for post in offices)),
    }
    return Viewer(
        account=account,
        person=person,
        day=day,
        posts=posts,
        own=own,
        offices=offices,
        **walk(day, walks),
    )


def serves_in(person: Person, unit_code: str, day: date) -> bool:
    """Whether a post is held in that unit or below it; an administrator's post is none of these."""
    posts = Post.objects.on(day).filter(person=person).exclude(role=Role.ADMINISTRATOR)
    return not below(frozenset({unit_code}), day).isdisjoint(posts.values_list("unit__code", flat=True))


class _Row(NamedTuple):
    """A post, or one of another person (`lender`) of which she was lent the rights of some roles."""

    unit: str
    unit_name: str
    role: str
    title: str
    lender: int | None
    roles: str | None


# Asked by every page, and so written out: composing the same two questions takes longer than answering them.
_HELD = """
SELECT unit.code, unit.name, post.role, post.title, NULL, NULL, post.first_day, post.id
FROM store_post post JOIN store_unit unit ON unit.id = post.unit_id
WHERE post.person_id = %(person)s
  AND post.first_day <= %(day)s AND (post.last_day IS NULL OR post.last_day >= %(day)s)
UNION ALL
SELECT unit.code, unit.name, post.role, '', post.person_id, lent.roles, lent.first_day, lent.id
FROM store_delegation lent
JOIN store_post post ON post.id = lent.post_id JOIN store_unit unit ON unit.id = post.unit_id
WHERE lent.to_id = %(person)s AND lent.revoked_at IS NULL
  AND lent.first_day <= %(day)s AND lent.last_day >= %(day)s
  AND post.first_day <= %(day)s AND (post.last_day IS NULL OR post.last_day >= %(day)s)
ORDER BY 7, 8
"""


def _held(person: Person, day: date) -> list[_Row]:
    given = {"person": person.pk, "day": connection.ops.adapt_datefield_value(day)}
    with connection.cursor() as cursor:
        cursor.execute(_HELD, given)
        return [_Row(*row[:6]) for row in cursor.fetchall()]


def _lent(rows: list[_Row], own: frozenset[str], day: date) -> tuple[Held, ...]:
    """What others lent to her: never more than they hold, and only while she serves in their branch."""
    lent = [row for row in rows if row.lender is not None and own & below(frozenset({row.unit}), day)]
    lenders = Person.objects.in_bulk({row.lender for row in lent}) if lent else {}
    return tuple(
        Held(row.unit, row.unit_name, role, lent_title(role, lenders[row.lender]), lenders[row.lender])
        for row in reversed(lent)  # the latest first
        for role in LENDS[Role(row.role)]
        if role in json.loads(row.roles or "[]")
    )


def lent_title(role: Role, lender: Person) -> str:
    """What stands where a post's title stands, for rights that were lent."""
    name = lender.name
    if role is Role.HEAD:
        return _("Thay trưởng đơn vị %(name)s") % {"name": name}
    if role is Role.DEPUTY:
        return _("Ký, xác nhận thay %(name)s") % {"name": name}
    if role is Role.EMULATION:
        return _("Mở, khóa, chốt kỳ thay %(name)s") % {"name": name}
    if role is Role.CLERK:
        return _("Nhập số liệu thay %(name)s") % {"name": name}
    return _("Làm thay %(name)s") % {"name": name}


def only(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row
