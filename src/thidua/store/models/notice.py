"""What somebody should know: one line in the page, and in a digest for who wants e-mail."""

from __future__ import annotations

from django.db import models

from thidua.store.models.account import Account
from thidua.store.models.person import Person


class Notice(models.Model):
    """One sentence for one person. `link` is a path of this site; `subject` names the thing as in `AuditLine`.

    The same thing is not told twice while it is unread: (`to`, `kind`, `subject`) is unique among unread rows.
    """

    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    kind = models.SlugField(max_length=40, help_text="what happened, e.g. report-returned")
    subject = models.CharField(max_length=160)
    sentence = models.CharField(max_length=400)
    link = models.CharField(max_length=300)
    waiting = models.BooleanField(default=False, help_text="something is asked of the reader")
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["to", "read_at", "-at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "kind", "subject"],
                name="notice_unread_once",
                condition=models.Q(read_at__isnull=True),
            )
        ]


class MailChoice(models.Model):
    """How somebody wants to hear of notices by e-mail; set by nobody else. Without a row: not at all."""

    class When(models.TextChoices):
        OFF = "off", "Không gửi"
        WAITING = "waiting", "Gửi ngay khi có việc chờ tôi"
        DAILY = "daily", "Mỗi ngày một thư tổng hợp"

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="mail_choice")
    address = models.EmailField(max_length=200)
    when = models.SlugField(max_length=10, choices=When.choices, default=When.OFF)
