"""How an event reached people. About the event, never about who was there."""

from __future__ import annotations

from django.db import models

from thidua.store.models.deed import Deed


class DeedTag(models.Model):
    class Kind(models.TextChoices):
        CHANNEL = "channel", "Cách làm"
        LANGUAGE = "language", "Tiếng nói"

    deed = models.ForeignKey(Deed, on_delete=models.PROTECT, related_name="tags")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.SlugField(max_length=40, help_text="code from rules/data/outreach.yaml")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deed", "kind", "value"], name="deed_tag_once")]
