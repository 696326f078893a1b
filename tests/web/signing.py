"""Signing in as the tests do: password, then a code of an app that the test itself computes."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from tests.factories import PASSWORD
from thidua.store.models import Account

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def signed_in(username: str, password: str = PASSWORD, **headers: str) -> Client:
    """Somebody who came in by the front door."""
    client = Client(headers=headers or None)
    answer = client.post("/dang-nhap/", {"username": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client


def with_app(username: str) -> Authenticator:
    """An app on the telephone of that account."""
    return TOTP.activate(Account.objects.get(username=username), SECRET).instance


def code(periods_on: int = 0, secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods_on))
