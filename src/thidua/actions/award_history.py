"""Bringing in the paper history: read, set beside the register, chosen where it is not sure, written all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from thidua.actions.audit import acting
from thidua.actions.award import award_import
from thidua.actions.job import Made, Progress, long_work
from thidua.actions.mapping import home_of, layout_keep
from thidua.core.award import AwardRow, Category, State
from thidua.core.award_history import (
    HeldAward,
    HeldSubject,
    HistoryLine,
    Match,
    Reconciled,
    Twin,
    reconcile,
    twins,
)
from thidua.core.problem import Problem, Refused, errors
from thidua.office.award_history import (
    Common,
    header_marks,
    history_sheet,
    pointed,
    read_history,
    recognised,
)
from thidua.office.awards_file import code_of
from thidua.office.columns import Header
from thidua.office.format import count as written
from thidua.office.sheet import Sheet
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store import job as desk
from thidua.store.access import Viewer
from thidua.store.models import Award, Person, PersonMerge, Post, Unit
from thidua.store.models import Mapping as MappingRow

SKIP = "-"  # a line that people left out


def held_by(by: Viewer) -> list[HeldSubject]:
    """People and units whose records she keeps, with every unit a person ever served in. Three questions."""
    kept = access.keeping(by)
    served: dict[str, list[str]] = {}
    rows = Post.objects.filter(unit__code__in=kept).exclude(role="administrator")
    people = {post[0] for post in rows.values_list("person__code")}
    for person, unit in Post.objects.filter(person__code__in=people).values_list(
        "person__code", "unit__name"
    ):
        served.setdefault(person, []).append(unit)
    gone = PersonMerge.objects.filter(undone_at__isnull=True).values("gone")
    names = dict(Person.objects.filter(code__in=people).exclude(pk__in=gone).values_list("code", "name"))
    found = [
        HeldSubject(code, name, False, tuple(served.get(code, ()))) for code, name in sorted(names.items())
    ]
    units = Unit.objects.filter(code__in=kept).values_list("code", "name").order_by("code")
    return found + [HeldSubject(code, name, True) for code, name in units]


def history_reconcile(
    *, by: Viewer, lines: Sequence[HistoryLine], chosen: Mapping[int, str]
) -> tuple[Reconciled, ...]:
    """Every line beside the register."""
    held = held_by(by)
    codes = [item.code for item in held]
    rows = Award.objects.filter(register_number__isnull=False).select_related("person", "unit", "decision")
    awards = [
        HeldAward(row.code, subject.code, row.form, row.year, row.decision_number, row.decided_on)
        for row in rows.filter(person__code__in=codes) | rows.filter(unit__code__in=codes)
        if (subject := row.person or row.unit) is not None
    ]
    return reconcile(lines, held, awards, chosen)


@dataclass(frozen=True, slots=True)
class ListRead:
    """An old list as it is read now.

    Attributes:
        sheet: None where the file cannot be opened.
        header: None while nobody knows which column holds the names.
        kept: how this header was read before, where its unit has remembered it.
    """

    sheet: Sheet | None
    header: Header | None
    lines: tuple[HistoryLine, ...]
    problems: tuple[Problem, ...]
    common: Common
    kept: MappingRow | None = None


def history_read(
    *, by: Viewer, source: Path | bytes, name: str, common: Common, said: tuple[int, Mapping[int, str]] | None = None
) -> ListRead:  # fmt: skip
    """By the columns that are `said` (line of the header, column → what it is), as remembered, or as recognised."""
    sheet, problems = history_sheet(source, name)
    if sheet is None:
        return ListRead(None, None, (), tuple(problems), common)
    kept, line = _remembered(by, sheet)
    if said is not None:
        header, told = pointed(sheet, *said)
    elif kept is not None:
        header, told = pointed(sheet, line, {column: key for key, column in kept.layout.items()})
    else:
        header, told = recognised(sheet)
    problems += told
    if header is None:
        return ListRead(sheet, None, (), tuple(problems), common, kept)
    titles: dict[str, str] = {form.code: form.title for form in award_forms()}
    lines, wrong, above = read_history(sheet, header, titles, common)
    return ListRead(sheet, header, lines, (*problems, *wrong), above, kept)


def _remembered(by: Viewer, sheet: Sheet) -> tuple[MappingRow | None, int]:
    """What her unit keeps for a header like one of the first lines, the latest first; and that line."""
    lines = dict(header_marks(sheet))
    rows = access.mappings(by, MappingRow.Kind.HISTORY).filter(header_key__in=lines)
    row = rows.order_by("-kept_at").first()
    return row, lines[row.header_key] if row else 0


def history_keep(*, by: Viewer, at: datetime, name: str, sheet: Sheet, header: Header) -> MappingRow:
    """Remember which column of a list with this header is what. Raises: as `layout_keep`."""
    mark = next((mark for mark, line in header_marks(sheet) if line == header.line), "")
    return layout_keep(
        by=by,
        at=at,
        unit=home_of(by),
        kind=MappingRow.Kind.HISTORY,
        name=name,
        header_key=mark,
        layout=header.at,
    )


LARGE = 150  # lines: more take over a second to write


@transaction.atomic
def history_write(
    *,
    by: Viewer,
    at: datetime,
    read: ListRead,
    chosen: Mapping[int, str],
    source: str,
    keep: str = "",
    progress: Progress = lambda done, total: None,
) -> int:
    """What is new into the register; and how its columns are read, where a name (`keep`) was given for that."""
    made = history_import(by=by, at=at, lines=read.lines, chosen=chosen, source=source, progress=progress)
    if keep and read.sheet is not None and read.header is not None:
        history_keep(by=by, at=at, name=keep, sheet=read.sheet, header=read.header)
    return len(made)


@long_work
def history_bring(
    *,
    by: Viewer,
    at: datetime,
    progress: Progress,
    file: str,
    name: str,
    common: Mapping[str, Any],
    said: tuple[int, Mapping[str, str]] | None,
    chosen: Mapping[str, str],
    keep: str,
) -> Made:
    """A long list in the background, as it was looked at.

    Args:
        file: as it was handed over (`store.job.hand_over`); it goes once its lines stand.
        common: a `Common`, its day as "2019-12-01"; columns of `said` and lines of `chosen` are text here.

    Raises:
        Refused: "job.file-gone"; "award.refused" where a cell can no longer be read; as `history_import`.
    """
    path = desk.handed(file)
    if path is None:
        raise Refused("job.file-gone", name=name)
    day = date.fromisoformat(common["decided_on"]) if common["decided_on"] else None
    pointed_out = (said[0], {int(column): key for column, key in said[1].items()}) if said else None
    of_all = Common(**{**common, "decided_on": day})
    read = history_read(by=by, source=path, name=name, common=of_all, said=pointed_out)
    if errors(read.problems):
        raise Refused("award.refused", read.problems)
    lines = {int(line): code for line, code in chosen.items()}
    source = f"Nhập từ {name}"
    count = history_write(by=by, at=at, read=read, chosen=lines, source=source, keep=keep, progress=progress)
    path.unlink(missing_ok=True)
    return Made(f"Đã ghi {written(count)} dòng từ “{name}”.", link="/so-ghi-danh/")


@transaction.atomic
def history_import(
    *,
    by: Viewer,
    at: datetime,
    lines: Sequence[HistoryLine],
    chosen: Mapping[int, str],
    source: str,
    progress: Progress = lambda done, total: None,
) -> list[Award]:
    """Write every line that is new and whose person is sure; others are left for people, none is guessed.

    Raises:
        Refused: "award-history.nothing"; "award.refused" with all problems.
    """
    acting(by)
    left = {line for line, code in chosen.items() if code == SKIP}
    found = history_reconcile(by=by, lines=lines, chosen=chosen)
    new = [item for item in found if item.match is Match.NEW and item.line.line not in left]
    if not new:
        raise Refused("award-history.nothing")
    return award_import(by=by, at=at, rows=[_row(item, source) for item in new], progress=progress)


def _row(item: Reconciled, source: str) -> AwardRow:
    line = item.line
    category = Category.COLLECTIVE if line.collective else Category.INDIVIDUAL
    row = AwardRow(
        code_of(line.form, line.year, item.subject, line.number), line.form, category, item.subject, line.year,
        line.reason or "Theo quyết định", State.DECIDED, "", line.number, line.decided_on, line.authority,
        source=source[:300], where=line.where,
    )  # fmt: skip
    return replace(row, printed_unit=line.unit, printed_post=line.post)


def twins_of(by: Viewer) -> tuple[Twin, ...]:
    """Entries she keeps that may be one person."""
    return twins(held_by(by))
