"""Signing a decision here, bringing one that a token signed, and checking signatures of any PDF."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from thidua.actions.paper_sign import paper_bring, paper_sign, signature_check
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store import evidence as shelf
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.paper.views import decision_page, download
from thidua.web.refusal import Fault, faults

KEY_MAX = 200_000  # bytes
FILE_MAX = 30_000_000


@require_POST
@sensitive_post_parameters("passphrase")
@sensitive_variables("passphrase", "key")
def sign(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.printed_decision_for(viewer, code)
    if row.unit is None or not access.may_sign(viewer, row.unit):
        raise Http404
    key = request.FILES.get("key")
    if not isinstance(key, UploadedFile) or (key.size or 0) > KEY_MAX:
        return decision_page(request, viewer, row, [("key", _("Chưa chọn tệp chứng thư .p12 hoặc .pfx."))])
    try:
        passphrase = request.POST.get("passphrase", "")
        made = paper_sign(by=viewer, at=now(), decision=row, key=key.read(), passphrase=passphrase)
    except Refused as refused:
        wrong: list[Fault] = [("key", told) for _field, told in faults(refused)]
        return decision_page(request, viewer, row, wrong)
    messages.success(
        request, _("Đã ký số bằng chứng thư của %(certificate)s.") % {"certificate": made.certificate}
    )
    return redirect("decision-papers", code)


@require_POST
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF of the decision, signed elsewhere."""
    viewer = viewer_of(request)
    row = access.printed_decision_for(viewer, code)
    if row.unit is None or not access.may_sign(viewer, row.unit):
        raise Http404
    brought = _brought(request)
    if brought is None:
        told = _("Chưa chọn tệp PDF, hoặc tệp lớn hơn 30 MB.")
        return decision_page(request, viewer, row, [("brought", told)])
    try:
        made = paper_bring(by=viewer, at=now(), decision=row, content=brought[0])
    except Refused as refused:
        return decision_page(request, viewer, row, [("brought", told) for _field, told in faults(refused)])
    messages.success(
        request,
        _("Đã nhận bản ký số bằng chứng thư của %(certificate)s.") % {"certificate": made.certificate},
    )
    return redirect("decision-papers", code)


def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed paper, byte for byte as it was signed."""
    row = access.signed_paper_for(viewer_of(request), pk)
    try:
        content = shelf.content_of(row.sha256)
    except (OSError, ValueError) as fault:
        raise Http404 from fault
    return download(content, f"da-ky-{row.decision.code}", "pdf")


def check(request: HttpRequest) -> HttpResponse:
    """A PDF somebody brings, or ?ban= a signed paper of ours: whether its signatures hold. The file is not kept."""
    viewer = viewer_of(request)
    context: dict[str, object] = {
        "crumbs": crumbs((_("Giấy tờ khen thưởng"), reverse("papers")), _("Kiểm tra chữ ký số")),
        "faults": [],
    }
    found = _brought(request)
    if found is None and request.method == "POST":
        context["faults"] = [("file", _("Chưa chọn tệp PDF, hoặc tệp lớn hơn 30 MB."))]
    if found is not None:
        content, name = found
        try:
            context |= {"checked": signature_check(by=viewer, content=content), "name": name}
        except Refused as refused:
            context["faults"] = [("file", told) for _field, told in faults(refused)]
    return render(request, "paper/signature.html", context, status=400 if context["faults"] else 200)


def _brought(request: HttpRequest) -> tuple[bytes, str] | None:
    upload = request.FILES.get("file")
    if isinstance(upload, UploadedFile) and (upload.size or 0) <= FILE_MAX:
        return upload.read(), (upload.name or "")[:120]
    pk = request.GET.get("ban", "")
    if request.method == "GET" and pk.isascii() and pk.isdecimal() and len(pk) < 8:
        row = access.signed_paper_for(viewer_of(request), int(pk))
        try:
            return shelf.content_of(row.sha256), row.decision.number
        except (OSError, ValueError) as fault:
            raise Http404 from fault
    return None
