"""A movement's period: open → frozen → closed, and opened again as a next version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from thidua.actions.audit import acting, allow, audit
from thidua.actions.compute import Computed, compute
from thidua.actions.report_check import unapproved_units
from thidua.actions.standing_input import Gathered, gather, scheme_of, vault_folder
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.standing import Move, Standing, moved
from thidua.core.text import visible
from thidua.office.format import period_within
from thidua.store import access, vault
from thidua.store.access import Viewer
from thidua.store.models import Close, Movement, MovementPeriod
from thidua.store.vault import Closing, Head

State = MovementPeriod.State


@transaction.atomic
def period_open(*, by: Viewer, at: datetime, movement: Movement, period: str) -> MovementPeriod:
    """Start taking figures for a period of the movement.

    Raises:
        Refused: "access.may-not-close"; "period.unknown"; "period.outside-movement"; "period.not-of-scheme";
            "period.opened-already".
    """
    acting(by)
    allow(access.may_close(by, movement), "access.may-not-close", movement=movement.title)
    span = _span(period)
    scheme, _ = scheme_of(movement, span.end)
    if span.kind != scheme.period and scheme.roll_up(span.kind) is None:
        raise Refused("period.not-of-scheme", scheme=scheme.title, period=span.code)
    if not movement.in_force(span.end):
        raise Refused("period.outside-movement", movement=movement.title, period=span.code)
    row, created = MovementPeriod.objects.get_or_create(
        movement=movement,
        code=span.code,
        defaults={"kind": span.kind, "first_day": span.start, "last_day": span.end},
    )
    allow(created, "period.opened-already", period=span.code, movement=movement.title)
    _tell(by, at, "period-open", row, f"Mở {_spoken(row)} của {movement.title}.")
    return row


@transaction.atomic
def period_freeze(
    *, by: Viewer, at: datetime, movement: Movement, period: str, unapproved: str = ""
) -> MovementPeriod:
    """Stop taking figures; what stands can be looked at in peace before the close.

    Args:
        unapproved: why it goes on although reports of the month are not approved; kept with their names.

    Raises:
        Refused: "access.may-not-close"; "period.not-opened"; "period.not-open"; "report.unapproved".
    """
    acting(by)
    allow(access.may_close(by, movement), "access.may-not-close", movement=movement.title)
    row = _locked(movement, period)
    allow(row.state == State.OPEN, "period.not-open", period=row.code, movement=movement.title)
    told = _go_on_unapproved(row, unapproved)
    row.state = State.FROZEN
    row.save(update_fields=["state", "unapproved"])
    _tell(by, at, "period-freeze", row, f"Khóa số liệu {_spoken(row)} của {movement.title}.{told}")
    return row


def period_preview(movement: Movement, period: str) -> Standing:
    """What the standing would be if the period were closed with the figures of this moment.

    Raises:
        Refused: as `standing_input.gather`; "period.refused" when subjects or forms are in doubt.
    """
    return _computed(gather(movement, _span(period))).standing


@transaction.atomic
def period_close(
    *,
    by: Viewer,
    at: datetime,
    movement: Movement,
    period: str,
    allow_incomplete: bool = False,
    unapproved: str = "",
) -> Close:
    """Compute the standing and write it into the vault; from then on nothing in the period changes.

    Args:
        at: becomes part of the bundle; the same inputs and moment give the same bytes.
        allow_incomplete: close although figures are missing; those subjects get no total, class or place, and the
            manifest names them.
        unapproved: as in `period_freeze`, for a period that was not frozen first.

    Raises:
        Refused: "access.may-not-close"; "period.not-opened"; "period.closed-already"; "period.not-ended";
            "report.unapproved";
            "period.back-dated"; "period.refused" with every problem; as `standing_input.gather`; "vault.head-differs".
    """
    acting(by)
    allow(access.may_close(by, movement), "access.may-not-close", movement=movement.title)
    row = _locked(movement, period)
    allow(row.state != State.CLOSED, "period.closed-already", period=row.code, movement=movement.title)
    last = Close.objects.filter(period__movement=movement).order_by("-sequence").first()
    _check_moment(at, row, last)
    told = _go_on_unapproved(row, unapproved) if row.state == State.OPEN else ""
    gathered = gather(movement, _span(row.code))
    computed = _computed(gathered)
    incomplete = _incomplete(row, computed, allow_incomplete)
    version = (row.closes.aggregate(last=Max("version"))["last"] or 0) + 1
    written = vault.write_bundle(
        vault_folder(),
        _closing(by, at, row, version, gathered, computed, incomplete),
        Head(last.sequence, last.manifest) if last else Head(),
    )
    close = Close.objects.create(
        period=row,
        version=version,
        sequence=written.sequence,
        bundle=written.folder,
        manifest=written.manifest,
        at=at,
        by=by.name,
        reason=row.reopened_reason,
    )
    row.state, row.reopened_reason = State.CLOSED, ""
    row.save(update_fields=["state", "reopened_reason", "unapproved"])
    again = f" (lần {version})" if version > 1 else ""
    _tell(
        by,
        at,
        "period-close",
        row,
        f"Chốt {_spoken(row)}{again} của {movement.title}, mã {written.manifest[:12]}.{told}",
    )
    return close


@transaction.atomic
def period_reopen(
    *, by: Viewer, at: datetime, movement: Movement, period: str, reason: str
) -> list[MovementPeriod]:
    """Open a frozen or closed period again, with the closed roll-ups above it that were made of it.

    The closes stay in the vault; the next one is the next version and carries the reason.

    Returns:
        the periods now open, the named one first.

    Raises:
        Refused: "access.may-not-close"; "period.not-opened"; "period.open-already"; "period.reason-missing".
    """
    acting(by)
    allow(access.may_close(by, movement), "access.may-not-close", movement=movement.title)
    if not reason.strip():
        raise Refused("period.reason-missing", [problem("period.reason-missing", Where(field="reason"))])
    row = _locked(movement, period)
    allow(row.state != State.OPEN, "period.open-already", period=row.code, movement=movement.title)
    above = [r for r in _above(row) if r.state == State.CLOSED] if row.state == State.CLOSED else []
    reopened = [row, *above]
    for each in reopened:
        each.state, each.unapproved = State.OPEN, ""
        because = reason.strip() if each is row else f"Mở lại {_spoken(row)}: {reason.strip()}"
        each.reopened_reason = because[:300] if each.closes.exists() else ""
        each.save(update_fields=["state", "reopened_reason", "unapproved"])
        _tell(by, at, "period-reopen", each, f"Mở lại {_spoken(each)} của {movement.title}. Lý do: {because}")
    return reopened


def period_moved(movement: Movement, period: str, version: int) -> list[Move]:
    """Who stands differently in this version of the period than in the one before; nothing for the first.

    Raises:
        Refused: "period.no-such-version".
    """
    closes = {c.version: c for c in Close.objects.filter(period__movement=movement, period__code=period)}
    allow(version in closes, "period.no-such-version", period=period, version=version)
    if version - 1 not in closes:
        return []
    before, after = (vault_folder() / closes[v].bundle for v in (version - 1, version))
    return list(moved(vault.read_standing(before), vault.read_standing(after)))


# --- Parts ------------------------------------------------------------------------------------------------


def _span(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError as fault:
        raise Refused("period.unknown", period=code) from fault


def _closing(
    by: Viewer,
    at: datetime,
    row: MovementPeriod,
    version: int,
    gathered: Gathered,
    computed: Computed,
    incomplete: tuple[str, ...],
) -> Closing:
    """What goes into the vault."""
    return Closing(
        movement=row.movement.code,
        period=row.code,
        version=version,
        closed_at=at.astimezone(vault.HERE),
        closed_by=by.name,
        reason=row.reopened_reason,
        scheme=gathered.scheme.code,
        tables=_tables(gathered, computed),
        texts={"scheme.yaml": gathered.scheme_text, **computed.texts},
        incomplete=incomplete,
        parts=gathered.parts,
    )


def _incomplete(row: MovementPeriod, computed: Computed, allowed: bool) -> tuple[str, ...]:
    """Subjects for whom figures are missing.

    Raises:
        Refused: "period.incomplete" where that is not allowed.
    """
    scored = computed.standing.scored
    found = tuple(s for s, done in zip(scored.subjects, scored.complete.tolist(), strict=True) if not done)
    if found and not allowed:
        raise Refused("period.incomplete", scored.problems, period=row.code, count=len(found))
    return found


def _go_on_unapproved(row: MovementPeriod, reason: str) -> str:
    """What is said of reports that are not approved: nothing, or the reason with their names; kept in the period."""
    units = unapproved_units(row)
    if not units:
        return ""
    names, reason = ", ".join(unit.name for unit in units), visible(reason)
    if not reason:
        wrong = problem("report.unapproved", Where(field="unapproved"), count=len(units), names=names)
        raise Refused("report.unapproved", [wrong], count=len(units), names=names)
    row.unapproved = f"{reason} Chưa duyệt: {names}."
    return f" Báo cáo chưa duyệt xong của {len(units)} đơn vị: {names}. Lý do: {reason}"


def _locked(movement: Movement, period: str) -> MovementPeriod:
    """The period's row; the movement is locked first, so that closes of one chain come one after the other."""
    Movement.objects.select_for_update().get(pk=movement.pk)
    # Figures of the period wait too: what is recorded after the close has read them would be lost to it.
    row = MovementPeriod.objects.select_for_update().filter(movement=movement, code=period).first()
    if row is None:
        raise Refused("period.not-opened", period=period, movement=movement.title)
    return row


def _check_moment(at: datetime, row: MovementPeriod, last: Close | None) -> None:
    day = at.astimezone(vault.HERE).date()
    allow(day >= row.last_day, "period.not-ended", period=row.code, last_day=f"{row.last_day:%d/%m/%Y}")
    if last is not None and at < last.at:
        raise Refused(
            "period.back-dated", period=row.code, last=f"{last.at.astimezone(vault.HERE):%d/%m/%Y %H:%M}"
        )


def _computed(gathered: Gathered) -> Computed:
    found: list[Problem] = errors(gathered.problems)
    if found:
        raise Refused("period.refused", found, period=gathered.given.period.code)
    return compute(gathered.scheme, gathered.given)


def _tables(gathered: Gathered, computed: Computed) -> dict[str, vault.Columns]:
    given = gathered.given
    parts = {} if given.parts is None else {"parts": given.parts}
    inputs = {} if given.parts is not None and not given.inputs["subject"] else {"inputs": given.inputs}
    feeds = {"feeds": gathered.feeds} if gathered.feeds else {}
    return {"subjects": given.subjects, **inputs, **parts, **feeds, **computed.tables}


def _above(row: MovementPeriod) -> list[MovementPeriod]:
    """Longer periods of the same movement that this one belongs to, shortest first."""
    span = Period.parse(row.code)
    longer = MovementPeriod.objects.filter(
        movement=row.movement, first_day__lte=span.end, last_day__gte=span.start
    )
    found = []
    for other in longer.exclude(kind=row.kind):
        above = Period.parse(other.code)
        if above.days > span.days and span.within(above.kind) == above:
            found.append(other)
    return sorted(found, key=lambda r: (r.last_day - r.first_day, r.code))


def _spoken(row: MovementPeriod) -> str:
    return period_within(Period.parse(row.code))


def _tell(by: Viewer, at: datetime, action: str, row: MovementPeriod, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=f"period:{row.movement.code}/{row.code}", sentence=sentence)
