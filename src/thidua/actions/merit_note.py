"""Good deeds as people tell them: voluntary, worth nothing to anybody's score, taken away by whom they are about."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.notice import notice_send
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import visible
from thidua.store.access import Viewer
from thidua.store.models import GoodDeedNote, Person, Post

LONGEST = 400


@transaction.atomic
def good_deed_add(*, by: Viewer, at: datetime, person: Person, on: date, text: str) -> GoodDeedNote:
    """Tell of a good deed of one's own or of somebody one serves with.

    Raises:
        Refused: "merit.not-together"; "merit.refused" with all problems.
    """
    teller = acting(by)
    post = (
        Post.objects.on(at.date())
        .filter(person=person, unit__code__in=by.branch)
        .select_related("unit")
        .first()
    )
    if post is None:
        raise Refused("merit.not-together", subject=person.name)
    found = []
    if not text.strip():
        found.append(problem("merit.missing", Where(field="text"), field="text"))
    if on > at.date():
        found.append(problem("merit.future", Where(field="on"), day=on))
    if found:
        raise Refused("merit.refused", found)
    row = GoodDeedNote.objects.create(
        person=person, unit=post.unit, on=on, text=visible(text)[:LONGEST], written_by=teller, written_at=at
    )
    audit(
        by=by, at=at, action="good-deed-add", subject=f"person:{person.code}", about=person,
        sentence=f"Kể một việc tốt của {person.name}.",
    )  # fmt: skip
    notice_send(
        by=by, at=at, to=[person], kind="good-deed", subject=f"person:{person.code}", link="/khen-thuong/viec-tot/",
        sentence=f"{teller.name} kể một việc tốt của đồng chí; không muốn thì đồng chí xóa được.",
    )  # fmt: skip
    return row


@transaction.atomic
def good_deed_remove(*, by: Viewer, at: datetime, note: GoodDeedNote) -> None:
    """The person it is about, or who told it, takes it away for good.

    Raises:
        Refused: "merit.not-yours".
    """
    person = acting(by)
    allow(person.pk in (note.person_id, note.written_by_id), "merit.not-yours")
    subject = note.person
    note.delete()
    audit(
        by=by, at=at, action="good-deed-remove", subject=f"person:{subject.code}", about=subject,
        sentence=f"Xóa một việc tốt kể về {subject.name}.",
    )  # fmt: skip


def colleagues(viewer: Viewer) -> list[Person]:
    """People who serve today in a unit she serves in, herself among them."""
    posts = Post.objects.on(viewer.day).filter(unit__code__in=viewer.own).exclude(role="administrator")
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("search"))
