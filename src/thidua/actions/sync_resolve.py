"""Somebody chooses between two versions; what was not chosen stays in the history beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.deed import deed_record
from thidua.actions.definition import deed_kinds
from thidua.actions.figure import figures_record
from thidua.actions.figure_known import FigureEntry
from thidua.actions.sync import standing_of, title_of
from thidua.core.figure import FigureValue
from thidua.core.problem import Refused, Where, problem
from thidua.core.score.table import State
from thidua.office.deed import summary as summary_of
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Area, Deed, Figure, SyncConflict, SyncRecord, Unit

SAID = {
    SyncConflict.Choice.MINE: "bản ghi trên máy",
    SyncConflict.Choice.THEIRS: "bản trên máy chủ",
    SyncConflict.Choice.THIRD: "một số khác",
}


@transaction.atomic
def conflict_resolve(
    *,
    by: Viewer,
    at: datetime,
    conflict: SyncConflict,
    choice: SyncConflict.Choice,
    reason: str = "",
    value: FigureValue | None = None,
) -> SyncConflict:
    """Choose for a figure: the server's value stands, or the device's or a third one corrects it.

    Raises:
        Refused: "sync.resolved-already"; "access.may-not-record"; "sync.reason-missing"; "sync.third-missing"; as
            `figures_record`, such as for a period that is still closed: the conflict then stays open.
    """
    conflict = _taken_up(by, conflict)
    if choice is SyncConflict.Choice.THEIRS:
        return _decided(by, at, conflict, choice, reason)
    _needs_reason(reason)
    record = conflict.record
    chosen = value_sent(record) if choice is SyncConflict.Choice.MINE else value
    if chosen is None:
        raise Refused("sync.third-missing", [problem("sync.third-missing", Where(field="value"))])
    entry = FigureEntry(conflict.unit, record.sent["figure"], record.sent["period"], chosen)
    figures_record(by=by, at=at, entries=[entry], reason=reason)
    record.figure = standing_of(entry)
    record.save(update_fields=["figure"])
    return _decided(by, at, conflict, choice, reason)


@transaction.atomic
def conflict_resolve_deed(
    *,
    by: Viewer,
    at: datetime,
    conflict: SyncConflict,
    choice: SyncConflict.Choice,
    reason: str = "",
    quantities: Mapping[str, int] | None = None,
    summary: str | None = None,
) -> SyncConflict:
    """Choose for a deed: leave what stands, or write down what the device sent, as sent or changed.

    It takes the place of the deed it was written for where that one was returned and nobody has written it again;
    otherwise it is a deed of its own, and whoever confirms sees both.

    Raises:
        Refused: "sync.resolved-already"; "access.may-not-record"; "sync.reason-missing"; as `deed_record`.
    """
    conflict = _taken_up(by, conflict)
    if choice is SyncConflict.Choice.THEIRS:
        return _decided(by, at, conflict, choice, reason)
    _needs_reason(reason)
    record, sent = conflict.record, conflict.record.sent
    counted = dict(sent["quantities"]) if quantities is None else dict(quantities)
    told = (sent["summary"] if summary is None else summary).strip()
    kind = deed_kinds().get(sent["kind"])
    record.deed = deed_record(
        by=by,
        at=at,
        unit=conflict.unit,
        kind=sent["kind"],
        on=date.fromisoformat(sent["on"]),
        summary=told or (summary_of(kind, counted, sent["place"]) if kind else ""),
        quantities=counted,
        place=sent["place"],
        area=Area.objects.filter(code=sent["area"]).first(),
        replaces=_still_waits(sent["base"]),
    )
    record.save(update_fields=["deed"])
    return _decided(by, at, conflict, choice, reason)


def value_sent(record: SyncRecord) -> FigureValue:
    return _value(record.sent["value"])


def value_seen(record: SyncRecord) -> FigureValue | None:
    """What stood when the person began."""
    return _value(record.sent["base"]) if record.sent["base"] else None


def figure_now(conflict: SyncConflict) -> Figure | None:
    """What stands now where the conflict is."""
    record = conflict.record
    entry = FigureEntry(conflict.unit, record.sent["figure"], record.sent["period"], FigureValue())
    return standing_of(entry)


def _value(told: list[int]) -> FigureValue:
    state, numerator, denominator = told
    return FigureValue(State(state), numerator, denominator)


def _taken_up(by: Viewer, conflict: SyncConflict) -> SyncConflict:
    """The row, locked, if it still waits for a choice and this person may make it."""
    acting(by)
    Unit.objects.select_for_update().get(pk=conflict.unit_id)
    rows = SyncConflict.objects.select_for_update(of=("self",)).select_related("record__unit", "unit")
    conflict = rows.get(pk=conflict.pk)
    if conflict.choice:
        raise Refused("sync.resolved-already")
    allow(access.may_record(by, conflict.unit), "access.may-not-record", unit=conflict.unit.name)
    return conflict


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("sync.reason-missing", [problem("sync.reason-missing", Where(field="reason"))])


def _still_waits(code: str) -> Deed | None:
    if not code:
        return None
    return Deed.objects.filter(code=code, replaced_by__isnull=True).exclude(returned_reason="").first()


def _decided(
    by: Viewer, at: datetime, conflict: SyncConflict, choice: SyncConflict.Choice, reason: str
) -> SyncConflict:
    conflict.choice, conflict.reason = choice, reason.strip()
    conflict.resolved_by, conflict.resolved_at = acting(by), at
    conflict.save(update_fields=["choice", "reason", "resolved_by", "resolved_at"])
    audit(
        by=by,
        at=at,
        action="sync-resolve",
        subject=f"unit:{conflict.unit.code}",
        sentence=f"Chọn {SAID[choice]} cho {title_of(conflict.record)}."
        + (f" Lý do: {conflict.reason}" if conflict.reason else ""),
    )
    return conflict
