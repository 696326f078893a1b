"""Which column of an old list is what: shown with a sample of each, and read as the reader points it out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from thidua.actions.award_history import ListRead
from thidua.office.columns import text_of
from thidua.office.sheet import letters

SHOWN = 26
SAMPLES = 3
WHAT = {
    "name": gettext_lazy("Họ tên hoặc tập thể"),
    "unit": gettext_lazy("Đơn vị"),
    "post": gettext_lazy("Chức vụ"),
    "form": gettext_lazy("Danh hiệu, hình thức"),
    "year": gettext_lazy("Năm xét"),
    "number": gettext_lazy("Số quyết định"),
    "decided_on": gettext_lazy("Ngày quyết định"),
    "authority": gettext_lazy("Cấp quyết định"),
    "reason": gettext_lazy("Thành tích"),
}


def said(request: HttpRequest) -> tuple[int, dict[int, str]] | None:
    """The line of the header and column → what it is; None where nothing was pointed out for this file."""
    line = request.POST.get("dong", "").strip()
    if not line or request.FILES:
        return None
    chosen = {column: request.POST.get(f"cot-{column}", "") for column in range(SHOWN)}
    columns = {column: key for column, key in chosen.items() if key in WHAT}
    return (int(line) if line.isascii() and line.isdecimal() and len(line) < 8 else 0), columns


def shown(read: ListRead, pointed: tuple[int, dict[int, str]] | None) -> dict[str, Any] | None:
    """For the page: the line of the header, and each column with its title, some of its cells and what it is."""
    if read.sheet is None or not read.sheet.rows:
        return None
    if read.header is not None:
        line, what = read.header.line, {column: key for key, column in read.header.at.items()}
    elif pointed is not None:
        line, what = pointed
    else:  # the first line that looks like one
        line, what = next((row.line for row in read.sheet.rows if sum(map(bool, row.values)) > 1), 1), {}
    width = min(SHOWN, max(len(row.values) for row in read.sheet.rows))
    cells = {row.line: [text_of(value) for value in row.values] for row in read.sheet.rows}
    below = [row for at, row in cells.items() if at > line]
    head = cells.get(line, [])
    return {
        "line": line,
        "columns": [
            {
                "at": column,
                "letter": letters(column),
                "title": head[column] if column < len(head) else "",
                "cells": [row[column][:60] for row in below if column < len(row) and row[column]][:SAMPLES],
                "what": what.get(column, ""),
            }
            for column in range(width)
        ],
        "known": WHAT.items(),
        "sure": read.header is not None,
    }
