"""A movement approved, summed up and archived; and the year's occasions beside the rounds that run."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.movement_end import (
    Reached,
    Said,
    movement_approve,
    movement_archive,
    movement_summarise,
    reached_targets,
)
from thidua.core.movement import Fulfilment
from thidua.core.problem import Refused
from thidua.rules.catalogue import occasions
from thidua.store import access
from thidua.store.models import Movement, MovementEnd, TargetOutcome, Unit
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.form import Form
from thidua.web.refusal import tell

TONES = {"met": "green", "exceeded": "green", "missed": "red", "unmeasured": "gold"}
LINES = 5  # weak points a form offers


@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        movement_approve(by=viewer, at=now(), movement=access.movement_for(viewer, code))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã duyệt. Bước tiếp theo: phát động tới các đơn vị."))
    return redirect("movement", code)


def summary(request: HttpRequest, code: str) -> HttpResponse:
    """Each promise with what became of it; the form before it is summed up, the record afterwards."""
    viewer = viewer_of(request)
    row = access.movement_for(viewer, code)
    end = MovementEnd.objects.filter(movement=row).first()
    if end is not None:
        return _record(request, row, end)
    if not access.may_close(viewer, row):
        raise Http404
    reached = reached_targets(row)
    units = access.below(frozenset({row.owner.code}), viewer.day)
    choices = list(Unit.objects.filter(code__in=units).order_by("name").values_list("code", "name"))
    defaults = {"text": ""} | {f"carried-{n}": "" for n in range(1, LINES + 1)}
    defaults |= {f"whose-{n}": "" for n in range(1, LINES + 1)}
    for one in reached:
        defaults |= {f"outcome-{one.target.pk}": one.outcome.value, f"ground-{one.target.pk}": one.ground}
    form = Form(request, defaults)
    if form.sent and _summarise(request, form, row, reached):
        messages.success(request, _("Đã tổng kết. Điểm yếu chưa xong sẽ hiện ở đợt sau."))
        return redirect("movement-summary", code)
    context = {
        "crumbs": _crumbs(row),
        "movement": row,
        "groups": _groups(reached, form),
        "outcomes": TargetOutcome.Outcome.choices,
        "fields": form.fields,
        "faults": form.wrong,
        "choices": choices,
        "lines": [
            {"place": n, "text": form.fields[f"carried-{n}"], "whose": form.fields[f"whose-{n}"]}
            for n in range(1, LINES + 1)
        ],
        "counts": _counts([one.outcome.value for one in reached]),
    }
    return render(request, "movement/summary.html", context, status=form.status)


def _summarise(request: HttpRequest, form: Form, row: Movement, reached: list[Reached]) -> bool:
    said = {
        one.target.pk: Said(form[f"outcome-{one.target.pk}"], form[f"ground-{one.target.pk}"])
        for one in reached
    }
    carried = [
        (form[f"whose-{n}"] or row.owner.code, form[f"carried-{n}"])
        for n in range(1, LINES + 1)
        if form[f"carried-{n}"]
    ]
    try:
        movement_summarise(
            by=viewer_of(request), at=now(), movement=row, text=form["text"], said=said, carried=carried
        )
    except Refused as refused:
        form.refused(refused)
        return False
    return True


def _groups(reached: list[Reached], form: Form) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in reached:
        held = {name: form.fields[f"{name}-{one.target.pk}"] for name in ("outcome", "ground")}
        groups.setdefault(str(one.target.unit), []).append({"one": one, **held})
    return [{"unit": unit, "lines": lines} for unit, lines in groups.items()]


def _counts(outcomes: list[str]) -> list[tuple[str, int]]:
    titles = dict(TargetOutcome.Outcome.choices)
    return [(titles[kind.value], outcomes.count(kind)) for kind in Fulfilment]


def _record(request: HttpRequest, row: Movement, end: MovementEnd) -> HttpResponse:
    viewer = viewer_of(request)
    rows = (
        TargetOutcome.objects.filter(target__movement=row)
        .select_related("target__unit", "target__compact")
        .order_by("target__unit__name", "target__figure", "target__period")
    )
    shown = [r for r in rows if r.target.unit and r.target.unit.code in viewer.branch]
    names = dict(Unit.objects.filter(code__in=[code for code, _s in end.carried]).values_list("code", "name"))
    titles = {one.target.pk: one for one in reached_targets(row)}
    groups: dict[str, list[dict[str, Any]]] = {}
    for r in shown:
        one = titles.get(r.target_id)
        title = one.definition.title if one and one.definition else r.target.figure
        groups.setdefault(str(r.target.unit), []).append({"row": r, "title": title, "tone": TONES[r.outcome]})
    context = {
        "crumbs": _crumbs(row),
        "movement": row,
        "end": end,
        "groups": groups.items(),
        "counts": _counts([r.outcome for r in shown]),
        "carried": [
            (names.get(code, code), sentence) for code, sentence in end.carried if code in viewer.branch
        ],
        "may_archive": end.archived_at is None and access.may_close(viewer, row),
    }
    return render(request, "movement/summed_up.html", context)


def _crumbs(row: Movement) -> list[dict[str, Any]]:
    return crumbs(
        (_("Phong trào"), reverse("movements")),
        (row.title, reverse("movement", args=[row.code])),
        _("Tổng kết"),
    )


@require_POST
def archive(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        movement_archive(by=viewer, at=now(), movement=access.movement_for(viewer, code))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã lưu trữ. Vẫn đọc được ở mục lưu trữ của trang Phong trào."))
    return redirect("movement", code)


def occasion_calendar(request: HttpRequest) -> HttpResponse:
    """?nam=2026: the year's occasions, and which rounds run on each of them."""
    viewer = viewer_of(request)
    year = whole(request, "nam") or viewer.day.year
    if not 2000 <= year <= 2100:
        raise Http404
    first, last = date(year, 1, 1), date(year, 12, 31)
    rounds = [
        row
        for row in access.movements(viewer)
        .filter(first_day__lte=last)
        .select_related("owner")
        .order_by("first_day")
        if row.last_day is None or row.last_day >= first
    ]
    context = {
        "crumbs": crumbs((_("Phong trào"), reverse("movements")), _("Lịch dịp thi đua")),
        "year": year,
        "rows": [
            {
                "occasion": one,
                "on": one.in_year(year),
                "past": one.in_year(year) < viewer.day,
                "rounds": [row for row in rounds if row.in_force(one.in_year(year))],
                "named": [row for row in rounds if row.occasion == one.code],
            }
            for one in occasions()
        ],
        "may_plan": access.planning_units(viewer).exists(),
    }
    return render(request, "movement/occasions.html", context)
