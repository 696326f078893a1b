"""Kết nối phần mềm: a person's tokens for other programs, and what the API takes and gives, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.actions.token import token_make, token_revoke
from thidua.core.problem import Refused
from thidua.core.token import Scope
from thidua.office import format as write
from thidua.store.models import Token
from thidua.web.api.frame import api
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import tell

SCOPES = {
    Scope.DIRECTORY_READ: gettext_lazy("Đọc danh bạ"),
    Scope.DIRECTORY_WRITE: gettext_lazy("Ghi danh bạ, nối mã"),
    Scope.DEEDS_READ: gettext_lazy("Đọc việc làm"),
    Scope.DEEDS_WRITE: gettext_lazy("Ghi việc làm"),
    Scope.FIGURES_READ: gettext_lazy("Đọc số liệu"),
    Scope.FIGURES_WRITE: gettext_lazy("Ghi số liệu"),
    Scope.STANDINGS_READ: gettext_lazy("Đọc xếp hạng"),
}
DAYS = 180  # proposed life of a token


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """GET the list; POST makes one. Its secret stands on the answer to that POST and nowhere else."""
    viewer = viewer_of(request)
    proposed = write.day(today() + timedelta(days=DAYS))
    form = Form(request, {"name": "", "last_day": proposed})
    chosen = [scope for scope in request.POST.getlist("scopes") if scope in set(Scope)]
    secret = ""
    if request.method == "POST":
        last_day = form.day("last_day")
        if last_day is not None:
            try:
                made, secret = token_make(
                    by=viewer, at=now(), name=form["name"], scopes=chosen, last_day=last_day
                )
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã tạo khóa “%(name)s”.") % {"name": made.name})
                form.typed |= {"name": "", "last_day": proposed}
                chosen = []
    held = Token.objects.filter(account=viewer.account)
    context = {
        "crumbs": crumbs(_("Kết nối phần mềm")),
        "secret": secret,
        "rows": [{"token": row, "scopes": [SCOPES[Scope(s)] for s in row.scopes], "over": row.last_day < today()}
                 for row in held],
        "fields": form.fields,
        "faults": form.wrong,
        "scopes": [(scope.value, title, scope.value in chosen) for scope, title in SCOPES.items()],
        "document_url": reverse("api-document"),
    }  # fmt: skip
    return render(request, "api/tokens.html", context, status=form.status)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(Token, pk=pk, account=viewer.account)
    try:
        token_revoke(by=viewer, at=now(), token=row)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã thu hồi khóa “%(name)s”.") % {"name": row.name})
    return redirect("tokens")


def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document in words; the document itself is for programs."""
    context = {
        "crumbs": crumbs((_("Kết nối phần mềm"), reverse("tokens")), _("Tài liệu")),
        "groups": _groups(api.get_openapi_schema()),
        "scopes": [(scope.value, title) for scope, title in SCOPES.items()],
        "schema_url": reverse("api:openapi-json"),
        "base": request.build_absolute_uri("/api/v1/"),
    }
    return render(request, "api/document.html", context)


def _groups(schema: dict[str, Any]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            body = (
                operation.get("requestBody", {})
                .get("content", {})
                .get("application/json", {})
                .get("schema", {})
            )
            groups.setdefault(operation["tags"][0], []).append({
                "method": method.upper(),
                "path": path,
                "title": operation["summary"],
                "text": operation.get("description", ""),
                "parameters": [(p["name"], p.get("required", False)) for p in operation.get("parameters", ())],
                "body": _shape(schema, body),
                "answer": _answer(schema, operation["responses"]),
            })  # fmt: skip
    return [{"title": title, "operations": rows} for title, rows in groups.items()]


def _answer(schema: dict[str, Any], responses: dict[Any, Any]) -> list[tuple[str, str]]:
    good = next((body for status, body in responses.items() if str(status).startswith("2")), {})
    return _shape(schema, good.get("content", {}).get("application/json", {}).get("schema", {}))


def _shape(schema: dict[str, Any], node: dict[str, Any]) -> list[tuple[str, str]]:
    """(field, type) of an object or of the items of a list."""
    node = node.get("items", node)
    held = schema["components"]["schemas"].get(node.get("$ref", "").rpartition("/")[2], node)
    return [(name, _type(held)) for name, held in held.get("properties", {}).items()]


def _type(node: dict[str, Any]) -> str:
    """ "string", "list of FigureIn", "integer or null"."""
    if "anyOf" in node:
        return " | ".join(_type(one) for one in node["anyOf"])
    if "$ref" in node:
        return str(node["$ref"]).rpartition("/")[2]
    if node.get("type") == "array":
        return f"[{_type(node.get('items', {}))}]"
    return str(node.get("format") or node.get("type") or "")
