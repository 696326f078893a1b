"""Việc tốt: stories of one's own units, told freely; no points, no count per person, no streaks."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.merit_note import LONGEST, colleagues, good_deed_add, good_deed_remove
from thidua.core.problem import Refused
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import tell

A_PAGE = 30


def good_deeds(request: HttpRequest) -> HttpResponse:
    """The stories, newest first; POST tells one, "xoa" takes one away."""
    viewer = viewer_of(request)
    if not viewer.posts:
        raise Http404
    people = {person.code: person for person in colleagues(viewer)}
    me = viewer.person.code if viewer.person else ""
    form = Form(request, {"person": me, "on": day_text(today()), "text": ""})
    if form.sent and "xoa" in request.POST:
        key = request.POST.get("xoa", "")
        note = access.good_deed_for(
            viewer, int(key) if key.isascii() and key.isdecimal() and len(key) < 10 else 0
        )
        try:
            good_deed_remove(by=viewer, at=now(), note=note)
            messages.success(request, _("Đã xóa."))
        except Refused as refused:
            tell(request, refused)
        return redirect("good-deeds")
    if form.sent:
        on, person = form.day("on"), people.get(form["person"])
        if person is None:
            raise Http404
        if on is not None and not form.wrong:
            try:
                good_deed_add(by=viewer, at=now(), person=person, on=on, text=form["text"])
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Cảm ơn đồng chí đã kể."))
                return redirect("good-deeds")
    page = Paginator(access.good_deeds(viewer), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "crumbs": crumbs((_("Sổ ghi danh"), reverse("register")), _("Việc tốt")),
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "people": list(people.values()),
        "reader": viewer.person,
        "longest": LONGEST,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "merit/notes.html", context, status=form.status)
