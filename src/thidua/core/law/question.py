"""One question, and the small conditions that answers are built of. Each condition is a `Ground` with its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.core.law.facts import PersonFacts, Quality, Stated, SubjectFacts, UnitFacts
from thidua.core.law.provision import LawBook, Provision
from thidua.core.law.verdict import Ground, Need, Outcome, Read

Values = dict[str, Any]  # what fills a sentence in; turned into text


@dataclass(frozen=True)
class Question:
    """Is this title due to this subject for this evaluation year, considered on this day?

    Attributes:
        family: the code under which the title's provisions stand.
        rules: the law of the day.
    """

    facts: SubjectFacts
    title: str
    on: date
    year: int
    law: LawBook
    family: str
    rules: Mapping[str, Provision]

    def rule(self, what: str) -> Provision:
        """A provision of the title itself.

        Raises:
            KeyError: the reasoning asks for what the regime does not have, which is a mistake of ours.
        """
        return self.rules[f"{self.family}.{what}"]

    def has(self, what: str) -> bool:
        return f"{self.family}.{what}" in self.rules

    def as_title(self, family: str) -> Question:
        """The same question about another title, as a condition of this one."""
        return replace(self, family=family)

    @property
    def person(self) -> PersonFacts:
        assert isinstance(self.facts, PersonFacts)
        return self.facts

    @property
    def unit(self) -> UnitFacts:
        assert isinstance(self.facts, UnitFacts)
        return self.facts


def ground(
    code: str,
    provision: Provision,
    outcome: Outcome | None,
    *,
    read: Iterable[Read] = (),
    needs: Iterable[Need] = (),
    **values: object,
) -> Ground:
    """A condition that says something; values are turned into text."""
    said = {name: str(value) for name, value in values.items()}
    return Ground(code, provision, outcome, said, tuple(read), tuple(needs))


def need(code: str, possible: bool = True, **values: object) -> Need:
    return Need(code, {name: str(value) for name, value in values.items()}, possible)


def quality(asked: Question, what: Quality, provision: Provision, *, formal: bool) -> Ground:
    """What somebody in charge confirms for the year.

    Args:
        formal: a paper exists or it does not; else people appraise it, and silence changes nothing.
    """
    said = next((c for c in asked.facts.confirmed if c.what is what and c.year == asked.year), None)
    values: Values = {"quality": what.value, "year": asked.year}
    if said is None and formal:
        lack = [need("law.need-quality", **values)]
        return ground("law.quality-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    if said is None:
        return ground("law.quality-appraised", provision, None, **values)
    read = [Read(what.value, said.where)]
    if said.holds:
        return ground("law.quality-held", provision, Outcome.ELIGIBLE, read=read, **values)
    return ground("law.quality-denied", provision, Outcome.NOT_ELIGIBLE, read=read, **values)


def chosen(provision: Provision) -> Ground:
    """What the law leaves to people: outstanding among those who meet the rest."""
    return ground("law.council-chooses", provision, Outcome.COUNCIL_CHOOSES)


def years_since(
    asked: Question, rule: Provision, since: Stated[date] | None, need_code: str, *, extra: int = 0
) -> Ground:
    """So many full years since a day, of a person's service or of a unit's existence; `extra` are added."""
    if since is None:
        lack = [need(need_code)]
        return ground("law.age-missing", rule, Outcome.FACTS_MISSING, needs=lack, wanted=rule.number)
    years = whole_years(since.value, asked.on) + extra
    read = [Read(str(since.value), since.where)]
    held = years >= rule.number
    outcome = Outcome.ELIGIBLE if held else Outcome.NOT_ELIGIBLE
    code = "law.age-held" if held else "law.age-short"
    return ground(code, rule, outcome, read=read, years=years, wanted=rule.number)


def whole_years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def whole_months(since: date, until: date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
