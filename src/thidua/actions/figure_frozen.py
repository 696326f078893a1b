"""A month's figures as its close holds them: read from the weekly bundles that the month's manifest names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db.models import Q

from thidua.actions.definition import figure_definition
from thidua.actions.standing_input import vault_folder
from thidua.core.bulletin import FrozenMonth, add_up, met
from thidua.core.figure import FigureValue
from thidua.core.number import MILLI
from thidua.core.period import Period, PeriodKind
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.store import vault
from thidua.store.models import Close, ClusterMember, Figure, Movement, MovementPeriod, Target, Unit

Key = tuple[str, str]  # subject, figure
Week = tuple[Key, FigureValue, int]  # and its target


def movement_of(unit: Unit, month: Period) -> Movement | None:
    """The movement in which the unit is compared that month; of a movement's owner, the one it owns."""
    periods = MovementPeriod.objects.filter(code=month.code, kind=PeriodKind.MONTH)
    member = Q(clusters__members__unit=unit, clusters__members__first_day__lte=month.end) & (
        Q(clusters__members__last_day__isnull=True) | Q(clusters__members__last_day__gte=month.start)
    )
    rows = Movement.objects.filter(member | Q(owner=unit, clusters__isnull=False), periods__in=periods)
    return rows.distinct().order_by("code").first()


def close_of(movement: Movement, month: Period, version: int | None = None) -> Close | None:
    """The latest close of that month, or one by its version."""
    rows = Close.objects.filter(period__movement=movement, period__code=month.code).order_by("-version")
    return (rows if version is None else rows.filter(version=version)).first()


def frozen_month(movement: Movement, month: Period, version: int | None = None) -> FrozenMonth:
    """The figures and targets of every unit and cluster of the movement in that month."""
    close = close_of(movement, month, version)
    weeks = _closed(close) if close else _standing(movement, month)
    values: dict[Key, list[FigureValue]] = {}
    targets: dict[Key, int] = {}
    for key, value, target in weeks:
        values.setdefault(key, []).append(value)
        targets[key] = targets.get(key, 0) + target
    kinds = {figure: _kind(figure, month.end) for _, figure in values}
    sums = {key: total for key, held in values.items() if (total := add_up(kinds[key[1]], held))}
    members = _members(close, movement, month)
    for cluster, units in members.items():
        for figure, kind in kinds.items():
            held = [sums[unit, figure] for unit in units if (unit, figure) in sums]
            if (total := add_up(kind, held)) is not None:
                sums[cluster, figure] = total
                targets[cluster, figure] = sum(targets.get((unit, figure), 0) for unit in units)
    _derive(sums, targets, kinds, close)
    return FrozenMonth(
        period=month.code,
        version=close.version if close else 0,
        manifest=close.manifest if close else "",
        cut_off=month.parts(PeriodKind.WEEK)[-1].end,
        values=sums,
        targets={key: target for key, target in targets.items() if target},
        members=members,
    )


def _derive(
    sums: dict[Key, FigureValue], targets: dict[Key, int], kinds: dict[str, FigureKind], close: Close | None
) -> None:
    """Targets met of targets promised, and the place in the group of a closed month, each as k of n."""
    promised: dict[str, list[bool]] = {}
    for (subject, figure), target in targets.items():
        kept = met(kinds[figure], sums.get((subject, figure)), target) if figure in kinds else None
        if kept is not None:
            promised.setdefault(subject, []).append(kept)
    for subject, kept_all in promised.items():
        sums[subject, "chi-tieu-dat"] = FigureValue(
            numerator=sum(kept_all) * MILLI, denominator=len(kept_all) * MILLI
        )
    rows = vault.read_standing(vault_folder() / close.bundle) if close else []
    sizes = Counter(row.group for row in rows if row.place)
    for row in rows:
        if row.place:
            sums[row.subject, "thu-hang"] = FigureValue(
                numerator=row.place * MILLI, denominator=sizes[row.group] * MILLI
            )


def _kind(figure: str, day: date) -> FigureKind:
    definition = figure_definition(figure, day)
    return definition.kind if definition else FigureKind.COUNT


def _closed(close: Close) -> Iterable[Week]:
    """Every week that the month was made of, in the version that it was made of."""
    folder = vault_folder()
    parts = vault.read_manifest(folder / close.bundle).parts
    chain = Close.objects.filter(manifest__in=[part.manifest for part in parts])
    for part in chain.order_by("sequence"):
        yield from _week(folder / part.bundle)


def _week(bundle: Path) -> Iterable[Week]:
    columns = ["subject", "figure", "state", "numerator", "denominator", "target"]
    table = vault.read_table(bundle, "inputs").select(columns)
    for subject, figure, state, numerator, denominator, target in zip(
        *(table.column(name).to_pylist() for name in columns), strict=True
    ):
        yield (subject, figure), FigureValue(State(state), numerator, denominator), target


def _standing(movement: Movement, month: Period) -> Iterable[Week]:
    """What stands now, for a month that nobody has closed yet."""
    codes = [week.code for week in month.parts(PeriodKind.WEEK)]
    units = ClusterMember.objects.filter(cluster__movements=movement).values("unit")
    rows = Figure.objects.filter(unit__in=units, period__in=codes, replaced_by__isnull=True)
    signed = Q(compact__isnull=True) | ~Q(compact__digest="")
    promised = Target.objects.filter(signed, movement=movement, unit__in=units, period__in=codes)
    targets = {}
    for target in promised.select_related("unit").prefetch_related("changes"):
        last = max(target.changes.all(), key=lambda change: (change.on, change.pk), default=None)
        targets[target.unit.code, target.figure, target.period] = last.after if last else target.value
    for row in rows.select_related("unit").order_by("unit__code", "figure", "period"):
        value = FigureValue(State(row.state), row.numerator, row.denominator)
        yield (row.unit.code, row.figure), value, targets.get((row.unit.code, row.figure, row.period), 0)


def _members(close: Close | None, movement: Movement, month: Period) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    if close is not None:
        for row in vault.read_subjects(vault_folder() / close.bundle):
            found.setdefault(row["group"], []).append(row["subject"])
    else:
        rows = ClusterMember.objects.on(month.end).filter(cluster__movements=movement)
        for cluster, unit in rows.values_list("cluster__code", "unit__code").order_by("unit__code"):
            found.setdefault(cluster, []).append(unit)
    return {cluster: tuple(sorted(units)) for cluster, units in found.items()}
