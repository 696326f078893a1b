"""Việc hôm nay: what waits for me, where my unit stands, what moved."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from thidua.actions.directive import item_done
from thidua.core.period import PeriodKind, containing
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import ActionItem, Close, Unit
from thidua.web.door import now, viewer_of
from thidua.web.figure.month import movements_of
from thidua.web.movement.views import compared_movements
from thidua.web.refusal import tell
from thidua.web.today.waiting import context as waiting
from thidua.web.unit.place import latest_place


def today(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    unit = Unit.objects.filter(code=viewer.posts[0].unit).first() if viewer.posts else None
    places = []
    if unit is not None:
        compared = movements_of(unit, containing(viewer.day, PeriodKind.YEAR))
        if not compared:  # nothing runs this year: what was last
            compared = tuple(
                access.movements(viewer).filter(clusters__members__unit=unit).order_by("-first_day")[:1]
            )
        places = [place for movement in compared if (place := latest_place(unit, movement))]
    closes = Close.objects.filter(period__movement__in=compared_movements(viewer)).select_related(
        "period__movement"
    )
    context = waiting(viewer) | {
        "viewer": viewer,
        "unit": unit,
        "places": places,
        "reopened": list(closes.filter(version__gt=1).order_by("-at")[:5]),
        "closes": list(closes.filter(version=1).order_by("-at")[:5]),
    }
    return render(request, "today/today.html", context)


@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    reachable = Q(plan__unit__code__in=viewer.leads)
    if viewer.person is not None:
        reachable |= Q(owner=viewer.person)
    item = get_object_or_404(ActionItem.objects.filter(reachable), pk=pk)
    try:
        item_done(by=viewer, at=now(), item=item, on=viewer.day)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, f"Đã xong: {item.title}")
    return redirect("today")
