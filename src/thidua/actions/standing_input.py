"""The database as the columns a period is closed with, in a handful of questions whatever the number of subjects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from thidua.actions.compute import SUBJECTS, Inputs, part_rows, table_of
from thidua.actions.definition import figure_definition
from thidua.actions.feed import Fed, fed
from thidua.actions.scheme import loaded_text, scheme_text_for
from thidua.core.figure import Qualifier
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.score.rows import columns
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.core.score.table import FigureTable, State
from thidua.core.unit import Role
from thidua.store import vault
from thidua.store.models import (
    Close,
    ClusterMember,
    Deed,
    Figure,
    Movement,
    MovementPeriod,
    Post,
    Target,
    TargetChange,
)
from thidua.store.vault import PartBundle

INPUTS = (
    "subject", "of_group", "figure", "state", "numerator", "denominator", "target", "qualifier", "definition",
    "cut_off", "territory", "paper", "reason", "recorded_by", "recorded_at", "deeds", "evidence",
)  # fmt: skip
COPIED = (
    "figure", "state", "numerator", "denominator", "qualifier", "definition", "territory", "paper", "reason",
)  # fmt: skip
PARTS = ("subject", "period", "present", "total", "class")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a close needs: the scheme with its text, the columns, the part bundles, and what is wrong.

    Attributes:
        feeds: columns `feed.FEEDS`: which results of other regulations were read; {} where none is.
    """

    scheme: Scheme
    scheme_text: str
    given: Inputs
    parts: tuple[PartBundle, ...]
    problems: tuple[Problem, ...]
    feeds: Mapping[str, list[str]] = field(default_factory=dict)


def vault_folder() -> Path:
    return Path(settings.HOME) / "vault"


def scheme_of(movement: Movement, on: date) -> tuple[Scheme, str]:
    """The movement's scoring regulation and its text as they hold on that day.

    Raises:
        Refused: "period.scheme-unknown"; "period.scheme-faulty" with the problems of its text.
    """
    try:
        text = scheme_text_for(movement.scheme, on)
    except KeyError as missing:
        raise Refused("period.scheme-unknown", scheme=movement.scheme) from missing
    loaded = loaded_text(text, f"{movement.scheme}.yaml")
    if loaded.scheme is None:
        raise Refused("period.scheme-faulty", loaded.problems, scheme=movement.scheme)
    return loaded.scheme, text


def gather(movement: Movement, period: Period) -> Gathered:
    """Everything the standing of this period follows from, as the database says now.

    Raises:
        Refused: as `scheme_of`; "period.scheme-not-in-force"; "period.parts-open" for a roll-up whose
            parts are not closed; "period.not-of-scheme" when the scheme says nothing about periods of this kind.
    """
    scheme, text = scheme_of(movement, period.end)
    if not scheme.in_force(period.end):
        raise Refused("period.scheme-not-in-force", scheme=scheme.title, period=period.code)
    roll_up = None if period.kind == scheme.period else scheme.roll_up(period.kind)
    if period.kind != scheme.period and roll_up is None:
        raise Refused("period.not-of-scheme", scheme=scheme.title, period=period.code)
    subjects, problems = _subjects(movement, scheme, period.end)
    rows = _rows(movement, scheme, period, roll_up is None)
    told = Fed()
    if roll_up is None and any(use.feed for use in scheme.figures):
        told = fed(scheme, period, subjects, vault_folder())
        rows = _with_fed(rows, told, period)
    inputs = dict(zip(INPUTS, ([row[name] for row in rows] for name in INPUTS), strict=True))
    parts: tuple[PartBundle, ...] = ()
    part_columns: dict[str, Any] | None = None
    if roll_up is not None:
        parts, part_columns = _parts(movement, period.parts(roll_up.of))
    given = Inputs(period, subjects, inputs, part_columns)
    feeds = told.feeds if told.feeds["figure"] else {}
    return Gathered(scheme, text, given, parts, (*problems, *told.problems), feeds)


def figures_table(movement: Movement, period: Period) -> FigureTable:
    """The period's figures as the engine wants them."""
    gathered = gather(movement, period)
    return table_of(gathered.scheme, gathered.given)


# --- Subjects ---------------------------------------------------------------------------------------------


def _subjects(movement: Movement, scheme: Scheme, day: date) -> tuple[dict[str, list[str]], list[Problem]]:
    """Who is compared, as of the period's last day, by group and code."""
    rows = _officers(movement, day) if scheme.subject is SubjectKind.OFFICER else _members(movement, day)
    forms = [form.code for form in scheme.forms]
    found: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    of_leaders = set(forms) <= FORMS_OF_LEADERS_ALONE
    for code, name, hints, group, group_name in rows:
        if of_leaders and not set(hints) & set(forms):
            continue
        if code in seen:
            if seen[code] != group:
                problems.append(
                    problem("period.subject-twice", Where(field=code), subject=name, group=group_name)
                )
            continue
        seen[code] = group
        form = next((hint for hint in hints if hint in forms), forms[0] if len(forms) == 1 else "")
        if not form:
            problems.append(
                problem("period.form-missing", Where(field=code), subject=name, known=", ".join(forms))
            )
        found.append((code, name, form, group, group_name))
    if not found:
        problems.append(problem("period.no-subjects", movement=movement.title))
    columns_of = zip(*found, strict=True) if found else ((),) * len(SUBJECTS)
    return {name: list(column) for name, column in zip(SUBJECTS, columns_of, strict=True)}, problems


def members(movement: Movement, day: date) -> QuerySet[ClusterMember]:
    """Units that stand in the movement's clusters on that day and exist on it."""
    exists = Q(unit__first_day__lte=day) & (Q(unit__last_day__isnull=True) | Q(unit__last_day__gte=day))
    return ClusterMember.objects.on(day).filter(exists, cluster__in=movement.clusters.all())


def officer_posts(movement: Movement, day: date) -> QuerySet[Post]:
    """Posts of that day in the units whose officers the movement scores."""
    return Post.objects.on(day).filter(unit__in=movement.collectives.all())


def _members(movement: Movement, day: date) -> Iterator[tuple[str, str, tuple[str, ...], str, str]]:
    rows = members(movement, day).order_by("cluster__code", "unit__code")
    for code, name, kind, form, group, title in rows.values_list(
        "unit__code", "unit__name", "unit__kind", "form", "cluster__code", "cluster__title"
    ):
        yield code, name, (form, kind), group, title


# Regulations that score leaders and officers differently name the two forms so (docs/scheme.md).
FORM_OF_LEADERS, FORM_OF_OFFICERS = "chi-huy", "chien-si"
LEADERS = frozenset({Role.HEAD, Role.DEPUTY})


# A regulation that has no other forms is about leaders alone: nobody else answers for a unit.
FORM_OF_HEADS = "nguoi-dung-dau"
FORM_OF_ANYBODY = "can-bo"
FORMS_OF_LEADERS_ALONE = frozenset({FORM_OF_LEADERS, FORM_OF_HEADS, "pho-phu-trach"})


def _officers(movement: Movement, day: date) -> Iterator[tuple[str, str, tuple[str, ...], str, str]]:
    rows = officer_posts(movement, day).order_by("unit__code", "person__code", "id")
    for code, name, role, group, title in rows.values_list(
        "person__code", "person__name", "role", "unit__code", "unit__name"
    ):
        usual = (FORM_OF_LEADERS if role in LEADERS else FORM_OF_OFFICERS, FORM_OF_ANYBODY)
        heads = (FORM_OF_HEADS,) if role == Role.HEAD else ()
        yield code, name, (role, *heads, *usual), group, title


# --- Figures ----------------------------------------------------------------------------------------------


def _rows(movement: Movement, scheme: Scheme, period: Period, base: bool) -> list[dict[str, Any]]:
    """One row per recorded figure and per target without a figure; only what the scheme reads."""
    wanted = set(columns(scheme)) if base else set()
    of_group = set(scheme.group_figures)
    rows = {
        (row["subject"], row["figure"]): row for row in _figures(movement, scheme, period, wanted, of_group)
    }
    for (subject, figure), value in _targets(movement, period, wanted).items():
        row = rows.setdefault((subject, figure), _empty(subject, figure))
        row["target"] = value
    return [rows[key] for key in sorted(rows)]


def _with_fed(rows: list[dict[str, Any]], told: Fed, period: Period) -> list[dict[str, Any]]:
    """What another regulation gives stands in the place of what was recorded by hand."""
    held = {(row["subject"], row["figure"]): row for row in rows}
    for row, paper in told.rows:
        before = held.get((row.subject, row.figure))
        held[row.subject, row.figure] = _empty(row.subject, row.figure) | {
            "state": int(row.state),
            "numerator": row.numerator,
            "denominator": row.denominator,
            "target": before["target"] if before else 0,
            "qualifier": Qualifier.EXACT.value,
            "cut_off": period.end.isoformat(),
            "paper": paper,
        }
    return [held[key] for key in sorted(held)]


def _empty(subject: str, figure: str) -> dict[str, Any]:
    """A target whose figure is missing: the target is kept, the figure stays absent."""
    texts: dict[str, Any] = dict.fromkeys(INPUTS, "")
    numbers = {"state": int(State.ABSENT), "numerator": 0, "denominator": MILLI, "target": 0}
    return texts | numbers | {"subject": subject, "figure": figure, "of_group": False}


def _figures(
    movement: Movement, scheme: Scheme, period: Period, wanted: set[str], of_group: set[str]
) -> Iterator[dict[str, Any]]:
    officers = scheme.subject is SubjectKind.OFFICER
    subjects = Q(unit__in=members(movement, period.end).values("unit"))
    if officers:
        subjects = Q(person__in=officer_posts(movement, period.end).values("person"), figure__in=wanted)
    groups = Q(unit__in=movement.collectives.all(), figure__in=of_group) if of_group else Q(pk__in=[])
    current = Figure.objects.filter(subjects | groups, period=period.code, replaced_by__isnull=True)
    current = current.filter(figure__in=wanted | of_group)
    evidence = _texts(current.filter(evidence__isnull=False).values_list("pk", "evidence__sha256"))
    deeds = _deeds(movement, period, officers)
    fields = (
        "pk", "figure", "unit__code", "person__code", "state", "numerator", "denominator", "qualifier", "definition",
        "cut_off", "territory", "paper", "reason", "recorded_by__code", "recorded_at", "from_deeds",
    )  # fmt: skip
    for row in current.values(*fields):
        kinds = _deed_kinds(row["figure"], period.end) if row["from_deeds"] else ()
        codes = [code for kind in kinds for code in deeds.get((row["unit__code"], kind), ())]
        yield {
            "subject": row["unit__code"] or row["person__code"],
            "of_group": row["figure"] in of_group and row["figure"] not in wanted,
            "target": 0,
            "cut_off": row["cut_off"].isoformat(),
            "recorded_by": row["recorded_by__code"],
            "recorded_at": row["recorded_at"].astimezone(vault.HERE).isoformat(timespec="seconds"),
            "deeds": " ".join(sorted(codes)),
            "evidence": " ".join(sorted(evidence.get(row["pk"], ()))),
            **{name: row[name] for name in COPIED},
        }


def _texts(pairs: Iterable[tuple[Any, str]]) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = {}
    for key, text in pairs:
        found.setdefault(key, []).append(text)
    return found


def _deed_kinds(figure: str, day: date) -> tuple[str, ...]:
    definition = figure_definition(figure, day)
    return tuple({source.kind for source in definition.from_deeds}) if definition else ()


def _deeds(movement: Movement, period: Period, officers: bool) -> dict[tuple[str, str], list[str]]:
    """Codes of the confirmed deeds of the period, by unit and kind: what figures made of deeds open down to."""
    if officers:
        return {}
    rows = confirmed_deeds(period).filter(unit__in=members(movement, period.end).values("unit"))
    return _texts(((unit, kind), code) for unit, kind, code in rows.values_list("unit__code", "kind", "code"))


def confirmed_deeds(period: Period) -> QuerySet[Deed]:
    return Deed.objects.filter(
        on__gte=period.start, on__lte=period.end, confirmed_by__isnull=False, replaced_by__isnull=True
    )


def _targets(movement: Movement, period: Period, wanted: set[str]) -> dict[tuple[str, str], int]:
    """(subject, figure) → thousandths: as promised, or as the latest annex changed it by the period's end.

    A target inside a compact counts once both sides have signed.
    """
    signed = Q(compact__isnull=True) | ~Q(compact__digest="")
    annexes = TargetChange.objects.filter(target=OuterRef("pk"), on__lte=period.end).order_by("-on", "-pk")
    rows = Target.objects.filter(signed, movement=movement, period=period.code, figure__in=wanted)
    rows = rows.annotate(changed=Subquery(annexes.values("after")[:1]))
    return {
        (unit or person, figure): value if changed is None else changed
        for unit, person, figure, value, changed in rows.values_list(
            "unit__code", "person__code", "figure", "value", "changed"
        )
    }


# --- Parts ------------------------------------------------------------------------------------------------


def _parts(
    movement: Movement, wanted: tuple[Period, ...]
) -> tuple[tuple[PartBundle, ...], dict[str, list[Any]]]:
    """Standings of the closed sub-periods. All those within the movement's days must be closed."""
    states = dict(
        MovementPeriod.objects.filter(movement=movement, code__in=[p.code for p in wanted]).values_list(
            "code", "state"
        )
    )
    wanted = tuple(p for p in wanted if _runs(movement, p))
    still_open = [p.code for p in wanted if states.get(p.code) != MovementPeriod.State.CLOSED]
    if still_open:
        raise Refused("period.parts-open", [problem("period.part-open", period=code) for code in still_open])
    latest: dict[str, Close] = {}
    codes = [p.code for p in wanted]
    closes = Close.objects.filter(period__movement=movement, period__code__in=codes).select_related("period")
    for close in closes.order_by("version"):
        latest[close.period.code] = close
    parts, rows = [], []
    for period in wanted:
        close = latest[period.code]
        parts.append(PartBundle(period.code, close.version, close.manifest))
        standing = vault.read_table(vault_folder() / close.bundle, "standing").to_pylist()
        rows += part_rows(period.code, standing)
    columns_of = zip(*sorted(rows), strict=True) if rows else ((),) * len(PARTS)
    return tuple(parts), {name: list(column) for name, column in zip(PARTS, columns_of, strict=True)}


def _runs(movement: Movement, period: Period) -> bool:
    """Whether the movement was in force on the period's last day; before its start nothing was promised."""
    return movement.in_force(period.end)
