"""Scoring regulations in words, for those who are scored by them, with their versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.scheme import SchemeTexts, loaded_text
from thidua.core.problem import Severity
from thidua.core.score.scheme import Scheme
from thidua.office.wording import place, sentence
from thidua.rules import catalogue
from thidua.rules.scheme import Loaded
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import SchemeVersion
from thidua.web.door import crumbs, viewer_of
from thidua.web.scheme.spoken import (
    PERIODS,
    SUBJECTS,
    calendar_words,
    choice_words,
    feed_words,
    form_words,
    named,
    quota_words,
    roll_up_words,
)

Held = tuple[Loaded, SchemeVersion | None]


@dataclass(frozen=True, slots=True)
class Listed:
    """One regulation of the list; `version` where this home has published one."""

    code: str
    scheme: Scheme | None
    problems: int
    version: SchemeVersion | None
    used: bool


def schemes(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    used = set(access.movements(viewer).values_list("scheme", flat=True))
    visible = access.scheme_versions(viewer)
    codes = sorted({*catalogue.scheme_codes(), *visible.published().values_list("code", flat=True)})
    texts = SchemeTexts(codes)
    seen = set(visible.values_list("pk", flat=True))
    rows = [_listed(code, texts, seen, code in used, viewer) for code in codes]
    context = {
        "crumbs": crumbs(_("Quy chế chấm điểm")),
        "used": [row for row in rows if row.used],
        "others": [row for row in rows if not row.used],
        "drafts": visible.drafts().select_related("owner", "changed_by"),
        "may_write": access.scheme_writers(viewer).exists(),
    }
    return render(request, "scheme/schemes.html", context)


def _listed(code: str, texts: SchemeTexts, seen: set[int], used: bool, viewer: Viewer) -> Listed:
    version = texts.version(code, viewer.day)
    if version is not None and version.pk not in seen:
        version = None
    text = version.text if version else catalogue.scheme_text(code)
    loaded = loaded_text(text, f"{code}.yaml")
    return Listed(code, loaded.scheme, len(loaded.problems), version, used)


def held_for(viewer: Viewer, code: str, number: int | None = None) -> Held:
    """The regulation as this person may read it: that version, else the one in force today, else as packaged.

    Raises:
        Http404: there is none, or not for this person.
    """
    if number is not None:
        version: SchemeVersion | None = access.scheme_version_for(viewer, code, number)
    else:
        version = SchemeTexts([code]).version(code, viewer.day)
        if version is not None and not access.scheme_versions(viewer).filter(pk=version.pk).exists():
            version = None
    if version is None and code not in catalogue.scheme_codes():
        raise Http404
    text = version.text if version else catalogue.scheme_text(code)
    return loaded_text(text, f"{code}.yaml"), version


def scheme(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    number = request.GET.get("ban", "")
    loaded, version = held_for(viewer, code, int(number) if number.isascii() and number.isdecimal() else None)
    if loaded.scheme is None:
        raise Http404
    rows = list(
        access.scheme_versions(viewer).filter(code=code).select_related("published_by").order_by("-version")
    )
    context = scheme_words(loaded, loaded.scheme) | {
        "crumbs": crumbs((_("Quy chế chấm điểm"), reverse("schemes")), loaded.scheme.title),
        "version": version,
        "versions": [row for row in rows if row.published],
        "draft": next((row for row in rows if not row.published), None),
        "packaged": code in catalogue.scheme_codes(),
        "may_write": access.scheme_writers(viewer).exists(),
        "today": viewer.day,
    }
    return render(request, "scheme/scheme.html", context)


def _scheme_titles(held: Scheme) -> dict[str, str]:
    """Titles of the packaged regulations that this one takes results from."""
    codes = {use.feed.scheme for use in held.figures if use.feed} & set(catalogue.scheme_codes())
    loaded = {code: loaded_text(catalogue.scheme_text(code), f"{code}.yaml").scheme for code in codes}
    return {code: scheme.title for code, scheme in loaded.items() if scheme}


def scheme_words(loaded: Loaded, held: Scheme) -> dict[str, Any]:
    """Everything that `scheme/words.html` shows of a regulation."""
    titles = named(held).titles
    return {
        "scheme": held,
        "subject": SUBJECTS[held.subject],
        "period": PERIODS[held.period],
        "forms": [form_words(held, form) for form in held.forms],
        "roll_ups": [roll_up_words(held, roll_up) for roll_up in held.roll_ups],
        "quotas": [quota_words(held, quota) for quota in held.quotas],
        "feeds": feed_words(held, _scheme_titles(held)),
        "calendar": calendar_words(held),
        "choices": choice_words(held),
        "tie_breaks": [(titles.get(t.of, t.of), t) for t in held.tie_breaks],
        "enforcement": [use for use in held.figures if use.enforcement],
        "problems": [
            {"sentence": sentence(p), "place": place(p.where), "resolved": p.severity is Severity.RESOLVED}
            for p in loaded.problems
        ],
    }
