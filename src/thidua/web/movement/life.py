"""A movement's life: drawn up, launched to the units below, received there, its periods opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from thidua.actions.movement import launch_receive, movement_create, movement_launch
from thidua.actions.period import period_open
from thidua.actions.standing_input import scheme_of
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused
from thidua.core.unit import LinkKind
from thidua.office.format import day as day_text
from thidua.office.format import period_days
from thidua.rules import catalogue
from thidua.rules.catalogue import occasions
from thidua.store import access
from thidua.store.models import Cluster, Launch, Movement, Unit, UnitLink
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.refusal import tell
from thidua.web.titles import scheme_named

AHEAD = {PeriodKind.WEEK: 6, PeriodKind.MONTH: 3, PeriodKind.QUARTER: 2, PeriodKind.YEAR: 1}


def create(request: HttpRequest) -> HttpResponse:
    """Draw up a movement of a unit one plans for."""
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.planning_units(viewer)}
    if not units:
        raise Http404
    first = next(iter(units))
    form = Form(
        request,
        {"title": "", "owner": first, "scheme": "", "first_day": day_text(today()), "last_day": "", "form": "regular",
         "scope": "unit", "slogan": "", "legal_basis": "",
         "occasion": request.GET.get("dip", "")},
    )  # fmt: skip
    picked = request.POST.getlist("clusters")
    clusters = Cluster.objects.on(viewer.day).filter(owner__code__in=viewer.branch).order_by("code")
    directives = access.directives(viewer).on(viewer.day).order_by("-first_day")
    if form.sent:
        owner = units.get(form["owner"])
        if owner is None:
            raise Http404
        title = form.needed("title", gettext("Phong trào phải có tên."))
        form.needed("scheme", gettext("Chọn quy chế chấm điểm."))
        start, end = form.day("first_day"), form.day("last_day", needed=False)
        if not form.wrong and start is not None:
            try:
                made = movement_create(
                    by=viewer, at=now(), code=_free(code_from(title)), title=title[:300], owner=owner,
                    scheme=form["scheme"], first_day=start, last_day=end, form=_one_of(Movement.Form, form["form"]),
                    scope=_one_of(Movement.Scope, form["scope"]), slogan=form["slogan"][:300],
                    legal_basis=directives.filter(code=form["legal_basis"]).first(),
                    clusters=clusters.filter(code__in=picked),
                    occasion=form["occasion"] if form["occasion"] in {one.code for one in occasions()} else "",
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(
                    request, gettext("Đã lập. Bước tiếp theo: người đứng đầu duyệt, rồi phát động và mở kỳ.")
                )
                return redirect("movement", made.code)
    context = {
        "crumbs": crumbs((gettext("Phong trào"), reverse("movements")), gettext("Lập phong trào")),
        "form": form,
        "fields": form.fields,
        "faults": form.wrong,
        "units": units.values(),
        "schemes": [(code, _scheme_title(code)) for code in catalogue.scheme_codes()],
        "forms": Movement.Form.choices,
        "occasions": [(one.code, f"{one.day:02}/{one.month:02} {one.title}") for one in occasions()],
        "scopes": Movement.Scope.choices,
        "directives": directives,
        "clusters": clusters,
        "picked": picked,
    }
    return render(request, "movement/new.html", context, status=form.status)


def _scheme_title(code: str) -> str:
    scheme = scheme_named(code, today())
    return scheme.title if scheme else code


def _one_of(choices: Any, value: str) -> str:
    if value not in choices.values:
        raise Http404
    return value


def _free(code: str) -> str:
    """The code, or the same with a number where it is taken already; a title may come back next year."""
    taken = set(Movement.objects.filter(code__startswith=code[:70]).values_list("code", flat=True))
    tries = [code, *(f"{code[:70]}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in tries if name and name not in taken)


def launch(request: HttpRequest, code: str) -> HttpResponse:
    """Bring the movement to units below its owner that have not been reached yet."""
    viewer = viewer_of(request)
    row = access.movement_for(viewer, code)
    if not access.may_plan(viewer, row.owner):
        raise Http404
    waiting = _not_reached(row, viewer.day)
    form = Form(request, {"on": day_text(today())})
    picked = request.POST.getlist("units")
    if form.sent:
        on = form.day("on")
        chosen = [unit for unit in waiting if unit.code in picked]
        if not chosen:
            form.wrong.append(("units", gettext("Chọn ít nhất một đơn vị.")))
        if not form.wrong and on is not None:
            try:
                movement_launch(by=viewer, at=now(), movement=row, units=chosen, on=on)
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(
                    request, gettext("Đã phát động tới %(chosen)s đơn vị.") % {"chosen": len(chosen)}
                )
                return redirect("movement", code)
    context = {
        "crumbs": crumbs(
            (gettext("Phong trào"), reverse("movements")),
            (row.title, reverse("movement", args=[code])),
            gettext("Phát động"),
        ),
        "movement": row,
        "units": waiting,
        "picked": picked if form.sent else [unit.code for unit in waiting],
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "movement/launch.html", context, status=form.status)


def _not_reached(movement: Movement, day: date) -> QuerySet[Unit]:
    """Units below the owner as of that day without a launch."""
    below = access.below(frozenset({movement.owner.code}), day) - {movement.owner.code}
    return Unit.objects.on(day).filter(code__in=below).exclude(launches__movement=movement).order_by("name")


@require_POST
def receive(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """A unit says that the movement has reached it."""
    viewer = viewer_of(request)
    row = access.movement_for(viewer, code)
    held = get_object_or_404(
        Launch.objects.select_related("unit", "movement"), movement=row, unit__in=access.units(viewer), unit__code=unit
    )  # fmt: skip
    try:
        launch_receive(by=viewer, at=now(), launch=held)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, gettext("%(name)s đã nhận phát động.") % {"name": held.unit.name})
    return redirect("movement", code)


@require_POST
def open_period(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.movement_for(viewer, code)
    try:
        made = period_open(by=viewer, at=now(), movement=row, period=request.POST.get("period", "")[:10])
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(
            request, gettext("Đã mở %(value)s.") % {"value": period_days(Period.parse(made.code)).lower()}
        )
    return redirect("movement", code)


def openable(movement: Movement, day: date) -> list[tuple[str, str]]:
    """Periods that could be opened now, soonest first: those around today that are not open yet, (code, title)."""
    try:
        scheme, _ = scheme_of(movement, day)
    except Refused:
        return []
    have = set(movement.periods.values_list("code", flat=True))
    found: list[Period] = []
    for kind, many in AHEAD.items():
        if kind is not scheme.period and scheme.roll_up(kind) is None:
            continue
        span = containing(
            max(day, movement.first_day) - timedelta(days=31 if kind is PeriodKind.WEEK else 0), kind
        )
        for _ in range(many + 5):
            if span.code not in have and movement.in_force(span.end):
                found.append(span)
            span = containing(span.end + timedelta(days=1), kind)
    return [(span.code, period_days(span)) for span in found]


def children_of(unit: Unit, day: date) -> QuerySet[Unit]:
    """Units right below by command on that day."""
    links = UnitLink.objects.on(day).filter(parent=unit, kind=LinkKind.COMMAND)
    return Unit.objects.on(day).filter(pk__in=links.values("child")).order_by("name")
