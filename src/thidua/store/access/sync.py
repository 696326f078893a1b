"""Doors to what devices sent: one's own records, and the conflicts of units one records for."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.core.deed import Privacy
from thidua.core.unit import Role
from thidua.store.access.right import recordable_units
from thidua.store.access.who import Viewer, only
from thidua.store.models import SyncConflict, SyncRecord


def sync_records(viewer: Viewer) -> QuerySet[SyncRecord]:
    """What this person's devices sent."""
    if viewer.person is None:
        return SyncRecord.objects.none()
    return SyncRecord.objects.filter(person=viewer.person)


def sync_conflicts(viewer: Viewer) -> QuerySet[SyncConflict]:
    """Of units whose figures this person records; a restricted deed only for its sender and the unit's head."""
    if viewer.person is None:
        return SyncConflict.objects.none()
    headed = [post.unit for post in viewer.posts if post.role is Role.HEAD]
    open_to_all = ~Q(record__sent__privacy=Privacy.RESTRICTED.value) | Q(record__kind="figure")
    near = open_to_all | Q(record__person=viewer.person) | Q(unit__code__in=headed)
    return SyncConflict.objects.filter(near, unit__in=recordable_units(viewer))


def sync_conflict_for(viewer: Viewer, pk: int) -> SyncConflict:
    rows = sync_conflicts(viewer).filter(pk=pk)
    return only(
        rows.select_related(
            "unit", "record__person", "record__deed", "found_figure__recorded_by", "found_deed__recorded_by"
        )
    )
