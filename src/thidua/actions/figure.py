"""Figures: many at once or none, corrected with a reason, never into a period that is frozen or closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.figure_audit import figure_note, figures_note
from thidua.actions.figure_check import check_entries, placed, unheard
from thidua.actions.figure_known import FEW, FigureEntry, Known, current_figures
from thidua.actions.lock import locks_for
from thidua.actions.standing_input import confirmed_deeds
from thidua.core.deed import DeedCount, sum_deeds
from thidua.core.figure import FigureValue
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Severity, Where, errors, problem
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Evidence, Figure, Inspection, MovementPeriod, Person, Unit

CHUNK = 2000  # figures that are written between two signs of progress
ASKS_REASON = {"figure.recorded-already", "figure.reason-for-deeds"}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written, and the questions somebody should look at (never refusals)."""

    figures: tuple[Figure, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What recording these entries would do: new figures, figures said again, and those that would be replaced."""

    new: tuple[FigureEntry, ...]
    same: tuple[FigureEntry, ...]
    differs: tuple[tuple[FigureEntry, Figure], ...]
    problems: tuple[Problem, ...]


def figures_preview(
    *,
    by: Viewer,
    at: datetime,
    entries: Sequence[FigureEntry],
    correcting: bool = False,
    progress: Callable[[int, int], None] = unheard,
) -> Preview:
    """As `figures_record`, without writing: what is new, what stands already, what would replace what.

    Raises:
        Refused: "access.may-not-record".
    """
    entries = placed(entries)
    known = Known.about(entries, at.date())
    _allow(by, entries, known)
    new, same, differs = [], [], []
    for entry in entries:
        row = known.standing(entry)
        if row is None:
            new.append(entry)
        elif known.stands(entry):
            same.append(entry)
        else:
            differs.append((entry, row))
    # That a value replaces another one is what the preview shows; the reason is asked for when it is written.
    told = [p for p in check_entries(entries, known, correcting, progress) if p.code not in ASKS_REASON]
    return Preview(tuple(new), tuple(same), tuple(differs), tuple(told))


def figures_check(*, entries: Sequence[FigureEntry], correcting: bool = False) -> list[Problem]:
    """All that is wrong or doubtful with these entries, without writing anything."""
    return check_entries(placed(entries), Known.about(entries), correcting)


@transaction.atomic
def figures_record(
    *,
    by: Viewer,
    at: datetime,
    entries: Sequence[FigureEntry],
    reason: str = "",
    progress: Callable[[int, int], None] = unheard,
) -> Recorded:
    """Write all of these figures, or none; checking them is one half of the way, writing the other.

    A figure that already stands with the same value is left alone. One that stands with another value, or that
    says something else than the confirmed deeds, is an error, unless a `reason` is given.

    Raises:
        Refused: "access.may-not-record"; "figure.refused" with every problem, each with its place.
    """
    recorder = acting(by)
    entries = placed(entries)
    _in_turn(entries)
    known = Known.about(entries, at.date())
    _allow(by, entries, known)
    found = check_entries(entries, known, bool(reason.strip()), lambda done, total: progress(done, 2 * total))
    if errors(found):
        raise Refused("figure.refused", found)
    new = [entry for entry in entries if not known.stands(entry)]
    rows = [
        _row(
            entry,
            recorder,
            at,
            known.standing(entry),
            reason.strip(),
            overriding=known.overrides(entry) is not None,
        )
        for entry in new
    ]
    for done in range(0, len(rows), CHUNK):
        progress(len(rows) + done, 2 * len(rows))
        Figure.objects.bulk_create(rows[done : done + CHUNK])
    _attach(zip(rows, new, strict=True))
    _tell(by, at, rows, reason.strip())
    return Recorded(tuple(rows), tuple(p for p in found if p.severity is Severity.WARNING))


def figure_record(
    *,
    by: Viewer,
    at: datetime,
    subject: Unit | Person,
    figure: str,
    period: str,
    value: FigureValue,
    paper: str = "",
    evidence: Iterable[Evidence] = (),
) -> Figure:
    """One figure; see `figures_record`. The row that stands is returned when it already said the same."""
    entry = FigureEntry(subject, figure, period, value, paper=paper, evidence=tuple(evidence))
    recorded = figures_record(by=by, at=at, entries=[entry])
    return recorded.figures[0] if recorded.figures else current_figures([entry])[entry.key]


@transaction.atomic
def figure_correct(
    *, by: Viewer, at: datetime, record: Figure, value: FigureValue, reason: str, paper: str = ""
) -> Figure:
    """A new record that names the old one and says why; both stay.

    Raises:
        Refused: "access.may-not-record"; "figure.already-corrected"; "figure.refused" with all problems.
    """
    corrector = acting(by)
    subject = record.unit or record.person
    assert subject is not None
    entry = FigureEntry(subject, record.figure, record.period, value, record.cut_off, record.territory, paper)
    _in_turn([entry])
    known = Known.about([entry], at.date())
    _allow(by, [entry], known)
    if hasattr(record, "replaced_by"):
        raise Refused("figure.already-corrected", figure=record.figure)
    found = check_entries([entry], known, True)
    if not reason.strip():
        found.append(problem("figure.reason-missing", Where(field="reason")))
    if errors(found):
        raise Refused("figure.refused", found)
    row = _row(entry, corrector, at, record, reason.strip())
    row.save()
    row.evidence.set(record.evidence.all())
    figure_note(by=by, at=at, row=row)
    return row


@transaction.atomic
def figure_evidence_add(*, by: Viewer, at: datetime, record: Figure, evidence: Evidence) -> None:
    """Put a file that the unit keeps behind a figure that stands already.

    Raises:
        Refused: "access.may-not-record"; "evidence.of-another-unit".
    """
    acting(by)
    unit = record.unit
    assert unit is not None, "evidence of officers' classes is kept with the deed"
    allow(access.may_record(by, unit), "access.may-not-record", unit=unit.name)
    allow(evidence.unit_id == unit.pk, "evidence.of-another-unit", unit=unit.name)
    record.evidence.add(evidence)
    audit(
        by=by,
        at=at,
        action="figure-evidence",
        subject=f"unit:{unit.code}",
        sentence=f"Gắn minh chứng “{evidence.title or evidence.name}” vào {record.figure} kỳ {record.period}.",
    )


def figures_from_deeds(*, by: Viewer, at: datetime, unit: Unit, period: str) -> Recorded:
    """Add up the unit's confirmed deeds of the period; a sum that changed corrects the one before.

    Raises:
        Refused: as `figures_record`.
    """
    span = Period.parse(period)
    rows = confirmed_deeds(span).filter(unit=unit).prefetch_related("quantities")
    counts = [DeedCount(row.kind, {q.quantity: q.value for q in row.quantities.all()}) for row in rows]
    sums = sum_deeds(figure_definitions(span.end), counts)
    entries = [
        FigureEntry(unit, code, period, FigureValue(numerator=value), from_deeds=True)
        for code, value in sorted(sums.items())
    ]
    return figures_record(by=by, at=at, entries=entries, reason="Cộng lại từ các việc đã xác nhận")


@transaction.atomic
def figure_found(
    *,
    by: Viewer,
    at: datetime,
    inspection: Inspection,
    unit: Unit,
    period: str,
    count: int,
    evidence: Iterable[Evidence],
) -> Figure:
    """Add what an inspection found wrong to the unit's figure of the period; the unit cannot change it afterwards.

    Raises:
        Refused: a lock of the period.
    """
    person, span = acting(by), Period.parse(period)
    definition = next(d for d in figure_definitions(span.end) if d.inspected)
    entry = FigureEntry(unit, definition.code, period, FigureValue())
    _in_turn([entry])
    lock = locks_for([unit], [span], at.date()).get((unit.code, period))
    if lock is not None:
        raise Refused(lock.code, **lock.values)
    before = current_figures([entry]).get(entry.key)
    value = FigureValue(numerator=(before.numerator if before else 0) + count * MILLI)
    paper = f"Cuộc kiểm tra {inspection.code}, tháng {inspection.month}"
    row = _row(replace(entry, value=value, paper=paper), person, at, before, paper)
    row.inspection = inspection
    row.save()
    row.evidence.set(evidence)
    audit(
        by=by,
        at=at,
        action="figure-found",
        subject=f"unit:{unit.code}",
        sentence=f"{paper}: ghi {count} số liệu sai cho {unit.name}, kỳ {period}.",
    )
    return row


# --- Writing ----------------------------------------------------------------------------------------------


def _in_turn(entries: Sequence[FigureEntry]) -> None:
    """Whoever writes to the same subjects, or closes the same periods, waits for us or we for them.

    Only PostgreSQL lets two write at once; without this the second would fail on a constraint, or write into a
    period whose close has read its figures already. Always in the same order, so that nobody waits in a ring.
    """
    periods = {entry.period for entry in entries}
    units = {e.subject.pk for e in entries if isinstance(e.subject, Unit)}
    persons = {e.subject.pk for e in entries if isinstance(e.subject, Person)}
    for rows in (
        MovementPeriod.objects.filter(code__in=periods),
        Unit.objects.filter(pk__in=units),
        Person.objects.filter(pk__in=persons),
    ):
        list(rows.select_for_update().order_by("pk").values_list("pk"))


def _allow(by: Viewer, entries: Sequence[FigureEntry], known: Known) -> None:
    units: set[Unit] = set()
    for entry in entries:
        found = known.units_of(entry)
        allow(bool(found), "figure.person-without-post", person=entry.subject.name)
        units.update(found)
    if len(units) <= FEW:
        for unit in units:
            allow(access.may_record(by, unit), "access.may-not-record", unit=unit.name)
        return
    may = set(access.recordable_units(by).values_list("pk", flat=True))
    for unit in units:
        allow(unit.pk in may and unit.code in by.branch, "access.may-not-record", unit=unit.name)


def _row(
    entry: FigureEntry, by: Person, at: datetime, before: Figure | None, reason: str, overriding: bool = False
) -> Figure:
    span = Period.parse(entry.period)
    definition = figure_definition(entry.figure, span.end)
    return Figure(
        figure=entry.figure,
        definition=definition.version if definition else "1",
        period=entry.period,
        state=int(entry.value.state),
        numerator=entry.value.numerator,
        denominator=entry.value.denominator,
        qualifier=entry.value.qualifier,
        from_deeds=entry.from_deeds,
        cut_off=entry.cut_off or span.end,
        territory=entry.territory,
        paper=entry.paper,
        recorded_by=by,
        recorded_at=at,
        replaces=before,
        reason=reason if before is not None or overriding else "",
        **{_kind(entry.subject): entry.subject},
    )


def _tell(by: Viewer, at: datetime, rows: Sequence[Figure], reason: str) -> None:
    """One line for each subject; where a whole province comes in at once, one line for all."""
    subjects = {(row.unit_id, row.person_id) for row in rows}
    if len(subjects) <= FEW:
        figures_note(by=by, at=at, rows=rows, reason=reason)
        return
    why = f" Lý do: {reason.removesuffix('.')}." if reason else ""
    periods = ", ".join(sorted({row.period for row in rows})[:12])
    told = f"Nhập {len(rows)} số liệu của {len(subjects)} đơn vị, cán bộ, kỳ {periods}.{why}"
    audit(by=by, at=at, action="figures-record", subject="figures", sentence=told)


def _attach(pairs: Iterable[tuple[Figure, FigureEntry]]) -> None:
    through = Figure.evidence.through
    through.objects.bulk_create(
        through(figure=row, evidence=evidence) for row, entry in pairs for evidence in entry.evidence
    )


def _kind(subject: Unit | Person) -> str:
    return "unit" if isinstance(subject, Unit) else "person"
