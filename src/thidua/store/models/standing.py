"""Who stands how: a movement's periods and their closes. The standing itself lies in the vault."""

from __future__ import annotations

from django.db import models

from thidua.store.models.movement import Movement


class MovementPeriod(models.Model):
    class State(models.TextChoices):
        OPEN = "open", "Đang mở"
        FROZEN = "frozen", "Đã khóa số liệu"
        CLOSED = "closed", "Đã chốt"

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="periods")
    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=8)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reopened_reason = models.CharField(
        max_length=300, blank=True, help_text="why it was opened again; goes into the next close"
    )
    unapproved = models.TextField(
        blank=True, help_text="which reports were not approved when it was frozen, and why it went on"
    )

    class Meta:
        ordering = ["first_day", "kind"]
        constraints = [models.UniqueConstraint(fields=["movement", "code"], name="movement_period_once")]


class Close(models.Model):
    """One close of one period: version 1, or a later one after a reopening, with the reason for it.

    `bundle` is the folder in the vault, relative to it; `manifest` the SHA-256 of its manifest.json.
    """

    period = models.ForeignKey(MovementPeriod, on_delete=models.PROTECT, related_name="closes")
    version = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField(help_text="place in the movement's chain, from 1")
    bundle = models.CharField(max_length=200)
    manifest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["period", "version"]
        constraints = [models.UniqueConstraint(fields=["period", "version"], name="close_version_once")]

    @property
    def ref(self) -> str:
        """ "vi-an-ninh-to-quoc-2025/2025/1": how a file names it."""
        return f"{self.period.movement.code}/{self.period.code}/{self.version}"
