"""Territory: provinces, districts, communes, villages. A changed boundary or name is a new row."""

from __future__ import annotations

from django.db import models

from thidua.store.models.dated import Dated


class Area(Dated):
    """One territory as it stood over some days. `parent` holds for all of those days."""

    code = models.SlugField(max_length=80, unique=True)
    kind = models.SlugField(
        max_length=40, help_text="code from rules/unit/kinds.yaml: tinh, huyen, xa, dac-khu …"
    )
    name = models.CharField(max_length=200)
    search = models.CharField(max_length=300, editable=False, db_index=True, help_text="name without accents")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class AreaSuccession(models.Model):
    """On this day the `before` areas became the `after` areas, by this paper.

    `rules` says per purpose what is carried over: figures, targets, statuses, honours →
    sum | keep-apart | inherit | reset (`core.unit.Carry`).
    """

    on = models.DateField()
    kind = models.SlugField(max_length=20)  # core.unit.SuccessionKind
    before = models.ManyToManyField(Area, related_name="successions_out")
    after = models.ManyToManyField(Area, related_name="successions_in", blank=True)
    paper = models.CharField(max_length=300)
    rules = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
