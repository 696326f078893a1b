"""Awkward files for the tests of `thidua.office`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("subject", "figure", "period", "value", "numerator", "denominator", "target", "evidence")


def text(*lines: str) -> bytes:
    """A CSV of these lines."""
    return "\n".join(lines).encode()


def workbook(*rows: Sequence[object], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """An .xlsx with these rows, changed by hand afterwards."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same workbook with one part edited."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for info in source.infolist():
            data = source.read(info)
            if info.filename == part:
                assert old in data
                data = data.replace(old, new)
            copy.writestr(info.filename, data)
    return target.getvalue()
