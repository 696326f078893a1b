"""One unit as of a day: where it stands, who serves there, what it came from and became, what it is called."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.problem import Problem
from thidua.core.unit import LinkKind, Role
from thidua.office.dates import read_day
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Area, AuditLine, Post, Unit, UnitLink, UnitSuccession
from thidua.web.chart import lineage
from thidua.web.directory.tree import LINK_TITLES, SUCCESSION_TITLES
from thidua.web.door import crumbs, today, viewer_of
from thidua.web.titles import unit_kinds

LEADERS = (Role.HEAD, Role.DEPUTY, Role.EMULATION)
MOST = 60
KEPT = ("unit-add", "unit-link", "unit-move", "unit-succeed")  # what the page tells of the log


def card(request: HttpRequest, code: str) -> HttpResponse:
    """?ngay=dd/mm/yyyy the day; without it today, or the last day of a unit that has ended."""
    viewer = viewer_of(request)
    unit = access.directory_unit_for(viewer, code)
    faults: list[tuple[str, str]] = []
    day = _day(request, unit, faults)
    kind = unit_kinds().units.get(unit.kind)
    came = list(UnitSuccession.objects.filter(after=unit, on__lte=day).prefetch_related("before", "after"))
    became = list(UnitSuccession.objects.filter(before=unit).prefetch_related("before", "after"))
    known = set(access.directory_units(viewer).values_list("code", flat=True))
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Danh bạ"), reverse("directory")), unit.name),
        "unit": unit,
        "day": day,
        "faults": faults,
        "kind": kind.title if kind else unit.kind,
        "exists": unit.in_force(day),
        "parents": [
            {"title": LINK_TITLES[LinkKind(link.kind)], "unit": link.parent, "open": link.parent.code in known,
             "since": link.first_day}
            for link in _links(day).filter(child=unit).select_related("parent").order_by("kind")
        ],
        "below": _below(unit, day),
        "people": _people(viewer, unit, day),
        "areas": _areas(unit.area, day),
        "picture": _picture(unit, came, became),
        "changes": [_change(row) for row in sorted((*came, *became), key=lambda r: r.on, reverse=True)],
        "aliases": sorted({u.name for row in came for u in row.before.all()} - {unit.name}),
        "taken": unit.taken_over.select_related("before", "succession")[:MOST],
        "may_keep": access.may_keep_directory(viewer, unit) and unit.in_force(viewer.day),
        "log": _log(unit) if unit.code in viewer.branch else [],
    }  # fmt: skip
    return render(request, "directory/card.html", context, status=400 if faults else 200)


def _day(request: HttpRequest, unit: Unit, faults: list[tuple[str, str]]) -> date:
    text = request.GET.get("ngay", "").strip()
    natural = max(unit.first_day, min(today(), unit.last_day or today()))
    if not text:
        return natural
    read = read_day(text)
    if isinstance(read, Problem):
        faults.append(("ngay", sentence(read)))
        return natural
    return read


def _log(unit: Unit) -> QuerySet[AuditLine]:
    return AuditLine.objects.filter(subject=f"unit:{unit.code}", action__in=KEPT)[:8]


def _links(day: date) -> Any:
    return UnitLink.objects.on(day)


def _below(unit: Unit, day: date) -> list[dict[str, Any]]:
    """Units under this one that day, hierarchy by hierarchy."""
    found: dict[str, list[Unit]] = {}
    for link in _links(day).filter(parent=unit).select_related("child").order_by("child__name"):
        found.setdefault(link.kind, []).append(link.child)
    return [{"title": LINK_TITLES[kind], "units": found[kind]} for kind in LinkKind if kind in found]


def _people(viewer: Viewer, unit: Unit, day: date) -> list[Post]:
    """Everybody of the own branch; of superiors only who leads them."""
    posts = Post.objects.on(day).filter(unit=unit).select_related("person")
    if unit.code not in viewer.branch:
        posts = posts.filter(role__in=LEADERS)
    order = {role: place for place, role in enumerate(Role)}
    return sorted(posts, key=lambda post: (order.get(post.role, 99), post.person.name))


def _areas(area: Area | None, day: date) -> list[Area]:
    """The unit's territory and what lies right in it that day."""
    if area is None:
        return []
    return [area, *Area.objects.on(day).filter(parent=area).order_by("name")[:MOST]]


def _picture(unit: Unit, came: list[UnitSuccession], became: list[UnitSuccession]) -> str:
    """Who it came from on the left, who it became on the right; at most a dozen on a side."""
    left = {u.code: u.name for row in came for u in row.before.all()}
    right = {u.code: u.name for row in became for u in row.after.all()}
    columns = [list(left.items())[:12], [(unit.code, unit.name)], list(right.items())[:12]]
    links = [(code, unit.code) for code in left] + [(unit.code, code) for code in right]
    before, after = ", ".join(left.values()) or "–", ", ".join(right.values()) or "–"
    label = _("%(name)s: từ %(before)s; thành %(after)s") % {
        "name": unit.name,
        "before": before,
        "after": after,
    }
    return lineage([column for column in columns if column], links, label)


def _change(row: UnitSuccession) -> dict[str, Any]:
    return {
        "on": row.on,
        "eve": row.on - timedelta(days=1),
        "title": SUCCESSION_TITLES[row.kind],  # type: ignore[index]
        "before": [u.name for u in row.before.all()],
        "after": [u.name for u in row.after.all()],
        "paper": row.paper,
    }
