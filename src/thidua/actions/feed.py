"""Figures that are the result of another regulation: whose, by the directory; what, by its movement's last close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from thidua.actions.scheme import loaded_text
from thidua.core.period import Period
from thidua.core.problem import Problem, Severity, Where, problem
from thidua.core.score.feed import fed_rows
from thidua.core.score.rows import FigureRow
from thidua.core.score.scheme import FedBy, FigureUse, Scheme, SubjectKind
from thidua.core.standing import StandingRow
from thidua.core.unit import LinkKind, Role
from thidua.store import vault
from thidua.store.models import Close, MovementPeriod, Post, UnitLink

FEEDS = ("figure", "subject", "read", "bundle", "manifest")


@dataclass(frozen=True, slots=True)
class Fed:
    """Attributes: feeds: columns `FEEDS`: whose results were read for whom, and from which close."""

    rows: tuple[tuple[FigureRow, str], ...] = ()  # with the paper that it was read from
    feeds: Mapping[str, list[str]] = field(default_factory=lambda: {name: [] for name in FEEDS})
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """The latest close of one movement that runs the other regulation."""

    close: Close
    scheme: Scheme
    standing: Mapping[str, StandingRow]


def fed(scheme: Scheme, period: Period, subjects: Mapping[str, Sequence[str]], folder: Path) -> Fed:
    """What other regulations give to these subjects in this period.

    Where no movement has closed the other regulation's period nothing is fed, and that is said; a figure recorded
    by hand then stands. Problems are warnings: they leave a figure absent, which is for the score to judge.

    Args:
        subjects: columns "subject" and "group"; folder: the vault.
    """
    directory = _Directory(period.end, scheme.subject is SubjectKind.OFFICER)
    rows: list[tuple[FigureRow, str]] = []
    feeds: dict[str, list[str]] = {name: [] for name in FEEDS}
    problems: list[Problem] = []
    for use in scheme.figures:
        if use.feed is None:
            continue
        sources = list(_sources(use.feed.scheme, period, folder))
        if not sources:
            code = "feed.source-not-closed"
            values = {"figure": use.title, "scheme": use.feed.scheme, "period": period.code}
            problems.append(problem(code, severity=Severity.WARNING, **values))
        for source, related in _shared_out(use, sources, directory, subjects, problems):
            made, lacking = fed_rows(use, source.scheme, source.standing.values(), related, period)
            problems += [replace(fault, severity=Severity.WARNING) for fault in lacking]
            rows += [(row, _paper(source.close)) for row in made]
            for subject, read in related.items():
                for one in read:
                    values = (use.code, subject, one, source.close.bundle, source.close.manifest)
                    for name, text in zip(FEEDS, values, strict=True):
                        feeds[name].append(text)
    return Fed(tuple(rows), feeds, tuple(problems))


def _paper(close: Close) -> str:
    return f"Gói {close.bundle}, mã {close.manifest}"


def _sources(scheme: str, period: Period, folder: Path) -> Iterator[_Source]:
    """Closed now: a period that was opened again has no result until it is closed again."""
    there = {"movement__scheme": scheme, "code": period.code, "state": MovementPeriod.State.CLOSED}
    latest: dict[int, Close] = {}
    closes = Close.objects.filter(period__in=MovementPeriod.objects.filter(**there))
    for close in closes.order_by("period__movement__code", "version"):
        latest[close.period_id] = close
    for close in latest.values():
        bundle = folder / close.bundle
        rule = loaded_text((bundle / "scheme.yaml").read_text(encoding="utf-8"), f"{scheme}.yaml").scheme
        assert rule is not None, "a closed bundle holds a scheme that cannot be read"
        yield _Source(close, rule, {row.subject: row for row in vault.read_standing(bundle)})


def _shared_out(
    use: FigureUse,
    sources: Sequence[_Source],
    directory: _Directory,
    subjects: Mapping[str, Sequence[str]],
    problems: list[Problem],
) -> Iterator[tuple[_Source, dict[str, list[str]]]]:
    """Each subject to the one source that knows those who are read for it; two that do are a problem."""
    assert use.feed is not None
    shared: list[dict[str, list[str]]] = [{} for _ in sources]
    for subject, group in zip(subjects["subject"], subjects["group"], strict=True) if sources else ():
        officers = sources[0].scheme.subject is SubjectKind.OFFICER
        read = directory.related(use.feed.of, subject, group, officers)
        know = [
            number for number, source in enumerate(sources) if not source.standing.keys().isdisjoint(read)
        ]
        if len(know) > 1:
            where = Where(field=f"{subject}/{use.code}")
            values = {"subject": subject, "figure": use.title, "scheme": use.feed.scheme}
            problems.append(problem("feed.result-twice", where, severity=Severity.WARNING, **values))
        else:
            shared[know[0] if know else 0][subject] = read
    yield from ((source, each) for source, each in zip(sources, shared, strict=True) if each)


@dataclass(frozen=True)
class _Directory:
    """Who belongs to whom on that day, by command; `officers` are the subjects that are fed, else units."""

    day: date
    officers: bool

    @cached_property
    def parents(self) -> dict[str, str]:
        links = UnitLink.objects.on(self.day).filter(kind=LinkKind.COMMAND).order_by("-first_day", "-id")
        return dict(links.values_list("child__code", "parent__code"))

    @cached_property
    def children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for child, parent in self.parents.items():
            found.setdefault(parent, []).append(child)
        return found

    @cached_property
    def people(self) -> dict[str, list[tuple[str, str]]]:
        """Unit → (person, role)."""
        found: dict[str, list[tuple[str, str]]] = {}
        posts: Any = Post.objects.on(self.day).order_by("person__code", "id")
        for unit, person, role in posts.values_list("unit__code", "person__code", "role"):
            found.setdefault(unit, []).append((person, role))
        return found

    def related(self, by: FedBy, subject: str, group: str, read_officers: bool) -> list[str]:
        """Whose results are read for this subject: officers or units, as the other regulation scores."""
        unit = group if self.officers else subject
        match by:
            case FedBy.OWN:
                return [subject]
            case FedBy.MEMBERS if read_officers:
                return sorted({person for person, _ in self._branch(unit)} - {subject})
            case FedBy.MEMBERS:
                return sorted(self.children.get(unit, ()))
            case FedBy.SUPERIOR if read_officers:
                return self._head(unit, subject)
        return [unit] if self.officers else [self.parents[unit]] if unit in self.parents else []

    def _branch(self, unit: str) -> Iterator[tuple[str, str]]:
        """Everybody with a post in the unit or below it."""
        waiting, seen = [unit], {unit}
        while waiting:
            here = waiting.pop()
            yield from self.people.get(here, ())
            below = [child for child in self.children.get(here, ()) if child not in seen]
            seen.update(below)
            waiting += below

    def _head(self, unit: str, subject: str) -> list[str]:
        """The head of the unit; for a head, the one above."""
        above: str | None = unit
        while above is not None:
            heads = [person for person, role in self.people.get(above, ()) if role == Role.HEAD]
            if heads and subject not in heads:
                return heads[:1]
            above = self.parents.get(above)
        return []
