"""The second step of signing in: a code from a telephone, a recovery code, or a passkey."""

from __future__ import annotations

from allauth.account.stages import LoginStageController
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.web.sign_in.adapter import WRONG_CODE, CodeForm
from thidua.web.sign_in.passkey import passkeys_possible, valid


@login_not_required
@never_cache
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Only for whoever has just given the right password; everybody else begins at the beginning."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return redirect("sign-in")
    account = stage.login.user
    faults = []
    if request.method == "POST":
        kind = AuthenticateWebAuthnForm if request.POST.get("credential") else CodeForm
        form = kind(user=account, data=request.POST)
        if valid(form):
            form.save()
            return stage.exit()
        faults = [("code", error) for errors in form.errors.values() for error in errors] or [
            ("code", WRONG_CODE)
        ]
    held = set(Authenticator.objects.filter(user_id=account.pk).values_list("type", flat=True))
    passkey = Authenticator.Type.WEBAUTHN in held and passkeys_possible(request)
    context = {
        "faults": faults,
        "codes": bool(held - {Authenticator.Type.WEBAUTHN}),
        "question": auth.begin_authentication(account) if passkey else None,
    }
    return render(request, "sign_in/code.html", context, status=400 if faults else 200)
