"""What happened: a deed with date, place, unit, quantities and evidence; recorded by one, confirmed by another."""

from __future__ import annotations

from django.db import models

from thidua.store.models.area import Area
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Deed(models.Model):
    """`kind` is a code of rules/deed; what must be counted and shown follows from it."""

    code = models.SlugField(max_length=80, unique=True)
    kind = models.SlugField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="deeds")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="deeds")
    on = models.DateField()
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    summary = models.CharField(max_length=400)
    privacy = models.SlugField(
        max_length=12, default="inside", help_text="core.deed.Privacy of its kind on the day it was recorded"
    )
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    witnessed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the first of two who confirm, where the kind asks for two",
    )  # fmt: skip
    witnessed_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["unit", "on"]),
            models.Index(fields=["-on", "-id"], name="deed_newest"),  # lists of many units show the newest
        ]
        constraints = [
            models.CheckConstraint(
                name="deed_confirmed_by_another",
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("recorded_by")),
            ),
            models.CheckConstraint(
                name="deed_confirmed_by_two",
                condition=models.Q(witnessed_by__isnull=True)
                | (
                    ~models.Q(witnessed_by=models.F("recorded_by"))
                    & (models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("witnessed_by")))
                ),
            ),
            models.CheckConstraint(
                name="deed_confirmation_complete",
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]


class DeedQuantity(models.Model):
    """One counted thing of a deed, in thousandths of its own unit (lượt, người, hộ and ngày công stay apart)."""

    deed = models.ForeignKey(Deed, on_delete=models.PROTECT, related_name="quantities")
    quantity = models.SlugField(max_length=40)
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deed", "quantity"], name="deed_quantity_once")]


class Evidence(models.Model):
    """A file that shows a deed or stands behind a figure; kept under its SHA-256 in the home's evidence folder."""

    deed = models.ForeignKey(Deed, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="evidence")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.BigIntegerField(help_text="bytes")
    title = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
