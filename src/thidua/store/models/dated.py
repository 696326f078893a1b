"""Rows that hold from one day to another; `last_day` is included and None means "still"."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models


class DatedQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Rows in force on that day."""
        return self.filter(
            models.Q(first_day__lte=day) & (models.Q(last_day__isnull=True) | models.Q(last_day__gte=day))
        )


class Dated(models.Model):
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_days_in_order",
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
            )
        ]

    def in_force(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)
