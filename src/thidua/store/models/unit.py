"""Units of every kind, their several parents, and what became of them."""

from __future__ import annotations

from django.db import models

from thidua.store.models.area import Area
from thidua.store.models.dated import Dated


class Unit(Dated):
    """One organisation under one name over some days. A renamed or merged unit is a new row."""

    code = models.SlugField(max_length=80, unique=True)
    kind = models.SlugField(max_length=40, help_text="code from rules/unit/kinds.yaml")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    search = models.CharField(max_length=400, editable=False, db_index=True, help_text="name without accents")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    synthetic = models.BooleanField(default=False, help_text="made by the demonstration generator")

    class Meta(Dated.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class UnitLink(Dated):
    """`child` stands under `parent` in one of several hierarchies (command, party, authority, patronage …)."""

    child = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parent_links")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="child_links")
    kind = models.SlugField(max_length=20)  # core.unit.LinkKind

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["kind", "first_day"])]


class UnitSuccession(models.Model):
    """On this day the `before` units became the `after` units, by this paper; `rules` as for areas."""

    on = models.DateField()
    kind = models.SlugField(max_length=20)  # core.unit.SuccessionKind
    before = models.ManyToManyField(Unit, related_name="successions_out")
    after = models.ManyToManyField(Unit, related_name="successions_in", blank=True)
    paper = models.CharField(max_length=300)
    rules = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
