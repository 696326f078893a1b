"""A file of figures looked at: everything a person must see before all of it is written, small enough to be kept.

The same for a file looked at in the page and for a large one looked at in the background (`figures_look`), whose view
is kept on the desk of its job until the page asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from thidua.actions.figure import Preview
from thidua.actions.figure_import import figures_import
from thidua.actions.figure_known import FigureEntry
from thidua.actions.job import Made, Progress, long_work
from thidua.actions.mapping import Mapped, layout_of, mapped
from thidua.core.problem import Problem, Refused, Severity, errors, from_plain, plain
from thidua.office.sheet import read_sheet
from thidua.store import job as desk
from thidua.store.access import Viewer
from thidua.store.models import Figure

SEEN = "?xem=1"  # asks a page for what was looked at in the background
SHOWN = 200  # problems, notes and changes; more do not help anybody
UNKNOWN_SHOWN = 60
UNITS_SHOWN = 7  # one more than a page names, so that it can say that there are others


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that would be replaced; values as (state, numerator, denominator)."""

    cell: str
    unit: str
    figure: str
    period: str
    old: tuple[int, int, int]
    new: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Looked:
    """Attributes:
    wrong, notes: the first of them; `count` is how many are wrong.
    unknown: (what, name, nearest code, cell), the first; `asked` is how many there are.
    read: rows of a file in our own form; None for a unit's own sheet.
    writable: nothing is wrong or unknown, so that counts of new, same and differing figures are known.
    units, periods: whose figures would be written; `units_more` beyond those named.
    """

    wrong: tuple[Problem, ...] = ()
    count: int = 0
    notes: tuple[Problem, ...] = ()
    unknown: tuple[tuple[str, str, str, str], ...] = ()
    asked: int = 0
    read: int | None = None
    writable: bool = False
    new: int = 0
    same: int = 0
    differs: int = 0
    changes: tuple[Change, ...] = ()
    units: tuple[str, ...] = ()
    units_more: int = 0
    periods: tuple[str, ...] = ()


def sheet_looked(told: Mapped) -> Looked:
    """A unit's own sheet, read through a layout."""
    looked = _with_problems(Looked(), told.problems)
    unknown = [
        (what.value, name, near, where.cell or str(where.line or ""))
        for what, name, near, where in told.unknown
    ]
    looked = replace(looked, unknown=tuple(unknown[:UNKNOWN_SHOWN]), asked=len(unknown))
    return looked if told.preview is None else _with_preview(looked, told.preview)


def rows_looked(
    *, by: Viewer, at: datetime, file: Path, reason: str, progress: Progress | None = None
) -> Looked:
    """A file in our own form: what would be written, or what is wrong.

    Raises:
        Refused: as `figures_import`, where it names no place in the file.
    """
    more = {"progress": progress} if progress else {}
    try:
        done = figures_import(by=by, at=at, file=file, reason=reason, dry_run=True, **more)
    except Refused as refused:
        if not refused.problems:
            raise
        return _with_problems(Looked(), refused.problems)
    return replace(_with_problems(Looked(writable=True), done.problems), read=done.rows, new=done.written)


def _with_problems(looked: Looked, problems: Sequence[Problem]) -> Looked:
    wrong = errors(problems)
    notes = [p for p in problems if p.severity is not Severity.ERROR]
    return replace(looked, wrong=tuple(wrong[:SHOWN]), count=len(wrong), notes=tuple(notes[:SHOWN]))


def _with_preview(looked: Looked, preview: Preview) -> Looked:
    writes = [*preview.new, *(entry for entry, _row in preview.differs)]
    units = sorted({entry.subject.name for entry in writes})
    return replace(
        looked,
        writable=True,
        new=len(preview.new),
        same=len(preview.same),
        differs=len(preview.differs),
        changes=tuple(_change(entry, row) for entry, row in preview.differs[:SHOWN]),
        units=tuple(units[:UNITS_SHOWN]),
        units_more=max(0, len(units) - UNITS_SHOWN),
        periods=tuple(sorted({entry.period for entry in writes})),
    )


def _change(entry: FigureEntry, row: Figure) -> Change:
    where, value = entry.value.where, entry.value
    return Change(
        where.cell or str(where.line),
        entry.subject.name,
        entry.figure,
        entry.period,
        (row.state, row.numerator, row.denominator),
        (int(value.state), value.numerator, value.denominator),
    )


# --- Kept for the page ------------------------------------------------------------------------------------


def looked_json(looked: Looked) -> bytes:
    told = {name: getattr(looked, name) for name in Looked.__dataclass_fields__}
    told |= {name: [plain(p) for p in told[name]] for name in ("wrong", "notes")}
    told["changes"] = [asdict(change) for change in looked.changes]
    return json.dumps(told).encode()


def looked_of(kept: bytes) -> Looked:
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in json.loads(kept).items()}
    told |= {name: tuple(from_plain(p) for p in told[name]) for name in ("wrong", "notes")}
    told["changes"] = tuple(
        Change(**change | {name: tuple(change[name]) for name in ("old", "new")})
        for change in told["changes"]
    )
    told["unknown"] = tuple(tuple(line) for line in told["unknown"])
    return Looked(**told)


# --- In the background ------------------------------------------------------------------------------------


@long_work
def figures_look(
    *,
    by: Viewer,
    at: datetime,
    progress: Progress,
    file: str,
    name: str,
    reason: str = "",
    layout: Mapping[str, Any] | None = None,
) -> Made:
    """Look at a large file; the page that asked shows what was found.

    Args:
        file: as it was handed over (`store.job.hand_over`); it stays, to be written from.
        layout: how the unit's own sheet is read; None for our own form.

    Raises:
        Refused: "job.file-gone"; as `figures_import` and `figures_preview`.
    """
    path = desk.handed(file)
    if path is None:
        raise Refused("job.file-gone", name=name)
    if layout is None:
        looked, link = rows_looked(by=by, at=at, file=path, reason=reason, progress=progress), "/nhap-tep/"
    else:
        sheet, found = read_sheet(path.read_bytes(), name)
        if sheet is None:
            raise Refused("figure.file-refused", found, file=name)
        told = mapped(by=by, at=at, sheet=sheet, layout=layout_of(layout), reason=reason, progress=progress)
        looked, link = sheet_looked(told), "/nhap-tep/bo-cuc/"
    stopped = looked.count or looked.asked
    told_how = f"{looked.count + looked.asked} chỗ cần nói rõ" if stopped else f"sẽ ghi {looked.new} số mới"
    return Made(f"Đã xem “{name}”: {told_how}.", content=looked_json(looked), link=link + SEEN)
