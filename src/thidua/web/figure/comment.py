"""Comments and evidence on one cell; each answers with the cell again, whole or as the part beside the grid."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.comment import comment_add
from thidua.actions.comment import comment_settle as settle
from thidua.actions.evidence import LARGEST, evidence_add
from thidua.actions.figure import figure_evidence_add
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import Figure
from thidua.web.door import now, viewer_of
from thidua.web.figure.cell import SCRIPT, cell
from thidua.web.figure.views import period_named, recordable
from thidua.web.refusal import Fault, faults


@require_POST
def comment_new(request: HttpRequest, code: str, period: str, figure: str) -> HttpResponse:
    viewer = viewer_of(request)
    unit, span = access.unit_for(viewer, code), period_named(period)
    try:
        comment_add(
            by=viewer, at=now(), unit=unit, figure=figure, period=span.code, text=request.POST.get("text", "")
        )
    except Refused as refused:
        return _again(request, code, period, figure, faults(refused))
    return _again(request, code, period, figure)


@require_POST
def comment_settle(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.comment_for(viewer, pk)
    try:
        settle(by=viewer, at=now(), row=row)
    except Refused as refused:
        return _again(request, row.unit.code, row.period, row.figure, faults(refused))
    return _again(request, row.unit.code, row.period, row.figure)


@require_POST
def evidence_new(request: HttpRequest, code: str, period: str, figure: str) -> HttpResponse:
    """A file behind the figure that stands; without one there is nothing to show evidence for."""
    unit, span = recordable(request, code), period_named(period)
    row = Figure.objects.filter(unit=unit, figure=figure, period=span.code, replaced_by=None).first()
    if row is None:
        raise Http404
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile) or (upload.size or 0) > LARGEST:
        told = _("Chọn một tệp ảnh hoặc PDF, nhiều nhất %(size)d MB.") % {"size": LARGEST // 1024 // 1024}
        return _again(request, code, period, figure, [("file", told)])
    viewer, at = viewer_of(request), now()
    try:
        kept = evidence_add(
            by=viewer,
            at=at,
            unit=unit,
            name=upload.name or "",
            content=upload.read(),
            media_type=upload.content_type or "",
            title=request.POST.get("title", "")[:200],
        )
        figure_evidence_add(by=viewer, at=at, record=row, evidence=kept)
    except Refused as refused:
        return _again(request, code, period, figure, faults(refused))
    return _again(request, code, period, figure)


def _again(
    request: HttpRequest, code: str, period: str, figure: str, wrong: list[Fault] | None = None
) -> HttpResponse:
    if wrong or request.headers.get("X-Requested-With") == SCRIPT:
        return cell(request, code, period, figure, wrong)
    return redirect("figure-cell", code, period, figure)
