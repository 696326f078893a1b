"""Councils: the list, who sits on each, and calling a session with an agenda."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.council import council_found, council_leave, council_people, council_seat
from thidua.actions.council_paper import form_title
from thidua.actions.council_session import council_plan
from thidua.core.council import VOTING, Office, title_rank
from thidua.core.problem import Refused
from thidua.office.format import day as day_text
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Council, CouncilSeat, CouncilSession
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.refusal import tell

OFFICES = {
    Office.CHAIR: gettext_lazy("Chủ tịch"),
    Office.VICE: gettext_lazy("Phó Chủ tịch"),
    Office.STANDING: gettext_lazy("Ủy viên thường trực"),
    Office.MEMBER: gettext_lazy("Ủy viên"),
    Office.CLERK: gettext_lazy("Thư ký"),
}
STATES = {
    CouncilSession.State.PLANNED: (gettext_lazy("Sắp họp"), "blue"),
    CouncilSession.State.SITTING: (gettext_lazy("Đang họp"), "gold"),
    CouncilSession.State.ENDED: (gettext_lazy("Đã kết thúc"), "green"),
}
SHOWN = 100


def councils(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    seats = Q(seats__first_day__lte=viewer.day, seats__office__in=VOTING)
    seats &= Q(seats__last_day__isnull=True) | Q(seats__last_day__gte=viewer.day)
    rows = Council.objects.filter(pk__in=access.councils(viewer).values("pk")).select_related("unit")
    context = {
        "crumbs": crumbs(_("Hội đồng")),
        "councils": rows.annotate(members=Count("seats", filter=seats, distinct=True)),
        "sessions": _sessions(access.council_sessions(viewer).select_related("council")),
        "may_found": access.council_units(viewer).exists(),
    }
    return render(request, "council/councils.html", context)


def _sessions(rows: Any) -> list[dict[str, Any]]:
    shown = rows.annotate(dossiers=Count("items", distinct=True))[:SHOWN]
    return [{"row": row, "state": STATES[row.state][0], "tone": STATES[row.state][1]} for row in shown]


def found(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.council_units(viewer)}
    if not units:
        raise Http404
    first = next(iter(units.values()))
    form = Form(
        request,
        {
            "unit": first.code,
            "title": _("Hội đồng Thi đua – Khen thưởng %(unit)s") % {"unit": first.name},
            "decision": "",
            "first_day": day_text(viewer.day),
        },
    )
    if form.sent:
        unit, first_day = units.get(form["unit"]), form.day("first_day")
        if unit is not None and first_day is not None:
            number = str(Council.objects.filter(unit=unit).count() + 1)
            try:
                made = council_found(
                    by=viewer, at=now(), code=code_from("hd", unit.code, number),
                    title=form["title"], unit=unit, decision=form["decision"], first_day=first_day,
                )  # fmt: skip
                return redirect("council", made.code)
            except Refused as refused:
                form.refused(refused)
        elif unit is None:
            form.wrong.append(("unit", _("Chọn đơn vị.")))
    context = {
        "crumbs": crumbs((_("Hội đồng"), reverse("councils")), _("Thành lập")),
        "units": [(unit.code, unit.name) for unit in units.values()],
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "council/new.html", context, status=form.status)


def council(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.council_for(viewer, code)
    seats = list(row.seats.select_related("person").order_by("pk"))
    seats.sort(key=lambda seat: list(Office).index(Office(seat.office)))
    keeps = access.may_keep_council(viewer, row)
    context = {
        "crumbs": crumbs((_("Hội đồng"), reverse("councils")), row.title),
        "council": row,
        "seats": [_seated(seat) for seat in seats if seat.in_force(viewer.day)],
        "former": [_seated(seat) for seat in seats if seat.last_day and seat.last_day < viewer.day],
        "sessions": _sessions(access.council_sessions(viewer).filter(council=row).select_related("council")),
        "keeps": keeps,
        "runs": access.may_run_council(viewer, row),
        "people": council_people(row, viewer.day) if keeps else [],
        "offices": OFFICES.items(),
        "today": viewer.day,
    }
    return render(request, "council/council.html", context)


def _seated(seat: CouncilSeat) -> dict[str, Any]:
    return {"row": seat, "office": OFFICES[Office(seat.office)]}


@require_POST
def seat(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.council_for(viewer, code)
    form = Form(request, {"person": "", "office": "", "first_day": ""})
    people = {person.code: person for person in council_people(row, viewer.day)}
    first_day = form.day("first_day")
    if form["person"] not in people:
        form.wrong.append(("person", _("Chọn người trong đơn vị.")))
    if form.wrong or first_day is None:
        for _anchor, told in form.wrong:
            messages.error(request, told)
        return redirect("council", code)
    try:
        council_seat(
            by=viewer, at=now(), council=row, person=people[form["person"]], office=form["office"],
            first_day=first_day,
        )  # fmt: skip
        messages.success(request, _("Đã ghi thành viên."))
    except Refused as refused:
        tell(request, refused)
    return redirect("council", code)


@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.council_for(viewer, code)
    held = row.seats.filter(person__code=request.POST.get("person", ""), last_day__isnull=True)
    one = held.select_related("person", "council__unit").first()
    if one is None:
        raise Http404
    try:
        council_leave(by=viewer, at=now(), seat=one, last_day=viewer.day)
        messages.success(request, _("Đã ghi thôi thành viên; các phiên đã họp giữ nguyên."))
    except Refused as refused:
        tell(request, refused)
    return redirect("council", code)


def plan(request: HttpRequest, code: str) -> HttpResponse:
    """A session: when, where, which dossiers, how many places for each title."""
    viewer = viewer_of(request)
    row = access.council_for(viewer, code)
    if not access.may_run_council(viewer, row):
        raise Http404
    waiting = list(access.council_candidates(viewer, row))
    titles = sorted({award.form for award in waiting}, key=lambda held: title_rank(award_forms(), held))
    form = Form(
        request,
        {
            "title": _("Xét thi đua, khen thưởng năm %(year)s") % {"year": viewer.day.year - (viewer.day.month < 7)},
            "on": day_text(viewer.day),
            "place": _("Phòng họp %(unit)s") % {"unit": row.unit.name},
            **{f"places-{held}": "" for held in titles},
        },
    )  # fmt: skip
    chosen = set(request.POST.getlist("awards"))
    if form.sent:
        made = _plan(viewer, row, form, [award for award in waiting if award.code in chosen], titles)
        if made is not None:
            messages.success(request, _("Đã triệu tập phiên họp."))
            return redirect("council-session", made.code)
    groups = [
        {
            "title": form_title(held),
            "places": f"places-{held}",
            "field": form.fields[f"places-{held}"],
            "awards": [award for award in waiting if award.form == held],
        }
        for held in titles
    ]
    context = {
        "crumbs": crumbs(
            (_("Hội đồng"), reverse("councils")), (row.title, reverse("council", args=[code])), _("Phiên mới")
        ),
        "council": row,
        "groups": groups,
        "chosen": chosen,
        "fields": form.fields,
        "faults": form.wrong,
    }  # fmt: skip
    return render(request, "council/plan.html", context, status=form.status)


def _plan(
    viewer: Viewer, row: Council, form: Form, awards: list[Award], titles: list[str]
) -> CouncilSession | None:
    on = form.day("on")
    places: dict[str, int] = {}
    for held in titles:
        number = form.number(f"places-{held}")
        if number is not None and (number % 1000 or not 0 <= number // 1000 <= 10_000):
            form.wrong.append((f"places-{held}", _("Chỉ tiêu là số nguyên từ 0.")))
        elif number is not None:
            places[held] = number // 1000
    if form.wrong or on is None:
        return None
    try:
        return council_plan(
            by=viewer, at=now(), council=row, title=form["title"], on=on, place=form["place"], awards=awards,
            code=code_from(row.code, str(on), str(row.sessions.count() + 1)), places=places,
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None
