"""One person under two codes: who joined them, what moved, and how to take it back."""

from __future__ import annotations

from django.db import models

from thidua.store.models.person import Person


class PersonMerge(models.Model):
    """`gone` turned out to be `kept`. The rows in `moved` went over and go back when it is undone.

    Attributes:
        moved: table.column → keys of the rows that named `gone` and now name `kept`.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_into")
    why = models.CharField(max_length=300)
    moved = models.JSONField(default=dict)
    merged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.CheckConstraint(name="person_merge_of_two", condition=~models.Q(kept=models.F("gone"))),
            models.UniqueConstraint(
                fields=["gone"], name="person_merged_once", condition=models.Q(undone_at__isnull=True)
            ),
        ]
