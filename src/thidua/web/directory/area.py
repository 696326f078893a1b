"""Territory on screen: one area as of a day, a new one, and areas that become others."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.area import area_add, area_succeed
from thidua.core import area as core
from thidua.core.problem import Refused
from thidua.core.unit import Succession, SuccessionKind
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.store.models import Area, AreaSuccession
from thidua.web.chart import lineage
from thidua.web.directory.tree import SUCCESSION_TITLES
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.titles import unit_kinds

ROWS = 4


def card(request: HttpRequest, code: str) -> HttpResponse:
    """One territory: what lies in it, who serves there, what it came from and became."""
    viewer = viewer_of(request)
    area = access.area_for(viewer, code)
    kinds = unit_kinds().areas
    came = list(AreaSuccession.objects.filter(after=area).prefetch_related("before", "after"))
    became = list(AreaSuccession.objects.filter(before=area).prefetch_related("before", "after"))
    left = {a.code: a.name for row in came for a in row.before.all()}
    right = {a.code: a.name for row in became for a in row.after.all()}
    columns = [list(left.items())[:12], [(area.code, area.name)], list(right.items())[:12]]
    label = _("%(name)s: từ %(before)s; thành %(after)s") % {
        "name": area.name, "before": ", ".join(left.values()) or "–", "after": ", ".join(right.values()) or "–",
    }  # fmt: skip
    context = {
        "crumbs": crumbs((_("Danh bạ"), reverse("directory")), area.name),
        "area": area,
        "kind": kinds[area.kind].title if area.kind in kinds else area.kind,
        "inside": area.children.on(max(area.first_day, min(viewer.day, area.last_day or viewer.day))).order_by("name"),
        "units": access.directory_units(viewer).filter(area=area).order_by("-first_day"),
        "changes": [
            {"on": r.on, "title": SUCCESSION_TITLES[SuccessionKind(r.kind)], "before": [a.name for a in r.before.all()],
             "after": [a.name for a in r.after.all()], "paper": r.paper}
            for r in sorted((*came, *became), key=lambda r: r.on, reverse=True)
        ],
        "picture": lineage(
            [c for c in columns if c], [(c, area.code) for c in left] + [(area.code, c) for c in right], label
        ),
        "may_keep": access.kept_areas(viewer).filter(pk=area.pk).exists(),
    }  # fmt: skip
    return render(request, "directory/area.html", context)


def _kinds(day: date) -> list[tuple[str, str]]:
    return [(c, k.title) for c, k in unit_kinds().areas.items() if k.last_day is None or k.last_day >= day]


def _free(name: str, parent: str, day: date, taken: set[str]) -> str:
    code = code_from(
        name, parent.removeprefix("tinh-") if name.casefold().startswith(("thôn", "bản", "tổ")) else ""
    )
    used = taken | set(Area.objects.filter(code__startswith=code).values_list("code", flat=True))
    tries = (code, f"{code[:70]}-{day:%Y}", *(f"{code[:66]}-{day:%Y}-{n}" for n in range(2, 99)))
    return next(one for one in tries if one and one not in used)


def create(request: HttpRequest) -> HttpResponse:
    """A new area inside one that this person keeps, e.g. the villages of her commune; ?trong=<code> to begin with."""
    viewer = viewer_of(request)
    parents = {a.code: a for a in access.kept_areas(viewer).on(viewer.day).order_by("name")}
    if not parents:
        raise Http404
    asked = request.GET.get("trong", "")
    form = Form(
        request,
        {"name": "", "kind": "", "first_day": day_text(today()), "note": "",
         "parent": asked if asked in parents else next(iter(parents))},
    )  # fmt: skip
    if form.sent:
        if form["parent"] not in parents:
            raise Http404
        name = form.needed("name", _("Địa bàn phải có tên."))
        form.needed("kind", _("Chọn loại địa bàn."))
        first = form.day("first_day")
        if not form.wrong and first is not None:
            try:
                made = area_add(
                    by=viewer, at=now(), code=_free(name, form["parent"], first, set()), kind=form["kind"],
                    name=name[:200], first_day=first, parent=form["parent"], remark=form["note"][:300],
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
                return redirect("area-card", made.code)
    context = {
        "crumbs": crumbs((_("Danh bạ"), reverse("directory")), _("Thêm địa bàn")),
        "fields": form.fields,
        "faults": form.wrong,
        "kinds": _kinds(viewer.day),
        "parents": [(code, area.name) for code, area in parents.items()],
    }
    return render(request, "directory/area_new.html", context, status=form.status)


def succeed(request: HttpRequest) -> HttpResponse:
    """Merge, split or rename areas that lie inside one this person keeps."""
    viewer = viewer_of(request)
    kept = access.kept_areas(viewer)
    areas = {
        a.code: a
        for a in Area.objects.on(viewer.day).filter(parent__in=kept).select_related("parent").order_by("name")
    }
    if not areas:
        raise Http404
    picked = [c for c in request.POST.getlist("before") or request.GET.getlist("truoc") if c in areas]
    names = {f"name-{row}": "" for row in range(1, ROWS + 1)} | {
        f"kind-{row}": "" for row in range(1, ROWS + 1)
    }
    form = Form(request, {"kind": "merge", "on": "", "paper": "", **names})
    if form.sent:
        made = _succeed(request, form, areas, picked)
        if made is not None:
            messages.success(
                request, _("Đã ghi. Số liệu của ngày cũ vẫn in tên cũ; cần sửa thì ghi một bản khác.")
            )
            return redirect("area-card", made.code)
    context = {
        "crumbs": crumbs((_("Danh bạ"), reverse("directory")), _("Sắp xếp địa bàn")),
        "fields": form.fields,
        "faults": form.wrong,
        "kinds": [(k.value, t) for k, t in SUCCESSION_TITLES.items() if k is not SuccessionKind.DISSOLVE],
        "area_kinds": _kinds(viewer.day),
        "areas": areas.values(),
        "picked": picked,
        "new_rows": [
            {"row": r, "name": form.fields[f"name-{r}"], "kind": form.fields[f"kind-{r}"]}
            for r in range(1, ROWS + 1)
        ],
    }
    return render(request, "directory/area_succession.html", context, status=form.status)


def _succeed(request: HttpRequest, form: Form, areas: dict[str, Area], picked: list[str]) -> Area | None:
    """The first of the new areas, or None with every mistake noted."""
    if not picked:
        form.wrong.append(("before", _("Chọn ít nhất một địa bàn.")))
    on = form.day("on")
    form.needed("paper", _("Ghi văn bản làm căn cứ."))
    form.needed("name-1", _("Ghi tên địa bàn mới."))
    kind = SuccessionKind(form["kind"]) if form["kind"] in set(SuccessionKind) else SuccessionKind.MERGE
    if form.wrong or on is None:
        return None
    parent = areas[picked[0]].parent
    above = parent.code if parent else ""
    new: list[core.Area] = []
    for row in range(1, ROWS + 1):
        if name := form[f"name-{row}"]:
            code = _free(name, above, on, {area.code for area in new})
            sort: Any = form[f"kind-{row}"] or areas[picked[0]].kind
            new.append(core.Area(code, sort, name[:200], on, None, above))
    step = Succession(on, kind, tuple(sorted(picked)), tuple(area.code for area in new), form["paper"][:300])
    try:
        area_succeed(by=viewer_of(request), at=now(), succession=step, new=new)
    except Refused as refused:
        form.refused(refused)
        return None
    return Area.objects.get(code=new[0].code)
