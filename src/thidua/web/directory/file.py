"""The directory from files and into one: a look at what would be new first, then all of it or nothing."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.directory_file import LARGE, directory_bring, directory_files_bring, directory_files_look
from thidua.actions.export import directory_export
from thidua.actions.job import Work, job_start
from thidua.core.problem import Problem, Refused, from_plain
from thidua.office.dates import read_day
from thidua.office.workbook import xlsx
from thidua.store import access
from thidua.store import job as desk
from thidua.store.models import Job
from thidua.web import upload
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.refusal import faults

WAITING = "directory-files"  # session key: name → text of the files that were looked at
LARGE_FILES = "directory-large"  # session key: those of more than a second, as they were handed to a job
MOST_BYTES = 400_000
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bring(request: HttpRequest) -> HttpResponse:
    """GET the form; POST files for a look (?xem= one taken in the background); POST "ghi" to bring those files in."""
    viewer = viewer_of(request)
    if not access.kept_units(viewer).exists():
        raise Http404
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Danh bạ"), reverse("directory")), _("Nạp từ tệp")), "today": today()
    }  # fmt: skip
    if request.method != "POST":
        return _seen(request, context) if "xem" in request.GET else _form(request, context)
    if "ghi" in request.POST and (large := request.session.get(LARGE_FILES)):
        row = _start(request, _("Nạp danh bạ"), directory_files_bring, large["file"])
        del request.session[LARGE_FILES]
        return redirect("job", row.pk)
    writing = "ghi" in request.POST
    texts = request.session.get(WAITING) if writing else _texts(request, context)
    if not texts:
        context.setdefault(
            "faults", [("files", _("Chọn một hay nhiều tệp .yaml, cả thảy không quá 400 KB."))]
        )
        return render(request, "directory/file.html", context, status=400)
    if sum(map(len, texts.values())) > LARGE:
        file = desk.hand_over(json.dumps(texts).encode(), ".json")
        row = _start(request, _("Xem trước danh bạ"), directory_files_look, file)
        request.session[LARGE_FILES] = {"file": file, "job": row.pk}
        return redirect("job", row.pk)
    try:
        loaded = directory_bring(by=viewer, at=now(), texts=texts, dry_run=not writing)
    except Refused as refused:
        context["problems"] = upload.listed(refused.problems, "")
        context["faults"] = [] if refused.problems else faults(refused)
        return render(request, "directory/file.html", context, status=400)
    if writing:
        request.session.pop(WAITING, None)
        told = _("Đã nạp: %(units)d đơn vị, %(areas)d địa bàn, %(people)d người mới.")
        messages.success(
            request, told % {"units": loaded.units, "areas": loaded.areas, "people": loaded.people}
        )
        return redirect("directory")
    request.session[WAITING] = texts
    context |= {"loaded": loaded, "names": sorted(texts)}
    return render(request, "directory/file.html", context)


def _form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Empty; what was looked at before is forgotten."""
    for key in (WAITING, LARGE_FILES):
        request.session.pop(key, None)
    return render(request, "directory/file.html", context)


def _seen(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What a job of hers saw in the large files she sent."""
    held = request.session.get(LARGE_FILES, {})
    row = access.jobs(viewer_of(request)).filter(pk=held.get("job")).first()
    if row is None or not desk.result(row.pk).exists():
        return redirect("job", row.pk) if row is not None else redirect("directory-import")
    found = json.loads(desk.result(row.pk).read_bytes())
    problems = upload.listed(tuple(map(from_plain, found["problems"])), "")
    context |= {"problems": problems, "loaded": found["loaded"], "names": found["names"]}
    return render(request, "directory/file.html", context, status=400 if problems else 200)


def _start(request: HttpRequest, title: str, work: Work, file: str) -> Job:
    return job_start(by=viewer_of(request), at=now(), title=title, work=work, given={"file": file})


def _texts(request: HttpRequest, context: dict[str, Any]) -> dict[str, str]:
    files = [f for f in request.FILES.getlist("files") if (f.name or "").endswith((".yaml", ".yml"))]
    if not files or sum(f.size or 0 for f in files) > MOST_BYTES:
        return {}
    try:
        return {str(f.name): f.read().decode("utf-8-sig") for f in files}
    except UnicodeDecodeError:
        context["faults"] = [("files", _("Tệp không phải UTF-8."))]
        return {}


def take(request: HttpRequest) -> HttpResponse:
    """Areas and units as of ?ngay= as a workbook; the same day always gives the same rows."""
    viewer = viewer_of(request)
    if not viewer.posts:
        raise Http404
    read = read_day(request.GET.get("ngay", "").strip() or f"{today():%d/%m/%Y}")
    on = today() if isinstance(read, Problem) else read
    response = HttpResponse(xlsx(directory_export(on=on)), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="danh-ba-{on}.xlsx"'
    return response
