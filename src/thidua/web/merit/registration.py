"""Đăng ký thi đua on one page: a unit, its people, and the title each sets out for in a year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.merit_registration import (
    Subject,
    anchor_of,
    registered,
    registrations_set,
    titles_for,
)
from thidua.core.award import AwardForm, Category
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.office.format import day as day_text
from thidua.office.merit_registration import PASTED, read_registrations
from thidua.office.wording import place, sentence
from thidua.office.workbook import Heading, Table
from thidua.rules.catalogue import law_book
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Person, Post, TitleRegistration, Unit
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.form import Form
from thidua.web.sheet import source_line, workbook_answer
from thidua.web.titles import award_forms

PASTE_MOST = 20_000


def registrations(request: HttpRequest, code: str) -> HttpResponse:
    """?nam= the year, this one without. POST "doc" reads what was pasted and "dien" fills the empty rows, both without
    writing; "ghi" writes them all or none."""
    viewer = viewer_of(request)
    unit = access.merit_unit_for(viewer, code)
    year = whole(request, "nam") or viewer.day.year
    people = people_of(unit, viewer)
    own = registered([unit], year).get(unit.pk)
    held = registered(list(people), year)
    subjects: dict[str, Subject] = {anchor_of(unit): unit} | {anchor_of(person): person for person in people}
    before = {anchor_of(unit): own} | {anchor_of(person): held.get(person.pk) for person in people}
    start = {name: row.form if row else "" for name, row in before.items()}
    form = Form(request, start | {"paper": "", "paper_on": day_text(viewer.day), PASTED: "", "all": ""})
    titles = titles_for(Category.INDIVIDUAL, viewer.day)
    told: list[str] = []
    if "doc" in request.POST:
        form.typed[PASTED] = request.POST.get(PASTED, "")[:PASTE_MOST]
        told = _paste(form, people, titles)
    elif "dien" in request.POST:
        _fill(form, people, viewer)
    elif form.sent and (made := _write(viewer, form, subjects, start, year)):
        messages.success(request, _("Đã ghi đăng ký: %(count)s dòng thay đổi.") % {"count": made})
        return redirect(f"{reverse('merit-registrations', args=[code])}?nam={year}")
    context = {
        "crumbs": crumbs(
            (_("Khen thưởng"), f"{reverse('season')}?nam={year}"),
            (unit.name, reverse("merit", args=["don-vi", code])), _("Đăng ký thi đua %(year)s") % {"year": year},
        ),
        "unit": unit,
        "year": year,
        "years": sorted({year, viewer.day.year, viewer.day.year - 1}, reverse=True),
        "whole": _line(unit, "", form, before, viewer),
        "lines": [_line(person, post.title, form, before, viewer) for person, post in people.items()],
        "count": sum(1 for person in people if held.get(person.pk)),
        "titles": titles,
        "unit_titles": titles_for(Category.COLLECTIVE, viewer.day),
        "fields": form.fields,
        "faults": form.wrong,
        "told": told,
        "rule": law_book().on(viewer.day).get("general.registration"),
    }  # fmt: skip
    return render(request, "merit/registrations.html", context, status=form.status)


def people_of(unit: Unit, viewer: Viewer) -> dict[Person, Post]:
    """Who serves in it today, by name; each once. One question."""
    posts = Post.objects.on(viewer.day).filter(unit=unit).exclude(role=Role.ADMINISTRATOR)
    found: dict[Person, Post] = {}
    for post in posts.select_related("person").order_by("person__search", "pk"):
        found.setdefault(post.person, post)
    return found


def _paste(form: Form, people: Iterable[Person], titles: list[AwardForm]) -> list[str]:
    """Choices as pasted, into the rows; what could not be read is told line by line."""
    anchors = {person.code: anchor_of(person) for person in people}
    read = read_registrations(form[PASTED], {person.code: person.name for person in people}, titles)
    for code, wanted in read.chosen.items():
        form.typed[anchors[code]] = wanted
    form.wrong += [(PASTED, f"{place(fault.where)}: {sentence(fault)}") for fault in read.problems]
    return (
        [_("Đã điền %(count)s người từ bảng dán; chưa ghi.") % {"count": len(read.chosen)}]
        if read.chosen
        else []
    )


def _fill(form: Form, people: Iterable[Person], viewer: Viewer) -> None:
    """The same title for everybody who has none yet, but for the reader herself."""
    for person in people:
        name = anchor_of(person)
        if not form.typed[name] and (viewer.person is None or viewer.person.pk != person.pk):
            form.typed[name] = form["all"]


def _write(
    viewer: Viewer, form: Form, subjects: dict[str, Subject], before: dict[str, str], year: int
) -> int:
    """How many rows changed; 0 with the mistakes noted. One's own row has no field and stays as it was."""
    on = form.day("paper_on", needed=False)
    if form.wrong:
        return 0
    wanted = {s: before[name] if _mine(viewer, s) else form[name] for name, s in subjects.items()}
    try:
        return registrations_set(
            by=viewer, at=now(), year=year, wanted=wanted, paper=form["paper"], paper_on=on
        )
    except Refused as refused:
        form.refused(refused)
        return 0


def _mine(viewer: Viewer, subject: Subject) -> bool:
    return isinstance(subject, Person) and viewer.person is not None and viewer.person.pk == subject.pk


def _line(
    subject: Subject, post: str, form: Form, before: dict[str, TitleRegistration | None], viewer: Viewer
) -> dict[str, Any]:
    name = anchor_of(subject)
    row, mine = before[name], _mine(viewer, subject)
    kept = row.form if row else ""
    return {
        "subject": subject,
        "post": post,
        "name": name,
        "row": row,
        "mine": mine,
        "value": kept if mine else form[name],
        "changed": not mine and form[name] != kept,
        "fault": form.fields[name]["fault"],
    }


def excel(request: HttpRequest, code: str) -> HttpResponse:
    """The same list as a sheet, with who was nominated since; it can be pasted back."""
    viewer = viewer_of(request)
    unit = access.merit_unit_for(viewer, code)
    year = whole(request, "nam") or viewer.day.year
    people = people_of(unit, viewer)
    held = registered(list(people), year)
    named: dict[int, list[str]] = {}
    awards = access.awards(viewer).filter(person__in=list(people), year=year).order_by("pk")
    for pk, form in awards.values_list("person_id", "form"):
        named.setdefault(pk or 0, []).append(form)
    titles = {form.code: form.title for form in award_forms()}
    headings = (
        Heading(_("Mã"), 20), Heading(_("Họ tên"), 30), Heading(_("Danh hiệu đăng ký"), 34), Heading(_("Chức vụ"), 30),
        Heading(_("Văn bản"), 30), Heading(_("Đã được đề nghị"), 44),
    )  # fmt: skip
    rows = [
        (
            person.code, person.name, titles.get(row.form, row.form) if row else "", post.title,
            row.paper if row else "", "; ".join(titles.get(form, form) for form in named.get(person.pk, [])),
        )
        for person, post in people.items()
        for row in [held.get(person.pk)]
    ]  # fmt: skip
    title = _("Đăng ký thi đua %(year)s") % {"year": year}
    table = Table(str(year), headings, rows, (unit.name, title, source_line(request)), fixed=2)
    return workbook_answer(table, name=f"dang-ky-thi-dua-{year}-{unit.code}")
