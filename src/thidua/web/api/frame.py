"""The frame of the API: who asks by which token, what it may, and one shape for every refusal.

No cookie opens it, so no other site can use somebody's session; a token opens what its account sees, through the same
doors as the pages, and only within its scopes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from thidua.actions.token import token_of
from thidua.core.problem import Problem, Refused, problem
from thidua.core.token import Scope
from thidua.office.language import Lang
from thidua.office.wording import sentence
from thidua.store.access import Viewer, viewer
from thidua.store.models import Token
from thidua.web.api.values import ProblemOut, RefusalOut
from thidua.web.door import today

RATE = "600/m"  # of one token


@dataclass(frozen=True, slots=True)
class Caller:
    """A token and who it speaks for today. Its text is what the rate is counted by."""

    token: Token
    viewer: Viewer

    def __str__(self) -> str:
        return f"token-{self.token.pk}"


class Bearer(HttpBearer):
    """A token that still opens something, and has the scope that an operation asks for."""

    openapi_name = "token"

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        held = token_of(token, today())
        if held is not None and self.scope is not None and self.scope not in held.scopes:
            raise Refused("api.scope-missing", scope=self.scope.value)
        return Caller(held, viewer(held.account, today())) if held else None


api = NinjaAPI(
    title="Thi Đua",
    version="1",
    description=(
        "Danh bạ, việc làm, số liệu, xếp hạng. Khóa tạo ở trang “Kết nối phần mềm”; gửi trong đầu đề"
        " `Authorization: Bearer …`. Mọi lời từ chối có mã, câu và nơi sai; câu bằng tiếng Anh nếu"
        " `Accept-Language: en`."
    ),
    auth=Bearer(),
    throttle=[AuthRateThrottle(RATE)],
    docs_url=None,
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "MIT"}}},
)
REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), RefusalOut)


def language(request: HttpRequest) -> Lang:
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "vi"


def problems_out(request: HttpRequest, problems: tuple[Problem, ...]) -> list[ProblemOut]:
    spoken = language(request)
    return [
        ProblemOut(code=p.code, sentence=sentence(p, spoken), line=p.where.line, field=p.where.field,
                   severity=p.severity)
        for p in problems
    ]  # fmt: skip


def _refuse(request: HttpRequest, status: int, refused: Refused) -> HttpResponse:
    told = RefusalOut(
        code=refused.code, sentence=sentence(refused, language(request)),
        problems=problems_out(request, refused.problems),
    )  # fmt: skip
    return api.create_response(request, told.model_dump(), status=status)


@api.exception_handler(Refused)
def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    """Not allowed is 403; wrong data 422; anything else that may not be done now 409."""
    if fault.code.startswith("access.") or fault.code in {"api.scope-missing", "unit.may-not-keep"}:
        return _refuse(request, 403, fault)
    return _refuse(request, 422 if fault.problems else 409, fault)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, fault: Http404) -> HttpResponse:
    return _refuse(request, 404, Refused("api.not-found"))


@api.exception_handler(AuthenticationError)
def unauthorized(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    return _refuse(request, 401, Refused("api.unauthorized"))


@api.exception_handler(Throttled)
def too_fast(request: HttpRequest, fault: Throttled) -> HttpResponse:
    answer = _refuse(request, 429, Refused("api.too-fast"))
    if fault.wait:
        answer["Retry-After"] = str(int(fault.wait))
    return answer


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """What does not even have the shape that the document asks for; every place at once."""
    found = [problem("api.field", told=str(one["msg"])) for one in fault.errors]
    told = [
        ProblemOut(code="api.field", sentence=sentence(p, language(request)), field=".".join(map(str, one["loc"])))
        for p, one in zip(found, fault.errors, strict=True)
    ]  # fmt: skip
    body = RefusalOut(code="api.field", sentence=told[0].sentence if told else "", problems=told)
    return api.create_response(request, body.model_dump(), status=422)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """A body that is no JSON, and the like."""
    body = RefusalOut(code="api.field", sentence=str(fault))
    return api.create_response(request, body.model_dump(), status=fault.status_code)
