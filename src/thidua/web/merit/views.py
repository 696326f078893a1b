"""What is recorded of a person or a unit for the law to read: seen, added, corrected beneath."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.audit import read_note
from thidua.actions.merit import KIND_OF, TABLES, merit_add, merit_correct, merit_void, said, shaken
from thidua.core.merit import OF_PERSONS, OF_UNITS, SENSITIVE, MeritKind
from thidua.core.problem import Problem, Refused
from thidua.office.dates import read_day
from thidua.office.format import day as day_text
from thidua.office.merit import kind_title
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Dossier, MeritRecord, Person, Unit
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.merit.typed import read, shown, typed_from, typed_of
from thidua.web.refusal import Fault, faults
from thidua.web.titles import award_forms

Subject = Person | Unit
PERSON, UNIT = "nguoi", "don-vi"


def subject_for(viewer: Viewer, noun: str, code: str) -> Subject:
    if noun == PERSON:
        return access.merit_person_for(viewer, code)
    if noun == UNIT:
        return access.merit_unit_for(viewer, code)
    raise Http404


def kinds_of(subject: Subject) -> list[MeritKind]:
    never = OF_UNITS if isinstance(subject, Person) else OF_PERSONS
    return [kind for kind in MeritKind if kind not in never]


def merit(request: HttpRequest, noun: str, code: str) -> HttpResponse:
    """Everything recorded of one person or unit, kind by kind, with the paper each stands on."""
    viewer = viewer_of(request)
    subject = subject_for(viewer, noun, code)
    if isinstance(subject, Person):
        read_note(
            by=viewer, at=now(), action="merit-read", subject=f"person:{subject.code}", about=subject,
            sentence=f"Xem hồ sơ khen thưởng, kỷ luật của {subject.name}.",
        )  # fmt: skip
    mine = {"person": subject} if isinstance(subject, Person) else {"unit": subject}
    may = access.may_write_merit(viewer, subject)
    sections = [_section(kind, mine) for kind in kinds_of(subject)]
    awards = access.awards(viewer).filter(**mine).order_by("-year", "register_number")
    rerated = {
        r.year for r in TABLES[MeritKind.RATING]._default_manager.filter(**mine, replaces__isnull=False)
    }
    context = {
        "crumbs": crumbs((_("Khen thưởng"), reverse("season")), subject.name),
        "subject": subject,
        "noun": noun,
        "sections": [s for s in sections if s["rows"] or s["old"]],
        "kinds": [(kind.value, kind_title(kind)) for kind in kinds_of(subject)] if may else [],
        "may": may,
        "awards": list(awards[:60]),
        "titles": {form.code: form.title for form in award_forms()},
        "shaken": [a for year in sorted(rerated) for a in shaken(subject, year)]
        if isinstance(subject, Person)
        else [],
        "dossiers": list(_dossiers(viewer, mine)),
    }
    return render(request, "merit/merit.html", context)


def _section(kind: MeritKind, mine: dict[str, Subject]) -> dict[str, Any]:
    """What holds, and beneath it what was replaced."""
    rows = (
        TABLES[kind]._default_manager.filter(**mine).select_related("recorded_by", "evidence", "replaced_by")
    )
    holding, old = [], []
    for row in rows:
        replaced = getattr(row, "replaced_by", None)
        line = {"row": row, "said": said(row), "anchor": f"{type(row).__name__.lower()}-{row.pk}"}
        (old if replaced or row.void else holding).append(line)
    return {
        "kind": kind.value, "title": kind_title(kind), "rows": holding, "old": old, "sensitive": kind in SENSITIVE
    }  # fmt: skip


def _dossiers(viewer: Viewer, mine: dict[str, Subject]) -> Any:
    column, subject = next(iter(mine.items()))
    rows: Any = access.dossiers(viewer).filter(**{f"award__{column}": subject})
    return rows.exclude(state__in=[Dossier.State.DECIDED]).order_by("-award__year")


def record(request: HttpRequest, noun: str, code: str, kind: str) -> HttpResponse:
    """A new record; ?sua=<key> corrects one, and "bo" among what is sent voids it."""
    viewer = viewer_of(request)
    subject = subject_for(viewer, noun, code)
    if kind not in set(MeritKind) or MeritKind(kind) not in kinds_of(subject):
        raise Http404
    if not access.may_write_merit(viewer, subject):
        raise Http404
    what = MeritKind(kind)
    old = _corrected(request, what, subject)
    typed: dict[str, Any] = typed_from(old, what) if old else {"year": str(viewer.day.year)}
    typed |= {"paper": old.paper if old else "", "why": ""}
    typed |= {"paper_on": day_text(old.paper_on) if old and old.paper_on else ""}
    wrong: list[Fault] = []
    if request.method == "POST":
        typed = typed_of(request, what) | {
            name: request.POST.get(name, "").strip()[:300] for name in ("paper", "paper_on", "why")
        }
        if _written(request, viewer, what, subject, old, typed, wrong):
            messages.success(request, _("Đã ghi. Dòng cũ, nếu có, vẫn còn để đọc."))
            return redirect(_back(request) or reverse("merit", args=[noun, code]))
    told = dict(reversed(wrong))
    context = {
        "crumbs": crumbs(
            (_("Khen thưởng"), reverse("season")), (subject.name, reverse("merit", args=[noun, code])),
            kind_title(what),
        ),
        "subject": subject,
        "title": kind_title(what),
        "fields": shown(what, typed, wrong),
        "paper": {"value": typed["paper"], "fault": told.get("paper", "")},
        "paper_on": {"value": typed["paper_on"], "fault": told.get("paper_on", "")},
        "why": {"value": typed["why"], "fault": told.get("why", "")},
        "old": old,
        "old_said": said(old) if old else "",
        "faults": wrong,
        "sensitive": what in SENSITIVE,
        "back": _back(request),
    }  # fmt: skip
    return render(request, "merit/record.html", context, status=400 if wrong else 200)


def _back(request: HttpRequest) -> str:
    """A page of this house to go back to."""
    asked = request.GET.get("ve", "")
    return asked if asked.startswith("/khen-thuong/") and "//" not in asked and "\\" not in asked else ""


def _corrected(request: HttpRequest, kind: MeritKind, subject: Subject) -> MeritRecord | None:
    asked = request.GET.get("sua", "")
    if not asked:
        return None
    rows: Any = TABLES[kind]._default_manager
    mine = {"person": subject} if isinstance(subject, Person) else {"unit": subject}
    row = rows.holding().filter(**mine, pk=asked if asked.isascii() and asked.isdecimal() else 0).first()
    if row is None:
        raise Http404
    assert isinstance(row, MeritRecord)
    return row


def _written(
    request: HttpRequest, viewer: Viewer, kind: MeritKind, subject: Subject, old: MeritRecord | None,
    typed: dict[str, Any], wrong: list[Fault],
) -> bool:  # fmt: skip
    values = read(kind, typed, wrong)
    paper_on = read_day(typed["paper_on"]) if typed["paper_on"] else None
    if isinstance(paper_on, Problem):
        wrong.append(("paper_on", sentence(paper_on)))
        paper_on = None
    if wrong:
        return False
    common: dict[str, Any] = {"by": viewer, "at": now()}
    try:
        if old is None:
            merit_add(
                **common, kind=kind, subject=subject, values=values, paper=typed["paper"], paper_on=paper_on
            )
        elif "bo" in request.POST:
            merit_void(**common, record=old, why=typed["why"])
        else:
            assert KIND_OF[type(old)] is kind
            merit_correct(
                **common, record=old, values=values, paper=typed["paper"], why=typed["why"], paper_on=paper_on
            )
    except Refused as refused:
        wrong += faults(refused)
    return not wrong
