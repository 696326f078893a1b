"""A large file of figures, in the background: the same as in the page, with progress, and stopped at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from thidua.actions.figure_import import figures_import
from thidua.actions.job import Made, Progress, long_work
from thidua.actions.mapping import layout_of, mapping_import
from thidua.core.problem import Refused
from thidua.office.format import count
from thidua.office.sheet import read_sheet
from thidua.store import job as desk
from thidua.store.access import Viewer

LARGE = 60_000  # bytes: some five thousand cells of Excel, which take more than a second to write


@long_work
def figures_bring(
    *,
    by: Viewer,
    at: datetime,
    progress: Progress,
    file: str,
    name: str,
    reason: str = "",
    layout: Mapping[str, Any] | None = None,
    keep: str = "",
) -> Made:
    """Write all of a file that was looked at, or none of it.

    Args:
        file: as it was handed over (`store.job.hand_over`); it goes once its figures stand.
        layout: how the unit's own sheet is read; None for our own form.
        keep: the name under which that layout is kept, "" for not at all.

    Raises:
        Refused: "job.file-gone"; as `figures_import` and `mapping_import`, the places under the file's own name.
    """
    path = desk.handed(file)
    if path is None:
        raise Refused("job.file-gone", name=name)
    try:
        written = _written(by, at, progress, path, name, reason, layout, keep)
    except Refused as refused:
        found = [replace(p, where=replace(p.where, source=name)) for p in refused.problems]
        raise Refused(refused.code, found, **refused.values) from refused
    path.unlink(missing_ok=True)
    return Made(f"Đã nhập {count(written)} số liệu từ “{name}”.", link="/nhap-tep/")


def _written(
    by: Viewer,
    at: datetime,
    progress: Progress,
    path: Path,
    name: str,
    reason: str,
    layout: Mapping[str, Any] | None,
    keep: str,
) -> int:
    if layout is None:
        return figures_import(by=by, at=at, file=path, reason=reason, progress=progress).written
    sheet, found = read_sheet(path.read_bytes(), name)
    if sheet is None:
        raise Refused("figure.file-refused", found, file=name)
    return mapping_import(
        by=by, at=at, sheet=sheet, layout=layout_of(layout), reason=reason, name=keep, progress=progress
    )
