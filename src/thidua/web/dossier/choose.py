"""Choosing names: beside each what the law makes of it; how the choice falls; then why for each, and written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.dossier.open import Nomination, candidates, category_of, chosen_of, dossiers_open
from thidua.actions.eligibility import Verdicts, verdicts_of
from thidua.actions.merit_registration import registered
from thidua.core.award import AwardForm, Category, FormKind
from thidua.core.dossier import distribution
from thidua.core.law.facts import CommendationType
from thidua.core.law.verdict import Outcome
from thidua.core.problem import Refused
from thidua.core.text import fold
from thidua.core.unit import Role
from thidua.office.merit import choice_title
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Achievement, Award, Dossier, Initiative, Person, Post, Unit
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.dossier.result import results, stood, title_of
from thidua.web.eligibility.shown import badge, speaker
from thidua.web.merit.year import season_year
from thidua.web.refusal import Fault, faults

MOST = 120  # names on one page; a search narrows more
HOPEFUL = (Outcome.ELIGIBLE.value, Outcome.COUNCIL_CHOOSES.value)
Subject = Person | Unit


def choose(request: HttpRequest) -> HttpResponse:
    """?nam= year, &don-vi= unit, &hinh-thuc= form, &duoi=1 with all below, &tim= part of a name, &du=1 hopeful only,
    &ket-qua= key of the close it is chosen from.

    POST "phan-bo" tells how a choice falls, "tiep" asks why for each name, "ghi" writes.
    """
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.nominating_units(viewer)}
    if not units:
        raise Http404
    asked = _asked(request, viewer, units)
    unit, form, year = asked["unit"], asked["form"], asked["year"]
    everybody = _everybody(unit, form, asked["below"], viewer)
    picked = set(request.POST.getlist("chon"))
    chosen = [subject for subject in everybody if subject.code in picked]
    if "phan-bo" in request.POST:
        return render(request, "dossier/distribution.html", _fall(viewer, unit, chosen, form.code, year))
    wrong: list[Fault] = []
    if "ghi" in request.POST and (made := _write(request, viewer, asked, chosen, wrong)):
        messages.success(
            request,
            _("Đã lập %(count)s hồ sơ; người được đề nghị đã được hỏi ý kiến.") % {"count": len(made)},
        )
        return redirect("dossier", made[0].award.code) if len(made) == 1 else redirect(_season(year))
    if "tiep" in request.POST or "ghi" in request.POST:
        if chosen:
            return _reasons(request, viewer, asked, chosen, wrong)
        wrong.append(("names", _("Chưa chọn ai.")))
    found = _searched(everybody, asked["query"])
    shown = found[:MOST]
    verdicts = verdicts_of(shown, form.code, viewer.day, year)
    lines = _lines(shown, verdicts, form.code, year, viewer, picked)
    places = stood(viewer, asked["close"]) if asked["close"] else {}
    for line in lines:
        line["stood"] = places.get(line["subject"].code, "")
    if asked["hopeful"]:
        lines = [line for line in lines if line["badge"]["outcome"] in HOPEFUL]
    context = _context(asked, units) | {
        "lines": lines,
        "more": len(found) - len(shown),
        "faults": wrong,
        "noun": _noun(form),
        **_fall(viewer, unit, chosen, form.code, year),
    }
    return render(request, "dossier/choose.html", context, status=400 if wrong else 200)


def _season(year: int) -> str:
    return f"{reverse('season')}?nam={year}"


def _asked(request: HttpRequest, viewer: Viewer, units: dict[str, Unit]) -> dict[str, Any]:
    forms = forms_on(viewer)
    unit = units.get(request.GET.get("don-vi", "")) or next(iter(units.values()))
    wanted = request.GET.get("hinh-thuc", "") or "chien-si-tien-tien"
    year = whole(request, "nam") or season_year(viewer.day.month, viewer.day.year)
    closes = results(viewer, year)
    form = next((f for f in forms if f.code == wanted), forms[0])
    return {
        "unit": unit,
        "form": form,
        "forms": forms,
        "year": year,
        "closes": [(close.pk, title_of(close)) for close in closes],
        "close": next((close for close in closes if close.pk == whole(request, "ket-qua")), None),
        "below": "duoi" in request.GET,
        "hopeful": "du" in request.GET,
        "query": request.GET.get("tim", "").strip()[:60],
    }


def forms_on(viewer: Viewer) -> list[AwardForm]:
    """Titles and forms in force today that people or collectives may be named for."""
    return [
        form
        for form in award_forms()
        if form.in_force(viewer.day)
        and form.kind is not FormKind.REGISTER
        and {Category.INDIVIDUAL, Category.COLLECTIVE} & set(form.categories)
    ]


def _noun(form: AwardForm) -> str:
    return "nguoi" if category_of(form.code) is Category.INDIVIDUAL else "don-vi"


def _everybody(unit: Unit, form: AwardForm, below: bool, viewer: Viewer) -> list[Subject]:
    found: list[Subject] = list(candidates(unit, category_of(form.code), viewer.day))
    if below or _noun(form) == "don-vi":
        return found
    own = Post.objects.on(viewer.day).filter(unit=unit).values_list("person_id", flat=True)
    inside = set(own)
    return [subject for subject in found if subject.pk in inside]


def _searched(subjects: Sequence[Subject], query: str) -> list[Subject]:
    wanted = fold(query).split()
    return [s for s in subjects if all(word in fold(s.name) for word in wanted)]


def _lines(
    subjects: Sequence[Subject], verdicts: Verdicts, form: str, year: int, viewer: Viewer, picked: set[str]
) -> list[dict[str, Any]]:
    """By name, never by merit (promise N11)."""
    say = speaker()
    places = {c.code: c for c in chosen_of(subjects, form, year, viewer.day)}
    titles = _titles(subjects, viewer)
    column = "person_id" if subjects and isinstance(subjects[0], Person) else "unit_id"
    there = Award.objects.filter(form=form, year=year, **{f"{column}__in": [s.pk for s in subjects]})
    dead = [Dossier.State.WITHDRAWN, Dossier.State.REFUSED]
    aims, named = registered(subjects, year), {known.code: known.title for known in award_forms()}
    standing = there.exclude(dossier__state__in=dead).exclude(state=Award.State.REVOKED)
    taken = {key: (code, has) for key, code, has in standing.values_list(column, "code", "dossier")}
    return [
        {
            "subject": subject,
            "post": titles.get(subject.pk, ""),
            "unit": places[subject.code].unit,
            "repeat": places[subject.code].repeat,
            "aim": named.get(aim.form, aim.form) if (aim := aims.get(subject.pk)) else "",
            "aims_here": places[subject.code].registered,
            "badge": badge(verdicts.of(subject), say),
            "taken": taken.get(subject.pk),
            "picked": subject.code in picked,
        }
        for subject in subjects
    ]


def _titles(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, str]:
    people = [s for s in subjects if isinstance(s, Person)]
    posts = Post.objects.on(viewer.day).filter(person__in=people).exclude(role=Role.ADMINISTRATOR)
    return dict(posts.order_by("-pk").values_list("person_id", "title"))


def _fall(viewer: Viewer, unit: Unit, chosen: Sequence[Subject], form: str, year: int) -> dict[str, Any]:
    """How the choice falls, and whose interest is in it."""
    told = []
    people = {s.pk: s for s in chosen if isinstance(s, Person)}
    if viewer.person is not None and viewer.person.pk in people:
        told.append(_("Đồng chí tự đề nghị mình: người khác thẩm định và quyết định."))
    for head in access.holders(unit, [Role.HEAD], viewer.day):
        if head.pk in people:
            told.append(
                _("%(name)s đứng đầu đơn vị đề nghị: người khác ký tờ trình này.") % {"name": head.name}
            )
    return {"fall": distribution(chosen_of(chosen, form, year, viewer.day)), "interests": told}


def _context(asked: dict[str, Any], units: dict[str, Unit]) -> dict[str, Any]:
    return {
        "crumbs": crumbs((_("Khen thưởng"), _season(asked["year"])), _("Đề nghị")),
        "asked": asked,
        "units": list(units.values()),
    }


def _reasons(
    request: HttpRequest, viewer: Viewer, asked: dict[str, Any], chosen: Sequence[Subject], wrong: list[Fault]
) -> HttpResponse:
    """Why each, and what it rests on; filled in from the records."""
    verdicts = verdicts_of(chosen, asked["form"].code, viewer.day, asked["year"])
    say, free, ideas = speaker(), _achievements(chosen), _initiatives(chosen)
    lines = []
    for subject in chosen:
        mine, own = free.get(subject.pk, []), ideas.get(subject.pk, [])
        lines.append(
            {
                "subject": subject,
                "badge": badge(verdicts.of(subject), say),
                "reason": request.POST.get(f"ly-do-{subject.code}", "")
                or _suggested(subject, verdicts, mine, own),
                "achievements": mine,
                "initiatives": own,
            }
        )
    context = _context(asked, {}) | {
        "lines": lines,
        "faults": wrong,
        "noun": _noun(asked["form"]),
        "types": [(t.value, choice_title(t.value)) for t in CommendationType],
        "close_title": title_of(asked["close"]) if asked["close"] else "",
        "sent": {key: request.POST.getlist(key) for key in request.POST},
        **_fall(viewer, asked["unit"], chosen, asked["form"].code, asked["year"]),
    }
    return render(request, "dossier/reasons.html", context, status=400 if wrong else 200)


def _suggested(
    subject: Subject, verdicts: Verdicts, achievements: Sequence[Achievement], ideas: Sequence[Initiative]
) -> str:
    gathered = verdicts.gathered.people if isinstance(subject, Person) else verdicts.gathered.units
    year = verdicts.of(subject).year
    rating = next((r.rating for r in gathered[subject.code].ratings if r.year == year and not r.unit), None)
    parts = [choice_title(rating, "vi") + f" năm {year}"] if rating else []
    parts += [f"sáng kiến “{row.title}”" for row in ideas if row.year == year]
    parts += [row.title for row in achievements if row.last_day.year == year]
    return "; ".join(parts)


def _mine(subjects: Sequence[Subject]) -> dict[str, Any]:
    column = "person" if subjects and isinstance(subjects[0], Person) else "unit"
    return {f"{column}__in": [s.pk for s in subjects]}


def _achievements(subjects: Sequence[Subject]) -> dict[int, list[Achievement]]:
    """Those that no award has used yet."""
    found: dict[int, list[Achievement]] = {}
    for row in (
        Achievement.objects.holding().filter(**_mine(subjects), use__isnull=True).order_by("first_day")
    ):
        found.setdefault(row.person_id or row.unit_id, []).append(row)
    return found


def _initiatives(subjects: Sequence[Subject]) -> dict[int, list[Initiative]]:
    found: dict[int, list[Initiative]] = {}
    rows = (
        Initiative.objects.holding()
        .filter(**_mine(subjects))
        .prefetch_related("uses__award")
        .order_by("year")
    )
    for row in rows:
        found.setdefault(row.person_id or row.unit_id, []).append(row)
    return found


def _write(
    request: HttpRequest, viewer: Viewer, asked: dict[str, Any], chosen: Sequence[Subject], wrong: list[Fault]
) -> list[Dossier]:
    if not chosen:
        return []
    free, ideas = _achievements(chosen), _initiatives(chosen)
    kinds = set(CommendationType)
    nominations = []
    for subject in chosen:
        used = set(request.POST.getlist(f"thanh-tich-{subject.code}"))
        thought = set(request.POST.getlist(f"sang-kien-{subject.code}"))
        kind = request.POST.get(f"loai-{subject.code}", "")
        nominations.append(
            Nomination(
                subject,
                request.POST.get(f"ly-do-{subject.code}", "").strip()[:600],
                [row for row in free.get(subject.pk, []) if str(row.pk) in used],
                [row for row in ideas.get(subject.pk, []) if str(row.pk) in thought],
                kind if kind in kinds else CommendationType.MERIT.value,
                asked["close"],
            )
        )
    try:
        return dossiers_open(
            by=viewer, at=now(), unit=asked["unit"], form=asked["form"].code, year=asked["year"],
            chosen=nominations,
        )  # fmt: skip
    except Refused as refused:
        wrong += faults(refused)
        return []
