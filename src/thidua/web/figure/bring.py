"""Figures from a spreadsheet: first a preview of every problem and of what would change, then all rows or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.actions import figure_import
from thidua.core.problem import Refused
from thidua.store import access
from thidua.web import upload
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import faults

WAITING = "figures-file"  # session key: token and name of the file that was looked at and not yet brought in


def figures_import(request: HttpRequest) -> HttpResponse:
    """GET the form; POST a file for its preview; POST "ghi" to bring in the file that was previewed."""
    viewer = viewer_of(request)
    if not access.recordable_units(viewer).exists():
        raise Http404
    context: dict[str, Any] = {
        "crumbs": crumbs("Nhập từ tệp"),
        "reason": request.POST.get("reason", "")[:300],
    }
    if request.method != "POST":
        upload.forget(request, WAITING)
        return render(request, "figure/import.html", context)
    held = upload.held(request, WAITING) if "ghi" in request.POST else upload.keep(request, WAITING)
    if held is None:
        context["faults"] = [("file", "Chưa chọn tệp .xlsx hoặc .csv nào.")]
        return render(request, "figure/import.html", context, status=400)
    file, name = held
    context["name"] = name
    writing = "ghi" in request.POST
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
        messages.success(request, f"Đã nhập {done.written} số liệu từ {done.rows} dòng của “{name}”.")
        return redirect("figures-import")
    context |= {"done": done, "problems": upload.listed(done.problems, name)}
    return render(request, "figure/import.html", context)
