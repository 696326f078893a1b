"""Deeds: one person records, another confirms or sends back with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import deed_kinds, figure_definitions
from thidua.actions.lock import locks_for
from thidua.core.deed import DeedKind, Privacy, check_deed
from thidua.core.period import PeriodKind, containing
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.text import visible
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Area, Deed, DeedQuantity, Person, Unit


@transaction.atomic
def deed_record(
    *,
    by: Viewer,
    at: datetime,
    unit: Unit,
    kind: str,
    on: date,
    summary: str,
    quantities: Mapping[str, int],
    place: str = "",
    area: Area | None = None,
    person: Person | None = None,
    replaces: Deed | None = None,
) -> Deed:
    """Write down what happened; it counts once somebody else has confirmed it.

    Args:
        quantities: code → thousandths, each in its own unit.
        replaces: a deed that was sent back and is written again.

    Raises:
        Refused: "access.may-not-record"; "deed.refused" with all problems.
    """
    recorder = acting(by)
    allow(access.may_record(by, unit), "access.may-not-record", unit=unit.name)
    definition = deed_kinds().get(kind)
    summary, place = visible(summary), visible(place)
    Unit.objects.select_for_update().get(pk=unit.pk)  # codes of a day are counted: one after the other
    found = _record_problems(definition, kind, at, unit, on, summary, quantities, replaces)
    if definition is None or found:
        raise Refused("deed.refused", found)
    row = Deed.objects.create(
        code=_next_code(unit, kind, on),
        kind=kind,
        unit=unit,
        person=person,
        on=on,
        area=area,
        place=place,
        summary=summary,
        privacy=definition.privacy,
        recorded_by=recorder,
        recorded_at=at,
        replaces=replaces,
    )
    DeedQuantity.objects.bulk_create(
        DeedQuantity(deed=row, quantity=code, value=value) for code, value in sorted(quantities.items())
    )
    _tell(by, at, "deed-record", row, f"Ghi {_called(row)} của {unit.name} ngày {on:%d/%m/%Y}.")
    return row


def _record_problems(
    definition: DeedKind | None,
    kind: str,
    at: datetime,
    unit: Unit,
    on: date,
    summary: str,
    quantities: Mapping[str, int],
    replaces: Deed | None,
) -> list[Problem]:
    found: list[Problem] = []
    if definition is None:
        found.append(problem("deed.kind-unknown", Where(field="kind"), kind=kind))
    else:
        found += errors(check_deed(definition, quantities))
    if not summary.strip():
        found.append(problem("deed.summary-missing", Where(field="summary")))
    if on > at.date():
        found.append(problem("deed.in-the-future", Where(field="on"), on=f"{on:%d/%m/%Y}"))
    if not unit.in_force(on):
        found.append(
            problem("deed.unit-not-in-force", Where(field="on"), unit=unit.name, on=f"{on:%d/%m/%Y}")
        )
    elif definition is not None:
        found += _lock_problems(kind, unit, on, at)
    if replaces is not None and (not replaces.returned_reason or hasattr(replaces, "replaced_by")):
        found.append(problem("deed.not-returned", Where(field="replaces"), summary=replaces.summary))
    return found


def _lock_problems(kind: str, unit: Unit, on: date, at: datetime) -> list[Problem]:
    """A deed that adds up to figures waits where they wait: behind the lock of its week."""
    if not any(source.kind == kind for d in figure_definitions(on) for source in d.from_deeds):
        return []
    week = containing(on, PeriodKind.WEEK)
    lock = locks_for([unit], [week], at.date()).get((unit.code, week.code))
    return [lock.problem(Where(field="on"))] if lock is not None else []


def _next_code(unit: Unit, kind: str, on: date) -> str:
    stem = f"{kind[:20]}-{unit.code[:40]}-{on:%y%m%d}"
    return f"{stem}-{Deed.objects.filter(code__startswith=f'{stem}-').count() + 1}"


@transaction.atomic
def deed_confirm(*, by: Viewer, at: datetime, deed: Deed) -> Deed:
    """Confirm a deed somebody else recorded, with the evidence its kind asks for.

    Where the kind asks for two people (weapons, money, boxes), the first who confirms is a witness; the deed counts
    once a second one has confirmed, who may come from the unit above.

    Raises:
        Refused: "deed.own" (two people are needed); "deed.second-person"; "access.may-not-confirm";
            "deed.already-confirmed"; "deed.already-returned"; "deed.refused" when evidence is missing.
    """
    confirmer = acting(by)
    deed = Deed.objects.select_for_update(of=("self",)).select_related("unit").get(pk=deed.pk)
    _allow_decision(by, confirmer, deed)
    definition = deed_kinds().get(deed.kind)
    values = dict(deed.quantities.values_list("quantity", "value"))
    found = errors(check_deed(definition, values, deed.evidence.count())) if definition else []
    Unit.objects.select_for_update().get(pk=deed.unit_id)  # a report submitted meanwhile locks its month
    found += _lock_problems(deed.kind, deed.unit, deed.on, at)
    if found:
        raise Refused("deed.refused", found)
    if definition is not None and definition.two_people and deed.witnessed_by_id is None:
        deed.witnessed_by, deed.witnessed_at = confirmer, at
        deed.save(update_fields=["witnessed_by", "witnessed_at"])
        _tell(by, at, "deed-witness", deed, f"Xác nhận lần một việc “{deed.summary}”; còn chờ người thứ hai.")
        return deed
    deed.confirmed_by, deed.confirmed_at = confirmer, at
    deed.save(update_fields=["confirmed_by", "confirmed_at"])
    _tell(by, at, "deed-confirm", deed, f"Xác nhận {_called(deed)} của {deed.unit.name}.")
    return deed


@transaction.atomic
def deed_return(*, by: Viewer, at: datetime, deed: Deed, reason: str) -> Deed:
    """Send a deed back; it stays as it was written, with the reason, and a new one may replace it.

    Raises:
        Refused: as `deed_confirm`; "deed.reason-missing".
    """
    person = acting(by)
    deed = Deed.objects.select_for_update(of=("self",)).select_related("unit").get(pk=deed.pk)
    _allow_decision(by, person, deed)
    if not reason.strip():
        raise Refused("deed.reason-missing", [problem("deed.reason-missing", Where(field="reason"))])
    deed.returned_reason = reason.strip()
    deed.save(update_fields=["returned_reason"])
    _tell(
        by,
        at,
        "deed-return",
        deed,
        f"Trả lại {_called(deed)} của {deed.unit.name}. Lý do: {deed.returned_reason}",
    )
    return deed


def _allow_decision(by: Viewer, person: Person, deed: Deed) -> None:
    if deed.confirmed_by_id is not None:
        raise Refused("deed.already-confirmed", summary=deed.summary)
    if deed.returned_reason:
        raise Refused("deed.already-returned", summary=deed.summary)
    allow(deed.recorded_by_id != person.pk, "deed.own", summary=deed.summary)
    allow(deed.witnessed_by_id != person.pk, "deed.second-person", summary=deed.summary)
    allow(access.may_confirm(by, deed), "access.may-not-confirm", unit=deed.unit.name)


def _tell(by: Viewer, at: datetime, action: str, deed: Deed, sentence: str) -> None:
    audit(
        by=by, at=at, action=action, subject=f"deed:{deed.code}", sentence=sentence, unit=deed.unit,
        about=deed.person,
    )  # fmt: skip


def _called(deed: Deed) -> str:
    """What is restricted is not told to everybody who may read the log."""
    return "một việc hạn chế" if deed.privacy == Privacy.RESTRICTED else f"việc “{deed.summary}”"
