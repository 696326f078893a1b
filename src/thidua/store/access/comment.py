"""Doors to comments on figures: for those who may see the unit's figures."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Comment


def comments(viewer: Viewer) -> QuerySet[Comment]:
    return Comment.objects.filter(unit__code__in=viewer.branch).select_related("by", "settled_by", "unit")


def comment_for(viewer: Viewer, pk: int) -> Comment:
    return only(comments(viewer).filter(pk=pk))
