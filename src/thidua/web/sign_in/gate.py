"""What stands between a signed-in account and its work: a password of its own, and where asked, a second factor."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from thidua.core.unit import Role
from thidua.store.access import CLOSES, CONFIRMS
from thidua.web.door import viewer_of

SEEN_EVERY = 5 * 60  # seconds between two notes of "last seen"
# Addresses that stay open while something is still owed.
OPEN = {
    "sign-out", "look", "account", "account-password", "account-confirm", "account_reauthenticate",
    "account-totp", "account-codes", "account-passkey",
}  # fmt: skip
_DECIDES = CONFIRMS | CLOSES | {Role.EDITOR}


class Gate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "for_everybody", False) or not request.user.is_authenticated:
            return None
        _note_seen(request)
        if request.resolver_match is not None and request.resolver_match.url_name in OPEN:
            return None
        if request.user.must_change:
            return redirect("account-password")
        if settings.SECOND_FACTOR and owes_second_factor(request):
            return redirect("account")
        return None


def owes_second_factor(request: HttpRequest) -> bool:
    """Whoever administers, signs, confirms or closes needs a second factor, where the place asks for it."""
    viewer = viewer_of(request)
    if not (viewer.offices or any(post.role in _DECIDES for post in viewer.posts)):
        return False
    held = Authenticator.objects.filter(user_id=request.user.pk)
    return not held.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def _note_seen(request: HttpRequest) -> None:
    """The session list says when each was last used; written rarely, for a page view is no reason to write."""
    moment = time.time()
    if moment - request.session.get("seen", 0) > SEEN_EVERY:
        request.session["seen"] = moment
        rows = UserSession.objects.filter(session_key=request.session.session_key)
        rows.update(last_seen_at=timezone.now())
