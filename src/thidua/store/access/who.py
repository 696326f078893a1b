"""Who somebody is on a day, and what that lets her reach; fetched once for every door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.http import Http404

from thidua.core.unit import LinkKind, Role
from thidua.store.models import (
    Account,
    Person,
    Post,
    UnitLink,
)

Row = TypeVar("Row", bound=Model)
RECORDS = frozenset({Role.CLERK, Role.DEPUTY, Role.HEAD})
CONFIRMS = frozenset({Role.DEPUTY, Role.HEAD})
CLOSES = frozenset({Role.EMULATION, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Held:
    """A post held on the viewer's day."""

    unit: str
    unit_name: str
    role: Role
    title: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody signed in, on a day. Everything a door needs is in here, fetched once.

    Attributes:
        own: codes of the units where a post is held.
        branch: `own` and all below by command; units that no longer exist stand where they last stood.
        above: all superiors of `own` by command.
        leads: the branch of posts that lead or keep records; an ordinary officer leads nobody.
    """

    account: Account | None
    person: Person | None
    day: date
    posts: tuple[Held, ...]
    own: frozenset[str]
    branch: frozenset[str]
    above: frozenset[str]
    leads: frozenset[str]

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.account.username if self.account else ""

    def has_role(self, unit_code: str, roles: Iterable[Role]) -> bool:
        """Whether a post with one of these roles is held in that very unit."""
        wanted = frozenset(roles)
        return any(post.unit == unit_code and post.role in wanted for post in self.posts)


def viewer(account: Account, day: date) -> Viewer:
    """Who this account is on that day. Without a person or a post it sees nothing."""
    return _viewer(account, account.person, day) if account.is_active else _viewer(account, None, day)


def viewer_of(person: Person, day: date) -> Viewer:
    """The same for a person without going through an account (commands, imports)."""
    return _viewer(None, person, day)


def _viewer(account: Account | None, person: Person | None, day: date) -> Viewer:
    rows = Post.objects.on(day).filter(person=person).select_related("unit") if person else ()
    posts = tuple(Held(p.unit.code, p.unit.name, Role(p.role), p.title) for p in rows)
    own = frozenset(post.unit for post in posts)
    leading = frozenset(post.unit for post in posts if post.role is not Role.OFFICER)
    return Viewer(
        account=account,
        person=person,
        day=day,
        posts=posts,
        own=own,
        branch=below(own, day),
        above=_above(own, day),
        leads=below(leading, day),
    )


def below(codes: frozenset[str], day: date) -> frozenset[str]:
    """These units and all under them by command, as of that day.

    Level by level: as many questions as there are levels, whatever the number of units.
    """
    command = UnitLink.objects.filter(kind=LinkKind.COMMAND).filter(
        Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
        | Q(child__last_day__lt=day, last_day=F("child__last_day"))
    )
    found, level = set(codes), set(codes)
    while level:
        next_level = command.filter(parent__code__in=level).values_list("child__code", flat=True)
        level = set(next_level) - found
        found |= level
    return frozenset(found)


def _above(codes: frozenset[str], day: date) -> frozenset[str]:
    command = UnitLink.objects.on(day).filter(kind=LinkKind.COMMAND)
    found: set[str] = set()
    level = set(codes)
    while level:
        above = command.filter(child__code__in=level).values_list("parent__code", flat=True)
        level = set(above) - found - codes
        found |= level
    return frozenset(found)


def only(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row
