"""Who is thanked: awards with their states, and the honour register (Sổ ghi danh)."""

from __future__ import annotations

from django.db import models

from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Award(models.Model):
    """One award to one subject. Subject, unit and post are kept as they were on the day of the decision.

    `form` and `level` are codes of rules/law/award_forms.yaml. Proposed is not submitted is not decided is not
    presented. A revoked award stays in the register with its revocation beneath.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đề nghị"
        SUBMITTED = "submitted", "Đã trình"
        DECIDED = "decided", "Đã quyết định"
        PRESENTED = "presented", "Đã trao"
        REVOKED = "revoked", "Đã hủy bỏ"

    code = models.SlugField(max_length=80, unique=True)
    register_number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    form = models.SlugField(max_length=60)
    level = models.SlugField(max_length=40)
    category = models.SlugField(max_length=20, help_text="individual, collective, model, leader")
    state = models.CharField(max_length=10, choices=State)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="awards")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="awards")
    subject_name = models.CharField(max_length=200)
    subject_unit = models.CharField(
        max_length=200, blank=True, help_text="unit of a person, as of the decision"
    )
    subject_post = models.CharField(max_length=120, blank=True)
    search = models.CharField(max_length=900, editable=False)
    reason = models.TextField()
    year = models.PositiveIntegerField()
    decision_number = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, help_text="authority and signer, as printed")
    presented_on = models.DateField(null=True, blank=True)
    presented_by = models.CharField(max_length=200, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)
    standing = models.CharField(
        max_length=64, blank=True, help_text="manifest of the close it rests on, if any"
    )
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "register_number", "id"]
        constraints = [
            models.CheckConstraint(
                name="award_decided_has_decision",
                condition=models.Q(state__in=["proposed", "submitted"])
                | (~models.Q(decision_number="") & models.Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="award_revoked_has_reason",
                condition=~models.Q(state="revoked")
                | (models.Q(revoked_on__isnull=False) & ~models.Q(revoked_reason="")),
            ),
        ]
