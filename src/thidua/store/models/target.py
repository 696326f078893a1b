"""What happens to a promise: an annex two sides sign one after the other, what became of it, the summing-up."""

from __future__ import annotations

from django.db import models

from thidua.store.models.movement import Compact, Movement, Target, TargetChange
from thidua.store.models.person import Person


class TargetAnnex(models.Model):
    """A change of a target that is proposed: it holds once both sides have signed, and is then a `TargetChange`."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="annexes")
    on = models.DateField()
    value = models.BigIntegerField()
    reason = models.TextField()
    superior_signed_by = models.CharField(max_length=120, blank=True)
    superior_signed_at = models.DateTimeField(null=True, blank=True)
    unit_signed_by = models.CharField(max_length=120, blank=True)
    unit_signed_at = models.DateTimeField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    change = models.OneToOneField(
        TargetChange, null=True, blank=True, on_delete=models.PROTECT, related_name="annex"
    )

    class Meta:
        ordering = ["id"]


class ScaleReading(models.Model):
    """Somebody who signs for a side has read the scale of points of a compact's movement."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["compact", "person"], name="scale_read_once")]


class TargetOutcome(models.Model):
    """What became of one target when the movement was summed up, with its ground."""

    class Outcome(models.TextChoices):
        MET = "met", "Đạt"
        EXCEEDED = "exceeded", "Vượt"
        MISSED = "missed", "Không đạt"
        UNMEASURED = "unmeasured", "Không đo được"

    target = models.OneToOneField(Target, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.CharField(max_length=10, choices=Outcome)
    actual = models.BigIntegerField(
        null=True, blank=True, help_text="thousandths; null where it was not measured"
    )
    ground = models.CharField(max_length=400)


class MovementEnd(models.Model):
    """The summing-up of a movement. `carried` are weak points left for the next round: [unit code, sentence]."""

    movement = models.OneToOneField(Movement, on_delete=models.PROTECT, related_name="end")
    text = models.TextField()
    carried = models.JSONField(default=list)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    archived_by = models.CharField(max_length=120, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
