"""Doors to layouts that units keep of their own sheets: for those who record in the branch."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Mapping


def mappings(viewer: Viewer, kind: Mapping.Kind) -> QuerySet[Mapping]:
    """Of the units this person leads or keeps records for."""
    return _kept(viewer).filter(kind=kind)


def mapping_for(viewer: Viewer, pk: int) -> Mapping:
    return only(_kept(viewer).filter(pk=pk))


def _kept(viewer: Viewer) -> QuerySet[Mapping]:
    return Mapping.objects.filter(unit__code__in=viewer.leads).select_related("unit", "kept_by")
