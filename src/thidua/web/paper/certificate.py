"""Certificates of a decision: a look at the first, a few at once, thousands in the background."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.job import job_start
from thidua.actions.paper import decision_content
from thidua.actions.paper_certificate import AT_ONCE, certificates_of, paper_certificates_make
from thidua.actions.paper_stock import stock_of
from thidua.core.problem import Refused
from thidua.office.format import count
from thidua.office.paper.look import certificate_picture
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import PaperStock
from thidua.web.door import now, viewer_of
from thidua.web.paper.views import download
from thidua.web.refusal import tell


def look(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate of ?so= number (the first one without) on ?phoi= stock, as a picture."""
    viewer = viewer_of(request)
    content = decision_content(access.printed_decision_for(viewer, code))
    wanted = _whole(request.GET.get("so", "")) or 1
    one = next((one for one in content.recipients if one.number == wanted), None)
    if one is None:
        raise Http404
    stock = stock_of(_stock(viewer, request.GET.get("phoi", "")))
    return HttpResponse(certificate_picture(content, one, stock), content_type="image/png")


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Those that were ticked, or all: at once, or as a background job where there are many."""
    viewer = viewer_of(request)
    row = access.printed_decision_for(viewer, code)
    stock = _stock(viewer, request.POST.get("phoi", ""))
    only = {number for text in request.POST.getlist("so") if (number := _whole(text))}
    number = len(only) or row.awards.filter(revoked_on=None).count()
    if not number:
        raise Http404
    if number <= AT_ONCE:
        return download(certificates_of(row, stock, only), f"giay-khen-{row.code}", "pdf")
    given = {"decision": row.code, "stock": stock.pk if stock else None}
    title = _("In %(count)s giấy khen, quyết định %(number)s") % {
        "count": count(number),
        "number": row.number,
    }
    try:
        job = job_start(by=viewer, at=now(), title=title, work=paper_certificates_make, given=given)
    except Refused as refused:
        tell(request, refused)
        return redirect("decision-papers", code)
    messages.info(request, _("Đang in trong việc nền; xong sẽ có tệp để tải."))
    return redirect("job", job.pk)


def _stock(viewer: Viewer, text: str) -> PaperStock | None:
    pk = _whole(text)
    return access.paper_stock_for(viewer, pk) if pk else None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else None
