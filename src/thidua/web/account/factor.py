"""Putting a second factor on one's account and taking it off: an app's code, recovery codes, passkeys."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as code_flows
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import flows as totp_flows
from allauth.mfa.webauthn import forms as key_forms
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal import flows as key_flows
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from thidua.actions.audit import audit
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.sign_in.adapter import use_once
from thidua.web.sign_in.passkey import passkeys_possible, valid

View = Callable[..., HttpResponse]


class KeyForm(key_forms.AddWebAuthnForm):
    """allauth's form without its English explanations; the page has its own."""

    passwordless = forms.BooleanField(required=False)


def confirmed(view: View) -> View:
    """Only for whoever has just given the password again; otherwise that comes first, and then back to here."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_reauthentication_required(request, app="allauth.mfa"):
            back = request.path if request.method == "GET" else reverse("account")
            return redirect(f"{reverse('account-confirm')}?{urlencode({'next': back})}")
        return view(request, *args, **kwargs)

    return asked


@sensitive_post_parameters("code")
@confirmed
def totp(request: HttpRequest) -> HttpResponse:
    """A picture to scan, and one code to prove that it was scanned."""
    if Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists():
        return redirect("account")
    form = ActivateTOTPForm(user=request.user, data=request.POST if request.method == "POST" else None)
    faults = []
    if request.method == "POST":
        if form.is_valid():
            use_once(request.user, form.cleaned_data["code"])
            totp_flows.activate_totp(request, form)
            _note(request, "factor-add", _("Bật mã xác thực trên điện thoại cho tài khoản của mình."))
            messages.success(request, _("Đã bật. Hãy cất các mã dự phòng dưới đây."))
            return redirect("account-codes")
        faults = [("code", error) for errors in form.errors.values() for error in errors]
    url = get_adapter().build_totp_url(request.user, form.secret)
    picture = base64.b64encode(get_adapter().build_totp_svg(url).encode()).decode()
    context = {
        "crumbs": _crumbs(_("Mã xác thực trên điện thoại")),
        "faults": faults,
        "picture": f"data:image/svg+xml;base64,{picture}",
        "secret": " ".join(form.secret[at : at + 4] for at in range(0, len(form.secret), 4)),
    }
    return render(request, "account/totp.html", context, status=400 if faults else 200)


@confirmed
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes that are left; a POST makes new ones and the old ones are worth nothing."""
    if not code_flows.can_generate_recovery_codes(request.user):
        return redirect("account")
    if request.method == "POST":
        code_flows.generate_recovery_codes(request)
        _note(request, "factor-codes", _("Tạo mã dự phòng mới cho tài khoản của mình."))
        messages.success(request, _("Đã tạo mã mới; mã cũ không dùng được nữa."))
        return redirect("account-codes")
    held = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    context = {
        "crumbs": _crumbs(_("Mã dự phòng")),
        "codes": held.wrap().get_unused_codes() if held else [],
    }
    return render(request, "account/codes.html", context)


@confirmed
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey of this device or of a key on the ring; where there can be none, the page says why."""
    possible = passkeys_possible(request)
    faults = []
    if request.method == "POST" and possible:
        form = KeyForm(user=request.user, data=request.POST)
        if valid(form):
            name = form.cleaned_data["name"][:60]
            key_flows.add_authenticator(request, name=name, credential=form.cleaned_data["credential"])
            _note(request, "factor-add", _("Thêm khóa truy cập “%(name)s”.") % {"name": name})
            messages.success(request, _("Đã thêm khóa truy cập."))
            return redirect("account")
        faults = [("name", _("Thiết bị trả lời không đúng câu hỏi của máy chủ. Hãy thử lại."))]
    context = {
        "crumbs": _crumbs(_("Khóa truy cập")),
        "faults": faults,
        "possible": possible,
        "question": auth.begin_registration(request.user, True) if possible else None,
    }
    return render(request, "account/passkey.html", context, status=400 if faults else 200)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one factor off; recovery codes go with the last of them."""
    held = Authenticator.objects.filter(user_id=request.user.pk)
    row = get_object_or_404(held.exclude(type=Authenticator.Type.RECOVERY_CODES), pk=pk)
    return _removed(request, row)


@confirmed
def _removed(request: HttpRequest, row: Authenticator) -> HttpResponse:
    if row.type == Authenticator.Type.TOTP:
        totp_flows.deactivate_totp(request, row)
    else:
        key_flows.remove_authenticator(request, row)
    _note(request, "factor-remove", _("Bỏ một lớp xác thực của tài khoản mình."))
    messages.success(request, _("Đã bỏ."))
    return redirect("account")


def _note(request: HttpRequest, action: str, sentence: str) -> None:
    audit(
        by=viewer_of(request),
        at=now(),
        action=action,
        subject=f"account:{request.user.username}",
        sentence=sentence,
    )


def _crumbs(here: str) -> list[dict[str, str]]:
    return crumbs((_("Tài khoản của tôi"), reverse("account")), here)
