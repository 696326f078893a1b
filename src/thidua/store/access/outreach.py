"""What units did with and for people, as counts: also of deeds whose text only a few may read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet, Sum

from thidua.store.access.door import deeds
from thidua.store.access.who import Viewer, below
from thidua.store.models import Deed, DeedQuantity, Unit


def outreach_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units of the branch that have a territory."""
    return Unit.objects.filter(code__in=viewer.branch, area__isnull=False).order_by("name")


def outreach_sums(
    viewer: Viewer, unit: Unit, kinds: Iterable[str], first: date | None, last: date
) -> dict[tuple[str, str], int]:
    """(kind, quantity) → thousandths of confirmed deeds of the unit and all below it; sums, never a text."""
    inside = below(frozenset({unit.code}), viewer.day) & viewer.branch
    rows = DeedQuantity.objects.filter(
        deed__unit__code__in=inside,
        deed__kind__in=list(kinds),
        deed__confirmed_at__isnull=False,
        deed__on__lte=last,
    )
    if first is not None:
        rows = rows.filter(deed__on__gte=first)
    totals = rows.values_list("deed__kind", "quantity").annotate(total=Sum("value"))
    return {(kind, quantity): total for kind, quantity, total in totals}


def outreach_events(viewer: Viewer, unit: Unit, kinds: Iterable[str]) -> QuerySet[Deed]:
    """Confirmed events of the unit and all below it that this person may read."""
    inside = below(frozenset({unit.code}), viewer.day) & viewer.branch
    return deeds(viewer).filter(unit__code__in=inside, kind__in=list(kinds), confirmed_at__isnull=False)
