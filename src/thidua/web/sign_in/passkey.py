"""Passkeys: whether this page can have them at all, and signing in with one."""

from __future__ import annotations

import struct
from ipaddress import ip_address

from allauth.account.models import Login
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.web.sign_in.adapter import TOO_MANY, WRONG_CODE
from thidua.web.sign_in.address import client_address
from thidua.web.sign_in.limit import Attempts


def passkeys_possible(request: HttpRequest) -> bool:
    """Browsers make passkeys for a name under HTTPS only; "localhost" counts, a bare address never does."""
    host = request.get_host().rsplit(":", 1)[0] if "]" not in request.get_host() else ""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or (request.is_secure() and bool(host))
    return False


def valid(form: Form) -> bool:
    """Whether the browser's answer holds; what is no such answer at all trips the parser and holds just as little."""
    try:
        return form.is_valid()
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError, struct.error):
        return False


@login_not_required
@never_cache
@require_POST
def passkey_question(request: HttpRequest) -> JsonResponse:
    """What a browser must sign to prove that it holds a passkey of this site."""
    return JsonResponse(auth.begin_authentication(user=None))


@login_not_required
@never_cache
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """The signed answer. It needs no second factor: the key asked for a finger or a PIN itself."""
    from thidua.web.sign_in.views import gate, inside

    given = request.POST.get("next", "")
    attempts = Attempts("passkey", client_address(request), per_account=False)
    if attempts.too_many():
        return gate(request, given, told=TOO_MANY, status=429)
    form = LoginWebAuthnForm(data=request.POST)
    if request.user.is_authenticated:
        return redirect("today")
    if not valid(form):
        attempts.count()
        return gate(request, given, told=WRONG_CODE, status=400)
    authenticator = form.cleaned_data["credential"]
    login = Login(user=authenticator.user, redirect_url=inside(given, request))
    return flows.perform_passwordless_login(request, authenticator, login)
