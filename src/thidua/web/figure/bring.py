"""Figures from a spreadsheet: first a preview of every problem and of what would change, then all rows or none."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.actions import figure_import
from thidua.core.problem import Problem, Refused, Severity
from thidua.office.wording import place, sentence
from thidua.store import access
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import faults

WAITING = "figures-file"  # session key: token and name of the file that was looked at and not yet brought in
SUFFIXES = {".csv", ".xlsx"}
MOST_SHOWN = 200


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
        _forget(request)
        return render(request, "figure/import.html", context)
    held = _held(request) if "ghi" in request.POST else _keep(request)
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
        context["problems"] = _listed(refused.problems, name)
        context["count"] = len(refused.problems)
        return render(request, "figure/import.html", context, status=400)
    if writing:
        _forget(request)
        messages.success(request, f"Đã nhập {done.written} số liệu từ {done.rows} dòng của “{name}”.")
        return redirect("figures-import")
    context |= {"done": done, "problems": _listed(done.problems, name)}
    return render(request, "figure/import.html", context)


def _listed(problems: tuple[Problem, ...], name: str) -> list[dict[str, Any]]:
    return [
        {"place": place(p.where).replace(p.where.source, name) if p.where.source else place(p.where),
         "sentence": sentence(p), "error": p.severity is Severity.ERROR}
        for p in problems[:MOST_SHOWN]
    ]  # fmt: skip


def _keep(request: HttpRequest) -> tuple[Path, str] | None:
    """Put the upload where only this session finds it again."""
    _forget(request)
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile) or Path(upload.name or "").suffix.lower() not in SUFFIXES:
        return None
    folder = Path(settings.HOME) / "waiting"
    folder.mkdir(parents=True, exist_ok=True)
    token = secrets.token_hex(16) + Path(upload.name or "").suffix.lower()
    with (folder / token).open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
    request.session[WAITING] = [token, (upload.name or "")[:120]]
    return folder / token, (upload.name or "")[:120]


def _held(request: HttpRequest) -> tuple[Path, str] | None:
    kept = request.session.get(WAITING)
    if not kept:
        return None
    path = Path(settings.HOME) / "waiting" / kept[0]
    return (path, kept[1]) if path.is_file() else None


def _forget(request: HttpRequest) -> None:
    kept = request.session.pop(WAITING, None)
    if kept:
        (Path(settings.HOME) / "waiting" / kept[0]).unlink(missing_ok=True)
