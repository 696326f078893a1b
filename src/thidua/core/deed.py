"""What happened: kinds of deed, what each must count and show, and how deeds add up to figures.

Lượt (instances), người (people), hộ (households) and ngày công (person-days) are different units. They are
never added together, and nothing here converts one into another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.core.figure import FigureDefinition
from thidua.core.number import MILLI
from thidua.core.problem import NOWHERE, Problem, Where, problem


class Privacy(StrEnum):
    """Who may read a deed of this kind beyond the people who recorded and confirmed it."""

    OPEN = "open"  # anybody who may sign in; may be published
    INSIDE = "inside"  # the unit's own branch
    RESTRICTED = "restricted"  # the recorder, the confirmer and the head; others see only the count


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing that a deed counts, in its own unit."""

    code: str
    title: str
    unit: str
    required: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class DeedKind:
    """A sort of deed.

    Attributes:
        evidence: what must be attached before somebody may confirm; one file each.
        two_people: two confirm, one after the other, neither of them who recorded; weapons, money, boxes.
        scored: False if no figure that earns points may be made of it (kindness is thanked, not counted).
        never: what must not be written down, said on the form.
    """

    code: str
    title: str
    quantities: tuple[Quantity, ...]
    meaning: str = ""
    evidence: tuple[str, ...] = ()
    privacy: Privacy = Privacy.INSIDE
    two_people: bool = False
    scored: bool = True
    never: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)

    def quantity(self, code: str) -> Quantity | None:
        return next((q for q in self.quantities if q.code == code), None)


@dataclass(frozen=True, slots=True)
class DeedCount:
    """One confirmed deed as far as adding up is concerned: its kind and its quantities in thousandths."""

    kind: str
    quantities: Mapping[str, int]


def check_deed(
    kind: DeedKind, values: Mapping[str, int], evidence_count: int | None = None, where: Where = NOWHERE
) -> list[Problem]:
    """All that is wrong with a deed's quantities and, when a number of files is given, with its evidence.

    Args:
        values: quantity code → thousandths.
        evidence_count: files attached; None while the deed is only being recorded.
    """
    found = list(_quantities(kind, values, where))
    if not any(values.get(q.code, 0) for q in kind.quantities) and kind.quantities and not found:
        found.append(problem("deed.nothing-counted", where, kind=kind.title))
    if evidence_count is not None and evidence_count < len(kind.evidence):
        found.append(
            problem(
                "deed.evidence-missing",
                where,
                kind=kind.title,
                needed=", ".join(kind.evidence),
                count=evidence_count,
            )
        )
    return found


def _quantities(kind: DeedKind, values: Mapping[str, int], where: Where) -> Iterator[Problem]:
    for code in values:
        if kind.quantity(code) is None:
            yield problem("deed.quantity-unknown", where, kind=kind.title, quantity=code)
    for quantity in kind.quantities:
        at = Where(where.source, where.line, where.cell, quantity.code)
        value = values.get(quantity.code)
        if value is None:
            if quantity.required:
                yield problem("deed.quantity-missing", at, quantity=quantity.title, unit=quantity.unit)
        elif value < 0:
            yield problem("deed.quantity-negative", at, quantity=quantity.title)
        elif quantity.whole and value % MILLI:
            yield problem("deed.quantity-not-whole", at, quantity=quantity.title, unit=quantity.unit)


def sum_deeds(definitions: Iterable[FigureDefinition], deeds: Iterable[DeedCount]) -> dict[str, int]:
    """Figure code → thousandths, for every figure that is made of deeds (0 when none happened)."""
    made = [d for d in definitions if d.from_deeds]
    totals = {d.code: 0 for d in made}
    feeds: dict[tuple[str, str], list[str]] = {}
    for definition in made:
        for source in definition.from_deeds:
            feeds.setdefault((source.kind, source.quantity), []).append(definition.code)
    for deed in deeds:
        for quantity, value in deed.quantities.items():
            for code in feeds.get((deed.kind, quantity), ()):
                totals[code] += value
    return totals


def check_sources(definitions: Iterable[FigureDefinition], kinds: Iterable[DeedKind]) -> list[Problem]:
    """Figures made of deeds that do not exist, that count in another unit, or that are not to be counted."""
    known = {k.code: k for k in kinds}
    found = []
    for definition in definitions:
        for source in definition.from_deeds:
            where = Where(line=definition.line, field=definition.code)
            kind = known.get(source.kind)
            quantity = kind.quantity(source.quantity) if kind else None
            if kind is None or quantity is None:
                missing = f"{source.kind}.{source.quantity}"
                found.append(problem("figure.deed-unknown", where, figure=definition.title, source=missing))
                continue
            if quantity.unit != definition.unit:
                found.append(
                    problem(
                        "figure.deed-unit-differs",
                        where,
                        figure=definition.title,
                        unit=definition.unit,
                        quantity=quantity.title,
                        quantity_unit=quantity.unit,
                    )
                )
            if not kind.scored:
                found.append(
                    problem("figure.deed-not-counted", where, figure=definition.title, kind=kind.title)
                )
    return found
