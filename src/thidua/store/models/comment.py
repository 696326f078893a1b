"""What colleagues say to each other about one figure of one unit and period."""

from __future__ import annotations

from django.db import models

from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Comment(models.Model):
    """A line of the talk about a cell. Kept as written; settled when somebody says so. Not searched (promise N10)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="comments")
    figure = models.SlugField(max_length=60)
    period = models.CharField(max_length=10)
    text = models.CharField(max_length=600)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit", "period", "figure"])]
