"""Lending rights of one's post for some days, and taking them back."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.delegation import delegation_give, delegation_revoke
from thidua.core.delegation import DAYS_MAX, LENDS
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.web.account.role import LENT_TITLES
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import tell


def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Of one post: which rights, to whom, until when, why."""
    viewer = viewer_of(request)
    post = access.lendable_post_for(viewer, pk)
    week = today() + timedelta(days=6)
    form = Form(request, {"to": "", "first_day": day_text(today()), "last_day": day_text(week), "reason": ""})
    picked = [role for role in LENDS[Role(post.role)] if role in request.POST.getlist("roles")]
    people = access.delegates_of(viewer, post)
    if form.sent:
        to = people.filter(code=form["to"]).first()
        if form["to"] and to is None:
            raise Http404
        if to is None:
            form.wrong.append(("to", _("Chọn người được ủy quyền.")))
        if not picked:
            form.wrong.append(("roles", _("Chọn ít nhất một việc để ủy quyền.")))
        form.needed("reason", _("Ghi lý do ủy quyền."))
        first, last = form.day("first_day"), form.day("last_day")
        if not form.wrong and to is not None and first is not None and last is not None:
            try:
                delegation_give(
                    by=viewer, at=now(), post=post, to=to, roles=picked, first_day=first, last_day=last,
                    reason=form["reason"][:300],
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                done = _("Đã ủy quyền cho %(name)s đến hết ngày %(day)s.")
                messages.success(request, done % {"name": to.name, "day": day_text(last)})
                return redirect("account")
    context = {
        "crumbs": crumbs((_("Tài khoản của tôi"), reverse("account")), _("Ủy quyền")),
        "post": post,
        "people": people,
        "roles": [(role.value, LENT_TITLES[role]) for role in LENDS[Role(post.role)]],
        "picked": picked,
        "fields": form.fields,
        "faults": form.wrong,
        "told": dict(reversed(form.wrong)),
        "most": DAYS_MAX,
    }
    return render(request, "account/delegation.html", context, status=form.status)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.delegation_for(viewer, pk)
    try:
        delegation_revoke(by=viewer, at=now(), delegation=row)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã thu hồi; quyền ấy hết ngay từ bây giờ."))
    mine = viewer.person is not None and viewer.person.pk in {row.to_id, row.post.person_id}
    return redirect("account") if mine else redirect("account-of", row.to.code)
