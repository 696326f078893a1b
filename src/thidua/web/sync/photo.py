"""A photo in pieces: a slow line loses one piece, never the photo."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from thidua.actions.evidence import LARGEST
from thidua.actions.sync_photo import sync_photo
from thidua.core.problem import Refused, errors
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer, only
from thidua.web.door import now, viewer_of
from thidua.web.sync.views import lang

PIECE_MAX = 1024 * 1024  # bytes


@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, key: str) -> JsonResponse:
    """?ban-ghi= key of its record, &co= size. GET: how much is here. POST: a piece from &tu= on, &ten= its name."""
    viewer = viewer_of(request)
    record = only(access.sync_records(viewer).filter(key=request.GET.get("ban-ghi", "")[:40]))
    size = _number(request, "co")
    if not 0 < size <= LARGEST or not key.isascii() or not key.isalnum():
        raise Http404
    if access.sync_records(viewer).filter(key=key, evidence__isnull=False).exists():
        return JsonResponse({"outcome": "taken", "have": size, "told": []})
    waiting = _place(viewer, key)
    have = waiting.stat().st_size if waiting.exists() else 0
    if request.method == "POST":
        piece = request.body
        if len(piece) > PIECE_MAX or have + len(piece) > size:
            return JsonResponse({"outcome": "refused", "told": []}, status=HTTPStatus.BAD_REQUEST)
        if _number(request, "tu") == have:  # a piece that came before is not added twice
            waiting.parent.mkdir(parents=True, exist_ok=True)
            with waiting.open("ab") as file:
                file.write(piece)
            have += len(piece)
    if have < size:
        return JsonResponse({"outcome": "more", "have": have, "told": []})
    name = request.GET.get("ten", "anh.jpg")[:120]
    try:
        sync_photo(by=viewer, at=now(), key=key, record=record, name=name, content=waiting.read_bytes())
    except Refused as refused:
        told = [sentence(problem, lang()) for problem in errors(refused.problems)] or [
            sentence(refused, lang())
        ]
        return JsonResponse({"outcome": "refused", "have": have, "told": told})
    finally:
        waiting.unlink(missing_ok=True)
    return JsonResponse({"outcome": "taken", "have": have, "told": []})


def _place(viewer: Viewer, key: str) -> Path:
    """Beside other files that wait; what is left for a day is removed with them, and begins again."""
    assert viewer.person is not None
    return Path(settings.HOME) / "waiting" / f"anh-{viewer.person.pk}-{key}"


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
