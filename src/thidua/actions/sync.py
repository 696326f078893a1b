"""Records made without a line come in: each is written, known already, refused, or shown side by side.

A device gives every record a key and says what it saw when the person began. The same key is answered the same way
for ever, so that a lost answer costs nothing. Nothing that somebody else wrote in the meantime is overwritten, and
nothing that was typed is lost: what cannot be written becomes a conflict, or stays on the device with the reason.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.deed import deed_record
from thidua.actions.definition import deed_kinds, figure_definition
from thidua.actions.figure import figures_record
from thidua.actions.figure_known import FigureEntry
from thidua.actions.notice import notice_send
from thidua.core.figure import FigureValue
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, errors
from thidua.core.score.table import State
from thidua.core.sync import Meeting, meet, said
from thidua.office.deed import summary as summary_of
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import RECORDS, Viewer
from thidua.store.models import Area, Deed, Figure, SyncConflict, SyncRecord, Unit

# Problems that only somebody else's decision can lift: the period was closed while the device was away.
SHUT = ("figure.period-frozen", "figure.period-closed", "lock.")
CHANGED_ON_DEVICE = "Sửa trên máy trước khi gửi xong"


class Outcome(StrEnum):
    TAKEN = "taken"  # it stands now, or stood already
    REFUSED = "refused"  # it stays on the device, with the sentences
    CONFLICT = "conflict"  # it is kept here, and people choose


@dataclass(frozen=True, slots=True)
class SentFigure:
    """One figure as a device sends it.

    Attributes:
        base: what stood when the person began; None if nothing did.
        after: keys of the same person's earlier records that this one changes, whether or not they arrived.
    """

    key: str
    made_at: datetime
    unit: Unit
    figure: str
    period: str
    base: FigureValue | None
    value: FigureValue
    reason: str = ""
    after: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        return {
            "figure": self.figure,
            "period": self.period,
            "base": said(self.base) if self.base else None,
            "value": said(self.value),
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class SentDeed:
    """One deed; `base` is the returned deed that it writes again."""

    key: str
    made_at: datetime
    unit: Unit
    kind: str
    on: date
    quantities: Mapping[str, int]
    summary: str = ""
    place: str = ""
    area: Area | None = None
    base: Deed | None = None
    after: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        kind = deed_kinds().get(self.kind)
        return {
            "kind": self.kind,
            "on": self.on.isoformat(),
            "quantities": dict(sorted(self.quantities.items())),
            "summary": self.summary,
            "place": self.place,
            "area": self.area.code if self.area else "",
            "base": self.base.code if self.base else "",
            "privacy": kind.privacy.value if kind else "",
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a record; `known` if its key had been answered before."""

    outcome: Outcome
    record: SyncRecord | None = None
    conflict: SyncConflict | None = None
    refused: Refused | None = None
    known: bool = False
    warnings: tuple[Problem, ...] = ()


def sync_take(*, by: Viewer, at: datetime, sent: SentFigure | SentDeed) -> Answer:
    """Take in one record, whole or not at all; a refusal is an answer and writes nothing."""
    try:
        with transaction.atomic():
            person = acting(by)
            Unit.objects.select_for_update().get(
                pk=sent.unit.pk
            )  # the same key twice at once: one after the other
            allow(access.may_record(by, sent.unit), "access.may-not-record", unit=sent.unit.name)
            if known := SyncRecord.objects.filter(key=sent.key).select_related("conflict").first():
                same = known.person_id == person.pk and known.digest == _digest(sent)
                allow(same, "sync.key-used")
                conflict = getattr(known, "conflict", None)
                return Answer(Outcome.CONFLICT if conflict else Outcome.TAKEN, known, conflict, known=True)
            if isinstance(sent, SentFigure):
                return _figure(by, at, sent)
            return _deed(by, at, sent)
    except Refused as refused:
        return Answer(Outcome.REFUSED, refused=refused)


def _figure(by: Viewer, at: datetime, sent: SentFigure) -> Answer:
    entry = FigureEntry(sent.unit, sent.figure, sent.period, sent.value)
    standing = standing_of(entry)
    base, reason = sent.base, sent.reason.strip()
    if standing is not None and sent.after and _came_from(by, sent.after, figure=standing):
        base, reason = value_of(standing), reason or CHANGED_ON_DEVICE
    meeting = meet(base, value_of(standing) if standing else None, sent.value)
    if meeting is Meeting.CONFLICT:
        return _conflict(by, at, sent, SyncConflict.Why.CHANGED, figure=standing)
    try:
        with transaction.atomic():
            done = figures_record(by=by, at=at, entries=[entry], reason=reason)
    except Refused as refused:
        wrong = errors(refused.problems)
        if wrong and all(problem.code.startswith(SHUT) for problem in wrong):
            return _conflict(by, at, sent, SyncConflict.Why.SHUT, wrong, figure=standing)
        raise
    row = done.figures[0] if done.figures else standing
    return Answer(Outcome.TAKEN, _keep(by, at, sent, figure=row), warnings=done.warnings)


def _deed(by: Viewer, at: datetime, sent: SentDeed) -> Answer:
    base = sent.base
    if base is None and sent.after:
        earlier = SyncRecord.objects.filter(key__in=sent.after, person=by.person, deed__isnull=False)
        latest = earlier.order_by("-pk").first()
        base = latest.deed if latest else None
    if base is not None:
        base = Deed.objects.select_for_update(of=("self",)).get(pk=base.pk)
        newer = Deed.objects.filter(replaces=base).first()
        if newer is not None or not base.returned_reason:
            why = SyncConflict.Why.ANSWERED if sent.base else SyncConflict.Why.CHANGED
            return _conflict(by, at, sent, why, deed=newer or base)
    return Answer(Outcome.TAKEN, _keep(by, at, sent, deed=deed_write(by=by, at=at, sent=sent, replaces=base)))


def deed_write(*, by: Viewer, at: datetime, sent: SentDeed, replaces: Deed | None) -> Deed:
    """The deed a device sent; a sentence that was left to us is made of what it counts."""
    kind = deed_kinds().get(sent.kind)
    return deed_record(
        by=by,
        at=at,
        unit=sent.unit,
        kind=sent.kind,
        on=sent.on,
        summary=sent.summary.strip() or (summary_of(kind, sent.quantities, sent.place) if kind else ""),
        quantities=sent.quantities,
        place=sent.place,
        area=sent.area,
        replaces=replaces,
    )


def value_of(row: Figure) -> FigureValue:
    return FigureValue(State(row.state), row.numerator, row.denominator)


def standing_of(entry: FigureEntry) -> Figure | None:
    """The record that stands where this entry wants to."""
    rows = Figure.objects.filter(unit=entry.subject, figure=entry.figure, period=entry.period)
    return rows.filter(replaced_by__isnull=True).first()


def _came_from(by: Viewer, keys: tuple[str, ...], figure: Figure) -> bool:
    """Whether this very record is what one of the person's earlier keys became."""
    return SyncRecord.objects.filter(key__in=keys, person=by.person, figure=figure).exists()


def _digest(sent: SentFigure | SentDeed) -> str:
    told = {"unit": sent.unit.code, "kind": type(sent).__name__, **sent.told()}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _kind(sent: SentFigure | SentDeed) -> SyncRecord.Kind:
    if isinstance(sent, SentFigure):
        return SyncRecord.Kind.FIGURE
    return SyncRecord.Kind.DEED_EDIT if sent.base or sent.after else SyncRecord.Kind.DEED


def _keep(
    by: Viewer,
    at: datetime,
    sent: SentFigure | SentDeed,
    figure: Figure | None = None,
    deed: Deed | None = None,
) -> SyncRecord:
    return SyncRecord.objects.create(
        key=sent.key,
        kind=_kind(sent),
        person=acting(by),
        unit=sent.unit,
        sent=sent.told(),
        digest=_digest(sent),
        made_at=sent.made_at,
        received_at=at,
        figure=figure,
        deed=deed,
    )


def _conflict(
    by: Viewer,
    at: datetime,
    sent: SentFigure | SentDeed,
    why: SyncConflict.Why,
    problems: Iterable[Problem] = (),
    figure: Figure | None = None,
    deed: Deed | None = None,
) -> Answer:
    """Keep what was typed beside what stands, and tell the unit that somebody has to choose."""
    record = _keep(by, at, sent)
    row = SyncConflict.objects.create(
        record=record,
        unit=sent.unit,
        why=why,
        said=" ".join(dict.fromkeys(sentence(problem) for problem in problems))[:400],
        found_figure=figure,
        found_deed=deed,
        at=at,
    )
    what = title_of(record)
    audit(
        by=by,
        at=at,
        action="sync-conflict",
        subject=f"unit:{sent.unit.code}",
        sentence=f"Gửi {what} ghi khi mất mạng; khác với máy chủ, chờ người chọn.",
    )
    notice_send(
        by=None,
        at=at,
        to=access.holders(sent.unit, RECORDS, at.date()),
        kind="sync-conflict",
        subject=f"conflict:{row.pk}",
        sentence=f"Hai bản khác nhau của {what}: hãy xem cạnh nhau và chọn một bản.",
        link=f"/dong-bo/xung-dot/{row.pk}/",
        waiting=True,
    )
    return Answer(Outcome.CONFLICT, record, row)


def title_of(record: SyncRecord) -> str:
    """What a record is about, as people call it."""
    if record.kind == SyncRecord.Kind.FIGURE:
        definition = figure_definition(record.sent["figure"], Period.parse(record.sent["period"]).end)
        title = definition.title if definition else record.sent["figure"]
        return f"số liệu “{title}” kỳ {record.sent['period']} của {record.unit.name}"
    kind = deed_kinds().get(record.sent["kind"])
    return f"việc “{kind.title if kind else record.sent['kind']}” của {record.unit.name}"
