"""Rights: who may write what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.unit import LinkKind, Role
from thidua.store.access.who import CLOSES, CONFIRMS, RECORDS, Viewer
from thidua.store.models import (
    Deed,
    Movement,
    Person,
    Post,
    Unit,
    UnitLink,
)


def may_record(viewer: Viewer, unit: Unit) -> bool:
    """Clerk, deputy or head of the unit; of the unit right above where the unit has nobody of these."""
    return unit.code in viewer.branch and _may(viewer, unit, RECORDS)


def may_correct(viewer: Viewer, unit: Unit) -> bool:
    """Who may record may correct, with a reason."""
    return may_record(viewer, unit)


def may_confirm(viewer: Viewer, deed: Deed) -> bool:
    """Head or deputy of the unit (or of the unit right above), never the person who recorded it."""
    if viewer.person is None or deed.recorded_by_id == viewer.person.pk:
        return False
    return _may(viewer, deed.unit, CONFIRMS)


def may_sign(viewer: Viewer, unit: Unit) -> bool:
    """Head or deputy: who may bind the unit by a signature."""
    return viewer.has_role(unit.code, CONFIRMS)


def may_write_schemes(viewer: Viewer, unit: Unit) -> bool:
    """Emulation officer or head of a unit that owns movements, or that stands at the top of its tree."""
    return unit.code in scheme_writer_codes(viewer)


def scheme_writer_codes(viewer: Viewer) -> frozenset[str]:
    """Codes of the units for which this person may write regulations."""
    led = frozenset(post.unit for post in viewer.posts if post.role in CLOSES)
    if not led:
        return led
    if not viewer.above:
        return led
    return frozenset(Movement.objects.filter(owner__code__in=led).values_list("owner__code", flat=True))


def may_plan(viewer: Viewer, unit: Unit) -> bool:
    """Head, deputy or emulation officer: who may draw up plans, movements and compacts of the unit."""
    return viewer.has_role(unit.code, CONFIRMS | CLOSES)


def planning_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which this person draws up plans, movements and compacts; as `may_plan`, in one question."""
    own = [post.unit for post in viewer.posts if post.role in CONFIRMS | CLOSES]
    return Unit.objects.filter(code__in=own).order_by("name")


def may_keep_register(viewer: Viewer) -> bool:
    """Head, deputy or emulation officer of some unit: who writes awards of the branch into the register."""
    return any(post.role in CONFIRMS | CLOSES for post in viewer.posts)


def may_close(viewer: Viewer, movement: Movement) -> bool:
    """The emulation officer or the head of the unit that owns the movement."""
    return viewer.has_role(movement.owner.code, CLOSES)


def _may(viewer: Viewer, unit: Unit, roles: frozenset[Role]) -> bool:
    if viewer.has_role(unit.code, roles):
        return True
    parents = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, child=unit)
    above = parents.filter(parent__code__in=viewer.own).values_list("parent__code", flat=True)
    if not any(viewer.has_role(code, roles) for code in above):
        return False
    return not Post.objects.on(viewer.day).filter(unit=unit, role__in=RECORDS).exists()


def recordable_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units whose figures and deeds this person records, in one question."""
    own = [post.unit for post in viewer.posts if post.role in RECORDS]
    on_day = Q(first_day__lte=viewer.day) & (Q(last_day__isnull=True) | Q(last_day__gte=viewer.day))
    staffed = Post.objects.filter(on_day, role__in=RECORDS).values("unit")
    children = UnitLink.objects.filter(on_day, kind=LinkKind.COMMAND, parent__code__in=own).values("child")
    return Unit.objects.filter(Q(code__in=own) | (Q(pk__in=children) & ~Q(pk__in=staffed)))


def holders(unit: Unit, roles: Iterable[Role], day: date) -> list[Person]:
    """Who holds a post with one of these roles in that very unit on that day; each person once."""
    posts = (
        Post.objects.on(day).filter(unit=unit, role__in=list(roles)).select_related("person").order_by("pk")
    )
    return list({post.person_id: post.person for post in posts}.values())
