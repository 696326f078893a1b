"""Background jobs: only for who asked for them."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Job


def jobs(viewer: Viewer) -> QuerySet[Job]:
    """What this person asked for, newest first."""
    return Job.objects.filter(owner=viewer.person) if viewer.person else Job.objects.none()


def job_for(viewer: Viewer, pk: int) -> Job:
    return only(jobs(viewer).filter(pk=pk))
