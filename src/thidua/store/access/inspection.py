"""Doors of inspections: the inspector first, then the inspected unit, then those above; each its own part."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from thidua.core.inspection import InspectionState
from thidua.core.unit import Role
from thidua.store.access.right import may_record, may_take_up
from thidua.store.access.unit import below
from thidua.store.access.who import KEEPS, RECORDS, Viewer, only
from thidua.store.models import Handover, Inspection, InspectionItem, Unit


def inspections(viewer: Viewer) -> QuerySet[Inspection]:
    """Her own; those given to a unit she records for, or that took them over; concluded ones of a branch she leads."""
    if viewer.person is None:
        return Inspection.objects.none()
    given = Q(pk__in=InspectionItem.objects.filter(_answered(viewer)).values("inspection"))
    given &= ~Q(state=InspectionState.DRAWN)
    concluded = Q(unit__code__in=_led(viewer), state=InspectionState.CONCLUDED)
    return Inspection.objects.filter(Q(drawn_by=viewer.person) | given | concluded).distinct()


def inspection_for(viewer: Viewer, code: str) -> Inspection:
    return only(inspections(viewer).filter(code=code).select_related("unit", "drawn_by"))


def inspection_items(viewer: Viewer) -> QuerySet[InspectionItem]:
    """Items of `inspections`: all of her own and of concluded ones she may read, else those of her own units."""
    if viewer.person is None:
        return InspectionItem.objects.none()
    given = _answered(viewer) & ~Q(inspection__state=InspectionState.DRAWN)
    concluded = Q(inspection__unit__code__in=_led(viewer), inspection__state=InspectionState.CONCLUDED)
    return InspectionItem.objects.filter(Q(inspection__drawn_by=viewer.person) | given | concluded)


def inspection_item_for(viewer: Viewer, code: str, place: int) -> InspectionItem:
    rows = inspection_items(viewer).filter(inspection__code=code, place=place)
    return only(rows.select_related("inspection__unit", "unit", "figure", "deed"))


def inspecting_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units whose branch this person inspects."""
    return Unit.objects.filter(code__in=[p.unit for p in viewer.posts if p.role is Role.INSPECTOR]).order_by(
        "name"
    )


def may_reply(viewer: Viewer, item: InspectionItem) -> bool:
    """Who records for the unit, or where the inspection was taken over when the unit ended."""
    handed = f"inspection:{item.inspection.code}/{item.unit.code}"
    return may_record(viewer, item.unit) or may_take_up(viewer, item.unit, handed, RECORDS)


def _answered(viewer: Viewer) -> Q:
    """Items of units for which this person answers."""
    recorded = [post.unit for post in viewer.posts if post.role in RECORDS]
    named = (Value("inspection:"), OuterRef("inspection__code"), Value("/"), OuterRef("unit__code"))
    handed = Concat(*named, output_field=CharField())
    return Q(unit__code__in=recorded) | Exists(Handover.objects.filter(heir__code__in=recorded, item=handed))


def _led(viewer: Viewer) -> frozenset[str]:
    return below(frozenset(post.unit for post in viewer.posts if post.role in KEEPS), viewer.day)
