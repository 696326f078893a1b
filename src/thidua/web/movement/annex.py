"""An annex to one target of a signed compact: proposed with a reason, signed by one side, then by the other."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.definition import figure_definition
from thidua.actions.target import annex_propose, annex_sign, annex_withdraw, standing_value, vague_problem
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.office.format import day as day_text
from thidua.office.format import number
from thidua.office.format import period as period_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Compact, TargetAnnex
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import tell


def may_amend(viewer: Viewer, compact: Compact) -> bool:
    """Either side may propose; a signature is another matter."""
    return compact.signed and any(access.may_plan(viewer, unit) for unit in (compact.superior, compact.unit))


def amend(request: HttpRequest, movement: str, code: str, pk: int) -> HttpResponse:
    """Propose a new value, since when, and why."""
    viewer = viewer_of(request)
    row = access.compact_for(viewer, movement, code)
    if not may_amend(viewer, row):
        raise Http404
    target = get_object_or_404(row.targets.select_related("movement__owner", "unit"), pk=pk)
    span = Period.parse(target.period)
    definition = figure_definition(target.figure, span.end)
    standing = standing_value(target)
    form = Form(request, {"value": number(standing), "on": day_text(today()), "reason": ""})
    if form.sent:
        if found := vague_problem("value", form["value"]):
            form.wrong.append(("value", sentence(found)))
        value, on = (None if form.wrong else form.number("value")), form.day("on")
        if value is None and not form.wrong:
            form.wrong.append(("value", _("Chỉ tiêu mới là một con số.")))
        if not form.wrong and value is not None and on is not None:
            try:
                annex_propose(by=viewer, at=now(), target=target, value=value, reason=form["reason"], on=on)
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã đề nghị. Chỉ tiêu chỉ đổi khi cả hai bên đã ký phụ lục."))
                return redirect("compact", movement, code)
    context = {
        "crumbs": crumbs(
            (row.movement.title, reverse("movement", args=[movement])),
            (_("Giao ước"), reverse("compact", args=[movement, code])),
            _("Phụ lục"),
        ),
        "compact": row,
        "target": target,
        "title": definition.title if definition else target.figure,
        "measure": definition.unit if definition else "",
        "period": period_text(span),
        "standing": standing,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "movement/amend.html", context, status=form.status)


def _annex(viewer: Viewer, movement: str, code: str, pk: int) -> tuple[Compact, TargetAnnex]:
    row = access.compact_for(viewer, movement, code)
    return row, get_object_or_404(TargetAnnex.objects.filter(target__compact=row), pk=pk)


@require_POST
def sign(request: HttpRequest, movement: str, code: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row, held = _annex(viewer, movement, code, pk)
    unit = row.superior if request.POST.get("unit") == row.superior.code else row.unit
    try:
        done = annex_sign(by=viewer, at=now(), annex=held, unit=unit)
    except Refused as refused:
        tell(request, refused)
    else:
        both = _("Hai bên đã ký: chỉ tiêu đổi, con số cũ vẫn giữ.")
        messages.success(request, both if done.change_id else _("Đã ký. Còn chờ bên kia."))
    return redirect("compact", movement, code)


@require_POST
def withdraw(request: HttpRequest, movement: str, code: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    _row, held = _annex(viewer, movement, code, pk)
    try:
        annex_withdraw(by=viewer, at=now(), annex=held)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã bỏ đề nghị. Chỉ tiêu giữ như cũ."))
    return redirect("compact", movement, code)
