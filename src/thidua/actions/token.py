"""Tokens of programs: made by the person they speak for, shown once, revoked by her or by running out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, audit
from thidua.core.problem import Refused
from thidua.core.text import visible
from thidua.core.token import Scope, token_problems
from thidua.office.format import day as written_day
from thidua.store.access import Viewer
from thidua.store.models import Token

PREFIX = "thidua_"
ACTIVE_MAX = 20  # tokens of one person; more are forgotten ones


@transaction.atomic
def token_make(
    *, by: Viewer, at: datetime, name: str, scopes: Sequence[str], last_day: date
) -> tuple[Token, str]:
    """A token for a program of this person, and its secret, which is never seen again.

    Raises:
        Refused: "access.no-person"; "token.refused" with all problems; "token.too-many".
    """
    acting(by)
    assert by.account is not None, "whoever signs in has an account"
    name = visible(name)[:80]
    if found := token_problems(name, scopes, last_day, at.date()):
        raise Refused("token.refused", found)
    active = Token.objects.filter(account=by.account, revoked_at=None, last_day__gte=at.date()).count()
    if active >= ACTIVE_MAX:
        raise Refused("token.too-many", count=ACTIVE_MAX)
    secret = PREFIX + secrets.token_urlsafe(32)
    row = Token.objects.create(
        account=by.account, name=name, scopes=sorted({Scope(s).value for s in scopes}), sha256=_sum(secret),
        made_at=at, last_day=last_day,
    )  # fmt: skip
    said = f"Tạo khóa “{name}” cho phần mềm khác, quyền {', '.join(row.scopes)}, đến {written_day(last_day)}."
    audit(by=by, at=at, action="token-make", subject=f"token:{row.pk}", sentence=said)
    return row, secret


@transaction.atomic
def token_revoke(*, by: Viewer, at: datetime, token: Token) -> Token:
    """End a token at once.

    Raises:
        Refused: "token.not-yours"; "token.revoked-already".
    """
    row = Token.objects.select_for_update().get(pk=token.pk)
    if by.account is None or row.account_id != by.account.pk:
        raise Refused("token.not-yours")
    if row.revoked_at is not None:
        raise Refused("token.revoked-already", name=row.name)
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    said = f"Thu hồi khóa “{row.name}” của phần mềm khác."
    audit(by=by, at=at, action="token-revoke", subject=f"token:{row.pk}", sentence=said)
    return row


def token_of(secret: str, day: date) -> Token | None:
    """The token with that secret if it opens anything today. Its day of use is noted."""
    if not secret.startswith(PREFIX) or len(secret) > 80:
        return None
    rows = Token.objects.filter(revoked_at=None, last_day__gte=day, account__is_active=True)
    row = rows.select_related("account__person").filter(sha256=_sum(secret)).first()
    if row is not None and row.used_on != day:
        Token.objects.filter(pk=row.pk).update(used_on=day)
    return row


def _sum(secret: str) -> str:
    """A plain sum suffices: the secret is 256 random bits, there is nothing to guess at."""
    return hashlib.sha256(secret.encode()).hexdigest()
