"""Disputes (khiếu nại) of one criterion of one frozen or closed period, and every step of them."""

from __future__ import annotations

from django.db import models

from thidua.store.models.deed import Evidence
from thidua.store.models.person import Person
from thidua.store.models.report import Step
from thidua.store.models.standing import MovementPeriod
from thidua.store.models.unit import Unit


class Dispute(models.Model):
    """`version` is the close that is disputed, 0 for figures that were frozen only.

    `unit` is the unit scored, or the one in which the scored officer (`person`) serves. `interests` are codes of
    `core.dispute.Interest` that tie the one who decides to the case, said openly where nobody without ties was left.
    """

    code = models.SlugField(max_length=60, unique=True)
    period = models.ForeignKey(MovementPeriod, on_delete=models.PROTECT, related_name="disputes")
    version = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="disputes")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="disputes"
    )
    criterion = models.SlugField(max_length=80)
    title = models.CharField(max_length=300, help_text="of the criterion, as the regulation says")
    text = models.TextField()
    wanted = models.CharField(max_length=400, help_text="what it should be")
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="disputes")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due = models.DateField()
    extended = models.BooleanField(default=False)
    decider = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    interests = models.JSONField(default=list)
    state = models.SlugField(max_length=10, default="open", help_text="core.dispute.DisputeState")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["state", "due"]), models.Index(fields=["unit", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit", "criterion"],
                name="dispute_of_unit_open_once",
                condition=models.Q(state="open", person__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["period", "person", "criterion"],
                name="dispute_of_person_open_once",
                condition=models.Q(state="open", person__isnull=False),
            ),
            models.CheckConstraint(
                name="dispute_answered_in_full",
                condition=models.Q(state__in=["open", "withdrawn"])
                | (models.Q(answered_at__isnull=False, decider__isnull=False) & ~models.Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DisputeStep(Step):
    """What was done with a dispute, by whom, when and why: open, assign, extend, evidence, answer, withdraw."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="steps")
    step = models.SlugField(max_length=10)

    class Meta:
        ordering = ["at", "id"]
