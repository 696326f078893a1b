"""What is known of people and units, gathered for the law.

Every fact says where it stands; `links` leads from those words to the page where they can be checked. Where a review
says that the records are complete, nothing recorded means there is none; otherwise it means that nobody has looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.actions.eligibility.person import person_facts
from thidua.actions.eligibility.unit import unit_facts
from thidua.core.law.facts import PersonFacts, UnitFacts
from thidua.store.models import Person, Unit


@dataclass(frozen=True)
class Gathered:
    """Attributes:
    people, units: code → what is known.
    links: where a fact stands, in words → where to look: "award:…", "person:an#yearrating-12".
    """

    people: Mapping[str, PersonFacts]
    units: Mapping[str, UnitFacts]
    links: Mapping[str, str]


def facts_of(subjects: Iterable[Person | Unit], on: date, year: int) -> Gathered:
    """Facts of these people and units as of that day, for that evaluation year."""
    asked = list(subjects)
    links: dict[str, str] = {}
    people = [subject for subject in asked if isinstance(subject, Person)]
    units = [subject for subject in asked if isinstance(subject, Unit)]
    return Gathered(
        {facts.code: facts for facts in person_facts(people, on, year, links)} if people else {},
        {facts.code: facts for facts in unit_facts(units, on, year, links)} if units else {},
        links,
    )
