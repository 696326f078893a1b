"""Who may sign in: accounts are made for people who already stand in the directory."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from thidua.actions.audit import note
from thidua.core.problem import Refused, problem
from thidua.store.models import Account, Person

_WEAK = {  # Django's codes; its Vietnamese sentences are incomplete
    "password_too_short": "account.password-short",
    "password_too_common": "account.password-common",
    "password_entirely_numeric": "account.password-numeric",
}
_USERNAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@transaction.atomic
def account_add(*, by: str, at: datetime, username: str, password: str, person: str) -> Account:
    """An account for the person with that code.

    Args:
        by: who did it, as the audit line shall say; there may be no account yet to name.

    Raises:
        Refused: "account.name-unfit", "account.taken", "account.person-unknown",
            "account.person-has-account", "account.password-weak".
    """
    if not _USERNAME.fullmatch(username):
        raise Refused("account.name-unfit", username=username)
    if Account.objects.filter(username=username).exists():
        raise Refused("account.taken", username=username)
    holder = Person.objects.filter(code=person).first()
    if holder is None:
        raise Refused("account.person-unknown", person=person)
    if existing := Account.objects.filter(person=holder).first():
        raise Refused("account.person-has-account", person=holder.name, username=existing.username)
    try:
        validate_password(password, Account(username=username))
    except ValidationError as weak:
        found = [problem(_WEAK.get(one.code, "account.password-weak")) for one in weak.error_list]
        raise Refused("account.password-weak", found) from weak
    made = Account.objects.create_account(username, password, holder)
    sentence = f"Mở tài khoản “{username}” cho {holder.name}."
    note(by=by, at=at, action="account-add", subject=f"person:{holder.code}", sentence=sentence)
    return made
