"""Writing a deed down, in two taps on a phone: which kind, then "Ghi việc"; everything else is already there.

The form begins with today, the person's unit, the last place and the last quantities; a photo goes with it. Without
script it is the same form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.deed import deed_record
from thidua.actions.deed_habit import Habit, deed_habit
from thidua.actions.definition import deed_kinds
from thidua.actions.evidence import LARGEST, evidence_add
from thidua.core.deed import DeedKind
from thidua.core.problem import Problem, Refused
from thidua.office.dates import read_day
from thidua.office.deed import summary
from thidua.office.format import day as day_text
from thidua.office.format import number
from thidua.office.number import read_number
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Area, Deed, Unit
from thidua.web.deed.evidence import FILES_MAX
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.refusal import Fault, faults, tell


def deed_new(request: HttpRequest) -> HttpResponse:
    """First which kind of deed (a link each), then its form; ?sua= names a returned deed that is written again."""
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.recordable_units(viewer).select_related("area")}
    if not units:
        raise Http404
    earlier = access.deed_for(viewer, request.GET["sua"]) if request.GET.get("sua") else None
    unit = _unit(request, units, earlier)
    habit = deed_habit(viewer, unit)
    kinds = deed_kinds()
    kind = kinds.get(earlier.kind if earlier else request.GET.get("loai", ""))
    if kind is None:
        return render(request, "deed/kinds.html", _choice(unit, habit, kinds))
    wrong: list[Fault] = []
    if request.method == "POST":
        try:
            made = _record(request, kind, unit, earlier, wrong)
        except Refused as refused:
            wrong += faults(refused)
        else:
            if made is not None:
                messages.success(request, _("Đã ghi. Người khác của đơn vị sẽ xác nhận."))
                _keep_photos(request, made)
                return redirect("deed", made.code)
    context = {
        "crumbs": crumbs(
            (_("Việc làm"), reverse("deeds")), (_("Ghi việc mới"), reverse("deed-new")), kind.title
        ),
        "kind": kind,
        "units": units.values(),
        "areas": areas_of(unit),
        "places": habit.places,
        "earlier": earlier,
        "fields": _typed(request, kind, earlier, unit, habit, dict(wrong)),
        "faults": wrong,
        "again": bool(request.FILES),
    }
    return render(request, "deed/new.html", context, status=400 if wrong else 200)


def _unit(request: HttpRequest, units: Mapping[str, Unit], earlier: Deed | None) -> Unit:
    asked = request.POST.get("unit") or request.GET.get("don-vi")
    if asked is None:
        return units.get(earlier.unit.code if earlier else "") or next(iter(units.values()))
    if asked not in units:
        raise Http404
    return units[asked]


def _choice(unit: Unit, habit: Habit, kinds: Mapping[str, DeedKind]) -> dict[str, Any]:
    return {
        "crumbs": crumbs((_("Việc làm"), reverse("deeds")), _("Ghi việc mới")),
        "unit": unit,
        "kinds": [
            {"kind": kind, "usual": kind.code in habit.kinds[:3]} for kind in habit.order(kinds.values())
        ],
    }


def areas_of(unit: Unit) -> list[Area]:
    """The unit's own territory and what lies right inside it, as of today."""
    if unit.area is None:
        return []
    inside = Area.objects.on(today()).filter(parent=unit.area)
    return [unit.area, *inside.order_by("name")[:200]]


def _record(
    request: HttpRequest, kind: DeedKind, unit: Unit, earlier: Deed | None, wrong: list[Fault]
) -> Deed | None:
    """Read the form and record; None with `wrong` filled when something typed cannot be read."""
    quantities: dict[str, int] = {}
    for quantity in kind.quantities:
        text = request.POST.get(quantity.code, "").strip()
        if text:
            value = read_number(text)
            if isinstance(value, Problem):
                wrong.append((quantity.code, f"{quantity.title}: {sentence(value)}"))
            else:
                quantities[quantity.code] = value
    on = read_day(request.POST.get("on", ""))
    if isinstance(on, Problem):
        wrong.append(("on", sentence(on)))
    if wrong or isinstance(on, Problem):
        return None
    place = request.POST.get("place", "").strip()[:200]
    chosen = request.POST.get("area", "")
    return deed_record(
        by=viewer_of(request),
        at=now(),
        unit=unit,
        kind=kind.code,
        on=on,
        summary=request.POST.get("summary", "").strip()[:400] or summary(kind, quantities, place),
        quantities=quantities,
        place=place,
        area=next((area for area in areas_of(unit) if area.code == chosen), None),
        replaces=earlier,
    )


def _keep_photos(request: HttpRequest, made: Deed) -> None:
    """A photo that cannot be kept is told; the deed it came with is written all the same."""
    for file in request.FILES.getlist("evidence")[:FILES_MAX]:
        assert isinstance(file, UploadedFile)
        try:
            evidence_add(
                by=viewer_of(request),
                at=now(),
                unit=made.unit,
                deed=made,
                name=file.name or "",
                content=file.read(LARGEST + 1),
                media_type=file.content_type or "",
            )
        except Refused as refused:
            tell(request, refused)


def _typed(
    request: HttpRequest,
    kind: DeedKind,
    earlier: Deed | None,
    unit: Unit,
    habit: Habit,
    wrong: dict[str, str],
) -> dict[str, Any]:
    """What stands in the form: what was typed, else the earlier deed, else what is usual here."""
    usual = habit.quantities(kind)
    before = {q.quantity: q.value for q in earlier.quantities.all()} if earlier else usual
    repeated = earlier is None and kind.code in habit.last and request.method != "POST"

    def typed(name: str, otherwise: str) -> dict[str, str]:
        return {"value": request.POST.get(name, otherwise), "fault": wrong.get(name, "")}

    return {
        "unit": typed("unit", unit.code),
        "on": typed("on", day_text(earlier.on if earlier else today())),
        "place": typed("place", earlier.place if earlier else habit.place(kind.code)),
        "summary": typed("summary", earlier.summary if earlier else ""),
        "area": typed("area", earlier.area.code if earlier and earlier.area else ""),
        "repeated": repeated,
        "quantities": [
            {"quantity": q, **typed(q.code, number(before[q.code]) if q.code in before else "")}
            for q in kind.quantities
        ],
    }
