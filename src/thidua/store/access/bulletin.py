"""Doors to bulletins: drafts for their writers, what is out inside for the branch, outside for everybody."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.core.unit import Role
from thidua.store.access.who import Viewer, only
from thidua.store.models import Bulletin, Publication, Unit, Weakness

WRITES = frozenset({Role.CLERK, Role.DEPUTY, Role.HEAD, Role.EMULATION})


def may_write_bulletin(viewer: Viewer, unit: Unit) -> bool:
    """Clerk, deputy, head or emulation officer of that very unit."""
    return viewer.has_role(unit.code, WRITES)


def bulletin_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which this person writes bulletins."""
    own = [post.unit for post in viewer.posts if post.role in WRITES]
    return Unit.objects.filter(code__in=own).order_by("name")


def may_clear(viewer: Viewer, unit: Unit) -> bool:
    """The editor of the unit or of one above it: who answers for what goes outside."""
    editing = {post.unit for post in viewer.posts if post.role is Role.EDITOR}
    return (
        unit.code in viewer.branch and bool(editing) and (unit.code in editing or bool(editing & viewer.own))
    )


def bulletins(viewer: Viewer) -> QuerySet[Bulletin]:
    """Issues that are out inside, of the branch and of units above it; others only for writers and editors."""
    writing = [post.unit for post in viewer.posts if post.role in WRITES]
    out = ~Q(stage__in=("draft", "approved")) & Q(unit__code__in=viewer.branch | viewer.above)
    edits = any(post.role is Role.EDITOR for post in viewer.posts)
    drafts = Q(unit__code__in=writing)
    rows = Bulletin.objects.filter(
        out | drafts | (Q(unit__code__in=viewer.branch) if edits else Q(pk__in=[]))
    )
    return rows.select_related("unit__area", "movement")


def bulletin_for(viewer: Viewer, unit: str, period: str) -> Bulletin:
    return only(bulletins(viewer).filter(unit__code=unit, period=period))


def weaknesses(viewer: Viewer) -> QuerySet[Weakness]:
    """Weak points of the branch."""
    return Weakness.objects.filter(unit__code__in=viewer.branch).select_related("unit", "owner")


def weakness_for(viewer: Viewer, code: str) -> Weakness:
    return only(weaknesses(viewer).filter(code=code))


def public_issues() -> QuerySet[Publication]:
    """What everybody in the world may read."""
    rows = Publication.objects.filter(audience="outside")
    return rows.select_related("bulletin__unit__area").order_by("-bulletin__period", "bulletin__unit__name")


def public_issue_for(unit: str, period: str) -> Publication:
    return only(public_issues().filter(bulletin__unit__code=unit, bulletin__period=period))
