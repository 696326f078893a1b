"""Feeding a file that is scored without a database: results of other files or bundles, related by `group` rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Severity
from thidua.core.score.feed import fed_rows
from thidua.core.score.rows import FigureRow, Written
from thidua.core.score.scheme import FedBy, Scheme, SubjectKind
from thidua.core.score.table import FigureTable, State
from thidua.core.standing import StandingRow
from thidua.rules.scheme import load
from thidua.store.vault import read_manifest, read_standing

Results = tuple[Scheme, Mapping[Period, Sequence[StandingRow]]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Code of a regulation → a file of figures or the folder of a bundle; each is read and scored once.

    Attributes:
        scored: scores a file of figures by the regulation of that code.
    """

    paths: Mapping[str, Path]
    scored: Callable[[str, Path], Results]
    _held: dict[str, Results] = field(default_factory=dict)

    def __call__(self, scheme: str) -> Results | None:
        """None where nothing was given for that regulation.

        Raises:
            Refused: "score.feed-faulty" for a bundle of another regulation, or none at all; as `score_file`.
        """
        if scheme not in self.paths:
            return None
        if scheme not in self._held:
            path = self.paths[scheme]
            self._held[scheme] = _bundle(scheme, path) if path.is_dir() else self.scored(scheme, path)
        return self._held[scheme]


def _bundle(scheme: str, folder: Path) -> Results:
    try:
        manifest = read_manifest(folder)
        rule = load((folder / "scheme.yaml").read_text(encoding="utf-8")).scheme
    except (OSError, ValueError) as fault:
        raise Refused("score.feed-faulty", feed=folder.name, scheme=scheme) from fault
    if rule is None or rule.code != scheme:
        raise Refused("score.feed-faulty", feed=folder.name, scheme=scheme)
    return rule, {Period.parse(manifest.period): read_standing(folder)}


def fed_to(rule: Scheme, table: FigureTable, sources: Sources) -> tuple[list[FigureRow], list[Problem]]:
    """Rows for every figure of the regulation that one of the sources gives, for the subjects of the table."""
    rows: list[FigureRow] = []
    problems: list[Problem] = []
    for use in rule.figures:
        found = sources(use.feed.scheme) if use.feed else None
        if use.feed is None or found is None:
            continue
        source, standings = found
        standing = standings.get(table.period, ())
        related = {
            subject: _related(use.feed.of, rule, subject, group, standing)
            for subject, group in zip(table.subjects, table.groups, strict=True)
        }
        made, lacking = fed_rows(use, source, standing, related, table.period)
        rows += [row if row.denominator else replace(row, **_ABSENT) for row in made]
        problems += [replace(fault, severity=Severity.WARNING) for fault in lacking]
    return rows, problems


# A share of nobody at all is no figure.
_ABSENT = {"state": State.ABSENT, "numerator": 0, "denominator": 1000, "written": Written.EMPTY}


def _related(by: FedBy, rule: Scheme, subject: str, group: str, standing: Sequence[StandingRow]) -> list[str]:
    """In a file the group's own code names the collective, and its head where heads are asked for."""
    if by is FedBy.OWN:
        return [subject]
    if by is not FedBy.MEMBERS:
        return [group] if group else []
    unit = group if rule.subject is SubjectKind.OFFICER else subject
    return [row.subject for row in standing if row.group == unit and row.subject != subject]
