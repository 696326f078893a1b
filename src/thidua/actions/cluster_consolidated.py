"""The cluster's report out of its members': added by machine, shown as it stands, issued once and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from thidua.actions.audit import acting, allow
from thidua.actions.cluster import held, members_tell
from thidua.actions.cluster_own import definitions_of
from thidua.actions.cluster_report import FILED, values_of
from thidua.core.cluster import Totalled, total, yearly_change
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.problem import Refused, Where, problem
from thidua.core.score.table import State
from thidua.core.text import visible
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, ConsolidatedReport, Unit


@dataclass(frozen=True, slots=True)
class Consolidation:
    """Figures by members, with their sums.

    Attributes:
        values: member → its figures; a member that has not reported has no key.
        changes: figure → (fewer, more, comparable) members against the edition before.
    """

    definitions: tuple[FigureDefinition, ...]
    members: tuple[Unit, ...]
    values: Mapping[str, Mapping[str, FigureValue]]
    totals: tuple[Totalled, ...]
    changes: Mapping[str, tuple[int, int, int]]

    @property
    def silent(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.members if unit.code not in self.values)


def cluster_consolidate(edition: ClusterEdition, day: datetime) -> Consolidation:
    """The reports filed so far, added up. Nothing is kept."""
    members = tuple(row.unit for row in access.cluster_members(edition, day.date()))
    definitions, codes = definitions_of(edition), [unit.code for unit in members]
    values = _filed(edition)
    before = _filed(edition.previous) if edition.previous and not edition.previous.published else {}
    changes = {
        definition.code: yearly_change(
            codes,
            {code: values.get(code, {}).get(definition.code) for code in codes},
            {code: before.get(code, {}).get(definition.code) for code in codes},
        )
        for definition in definitions
    }
    return Consolidation(definitions, members, values, total(definitions, codes, values), changes)


def _filed(edition: ClusterEdition) -> dict[str, dict[str, FigureValue]]:
    rows = edition.reports.filter(state=FILED).select_related("unit").prefetch_related("figures")
    return {row.unit.code: values_of(row) for row in rows}


@transaction.atomic
def cluster_issue(
    *, by: Viewer, at: datetime, edition: ClusterEdition, reason: str = ""
) -> ConsolidatedReport:
    """Issue the cluster's report as the members' reports stand; a later issue is the next version.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.incomplete" with one problem per member that is silent, unless a
            reason is given, which is printed; "cluster.nobody-reported".
    """
    person = acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    made = cluster_consolidate(row, at)
    allow(bool(made.values), "cluster.nobody-reported")
    why = visible(reason)[:400] if made.silent else ""
    if made.silent and not why:
        missing = [problem("cluster.silent", Where(field="reason"), unit=unit.name) for unit in made.silent]
        raise Refused("cluster.incomplete", missing, count=len(missing), members=len(made.members))
    content = content_of(made)
    version = row.consolidated.count() + 1
    issued = ConsolidatedReport.objects.create(
        edition=row, version=version, issued_by=person, issued_at=at, reason=why, content=content,
        digest=digest_of(content),
    )  # fmt: skip
    count = f"{len(made.values)}/{len(made.members)}"
    sentence = (
        f"Ban hành báo cáo tổng hợp của {row.cluster.title}, bản {version}, {count} thành viên đã báo cáo."
    )
    members_tell(by=by, at=at, edition=row, kind="cluster-issue", sentence=sentence, page="cluster-total")
    return issued


def content_of(made: Consolidation) -> dict[str, Any]:
    """What is kept: every number of every member beside its sum, and who has none."""
    lines = []
    for definition, line in zip(made.definitions, made.totals, strict=True):
        numbers = {code: _json(made.values[code][line.figure]) for code in line.given}
        lines.append(
            {
                "figure": line.figure, "title": definition.title, "unit": definition.unit,
                "kind": definition.kind.value, "total": _json(line.total) if line.total else None,
                "numbers": numbers, "absent": list(line.absent), "silent": list(line.silent),
                "changes": list(made.changes[line.figure]),
            }
        )  # fmt: skip
    return {"members": {unit.code: unit.name for unit in made.members}, "lines": lines}


def digest_of(content: Mapping[str, Any]) -> str:
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _json(value: FigureValue) -> list[int]:
    return [int(value.state), value.numerator, value.denominator]


def value_of(held: Sequence[int] | None) -> FigureValue | None:
    """A number of an issued report."""
    return None if held is None else FigureValue(State(held[0]), held[1], held[2])


def moved_since(issued: ConsolidatedReport, made: Consolidation) -> tuple[str, ...]:
    """Figures whose members' numbers are no longer those that were issued."""
    before = {line["figure"]: line["numbers"] for line in issued.content["lines"]}
    after = {line["figure"]: line["numbers"] for line in content_of(made)["lines"]}
    return tuple(figure for figure, numbers in after.items() if before.get(figure) != numbers)
