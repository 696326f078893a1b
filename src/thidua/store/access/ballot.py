"""Doors of secret ballots: the roll, who opened it, its council, its cluster. Casting has none: a paper is enough."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.store.access.cluster import cluster_editions
from thidua.store.access.council import council_sessions
from thidua.store.access.who import Viewer, only
from thidua.store.models import Ballot


def ballots(viewer: Viewer) -> QuerySet[Ballot]:
    """Ballots in which this person may vote, which she opened, or which a council or cluster of hers holds."""
    if viewer.person is None:
        return Ballot.objects.none()
    mine = Q(questions__voters__person=viewer.person) | Q(opened_by=viewer.person)
    mine |= Q(council_round__session__in=council_sessions(viewer))
    clusters = cluster_editions(viewer).filter(published=False).values_list("cluster__code", flat=True)
    mine |= Q(owner__in=[f"cluster:{code}" for code in clusters])
    return Ballot.objects.filter(mine).distinct()


def ballot_for(viewer: Viewer, code: str) -> Ballot:
    return only(ballots(viewer).filter(code=code))
