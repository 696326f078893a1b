"""Keeping the directory: a new unit, and another superior from a day on. Everything else is a re-organisation."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.unit import unit_add, unit_move
from thidua.core.problem import Refused
from thidua.core.unit import LinkKind
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.store.models import Unit, UnitLink
from thidua.web.directory.tree import LINK_TITLES
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form
from thidua.web.succession.new import free_unit_code, open_kinds


def create(request: HttpRequest) -> HttpResponse:
    """Add a unit under one that this person keeps; ?duoi=<code> to begin with."""
    viewer = viewer_of(request)
    parents = {
        u.code: u for u in access.kept_units(viewer).filter(pk__in=Unit.objects.on(viewer.day).values("pk"))
    }
    if not parents:
        raise Http404
    asked = request.GET.get("duoi", "")
    form = Form(
        request,
        {"name": "", "short_name": "", "kind": "", "first_day": day_text(today()), "area": "",
         "under": asked if asked in parents else next(iter(parents))},
    )  # fmt: skip
    areas = list(access.kept_areas(viewer).on(viewer.day).order_by("name").values_list("code", "name")[:400])
    if form.sent:
        parent = parents.get(form["under"])
        if parent is None:
            raise Http404
        name = form.needed("name", _("Đơn vị phải có tên."))
        form.needed("kind", _("Chọn loại đơn vị."))
        first = form.day("first_day")
        if not form.wrong and first is not None:
            try:
                made = unit_add(
                    by=viewer, at=now(), code=free_unit_code(name, first, set()), kind=form["kind"], name=name[:200],
                    first_day=first, short_name=form["short_name"][:80],
                    area=form["area"] if form["area"] in dict(areas) else "", under={LinkKind.COMMAND: parent},
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã thêm %(name)s vào danh bạ.") % {"name": made.name})
                return redirect("unit-card", made.code)
    context = {
        "crumbs": crumbs((_("Danh bạ"), reverse("directory")), _("Thêm đơn vị")),
        "fields": form.fields,
        "faults": form.wrong,
        "kinds": open_kinds(viewer.day),
        "parents": [(code, unit.name) for code, unit in parents.items()],
        "areas": areas,
    }
    return render(request, "directory/new.html", context, status=form.status)


def move(request: HttpRequest, code: str) -> HttpResponse:
    """Another superior from a day on, by a paper; the old link stays for the days before."""
    viewer = viewer_of(request)
    unit = access.directory_unit_for(viewer, code)
    if not (access.may_keep_directory(viewer, unit) and unit.in_force(viewer.day)):
        raise Http404
    parents = _parents(
        viewer.day, unit, set(access.kept_units(viewer).values_list("code", flat=True)) | viewer.above
    )
    form = Form(
        request, {"kind": LinkKind.COMMAND.value, "parent": "", "first_day": day_text(today()), "paper": ""}
    )
    if form.sent:
        parent = parents.get(form["parent"])
        if parent is None:
            form.wrong.append(("parent", _("Chọn cấp trên.")))
        kind = LinkKind(form["kind"]) if form["kind"] in set(LinkKind) else LinkKind.COMMAND
        first = form.day("first_day")
        if not form.wrong and parent is not None and first is not None:
            try:
                unit_move(
                    by=viewer,
                    at=now(),
                    child=unit,
                    parent=parent,
                    kind=kind,
                    first_day=first,
                    paper=form["paper"][:300],
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã ghi cấp trên mới. Hỏi ngày cũ vẫn thấy cấp trên cũ."))
                return redirect("unit-card", code)
    context = {
        "crumbs": crumbs(
            (_("Danh bạ"), reverse("directory")),
            (unit.name, reverse("unit-card", args=[code])),
            _("Đổi cấp trên"),
        ),
        "unit": unit,
        "standing": UnitLink.objects.on(viewer.day)
        .filter(child=unit)
        .select_related("parent")
        .order_by("kind"),
        "fields": form.fields,
        "faults": form.wrong,
        "kinds": [(kind.value, LINK_TITLES[kind]) for kind in LinkKind],
        "parents": [(c, u.name) for c, u in parents.items()],
    }
    return render(request, "directory/move.html", context, status=form.status)


def _parents(day: date, unit: Unit, codes: set[str]) -> dict[str, Unit]:
    inside = access.below(frozenset({unit.code}), day)
    return {u.code: u for u in Unit.objects.on(day).filter(code__in=codes - inside).order_by("name")}
