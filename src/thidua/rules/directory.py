"""Reads a directory: areas, units, successions, office-holders, clusters and directives, all with their days.

The packaged files hold only what was published. `load` takes any set of files, so that a place can write its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from thidua.core.area import Area, area_problems
from thidua.core.problem import Problem
from thidua.core.unit import (
    Carry,
    Link,
    LinkKind,
    Purpose,
    Role,
    Succession,
    SuccessionKind,
    Unit,
    link_problems,
    succession_problems,
)
from thidua.rules.fields import Fields, Findings
from thidua.rules.text import Node, Scalar, read

FILES = ("areas.yaml", "units.yaml", "people.yaml", "clusters.yaml", "directives.yaml")


@dataclass(frozen=True)
class AreaEntry:
    area: Area
    note: str = ""


@dataclass(frozen=True)
class UnitEntry:
    unit: Unit
    short_name: str = ""
    area: str = ""


@dataclass(frozen=True)
class SuccessionEntry:
    succession: Succession
    note: str = ""


@dataclass(frozen=True)
class PostEntry:
    unit: str
    role: Role
    title: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class PersonEntry:
    code: str
    name: str
    rank: str
    posts: tuple[PostEntry, ...]


@dataclass(frozen=True)
class ConferenceEntry:
    """What was printed about the closing conference of an edition; `series` is what its editions have in common."""

    series: str
    held: date
    place: str
    slogan: str
    next_lead: str
    next_deputy: str


@dataclass(frozen=True)
class ClusterEntry:
    """One edition; `members` maps unit codes to lead, deputy or member, `host` received the closing conference."""

    code: str
    title: str
    owner: str
    first_day: date
    last_day: date | None
    source: str
    host: str
    members: Mapping[str, str]
    conference: ConferenceEntry | None = None


@dataclass(frozen=True)
class DirectiveEntry:
    code: str
    kind: str
    number: str
    issued: date | None
    first_day: date
    last_day: date | None
    issuer: str
    subject: str
    source: str
    clauses: Mapping[str, str]


@dataclass(frozen=True)
class Directory:
    areas: tuple[AreaEntry, ...]
    area_successions: tuple[SuccessionEntry, ...]
    units: tuple[UnitEntry, ...]
    links: tuple[Link, ...]
    unit_successions: tuple[SuccessionEntry, ...]
    people: tuple[PersonEntry, ...]
    clusters: tuple[ClusterEntry, ...]
    directives: tuple[DirectiveEntry, ...]


@cache
def packaged() -> Directory:
    """The published directory that comes with the program.

    Raises:
        AssertionError: a packaged file is wrong, which the tests would have shown.
    """
    folder = files("thidua.rules").joinpath("data/directory")
    made, problems = load({name: folder.joinpath(name).read_text("utf-8") for name in FILES})
    if made is None:
        raise AssertionError(problems)
    return made


def load(texts: Mapping[str, str]) -> tuple[Directory | None, tuple[Problem, ...]]:
    """Read the five files of a directory, by name; None as soon as one problem stops the work.

    Codes of its own: directory.file-missing, directory.unit-unknown, directory.area-unknown,
    directory.first-day-missing, directory.nothing-matches.
    """
    reader = _Reader()
    for name, reads in zip(FILES, (reader.areas, reader.units, reader.people, reader.clusters,
                                   reader.directives), strict=True):  # fmt: skip
        reader.file(name, texts.get(name), reads)
    found = reader.problems
    if not found:
        found += area_problems(e.area for e in reader.area_rows.values())
        found += link_problems([e.unit for e in reader.unit_rows.values()], reader.links)
        for entry in (*reader.area_steps, *reader.unit_steps):
            found += succession_problems(entry.succession)
    if found:
        return None, tuple(found)
    return reader.made(), ()


class _Reader:
    """Collects the rows of all files; later files may name what earlier ones brought."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.opened: date | None = None
        self.area_rows: dict[str, AreaEntry] = {}
        self.area_steps: list[SuccessionEntry] = []
        self.unit_rows: dict[str, UnitEntry] = {}
        self.unit_steps: list[SuccessionEntry] = []
        self.links: list[Link] = []
        self.person_rows: list[PersonEntry] = []
        self.cluster_rows: list[ClusterEntry] = []
        self.directive_rows: list[DirectiveEntry] = []
        self.findings = Findings()

    def made(self) -> Directory:
        return Directory(
            tuple(self.area_rows.values()), tuple(self.area_steps), tuple(self.unit_rows.values()),
            tuple(self.links), tuple(self.unit_steps), tuple(self.person_rows), tuple(self.cluster_rows),
            tuple(self.directive_rows),
        )  # fmt: skip

    def file(self, name: str, text: str | None, reads: Callable[[Fields], None]) -> None:
        self.findings = Findings(name)
        if text is None:
            self.findings.add("directory.file-missing", path=name)
        else:
            node, problems = read(text, name)
            self.findings.problems += problems
            if node is not None:
                top = Fields(node, self.findings)
                top.text("title")
                top.text("source", required=False)
                self.opened = top.day("opened", required=False)
                reads(top)
                top.close()
        self.problems += self.findings.problems

    def areas(self, top: Fields) -> None:
        for name, node in top.members("areas"):
            f = self.fields(node)
            area = Area(
                name.text, f.text("kind"), f.text("name"), *self.days(f), f.text("parent", required=False)
            )
            self.area_rows[area.code] = AreaEntry(area, f.text("note", required=False))
            f.close()
        for node in top.items("placeholders", required=False):
            self.placeholders(self.fields(node))
        self.area_steps += self.successions(top, self.area_rows)

    def placeholders(self, f: Fields) -> None:
        """Areas whose names were not published: numbered, so that they can be counted and later be named."""
        code, kind, parent, count = f.text("code"), f.text("kind"), f.text("parent"), f.integer("count")
        first, last = self.days(f)
        for number in range(1, (count or 0) + 1):
            name = f"Đơn vị hành chính cấp xã số {number:03d} ({_KINDS.get(kind, kind)}, chưa nạp tên)"
            area = Area(f"{code}-{number:03d}", kind, name, first, last, parent)
            self.area_rows[area.code] = AreaEntry(area, "Tên chưa được công bố trong nguồn của danh bạ này")
        f.close()

    def units(self, top: Fields) -> None:
        for name, node in top.members("units"):
            f = self.fields(node)
            unit = Unit(name.text, f.text("kind"), f.text("name"), *self.days(f))
            area = self.known(f, "area", self.area_rows, "directory.area-unknown")
            self.unit_rows[unit.code] = UnitEntry(unit, f.text("short", required=False), area)
            if under := f.fields("under", required=False):
                for kind in LinkKind:
                    if parent := under.text(kind.value, required=False):
                        self.links.append(Link(unit.code, parent, kind, unit.first_day, unit.last_day))
                under.close()
            f.close()
        for node in top.items("links", required=False):
            f = self.fields(node)
            kind = f.choice("kind", LinkKind) or LinkKind.COMMAND
            self.links.append(Link(f.text("child"), f.text("parent"), kind, *self.days(f)))
            f.close()
        self.unit_steps += self.successions(top, self.unit_rows)

    def people(self, top: Fields) -> None:
        for name, node in top.members("people"):
            f = self.fields(node)
            posts = tuple(self.post(self.fields(item)) for item in f.items("posts"))
            self.person_rows.append(
                PersonEntry(name.text, f.text("name"), f.text("rank", required=False), posts)
            )
            f.close()

    def post(self, f: Fields) -> PostEntry:
        unit = self.known(f, "unit", self.unit_rows, "directory.unit-unknown")
        role = f.choice("role", Role) or Role.OFFICER
        made = PostEntry(unit, role, f.text("title"), *self.days(f))
        f.close()
        return made

    def clusters(self, top: Fields) -> None:
        for name, node in top.members("clusters"):
            f = self.fields(node)
            title, owner = f.text("title"), self.known(f, "owner", self.unit_rows, "directory.unit-unknown")
            first, last = self.days(f)
            host = self.known(f, "host", self.unit_rows, "directory.unit-unknown")
            source = f.text("source")
            members = {
                key.text: value.text for key, value in f.members("members") if isinstance(value, Scalar)
            }
            for key, _ in f.members("members"):
                if key.text not in self.unit_rows:
                    self.findings.add("directory.unit-unknown", key, unit=key.text)
            conference = self.conference(f)
            f.close()
            self.cluster_rows.append(
                ClusterEntry(name.text, title, owner, first, last, source, host, members, conference)
            )

    def conference(self, cluster: Fields) -> ConferenceEntry | None:
        f = cluster.fields("conference", required=False)
        if f is None:
            return None
        unknown = "directory.unit-unknown"
        lead, deputy = (self.known(f, key, self.unit_rows, unknown) for key in ("next_lead", "next_deputy"))
        made = ConferenceEntry(
            f.text("series"),
            f.day("held") or date.min,
            f.text("place"),
            f.text("slogan", required=False),
            lead,
            deputy,
        )
        f.close()
        return made

    def directives(self, top: Fields) -> None:
        for name, node in top.members("directives"):
            f = self.fields(node)
            issued = f.day("issued", required=False)
            first, last = self.days(f, issued)
            clauses = f.members("clauses", required=False)
            texts = {key.text: value.text for key, value in clauses if isinstance(value, Scalar)}
            self.directive_rows.append(
                DirectiveEntry(
                    name.text, f.text("kind"), f.text("number", required=False), issued, first, last,
                    f.text("issuer"), f.text("subject"), f.text("source"), texts,
                )
            )  # fmt: skip
            f.close()

    def successions(self, top: Fields, rows: Mapping[str, object]) -> list[SuccessionEntry]:
        made = []
        for node in top.items("successions", required=False):
            f = self.fields(node)
            rules = f.fields("rules", required=False)
            step = Succession(
                f.day("on") or date.min,
                f.choice("kind", SuccessionKind) or SuccessionKind.REGROUP,
                self.matching(f.words("before"), rows),
                self.matching(f.words("after", required=False), rows),
                f.text("paper"),
            )
            if rules:
                said = {p: rules.choice(p.value, Carry, required=False) for p in Purpose}
                step = replace(step, rules={purpose: carry for purpose, carry in said.items() if carry})
                rules.close()
            made.append(SuccessionEntry(step, f.text("note", required=False)))
            f.close()
        return made

    def matching(self, words: tuple[Scalar, ...], rows: Mapping[str, object]) -> tuple[str, ...]:
        """Codes named one by one, or by a pattern such as "lai-chau-xa-*"."""
        found: list[str] = []
        for word in words:
            codes = [code for code in rows if fnmatchcase(code, word.text)]
            if not codes:
                self.findings.add("directory.nothing-matches", word, word=word.text)
            found += codes
        return tuple(found)

    def fields(self, node: Node) -> Fields:
        return Fields(node, self.findings)

    def known(self, f: Fields, key: str, rows: Mapping[str, object], code: str) -> str:
        node = f.scalar(key, required=False)
        if node and node.text not in rows:
            self.findings.add(code, node, unit=node.text, area=node.text)
        return node.text if node else ""

    def days(self, f: Fields, issued: date | None = None) -> tuple[date, date | None]:
        """First and last day; without a first day, the day of issue or the day the directory opens."""
        first = f.day("first_day", required=False) or issued or self.opened
        if first is None:
            self.findings.add("directory.first-day-missing", f.node)
        return first or date.min, f.day("last_day", required=False)


_KINDS = {"xa": "xã", "phuong": "phường", "thi-tran": "thị trấn", "dac-khu": "đặc khu"}
