"""Notices by e-mail: that something waits and how much, never what it is about; the page says the rest.

A letter travels over machines of others, so it holds counts and one link. Nothing is said by e-mail only.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from thidua.actions.audit import acting, note
from thidua.core.problem import Refused, Where, problem
from thidua.store.access import Viewer
from thidua.store.clock import now
from thidua.store.models import MailChoice, Notice

log = logging.getLogger(__name__)
When = MailChoice.When


@transaction.atomic
def mail_choose(*, by: Viewer, at: datetime, address: str, when: str) -> MailChoice:
    """Where and when letters go to whoever is signed in.

    Raises:
        Refused: "mail.refused" with all problems.
    """
    person = acting(by)
    address, found = address.strip(), []
    if when not in When.values:
        found.append(problem("mail.when-unknown", Where(field="when")))
    if address or when != When.OFF:
        try:
            validate_email(address)
        except ValidationError:
            found.append(problem("mail.address-unfit", Where(field="address"), address=address))
    if found or by.account is None:
        raise Refused("mail.refused", found)
    before = MailChoice.objects.filter(account=by.account).first()
    row, _ = MailChoice.objects.update_or_create(
        account=by.account, defaults={"address": address, "when": when}
    )
    was = When(before.when).label if before else When.OFF.label
    note(
        by=by, at=at, action="mail-choose", subject=f"person:{person.code}",
        sentence=f"Đặt thư thông báo: {was.lower()} → {When(when).label.lower()}.",
    )  # fmt: skip
    return row


def mail_soon(people: Collection[int]) -> None:
    """Something waits for these people: the worker writes to those who want to know at once."""
    if mail_works() and MailChoice.objects.filter(account__person__in=people, when=When.WAITING).exists():
        mail_waiting.enqueue()


def mail_works() -> bool:
    """Whether this place sends letters at all."""
    return bool(settings.EMAIL_HOST)


@task()
def mail_waiting() -> int:
    """One letter to each who wants to know at once, about what waits and was not written about yet."""
    return _send(When.WAITING, Notice.objects.filter(waiting=True), now())


def mail_digest() -> int:
    """The letter of the day to each who wants it and has something unread that no letter spoke of."""
    return _send(When.DAILY, Notice.objects.all(), now()) if mail_works() else 0


def _send(when: MailChoice.When, rows: QuerySet[Notice], at: datetime) -> int:
    choices = MailChoice.objects.filter(when=when, account__is_active=True).exclude(address="")
    sent = 0
    connection = get_connection()
    for choice in choices.select_related("account__person"):
        mine = rows.filter(to=choice.account.person, read_at__isnull=True, mailed_at__isnull=True)
        told = list(mine.values_list("pk", "waiting"))
        if not told:
            continue
        try:
            _letter(choice, len(told), sum(waiting for _, waiting in told), connection).send()
        except OSError:  # and whatever a server of letters answers
            log.exception("a letter to account %s was not sent; it is tried again", choice.account_id)
            continue
        Notice.objects.filter(pk__in=[pk for pk, _ in told]).update(mailed_at=at)
        sent += 1
    return sent


def _letter(choice: MailChoice, unread: int, waiting: int, connection: object) -> EmailMessage:
    counted = f"{unread} thông báo chưa đọc"
    if waiting:
        counted += f", trong đó {waiting} việc đang chờ đồng chí"
    link = f"{settings.ADDRESS}/thong-bao/"
    return EmailMessage(
        subject=f"Thi đua: {waiting} việc đang chờ" if waiting else f"Thi đua: {unread} thông báo",
        body=f"Đồng chí có {counted}.\n\nNội dung chỉ xem được khi đăng nhập:\n{link}\n\n"
        f"Đổi cách nhận thư hoặc thôi nhận: cũng tại trang ấy, mục “Thư điện tử”.\n",
        to=[choice.address],
        connection=connection,
    )
