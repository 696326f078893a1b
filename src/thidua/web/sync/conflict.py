"""Two versions side by side: what the device sent, what stands, and what stood when the person began."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.definition import deed_kinds, figure_definition
from thidua.actions.sync import title_of, value_of
from thidua.actions.sync_resolve import (
    conflict_resolve,
    conflict_resolve_deed,
    figure_now,
    value_seen,
    value_sent,
)
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Refused, Where
from thidua.office import format as write
from thidua.office.number import read_number
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Deed, Figure, SyncConflict
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.figure.typed import as_typed, read_cell
from thidua.web.refusal import Fault, faults

PER_PAGE = 30
Choice = SyncConflict.Choice
WHY = {
    SyncConflict.Why.CHANGED: gettext_lazy("Trong lúc máy không có mạng, người khác đã ghi một số khác."),
    SyncConflict.Why.SHUT: gettext_lazy("Trong lúc máy không có mạng, kỳ này đã khóa hoặc đã chốt."),
    SyncConflict.Why.ANSWERED: gettext_lazy("Trong lúc máy không có mạng, việc này không còn chờ ghi lại."),
}


def conflicts(request: HttpRequest) -> HttpResponse:
    """Those that wait first; decided ones stay to be read. The same number of questions always."""
    rows = access.sync_conflicts(viewer_of(request)).select_related(
        "unit", "record__unit", "record__person", "resolved_by"
    )
    page = Paginator(rows.order_by("resolved_at", "-at", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "crumbs": crumbs((_("Ngoại tuyến"), reverse("offline")), _("Hai bản khác nhau")),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "query": "",
        "rows": [{"conflict": row, "title": title_of(row.record)} for row in _open_first(list(page))],
    }
    return render(request, "sync/conflicts.html", context)


def _open_first(rows: list[SyncConflict]) -> list[SyncConflict]:
    return sorted(rows, key=lambda row: bool(row.choice))


def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Side by side; a POST chooses."""
    row = access.sync_conflict_for(viewer_of(request), pk)
    wrong: list[Fault] = []
    if request.method == "POST":
        try:
            _choose(request, row, wrong)
        except Refused as refused:
            wrong += faults(refused)
        if not wrong:
            messages.success(request, _("Đã chọn. Cả hai bản vẫn nằm trong lịch sử."))
            return redirect("sync-conflict", row.pk)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (_("Hai bản khác nhau"), reverse("sync-conflicts")),
            row.unit.name,
        ),
        "conflict": row,
        "title": title_of(row.record),
        "why": WHY[SyncConflict.Why(row.why)],
        "choice": request.POST.get("choice", ""),
        "reason": request.POST.get("reason", ""),
        "faults": wrong,
        "fault_of": dict(wrong),
        **(_figure(request, row) if row.record.kind == "figure" else _deed(request, row)),
    }
    return render(request, "sync/conflict.html", context, status=400 if wrong else 200)


def _choose(request: HttpRequest, row: SyncConflict, wrong: list[Fault]) -> None:
    by, at, reason = viewer_of(request), now(), request.POST.get("reason", "")[:300]
    if (said := request.POST.get("choice")) not in Choice.values:
        wrong.append(("choice-theirs", _("Hãy chọn một bản.")))
        return
    choice = Choice(said)
    if row.record.kind == "figure":
        value = None
        if choice is Choice.THIRD:
            value = read_cell(_definition(row), request.POST.get("value", "")[:60], Where(field="value"))
            if isinstance(value, Problem):
                wrong.append(("value", sentence(value)))
                return
        conflict_resolve(by=by, at=at, conflict=row, choice=choice, reason=reason, value=value)
        return
    quantities: dict[str, int] = {}
    kind = deed_kinds()[row.record.sent["kind"]]
    for quantity in kind.quantities if choice is not Choice.THEIRS else ():
        if text := request.POST.get(quantity.code, "").strip():
            number = read_number(text)
            if isinstance(number, Problem):
                wrong.append((quantity.code, f"{quantity.title}: {sentence(number)}"))
            else:
                quantities[quantity.code] = number
    if not wrong:
        conflict_resolve_deed(
            by=by, at=at, conflict=row, choice=choice, reason=reason, quantities=quantities,
            summary=request.POST.get("summary", "")[:400],
        )  # fmt: skip


def _definition(row: SyncConflict) -> FigureDefinition:
    sent = row.record.sent
    definition = figure_definition(sent["figure"], Period.parse(sent["period"]).end)
    assert definition is not None  # it was known when the record came in
    return definition


def _figure(request: HttpRequest, row: SyncConflict) -> dict[str, Any]:
    definition = _definition(row)
    standing = figure_now(row)
    mine, seen = value_sent(row.record), value_seen(row.record)
    return {
        "period": Period.parse(row.record.sent["period"]),
        "versions": [
            _version(definition, mine),
            _stands(definition, row.found_figure),
            _version(definition, seen),
        ],
        "now": _stands(definition, standing) if standing != row.found_figure else None,
        "value": request.POST.get("value", as_typed(definition, mine)),
        "unit_of": definition.unit,
        "sent_reason": row.record.sent["reason"],
        "link": reverse("entry", args=[row.unit.code, _month(row)]),
    }


def _month(row: SyncConflict) -> str:
    return Period.parse(row.record.sent["period"]).within(PeriodKind.MONTH).code


def _version(definition: FigureDefinition, value: FigureValue | None) -> dict[str, Any]:
    return {"text": _said(definition, value) if value else "", "row": None}


def _stands(definition: FigureDefinition, row: Figure | None) -> dict[str, Any]:
    return {"text": _said(definition, value_of(row)) if row else "", "row": row}


def _said(definition: FigureDefinition, value: FigureValue) -> str:
    return write.value(definition.kind, value.state, value.numerator, value.denominator)


def _deed(request: HttpRequest, row: SyncConflict) -> dict[str, Any]:
    sent, kind = row.record.sent, deed_kinds()[row.record.sent["kind"]]
    base = Deed.objects.filter(code=sent["base"]).first() if sent["base"] else None
    mine, found, seen = sent["quantities"], _quantities(row.found_deed), _quantities(base)
    return {
        "kind": kind,
        "base": base,
        "lines": [
            {
                "quantity": q,
                "texts": [
                    write.number(held[q.code]) if q.code in held else "" for held in (mine, found, seen)
                ],
                "typed": request.POST.get(q.code, write.number(mine[q.code]) if q.code in mine else ""),
            }
            for q in kind.quantities
        ],
        "summary": request.POST.get("summary", sent["summary"]),
        "link": reverse("deed", args=[row.found_deed.code]) if row.found_deed else "",
    }


def _quantities(row: Deed | None) -> dict[str, int]:
    return dict(row.quantities.values_list("quantity", "value")) if row else {}
