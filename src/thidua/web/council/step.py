"""What a form on the session's page does: one action each, then the page again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.council_session import (
    council_attend,
    council_begin,
    council_letter,
    council_recuse,
    council_say,
)
from thidua.actions.council_vote import (
    council_choose,
    council_count,
    council_end,
    council_give_up,
    council_hand,
    council_seal,
    council_vote,
)
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import CouncilSession, Person
from thidua.web.door import now, viewer_of
from thidua.web.refusal import tell

LONG = 1000


def _do(
    request: HttpRequest, code: str, action: Callable[..., object], done: str, **given: Any
) -> HttpResponse:
    try:
        action(by=viewer_of(request), at=now(), **given)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, done)
    return redirect("council-session", code)


def _session(request: HttpRequest, code: str) -> CouncilSession:
    return access.council_session_for(viewer_of(request), code)


def _seated(row: CouncilSession, code: str) -> Person:
    """Somebody with a seat in this session. Raises: Http404."""
    return get_object_or_404(row.presences.select_related("person"), person__code=code).person


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONG]


@require_POST
def attend(request: HttpRequest, code: str) -> HttpResponse:
    row = _session(request, code)
    marks = {
        one.person.code: request.POST.get(f"present-{one.person.code}", "")
        for one in row.presences.select_related("person")
    }
    return _do(
        request, code, council_attend, _("Đã điểm danh."), session=row,
        present={who: mark == "yes" for who, mark in marks.items() if mark in ("yes", "no")},
        reasons={who: _text(request, f"reason-{who}") for who in marks},
    )  # fmt: skip


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    return _do(request, code, council_begin, _("Phiên họp đã khai mạc."), session=_session(request, code))


@require_POST
def say(request: HttpRequest, code: str) -> HttpResponse:
    row = _session(request, code)
    number = request.POST.get("item", "")
    named = number.isascii() and number.isdecimal()
    item = access.council_item_for(viewer_of(request), row, int(number)) if named else None
    return _do(request, code, council_say, _("Đã ghi."), session=row, text=_text(request, "text"), item=item)


@require_POST
def letter(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = _session(request, code)
    agrees = {"yes": True, "no": False}.get(request.POST.get("agrees", ""))
    return _do(
        request, code, council_letter, _("Đã ghi ý kiến bằng văn bản."),
        item=access.council_item_for(viewer_of(request), row, number),
        person=_seated(row, request.POST.get("person", "")), agrees=agrees, text=_text(request, "text"),
        on=now().date(),
    )  # fmt: skip


@require_POST
def recuse(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = _session(request, code)
    return _do(
        request, code, council_recuse, _("Đã ghi không tham gia."),
        item=access.council_item_for(viewer_of(request), row, number),
        person=_seated(row, request.POST.get("person", "")), reason=_text(request, "reason"),
    )  # fmt: skip


@require_POST
def choose(request: HttpRequest, code: str, number: int) -> HttpResponse:
    row = _session(request, code)
    chosen = {"yes": True, "no": False}.get(request.POST.get("chosen", ""))
    if chosen is None:
        messages.error(request, _("Chọn đề nghị hoặc không đề nghị."))
        return redirect("council-session", code)
    return _do(
        request, code, council_choose, _("Đã ghi quyết định của chủ tọa."),
        item=access.council_item_for(viewer_of(request), row, number), yes=chosen, reason=_text(request, "reason"),
    )  # fmt: skip


@require_POST
def vote(request: HttpRequest, code: str) -> HttpResponse:
    row = _session(request, code)
    numbers = {int(text) for text in request.POST.getlist("items") if text.isascii() and text.isdecimal()}
    items = [item for item in row.items.select_related("award") if item.number in numbers]
    return _do(
        request, code, council_vote, _("Đã mở lượt bỏ phiếu, thành viên nhận phiếu trên máy của mình."),
        session=row, items=items, reason=_text(request, "reason"),
    )  # fmt: skip


def _round(request: HttpRequest, code: str, number: int) -> dict[str, Any]:
    row = _session(request, code)
    rounds = row.rounds.select_related("ballot", "session__council__unit")
    return {"row": get_object_or_404(rounds, pk=number)}


@require_POST
def hand(request: HttpRequest, code: str, number: int) -> HttpResponse:
    given = _round(request, code, number)
    person = _seated(given["row"].session, request.POST.get("person", ""))
    return _do(request, code, council_hand, _("Đã phát phiếu giấy."), person=person, **given)


@require_POST
def seal(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return _do(
        request, code, council_seal, _("Khóa ký phiếu đã hủy, hòm phiếu đã mở."), **_round(request, code, number)
    )  # fmt: skip


@require_POST
def count(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Closes the boxes; counts of papers of paper come as "hand-<question>-<choice>"."""
    given = _round(request, code, number)
    counted: dict[str, dict[str, int]] = {}
    for question in given["row"].ballot.questions.all():
        for choice in (*question.choices, "invalid"):
            text = request.POST.get(f"hand-{question.code}-{choice}", "").strip()
            if not text:
                continue
            if not (text.isascii() and text.isdecimal() and len(text) < 5):
                messages.error(request, _("Số phiếu giấy là số nguyên."))
                return redirect("council-session", code)
            counted.setdefault(question.code, {})[choice] = int(text)
    return _do(request, code, council_count, _("Đã kiểm phiếu."), hand=counted, **given)


@require_POST
def give_up(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return _do(
        request, code, council_give_up, _("Đã hủy lượt bỏ phiếu, không kiểm."), reason=_text(request, "reason"),
        **_round(request, code, number),
    )  # fmt: skip


@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    return _do(
        request, code, council_end, _("Phiên họp đã kết thúc, biên bản đã viết xong."),
        session=_session(request, code), conclusion=request.POST.get("conclusion", "").strip()[:4000],
    )  # fmt: skip
