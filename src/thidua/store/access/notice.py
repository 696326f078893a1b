"""Notices: only for whom they were written."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Notice


def notices(viewer: Viewer) -> QuerySet[Notice]:
    return Notice.objects.filter(to=viewer.person) if viewer.person else Notice.objects.none()


def notice_for(viewer: Viewer, pk: int) -> Notice:
    return only(notices(viewer).filter(pk=pk))
