"""Asking those who can lift a lock to do so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.lock import lifters_of
from thidua.actions.notice import notice_send
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import visible
from thidua.office.format import period as period_text
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Person, Unit


@transaction.atomic
def lock_ask(*, by: Viewer, at: datetime, unit: Unit, month: str, reason: str) -> list[Person]:
    """Ask for the unit's month to be opened again: whoever can lift a lock of it is told, with the reason.

    Raises:
        Refused: "access.may-not-record"; "lock.reason-missing"; "lock.nobody" when nothing is locked or nobody can.
    """
    acting(by)
    allow(access.may_record(by, unit), "access.may-not-record", unit=unit.name)
    reason = visible(reason)
    if not reason:
        raise Refused("lock.reason-missing", [problem("lock.reason-missing", Where(field="reason"))])
    span = Period.parse(month)
    periods = (*span.parts(PeriodKind.WEEK), span)
    people = {person.pk: person for period in periods for person in lifters_of(unit, period, day=at.date())}
    if not people:
        raise Refused("lock.nobody", month=span.code)
    told = f"{by.name}, {unit.name}, xin mở lại {period_text(span).lower()}. Lý do: {reason}"
    link = reverse("report", args=[unit.code, span.code])
    subject = f"lock:{unit.code}/{span.code}"
    notice_send(
        by=by,
        at=at,
        to=people.values(),
        kind="lock-ask",
        subject=subject,
        sentence=told,
        link=link,
        waiting=True,
    )
    audit(by=by, at=at, action="lock-ask", subject=subject, sentence=told)
    return list(people.values())
