"""One dossier: where it lies, what is next and who may do it, its papers, what people said, every step it took."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.dossier.paper import OF_STEP, papers_asked
from thidua.actions.dossier.remark import remarks_wanted
from thidua.actions.dossier.step import faults_of
from thidua.actions.dossier.submit import superior
from thidua.actions.eligibility import verdicts_of
from thidua.actions.paper_dossier import achievement_printed
from thidua.core.dossier import OVER, DossierState, may_follow
from thidua.core.law.council import votes_needed
from thidua.core.law.dossier import REMARK
from thidua.core.problem import Refused
from thidua.office.dossier import paper_title, state_title, state_tone
from thidua.office.wording import sentence
from thidua.rules.catalogue import law_book
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Dossier, DossierPaper
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.dossier.life import STEPS, paper_sent
from thidua.web.dossier.result import result_shown
from thidua.web.dossier.season import lines_of
from thidua.web.eligibility.shown import badge, speaker
from thidua.web.refusal import Fault, faults
from thidua.web.room import known
from thidua.web.titles import award_forms

S = DossierState


def dossier(request: HttpRequest, code: str, wrong: list[Fault] | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.dossier_for(viewer, code)
    award = row.award
    subject = award.person or award.unit
    (line,) = lines_of([row], viewer.day)
    mine = viewer.person is not None and award.person_id == viewer.person.pk
    keeps = access.may_keep_dossier(viewer, row)
    verdict = verdicts_of([subject], award.form, viewer.day, award.year).of(subject) if subject else None
    form = next((f for f in award_forms() if f.code == award.form), None)
    remarks = remarks_wanted(award, viewer.day)
    context = {
        "crumbs": crumbs((_("Khen thưởng"), f"{reverse('season')}?nam={award.year}"), award.subject_name),
        "row": row,
        "award": award,
        "form": form,
        "line": line,
        "noun": "nguoi" if award.person_id else "don-vi",
        "subject": subject,
        "badge": badge(verdict, speaker()) if verdict else None,
        "keeps": keeps,
        "mine": mine,
        "may_answer": row.consent == Dossier.Consent.WAITING and (mine or keeps) and row.state not in OVER,
        "papers": _papers(row),
        "paper_states": DossierPaper.State.choices,
        "ways": _ways(row, viewer, keeps, mine),
        "voices": list(row.voices.select_related("recorded_by")),
        "steps": _steps(row),
        "used": [use.achievement for use in award.achievements.select_related("achievement")],
        "ideas": [use.initiative for use in award.initiatives.select_related("initiative")],
        "result": result_shown(viewer, award.close),
        "remarks": remarks,
        "printed": achievement_printed(row, viewer.day),
        "ask_old": keeps and row.state not in OVER and any(item.remark is None for item in remarks),
        "submissions": list(row.submissions.select_related("unit", "to")),
        "above": superior(row.desk, viewer.day) if keeps and row.state in (S.APPRAISED, S.COUNCIL) else None,
        "votes": votes_needed(award.form, 9, viewer.day, law_book()) is not None,
        "council_url": known("councils"),
        "faults": wrong or [],
        "fault_of": dict(reversed(wrong or [])),
        "typed": request.POST,
        "over": row.state in OVER,
        "hand_over": reverse("decision", args=[award.decision.code])
        if keeps and award.decision and award.state == Award.State.DECIDED
        else "",
    }
    return render(request, "dossier/dossier.html", context, status=400 if wrong else 200)


def _papers(row: Dossier) -> list[dict[str, Any]]:
    """The checklist, each with the article that asks for it."""
    asked = {paper.code: paper.provision for paper in papers_asked(row.award, now())}
    found = []
    for paper in row.papers.select_related("evidence", "changed_by"):
        tone = {"present": "green", "missing": "red", "not-required": ""}[paper.state]
        later = paper.kind in OF_STEP and paper.state == DossierPaper.State.MISSING
        found.append(
            {
                "row": paper,
                "title": paper_title(paper.kind),
                "tone": "" if later else tone,
                "state": _("có khi trình") if later else paper.get_state_display(),
                "provision": asked.get(paper.kind),
                "by_hand": paper.kind not in OF_STEP | {REMARK},  # what comes by itself is not ticked here
                "url": _record_url(row, paper.record),
                "lacks": paper.state == DossierPaper.State.MISSING and not later,
            }
        )
    return found


def _record_url(row: Dossier, record: str) -> str:
    noun, _sep, key = record.partition(":")
    if noun == "submission":
        return reverse("submission", args=[key])
    if noun == "session":
        return reverse("council-session", args=[key])
    if noun == "remark":
        return reverse("transfer-remark", args=[key])
    if noun == "initiative" and row.award.person is not None:
        return f"{reverse('merit', args=['nguoi', row.award.person.code])}#initiative-{key}"
    return ""


def _ways(row: Dossier, viewer: Viewer, keeps: bool, mine: bool) -> list[dict[str, Any]]:
    """What may be done now, each with what stands in its way; the ordinary next step first."""
    if not keeps:
        return []
    found = []
    for code, way in STEPS.items():
        if way.then is None or not may_follow(S(row.state), way.then):
            continue
        if mine and way.then in (S.APPRAISED,):
            continue
        if row.state == S.DRAFT and way.then is S.COLLECTING:
            continue  # the answer of the person does that
        stops = [sentence(fault) for fault in faults_of(row, way.then, viewer.day)]
        found.append({"code": code, "way": way, "stops": stops})
    return found


def _steps(row: Dossier) -> list[dict[str, Any]]:
    steps = row.steps.select_related("by", "desk").order_by("-id")
    return [{"row": step, "title": state_title(step.after), "tone": state_tone(step.after)} for step in steps]


@require_POST
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One step, as STEPS has it."""
    viewer = viewer_of(request)
    row = access.dossier_for(viewer, code)
    way = STEPS.get(step)
    if way is None:
        raise Http404
    try:
        way.take(request, viewer, row)
    except Refused as refused:
        return dossier(request, code, faults(refused))
    messages.success(request, way.done)
    return redirect("dossier", code)


@require_POST
def paper(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A paper of the checklist: its file or number, or why it is not required."""
    viewer = viewer_of(request)
    row = access.dossier_for(viewer, code)
    try:
        paper_sent(request, viewer, row, kind)
    except Refused as refused:
        return dossier(request, code, faults(refused))
    messages.success(request, _("Đã ghi."))
    return redirect(f"{reverse('dossier', args=[code])}#giay-to")
