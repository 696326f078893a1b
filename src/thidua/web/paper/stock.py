"""Sheets that certificates are printed on: each line put in its place, seen before anything is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.paper_stock import (
    StockEntry,
    paper_stock_emblem,
    paper_stock_save,
    stock_of,
    stock_problems,
)
from thidua.core.problem import Problem, Refused
from thidua.office.number import read_number
from thidua.office.paper.certificate import OWN, Place, Stock
from thidua.office.paper.look import SAMPLE, certificate_picture
from thidua.store import access
from thidua.store.models import PaperStock
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults, tell
from thidua.web.templatetags.vietnamese import tenths

LINES = {
    "authority": gettext_lazy("Người có thẩm quyền"),
    "title": gettext_lazy("Tên hình thức"),
    "name": gettext_lazy("Họ tên, tên tập thể"),
    "post": gettext_lazy("Chức vụ, đơn vị"),
    "reason": gettext_lazy("Thành tích"),
    "decision": gettext_lazy("Số, ngày quyết định"),
    "serial": gettext_lazy("Số sổ vàng"),
    "day": gettext_lazy("Địa danh, ngày tháng"),
    "posts": gettext_lazy("Chức vụ người ký"),
    "signer": gettext_lazy("Họ tên người ký"),
    "code": gettext_lazy("Mã kiểm tra"),
    "check": gettext_lazy("Mã QR"),
}
ALIGNS = (("left", gettext_lazy("trái")), ("centre", gettext_lazy("giữa")), ("right", gettext_lazy("phải")))
LOOK_DOTS = 80


def new(request: HttpRequest) -> HttpResponse:
    return _screen(request, None)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _screen(request, access.paper_stock_for(viewer_of(request), pk))


def _screen(request: HttpRequest, row: PaperStock | None) -> HttpResponse:
    viewer = viewer_of(request)
    units = list(access.printing_units(viewer))
    if not units:
        raise Http404
    wrong: list[Fault] = []
    kept = _entry_of(row)
    entry = kept
    if request.method == "POST":
        entry = _typed(request.POST, kept)
        unit = row.unit if row else next((u for u in units if u.code == request.POST.get("unit")), units[0])
        if "xem" in request.POST:
            wrong = [(p.where.field, told) for p, told in _told(stock_problems(entry))]
        else:
            try:
                made = paper_stock_save(by=viewer, at=now(), unit=unit, entry=entry, row=row)
            except Refused as refused:
                wrong = faults(refused)
            else:
                messages.success(request, _("Đã lưu mẫu in “%(name)s”.") % {"name": made.name})
                return redirect("paper-stock", made.pk)
    context = {
        "crumbs": crumbs(
            (_("Giấy tờ khen thưởng"), reverse("papers")), row.name if row else _("Thêm phôi, mẫu in")
        ),
        "row": row,
        "units": units,
        "entry": entry,
        "lines": [
            {"code": name, "title": LINES[name], "place": place, "fault": dict(wrong).get(f"{name}-x", "")}
            for name, place in entry.places.items()
        ],
        "aligns": ALIGNS,
        "look": f"{reverse('paper-stock-look')}?{_query(entry, row)}",
        "faults": wrong,
    }
    return render(request, "paper/stock.html", context, status=400 if wrong else 200)


def _told(found: list[Problem]) -> list[tuple[Problem, str]]:
    from thidua.office.wording import sentence

    return [(one, sentence(one)) for one in found]


def look(request: HttpRequest) -> HttpResponse:
    """A made-up certificate on the stock that the address describes."""
    viewer = viewer_of(request)
    if not access.printing_units(viewer).exists():
        raise Http404
    entry = _typed(request.GET, _entry_of(None))
    if any(p.code != "paper.stock-name" for p in stock_problems(entry)):
        raise Http404
    pk = request.GET.get("so-phoi", "")
    row = access.paper_stock_for(viewer, int(pk)) if pk.isascii() and pk.isdecimal() and len(pk) < 8 else None
    stock = Stock(
        entry.printed, entry.width, entry.height, dict(entry.places), (entry.right, entry.down),
        bytes(row.emblem) if row else b"",
    )  # fmt: skip
    picture = certificate_picture(SAMPLE, SAMPLE.recipients[0], stock, LOOK_DOTS)
    return HttpResponse(picture, content_type="image/png")


@require_POST
def emblem(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the unit's own drawing in place of the star, or take it away."""
    viewer = viewer_of(request)
    row = access.paper_stock_for(viewer, pk)
    upload = request.FILES.get("file")
    content, kind = b"", ""
    if isinstance(upload, UploadedFile):
        content, kind = upload.read(8_000_000), upload.content_type or ""
    try:
        paper_stock_emblem(by=viewer, at=now(), row=row, content=content, media_type=kind)
        messages.success(request, _("Đã đổi biểu trưng."))
    except Refused as refused:
        tell(request, refused)
    return redirect("paper-stock", pk)


def _entry_of(row: PaperStock | None) -> StockEntry:
    stock = stock_of(row) if row else OWN
    return StockEntry(
        row.name if row else "", row.printed if row else True, stock.width, stock.height, stock.places,
        stock.shift[0], stock.shift[1],
    )  # fmt: skip


def _typed(source: QueryDict, kept: StockEntry) -> StockEntry:
    """What the form or the address says; what it does not say, or says unreadably, stays as it was."""
    if "width" not in source:
        return kept
    places = {name: _place(source, name, place) for name, place in kept.places.items()}
    return StockEntry(
        source.get("name", "")[:120], source.get("printed", "") != "0", _number(source, "width", kept.width),
        _number(source, "height", kept.height), places, _tenths(source, "right", kept.right),
        _tenths(source, "down", kept.down),
    )  # fmt: skip


def _place(source: QueryDict, name: str, kept: Place) -> Place:
    return replace(
        kept,
        x=_number(source, f"{name}-x", kept.x),
        y=_number(source, f"{name}-y", kept.y),
        width=_number(source, f"{name}-width", kept.width),
        size=_number(source, f"{name}-size", kept.size),
        align=source.get(f"{name}-align", kept.align)[:8],
        shown=source.get(f"{name}-shown", "") == "1",
    )


def _number(source: QueryDict, name: str, kept: int) -> int:
    read = read_number(source.get(name, ""))
    return kept if isinstance(read, Problem) else read // 1000


def _tenths(source: QueryDict, name: str, kept: int) -> int:
    """ "1,5" millimetres is 15."""
    typed = source.get(name, "").strip()
    minus = typed.startswith(("-", "−"))
    read = read_number(typed.lstrip("-−")) if typed else 0
    if isinstance(read, Problem):
        return kept
    return (-1 if minus else 1) * (read // 100)


def _query(entry: StockEntry, row: PaperStock | None) -> str:
    given: dict[str, Any] = {
        "printed": int(entry.printed), "width": entry.width, "height": entry.height,
        "right": tenths(entry.right), "down": tenths(entry.down), "so-phoi": row.pk if row else "",
    }  # fmt: skip
    for name, place in entry.places.items():
        given |= {
            f"{name}-x": place.x, f"{name}-y": place.y, f"{name}-width": place.width, f"{name}-size": place.size,
            f"{name}-align": place.align, f"{name}-shown": int(place.shown),
        }  # fmt: skip
    return _address(given)


def _address(given: Mapping[str, Any]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in given.items()})
    return query.urlencode()
