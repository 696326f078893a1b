"""A unit's year on one page: how everybody was rated, and until when the papers were gone through."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.merit import ratings_add
from thidua.core.law.facts import Rating
from thidua.core.problem import Refused
from thidua.office.merit import choice_title
from thidua.store import access
from thidua.store.models import MeritReview, Person, Post, YearRating
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.form import Form

PREFIX = "xep-"


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
    form = Form(request, {"paper": "", "paper_on": ""})
    typed = {post.person.code: request.POST.get(PREFIX + post.person.code, "") for post in people}
    if form.sent:
        paper_on = form.day("paper_on", needed=False)
        given: dict[Person, str] = {p.person: typed[p.person.code] for p in people if typed[p.person.code]}
        if not form.wrong:
            try:
                made = ratings_add(
                    by=viewer, at=now(), year=year, ratings=given, paper=form["paper"], paper_on=paper_on
                )
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã ghi xếp loại của %(count)s người.") % {"count": len(made)})
                return redirect(f"{reverse('merit-ratings', args=[code])}?nam={year}")
    review = MeritReview.objects.holding().filter(unit=unit).order_by("-until").first()
    context = {
        "crumbs": crumbs(
            (_("Khen thưởng"), reverse("season")), (unit.name, reverse("merit", args=["don-vi", code])),
            _("Xếp loại năm %(year)s") % {"year": year},
        ),
        "unit": unit,
        "year": year,
        "lines": [_line(post, held, typed, form.sent, viewer.person) for post in people],
        "rated": len(held),
        "ratings": [(r.value, choice_title(r.value)) for r in Rating],
        "fields": form.fields,
        "faults": form.wrong,
        "review": review,
    }  # fmt: skip
    return render(request, "merit/ratings.html", context, status=form.status)


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
