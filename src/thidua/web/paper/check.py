"""For everybody: whether the code on a paper is right. Says no more than the public register may say."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from thidua.actions.register_code import register_answer
from thidua.core.register_code import read_scanned
from thidua.web.guard import for_everybody
from thidua.web.sign_in.address import client_address

PER_ADDRESS, WINDOW = 30, 600  # questions from one address in so many seconds; an office sits behind one


@for_everybody
def check(request: HttpRequest) -> HttpResponse:
    """?ma= code (or the whole scanned line), ?so= number of the decision."""
    typed, number = request.GET.get("ma", "")[:120].strip(), request.GET.get("so", "")[:80].strip()
    code, scanned = read_scanned(typed)
    number = number or scanned
    context = {
        "demo": settings.DEMO, "demo_day": settings.DEMO_DAY, "typed": typed, "number": number, "faults": [],
    }  # fmt: skip
    status = 200
    if typed and not number:
        context["faults"], status = [("so", _("Cần cả số quyết định in trên giấy."))], 400
    elif typed and _too_many(request):
        context["faults"], status = [("", _("Đã hỏi quá nhiều lần; hãy đợi mười phút."))], 429
    elif typed:
        answer, may_name = register_answer(code, number)
        context |= {"answer": answer, "may_name": may_name}
    response = HttpResponse(render_to_string("paper/check.html", context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _too_many(request: HttpRequest) -> bool:
    key = f"code-check:{client_address(request)}"
    cache.add(key, 0, WINDOW)
    return bool(cache.incr(key) > PER_ADDRESS)
