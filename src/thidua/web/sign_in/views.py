"""Signing in and out. One message for every failure, so that nobody learns which accounts exist."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thidua.store.models import Account
from thidua.web.sign_in.adapter import TOO_MANY
from thidua.web.sign_in.address import client_address
from thidua.web.sign_in.limit import Attempts
from thidua.web.sign_in.passkey import passkeys_possible

WRONG = gettext_lazy("Tên đăng nhập hoặc mật khẩu không đúng.")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    given = request.POST.get("next", "") or request.GET.get("next", "")
    if request.method == "GET":
        if not Account.objects.exists():
            return redirect("set-up")
        return gate(request, given)
    username = request.POST.get("username", "").strip().lower()[:60]
    attempts = Attempts(username, client_address(request))
    if attempts.too_many():
        return gate(request, given, username, TOO_MANY, 429)
    account = authenticate(request, username=username, password=request.POST.get("password", "")[:200])
    if account is None:
        attempts.count()
        return gate(request, given, username, WRONG, 400)
    attempts.forget()
    login = Login(user=account, redirect_url=inside(given, request))
    return perform_password_login(request, {"username": username}, login)


def gate(
    request: HttpRequest, given: str, username: str = "", told: object = "", status: int = 200
) -> HttpResponse:
    """The page of signing in, with what went wrong."""
    context = {
        "next": given,
        "username": username,
        "faults": [("username", told)] if told else [],
        "passkeys": passkeys_possible(request),
        "oidc": settings.OIDC.get("name", ""),
    }
    answer = render(request, "sign_in/sign_in.html", context, status=status)
    if settings.OIDC:  # a form that leads on to the provider must be let go there
        answer._csp_update = {"form-action": [settings.OIDC["origin"]]}
    return answer


@login_not_required
@never_cache
@require_POST
def identity(request: HttpRequest) -> HttpResponse:
    """On to the place's identity provider; without one there is no such page."""
    if not settings.OIDC:
        raise Http404
    return openid.login(request, "oidc")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def inside(address: str, request: HttpRequest) -> str:
    """Where to go next: an address of this site, or the first page."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
