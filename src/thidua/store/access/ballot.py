"""Doors of secret ballots: for who is on the roll and who opened it. Casting has none: whoever holds a paper casts."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Ballot


def ballots(viewer: Viewer) -> QuerySet[Ballot]:
    """Ballots in which this person may vote or which she opened."""
    if viewer.person is None:
        return Ballot.objects.none()
    mine = Q(questions__voters__person=viewer.person) | Q(opened_by=viewer.person)
    return Ballot.objects.filter(mine).distinct()


def ballot_for(viewer: Viewer, code: str) -> Ballot:
    return only(ballots(viewer).filter(code=code))
