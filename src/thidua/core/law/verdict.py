"""What the law makes of facts: an outcome, every ground with its article, and the shortest way that is left.

The system never confers. A verdict says what the provisions give on the facts as stated; where the law leaves the
choice to people, or a fact is not known, it says that and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thidua.core.law.provision import Provision


class Outcome(StrEnum):
    """From best to worst; of conditions that must all hold, the worst decides, of alternatives the best."""

    ELIGIBLE = "eligible"
    COUNCIL_CHOOSES = "council-chooses"  # the law leaves it to people
    FACTS_MISSING = "facts-missing"
    ON_HOLD = "on-hold"
    NOT_ELIGIBLE = "not-eligible"


_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True)
class Read:
    """A fact that was read: what it says, and where it stands."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Need:
    """One thing still lacking; `code` picks the sentence (`office.words.law`), `values` fill it in.

    Attributes:
        possible: False for what no paper can bring any more, such as the rating of a past year.
    """

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Ground:
    """One condition and how it stands, or several joined: `any_of` alternatives, else `all_of` together.

    Attributes:
        code: picks the sentence; "" for a joint that says nothing itself.
        provision: the article; None only for a joint.
        outcome: None for information that changes nothing (what people must appraise; a tie-break; a warning).
        facts: what was read.
        needs: what would make it hold.
    """

    code: str
    provision: Provision | None
    outcome: Outcome | None
    values: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Read, ...] = ()
    needs: tuple[Need, ...] = ()
    all_of: tuple[Ground, ...] = ()
    any_of: tuple[Ground, ...] = ()

    @property
    def parts(self) -> tuple[Ground, ...]:
        return self.all_of or self.any_of

    def leaves(self) -> Iterator[Ground]:
        """Every condition that says something, in order."""
        if self.code:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class Verdict:
    """Attributes:
    title: the title or form asked for.
    on: the day on which it is considered; it picks the regime.
    year: the evaluation year.
    missing: the shortest way to what is asked; () when nothing is missing or there is no way.
    """

    subject: str
    title: str
    on: date
    year: int
    regime: str
    outcome: Outcome
    grounds: tuple[Ground, ...]
    missing: tuple[Need, ...] = ()

    @property
    def unverified(self) -> tuple[Provision, ...]:
        """What this rests on and nobody has seen in a text: inferred (I) or from memory (U)."""
        found = {
            g.provision.code: g.provision
            for ground in self.grounds
            for g in ground.leaves()
            if g.provision is not None and not g.provision.seen
        }
        return tuple(found.values())


def worst(outcomes: Iterable[Outcome | None]) -> Outcome:
    """Of conditions that must all hold."""
    return max((o for o in outcomes if o is not None), key=_RANK.__getitem__, default=Outcome.ELIGIBLE)


def best(outcomes: Iterable[Outcome | None]) -> Outcome:
    """Of alternatives."""
    return min((o for o in outcomes if o is not None), key=_RANK.__getitem__, default=Outcome.NOT_ELIGIBLE)


def together(*grounds: Ground) -> Ground:
    """All of them must hold."""
    return Ground("", None, worst(g.outcome for g in grounds), all_of=grounds)


def either(*grounds: Ground) -> Ground:
    """One of them is enough."""
    return Ground("", None, best(g.outcome for g in grounds), any_of=grounds)


def way(ground: Ground) -> tuple[Need, ...] | None:
    """The fewest things still lacking; None when there is no way any more."""
    if ground.outcome in (None, Outcome.ELIGIBLE, Outcome.COUNCIL_CHOOSES):
        return ()
    if ground.any_of:
        ways = [found for part in ground.any_of if (found := way(part)) is not None]
        return min(ways, key=len, default=None)
    if ground.all_of:
        steps: list[Need] = []
        for part in ground.all_of:
            found = way(part)
            if found is None:
                return None
            steps += (need for need in found if need not in steps)
        return tuple(steps)
    return ground.needs if ground.needs and all(need.possible for need in ground.needs) else None
