"""Wall screens: who may hang one, and what hangs there."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from thidua.core.unit import Role
from thidua.store.access.unit import above_all, below
from thidua.store.access.who import CLOSES, Held, Viewer, only
from thidua.store.models import Movement, Unit, WallLink


def wall_movements(viewer: Viewer) -> QuerySet[Movement]:
    """Movements whose periods this person closes: whoever answers for the standing hangs it up."""
    units = [post.unit for post in viewer.posts if post.role in CLOSES]
    return Movement.objects.filter(owner__code__in=units, collectives=None).select_related("owner")


def wall_links(viewer: Viewer) -> QuerySet[WallLink]:
    """Links that still open, of those movements."""
    rows = WallLink.objects.filter(revoked_at=None, movement__in=wall_movements(viewer))
    return rows.select_related("movement")


def wall_link_for(viewer: Viewer, pk: int) -> WallLink:
    return only(wall_links(viewer).filter(pk=pk))


def wall_of(sha256: str) -> WallLink:
    """The screen behind a secret, by its sum; revoked ones are gone."""
    rows = WallLink.objects.filter(sha256=sha256, revoked_at=None)
    return only(rows.select_related("movement__owner"))


def bystander(unit: Unit, day: date | None = None) -> Viewer:
    """Nobody in particular who serves in that unit: what may hang on its wall. No person, no post that leads."""
    on = day or timezone.localdate()
    own = frozenset({unit.code})
    return Viewer(
        account=None,
        person=None,
        day=on,
        posts=(Held(unit.code, unit.name, Role.OFFICER, ""),),
        own=own,
        branch=below(own, on),
        above=above_all(own, on),
        leads=frozenset(),
    )
