"""Where a request comes from, when it may have passed through proxies of our own."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - not bound to: a socket without an address


def client_address(request: HttpRequest) -> str:
    """The nearest address that is not a proxy named in THIDUA_PROXIES.

    Whoever is not such a proxy may write anything into X-Forwarded-For; it is read from the right, and only as far as
    our own proxies vouch for it.
    """
    chain = [
        *request.META.get("HTTP_X_FORWARDED_FOR", "").split(","),
        request.META.get("REMOTE_ADDR", ""),
    ]
    reached = UNKNOWN
    for text in reversed(chain):
        try:
            found = ip_address(text.strip())
        except ValueError:
            break
        reached = str(found)
        if not any(found in network for network in settings.PROXIES):
            break
    return reached
