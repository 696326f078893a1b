"""A unit's year on one page: how everybody was rated, and until when the papers were gone through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.merit import merit_add, ratings_add
from thidua.core.law.facts import Rating
from thidua.core.merit import MeritKind
from thidua.core.problem import Refused
from thidua.office.merit import choice_title
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import MeritReview, Person, Post, ServiceRecord, YearRating
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.form import Form

PREFIX, SINCE = "xep-", "vao-"


def ratings(request: HttpRequest, code: str) -> HttpResponse:
    """One line per person of the unit; ?nam= the year. What is rated already can be rated anew, with another paper."""
    viewer = viewer_of(request)
    unit = access.merit_unit_for(viewer, code)
    year = whole(request, "nam") or season_year(viewer.day.month, viewer.day.year)
    posts = Post.objects.on(viewer.day).filter(unit=unit).exclude(role="administrator")
    posts = posts.select_related("person").order_by("person__search")
    people = list({post.person_id: post for post in posts}.values())
    held = {
        row.person_id: row
        for row in YearRating.objects.holding().filter(person__in=[p.person_id for p in people], year=year)
    }
    known = ServiceRecord.objects.holding().filter(person__in=[p.person_id for p in people])
    since = dict(known.values_list("person_id", "since"))
    form = Form(request, {"paper": "", "paper_on": ""} | {SINCE + p.person.code: "" for p in people})
    typed = {post.person.code: request.POST.get(PREFIX + post.person.code, "") for post in people}
    if form.sent:
        paper_on = form.day("paper_on", needed=False)
        given: dict[Person, str] = {p.person: typed[p.person.code] for p in people if typed[p.person.code]}
        began = {p.person: form.day(SINCE + p.person.code, needed=False) for p in people}
        if not form.wrong:
            try:
                made = _write(viewer, year, given, began, form["paper"], paper_on)
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã ghi xếp loại của %(count)s người.") % {"count": made})
                return redirect(f"{reverse('merit-ratings', args=[code])}?nam={year}")
    review = MeritReview.objects.holding().filter(unit=unit).order_by("-until").first()
    context = {
        "crumbs": crumbs(
            (_("Khen thưởng"), reverse("season")), (unit.name, reverse("merit", args=["don-vi", code])),
            _("Xếp loại năm %(year)s") % {"year": year},
        ),
        "unit": unit,
        "year": year,
        "lines": [
            _line(post, held, typed, form.sent, viewer.person)
            | {"since": since.get(post.person_id), "began": form.fields[SINCE + post.person.code]}
            for post in people
        ],
        "rated": len(held),
        "ratings": [(r.value, choice_title(r.value)) for r in Rating],
        "fields": form.fields,
        "faults": form.wrong,
        "review": review,
    }  # fmt: skip
    return render(request, "merit/ratings.html", context, status=form.status)


@transaction.atomic
def _write(
    viewer: Viewer, year: int, given: dict[Person, str], began: Mapping[Person, date | None], paper: str,
    paper_on: date | None,
) -> int:  # fmt: skip
    """Ratings and days of entry of one page, all or none."""
    common: dict[str, Any] = {"by": viewer, "at": now(), "paper": paper, "paper_on": paper_on}
    days = {person: day for person, day in began.items() if day is not None}
    for person, day in days.items():
        merit_add(**common, kind=MeritKind.SERVICE, subject=person, values={"since": day})
    try:
        return len(ratings_add(**common, year=year, ratings=given))
    except Refused as refused:
        if refused.code == "merit.nobody" and days:
            return 0  # the page was sent for the days alone
        raise


def _line(
    post: Post, held: dict[int | None, YearRating], typed: dict[str, str], sent: bool, me: Person | None
) -> dict[str, Any]:
    row = held.get(post.person_id)
    value = typed[post.person.code] if sent else row.rating if row else ""
    return {
        "person": post.person,
        "title": post.title,
        "name": PREFIX + post.person.code,
        "value": value,
        "row": row,
        "mine": me is not None and me.pk == post.person_id,
    }


def season_year(month: int, year: int) -> int:
    """The year being thanked for: until spring the one before."""
    return year - 1 if month <= 4 else year
