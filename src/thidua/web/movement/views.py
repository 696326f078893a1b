"""Movements: why, who, which periods in which state, who promised what; and one signed compact."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.definition import figure_definition
from thidua.actions.movement import compact_sign, digest_of
from thidua.actions.movement_end import carried_into, movement_overlaps, movement_stages
from thidua.actions.standing_input import scheme_of
from thidua.actions.target import scale_read, standing_value, target_title
from thidua.core.movement import RoundStage, stages
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Refused
from thidua.office.format import days
from thidua.rules.catalogue import occasions
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Compact, Handover, Movement, MovementEnd, MovementPeriod, Target, TargetAnnex
from thidua.web.audit.history import history
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.movement.annex import may_amend
from thidua.web.movement.life import openable
from thidua.web.movement.targets import promised, with_reconciliation
from thidua.web.refusal import tell
from thidua.web.standing.board import tick
from thidua.web.titles import scheme_named

STAGE_TITLES = {
    RoundStage.DRAFTED: gettext_lazy("Dự thảo"),
    RoundStage.APPROVED: pgettext_lazy("step", "Duyệt"),
    RoundStage.LAUNCHED: gettext_lazy("Phát động"),
    RoundStage.SIGNED: gettext_lazy("Ký giao ước"),
    RoundStage.RUNNING: gettext_lazy("Thực hiện"),
    RoundStage.SUMMARISED: gettext_lazy("Tổng kết"),
    RoundStage.REWARDED: gettext_lazy("Khen thưởng"),
    RoundStage.ARCHIVED: gettext_lazy("Lưu trữ"),
}
KIND_TITLES = {
    "week": gettext_lazy("Tuần"),
    "month": gettext_lazy("Tháng"),
    "quarter": gettext_lazy("Quý"),
    "year": gettext_lazy("Năm"),
}


def compared_movements(viewer: Viewer) -> QuerySet[Movement]:
    """Movements with a standing this person may open, as `access.standing_groups` decides for one period."""
    concerned = viewer.branch | viewer.above
    compared = Q(owner__code__in=viewer.branch, clusters__isnull=False)
    compared |= Q(clusters__members__unit__code__in=concerned) | Q(collectives__code__in=viewer.leads)
    return Movement.objects.filter(compared, pk__in=access.movements(viewer).values("pk")).distinct()


def movements(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    known = access.movements(viewer).select_related("owner").order_by("-first_day", "code")
    shelved = request.GET.get("luu-tru") == "1"
    rows = list(known.exclude(end__archived_at=None) if shelved else known.filter(end__archived_at=None))
    opened = set(compared_movements(viewer).values_list("pk", flat=True))
    latest: dict[int, MovementPeriod] = {}
    for period in MovementPeriod.objects.filter(movement__in=rows, state="closed").order_by(
        "last_day", "first_day"
    ):
        latest[period.movement_id] = period
    context = {
        "crumbs": crumbs(_("Phong trào")),
        "may_plan": access.planning_units(viewer).exists(),
        "shelved": shelved,
        "rows": [
            {"movement": row, "latest": latest.get(row.pk) if row.pk in opened else None} for row in rows
        ],
    }
    return render(request, "movement/movements.html", context)


def movement(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.movement_for(viewer, code)
    periods = list(row.periods.annotate(versions=Count("closes")).order_by("first_day"))
    compacts = _compacts(viewer, row)
    launches = row.launches.select_related("unit", "received_by").order_by("unit__code")
    if row.owner.code not in viewer.branch:
        launches = launches.filter(unit__code__in=viewer.branch)
    scheme = scheme_named(row.scheme, viewer.day)
    latest = next((p for p in reversed(periods) if p.state == "closed" and p.kind == "week"), None)
    context = {
        "crumbs": crumbs((_("Phong trào"), reverse("movements")), row.title),
        "movement": row,
        "history": history(f"movement:{row.code}"),
        "scheme_title": scheme.title if scheme else row.scheme,
        "calendar": _calendar(periods),
        "clusters": row.clusters.annotate(size=Count("members")).order_by("code"),
        "may_open": compared_movements(viewer).filter(pk=row.pk).exists(),
        "collectives": row.collectives.order_by("code"),
        "latest": latest or next((p for p in reversed(periods) if p.state == "closed"), None),
        "launches": launches,
        "compacts": compacts,
        "may_plan": access.may_plan(viewer, row.owner),
        "stages": [(STAGE_TITLES[stage], done) for stage, done in stages(movement_stages(row, viewer.day))],
        "overlaps": movement_overlaps(row) if row.owner.code in viewer.branch else [],
        "carried": carried_into(row) if row.owner.code in viewer.branch else [],
        "received": sum(one.received_at is not None for one in launches),
        "may_approve": row.approved_at is None and access.may_sign(viewer, row.owner),
        "may_sum_up": access.may_close(viewer, row),
        "end": MovementEnd.objects.filter(movement=row).first(),
        "occasion": next((one.title for one in occasions() if one.code == row.occasion), ""),
        "may_draw_up": access.planning_units(viewer).exists(),
        "openable": openable(row, viewer.day) if access.may_close(viewer, row) else [],
        "receiving": set(access.recordable_units(viewer).values_list("pk", flat=True)),
        "open_count": sum(p.state != "closed" for p in periods),
    }
    return render(request, "movement/movement.html", context)


def compact(request: HttpRequest, movement: str, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.compact_for(viewer, movement, code)
    targets = (
        row.targets.select_related("unit", "person").prefetch_related("changes").order_by("figure", "period")
    )
    own_targets = [t for t in targets if t.unit_id == row.unit_id]
    own = promised(own_targets)
    with_reconciliation(row.movement, row.unit, own)
    sides = (("superior", row.superior, row.superior_signed_on), ("unit", row.unit, row.unit_signed_on))
    context = {
        "crumbs": crumbs(
            (_("Phong trào"), reverse("movements")),
            (row.movement.title, reverse("movement", args=[movement])),
            _("Giao ước"),
        ),
        "compact": row,
        "history": history(f"compact:{row.code}"),
        "lines": own.values(),
        "changes": sorted((c for line in own.values() for c in line.changes), key=lambda c: (c.on, c.pk)),
        "titles": {c.pk: line.title for line in own.values() for c in line.changes},
        "units": {c.pk: line.unit for line in own.values() for c in line.changes},
        "commitments": row.commitments.select_related("person").order_by("due", "pk")
        if row.unit.code in viewer.leads
        else row.commitments.filter(person=viewer.person).select_related("person"),
        "seal_holds": digest_of(row) == row.digest if row.signed else None,
        "amendable": _amendable(own_targets) if may_amend(viewer, row) else [],
        "annexes": _annexes(viewer, row),
        "scale": _scale(row),
        "readers": row.readings.select_related("person").order_by("at"),
        "heirs": Handover.objects.filter(item__startswith=f"compact:{row.code}/").select_related(
            "before", "heir", "succession"
        ),
        "may_minute": access.may_plan(viewer, row.superior) or access.may_plan(viewer, row.unit),
        "signing": [u for _, u, on in sides if on is None and access.may_sign(viewer, u)],
    }
    return render(request, "movement/compact.html", context)


def _amendable(targets: list[Target]) -> list[dict[str, Any]]:
    """Targets an annex may change, each with its title and period."""
    shown = []
    for target in targets:
        span = Period.parse(target.period)
        definition = figure_definition(target.figure, span.end)
        shown.append(
            {"pk": target.pk, "title": definition.title if definition else target.figure, "period": span}
        )
    return shown


def _annexes(viewer: Viewer, row: Compact) -> list[dict[str, Any]]:
    """Annexes that wait for a signature, each with the sides this person may sign for."""
    shown = []
    waiting = TargetAnnex.objects.filter(target__compact=row, change=None, withdrawn=False)
    for held in waiting.select_related("target"):
        sides = ((row.superior, held.superior_signed_by), (row.unit, held.unit_signed_by))
        signing = [unit for unit, by in sides if not by and access.may_sign(viewer, unit)]
        shown.append({"annex": held, "title": target_title(held.target), "before": standing_value(held.target),
                      "signing": signing})  # fmt: skip
    return shown


def _scale(row: Compact) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """The scale of points that is read before signing: groups with their criteria and what each is worth at most."""
    try:
        scheme, _texts = scheme_of(row.movement, row.movement.first_day)
    except Refused:
        return []
    return [
        (group.title, group.maximum, [(one.title, one.maximum) for one in group.criteria])
        for form in scheme.forms[:1]
        for group in form.groups
    ]


@require_POST
def sign(request: HttpRequest, movement: str, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.compact_for(viewer, movement, code)
    unit = row.superior if request.POST.get("unit") == row.superior.code else row.unit
    if "read" not in request.POST:
        messages.error(request, _("Đọc thang điểm rồi mới ký: đánh dấu “Tôi đã đọc thang điểm”."))
        return redirect("compact", movement, code)
    try:
        scale_read(by=viewer, at=now(), compact=row)
        compact_sign(by=viewer, at=now(), compact=row, unit=unit)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã ký thay %(name)s.") % {"name": unit.name})
    return redirect("compact", movement, code)


def _compacts(viewer: Viewer, row: Movement) -> list[Compact]:
    parties = Q(unit__code__in=viewer.branch) | Q(superior__code__in=viewer.branch)
    return list(row.compacts.filter(parties).select_related("unit", "superior").order_by("unit__code"))


def _calendar(periods: list[MovementPeriod]) -> list[dict[str, Any]]:
    """One strip per kind of period, shortest kind first."""
    strips = []
    for kind in PeriodKind:
        cells = []
        for row in periods:
            if row.kind == kind:
                span = Period.parse(row.code)
                cells.append({"row": row, "title": tick(row.code), "days": days(span.start, span.end)})
        if cells:
            strips.append({"title": KIND_TITLES[kind], "cells": cells})
    return strips
