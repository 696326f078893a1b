"""Publishing a draft: from which day, what changes, what stands in the way. Afterwards it never changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.actions.scheme import (
    first_day_possible,
    publish_problems,
    scheme_check,
    scheme_publish,
)
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.office.dates import read_day
from thidua.office.format import day
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Movement, SchemeVersion
from thidua.web.door import now, viewer_of
from thidua.web.refusal import Fault, faults
from thidua.web.scheme.compare import changes_from_force
from thidua.web.scheme.edit import draft_crumbs, shown_problems


def publish(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    draft = access.scheme_draft_for(viewer, code)
    typed = _typed(request, draft)
    first, last, found = _days(typed)
    wrong: list[Fault] = []
    if request.method == "POST":
        wrong = [(p.where.field, sentence(p)) for p in found]
        if not request.POST.get("read"):
            wrong.append(("read", _("Cần xác nhận đã đọc lại: bản đã công bố không sửa được nữa.")))
        if not wrong and first is not None:
            try:
                done = scheme_publish(
                    by=viewer, at=now(), draft=draft, seen=request.POST.get("seen", "")[:64],
                    first_day=first, last_day=last,
                )  # fmt: skip
            except Refused as refused:
                wrong = faults(refused)
            else:
                messages.success(
                    request,
                    _("Đã công bố bản %(version)s, có hiệu lực từ %(first_day)s.")
                    % {"version": done.version, "first_day": day(done.first_day)},
                )
                return redirect("scheme", code)
    sections, follows = changes_from_force(viewer, draft)
    standing = publish_problems(draft, first, last) if first else scheme_check(draft.text, code).problems
    context = {
        "crumbs": draft_crumbs(draft, _("Công bố")),
        "draft": draft,
        "typed": typed,
        "fault_of": dict(wrong),
        "faults": wrong,
        "blocking": shown_problems(errors(standing)),
        "cautions": shown_problems([p for p in standing if p not in errors(standing)]),
        "sections": sections,
        "count": sum(len(section["lines"]) for section in sections),
        "follows": follows,
        "sound": scheme_check(draft.text, code).scheme is not None,
        "movements": Movement.objects.filter(scheme=code).select_related("owner").order_by("code"),
    }
    return render(request, "scheme/publish.html", context, status=400 if wrong else 200)


def _typed(request: HttpRequest, draft: SchemeVersion) -> dict[str, str]:
    if request.method == "POST":
        return {name: request.POST.get(name, "").strip()[:20] for name in ("first_day", "last_day")}
    scheme = scheme_check(draft.text).scheme
    return {
        "first_day": day(max(scheme.first_day, first_day_possible(draft.code))) if scheme else "",
        "last_day": day(scheme.last_day) if scheme and scheme.last_day else "",
    }


def _days(typed: dict[str, str]) -> tuple[date | None, date | None, list[Problem]]:
    """Both days, or what is wrong with them."""
    found: list[Problem] = []
    held: dict[str, Any] = {"first_day": None, "last_day": None}
    for name, text in typed.items():
        if not text:
            continue
        read = read_day(text, Where(field=name))
        if isinstance(read, Problem):
            found.append(read)
        else:
            held[name] = read
    if not typed["first_day"]:
        found.append(problem("scheme.first-day-missing", Where(field="first_day")))
    return held["first_day"], held["last_day"], found
