"""Targets as pages show them: one line per figure, beside what the units below promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thidua.actions.definition import figure_definition
from thidua.core.movement import Reconciliation, reconcile
from thidua.core.period import Period, PeriodKind
from thidua.core.unit import LinkKind
from thidua.office.format import period
from thidua.store.models import Movement, Target, TargetChange, Unit, UnitLink

Key = tuple[str, str]  # figure, kind of period


@dataclass(slots=True)
class Promised:
    """All targets of one subject for one figure over periods of one kind, in thousandths.

    `first` is as signed, `now` after all annexes; `each` is the one value of every period, None if they differ.
    """

    title: str
    unit: str
    kind: str
    first: int = 0
    now: int = 0
    periods: list[str] = field(default_factory=list)
    values: set[int] = field(default_factory=set)
    changes: list[TargetChange] = field(default_factory=list)
    below: Reconciliation | None = None
    below_names: list[tuple[str, int]] = field(default_factory=list)

    @property
    def each(self) -> int | None:
        return next(iter(self.values)) if len(self.values) == 1 else None

    @property
    def days(self) -> str:
        """ "52 tuần", "Năm 2025"."""
        if len(self.periods) == 1:
            return period(Period.parse(self.periods[0]))
        names = {"week": _("tuần"), "month": _("tháng"), "quarter": _("quý"), "year": _("năm")}
        return f"{len(self.periods)} {names[self.kind]}"


def promised(targets: Iterable[Target]) -> dict[Key, Promised]:
    """Group targets of one subject; the rows must come with their changes prefetched."""
    found: dict[Key, Promised] = {}
    for target in targets:
        span = Period.parse(target.period)
        key = target.figure, span.kind.value
        if key not in found:
            definition = figure_definition(target.figure, span.end)
            title, unit = (definition.title, definition.unit) if definition else (target.figure, "")
            found[key] = Promised(title, unit, span.kind.value)
        line = found[key]
        changes = sorted(target.changes.all(), key=lambda change: (change.on, change.pk))
        now = changes[-1].after if changes else target.value
        line.first += changes[0].before if changes else target.value
        line.now += now
        line.periods.append(target.period)
        line.values.add(now)
        line.changes += changes
    order = list(PeriodKind)
    return dict(sorted(found.items(), key=lambda item: (-order.index(PeriodKind(item[0][1])), item[0][0])))


def with_reconciliation(movement: Movement, unit: Unit, lines: Mapping[Key, Promised]) -> None:
    """Set beside each line what the units right below promised for the same figure and periods. Three questions."""
    periods = {code for line in lines.values() for code in line.periods}
    if not periods:
        return
    last = max(Period.parse(code).end for code in periods)
    below = dict(
        UnitLink.objects.on(last)
        .filter(parent=unit, kind=LinkKind.COMMAND)
        .values_list("child_id", "child__name")
    )
    rows = Target.objects.filter(movement=movement, unit__in=below, period__in=periods).prefetch_related(
        "changes"
    )
    sums: dict[Key, dict[str, int]] = {}
    for row in rows:
        changes = sorted(row.changes.all(), key=lambda change: (change.on, change.pk))
        now = changes[-1].after if changes else row.value
        names = sums.setdefault((row.figure, Period.parse(row.period).kind.value), {})
        name = below[row.unit_id or 0]
        names[name] = names.get(name, 0) + now
    for key, line in lines.items():
        if key in sums:
            line.below = reconcile(line.now, sums[key])
            line.below_names = list(line.below.by_child)
