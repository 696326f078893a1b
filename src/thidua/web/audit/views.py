"""Nhật ký: who did what to what, who looked at what; by unit, person, day and kind of work."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.audit_find import ASKED, NOUNS, audit_export, audit_find, scope_of
from thidua.actions.job import job_start
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.access import Scope, Viewer
from thidua.store.models import AuditLine, Unit
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import tell

PER_PAGE = 60
UNITS_MAX = 400  # more do not fit a list to choose from
SCOPES = {
    Scope.UNITS: gettext_lazy("Đơn vị của tôi"),
    Scope.MINE: gettext_lazy("Tôi đã làm"),
    Scope.ABOUT: gettext_lazy("Về tôi"),
}
TONES = {"read": "blue", "account": "gold", "system": "dashed"}


def audit(request: HttpRequest) -> HttpResponse:
    """Filters as in `audit_find`; ?truoc= id of the last line of the page before. No count: a log is long."""
    viewer = viewer_of(request)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ASKED}
    scope = scope_of(viewer, asked["xem"])
    rows = _before(audit_find(viewer, asked), request.GET.get("truoc", ""))
    lines = list(rows[: PER_PAGE + 1])
    more, lines = len(lines) > PER_PAGE, lines[:PER_PAGE]
    query = urlencode({name: value for name, value in asked.items() if value})
    context: dict[str, Any] = {
        "crumbs": crumbs(_("Nhật ký")),
        "days": [
            (day, list(group))
            for day, group in groupby(lines, lambda line: timezone.localtime(line.at).date())
        ],
        "tones": TONES,
        "scopes": [
            {"code": str(one), "title": SCOPES[one], "current": one is scope}
            for one in access.audit_scopes(viewer)
        ],
        "scope": str(scope),
        "asked": {name.replace("-", "_"): value for name, value in asked.items()},
        "narrowed": any(asked[name] for name in ASKED if name != "xem"),
        "kinds": AuditLine.Kind.choices,
        "nouns": NOUNS.items(),
        "units": _units(viewer) if scope is Scope.UNITS else [],
        "older": f"?{query}&truoc={lines[-1].pk}".replace("?&", "?") if more else "",
        "titles": _titles(lines),
    }
    return render(request, "audit/audit.html", context)


def _before(rows: Any, last: str) -> Any:
    """Lines older than the last one of the page before."""
    if not (last.isascii() and last.isdecimal() and len(last) < 19):
        return rows
    line = AuditLine.objects.filter(pk=int(last)).first()
    return rows.filter(at__lte=line.at).exclude(at=line.at, pk__gte=line.pk) if line else rows


def _units(viewer: Viewer) -> list[tuple[str, str]]:
    rows = Unit.objects.filter(code__in=access.audit_units(viewer) | viewer.administers).order_by("name")
    return list(rows.values_list("code", "name")[:UNITS_MAX])


def _titles(lines: list[AuditLine]) -> dict[str, str]:
    return dict(Unit.objects.filter(code__in={line.unit for line in lines}).values_list("code", "name"))


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The same lines as a workbook, made in the background."""
    asked = {name: value for name in ASKED if (value := request.POST.get(name, "").strip()[:80])}
    try:
        row = job_start(
            by=viewer_of(request),
            at=now(),
            title=_("Xuất nhật ký"),
            work=audit_export,
            given={"asked": asked},
        )
    except Refused as refused:
        tell(request, refused)
        return redirect("audit")
    return redirect("job", row.pk)
