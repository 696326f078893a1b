"""Doors and rights of the month: who sees a unit's report, who decides on it at which level, who watches the branch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from thidua.core.unit import LinkKind
from thidua.store.access.unit import above_all, below
from thidua.store.access.who import CLOSES, CONFIRMS, Viewer
from thidua.store.models import Delegation, Person, Post, Report, Unit, UnitLink

APPROVES = CONFIRMS | CLOSES  # at a level above; at the own unit only its head and deputy


def reports(viewer: Viewer) -> QuerySet[Report]:
    """Reports of the branch."""
    return Report.objects.filter(unit__code__in=viewer.branch)


def overseen(viewer: Viewer) -> QuerySet[Unit]:
    """Units below those this person leads or is emulation officer of: whose months she watches and reminds."""
    led = frozenset(post.unit for post in viewer.posts if post.role in APPROVES)
    return Unit.objects.filter(code__in=below(led, viewer.day) - led)


def may_oversee(viewer: Viewer, unit: Unit) -> bool:
    """May give that unit more time, and remind it."""
    return overseen(viewer).filter(pk=unit.pk).exists()


def may_set_windows(viewer: Viewer, unit: Unit) -> bool:
    """Head or emulation officer: who says when the months of the branch take figures."""
    return viewer.has_role(unit.code, CLOSES)


def may_decide(viewer: Viewer, own: str, level: str, not_for: Person | None = None) -> bool:
    """Whether this person decides at that level on a report of the unit `own`; not by what `not_for` lent to her."""
    return viewer.has_role(level, CONFIRMS if own == level else APPROVES, not_for=not_for)


def chains(codes: Iterable[str], day: date) -> dict[str, tuple[str, ...]]:
    """Each unit's code → itself and its superiors by command on that day, nearest first. Two questions."""
    wanted = frozenset(codes)
    links = UnitLink.objects.on(day).filter(
        kind=LinkKind.COMMAND, child__code__in=wanted | above_all(wanted, day)
    )
    parent: dict[str, str] = {}
    for child, above in links.order_by("pk").values_list("child__code", "parent__code"):
        parent.setdefault(child, above)
    found = {}
    for code in wanted:
        chain = [code]
        while chain[-1] in parent and parent[chain[-1]] not in chain:
            chain.append(parent[chain[-1]])
        found[code] = tuple(chain)
    return found


def deciders(codes: Iterable[str], day: date) -> Mapping[str, tuple[tuple[Person, str], ...]]:
    """Unit's code → everybody who decides there on that day, by a post or a lent one, with its role; two questions."""
    posts = Post.objects.on(day).filter(unit__code__in=set(codes), role__in=APPROVES)
    found: dict[str, list[tuple[Person, str]]] = {}
    for post in posts.select_related("person", "unit").order_by("pk"):
        found.setdefault(post.unit.code, []).append((post.person, post.role))
    lent = Delegation.objects.standing(day).filter(post__unit__code__in=set(codes))
    for row in lent.select_related("to", "post__unit").order_by("pk"):
        found.setdefault(row.post.unit.code, []).extend((row.to, role) for role in row.roles)
    return {code: tuple(held) for code, held in found.items()}


def deciding(held: Mapping[str, tuple[tuple[Person, str], ...]], own: str, level: str) -> tuple[Person, ...]:
    """Those of `deciders` who decide at that level on a report of the unit `own`, each once."""
    roles = CONFIRMS if own == level else APPROVES
    return tuple({person.pk: person for person, role in held.get(level, ()) if role in roles}.values())
