"""How many: figures written once, corrected by new rows; and what others have published, as printed."""

from __future__ import annotations

from django.db import models

from thidua.store.models.area import Area
from thidua.store.models.deed import Evidence
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Figure(models.Model):
    """(figure, subject, period) → value. The row nobody replaces is the one that counts.

    Thousandths: a plain value stands in `numerator` over a `denominator` of 1000; a ratio has both parts; yes is
    1000. `qualifier` is core.figure.Qualifier, `state` is core.score.table.State (present or not applicable).
    """

    figure = models.SlugField(max_length=60)
    definition = models.CharField(
        max_length=20, default="1", help_text="version of the definition in rules/figure"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="figures")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    period = models.CharField(max_length=10)
    state = models.SmallIntegerField(default=1)
    numerator = models.BigIntegerField(default=0)
    denominator = models.BigIntegerField(default=1000)
    qualifier = models.CharField(max_length=12, default="exact")
    from_deeds = models.BooleanField(default=False)
    cut_off = models.DateField()
    territory = models.CharField(
        max_length=100, blank=True, help_text="territory version of a ratio's two parts"
    )
    paper = models.CharField(max_length=300, blank=True, help_text="the paper it was read from")
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="figures")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    inspection = models.ForeignKey(
        "store.Inspection", null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["period", "figure"]), models.Index(fields=["unit", "period"])]
        constraints = [
            models.CheckConstraint(
                name="figure_has_one_subject",
                condition=models.Q(unit__isnull=False, person__isnull=True)
                | models.Q(unit__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(name="figure_denominator_positive", condition=models.Q(denominator__gt=0)),
            models.CheckConstraint(
                name="figure_correction_has_reason",
                condition=models.Q(replaces__isnull=True) | ~models.Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["figure", "unit", "period"],
                name="figure_first_of_unit",
                condition=models.Q(replaces=None, unit__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["figure", "person", "period"],
                name="figure_first_of_person",
                condition=models.Q(replaces=None, person__isnull=False),
            ),
        ]


class PublishedFigure(models.Model):
    """A number as somebody printed it, with its qualifier and where it stands. Never scored, never corrected."""

    code = models.SlugField(max_length=20, unique=True)
    indicator = models.CharField(max_length=200)
    indicator_en = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=3)
    measure = models.CharField(max_length=40, help_text="unit of measure as printed")
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    qualifier = models.CharField(max_length=12)
    period_text = models.CharField(max_length=120)
    as_of = models.DateField(
        null=True, blank=True, help_text="day whose territory the number speaks of, if known"
    )
    subject_text = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="published")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="published")
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["code"]
