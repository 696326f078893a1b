"""Naming people and units for a title or form: all of a list or none; the person is asked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow
from thidua.actions.award import award_import
from thidua.actions.dossier.paper import papers_fill
from thidua.actions.dossier.step import link_of, note_step
from thidua.actions.merit_registration import registered
from thidua.actions.notice import notice_send
from thidua.core.award import AwardRow, Category, State
from thidua.core.dossier import Chosen, DossierState
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.unit import Role
from thidua.office.awards_file import code_of
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    Achievement,
    AchievementUse,
    Award,
    Close,
    Dossier,
    Initiative,
    InitiativeUse,
    Person,
    Post,
    Unit,
)

LEADERS = frozenset({Role.HEAD, Role.DEPUTY})


@dataclass(frozen=True)
class Nomination:
    """One name: why, and which achievements and initiatives it rests on."""

    subject: Person | Unit
    reason: str
    achievements: Sequence[Achievement] = ()
    initiatives: Sequence[Initiative] = ()
    commendation: str = "cong-trang"
    close: Close | None = None  # the closed standing it was chosen from


def candidates(unit: Unit, category: Category, day: date) -> list[Person] | list[Unit]:
    """Who of a unit may be named: all who serve in it or below, or the unit with all below."""
    inside = access.below(frozenset({unit.code}), day)
    if category is Category.COLLECTIVE:
        return list(Unit.objects.on(day).filter(code__in=inside).order_by("search"))
    posts = Post.objects.on(day).filter(unit__code__in=inside).exclude(role=Role.ADMINISTRATOR)
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("search"))


def category_of(form: str) -> Category:
    """Whom a form is given to, when it is asked for without saying; people first."""
    known = [f for f in award_forms() if f.code == form]
    categories = known[-1].categories if known else ()
    return Category.INDIVIDUAL if Category.INDIVIDUAL in categories else Category.COLLECTIVE


@transaction.atomic
def dossiers_open(
    *, by: Viewer, at: datetime, unit: Unit, form: str, year: int, chosen: Sequence[Nomination],
    merit_from: date | None = None, merit_until: date | None = None,
) -> list[Dossier]:  # fmt: skip
    """Name these for that form, for what they did in that year.

    Eligible or not is shown beside every name and stops nobody: who names, and later who decides, answers for it.

    Raises:
        Refused: "dossier.may-not-nominate"; "dossier.refused", "award.refused" with all problems.
    """
    acting(by)
    allow(access.nominating_units(by).filter(pk=unit.pk).exists(), "dossier.may-not-nominate", unit=unit.name)
    rows = [_row(item, form, year) for item in chosen]
    found = _problems(unit, form, year, chosen, rows, at.date())
    if found:
        raise Refused("dossier.refused", found)
    awards = award_import(by=by, at=at, rows=rows)
    made = []
    for award, item in zip(awards, chosen, strict=True):
        award.commendation = item.commendation
        award.merit_from = merit_from or date(year, 1, 1)
        award.merit_until = merit_until or date(year, 12, 31)
        award.save(update_fields=["commendation", "merit_from", "merit_until"])
        made.append(_open(by, at, unit, award, item))
    return made


def _row(item: Nomination, form: str, year: int) -> AwardRow:
    category = Category.INDIVIDUAL if isinstance(item.subject, Person) else Category.COLLECTIVE
    code = code_of(form, year, item.subject.code, "de-nghi")
    again = Award.objects.filter(code__startswith=code).count()
    return AwardRow(
        code if not again else f"{code[:76]}-{again + 1}", form, category, item.subject.code, year,
        item.reason, State.PROPOSED, standing=item.close.ref if item.close else "",
    )  # fmt: skip


def _problems(
    unit: Unit, form: str, year: int, chosen: Sequence[Nomination], rows: Sequence[AwardRow], day: date
) -> list[Problem]:
    if not chosen:
        return [problem("dossier.nobody-chosen", Where(field="chosen"))]
    category = Category(rows[0].category)
    inside = {subject.pk for subject in candidates(unit, category, day)}
    title = next((f.title for f in award_forms() if f.code == form), form)
    dead = [DossierState.WITHDRAWN, DossierState.REFUSED]
    column = "person_id" if category is Category.INDIVIDUAL else "unit_id"
    there = Award.objects.filter(form=form, year=year).exclude(dossier__state__in=dead)
    taken = set(there.exclude(state=Award.State.REVOKED).values_list(column, flat=True))
    used = dict(
        AchievementUse.objects.filter(
            achievement__in=[a.pk for item in chosen for a in item.achievements]
        ).values_list("achievement_id", "award__subject_name")
    )
    found = []
    for item in chosen:
        where = Where(field=f"chosen-{item.subject.code}")
        if item.subject.pk not in inside:
            found.append(problem("dossier.not-of-unit", where, subject=item.subject.name, unit=unit.name))
        if item.subject.pk in taken:
            found.append(problem("dossier.already", where, subject=item.subject.name, form=title, year=year))
        found += [
            problem("merit.used", where, award=used[row.pk]) for row in item.achievements if row.pk in used
        ]
    return found


def _open(by: Viewer, at: datetime, unit: Unit, award: Award, item: Nomination) -> Dossier:
    for achievement in item.achievements:
        AchievementUse.objects.create(achievement=achievement, award=award)
    for initiative in item.initiatives:
        InitiativeUse.objects.create(initiative=initiative, award=award)
    asked = award.person is not None
    dossier = Dossier(
        award=award, unit=unit, desk=unit, state=DossierState.DRAFT.value, since=at.date(),
        consent=Dossier.Consent.WAITING if asked else Dossier.Consent.NOT_NEEDED,
        opened_by=acting(by), opened_at=at,
    )  # fmt: skip
    dossier.save(force_insert=True)
    papers_fill(dossier, at)
    if not asked:
        return note_step(by=by, at=at, dossier=dossier, then=DossierState.COLLECTING)
    assert award.person is not None
    title = next((f.title for f in award_forms() if f.code == award.form), award.form)
    notice_send(
        by=by, at=at, to=[award.person], kind="dossier-consent", subject=f"award:{award.code}", waiting=True,
        sentence=f"Đồng chí được đề nghị {title} năm {award.year}. Đồng ý hay không, xin trả lời.",
        link=link_of(dossier),
    )  # fmt: skip
    return dossier


def chosen_of(subjects: Sequence[Person | Unit], form: str, year: int, day: date) -> list[Chosen]:
    """What the distribution counts of these names; four questions for all of them."""
    people = [s for s in subjects if isinstance(s, Person)]
    posts = {}
    rows = Post.objects.on(day).filter(person__in=people).exclude(role=Role.ADMINISTRATOR)
    for post in rows.select_related("unit").order_by("pk"):
        posts.setdefault(post.person_id, post)
    before = Award.objects.filter(form=form, year__in=[year - 1, year - 2], register_number__isnull=False)
    held = set(before.exclude(state=Award.State.REVOKED).values_list("person_id", "unit_id"))
    aims = registered(subjects, year)
    found = []
    for subject in subjects:
        aim = aims.get(subject.pk)
        same = aim is not None and aim.form == form
        if isinstance(subject, Person):
            post = posts.get(subject.pk)
            leads = bool(post and post.role in LEADERS)
            repeat = (subject.pk, None) in held
            found.append(Chosen(subject.code, post.unit.name if post else "", leads, repeat, registered=same))
        else:
            repeat = (None, subject.pk) in held
            found.append(Chosen(subject.code, subject.name, False, repeat, registered=same))
    return found
