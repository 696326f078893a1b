"""Signing in and out. One message for every failure, so that nobody learns which accounts exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thidua.web.sign_in.limit import Attempts

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
TOO_MANY = "Đã thử quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc gặp người quản trị."


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    given = request.POST.get("next", "") or request.GET.get("next", "")
    if request.method == "GET":
        return render(request, "sign_in/sign_in.html", {"next": given})
    username = request.POST.get("username", "").strip().lower()[:60]
    attempts = Attempts(username, request.META.get("REMOTE_ADDR", ""))
    sentence, status = WRONG, 400
    if attempts.too_many():
        sentence, status = TOO_MANY, 429
    elif account := authenticate(request, username=username, password=request.POST.get("password", "")[:200]):
        attempts.forget()
        login(request, account)
        return redirect(_inside(given, request))
    else:
        attempts.count()
    context = {"next": given, "username": username, "faults": [("username", sentence)]}
    return render(request, "sign_in/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _inside(address: str, request: HttpRequest) -> str:
    """Where to go next: an address of this site, or the first page."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
