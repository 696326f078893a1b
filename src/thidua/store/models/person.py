"""People who serve, and the dated posts they hold. No national ID, no opinions, no contacts."""

from __future__ import annotations

from django.db import models

from thidua.store.models.dated import Dated
from thidua.store.models.unit import Unit


class Person(models.Model):
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    search = models.CharField(max_length=160, editable=False, db_index=True)
    rank = models.CharField(max_length=40, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Post(Dated):
    """A person's post in a unit; `role` decides rights (core.unit.Role), `title` is what people read."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.SlugField(max_length=30)
    title = models.CharField(max_length=120)

    class Meta(Dated.Meta):
        ordering = ["first_day", "id"]
