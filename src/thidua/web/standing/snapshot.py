"""A standing as the pages need it, the same whether it lies closed in the vault or is computed from open figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, OuterRef

from thidua.actions.bundle import inputs_of_subjects
from thidua.actions.compute import Inputs, compute
from thidua.actions.nudge import of_subjects
from thidua.actions.standing_input import gather, vault_folder
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, errors
from thidua.core.score.scheme import Scheme
from thidua.core.standing import StandingRow
from thidua.rules.scheme import load
from thidua.store import vault
from thidua.store.models import Close, MovementPeriod
from thidua.store.vault.read import ask


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who stands where and why.

    Attributes:
        names, forms: subject → name, form; titles: group → its title, as of the close.
        groups: subject → (code of a group of criteria → thousandths of a point).
        proposals: quotas and proposed distinctions, as in the bundle's proposals.json.
        close: None for a period that is still open; given: what that one is computed from.
    """

    scheme: Scheme
    rows: tuple[StandingRow, ...]
    names: Mapping[str, str]
    forms: Mapping[str, str]
    titles: Mapping[str, str]
    groups: Mapping[str, Mapping[str, int]]
    proposals: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    close: Close | None = None
    computed: Mapping[str, Mapping[str, Sequence[Any]]] = field(
        default_factory=dict
    )  # tables of an open period
    given: Inputs | None = None

    @property
    def folder(self) -> Path | None:
        return vault_folder() / self.close.bundle if self.close else None

    def lines(self, subject: str) -> list[dict[str, Any]]:
        """The working of one subject, as `core.score.lines` lays it out."""
        if self.folder is None or self.close is None:
            return self._of(subject, "lines")
        return [dict(row) for row in _lines(self.folder, self.close.manifest, subject)]

    def inputs(self, subject: str) -> list[dict[str, Any]]:
        """The figures one subject was (or would be) closed with."""
        if self.folder is None:
            return self._of(subject, "inputs")
        return vault.read_inputs(self.folder, subject) if (self.folder / "inputs.parquet").exists() else []

    def given_of(self, period: Period, subjects: Sequence[str]) -> Inputs:
        """What the result of these subjects follows from."""
        if self.folder is not None:
            return inputs_of_subjects(self.folder, period, subjects)
        assert self.given is not None, "an open period is computed from something"
        return of_subjects(self.given, subjects)

    def _of(self, subject: str, table: str) -> list[dict[str, Any]]:
        columns = self.computed[table]
        return [row for row in _rows(columns, tuple(columns)) if row["subject"] == subject]


@lru_cache(maxsize=32)
def scheme_of_text(text: str) -> Scheme:
    """A regulation that was good enough to close with; reading it takes long enough to be kept."""
    scheme = load(text).scheme
    assert scheme is not None, "a closed bundle holds a scheme that cannot be read"
    return scheme


def closed(close: Close) -> Snapshot:
    """Read from the vault alone: figures changed since then do not show."""
    return replace(_bundle(vault_folder() / close.bundle, close.manifest), close=close)


@lru_cache(maxsize=64)
def _bundle(folder: Path, manifest: str) -> Snapshot:
    """A closed bundle never changes, and its sum is part of the question: read once in the life of a process."""
    lines = ask(
        "SELECT subject, code, points FROM read_parquet(?) WHERE kind = 'group'",
        [str(folder / "lines.parquet")],
    )
    return Snapshot(
        scheme=scheme_of_text((folder / "scheme.yaml").read_text(encoding="utf-8")),
        rows=tuple(vault.read_standing(folder)),
        **_subjects(vault.read_subjects(folder)),
        groups=_by_group(lines),
        proposals=json.loads((folder / "proposals.json").read_text(encoding="utf-8")),
    )


@lru_cache(maxsize=256)
def _standing(folder: Path, manifest: str) -> Mapping[str, StandingRow]:
    return MappingProxyType({row.subject: row for row in vault.read_standing(folder)})


@lru_cache(maxsize=1024)
def _lines(folder: Path, manifest: str, subject: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(MappingProxyType(row) for row in vault.read_lines(folder, subject))


def preview(period: MovementPeriod) -> Snapshot:
    """Computed now from what is recorded.

    Raises:
        Refused: as `gather` (no such regulation, not in force, parts still open); "period.refused".
    """
    gathered = gather(period.movement, Period.parse(period.code))
    if errors(gathered.problems):
        raise Refused("period.refused", errors(gathered.problems), period=period.code)
    done = compute(gathered.scheme, gathered.given)
    table = {**done.tables["standing"], "class_code": done.tables["standing"]["class"]}
    names = ("subject", "group", "total", "place", "class_code", "complete", "tied")
    rows = [StandingRow(**row) for row in _rows(table, names)]
    rows.sort(key=lambda r: (r.group, r.place == 0, r.place, r.subject))
    lines = [
        r for r in _rows(done.tables["lines"], ("subject", "kind", "code", "points")) if r["kind"] == "group"
    ]
    return Snapshot(
        scheme=gathered.scheme,
        rows=tuple(rows),
        **_subjects(_rows(gathered.given.subjects, tuple(gathered.given.subjects))),
        groups=_by_group(lines),
        proposals=json.loads(done.texts["proposals.json"]),
        problems=(*gathered.problems, *done.standing.problems, *done.standing.scored.problems),
        computed={"lines": done.tables["lines"], "inputs": gathered.given.inputs},
        given=gathered.given,
    )


def standing_of(close: Close) -> Mapping[str, StandingRow]:
    """Subject → row of one close; no question to the database."""
    return _standing(vault_folder() / close.bundle, close.manifest)


def latest_closes(movement: int, kind: str, last_day: date, most: int = 12) -> list[Close]:
    """The last version of each closed period of that kind up to a day, oldest first. One question."""
    newer = Close.objects.filter(period=OuterRef("period"), version__gt=OuterRef("version"))
    rows = Close.objects.filter(
        ~Exists(newer), period__movement=movement, period__kind=kind, period__last_day__lte=last_day
    )
    return list(rows.select_related("period").order_by("-period__last_day")[:most])[::-1]


def history(period: MovementPeriod, most: int = 12) -> list[tuple[str, Mapping[str, StandingRow]]]:
    """Closed periods of the same kind up to this one, oldest first: code and its rows by subject. One question."""
    closes = latest_closes(period.movement_id, period.kind, period.last_day, most)
    return [(close.period.code, standing_of(close)) for close in closes]


def _rows(columns: Mapping[str, Sequence[Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    """Columns as rows of plain Python values."""
    plain = [column.tolist() if hasattr(column := columns[name], "tolist") else column for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*plain, strict=True)]


def _subjects(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    return {
        "names": {row["subject"]: row["name"] for row in rows},
        "forms": {row["subject"]: row["form"] for row in rows},
        "titles": {row["group"]: row["group_name"] for row in rows},
    }


def _by_group(lines: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in lines:
        found.setdefault(line["subject"], {})[line["code"]] = int(line["points"])
    return found
