"""Papers that people write themselves: minutes. Other papers are composed from what is recorded elsewhere."""

from __future__ import annotations

from django.db import models

from thidua.store.models.movement import Compact, Movement
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Minutes(models.Model):
    """Biên bản. Written once; a correction is a new one that names the old one and the reason."""

    class Kind(models.TextChoices):
        SIGNING = "signing", "Ký kết giao ước thi đua"
        REVIEW = "review", "Họp xét thi đua, khen thưởng"
        LAUNCH = "launch", "Lễ phát động phong trào"
        CLOSING = "closing", "Hội nghị sơ kết, tổng kết"
        MEETING = "meeting", "Cuộc họp"

    code = models.SlugField(max_length=80, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="minutes")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=80, blank=True)
    movement = models.ForeignKey(
        Movement, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes"
    )
    compact = models.ForeignKey(
        Compact, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes"
    )
    began = models.DateTimeField()
    ended = models.DateTimeField()
    place = models.CharField(max_length=200)
    present = models.PositiveIntegerField()
    summoned = models.PositiveIntegerField(default=0, help_text="0: nobody was called by name")
    attendance = models.CharField(
        max_length=400, blank=True, help_text="who, by post, without a list of names"
    )
    chair = models.CharField(max_length=200)
    secretary = models.CharField(max_length=200)
    content = models.TextField()
    conclusion = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-began", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="minutes_end_after_they_begin", condition=models.Q(ended__gte=models.F("began"))
            ),
            models.CheckConstraint(
                name="minutes_correction_has_reason",
                condition=models.Q(replaces__isnull=True) | ~models.Q(reason=""),
            ),
        ]
