"""Weak points: opened with an owner and a day, carried from issue to issue, closed with evidence."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.actions.document_report import figure_text, target_text
from thidua.actions.figure_frozen import frozen_month, movement_of
from thidua.actions.notice import notice_send
from thidua.core.bulletin import met
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Evidence, Person, Unit, Weakness


def shortfall_text(unit: Unit, figure: str, month: Period) -> str:
    """ "14/16 (87,5 %), chỉ tiêu 95 %": the figure as it stands in that month; "" without one."""
    definition, movement = figure_definition(figure, month.end), movement_of(unit, month)
    if definition is None or movement is None:
        return ""
    frozen = frozen_month(movement, month)
    value, target = frozen.value(unit.code, figure), frozen.target(unit.code, figure)
    if value is None:
        return ""
    promised = (
        f", chỉ tiêu {target_text(definition, target)}"
        if met(definition.kind, value, target) is False
        else ""
    )
    return figure_text(definition, value) + promised


@transaction.atomic
def weakness_open(
    *,
    by: Viewer,
    at: datetime,
    unit: Unit,
    month: str,
    title: str,
    owner: Person,
    due: date,
    figure: str = "",
) -> Weakness:
    """Name what falls short, whose it is and by when.

    Raises:
        Refused: "access.may-not-write-bulletin"; "weakness.refused" with all problems.
    """
    person = acting(by)
    allow(access.may_write_bulletin(by, unit), "access.may-not-write-bulletin", unit=unit.name)
    span = Period.parse(month)
    found: list[Problem] = []
    if not title.strip():
        found.append(problem("weakness.title-missing", Where(field="title")))
    if due < span.start:
        found.append(problem("weakness.due-before", Where(field="due")))
    if figure and figure_definition(figure, span.end) is None:
        found.append(problem("target.figure-unknown", Where(field="figure"), figure=figure))
    if not owner.posts.on(at.date()).exists():
        found.append(problem("weakness.owner-without-post", Where(field="owner"), owner=owner.name))
    if found:
        raise Refused("weakness.refused", found)
    number = Weakness.objects.filter(unit=unit, period=span.code).count() + 1
    row = Weakness.objects.create(
        code=f"{unit.code}-{span.code}-{number}"[-80:], unit=unit, title=title.strip()[:200], figure=figure,
        shortfall=shortfall_text(unit, figure, span)[:120] if figure else "", period=span.code, owner=owner, due=due,
        opened_by=person, opened_at=at,
    )  # fmt: skip
    sentence = f"Mở khâu yếu “{row.title}” của {unit.name}, {owner.name} khắc phục trước {due:%d/%m/%Y}."
    audit(by=by, at=at, action="weakness-open", subject=f"weakness:{row.code}", sentence=sentence)
    notice_send(
        by=by, at=at, to=[owner], kind="weakness-open", subject=f"weakness:{row.code}", sentence=sentence,
        link="/khau-yeu/", waiting=True,
    )  # fmt: skip
    return row


@transaction.atomic
def weakness_move(*, by: Viewer, at: datetime, weakness: Weakness, due: date, reason: str) -> Weakness:
    """Another day, with a reason; the log keeps both days.

    Raises:
        Refused: "access.may-not-sign"; "weakness.closed-already"; "weakness.refused".
    """
    acting(by)
    row = Weakness.objects.select_for_update().get(pk=weakness.pk)
    allow(access.may_sign(by, row.unit), "access.may-not-sign", unit=row.unit.name)
    allow(row.closed_on is None, "weakness.closed-already", title=row.title)
    if not reason.strip():
        raise Refused("weakness.refused", [problem("weakness.reason-missing", Where(field="reason"))])
    before, row.due = row.due, due
    row.save(update_fields=["due"])
    sentence = f"Dời hạn khâu yếu “{row.title}”: {before:%d/%m/%Y} → {due:%d/%m/%Y}, lý do: {reason.strip()}"
    audit(by=by, at=at, action="weakness-move", subject=f"weakness:{row.code}", sentence=sentence)
    return row


@transaction.atomic
def weakness_close(
    *, by: Viewer, at: datetime, weakness: Weakness, on: date, evidence: str, files: tuple[Evidence, ...] = ()
) -> Weakness:
    """Say that it is mended, and what shows it. By its owner or a leader of the unit.

    Raises:
        Refused: "access.may-not-close-weakness"; "weakness.closed-already"; "weakness.refused" with all problems.
    """
    person = acting(by)
    row = Weakness.objects.select_for_update().get(pk=weakness.pk)
    may = person == row.owner or access.may_sign(by, row.unit)
    allow(may, "access.may-not-close-weakness", owner=row.owner.name)
    allow(row.closed_on is None, "weakness.closed-already", title=row.title)
    found: list[Problem] = []
    if not evidence.strip():
        found.append(problem("weakness.evidence-missing", Where(field="evidence")))
    if on > at.date():
        found.append(problem("weakness.in-the-future", Where(field="on")))
    if found:
        raise Refused("weakness.refused", found)
    row.closed_on, row.closed_by, row.evidence = on, person, evidence.strip()[:300]
    row.save(update_fields=["closed_on", "closed_by", "evidence"])
    row.files.set(files)
    sentence = f"Khắc phục xong khâu yếu “{row.title}” ngày {on:%d/%m/%Y}, căn cứ: {row.evidence}"
    audit(by=by, at=at, action="weakness-close", subject=f"weakness:{row.code}", sentence=sentence)
    return row
