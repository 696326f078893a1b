"""Inspections: a sample of figures and deeds of one month, what was found, and what the unit says to it."""

from __future__ import annotations

from django.db import models

from thidua.store.models.deed import Deed, Evidence
from thidua.store.models.figure import Figure
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Inspection(models.Model):
    """Drawn from `population` items of the branch of `unit` by `seed`; `digest` is the sum of that whole list."""

    code = models.SlugField(max_length=60, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspections")
    month = models.CharField(max_length=7)
    seed = models.CharField(max_length=40)
    population = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    state = models.SlugField(max_length=10, default="drawn", help_text="core.inspection.InspectionState")
    given_at = models.DateTimeField(null=True, blank=True)
    reply_by = models.DateField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-drawn_at", "-id"]

    def __str__(self) -> str:
        return self.code


class InspectionItem(models.Model):
    """One figure or deed of the sample. `found` is core.inspection.Found, "" while it was not looked at."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveIntegerField(help_text="in the order of the lot, from 1")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspected")
    figure = models.ForeignKey(
        Figure, null=True, blank=True, on_delete=models.PROTECT, related_name="inspected"
    )
    deed = models.ForeignKey(Deed, null=True, blank=True, on_delete=models.PROTECT, related_name="inspected")
    found = models.SlugField(max_length=12, blank=True)
    should_be = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=400, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="inspected")
    checked_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["inspection", "place"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "place"], name="inspection_place_once"),
            models.CheckConstraint(
                name="inspection_item_is_one_thing",
                condition=models.Q(figure__isnull=False, deed__isnull=True)
                | models.Q(figure__isnull=True, deed__isnull=False),
            ),
            models.CheckConstraint(
                name="inspection_wrong_says_what_is_right",
                condition=~models.Q(found="wrong") | ~models.Q(should_be=""),
            ),
        ]
