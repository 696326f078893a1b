"""Promises: movements, launches, signed compacts, targets that cascade, and their dated changes."""

from __future__ import annotations

from django.db import models

from thidua.store.models.cluster import Cluster
from thidua.store.models.dated import Dated
from thidua.store.models.directive import Directive
from thidua.store.models.person import Person
from thidua.store.models.searched import Searched
from thidua.store.models.unit import Unit


class Movement(Dated, Searched):
    """An emulation movement; its owner closes its periods. Form and scope as in Law 06/2022/QH15, art. 16."""

    class Form(models.TextChoices):
        REGULAR = "regular", "Thường xuyên"
        THEMATIC = "thematic", "Theo chuyên đề"

    class Scope(models.TextChoices):
        NATIONAL = "national", "Toàn quốc"
        SECTOR = "sector", "Bộ, ngành, địa phương"
        CLUSTER = "cluster", "Cụm, khối thi đua"
        UNIT = "unit", "Đơn vị"

    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    form = models.CharField(max_length=10, choices=Form)
    scope = models.CharField(max_length=10, choices=Scope)
    slogan = models.CharField(max_length=300, blank=True)
    occasion = models.SlugField(max_length=60, blank=True, help_text="code from rules/data/occasions.yaml")
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    legal_basis = models.ForeignKey(Directive, null=True, blank=True, on_delete=models.PROTECT)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="movements")
    scheme = models.SlugField(max_length=80, help_text="code of the scoring regulation in rules/scoring")
    clusters = models.ManyToManyField(Cluster, blank=True, related_name="movements")
    collectives = models.ManyToManyField(
        Unit,
        blank=True,
        related_name="+",
        help_text="units whose officers are the subjects, when officers are scored",
    )
    searched = ("title", "slogan")

    def __str__(self) -> str:
        return self.title


class Launch(models.Model):
    """The movement as it reached one unit below."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="launches")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="launches")
    on = models.DateField()
    received_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)


class Compact(models.Model):
    """Giao ước thi đua between two units. Once both sides signed, text and targets never change; annexes follow.

    `digest` is the SHA-256 of the text and targets at signing.
    """

    code = models.SlugField(max_length=100, unique=True)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="compacts")
    superior = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="compacts_given")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="compacts")
    text = models.TextField()
    superior_signed_by = models.CharField(max_length=120, blank=True)
    superior_signed_on = models.DateField(null=True, blank=True)
    unit_signed_by = models.CharField(max_length=120, blank=True)
    unit_signed_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    @property
    def signed(self) -> bool:
        return bool(self.superior_signed_on and self.unit_signed_on)


class Target(models.Model):
    """What one subject promised for one figure over one period. `value` in thousandths of the figure's unit."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="targets")
    compact = models.ForeignKey(
        Compact, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    figure = models.SlugField(max_length=60)
    period = models.CharField(max_length=10)
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="target_has_one_subject",
                condition=models.Q(unit__isnull=False, person__isnull=True)
                | models.Q(unit__isnull=True, person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["movement", "unit", "figure", "period"],
                name="target_of_unit_once",
                condition=models.Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["movement", "person", "figure", "period"],
                name="target_of_person_once",
                condition=models.Q(person__isnull=False),
            ),
        ]


class TargetChange(models.Model):
    """A dated annex: the target before and after, why, and both signatures."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="changes")
    on = models.DateField()
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    reason = models.TextField()
    superior_signed_by = models.CharField(max_length=120)
    unit_signed_by = models.CharField(max_length=120)


class Commitment(models.Model):
    """Cam kết of one officer inside the compact of her unit: what, by when, how it is measured."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="commitments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=300)
    due = models.DateField()
