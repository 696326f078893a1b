"""Doors of disputes: for the parties, who decides, and who runs the movement; never for administrators."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Substr

from thidua.core.dispute import CORRECTED, DisputeState
from thidua.store.access.door import subject_for
from thidua.store.access.right import may_take_up
from thidua.store.access.unit import below
from thidua.store.access.who import CLOSES, CONFIRMS, KEEPS, RECORDS, Viewer, only
from thidua.store.models import Close, Dispute, Handover, MovementPeriod, Person, Unit

ITEM = "dispute:"  # of a unit that ended, as `Handover.item` has it


def disputes(viewer: Viewer) -> QuerySet[Dispute]:
    """The register as far as this person may read it.

    A unit's dispute: head, deputy and clerk of it or of the unit that took it over, and those who lead a unit above.
    An officer's: herself and those who lead her unit or one above. Both: who opened it, who decides it, and who closes
    the movement's periods.
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
    taken = Handover.objects.filter(item__startswith=ITEM, heir__code__in=recording)
    heir = Q(code__in=taken.annotate(code=Substr("item", len(ITEM) + 1)).values("code"))
    own = heir | Q(unit__code__in=recording, person__isnull=True) | Q(unit__code__in=confirming)
    owner = Q(period__movement__owner__code__in=closing)
    return Dispute.objects.filter(mine | own | owner | Q(unit__code__in=above))


def disputes_at_hand(viewer: Viewer) -> QuerySet[Dispute]:
    """Those that wait for this person, and open ones that she or her unit raised; `waits` and `raised` say which.

    Open ones she decides wait; of movements she closes, those nobody decides and those whose correction is due.
    """
    if viewer.person is None:
        return Dispute.objects.none()
    closing = Q(period__movement__owner__code__in=[post.unit for post in viewer.posts if post.role in CLOSES])
    corrected = Close.objects.filter(period=OuterRef("period"), at__gt=OuterRef("answered_at"))
    waits = Q(state=DisputeState.OPEN) & (Q(decider=viewer.person) | (Q(decider=None) & closing))
    waits |= closing & Q(state__in=CORRECTED, period__state=MovementPeriod.State.CLOSED) & ~Exists(corrected)
    units = [post.unit for post in viewer.posts if post.role in RECORDS]
    raised = Q(opened_by=viewer.person) | Q(person=viewer.person) | Q(unit__code__in=units, person=None)
    raised &= Q(state=DisputeState.OPEN) & ~Q(decider=viewer.person)
    rows = disputes(viewer).annotate(waits=_whether(waits), raised=_whether(raised))
    return rows.filter(Q(waits=True) | Q(raised=True))


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def dispute_for(viewer: Viewer, code: str) -> Dispute:
    rows = disputes(viewer).filter(code=code)
    return only(rows.select_related("period__movement__owner", "unit", "person", "opened_by", "decider"))


def may_dispute(viewer: Viewer, subject: Unit | Person) -> bool:
    """The unit's head, deputy or clerk; the officer herself and nobody for her."""
    if isinstance(subject, Unit):
        return viewer.has_role(subject.code, RECORDS)
    return viewer.person is not None and viewer.person.pk == subject.pk


def may_pursue(viewer: Viewer, row: Dispute) -> bool:
    """Add to it or take it back: whoever could have opened it, or where it was taken over when the unit ended."""
    if may_dispute(viewer, row.person or row.unit):
        return True
    return row.person is None and may_take_up(viewer, row.unit, f"{ITEM}{row.code}", RECORDS)


def disputable_for(viewer: Viewer, period: MovementPeriod, code: str) -> Unit | Person:
    """The subject of a period, for who may dispute its points."""
    subject = subject_for(viewer, period, code)
    kind = Unit if isinstance(subject, Unit) else Person
    return only(kind.objects.filter(pk=subject.pk if may_dispute(viewer, subject) else None))
