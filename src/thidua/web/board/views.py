"""Wall screens: hanging them up, taking them down, and what a screen without a keyboard shows."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.actions.board import wall_hang, wall_sum, wall_take_down
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Movement
from thidua.web.board.slide import slides, stamp
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.refusal import faults


def walls(request: HttpRequest) -> HttpResponse:
    """The screens that hang, and a form for one more; its address is shown once."""
    viewer = viewer_of(request)
    movements = access.wall_movements(viewer).order_by("-first_day", "code")
    context: dict[str, object] = {
        "crumbs": crumbs((_("Xếp hạng"), reverse("boards")), _("Màn hình")),
        "place": "",
    }
    status = 200
    if request.method == "POST":
        movement = access.only(movements.filter(code=request.POST.get("movement", "")))
        try:
            row, secret = wall_hang(
                by=viewer, at=now(), movement=movement, place=request.POST.get("place", "")
            )
        except Refused as refused:
            context |= {
                "faults": [("place", told) for _anchor, told in faults(refused)],
                "place": request.POST.get("place", ""),
            }
            status = 400
        else:
            context |= {"made": row, "address": request.build_absolute_uri(reverse("wall", args=[secret]))}
    context |= {"movements": movements, "links": access.wall_links(viewer)}
    return render(request, "board/walls.html", context, status=status)


@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    link = access.wall_link_for(viewer, pk)
    wall_take_down(by=viewer, at=now(), link=link)
    messages.success(request, _("Đã đóng màn hình “{place}”.").format(place=link.place))
    return redirect("walls")


@login_not_required
@require_safe
def wall(request: HttpRequest, secret: str) -> HttpResponse:
    """For a screen without a keyboard: whoever has the address sees what any officer of the unit may see."""
    link = access.wall_of(wall_sum(secret))
    return _shown(request, link.movement, access.bystander(link.movement.owner, today()), link.place)


@require_safe
def wall_inside(request: HttpRequest, movement: str) -> HttpResponse:
    """The same for somebody signed in, of what she herself may see."""
    viewer = viewer_of(request)
    return _shown(request, access.movement_for(viewer, movement), viewer, "")


def _shown(request: HttpRequest, movement: Movement, viewer: Viewer, place: str) -> HttpResponse:
    """Answers "not modified" for as long as nothing is new, so that a wall of screens costs next to nothing."""
    tag = (
        '"'
        + hashlib.sha256(f"{stamp(movement, viewer)}|{sorted(viewer.own)}|{place}".encode()).hexdigest()[:32]
        + '"'
    )
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        context = {
            "movement": movement,
            "pages": slides(movement, viewer),
            "place": place,
            "day": viewer.day,
            "at": now(),
        }
        response = render(request, "board/wall.html", context)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response
