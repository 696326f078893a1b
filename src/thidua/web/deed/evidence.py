"""Evidence files: up with a check of what they are, down only through the door of their deed or unit."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.actions.audit import read_note
from thidua.actions.evidence import LARGEST, evidence_add
from thidua.core.deed import Privacy
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.evidence import path_of
from thidua.store.models import Deed
from thidua.web.door import now, viewer_of
from thidua.web.refusal import tell

FILES_MAX = 6


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    deed = access.deed_for(viewer_of(request), code)
    files = [file for file in request.FILES.getlist("evidence") if isinstance(file, UploadedFile)]
    if not files:
        messages.error(request, _("Chưa chọn tệp nào."))
    for file in files[:FILES_MAX]:
        _add(request, deed, file)
    return redirect("deed", code)


def _add(request: HttpRequest, deed: Deed, file: UploadedFile) -> None:
    try:
        evidence_add(
            by=viewer_of(request),
            at=now(),
            unit=deed.unit,
            name=file.name or "",
            content=file.read(LARGEST + 1),
            media_type=file.content_type or "",
            deed=deed,
            title=request.POST.get("title", "").strip()[:200],
        )
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã thêm “%(name)s”.") % {"name": file.name})


@require_GET
def download(request: HttpRequest, sha256: str) -> FileResponse:
    """Always as an attachment: nothing that was uploaded is ever shown as a page of this site."""
    viewer = viewer_of(request)
    row = access.evidence_for(viewer, sha256)
    if row.deed is not None and row.deed.privacy == Privacy.RESTRICTED:
        read_note(
            by=viewer, at=now(), action="evidence-read", subject=f"evidence:{row.sha256}", unit=row.unit,
            sentence=f"Mở minh chứng hạn chế “{row.title or row.name}” của {row.unit.name}.",
        )  # fmt: skip
    response = FileResponse(
        path_of(row.sha256).open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
