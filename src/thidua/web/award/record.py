"""Writing one decided award into the register: find the subject, see it as of that day, then save."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.award import award_preview, award_record
from thidua.core.award import RECORDED, AwardRow, Category, State
from thidua.core.problem import Problem, Refused, errors
from thidua.core.text import words
from thidua.office.awards_file import category_title, code_of
from thidua.office.dates import read_day
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Post, Unit
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.refusal import Fault
from thidua.web.titles import award_forms, unit_kinds

MOST = 20
TEXTS = {
    "find": 80, "subject": 80, "category": 20, "form": 60, "name": 200, "year": 4, "reason": 600,
    "decision_number": 80, "decided_on": 10, "decided_by": 200,
}  # fmt: skip
_FIELD_OF = {  # the rule speaks of the award, the page of a field
    "award.form-unknown": "form", "award.form-not-in-force": "form", "award.category": "form",
    "award.reason-missing": "reason", "award.name-missing": "name", "award.decision-missing": "decision_number",
    "award.decided-by-missing": "decided_by", "award.subject-unknown": "find", "award.post-unknown": "find",
    "award.may-not-record": "find", "award.future": "decided_on", "award.code-taken": "decision_number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody or some unit the words found, as of the day of the decision."""

    code: str
    name: str
    note: str


def record(request: HttpRequest) -> HttpResponse:
    """POST "tim" looks for the subject, "xem" shows what would be written, "ghi" writes what was shown."""
    viewer = viewer_of(request)
    if not access.may_keep_register(viewer):
        raise Http404
    typed = {name: request.POST.get(name, "").strip()[:most] for name, most in TEXTS.items()}
    typed["category"] = typed["category"] or Category.INDIVIDUAL
    wrong: list[Fault] = []
    shown: Award | None = None
    day = _day(typed["decided_on"]) or today()
    matches = find(viewer, typed["find"], typed["category"], day) if typed["find"] else []
    if typed["subject"] not in {match.code for match in matches}:
        typed["subject"] = matches[0].code if len(matches) == 1 else ""
    if request.method == "POST" and "tim" not in request.POST:
        row = _row(typed, wrong)
        if row is not None:
            writing = "ghi" in request.POST and request.POST.get("seen") == digest(typed)
            try:
                action = award_record if writing else award_preview
                shown = action(by=viewer, at=now(), row=row)
            except Refused as refused:
                wrong += _faults(refused)
            else:
                if writing:
                    messages.success(
                        request,
                        _("Đã ghi vào sổ, số %(register_number)s.")
                        % {"register_number": shown.register_number},
                    )
                    return redirect("award", shown.code)
    context = _context(typed, wrong, matches, shown) | {"searched": bool(typed["find"]), "day": day}
    return render(request, "award/new.html", context, status=400 if wrong else 200)


def find(viewer: Viewer, query: str, category: str, day: date) -> list[Match]:
    """People or units of the branch by words without accents, as of that day. One question."""
    if not words(query):
        return []
    known = unit_kinds().abbreviations
    if category in (Category.INDIVIDUAL, Category.LEADER):
        rows = Post.objects.on(day).filter(
            access.answers(query, known, "person__search"), unit__code__in=viewer.leads
        )
        posts = rows.select_related("person", "unit").order_by("person__search")[:MOST]
        return list(
            {p.person.code: Match(p.person.code, p.person.name, f"{p.title}, {p.unit.name}") for p in posts}.values()
        )  # fmt: skip
    units = (
        Unit.objects.on(day).filter(access.answers(query, known), code__in=viewer.leads).order_by("search")
    )
    return [Match(unit.code, unit.name, unit.code) for unit in units[:MOST]]


def digest(typed: dict[str, str]) -> str:
    """What was shown; a form changed since then is shown again before it is written."""
    return hashlib.sha256(repr(sorted(typed.items())).encode()).hexdigest()


def _day(text: str) -> date | None:
    read = read_day(text) if text else None
    return read if isinstance(read, date) else None


def _row(typed: dict[str, str], wrong: list[Fault]) -> AwardRow | None:
    """The award as typed; None with `wrong` filled where something cannot be read."""
    if not typed["subject"]:
        wrong.append(("find", _("Chưa chọn người, tập thể: gõ một phần tên rồi bấm Tìm.")))
    if not typed["form"]:
        wrong.append(("form", _("Chưa chọn danh hiệu, hình thức khen thưởng.")))
    decided_on = read_day(typed["decided_on"]) if typed["decided_on"] else None
    if isinstance(decided_on, Problem):
        wrong.append(("decided_on", sentence(decided_on)))
    elif decided_on is None:
        wrong.append(("decided_on", _("Thiếu ngày quyết định.")))
    year = typed["year"] or (str(decided_on.year) if isinstance(decided_on, date) else "")
    if not (len(year) == 4 and year.isdecimal() and 1945 <= int(year) <= 2999):
        wrong.append(("year", _("Năm xét khen gồm bốn chữ số, ví dụ 2025.")))
    if wrong or not isinstance(decided_on, date):
        return None
    number, name = typed["decision_number"], typed["name"]
    return AwardRow(
        code=code_of(typed["form"], int(year), typed["subject"], number, name),
        form=typed["form"],
        category=Category(typed["category"]) if typed["category"] in set(RECORDED) else Category.INDIVIDUAL,
        subject=typed["subject"],
        year=int(year),
        reason=typed["reason"],
        state=State.DECIDED,
        name=name,
        decision_number=number,
        decided_on=decided_on,
        decided_by=typed["decided_by"],
    )


def _faults(refused: Refused) -> list[Fault]:
    return [(_FIELD_OF.get(p.code, ""), sentence(p)) for p in errors(refused.problems)] or [
        ("", sentence(refused))
    ]


def _context(
    typed: dict[str, str], wrong: list[Fault], matches: list[Match], shown: Award | None
) -> dict[str, Any]:
    of = dict(reversed(wrong))
    forms = {form.code: form for form in award_forms()}
    return {
        "crumbs": crumbs((_("Sổ ghi danh"), reverse("register")), _("Ghi một khen thưởng")),
        "typed": typed,
        "fields": {name: {"value": typed[name], "fault": of.get(name, "")} for name in TEXTS},
        "faults": wrong,
        "matches": matches,
        "crowded": len(matches) >= MOST,
        "categories": [(c.value, category_title(c)) for c in RECORDED],
        "forms": [
            (form.code, form.title, form.authority)
            for form in forms.values()
            if set(form.categories) & set(RECORDED)
        ],
        "shown": shown,
        "shown_form": forms.get(shown.form) if shown else None,
        "seen": digest(typed),
    }
