"""Figures from a spreadsheet: first a preview of every problem and of what would change, then all rows or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.actions import figure_import
from thidua.actions.figure_bring import LARGE
from thidua.actions.figure_look import Looked, rows_looked
from thidua.core.problem import Refused
from thidua.office.columns import find_header
from thidua.office.figures_file import COLUMNS
from thidua.office.sheet import read_sheet
from thidua.store import access
from thidua.store.models import Mapping
from thidua.web import upload
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.figure.layout import LAYOUT, WAITING, bring_large
from thidua.web.figure.looked import looked, reason_of
from thidua.web.refusal import faults


def in_long_form(file: Path, name: str) -> bool:
    """Whether the file has the four columns of our own form, or is none that could be pointed at."""
    sheet, _problems = read_sheet(file.read_bytes(), name)
    if sheet is None:
        return True  # told by the strict reader, with what is wrong with the file
    header, _told = find_header(sheet, COLUMNS)
    return header is not None


def figures_import(request: HttpRequest) -> HttpResponse:
    """GET the form; POST a file for its preview (?xem= one made in the background); POST "ghi" to bring it in."""
    viewer = viewer_of(request)
    if not access.recordable_units(viewer).exists():
        raise Http404
    context: dict[str, Any] = {
        "crumbs": crumbs(_("Nhập từ tệp")),
        "mappings": access.mappings(viewer, Mapping.Kind.FIGURES),
        "reason": reason_of(request),
    }
    seen = request.method == "GET" and "xem" in request.GET
    if request.method != "POST" and not seen:
        upload.forget(request, WAITING)
        return render(request, "figure/import.html", context | {"reason": ""})
    held = upload.held(request, WAITING) if seen or "ghi" in request.POST else upload.keep(request, WAITING)
    if held is None:
        context["faults"] = [("file", _("Chưa chọn tệp .xlsx hoặc .csv nào."))]
        return render(request, "figure/import.html", context, status=400)
    file, name = held
    if "ghi" in request.POST:
        return _write(request, file, name, context)
    if not seen and not in_long_form(file, name):
        request.session.pop(LAYOUT, None)
        return redirect("figures-layout")
    return _look(request, file, name, context)


def _look(request: HttpRequest, file: Path, name: str, context: dict[str, Any]) -> HttpResponse:
    given = {"by": viewer_of(request), "at": now(), "file": file, "reason": context["reason"]}
    try:
        found = looked(
            request, file, name, LARGE, {"reason": context["reason"]}, lambda: rows_looked(**given)
        )
    except Refused as refused:
        return _refused(request, refused, name, context)
    if not isinstance(found, Looked):
        return found
    context |= {"name": name, "count": found.count, "done": found if found.writable else None}
    context["problems"] = upload.listed(found.wrong + found.notes, name)
    return render(request, "figure/import.html", context, status=400 if found.count else 200)


def _write(request: HttpRequest, file: Path, name: str, context: dict[str, Any]) -> HttpResponse:
    if file.stat().st_size > LARGE:
        return bring_large(request, name, {"reason": context["reason"]})
    try:
        done = figure_import.figures_import(
            by=viewer_of(request), at=now(), file=file, reason=context["reason"]
        )
    except Refused as refused:
        return _refused(request, refused, name, context)
    upload.forget(request, WAITING)
    messages.success(
        request,
        _("Đã nhập %(written)s số liệu từ %(rows)s dòng của “%(name)s”.")
        % {"written": done.written, "rows": done.rows, "name": name},
    )
    return redirect("figures-import")


def _refused(request: HttpRequest, refused: Refused, name: str, context: dict[str, Any]) -> HttpResponse:
    context |= {
        "name": name,
        "refused": [] if refused.problems else faults(refused),
        "problems": upload.listed(refused.problems, name),
        "count": len(refused.problems),
    }
    return render(request, "figure/import.html", context, status=400)
