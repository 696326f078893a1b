"""Inspections: drawn by lot, checked, given to the units, replied to, concluded into the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.figure import figure_found
from thidua.actions.notice import notice_send
from thidua.core.deed import Privacy
from thidua.core.inspection import (
    REPLY_TERM,
    SAMPLE_MAX,
    Found,
    InspectionState,
    digest_of,
    draw,
    seed_of,
)
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.core.unit import Role
from thidua.core.workday import add_workdays
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.access import CLOSES, RECORDS, Viewer
from thidua.store.models import Deed, Evidence, Figure, Inspection, InspectionItem, Unit


@transaction.atomic
def inspection_draw(
    *, by: Viewer, at: datetime, unit: Unit, month: str, size: int | None, only: Sequence[Unit] = ()
) -> Inspection:
    """Draw a sample from the figures and confirmed deeds of the month in the branch of `unit`.

    Nobody chooses the seed: it follows from the unit, the month and the moment, and stands on the page. Restricted
    deeds are not drawn.

    Args:
        only: units below to draw from; all of the branch without it.

    Raises:
        Refused: "inspection.may-not"; "inspection.refused"; "inspection.nothing".
    """
    person = acting(by)
    allow(by.has_role(unit.code, {Role.INSPECTOR}), "inspection.may-not", unit=unit.name)
    if size is None or not 1 <= size <= SAMPLE_MAX:
        wrong = problem("inspection.size-unknown", Where(field="size"), most=SAMPLE_MAX)
        raise Refused("inspection.refused", [wrong])
    span = Period.parse(month)
    Unit.objects.select_for_update().get(pk=unit.pk)  # codes of a month are counted: one after the other
    branch = access.below(frozenset({unit.code}), at.date()) - {unit.code} - by.own
    if only:
        branch &= {row.code for row in only}
    population = _population(branch, span)
    total = sum(len(keys) for keys in population.values())
    allow(total > 0, "inspection.nothing", month=span.code)
    seed = seed_of(f"{unit.code}|{span.code}|{at.isoformat()}")
    keys = {unit_code: list(found) for unit_code, found in population.items()}
    row = Inspection.objects.create(
        code=_next_code(span),
        unit=unit,
        month=span.code,
        seed=seed,
        population=total,
        digest=digest_of(keys),
        drawn_by=person,
        drawn_at=at,
    )
    InspectionItem.objects.bulk_create(
        _item(row, place, population[code][key])
        for place, (code, key) in enumerate(draw(keys, size, seed), start=1)
    )
    _tell(
        by,
        at,
        row,
        "draw",
        f"Rút {min(size, total)} trên {total} mục của tháng {span.code}, mã số rút {seed}.",
    )
    return row


def _next_code(month: Period) -> str:
    stem = f"kt-{month.code}"
    return f"{stem}-{Inspection.objects.filter(code__startswith=f'{stem}-').count() + 1}"


def _population(branch: frozenset[str], month: Period) -> dict[str, dict[str, Figure | Deed]]:
    """Unit → key → figure that stands or deed that counts."""
    weeks = month.parts(PeriodKind.WEEK)
    found: dict[str, dict[str, Figure | Deed]] = {}
    figures = Figure.objects.filter(
        unit__code__in=branch,
        period__in=[month.code, *(week.code for week in weeks)],
        replaced_by__isnull=True,
        inspection__isnull=True,
    )
    for figure in figures.select_related("unit"):
        assert figure.unit is not None
        found.setdefault(figure.unit.code, {})[f"{figure.figure}|{figure.period}"] = figure
    deeds = Deed.objects.filter(
        unit__code__in=branch, on__gte=weeks[0].start, on__lte=weeks[-1].end,
        confirmed_by__isnull=False, replaced_by__isnull=True,
    ).exclude(privacy=Privacy.RESTRICTED)  # fmt: skip
    for deed in deeds.select_related("unit"):
        found.setdefault(deed.unit.code, {})[deed.code] = deed
    return found


def _item(row: Inspection, place: int, drawn: Figure | Deed) -> InspectionItem:
    kind = "figure" if isinstance(drawn, Figure) else "deed"
    return InspectionItem(inspection=row, place=place, unit_id=drawn.unit_id, **{kind: drawn})


@transaction.atomic
def inspection_check(
    *,
    by: Viewer,
    at: datetime,
    item: InspectionItem,
    found: str,
    should_be: str = "",
    note: str = "",
    evidence: Evidence | None = None,
) -> InspectionItem:
    """Write down what one item turned out to be; it may be changed until the conclusion.

    Raises:
        Refused: "inspection.not-yours"; "inspection.concluded"; "inspection.refused" with all problems.
    """
    acting(by)
    row = _mine(by, item.inspection)
    should_be, note = visible(should_be)[:200], visible(note)[:400]
    wrong: list[Problem] = []
    if found not in set(Found):
        wrong.append(problem("inspection.found-missing", Where(field="found")))
    if found == Found.WRONG and not should_be:
        wrong.append(problem("inspection.should-be-missing", Where(field="should_be")))
    if found == Found.NO_EVIDENCE and not note:
        wrong.append(problem("inspection.note-missing", Where(field="note")))
    if wrong:
        raise Refused("inspection.refused", wrong)
    item = InspectionItem.objects.get(pk=item.pk)
    item.found, item.note, item.checked_at = found, note, at
    item.should_be = should_be if found == Found.WRONG else ""
    item.save()
    if evidence is not None:
        item.evidence.add(evidence)
    _tell(by, at, row, "check", f"Kiểm tra mục {item.place}: {SAID[Found(found)]}.")
    return item


SAID = {Found.RIGHT: "đúng", Found.WRONG: "sai", Found.NO_EVIDENCE: "không có minh chứng"}


@transaction.atomic
def inspection_give(*, by: Viewer, at: datetime, inspection: Inspection) -> Inspection:
    """Show the units what was found; they read it before anybody above and may reply for three working days.

    Raises:
        Refused: "inspection.not-yours"; "inspection.concluded"; "inspection.given-already"; "inspection.unchecked".
    """
    acting(by)
    row = _mine(by, inspection)
    allow(row.state == InspectionState.DRAWN, "inspection.given-already")
    left = row.items.filter(found="").count()
    allow(left == 0, "inspection.unchecked", count=left)
    row.state, row.given_at = InspectionState.GIVEN, at
    row.reply_by = add_workdays(at.date(), REPLY_TERM, work_calendar())
    row.save()
    _tell(
        by,
        at,
        row,
        "give",
        f"Gửi kết quả kiểm tra cho đơn vị, trả lời trước hết ngày {row.reply_by:%d/%m/%Y}.",
    )
    for unit in _units(row):
        _notify(
            by,
            at,
            row,
            unit,
            f"Kết quả kiểm tra {row.code}: đọc và trả lời trước hết {row.reply_by:%d/%m/%Y}.",
            True,
        )
    return row


@transaction.atomic
def inspection_reply(*, by: Viewer, at: datetime, item: InspectionItem, reply: str) -> InspectionItem:
    """What the inspected unit says to one finding.

    Raises:
        Refused: "access.may-not-record"; "inspection.not-given"; "inspection.reply-over"; "inspection.reply-missing".
    """
    person, reply = acting(by), visible(reply)
    row = Inspection.objects.select_for_update().get(pk=item.inspection_id)
    allow(access.may_reply(by, item), "access.may-not-record", unit=item.unit.name)
    allow(row.state == InspectionState.GIVEN, "inspection.not-given")
    assert row.reply_by is not None
    allow(at.date() <= row.reply_by, "inspection.reply-over", day=f"{row.reply_by:%d/%m/%Y}")
    if not reply:
        raise Refused("inspection.reply-missing", [problem("inspection.reply-missing", Where(field="reply"))])
    item = InspectionItem.objects.select_related("unit").get(pk=item.pk)
    item.reply, item.replied_by, item.replied_at = reply, person, at
    item.save()
    _tell(by, at, row, "reply", f"{item.unit.name} trả lời về mục {item.place} của cuộc kiểm tra {row.code}.")
    return item


@transaction.atomic
def inspection_conclude(*, by: Viewer, at: datetime, inspection: Inspection) -> Inspection:
    """Conclude: what was wrong is added to the unit's figure of this week, and those above may read.

    Raises:
        Refused: "inspection.not-yours"; "inspection.concluded"; "inspection.not-given"; "inspection.reply-open"; a
            lock of the week.
    """
    acting(by)
    row = _mine(by, inspection)
    allow(row.state == InspectionState.GIVEN, "inspection.not-given")
    assert row.reply_by is not None
    silent = row.items.exclude(found=Found.RIGHT).filter(reply="").select_related("unit")
    names = ", ".join(dict.fromkeys(item.unit.name for item in silent))
    if names and at.date() <= row.reply_by:
        raise Refused("inspection.reply-open", day=f"{row.reply_by:%d/%m/%Y}", units=names)
    row.state, row.concluded_at = InspectionState.CONCLUDED, at
    row.save()
    week = containing(at.date(), PeriodKind.WEEK)
    for unit, items in _wrong(row).items():
        evidence = [file for item in items for file in item.evidence.all()]
        figure_found(
            by=by, at=at, inspection=row, unit=unit, period=week.code, count=len(items), evidence=evidence
        )
    _tell(by, at, row, "conclude", f"Kết luận cuộc kiểm tra {row.code}: {_counted(row)}.")
    for unit in _units(row):
        _notify(by, at, row, unit, f"Cuộc kiểm tra {row.code} đã kết luận: {_counted(row)}.", False)
    notice_send(
        by=by,
        at=at,
        to=access.holders(row.unit, CLOSES, at.date()),
        kind="inspection-conclude",
        subject=f"inspection:{row.code}",
        sentence=f"Cuộc kiểm tra {row.code} đã kết luận: {_counted(row)}.",
        link=reverse("inspection", args=[row.code]),
    )
    return row


def _counted(row: Inspection) -> str:
    found = list(row.items.values_list("found", flat=True))
    return ", ".join(f"{found.count(state)} {SAID[state]}" for state in Found)


def _wrong(row: Inspection) -> Mapping[Unit, list[InspectionItem]]:
    found: dict[Unit, list[InspectionItem]] = {}
    items = row.items.filter(found=Found.WRONG).select_related("unit").prefetch_related("evidence")
    for item in items.order_by("unit__code", "place"):
        found.setdefault(item.unit, []).append(item)
    return found


def _units(row: Inspection) -> list[Unit]:
    return list(Unit.objects.filter(inspected__inspection=row).distinct().order_by("code"))


def _mine(by: Viewer, inspection: Inspection) -> Inspection:
    row = (
        Inspection.objects.select_for_update(of=("self",))
        .select_related("unit", "drawn_by")
        .get(pk=inspection.pk)
    )
    mine = by.person is not None and row.drawn_by_id == by.person.pk
    allow(mine, "inspection.not-yours", code=row.code, inspector=row.drawn_by.name)
    allow(row.state != InspectionState.CONCLUDED, "inspection.concluded", code=row.code)
    return row


def _notify(by: Viewer, at: datetime, row: Inspection, unit: Unit, told: str, waiting: bool) -> None:
    notice_send(
        by=by, at=at, to=access.holders(unit, RECORDS, at.date()), kind=f"inspection-{row.state}",
        subject=f"inspection:{row.code}", sentence=told, link=reverse("inspection", args=[row.code]), waiting=waiting,
    )  # fmt: skip


def _tell(by: Viewer, at: datetime, row: Inspection, action: str, sentence: str) -> None:
    audit(by=by, at=at, action=f"inspection-{action}", subject=f"inspection:{row.code}", sentence=sentence)
