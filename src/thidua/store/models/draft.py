"""What somebody has typed and not yet saved; no figure, and nobody else's business."""

from __future__ import annotations

from django.db import models

from thidua.store.models.account import Account


class Draft(models.Model):
    """The unsaved cells of one page, for one account. `seen` is the newest record that page knew."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=160, help_text='"entry:<unit>:<period>"')
    cells = models.JSONField(default=dict, help_text="name of a cell → what was typed")
    seen = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "page"], name="draft_one_per_page")]
