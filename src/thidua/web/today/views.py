"""Việc hôm nay: the one page that answers a role's morning question. Its blocks stand in `block.py`."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.directive import item_done
from thidua.core.problem import Refused
from thidua.store.access import RECORDS
from thidua.store.models import ActionItem
from thidua.web.door import now, viewer_of
from thidua.web.refusal import tell
from thidua.web.today.block import Kind, made
from thidua.web.tour.invitation import invitation


def today(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    serves = bool(viewer.posts or viewer.offices)
    blocks = made(viewer) if serves else {}
    context = {
        "viewer": viewer,
        "tour": invitation(request),
        "serves": serves,
        "held": (*viewer.posts, *viewer.offices),
        "asks": blocks.get(Kind.ASK, []),
        "looks": blocks.get(Kind.LOOK, []),
        "stands": [*blocks.get(Kind.STAND, []), *blocks.get(Kind.NEWS, [])],
        "asked": sum(block["data"].get("count", 0) for block in blocks.get(Kind.ASK, [])),
        "may_record": any(post.role in RECORDS for post in viewer.posts),
    }
    return render(request, "today/today.html", context)


@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    reachable = Q(plan__unit__code__in=viewer.leads)
    if viewer.person is not None:
        reachable |= Q(owner=viewer.person)
    item = get_object_or_404(ActionItem.objects.filter(reachable), pk=pk)
    try:
        item_done(by=viewer, at=now(), item=item, on=viewer.day)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã xong: %(title)s") % {"title": item.title})
    return redirect("today")
