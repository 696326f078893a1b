"""Rows found by what their papers are called: words without accents, kept beside the row."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from thidua.core.text import words


class Searched(models.Model):
    """`search` is written from the columns named in `searched` whenever the row is.

    Titles and numbers of papers only: what somebody wrote freely is not looked through.
    """

    search = models.CharField(max_length=900, editable=False, default="")
    searched: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = search_of(*(str(getattr(self, name)) for name in self.searched))
        if (only := kwargs.get("update_fields")) is not None and set(only) & set(self.searched):
            kwargs["update_fields"] = {*only, "search"}
        super().save(*args, **kwargs)


def search_of(*parts: str) -> str:
    """Folded words of these parts, as long as the column takes."""
    return " ".join(word for part in parts for word in words(part))[:900]
