"""The report of a unit's month, its steps, and the windows in which a month takes figures."""

from __future__ import annotations

from typing import Any

from django.db import models

from thidua.store.models.dated import Dated
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class StepsAreFixedError(Exception):
    """A step was taken; it is never changed or removed."""


class Step(models.Model):
    """Somebody did something at some time: written once, never changed, never removed."""

    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it the first time.

        Raises:
            StepsAreFixedError: it is written already.
        """
        if self.pk is not None:
            raise StepsAreFixedError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise StepsAreFixedError


class Report(models.Model):
    """One unit's month on its way up.

    `height` is that of `core.report`; `levels` holds codes of the units that approve, the own one first, as they stood
    when it was last submitted.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    month = models.CharField(max_length=7)
    height = models.PositiveSmallIntegerField(default=0)
    levels = models.JSONField(default=list)

    class Meta:
        ordering = ["month", "unit"]
        indexes = [models.Index(fields=["month", "height"])]
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="report_of_month_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.month}"


class ReportStep(Step):
    """Who moved a report from where to where, and why. `step` is a `core.report.ReportStep`.

    `explained` is what the unit said about each gap when it submitted; `alone` tells that the same person took two
    steps because the unit had nobody else.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")
    step = models.SlugField(max_length=10)
    level = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    alone = models.BooleanField(default=False)
    explained = models.JSONField(default=list)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="report_comes_down_with_reason",
                condition=models.Q(step__in=["submit", "approve"]) | ~models.Q(reason=""),
            )
        ]


class WindowChange(Dated):
    """A unit above set its own days for the months of its branch; from `first_day` until the next change."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="windows")
    opens = models.PositiveSmallIntegerField()
    due = models.PositiveSmallIntegerField()
    late = models.PositiveSmallIntegerField()
    soon = models.PositiveSmallIntegerField(default=2)
    paper = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Dated.Meta):
        ordering = ["first_day", "id"]


class WindowExtension(Step):
    """One unit got more time for one month: until which day, why, and who gave it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="extensions")
    month = models.CharField(max_length=7)
    until = models.DateField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["month", "unit"])]


class ReportReminder(models.Model):
    """A unit was reminded of a month's report; `by` is nobody when the day itself did it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reminders")
    month = models.CharField(max_length=7)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["month", "unit"])]
