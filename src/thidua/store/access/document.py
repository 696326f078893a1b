"""Doors to minutes: those of the branch."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Minutes


def minutes(viewer: Viewer) -> QuerySet[Minutes]:
    return Minutes.objects.filter(unit__code__in=viewer.branch).select_related("unit", "movement", "compact")


def minutes_for(viewer: Viewer, code: str) -> Minutes:
    return only(minutes(viewer).filter(code=code).select_related("written_by", "replaces"))
