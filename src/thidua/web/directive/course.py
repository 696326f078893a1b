"""A plan's way on the pages: sent, returned, closed; an item shared out among officers, village by village."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.plan import Share, item_split, plan_close, plan_explain, plan_return, plan_send, villages
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import Person, Plan
from thidua.web.directive.views import owners, plan
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import faults

SHARES = 4


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send a draft for approval, with the reason why it repeats an older plan where one was asked for."""
    viewer = viewer_of(request)
    row = access.plan_for(viewer, code)
    reason = request.POST.get("same_reason", "").strip()
    try:
        if reason and reason != row.same_reason:
            row = plan_explain(by=viewer, at=now(), plan=row, reason=reason)
        plan_send(by=viewer, at=now(), plan=row)
    except Refused as refused:
        return plan(request, code, wrong=faults(refused))
    messages.success(request, _("Đã gửi. Người đứng đầu thấy kế hoạch này trong việc chờ mình."))
    return redirect("plan", code)


@require_POST
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.plan_for(viewer, code)
    try:
        plan_return(by=viewer, at=now(), plan=row, reason=request.POST.get("reason", ""))
    except Refused as refused:
        return plan(request, code, wrong=faults(refused))
    messages.success(request, _("Đã trả lại, kèm lý do."))
    return redirect("plan", code)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.plan_for(viewer, code)
    form = Form(request, {"summary": "", "on": ""})
    on = form.day("on")
    if not form.wrong and on is not None:
        try:
            plan_close(by=viewer, at=now(), plan=row, summary=form["summary"], on=on)
        except Refused as refused:
            form.refused(refused)
        else:
            messages.success(request, _("Đã kết thúc kế hoạch. Việc chưa xong vẫn ghi là chưa xong."))
            return redirect("plan", code)
    return plan(request, code, wrong=form.wrong)


def split(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Share one item out: up to four officers, each with her villages."""
    viewer = viewer_of(request)
    row = access.plan_for(viewer, code)
    if row.state == Plan.State.CLOSED or not access.may_plan(viewer, row.unit):
        raise Http404
    item = get_object_or_404(row.items.select_related("owner", "plan__unit"), pk=pk, part_of=None)
    people = owners(viewer, row)
    inside = villages(row.unit, viewer.day)
    form = Form(request, {f"owner-{place}": "" for place in range(1, SHARES + 1)})
    given = {place: request.POST.getlist(f"areas-{place}") for place in range(1, SHARES + 1)}
    if form.sent:
        known = {p.code: p for p in Person.objects.filter(code__in=[c for c, _title in people])}
        shares = [
            Share(known[form[f"owner-{place}"]], [area for area in inside if area.code in given[place]])
            for place in range(1, SHARES + 1)
            if form[f"owner-{place}"] in known
        ]
        try:
            item_split(by=viewer, at=now(), item=item, shares=shares)
        except Refused as refused:
            form.refused(refused)
        else:
            left = [a.name for a in inside if not any(a.code in codes for codes in given.values())]
            if left and len(left) < len(inside):
                messages.warning(request, _("Chưa có ai: %(names)s.") % {"names": ", ".join(left)})
            messages.success(request, _("Đã chia việc. Mỗi người thấy phần của mình ở “Việc hôm nay”."))
            return redirect("plan", code)
    context = {
        "crumbs": crumbs(
            (_("Kế hoạch"), reverse("plans")), (row.title, reverse("plan", args=[code])), _("Chia việc")
        ),
        "plan": row,
        "item": item,
        "people": people,
        "areas": inside,
        "shares": [
            {"place": n, "held": form.fields[f"owner-{n}"], "areas": given[n]} for n in range(1, SHARES + 1)
        ],
        "faults": form.wrong,
    }
    return render(request, "directive/split.html", context, status=form.status)
