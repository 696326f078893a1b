"""Scoring regulations written in this home: drafts that change, published versions that never do.

The packaged regulations stand in `rules/scoring`; a published version of the same code takes their place from its
first day. A closed bundle carries the text it was made with and asks nobody.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class PublishedIsFixedError(Exception):
    """Somebody tried to change or remove a published version: a fault of the program, never of a person."""


class SchemeVersionQuerySet(models.QuerySet["SchemeVersion"]):
    def published(self) -> SchemeVersionQuerySet:
        return self.filter(state=SchemeVersion.State.PUBLISHED)

    def drafts(self) -> SchemeVersionQuerySet:
        return self.filter(state=SchemeVersion.State.DRAFT)

    def update(self, **values: Any) -> int:
        """Change drafts.

        Raises:
            PublishedIsFixedError: a published version is among the rows.
        """
        _refuse_published(self)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove drafts.

        Raises:
            PublishedIsFixedError: a published version is among the rows.
        """
        _refuse_published(self)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        _refuse_published(SchemeVersion.objects.filter(pk__in=[row.pk for row in rows]))
        return super().bulk_update(rows, *args, **kwargs)


class SchemeVersion(models.Model):
    """One text of one regulation. `first_day` is the text's own first day in force, known once published.

    `sha256` is that of the text as UTF-8; a published row keeps both for good.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Bản nháp"
        PUBLISHED = "published", "Đã công bố"

    code = models.SlugField(max_length=80)
    version = models.PositiveIntegerField()
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="schemes")
    title = models.CharField(max_length=300)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    first_day = models.DateField(null=True, blank=True)
    begun_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    published_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects = SchemeVersionQuerySet.as_manager()

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="scheme_version_once"),
            models.UniqueConstraint(
                fields=["code"], name="scheme_draft_once", condition=models.Q(state="draft")
            ),
            models.UniqueConstraint(
                fields=["code", "first_day"],
                name="scheme_first_day_once",
                condition=models.Q(state="published"),
            ),
            models.CheckConstraint(
                name="scheme_published_in_full",
                condition=models.Q(state="draft", first_day=None, published_by=None, published_at=None)
                | models.Q(
                    state="published",
                    first_day__isnull=False,
                    published_by__isnull=False,
                    published_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, bản {self.version}"

    @property
    def published(self) -> bool:
        return self.state == self.State.PUBLISHED

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a draft, or publish one.

        Raises:
            PublishedIsFixedError: the stored row is published already.
        """
        self._refuse_if_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Throw a draft away.

        Raises:
            PublishedIsFixedError: the stored row is published.
        """
        self._refuse_if_published()
        return super().delete(*args, **kwargs)

    def _refuse_if_published(self) -> None:
        if self.pk is not None:
            _refuse_published(SchemeVersion.objects.filter(pk=self.pk))


def _refuse_published(rows: models.QuerySet[SchemeVersion]) -> None:
    if rows.filter(state=SchemeVersion.State.PUBLISHED).exists():
        raise PublishedIsFixedError
