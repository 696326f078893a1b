"""What was done and who looked, as sentences. No foreign keys, so that the log never stands in data's way."""

from __future__ import annotations

from django.db import models

from thidua.core.audit import line_digest

SAID = (
    "by", "by_code", "account", "kind", "action", "subject", "unit", "about", "sentence", "search", "once",
)  # fmt: skip


class AuditLine(models.Model):
    """One thing done or one sensitive look. Nobody changes or takes away a line: the database refuses.

    `by` and `sentence` read as of that moment; `by_code`, `unit` and `about` say who may read the line.
    """

    class Kind(models.TextChoices):
        CONTENT = "content", "Nghiệp vụ"
        READ = "read", "Xem"
        ACCOUNT = "account", "Tài khoản"
        SYSTEM = "system", "Hệ thống"

    at = models.DateTimeField()
    by = models.CharField(max_length=120, help_text="name of the person as of that moment")
    by_code = models.CharField(max_length=80, blank=True, help_text="code of that person")
    account = models.CharField(max_length=60, blank=True)
    kind = models.SlugField(max_length=10, choices=Kind.choices, default=Kind.CONTENT)
    action = models.SlugField(max_length=60, help_text="the function in actions, e.g. figure-correct")
    subject = models.CharField(max_length=160, help_text="what it was done to, e.g. unit:xa-lim-xanh")
    unit = models.CharField(max_length=80, blank=True, help_text="code of the unit whose affair it is")
    about = models.CharField(max_length=80, blank=True, help_text="code of the person it was done to")
    sentence = models.TextField()
    search = models.TextField(editable=False, default="", help_text="name and sentence without accents")
    once = models.CharField(
        max_length=64, null=True, blank=True, unique=True, help_text="a look is written once a day"
    )
    digest = models.CharField(
        max_length=64, editable=False, default="", help_text="core.audit.line_digest of the line"
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject", "-at"]),
            models.Index(fields=["-at", "-id"]),
            models.Index(fields=["unit", "-at", "-id"]),
            models.Index(fields=["by_code", "-at", "-id"]),
            models.Index(fields=["about", "-at", "-id"]),
        ]

    @property
    def content_digest(self) -> str:
        """The digest of what the line says now; equal to `digest` unless somebody went behind the program's back."""
        texts = {name: getattr(self, name) or "" for name in SAID}
        return line_digest(self.at, texts)


class AuditLink(models.Model):
    """The line's place in the chain; written by the database itself (store/chain.py), never by the program."""

    number = models.BigIntegerField(primary_key=True)
    line = models.BigIntegerField(
        unique=True, help_text="id of the AuditLine; no key, so that a gap can be seen"
    )
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
