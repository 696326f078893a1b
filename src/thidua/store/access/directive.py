"""Doors to papers, and to what units advised authorities."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Directive, Proposal


def directives(viewer: Viewer) -> QuerySet[Directive]:
    """Papers for everybody, and those for the own branch or for one above it."""
    if not viewer.posts:
        return Directive.objects.none()
    return Directive.objects.filter(Q(owner=None) | Q(owner__code__in=viewer.branch | viewer.above))


def directive_for(viewer: Viewer, code: str) -> Directive:
    return only(directives(viewer).filter(code=code).select_related("owner", "supersedes"))


def proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """What the own branch advised."""
    return Proposal.objects.filter(unit__code__in=viewer.branch)


def proposal_for(viewer: Viewer, code: str) -> Proposal:
    return only(proposals(viewer).filter(code=code).select_related("unit", "plan", "written_by"))
