"""A secret ballot as its voter meets it. The arithmetic happens on the voter's device (static/js/ballot)."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thidua.actions.ballot import ballot_cast, ballot_issue
from thidua.actions.ballot_box import asked_of, ballot_check, ballot_count, ballot_file, file_digest, key_mark
from thidua.core.ballot import Box, read_slip
from thidua.core.problem import Refused
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Ballot, BallotVoter
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.guard import for_everybody

LARGEST = 256 * 1024  # bytes of the papers of one sheet
CHOICES = {
    "yes": gettext_lazy("Đồng ý"),
    "no": gettext_lazy("Không đồng ý"),
    "blank": gettext_lazy("Phiếu trắng"),
}


def ballot(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.ballot_for(viewer, code)
    mine = BallotVoter.objects.filter(question__ballot=row, person=viewer.person)
    voters = {voter.question_id: voter for voter in mine}
    questions = [question for question in row.questions.all() if question.pk in voters]
    counted = row.phase == Ballot.Phase.COUNTED
    context = {
        "crumbs": crumbs(_("Bỏ phiếu kín")),
        "ballot": row,
        "steps": _steps(row),
        "questions": [{"row": q, "choices": [(c, choice_title(c)) for c in q.choices]} for q in questions],
        "tied": row.questions.count() - len(questions) if questions else 0,
        "by_hand": any(voter.way == BallotVoter.Way.HAND for voter in voters.values()),
        "mark": key_mark(row),
        "results": results(row) if counted else [],
        "digest": file_digest(row) if counted else "",
        "edited": [sentence(problem) for problem in ballot_check(row)] if counted else [],
        "data": _data(row, questions, voters, viewer.person.code if viewer.person else ""),
        "words": _words(),
    }
    return render(request, "ballot/ballot.html", context)


def _steps(row: Ballot) -> list[tuple[str, str]]:
    """(title, "done" | "now" | "") of the three steps."""
    titles = [_("Nhận phiếu"), _("Bỏ phiếu"), _("Kết quả")]
    at = {Ballot.Phase.DRAWING: 0, Ballot.Phase.CASTING: 1, Ballot.Phase.COUNTED: 2}.get(row.phase, 3)
    return [(title, "done" if i < at else "now" if i == at else "") for i, title in enumerate(titles)]


def _data(row: Ballot, questions: list[Any], voters: dict[int, BallotVoter], voter: str) -> dict[str, Any]:
    return {
        "code": row.code,
        "voter": voter,
        "phase": row.phase,
        "drawUrl": reverse("ballot-draw", args=[row.code]),
        "castUrl": reverse("ballot-cast", args=[row.code]),
        "phaseUrl": reverse("ballot-phase", args=[row.code]),
        "fileUrl": reverse("ballot-file", args=[row.code]),
        "questions": [
            {
                "name": question.code,
                "code": asked_of(row, question).code,
                "choices": question.choices,
                "key": question.key,
                "signature": voters[question.pk].signature,
            }
            for question in questions
        ],
    }


def _words() -> dict[str, str]:
    return {
        "failed": _("Máy chủ không trả lời. Hãy bấm lại; bấm lại không bao giờ thành hai phiếu."),
        "key": _("Chữ ký của máy chủ không đúng khóa đã công bố. Đừng bỏ phiếu; hãy báo chủ tọa."),
        "drawn": _("Đã nhận phiếu. Chủ tọa mở hòm phiếu thì trang này tự chuyển sang bước bỏ phiếu."),
        "drawnShared": _(
            "Đã nhận phiếu. Hãy chép mã phiếu ra giấy rồi đăng xuất; lúc bỏ phiếu sẽ gõ lại mã ấy."
        ),
        "code": _("Hãy gõ mã phiếu gồm 20 chữ và số đã chép khi nhận phiếu."),
        "wrongCode": _("Mã phiếu không khớp với phiếu đã nhận. Hãy xem lại từng chữ."),
        "choose": _("Còn nội dung chưa chọn. Không muốn chọn thì chọn “Phiếu trắng”."),
        "cast": _("Phiếu đã vào hòm."),
        "found": _("Phiếu của bạn có trong hòm đã công bố, nguyên vẹn."),
        "missing": _(
            "Không thấy phiếu của bạn trong hòm đã công bố. Nếu bạn đã bỏ phiếu, hãy báo chủ tọa ngay."
        ),
        "old": _("Trình duyệt này quá cũ để bỏ phiếu kín. Hãy dùng máy khác."),
    }


def choice_title(code: str) -> str:
    return str(CHOICES.get(code, code))


def results(row: Ballot) -> list[dict[str, Any]]:
    """What each box held."""
    return [_result(box) for box in ballot_count(row)]


def _result(box: Box) -> dict[str, Any]:
    return {
        "title": box.title,
        "issued": box.issued + box.hand_issued,
        "cast": len(box.slips) + sum(box.hand.values()),
        "counts": [(choice_title(choice), number) for choice, number in box.counted.items()],
        "invalid": box.hand.get("invalid", 0),
        "by_hand": box.hand_issued,
    }


@require_POST
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """JSON in and out: question → blinded number, question → its signature."""
    viewer = viewer_of(request)
    row = access.ballot_for(viewer, code)
    held = _json(request)
    if not all(isinstance(text, str) for text in held.values()):
        raise Http404
    try:
        return JsonResponse({"signatures": ballot_issue(by=viewer, at=now(), ballot=row, blinded=held)})
    except Refused as refused:
        return JsonResponse({"told": sentence(refused)}, status=409)


@for_everybody
@csrf_exempt
@require_POST
def cast(request: HttpRequest, code: str) -> HttpResponse:
    """Papers into the box. No session, no cookie, no viewer, no line in any log; what is wrong is only told back."""
    try:
        slips = {name: read_slip(fields) for name, fields in _json(request).items()}
        ballot_cast(code=code, slips=slips)
        response = JsonResponse({})
    except ValueError:
        response = JsonResponse({"told": sentence(Refused("ballot.malformed"))}, status=400)
    except Refused as refused:
        response = JsonResponse({"told": sentence(refused)}, status=409)
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django notes refused requests; not this one
    return response


def _json(request: HttpRequest) -> dict[str, Any]:
    """Raises: Http404 for what is no JSON object of a reasonable size."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise Http404
    try:
        held = json.loads(request.body)
    except (ValueError, RecursionError) as wrong:
        raise Http404 from wrong
    if not isinstance(held, dict):
        raise Http404
    return held


def phase(request: HttpRequest, code: str) -> HttpResponse:
    return JsonResponse({"phase": access.ballot_for(viewer_of(request), code).phase})


def file(request: HttpRequest, code: str) -> HttpResponse:
    """The published file; there is none before the count."""
    row = access.ballot_for(viewer_of(request), code)
    if row.phase != Ballot.Phase.COUNTED:
        raise Http404
    response = HttpResponse(ballot_file(row), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="hom-phieu-{row.code}.json"'
    return response
