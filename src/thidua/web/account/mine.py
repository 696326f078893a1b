"""One's own account: what protects it, where it is signed in, and whose rights were lent to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from thidua.actions.account import password_change
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store import access
from thidua.store.models import Account, Delegation
from thidua.web.account.place import device, place
from thidua.web.account.role import LENT_TITLES
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form
from thidua.web.sign_in.adapter import TOO_MANY, CodeForm
from thidua.web.sign_in.address import client_address
from thidua.web.sign_in.gate import owes_second_factor
from thidua.web.sign_in.limit import Attempts
from thidua.web.sign_in.passkey import passkeys_possible
from thidua.web.sign_in.views import inside

MOST = 20  # delegations shown of each kind; the audit holds all


def account(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    held = list(Authenticator.objects.filter(user_id=request.user.pk).order_by("created_at"))
    by_type = {row.type: row for row in held}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "crumbs": crumbs(_("Tài khoản của tôi")),
        "viewer": viewer,
        "owes": settings.SECOND_FACTOR and owes_second_factor(request),
        "totp": by_type.get(Authenticator.Type.TOTP),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "keys": [row for row in held if row.type == Authenticator.Type.WEBAUTHN],
        "passkeys": passkeys_possible(request),
        "sessions": _sessions(request),
        "given": [_lent(row, viewer.day) for row in access.delegations_given(viewer)[:MOST]],
        "received": [_lent(row, viewer.day) for row in access.delegations_received(viewer)[:MOST]],
        "lendable": access.lendable_posts(viewer),
    }
    return render(request, "account/account.html", context)


def _lent(row: Delegation, day: date) -> dict[str, Any]:
    """A delegation as both sides read it."""
    over = row.revoked_at is not None or row.last_day < day
    return {
        "row": row,
        "what": [LENT_TITLES[Role(role)] for role in row.roles],
        "over": over,
        "ahead": not over and row.first_day > day,
    }


def _sessions(request: HttpRequest) -> list[dict[str, Any]]:
    """Where the account is signed in, this place first."""
    here = request.session.session_key
    rows = UserSession.objects.purge_and_list(request.user)
    found = [
        {
            "pk": row.pk,
            "device": device(row.user_agent),
            "place": place(row.ip),
            "since": row.created_at,
            "seen": row.last_seen_at,
            "here": row.session_key == here,
        }
        for row in rows
    ]
    return sorted(found, key=lambda row: (not row["here"], -row["seen"].timestamp()))


@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End one session of one's own, or all others."""
    rows = UserSession.objects.filter(user_id=request.user.pk)
    asked = request.POST.get("session", "")
    here = request.session.session_key
    chosen = rows.exclude(session_key=here) if asked == "others" else rows.filter(pk=_number(asked))
    for row in chosen:
        if row.session_key == here:
            row.delete()
            logout(request)
            return redirect("sign-in")
        row.end()
    messages.success(request, _("Đã đăng xuất khỏi nơi đó."))
    return redirect("account")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


@sensitive_post_parameters("current", "password", "again")
def password(request: HttpRequest) -> HttpResponse:
    """One's own new password; the old one is asked for, and every other session ends."""
    mine: Account = request.user
    form = Form(request, {})
    if form.sent:
        attempts = Attempts(f"own:{mine.username}", client_address(request))
        given = request.POST.get("password", "")[:200]
        if attempts.too_many():
            form.wrong.append(("current", TOO_MANY))
        elif not mine.check_password(request.POST.get("current", "")[:200]):
            attempts.count()
            form.wrong.append(("current", _("Mật khẩu hiện nay không đúng.")))
        elif given != request.POST.get("again", "")[:200]:
            form.wrong.append(("again", _("Hai lần gõ mật khẩu chưa giống nhau.")))
        else:
            try:
                password_change(by=viewer_of(request), at=now(), account=mine, password=given)
            except Refused as refused:
                form.refused(refused)
            else:
                return _stay_signed_in(request)
    context = {
        "crumbs": _crumbs(_("Đổi mật khẩu")),
        "faults": form.wrong,
        "told": dict(reversed(form.wrong)),
        "must": mine.must_change,
    }
    return render(request, "account/password.html", context, status=form.status)


def _stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Here the session goes on under a new key; everywhere else the old password's sessions have ended."""
    old = request.session.session_key
    update_session_auth_hash(request, request.user)
    for row in UserSession.objects.filter(user_id=request.user.pk).exclude(session_key=old):
        row.end()
    UserSession.objects.filter(session_key=old).delete()
    UserSession.objects.create_from_request(request)
    messages.success(request, _("Đã đổi mật khẩu. Mọi nơi khác đã được đăng xuất."))
    return redirect("account")


@sensitive_post_parameters("password", "code")
def confirm(request: HttpRequest) -> HttpResponse:
    """Before a second factor is changed: the password once more, or a code, so that an open desk is not enough."""
    given = inside(request.POST.get("next", "") or request.GET.get("next", ""), request)
    mine: Account = request.user
    faults = []
    if request.method == "POST":
        attempts = Attempts(f"own:{mine.username}", client_address(request))
        if attempts.too_many():
            faults = [("password", TOO_MANY)]
        elif _proves(request, mine):
            attempts.forget()
            reauthenticate_by_password(request)
            return redirect(given)
        else:
            attempts.count()
            faults = [("password", _("Mật khẩu không đúng."))]
    context = {
        "crumbs": _crumbs(_("Xác nhận")),
        "next": given,
        "faults": faults,
        "with_password": mine.has_usable_password(),
    }
    return render(request, "account/confirm.html", context, status=400 if faults else 200)


def _proves(request: HttpRequest, mine: Account) -> bool:
    if mine.has_usable_password():
        return mine.check_password(request.POST.get("password", "")[:200])
    return CodeForm(user=mine, data={"code": request.POST.get("password", "")[:20]}).is_valid()


def _crumbs(here: str) -> list[dict[str, Any]]:
    return crumbs((_("Tài khoản của tôi"), reverse("account")), here)
