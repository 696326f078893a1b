"""How a unit's own sheet is read: pointed out once, recognised by its header the next time."""

from __future__ import annotations

from django.db import models

from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Mapping(models.Model):
    """A layout under a name; `header_key` is of the sheet's header.

    Attributes:
        layout: of figures an office.mapping.Layout; of an old list of awards key → column.
    """

    class Kind(models.TextChoices):
        FIGURES = "figures", "Số liệu"
        HISTORY = "history", "Sổ khen thưởng cũ"

    kind = models.SlugField(max_length=10, choices=Kind, default=Kind.FIGURES)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mappings")
    name = models.CharField(max_length=120)
    header_key = models.CharField(max_length=32, db_index=True)
    layout = models.JSONField()
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "name"], name="mapping_name_once")]
