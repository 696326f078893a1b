"""Finding rows of a door by words without accents and by abbreviation."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from thidua.core.text import alternatives


def answers(query: str, abbreviations: Mapping[str, str], column: str = "search") -> Q:
    """Rows of which every word of the query, or its long form, begins a word of the column; all for no words."""
    found = Q()
    for options in alternatives(query, abbreviations):
        wanted = Q()
        for option in options:
            together = Q()
            for word in option:
                together &= Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
            wanted |= together
        found &= wanted
    return found
