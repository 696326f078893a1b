"""Who may sign in: accounts of people of the directory, their passwords, and who must never be locked out."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from thidua.actions.audit import acting, allow, note
from thidua.actions.notice import notice_send
from thidua.core.account import first_gap
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.unit import Role
from thidua.store.access import Viewer, above_all, may_administer_person
from thidua.store.models import Account, Person, Post, Unit

_WEAK = {  # Django's codes; its Vietnamese sentences are incomplete
    "password_too_short": "account.password-short",
    "password_too_common": "account.password-common",
    "password_entirely_numeric": "account.password-numeric",
}
_USERNAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_READ_ALOUD = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, i, o, 0, 1: it is dictated over a desk
MINE = "/tai-khoan/"


@transaction.atomic
def account_add(
    *, by: Viewer | str, at: datetime, username: str, password: str, person: str, must_change: bool = False
) -> Account:
    """An account for the person with that code.

    Args:
        by: an administrator; or who did it, as the audit line shall say, when there is no account yet to name.
        must_change: the password is somebody else's and lasts until the first sign-in.

    Raises:
        Refused: "account.may-not-administer", "account.name-unfit", "account.taken", "account.person-unknown",
            "account.person-has-account", "account.password-weak".
    """
    holder = Person.objects.filter(code=person).first()
    if isinstance(by, Viewer):
        acting(by)
        allow(holder is not None and may_administer_person(by, holder), "account.may-not-administer")
    if not _USERNAME.fullmatch(username):
        raise Refused(
            "account.name-unfit", [problem("account.name-unfit", Where(field="username"), username=username)],
            username=username,
        )  # fmt: skip
    if Account.objects.filter(username=username).exists():
        raise Refused(
            "account.taken", [problem("account.taken", Where(field="username"), username=username)],
            username=username,
        )  # fmt: skip
    if holder is None:
        raise Refused("account.person-unknown", person=person)
    if existing := Account.objects.filter(person=holder).first():
        raise Refused("account.person-has-account", person=holder.name, username=existing.username)
    _strong(password, username)
    made = Account.objects.create_account(username, password, holder)
    if must_change:
        made.must_change = True
        made.save(update_fields=["must_change"])
    sentence = f"Mở tài khoản “{username}” cho {holder.name}."
    note(by=by, at=at, action="account-add", subject=f"person:{holder.code}", sentence=sentence)
    return made


def one_time_password() -> str:
    """Four groups that can be read aloud; about 78 bits, and it lasts until the first sign-in only."""
    return "-".join("".join(secrets.choice(_READ_ALOUD) for _ in range(4)) for _ in range(4))


@transaction.atomic
def password_change(*, by: Viewer, at: datetime, account: Account, password: str) -> None:
    """One's own new password; every other session of the account ends with the old one.

    Raises:
        Refused: "account.password-weak" with all reasons; "account.password-same".
    """
    acting(by)
    allow(by.account is not None and by.account.pk == account.pk, "account.may-not-administer")
    _strong(password, account.username)
    if account.check_password(password):
        raise Refused("account.password-same", [problem("account.password-same", Where(field="password"))])
    account.set_password(password)
    account.must_change = False
    account.save(update_fields=["password", "must_change"])
    note(by=by, at=at, action="password-change", subject=_subject(account), sentence="Đổi mật khẩu của mình.")


@transaction.atomic
def password_reset(*, by: Viewer, at: datetime, account: Account) -> str:
    """A one-time password for somebody who lost hers; her sessions end, her second factor stays.

    Returns:
        the password; it is shown once and kept nowhere.

    Raises:
        Refused: "account.may-not-administer"; "account.own".
    """
    row = _administered(by, account)
    password = one_time_password()
    row.set_password(password)
    row.must_change = True
    row.save(update_fields=["password", "must_change"])
    _end_sessions(row)
    _tell(by, at, "password-reset", row, f"Cấp mật khẩu dùng một lần cho {row}.")
    return password


@transaction.atomic
def account_lock(*, by: Viewer, at: datetime, account: Account) -> None:
    """Nobody signs in with it and every session ends.

    Raises:
        Refused: "account.may-not-administer"; "account.own"; "account.last-administrator".
    """
    row = _administered(by, account)
    for post in _offices(row.person, by.day):
        administration_kept(post.unit, by.day, without=[post])
    row.is_active = False
    row.save(update_fields=["is_active"])
    _end_sessions(row)
    _tell(by, at, "account-lock", row, f"Khóa tài khoản “{row.username}” của {row}.")


@transaction.atomic
def account_unlock(*, by: Viewer, at: datetime, account: Account) -> None:
    """
    Raises:
        Refused: "account.may-not-administer"; "account.own".
    """
    row = _administered(by, account)
    row.is_active = True
    row.save(update_fields=["is_active"])
    _tell(by, at, "account-unlock", row, f"Mở khóa tài khoản “{row.username}” của {row}.")


@transaction.atomic
def factor_reset(*, by: Viewer, at: datetime, account: Account) -> None:
    """Somebody lost her telephone: second factor, passkeys and recovery codes go, and all sessions with them.

    Raises:
        Refused: "account.may-not-administer"; "account.own".
    """
    row = _administered(by, account)
    Authenticator.objects.filter(user_id=row.pk).delete()
    _end_sessions(row)
    _tell(by, at, "factor-reset", row, f"Bỏ lớp xác thực thứ hai của {row}.")


@transaction.atomic
def sessions_end(*, by: Viewer, at: datetime, account: Account) -> None:
    """
    Raises:
        Refused: "account.may-not-administer"; "account.own".
    """
    row = _administered(by, account)
    _end_sessions(row)
    _tell(by, at, "sessions-end", row, f"Kết thúc mọi phiên đăng nhập của {row}.")


def administration_kept(
    unit: Unit, today: date, *, without: Iterable[Post], instead: tuple[date, date] | None = None
) -> None:
    """Somebody must be left, on every day from today on, who administers this unit and can sign in.

    Args:
        without: posts that are about to end, change, or belong to an account about to be locked.
        instead: the days that are left of one of them.

    Raises:
        Refused: "account.last-administrator" with the first day on which nobody would be left.
    """
    codes = {unit.code} | above_all(frozenset({unit.code}), today)
    posts = Post.objects.filter(
        role=Role.ADMINISTRATOR, unit__code__in=codes, person__account__is_active=True
    )
    spans = dict(posts.select_for_update(of=("self",)).values_list("pk", "first_day"))
    ends = dict(posts.values_list("pk", "last_day"))
    before = first_gap([(first, ends[pk]) for pk, first in spans.items()], today)
    gone = {post.pk for post in without}
    left = [(first, ends[pk]) for pk, first in spans.items() if pk not in gone]
    after = first_gap([*left, instead] if instead else left, today)
    if after is not None and (before is None or after < before):
        raise Refused("account.last-administrator", unit=unit.name, day=f"{after:%d/%m/%Y}")


def _offices(person: Person | None, today: date) -> list[Post]:
    """Posts of an administrator that she holds now or is to hold."""
    if person is None:
        return []
    posts = person.posts.filter(role=Role.ADMINISTRATOR).select_related("unit")
    return [post for post in posts if post.last_day is None or post.last_day >= today]


def _administered(by: Viewer, account: Account) -> Account:
    """The account, locked for this change, if it is one that this administrator looks after and not her own."""
    who = acting(by)
    row = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    allow(row.person_id != who.pk, "account.own")
    allow(row.person is not None and may_administer_person(by, row.person), "account.may-not-administer")
    return row


def _strong(password: str, username: str) -> None:
    try:
        validate_password(password, Account(username=username))
    except ValidationError as weak:
        raise Refused("account.password-weak", list(_weaknesses(weak))) from weak


def _weaknesses(weak: ValidationError) -> Iterable[Problem]:
    for one in weak.error_list:
        yield problem(_WEAK.get(one.code, "account.password-weak"), Where(field="password"))


def _end_sessions(account: Account) -> None:
    for session in UserSession.objects.filter(user_id=account.pk):
        session.end()


def _subject(account: Account) -> str:
    return f"person:{account.person.code}" if account.person else f"account:{account.username}"


def _tell(by: Viewer, at: datetime, action: str, account: Account, sentence: str) -> None:
    note(by=by, at=at, action=action, subject=_subject(account), sentence=sentence)
    if account.person is not None:
        told = f"{by.name}: {sentence[0].lower()}{sentence[1:]}"
        notice_send(
            by=by,
            at=at,
            to=[account.person],
            kind=action,
            subject=_subject(account),
            sentence=told,
            link=MINE,
        )
