"""What is carried over a re-organisation, purpose by purpose: nothing lost, nothing inherited silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.problem import Refused, problem
from thidua.core.unit.succession import Carry, Purpose, Succession, rule


@dataclass(frozen=True, slots=True)
class NeedsDecision:
    """People must say what becomes of what `before` had, for `purpose`: "cần quyết định"."""

    before: str
    after: tuple[str, ...]
    purpose: Purpose
    value: int
    paper: str


@dataclass(frozen=True)
class Carried:
    """Values after the re-organisation.

    `values` belong to units as they stand afterwards, `apart` stay under units that have ended, `undecided`
    wait for a decision. For sum, keep-apart and reset the three together hold exactly what was there before.
    """

    values: Mapping[str, int]
    apart: Mapping[str, int]
    undecided: tuple[NeedsDecision, ...]

    @property
    def total(self) -> int:
        waiting = sum(item.value for item in self.undecided)
        return sum(self.values.values()) + sum(self.apart.values()) + waiting


def carried(purpose: Purpose, values: Mapping[str, int], successions: Iterable[Succession]) -> Carried:
    """Carry integer values (thousandths) over successions in order of date.

    Raises:
        Refused: succession.shares-missing — a unit was split, values are to be summed, no shares declared;
            succession.inherit-conflict — several predecessors with different values, none is "the" one.
    """
    here = dict(values)
    apart: dict[str, int] = {}
    undecided: list[NeedsDecision] = []
    for step in sorted(successions, key=lambda s: s.on):
        given = {code: here.pop(code) for code in step.before if code in here}
        how = rule(step, purpose)
        if how is Carry.KEEP_APART:
            apart.update(given)
        elif how is Carry.RESET or not step.after:
            undecided += [
                NeedsDecision(code, step.after, purpose, value, step.paper) for code, value in given.items()
            ]
        elif how is Carry.INHERIT:
            here.update(_inherited(purpose, step, given))
        else:
            for code, value in given.items():
                for after, part in _shared(step, code, value).items():
                    here[after] = here.get(after, 0) + part
    return Carried(here, apart, tuple(undecided))


def _inherited(purpose: Purpose, step: Succession, given: Mapping[str, int]) -> dict[str, int]:
    different = set(given.values())
    if len(different) > 1:
        raise Refused("succession.inherit-conflict", purpose=purpose, units=", ".join(sorted(given)))
    return {after: value for value in different for after in step.after}


def _shared(step: Succession, code: str, value: int) -> dict[str, int]:
    """`value` divided by the declared shares; units left over by rounding go to the largest remainders."""
    if len(step.after) == 1:
        return {step.after[0]: value}
    shares = step.shares.get(code)
    if not shares:
        raise Refused(
            "succession.shares-missing", [problem("succession.shares-missing", unit=code)], unit=code
        )
    exact = {after: value * Fraction(part) for after, part in shares.items()}
    whole = {after: part.numerator // part.denominator for after, part in exact.items()}
    left = value - sum(whole.values())
    for after in sorted(exact, key=lambda a: (whole[a] - exact[a], a))[:left]:
        whole[after] += 1
    return whole
