"""What the law makes of the records of many people or units, for one title or form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.actions.eligibility.gather import Gathered, facts_of
from thidua.core.law.eligible import eligible
from thidua.core.law.provision import LawBook
from thidua.core.law.verdict import Verdict
from thidua.core.text import mark
from thidua.rules.catalogue import law_book
from thidua.store.models import Person, Unit


@dataclass(frozen=True)
class Verdicts:
    """`people` and `units`: code → verdict; `gathered`: the facts that were read, and where they stand."""

    people: Mapping[str, Verdict]
    units: Mapping[str, Verdict]
    gathered: Gathered

    def of(self, subject: Person | Unit) -> Verdict:
        return (self.people if isinstance(subject, Person) else self.units)[subject.code]


def verdicts_of(
    subjects: Iterable[Person | Unit], form: str, on: date, year: int, law: LawBook | None = None
) -> Verdicts:
    """Verdicts for that title or form under the law of the day; nothing is decided by them."""
    gathered, book = facts_of(subjects, on, year), law or law_book()
    return Verdicts(
        {code: eligible(facts, form, on, book, year=year) for code, facts in gathered.people.items()},
        {code: eligible(facts, form, on, book, year=year) for code, facts in gathered.units.items()},
        gathered,
    )


def verdict_mark(verdict: Verdict) -> str:
    """Of everything a verdict rests on: a printed one still holds while the page shows the same mark."""
    leaves = [leaf for ground in verdict.grounds for leaf in ground.leaves()]
    return mark(
        [
            f"{verdict.title}|{verdict.year}|{verdict.outcome}",
            *(f"{leaf.code}|{leaf.outcome}|{sorted(leaf.values.items())}|{leaf.facts}" for leaf in leaves),
        ]
    )
