"""Finding rows of a door by words without accents and by abbreviation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import Q

from thidua.core.text import alternatives

Also = Callable[[str], Q]


def answers(query: str, abbreviations: Mapping[str, str], *columns: str, also: Also | None = None) -> Q:
    """Rows of which every word of the query, or its long form, begins a word of one of the columns.

    Args:
        columns: folded columns; "search" where none is named.
        also: what else answers a word, e.g. the kinds of deed whose title has it.
    """
    found = Q()
    for options in alternatives(query, abbreviations):
        wanted = Q()
        for option in options:
            together = Q()
            for word in option:
                begins = also(word) if also else Q()
                for column in columns or ("search",):
                    begins |= Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
                together &= begins
            wanted |= together
        found &= wanted
    return found
