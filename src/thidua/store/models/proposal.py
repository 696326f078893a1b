"""Tham mưu: what a unit advised an authority to do, what was answered, what came of it."""

from __future__ import annotations

from django.db import models

from thidua.store.models.directive import Plan
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Proposal(models.Model):
    class Answer(models.TextChoices):
        WAITING = "waiting", "Chưa trả lời"
        ACCEPTED = "accepted", "Chấp thuận"
        PARTLY = "partly", "Chấp thuận một phần"
        DECLINED = "declined", "Không chấp thuận"

    code = models.SlugField(max_length=100, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposals")
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    to = models.CharField(max_length=200, help_text="the authority, as written on the envelope")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    on = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    answer_text = models.CharField(max_length=400, blank=True)
    result = models.CharField(max_length=400, blank=True, help_text="what came of it")

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="proposal_answer_has_day",
                condition=models.Q(answer="waiting", answered_on__isnull=True)
                | (~models.Q(answer="waiting") & models.Q(answered_on__isnull=False)),
            )
        ]
