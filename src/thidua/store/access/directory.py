"""Doors and rights of the directory: who reads a unit's page, who keeps it, who prepares a re-organisation."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from thidua.core.unit import Role
from thidua.store.access.unit import below
from thidua.store.access.who import KEEPS, Viewer, only
from thidua.store.models import Area, SuccessionDraft, Unit


def directory_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units whose page somebody opens: the own branch and all superiors."""
    return Unit.objects.filter(code__in=viewer.branch | viewer.above)


def directory_unit_for(viewer: Viewer, code: str) -> Unit:
    return only(directory_units(viewer).filter(code=code).select_related("area"))


def kept_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units of which this person keeps the directory; as `may_keep_directory`, in one question."""
    keeping = frozenset(post.unit for post in viewer.posts if post.role in KEEPS and post.lender is None)
    return Unit.objects.filter(code__in=below(keeping, viewer.day) | viewer.administers).order_by("name")


def kept_areas(viewer: Viewer) -> QuerySet[Area]:
    """Areas inside which this person keeps the territory: that of the units she heads or is emulation officer of and
    all below; everything at the top of the tree, for what has no superior keeps what is common.
    """
    leads = (Role.HEAD, Role.EMULATION)
    own = [post.unit for post in viewer.posts if post.role in leads and post.lender is None]
    if own and not viewer.above:
        return Area.objects.all()
    return _inside(own)


def area_for(viewer: Viewer, code: str) -> Area:
    """Territory of the own branch or of a superior, and all that lies in it."""
    return only(_inside(viewer.branch | viewer.above).filter(code=code).select_related("parent"))


def _inside(units: Iterable[str]) -> QuerySet[Area]:
    """Areas of these units and all below them, level by level."""
    level = set(Area.objects.filter(units__code__in=list(units)).values_list("pk", flat=True))
    found = set(level)
    while level:
        level = set(Area.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        found |= level
    return Area.objects.filter(pk__in=found)


def succession_drafts(viewer: Viewer) -> QuerySet[SuccessionDraft]:
    """Re-organisations of units that this person keeps."""
    return SuccessionDraft.objects.filter(before__in=kept_units(viewer)).distinct()


def succession_draft_for(viewer: Viewer, code: str) -> SuccessionDraft:
    return only(succession_drafts(viewer).filter(code=code))
