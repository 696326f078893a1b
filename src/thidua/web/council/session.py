"""A session as it goes: for who runs it, for its members, and for the screen in the room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.ballot_box import ballot_progress, key_mark
from thidua.actions.council_paper import form_title, told_words
from thidua.actions.council_verdict import session_verdicts
from thidua.actions.council_vote import Told, chairs_now, council_result, must_attend
from thidua.core.council import VOTING, Advice, Office, title_rank
from thidua.core.law.verdict import Outcome, Verdict
from thidua.office.council import share_words
from thidua.office.language import spoken
from thidua.office.law import Speaker, missing_sentence
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Ballot, BallotVoter, CouncilRound, CouncilSession
from thidua.web.ballot.views import choice_title
from thidua.web.council.views import OFFICES, STATES
from thidua.web.door import crumbs, viewer_of

TONES = {
    Advice.OPEN: "", Advice.RECOMMENDED: "green", Advice.SHORT: "red", Advice.NO_PLACE: "", Advice.AGAIN: "gold",
    Advice.CHAIR: "gold",
}  # fmt: skip
OUTCOMES = {
    Outcome.ELIGIBLE: "green", Outcome.NOT_ELIGIBLE: "red", Outcome.FACTS_MISSING: "gold",
    Outcome.COUNCIL_CHOOSES: "blue", Outcome.ON_HOLD: "red",
}  # fmt: skip
PHASES = {
    Ballot.Phase.DRAWING: gettext_lazy("Đang phát phiếu"),
    Ballot.Phase.CASTING: gettext_lazy("Đang bỏ phiếu"),
}


def session(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.council_session_for(viewer, code)
    told = council_result(row)
    presences = list(row.presences.select_related("person"))
    members = [one for one in presences if one.office in VOTING]
    running = access.may_run_council(viewer, row.council) and row.state != CouncilSession.State.ENDED
    state, tone = STATES[row.state]
    context = {
        "crumbs": crumbs(
            (_("Hội đồng"), reverse("councils")),
            (row.council.title, reverse("council", args=[row.council.code])),
            row.title,
        ),
        "session": row,
        "state": state,
        "tone": tone,
        "presences": [{"row": one, "office": OFFICES[Office(one.office)]} for one in presences],
        "members": len(members),
        "here": sum(one.present is True for one in members),
        "away": [one for one in members if one.present is False],
        "unmarked": sum(one.present is None for one in members),
        "needed_here": must_attend(row),
        "items": _items(row, told, viewer),
        "titles": _titles(row, told),
        "rounds": _rounds(row),
        "runs": running,
        "next": _next(told) if running and row.state == CouncilSession.State.SITTING else None,
        "chairs": viewer.person is not None and chairs_now(row, viewer.person),
        "me_code": viewer.person.code if viewer.person else "",
        "waiting": sum(one.advice in (Advice.OPEN, Advice.AGAIN, Advice.CHAIR) for one in told),
        **_now(row, viewer),
    }  # fmt: skip
    return render(request, "council/session.html", context)


def _items(row: CouncilSession, told: list[Told], viewer: Viewer) -> list[dict[str, Any]]:
    items = row.items.prefetch_related("recusals__person", "letters__person", "notes")
    more = {item.pk: item for item in items}
    verdicts = session_verdicts(row, [one.item for one in told])
    return [
        {
            "told": one,
            "item": one.item,
            "key": str(one.item.number),
            "award": one.item.award,
            "form": form_title(one.item.award.form),
            "verdict": verdict_shown(verdicts.get(one.item.pk)),
            "recusals": list(more[one.item.pk].recusals.all()),
            "letters": list(more[one.item.pk].letters.all()),
            "notes": list(more[one.item.pk].notes.all()),
            "words": told_words(one),
            "tone": TONES[one.advice],
            "boxes": [
                {
                    "issued": box.issued + box.hand_issued,
                    "cast": len(box.slips) + sum(box.hand.values()),
                    "counts": [(choice_title(choice), number) for choice, number in box.counted.items()],
                }
                for box in one.boxes
            ],
            "for_chair": one.advice is Advice.CHAIR,
            "tied_me": any(r.person_id == getattr(viewer.person, "pk", None) for r in more[one.item.pk].recusals.all()),
        }
        for one in told
    ]  # fmt: skip


def verdict_shown(verdict: Verdict | None) -> dict[str, Any] | None:
    """What the law makes of a dossier: outcome, what is lacking, every ground with its article and where it stands."""
    if verdict is None:
        return None
    speaker = Speaker(award_forms(), spoken.get())
    grounds = [leaf for ground in verdict.grounds for leaf in ground.leaves()]
    return {
        "says": speaker.outcome(verdict.outcome),
        "tone": OUTCOMES.get(verdict.outcome, ""),
        "missing": missing_sentence(verdict, award_forms()),
        "grounds": [
            {
                "says": speaker.ground(ground),
                "outcome": speaker.outcome(ground.outcome) if ground.outcome else _("ghi chú"),
                "tone": OUTCOMES.get(ground.outcome, "") if ground.outcome else "",
                "clause": ground.provision.clause if ground.provision else "",
                "unseen": ground.provision is not None and not ground.provision.seen,
                "read": [speaker.read(read) for read in ground.facts],
            }
            for ground in grounds
        ],
    }


def _titles(row: CouncilSession, told: list[Told]) -> list[dict[str, Any]]:
    """What each title asks for: share of the members, places."""
    first: dict[str, Told] = {}
    for one in told:
        first.setdefault(one.item.award.form, one)
    return [
        {
            "title": form_title(form),
            "share": share_words(one.asked, one.needed, one.members),
            "verified": one.asked is None or one.asked.provision.seen,
            "places": row.places.get(form),
        }
        for form, one in first.items()
    ]


def _rounds(row: CouncilSession) -> list[CouncilRound]:
    return list(row.rounds.filter(ballot__phase__in=("counted", "void")).select_related("ballot"))


def _next(told: list[Told]) -> dict[str, Any] | None:
    """The lowest title with something to vote on, and what of it; else what fell short and may come once more."""
    waiting = [one for one in told if one.advice in (Advice.OPEN, Advice.AGAIN)]
    if waiting:
        form = min((one.item.award.form for one in waiting), key=lambda held: title_rank(award_forms(), held))
        chosen = [one for one in waiting if one.item.award.form == form]
        last = max(len(one.boxes) for one in chosen)
        return {
            "title": form_title(form),
            "items": [one.item for one in chosen if len(one.boxes) == last],
            "again": last > 0,
        }
    short = [
        one for one in told
        if one.advice is Advice.SHORT and len(one.boxes) < one.item.session.council.rounds
    ]  # fmt: skip
    return {"title": "", "items": [one.item for one in short], "short": True} if short else None


def _now(row: CouncilSession, viewer: Viewer) -> dict[str, Any]:
    """The ballot that runs now, if any."""
    running = row.rounds.filter(ballot__phase__in=PHASES).select_related("ballot").first()
    if running is None:
        return {"vote": None}
    ballot = running.ballot
    progress = ballot_progress(ballot)
    return {
        "vote": running,
        "phase": PHASES[ballot.phase],
        "drawing": ballot.phase == Ballot.Phase.DRAWING,
        "progress": progress,
        "total": len(progress.voters),
        "mark": key_mark(ballot),
        "mine": BallotVoter.objects.filter(question__ballot=ballot, person=viewer.person).exists(),
        "hands": [name for name, way in progress.voters if way == BallotVoter.Way.HAND],
        "undrawn": [
            voter.person
            for voter in BallotVoter.objects.filter(question__ballot=ballot, way="")
            .select_related("person").order_by("person__name", "question__number")
        ],
        "questions": list(ballot.questions.all()),
    }  # fmt: skip


def progress(request: HttpRequest, code: str) -> HttpResponse:
    """The fragment that a page with a running ballot asks for every few seconds."""
    viewer = viewer_of(request)
    row = access.council_session_for(viewer, code)
    return render(request, "council/progress.html", {"session": row, **_now(row, viewer)})


def screen(request: HttpRequest, code: str) -> HttpResponse:
    """For the wall of the room: large, without forms."""
    viewer = viewer_of(request)
    row = access.council_session_for(viewer, code)
    told = council_result(row)
    context = {
        "crumbs": crumbs((row.title, reverse("council-session", args=[code])), _("Màn hình phòng họp")),
        "session": row,
        "items": _items(row, told, viewer),
        **_now(row, viewer),
    }
    return render(request, "council/screen.html", context)
