"""Doors of disputes: for the parties, who decides, and who runs the movement; never for administrators."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.store.access.door import subject_for
from thidua.store.access.unit import below
from thidua.store.access.who import CLOSES, CONFIRMS, KEEPS, RECORDS, Viewer, only
from thidua.store.models import Dispute, MovementPeriod, Person, Unit


def disputes(viewer: Viewer) -> QuerySet[Dispute]:
    """The register as far as this person may read it.

    A unit's dispute: its head, deputy and clerk, and those who lead a unit above. An officer's: herself and those who
    lead her unit or one above. Both: who opened it, who decides it, and who closes the movement's periods.
    """
    if viewer.person is None:
        return Dispute.objects.none()
    held = [(post.unit, post.role) for post in viewer.posts]
    recording = [unit for unit, role in held if role in RECORDS]
    closing = [unit for unit, role in held if role in CLOSES]
    leading = frozenset(unit for unit, role in held if role in KEEPS)
    confirming = frozenset(unit for unit, role in held if role in CONFIRMS)
    above = below(leading, viewer.day) - leading if leading else frozenset()
    mine = Q(opened_by=viewer.person) | Q(person=viewer.person) | Q(decider=viewer.person)
    own = Q(unit__code__in=recording, person__isnull=True) | Q(unit__code__in=confirming)
    owner = Q(period__movement__owner__code__in=closing)
    return Dispute.objects.filter(mine | own | owner | Q(unit__code__in=above)).distinct()


def dispute_for(viewer: Viewer, code: str) -> Dispute:
    rows = disputes(viewer).filter(code=code)
    return only(rows.select_related("period__movement__owner", "unit", "person", "opened_by", "decider"))


def may_dispute(viewer: Viewer, subject: Unit | Person) -> bool:
    """The unit's head, deputy or clerk; the officer herself and nobody for her."""
    if isinstance(subject, Unit):
        return viewer.has_role(subject.code, RECORDS)
    return viewer.person is not None and viewer.person.pk == subject.pk


def disputable_for(viewer: Viewer, period: MovementPeriod, code: str) -> Unit | Person:
    """The subject of a period, for who may dispute its points."""
    subject = subject_for(viewer, period, code)
    kind = Unit if isinstance(subject, Unit) else Person
    return only(kind.objects.filter(pk=subject.pk if may_dispute(viewer, subject) else None))
