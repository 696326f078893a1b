"""Vì sao đủ, vì sao chưa đủ: every ground with its article, the fact it read, and the way to where that fact stands."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.audit import read_note
from thidua.actions.eligibility import verdict_mark, verdicts_of
from thidua.actions.eligibility.bulk import eligibility_run
from thidua.actions.job import job_start
from thidua.core.award import form_on
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Dossier, Person, Unit
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.eligibility.shown import badge, grounds, speaker
from thidua.web.merit.views import subject_for
from thidua.web.merit.year import season_year
from thidua.web.room import known


def why(request: HttpRequest, form: str, noun: str, code: str) -> HttpResponse:
    """?nam= the year that is considered."""
    viewer = viewer_of(request)
    subject = subject_for(viewer, noun, code)
    held = form_on(award_forms(), form, viewer.day)
    if held is None:
        raise Http404
    year = whole(request, "nam") or season_year(viewer.day.month, viewer.day.year)
    if isinstance(subject, Person):
        read_note(
            by=viewer, at=now(), action="merit-read", subject=f"person:{subject.code}", about=subject,
            sentence=f"Xem điều kiện khen thưởng của {subject.name}.",
        )  # fmt: skip
    verdicts = verdicts_of([subject], form, viewer.day, year)
    verdict, say = verdicts.of(subject), speaker()
    context = {
        "crumbs": crumbs(
            (_("Khen thưởng"), reverse("season")), (subject.name, reverse("merit", args=[noun, code])),
            held.title,
        ),
        "subject": subject,
        "noun": noun,
        "form": held,
        "year": year,
        "badge": badge(verdict, say),
        "grounds": grounds(verdict, verdicts.gathered.links, say),
        "unverified": verdict.unverified,
        "at": now(),
        "mark": verdict_mark(verdict),
        "dossier": _dossier(viewer, subject, form, year),
        "needs": [say.need(need) for need in verdict.missing],
        "law_url": known("law-title", form),
        "forms": [f for f in award_forms() if f.in_force(viewer.day) and f.categories == held.categories],
    }  # fmt: skip
    return render(request, "eligibility/why.html", context)


def _dossier(viewer: Viewer, subject: Person | Unit, form: str, year: int) -> Dossier | None:
    """The nomination that this verdict belongs to, the latest if there were several."""
    mine = {"award__person": subject} if isinstance(subject, Person) else {"award__unit": subject}
    rows = access.dossiers(viewer).filter(award__form=form, award__year=year).filter(Q(**mine))
    return rows.order_by("-pk").first()


@require_POST
def run(request: HttpRequest, form: str) -> HttpResponse:
    """Everybody she keeps, in the background; ?nam= the year."""
    viewer = viewer_of(request)
    held = form_on(award_forms(), form, viewer.day)
    if held is None or not access.keeping(viewer):
        raise Http404
    year = whole(request, "nam") or season_year(viewer.day.month, viewer.day.year)
    title = _("Rà điều kiện %(title)s năm %(year)s") % {"title": held.title, "year": year}
    job = job_start(
        by=viewer, at=now(), title=title, work=eligibility_run, given={"form": form, "year": year}
    )
    return redirect("job", job.pk)
