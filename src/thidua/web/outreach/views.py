"""Outreach: which villages were reached in a year and which were not, by what way, in which language; counts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.definition import deed_kinds
from thidua.actions.outreach import GIVEN, KINDS, TAKEN, deed_tag
from thidua.core.outreach import Event, coverage, custody
from thidua.core.problem import Refused
from thidua.office.format import number
from thidua.rules.catalogue import outreach_ways
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Area, Deed, Unit
from thidua.web.chart import sparkline
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults

COUNTED = (*KINDS, "tang-qua", "tham-hoi-nguoi-co-uy-tin")
MOST_EVENTS = 12


def outreach(request: HttpRequest) -> HttpResponse:
    """?don-vi=<code>: that unit and all below it; without it the first of one's own."""
    viewer = viewer_of(request)
    units = list(access.outreach_units(viewer).filter(last_day=None))
    if not units:
        if not viewer.posts:
            raise Http404
        return render(request, "outreach/outreach.html", {"crumbs": crumbs(_("Dân vận")), "unit": None})
    asked = request.GET.get("don-vi", "")
    own = next((u for u in units if u.code in viewer.own), units[0])
    unit = next((u for u in units if u.code == asked), None) if asked else own
    if unit is None:
        raise Http404
    first, last = viewer.day - timedelta(days=364), viewer.day
    events = list(
        access.outreach_events(viewer, unit, KINDS).prefetch_related("tags", "area").order_by("-on", "-pk")
    )
    year = [event for event in events if event.on >= first]
    context = {
        "crumbs": crumbs(_("Dân vận")),
        "unit": unit,
        "units": units if len(units) < 60 else [],
        "first": first,
        "last": last,
        "months": _months(year, last),
        "sums": _sums(viewer, unit, first, last),
        "held": _held(viewer, unit, last),
        "ways": _ways(year),
        "events": year[:MOST_EVENTS],
        "count": len(year),
        "untold": [event for event in year if not event.tags.all()][:MOST_EVENTS],
        "may_tell": access.may_record(viewer, unit),
        **_reached(unit, events, first, last),
    }
    return render(request, "outreach/outreach.html", context)


def _reached(unit: Unit, events: list[Deed], first: date, last: date) -> dict[str, Any]:
    """Places right inside the unit's territory; an event in a village counts for the commune around it."""
    inside = {a.code: a for a in Area.objects.on(last).filter(parent=unit.area_id).order_by("name")}
    above = dict(Area.objects.filter(parent__in=inside.values()).values_list("code", "parent__code"))
    ways = outreach_ways()
    rows = []
    for event in events:
        code = event.area.code if event.area else ""
        tags = list(event.tags.all())
        rows.append(
            Event(
                code if code in inside else above.get(code, ""),
                event.on,
                tuple(tag.value for tag in tags if tag.kind == "channel"),
                tuple(tag.value for tag in tags if tag.kind == "language"),
            )
        )
    found = coverage(list(inside), rows, first, last)
    return {
        "places": [
            {
                "area": inside[one.area],
                "reach": one,
                "ago": (last - one.last).days if one.last else None,
                "channels": [ways.channels.get(c, c) for c in one.channels],
                "languages": [ways.languages.get(c, c) for c in one.languages],
            }
            for one in found
        ],
        "reached": sum(one.count > 0 for one in found),
        "nowhere": sum(row.area == "" and row.on >= first for row in rows),
    }


def _months(events: Sequence[Deed], last: date) -> dict[str, Any]:
    """Twelve months up to `last`, oldest first: how many events in each."""
    counts = Counter((event.on.year, event.on.month) for event in events)
    month, found = (last.year, last.month), []
    for _n in range(12):
        found.append((f"{month[1]:02}/{month[0]}", counts[month]))
        month = (month[0], month[1] - 1) if month[1] > 1 else (month[0] - 1, 12)
    found.reverse()
    label = _("Số buổi từng tháng: %(months)s") % {"months": ", ".join(f"{name}: {n}" for name, n in found)}
    return {"rows": found, "picture": sparkline([n * 1000 for _name, n in found], label, 260, 44)}


def _sums(viewer: Viewer, unit: Unit, first: date, last: date) -> list[dict[str, Any]]:
    """Each quantity of each kind in its own unit; nothing is added across."""
    totals = access.outreach_sums(viewer, unit, COUNTED, first, last)
    kinds = deed_kinds()
    return [
        {
            "title": kinds[code].title,
            "lines": [(q.title, number(totals[code, q.code]), q.unit) for q in kinds[code].quantities
                      if totals.get((code, q.code))],
        }
        for code in COUNTED
        if any(kind == code for kind, _quantity in totals)
    ]  # fmt: skip


def _held(viewer: Viewer, unit: Unit, last: date) -> list[dict[str, Any]]:
    """What was given in, given on, and must lie in custody."""
    totals = access.outreach_sums(viewer, unit, (TAKEN, GIVEN), None, last)
    quantities = {q.code: q for q in deed_kinds()[TAKEN].quantities}
    taken = {quantity: n for (kind, quantity), n in totals.items() if kind == TAKEN}
    given = {quantity: n for (kind, quantity), n in totals.items() if kind == GIVEN}
    return [
        {"row": row, "quantity": quantities[row.quantity]} for row in custody(list(quantities), taken, given)
    ]


def _ways(events: Sequence[Deed]) -> list[dict[str, Any]]:
    """How many events went which way and in which language; one event may count under several."""
    ways = outreach_ways()
    counts = Counter((tag.kind, tag.value) for event in events for tag in event.tags.all())
    return [
        {"title": title, "lines": [(name, counts[kind, code]) for code, name in names.items() if counts[kind, code]]}
        for kind, title, names in (
            ("channel", _("Cách làm"), ways.channels), ("language", _("Tiếng nói"), ways.languages),
        )
    ]  # fmt: skip


def tag(request: HttpRequest, code: str) -> HttpResponse:
    """Say of one event how it reached people, and in which village where that was left open."""
    viewer = viewer_of(request)
    deed = access.deed_for(viewer, code)
    if deed.kind not in KINDS or not access.may_record(viewer, deed.unit):
        raise Http404
    ways = outreach_ways()
    inside = (
        list(Area.objects.on(deed.on).filter(parent=deed.unit.area_id).order_by("name"))
        if deed.unit.area_id
        else []
    )
    wrong: list[Fault] = []
    said = {t.value for t in deed.tags.all()}
    if request.method == "POST":
        channels, languages = request.POST.getlist("channel"), request.POST.getlist("language")
        area = next((a for a in inside if a.code == request.POST.get("area")), None)
        said = {*channels, *languages}
        try:
            deed_tag(by=viewer, at=now(), deed=deed, channels=channels, languages=languages, area=area)
        except Refused as refused:
            wrong = faults(refused)
        else:
            messages.success(request, _("Đã ghi cách làm và tiếng nói của buổi này."))
            return redirect("outreach")
    context = {
        "crumbs": crumbs((_("Dân vận"), reverse("outreach")), _("Cách làm, tiếng nói")),
        "deed": deed,
        "said": said,
        "faults": wrong,
        "channels": ways.channels.items(),
        "languages": ways.languages.items(),
        "areas": inside if deed.area_id is None else [],
    }
    return render(request, "outreach/tag.html", context, status=400 if wrong else 200)
