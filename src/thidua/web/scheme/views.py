"""A scoring regulation in words, for those who are scored by it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.core.problem import Severity
from thidua.office.wording import place, sentence
from thidua.rules.catalogue import scheme_codes
from thidua.web.door import crumbs
from thidua.web.scheme.spoken import PERIODS, SUBJECTS, form_words, named, quota_words, roll_up_words
from thidua.web.titles import packaged_scheme


def schemes(request: HttpRequest) -> HttpResponse:
    rows = [
        (code, loaded.scheme, loaded.problems) for code in scheme_codes() if (loaded := packaged_scheme(code))
    ]
    return render(request, "scheme/schemes.html", {"crumbs": crumbs("Quy chế chấm điểm"), "rows": rows})


def scheme(request: HttpRequest, code: str) -> HttpResponse:
    if code not in scheme_codes():
        raise Http404
    loaded = packaged_scheme(code)
    held = loaded.scheme
    if held is None:
        raise Http404
    titles = named(held).titles
    context = {
        "crumbs": crumbs(("Quy chế chấm điểm", reverse("schemes")), held.title),
        "scheme": held,
        "subject": SUBJECTS[held.subject],
        "period": PERIODS[held.period],
        "forms": [form_words(held, form) for form in held.forms],
        "roll_ups": [roll_up_words(held, roll_up) for roll_up in held.roll_ups],
        "quotas": [quota_words(held, quota) for quota in held.quotas],
        "tie_breaks": [(titles.get(t.of, t.of), t) for t in held.tie_breaks],
        "enforcement": [use for use in held.figures if use.enforcement],
        "problems": [
            {"sentence": sentence(p), "place": place(p.where), "resolved": p.severity is Severity.RESOLVED}
            for p in loaded.problems
        ],
    }
    return render(request, "scheme/scheme.html", context)
