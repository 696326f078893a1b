"""Talking about a figure: who keeps it and who asks find each other's words at the cell."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.actions.notice import notice_send
from thidua.core.period import Period
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import visible
from thidua.office.format import period as written_period
from thidua.store import access
from thidua.store.access import RECORDS, Viewer
from thidua.store.models import Comment, Person, Unit

TEXT_MAX = 600


@transaction.atomic
def comment_add(*, by: Viewer, at: datetime, unit: Unit, figure: str, period: str, text: str) -> Comment:
    """Say something about a figure; who records for the unit and who spoke before is told.

    Raises:
        Refused: "access.may-not-see" for a unit outside the branch; "comment.refused" with all problems.
    """
    person, told = acting(by), visible(text)
    allow(unit.code in by.branch, "comment.may-not-see", unit=unit.name)
    where = Where(field="text")
    found = [] if told else [problem("comment.empty", where)]
    if len(told) > TEXT_MAX:
        found.append(problem("comment.too-long", where, limit=TEXT_MAX, length=len(told)))
    if figure_definition(figure, Period.parse(period).end) is None:
        found.append(problem("figure.unknown", where, figure=figure))
    if found:
        raise Refused("comment.refused", found)
    row = Comment.objects.create(unit=unit, figure=figure, period=period, text=told, by=person, at=at)
    name = _name(row)
    audit(by=by, at=at, action="comment-add", subject=f"unit:{unit.code}", sentence=f"Trao đổi về {name}.")
    _tell(by, at, row, name)
    return row


@transaction.atomic
def comment_settle(*, by: Viewer, at: datetime, row: Comment) -> None:
    """Say that what was asked is answered.

    Raises:
        Refused: "comment.may-not-settle" unless one wrote it or records for the unit; "comment.settled-already".
    """
    person = acting(by)
    allow(row.by_id == person.pk or access.may_record(by, row.unit), "comment.may-not-settle")
    allow(row.settled_at is None, "comment.settled-already")
    row.settled_by, row.settled_at = person, at
    row.save(update_fields=["settled_by", "settled_at"])
    audit(
        by=by,
        at=at,
        action="comment-settle",
        subject=f"unit:{row.unit.code}",
        sentence=f"Trao đổi về {_name(row)}: chưa xong → xong.",
    )


def _name(row: Comment) -> str:
    span = Period.parse(row.period)
    definition = figure_definition(row.figure, span.end)
    title = definition.title if definition else row.figure
    return f"{title}, {written_period(span).lower()}, {row.unit.name}"


def _tell(by: Viewer, at: datetime, row: Comment, name: str) -> None:
    before = Comment.objects.filter(unit=row.unit, figure=row.figure, period=row.period)
    people: dict[int, Person] = {c.by_id: c.by for c in before.select_related("by")}
    people |= {person.pk: person for person in access.holders(row.unit, RECORDS, at.date())}
    notice_send(
        by=by,
        at=at,
        to=people.values(),
        kind="comment",
        subject=f"figure:{row.unit.code}:{row.period}:{row.figure}",
        sentence=f"{row.by.name} trao đổi về {name}.",
        link=reverse("figure-cell", args=[row.unit.code, row.period, row.figure]),
    )
