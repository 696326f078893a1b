"""Thông báo: unread first, by day; what waits for me; how letters reach me; the bell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.actions.notice import notices_read
from thidua.actions.notice_mail import mail_choose, mail_works
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import MailChoice, Notice
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form

PER_PAGE = 40
UNREAD_MAX = 200


def notices(request: HttpRequest, form: Form | None = None) -> HttpResponse:
    """?xem=cho only what waits for me, ?trang= page of those already read."""
    viewer = viewer_of(request)
    rows = access.notices(viewer)
    waiting = request.GET.get("xem") == "cho"
    if waiting:
        rows = rows.filter(waiting=True)
    unread = list(rows.filter(read_at__isnull=True)[:UNREAD_MAX])
    page = Paginator(rows.filter(read_at__isnull=False), PER_PAGE).get_page(request.GET.get("trang"))
    choice = MailChoice.objects.filter(account=viewer.account).first() or MailChoice()
    form = form or Form(request, {"address": choice.address, "when": choice.when})
    context: dict[str, Any] = {
        "crumbs": crumbs(_("Thông báo")),
        "waiting": waiting,
        "fresh": _by_day(unread),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "query": "xem=cho&" if waiting else "",
        "old": _by_day(page),
        "fields": form.fields,
        "faults": form.wrong,
        "whens": MailChoice.When.choices,
        "mail_works": mail_works(),
    }
    return render(request, "notice/notices.html", context, status=form.status)


def _by_day(rows: Iterable[Notice]) -> list[tuple[date, list[Notice]]]:
    return [(day, list(group)) for day, group in groupby(rows, lambda row: timezone.localtime(row.at).date())]


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where the notice leads, and mark it read on the way."""
    viewer = viewer_of(request)
    row = access.notice_for(viewer, pk)
    notices_read(by=viewer, at=now(), pk=row.pk)
    inside = row.link.startswith("/") and url_has_allowed_host_and_scheme(row.link, None)
    return redirect(row.link if inside else "notices")


@require_POST
def read_one(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    notices_read(by=viewer, at=now(), pk=access.notice_for(viewer, pk).pk)
    return redirect("notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    notices_read(by=viewer_of(request), at=now())
    return redirect("notices")


@require_GET
def bell(request: HttpRequest) -> HttpResponse:
    """The bell alone, for js/bell.js; 304 where nothing is new since the bell that the browser names."""
    rows = access.notices(viewer_of(request)).filter(read_at__isnull=True)
    unread = rows.count()
    tag = f'"{unread}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    response = render(request, "notice/bell.html", {"unread": unread})
    response["ETag"] = tag
    return response


@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """Where letters go and when; only her own."""
    form = Form(request, {"address": "", "when": ""})
    try:
        mail_choose(by=viewer_of(request), at=now(), address=form["address"], when=form["when"])
    except Refused as refused:
        form.refused(refused)
        return notices(request, form)
    messages.success(request, _("Đã đổi cách nhận thư."))
    return redirect("notices")
