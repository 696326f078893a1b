"""Deeds: the list, one deed, writing one down, confirming it or sending it back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from thidua.actions.deed import deed_confirm, deed_record, deed_return
from thidua.actions.definition import deed_kinds
from thidua.core.deed import DeedKind
from thidua.core.problem import Problem, Refused
from thidua.office.dates import read_day
from thidua.office.format import day as day_text
from thidua.office.format import number
from thidua.office.number import read_number
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Deed
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.refusal import Fault, faults

PER_PAGE = 30
STATES = [
    ("", "Tất cả"),
    ("cho", "Chờ xác nhận"),
    ("roi", "Đã xác nhận"),
    ("tra", "Đã trả lại"),
]


def deeds(request: HttpRequest) -> HttpResponse:
    """?trang-thai= cho, roi or tra, &loai= kind, &don-vi= unit, &trang= page. The same number of queries always."""
    viewer = viewer_of(request)
    rows = access.deeds(viewer).select_related("unit", "recorded_by", "confirmed_by")
    asked = {name: request.GET.get(name, "")[:80] for name in ("trang-thai", "loai", "don-vi")}
    rows = _in_state(rows, asked["trang-thai"])
    if asked["loai"]:
        rows = rows.filter(kind=asked["loai"])
    if asked["don-vi"]:
        rows = rows.filter(unit__code=asked["don-vi"])
    rows = rows.prefetch_related("quantities", "evidence")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    kinds = deed_kinds()
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "crumbs": crumbs("Việc làm"),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "query": f"{query}&" if query else "",
        "rows": [
            {
                "deed": row,
                "kind": _title(kinds, row),
                "counted": _counted(kinds, row),
                "files": len(row.evidence.all()),
            }
            for row in page
        ],
        "asked": {name.replace("-", "_"): value for name, value in asked.items()},
        "states": STATES,
        "kinds": kinds.values(),
        "units": access.units(viewer).filter(deeds__isnull=False).distinct(),
        "may_record": access.recordable_units(viewer).exists(),
    }
    return render(request, "deed/deeds.html", context)


def deed(request: HttpRequest, code: str, wrong: list[Fault] | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.deed_for(viewer, code)
    kinds = deed_kinds()
    kind = kinds.get(row.kind)
    files = list(row.evidence.select_related("added_by").order_by("added_at", "pk"))
    waiting = not row.confirmed_by_id and not row.returned_reason
    newer = Deed.objects.filter(replaces=row).values_list("code", flat=True).first()
    context = {
        "crumbs": crumbs(("Việc làm", "/viec/"), row.unit.name),
        "deed": row,
        "kind": kind,
        "kind_title": _title(kinds, row),
        "counted": _counted(kinds, row),
        "files": files,
        "missing": max(0, len(kind.evidence) - len(files)) if kind else 0,
        "waiting": waiting,
        "may_confirm": waiting and access.may_confirm(viewer, row),
        "may_add": waiting and access.may_record(viewer, row.unit),
        "own": viewer.person is not None and row.recorded_by_id == viewer.person.pk,
        "newer": newer,
        "may_rewrite": bool(row.returned_reason) and not newer and access.may_record(viewer, row.unit),
        "faults": wrong or [],
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "deed/deed.html", context, status=400 if wrong else 200)


def deed_new(request: HttpRequest) -> HttpResponse:
    """First which kind of deed (a link each), then its form; ?sua= names a returned deed that is written again."""
    viewer = viewer_of(request)
    units = list(access.recordable_units(viewer))
    if not units:
        raise Http404
    earlier = access.deed_for(viewer, request.GET["sua"]) if request.GET.get("sua") else None
    kinds = deed_kinds()
    kind = kinds.get(earlier.kind if earlier else request.GET.get("loai", ""))
    if kind is None:
        context: dict[str, Any] = {
            "crumbs": crumbs(("Việc làm", "/viec/"), "Ghi việc mới"),
            "kinds": kinds.values(),
        }
        return render(request, "deed/kinds.html", context)
    wrong: list[Fault] = []
    if request.method == "POST":
        try:
            made = _record(request, kind, {unit.code: unit for unit in units}, earlier, wrong)
        except Refused as refused:
            wrong += faults(refused)
        else:
            if made is not None:
                messages.success(request, "Đã ghi. Thêm minh chứng rồi chờ người khác xác nhận.")
                return redirect("deed", made.code)
    context = {
        "crumbs": crumbs(("Việc làm", "/viec/"), ("Ghi việc mới", "/viec/moi/"), kind.title),
        "kind": kind,
        "units": units,
        "earlier": earlier,
        "fields": _typed(request, kind, earlier, units[0].code, dict(wrong)),
        "faults": wrong,
    }
    return render(request, "deed/new.html", context, status=400 if wrong else 200)


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        deed_confirm(by=viewer, at=now(), deed=access.deed_for(viewer, code))
    except Refused as refused:
        return deed(request, code, faults(refused))
    messages.success(request, "Đã xác nhận.")
    return redirect("deed", code)


@require_POST
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    reason = request.POST.get("reason", "")[:300]
    try:
        deed_return(by=viewer, at=now(), deed=access.deed_for(viewer, code), reason=reason)
    except Refused as refused:
        return deed(request, code, faults(refused))
    messages.success(request, "Đã trả lại kèm lý do.")
    return redirect("deed", code)


def _in_state(rows: QuerySet[Deed], state: str) -> QuerySet[Deed]:
    if state == "cho":
        return rows.filter(confirmed_by__isnull=True, returned_reason="")
    if state == "roi":
        return rows.filter(confirmed_by__isnull=False)
    return rows.exclude(returned_reason="") if state == "tra" else rows


def _title(kinds: dict[str, DeedKind], row: Deed) -> str:
    return kinds[row.kind].title if row.kind in kinds else row.kind


def _counted(kinds: dict[str, DeedKind], row: Deed) -> list[dict[str, Any]]:
    """Quantities with their own units, in the order of the kind."""
    held = {q.quantity: q.value for q in row.quantities.all()}
    kind = kinds.get(row.kind)
    if kind is None:
        return [{"title": code, "value": value, "unit": ""} for code, value in held.items()]
    return [
        {"title": q.title, "value": held[q.code], "unit": q.unit} for q in kind.quantities if q.code in held
    ]


def _record(
    request: HttpRequest, kind: DeedKind, units: dict[str, Any], earlier: Deed | None, wrong: list[Fault]
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
    unit = units.get(request.POST.get("unit", ""))
    if unit is None:
        raise Http404
    if wrong or isinstance(on, Problem):
        return None
    return deed_record(
        by=viewer_of(request),
        at=now(),
        unit=unit,
        kind=kind.code,
        on=on,
        summary=request.POST.get("summary", "")[:400],
        quantities=quantities,
        place=request.POST.get("place", "").strip()[:200],
        replaces=earlier,
    )


def _typed(
    request: HttpRequest, kind: DeedKind, earlier: Deed | None, unit: str, wrong: dict[str, str]
) -> dict[str, Any]:
    """What stands in the form: what was typed, else the earlier deed, else nothing."""
    before = {q.quantity: q.value for q in earlier.quantities.all()} if earlier else {}

    def typed(name: str, otherwise: str) -> dict[str, str]:
        return {"value": request.POST.get(name, otherwise), "fault": wrong.get(name, "")}

    return {
        "unit": typed("unit", earlier.unit.code if earlier else unit),
        "on": typed("on", day_text(earlier.on if earlier else today())),
        "place": typed("place", earlier.place if earlier else ""),
        "summary": typed("summary", earlier.summary if earlier else ""),
        "quantities": [
            {"quantity": q, **typed(q.code, number(before[q.code]) if q.code in before else "")}
            for q in kind.quantities
        ],
    }
