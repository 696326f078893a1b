"""What devices sent after working without a line: each record once, and the conflicts people decide."""

from __future__ import annotations

from django.db import models

from thidua.store.models.deed import Deed, Evidence
from thidua.store.models.figure import Figure
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class SyncRecord(models.Model):
    """One record under the key its device gave it, so that sending it again changes nothing.

    `sent` is what the person typed and what she saw when she began, as it came; it is never changed.
    """

    class Kind(models.TextChoices):
        FIGURE = "figure"
        DEED = "deed"
        DEED_EDIT = "deed-edit"
        PHOTO = "photo"

    key = models.CharField(max_length=40, unique=True)
    kind = models.SlugField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sent = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was sent")
    made_at = models.DateTimeField(help_text="by the device's clock")
    received_at = models.DateTimeField()
    figure = models.ForeignKey(Figure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    deed = models.ForeignKey(Deed, null=True, blank=True, on_delete=models.PROTECT, related_name="synced")
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class SyncConflict(models.Model):
    """Two versions that nobody has chosen between yet, or the choice that was made; both stay."""

    class Why(models.TextChoices):
        CHANGED = "changed"  # another value stands than the device saw
        SHUT = "shut"  # the period no longer takes figures
        ANSWERED = "answered"  # the deed no longer waits to be written again

    class Choice(models.TextChoices):
        MINE = "mine"  # what the device sent
        THEIRS = "theirs"  # what stands
        THIRD = "third"  # something else

    record = models.OneToOneField(SyncRecord, on_delete=models.PROTECT, related_name="conflict")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    why = models.SlugField(max_length=12, choices=Why.choices)
    said = models.CharField(max_length=400, blank=True, help_text="why the period takes nothing, in words")
    found_figure = models.ForeignKey(
        Figure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    found_deed = models.ForeignKey(Deed, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    choice = models.SlugField(max_length=8, blank=True, choices=Choice.choices)
    reason = models.CharField(max_length=300, blank=True)
    resolved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["resolved_at", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sync_conflict_resolved_by_somebody",
                condition=models.Q(choice="", resolved_by__isnull=True, resolved_at__isnull=True)
                | (~models.Q(choice="") & models.Q(resolved_by__isnull=False, resolved_at__isnull=False)),
            )
        ]
