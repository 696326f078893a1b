"""Deeds: the list, one deed, confirming it or sending it back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.deed import deed_confirm, deed_return
from thidua.actions.deed_habit import deed_habit, repeats
from thidua.actions.definition import deed_kinds
from thidua.core.deed import DeedKind
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import Deed
from thidua.web.audit.history import history
from thidua.web.deed.excel import deeds_excel
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults

PER_PAGE = 30
STATES = [
    ("", gettext_lazy("Tất cả")),
    ("cho", gettext_lazy("Chờ xác nhận")),
    ("roi", gettext_lazy("Đã xác nhận")),
    ("tra", gettext_lazy("Đã trả lại")),
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
    if "excel" in request.GET:
        return deeds_excel(request, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    kinds = deed_kinds()
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "crumbs": crumbs(_("Việc làm")),
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
        "quick": _quick(viewer, kinds),
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
        "crumbs": crumbs((_("Việc làm"), "/viec/"), row.unit.name),
        "deed": row,
        "history": history(f"deed:{row.code}"),
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
        "repeated": repeats(row) if waiting else None,
        "may_rewrite": bool(row.returned_reason) and not newer and access.may_record(viewer, row.unit),
        "faults": wrong or [],
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "deed/deed.html", context, status=400 if wrong else 200)


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        deed_confirm(by=viewer, at=now(), deed=access.deed_for(viewer, code))
    except Refused as refused:
        return deed(request, code, faults(refused))
    messages.success(request, _("Đã xác nhận."))
    return redirect("deed", code)


@require_POST
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    reason = request.POST.get("reason", "")[:300]
    try:
        deed_return(by=viewer, at=now(), deed=access.deed_for(viewer, code), reason=reason)
    except Refused as refused:
        return deed(request, code, faults(refused))
    messages.success(request, _("Đã trả lại kèm lý do."))
    return redirect("deed", code)


def _quick(viewer: access.Viewer, kinds: dict[str, DeedKind]) -> list[DeedKind]:
    """The kinds that the person's unit records most, one tap away."""
    unit = access.recordable_units(viewer).first()
    if unit is None:
        return []
    habit = deed_habit(viewer, unit)
    return [kind for kind in habit.order(kinds.values()) if kind.code in habit.kinds][:3]


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
