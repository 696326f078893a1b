"""Programs that speak for a person: tokens with scopes and a last day, and the codes other systems use."""

from __future__ import annotations

from django.db import models

from thidua.store.models.account import Account
from thidua.store.models.unit import Unit


class Token(models.Model):
    """A program may do what its account may, within `scopes`. Only the SHA-256 of the secret is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(help_text="codes of core.token.Scope")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_day = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"token {self.pk}"


class ForeignCode(models.Model):
    """What another system calls a unit or a figure of ours."""

    class Kind(models.TextChoices):
        UNIT = "unit", "Đơn vị"
        FIGURE = "figure", "Số liệu"

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="foreign_codes")
    system = models.SlugField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind)
    foreign = models.CharField(max_length=120)
    ours = models.SlugField(max_length=80)

    class Meta:
        ordering = ["system", "kind", "foreign"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "system", "kind", "foreign"], name="foreign_code_once")
        ]
