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
from thidua.core.problem import Refused
from thidua.office.columns import find_header
from thidua.office.figures_file import COLUMNS
from thidua.office.sheet import read_sheet
from thidua.store import access
from thidua.store.models import Mapping
from thidua.web import upload
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.figure.layout import LAYOUT, WAITING, bring_large
from thidua.web.refusal import faults


def in_long_form(file: Path, name: str) -> bool:
    """Whether the file has the four columns of our own form, or is none that could be pointed at."""
    sheet, _problems = read_sheet(file.read_bytes(), name)
    if sheet is None:
        return True  # told by the strict reader, with what is wrong with the file
    header, _told = find_header(sheet, COLUMNS)
    return header is not None


def figures_import(request: HttpRequest) -> HttpResponse:
    """GET the form; POST a file for its preview; POST "ghi" to bring in the file that was previewed."""
    viewer = viewer_of(request)
    if not access.recordable_units(viewer).exists():
        raise Http404
    context: dict[str, Any] = {
        "crumbs": crumbs(_("Nhập từ tệp")),
        "mappings": access.mappings(viewer, Mapping.Kind.FIGURES),
        "reason": request.POST.get("reason", "")[:300],
    }
    if request.method != "POST":
        upload.forget(request, WAITING)
        return render(request, "figure/import.html", context)
    held = upload.held(request, WAITING) if "ghi" in request.POST else upload.keep(request, WAITING)
    if held is None:
        context["faults"] = [("file", _("Chưa chọn tệp .xlsx hoặc .csv nào."))]
        return render(request, "figure/import.html", context, status=400)
    file, name = held
    context["name"] = name
    if "ghi" not in request.POST and not in_long_form(file, name):
        request.session.pop(LAYOUT, None)
        return redirect("figures-layout")
    writing = "ghi" in request.POST
    if writing and file.stat().st_size > LARGE:
        return bring_large(request, name, {"reason": context["reason"]})
    try:
        done = figure_import.figures_import(
            by=viewer, at=now(), file=file, reason=context["reason"], dry_run=not writing
        )
    except Refused as refused:
        context["refused"] = [] if refused.problems else faults(refused)
        context["problems"] = upload.listed(refused.problems, name)
        context["count"] = len(refused.problems)
        return render(request, "figure/import.html", context, status=400)
    if writing:
        upload.forget(request, WAITING)
        messages.success(
            request,
            _("Đã nhập %(written)s số liệu từ %(rows)s dòng của “%(name)s”.")
            % {"written": done.written, "rows": done.rows, "name": name},
        )
        return redirect("figures-import")
    context |= {"done": done, "problems": upload.listed(done.problems, name)}
    return render(request, "figure/import.html", context)
