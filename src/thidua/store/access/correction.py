"""Corrections people ask for: their own, and those they are to answer."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.core.unit import LinkKind
from thidua.store.access.right import holders
from thidua.store.access.who import CONFIRMS, Viewer, only
from thidua.store.models import Correction, Person, Unit, UnitLink


def corrections(viewer: Viewer) -> QuerySet[Correction]:
    """What she asked for, and what was asked of the units she leads."""
    if viewer.person is None:
        return Correction.objects.none()
    led = [post.unit for post in viewer.posts if post.role in CONFIRMS]
    return Correction.objects.filter(Q(person=viewer.person) | Q(unit__code__in=led))


def correction_for(viewer: Viewer, pk: int) -> Correction:
    return only(corrections(viewer).filter(pk=pk).select_related("person", "unit", "answered_by"))


def may_answer(viewer: Viewer, correction: Correction) -> bool:
    """Head or deputy of the unit asked, never the person who asked."""
    if viewer.person is None or viewer.person.pk == correction.person_id:
        return False
    return viewer.has_role(correction.unit.code, CONFIRMS, not_for=correction.person)


def answering_unit(viewer: Viewer) -> tuple[Unit | None, list[Person]]:
    """Who answers what this person asks: head and deputy of her unit other than she, else of the unit above."""
    codes = [post.unit for post in viewer.posts if post.lender is None]
    unit = Unit.objects.filter(code=codes[0]).first() if codes else None
    while unit is not None:
        others = [one for one in holders(unit, CONFIRMS, viewer.day) if one != viewer.person]
        if others:
            return unit, others
        link = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, child=unit).first()
        unit = link.parent if link else None
    return None, []
