"""Somebody says that what is held about her is wrong, and gets an answer."""

from __future__ import annotations

from django.db import models

from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Correction(models.Model):
    """What `person` says about one thing held about her, and what the head of `unit` answered.

    Answering changes nothing by itself: whoever may correct the thing does so in its own place.
    """

    class State(models.TextChoices):
        OPEN = "open", "Chờ trả lời"
        MENDED = "mended", "Đã sửa"
        KEPT = "kept", "Giữ nguyên"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="corrections")
    subject = models.CharField(max_length=160, help_text="what it is about, as in an audit line")
    held = models.CharField(max_length=400, help_text="how it read on the day, in words")
    text = models.CharField(max_length=1000, help_text="what is wrong, in the words of the person")
    asked_at = models.DateTimeField()
    due = models.DateField()
    state = models.SlugField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_answer_complete",
                condition=models.Q(state="open", answered_by__isnull=True)
                | (models.Q(answered_by__isnull=False, answered_at__isnull=False) & ~models.Q(answer="")),
            ),
            models.CheckConstraint(
                name="correction_answered_by_another",
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("person")),
            ),
            models.UniqueConstraint(
                fields=["person", "subject"],
                name="correction_open_once",
                condition=models.Q(state="open"),
            ),
        ]
