"""The papers by which an authority decides: so many awards, or the cancelling of one."""

from __future__ import annotations

from django.db import models

from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Decision(models.Model):
    """One signed decision. The program decides nothing: a decision names the paper and who signed it.

    Attributes:
        authority: who decides, as printed, with the post and name of the signer where the paper prints them so.
        unit: the unit whose head signed, where it is one of the directory; it prints and keeps the decision.
        grounds: "Căn cứ …" lines, in order.
        money: what all awards of it come to, in đồng; None where nobody has worked it out.
    """

    class Kind(models.TextChoices):
        AWARD = "award", "Khen thưởng"
        REVOCATION = "revocation", "Hủy bỏ"

    code = models.SlugField(max_length=120, unique=True)
    kind = models.SlugField(max_length=12, choices=Kind, default=Kind.AWARD)
    number = models.CharField(max_length=80)
    decided_on = models.DateField()
    authority = models.CharField(max_length=200)
    signer = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=200, blank=True, help_text="KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC …")
    place = models.CharField(max_length=80, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    grounds = models.JSONField(default=list, blank=True)
    money = models.PositiveBigIntegerField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["number", "decided_on", "authority"], name="decision_once"),
            models.CheckConstraint(
                name="decision_has_number_and_authority",
                condition=~models.Q(number="") & ~models.Q(authority=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number
