"""Doors of secret ballots: for the roll, who opened it, and its council. Casting has none: who holds a paper casts."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.store.access.council import council_sessions
from thidua.store.access.who import Viewer, only
from thidua.store.models import Ballot


def ballots(viewer: Viewer) -> QuerySet[Ballot]:
    """Ballots in which this person may vote, which she opened, or which a council of hers holds."""
    if viewer.person is None:
        return Ballot.objects.none()
    mine = Q(questions__voters__person=viewer.person) | Q(opened_by=viewer.person)
    mine |= Q(council_round__session__in=council_sessions(viewer))
    return Ballot.objects.filter(mine).distinct()


def ballot_for(viewer: Viewer, code: str) -> Ballot:
    return only(ballots(viewer).filter(code=code))
