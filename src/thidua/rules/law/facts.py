"""Reads the facts of one person or unit from YAML, strictly: every unknown key or word is a problem with its line.

`where:` at the top is where everything stands that does not say otherwise. A list that is left out was stated by
nobody; an empty one (`disciplines: []`) states that there are none. `docs/guide/luat.md` shows a whole file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from thidua.core.law.facts import (
    Absence,
    AbsenceKind,
    Achievement,
    Breadth,
    CommendationType,
    Confirmed,
    Discipline,
    DisciplineLevel,
    Heritage,
    Hold,
    HoldKind,
    Honour,
    HouseholdFacts,
    Initiative,
    InitiativeKind,
    InitiativeUse,
    Members,
    PersonFacts,
    Quality,
    Rating,
    Service,
    Stated,
    StudyResult,
    SubjectFacts,
    Transfer,
    UnitFacts,
    UnitTier,
    YearRating,
)
from thidua.core.law.post import PostHeld
from thidua.core.problem import Problem
from thidua.core.unit.succession import Carry
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings, nearest, read_number
from thidua.rules.text import Scalar

SUBJECTS = ("person", "unit", "household")
Made = TypeVar("Made")
Choice = TypeVar("Choice", bound=StrEnum)


def load(
    text: str, codes: Collection[str], source: str = ""
) -> tuple[SubjectFacts | None, tuple[Problem, ...]]:
    """Read one file of facts; None as soon as one problem stops the work.

    Args:
        codes: titles and forms that there are.

    Codes of its own: law.facts-subject, law.title-unknown, law.years-missing.
    """
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    if root is None:
        return None, tuple(findings.problems)
    facts = read_facts(Fields(root, findings), codes)
    return (None, tuple(findings.problems)) if findings.problems else (facts, ())


def read_facts(top: Fields, codes: Collection[str]) -> SubjectFacts | None:
    """Read facts out of a mapping; problems go to its findings."""
    return _Reader(top, codes).facts()


class _Reader:
    """One file: the place that holds for all its facts, and the titles there are."""

    def __init__(self, top: Fields, codes: Collection[str]) -> None:
        self.top = top
        self.findings = top.findings
        self.codes = codes
        self.where = top.text("where", required=False)

    def facts(self) -> SubjectFacts | None:
        top = self.top
        named = [(key, found) for key in SUBJECTS if (found := top.text(key, required=False))]
        if len(named) != 1:
            self.findings.add("law.facts-subject", top.node)
        kind, code = named[0] if named else (SUBJECTS[0], "")
        shared: dict[str, Any] = {
            "code": code,
            "name": top.text("name", required=False) or code,
            "history_from": top.integer("history_from", required=False),
            "ratings": self.many("ratings", self.rating) or (),
            "honours": self.many("honours", self.honour),
            "initiatives": self.many("initiatives", self.initiative),
            "achievements": self.many("achievements", self.achievement),
            "disciplines": self.many("disciplines", self.discipline),
            "holds": self.many("holds", self.hold),
            "confirmed": self.many("confirmed", self.confirmation) or (),
            "heritages": self.many("heritages", self.heritage) or (),
        }
        makers: dict[str, Callable[[dict[str, Any]], SubjectFacts]] = {
            "person": self.person,
            "unit": self.unit,
            "household": lambda found: HouseholdFacts(**found),
        }
        made = makers[kind](shared)
        top.close()
        return None if self.findings.problems else made

    def person(self, shared: dict[str, Any]) -> PersonFacts:
        return PersonFacts(
            **shared,
            service=self.stated("service", lambda f: f.choice("value", Service)),
            woman=self.stated("woman", lambda f: f.flag("value")),
            recruited_on=self.stated("recruited_on", lambda f: f.day("value")),
            serving_since=self.stated("serving_since", lambda f: f.day("value")),
            hard_years=self.stated("hard_years", lambda f: f.integer("value")),
            retiring_on=self.stated("retiring_on", lambda f: f.day("value")),
            posts=self.many("posts", self.post),
            absences=self.many("absences", self.absence),
            transfers=self.many("transfers", self.transfer),
        )

    def unit(self, shared: dict[str, Any]) -> UnitFacts:
        return UnitFacts(
            **shared,
            tier=self.stated("tier", lambda f: f.choice("value", UnitTier)),
            founded_on=self.stated("founded_on", lambda f: f.day("value")),
            headcount=self.stated("headcount", lambda f: f.integer("value")),
            members=self.many("members", self.counted) or (),
        )

    def stated(self, key: str, read: Callable[[Fields], Made | None]) -> Stated[Made] | None:
        """`{value: …, where: …}`."""
        fields = self.top.fields(key, required=False)
        if fields is None:
            return None
        value, where = read(fields), self.place(fields)
        fields.close()
        return Stated(value, where) if value is not None else None

    def many(
        self, key: str, read: Callable[[Fields, str], tuple[Made | None, ...]]
    ) -> tuple[Made, ...] | None:
        """A list of records, each read by `read`; None when the key is not there at all."""
        if not self.top.has(key):
            return None
        made: list[Made] = []
        for node in self.top.items(key, required=False):
            fields = Fields(node, self.findings)
            made += [found for found in read(fields, self.place(fields)) if found is not None]
            fields.close()
        return tuple(made)

    def place(self, fields: Fields) -> str:
        where = fields.text("where", required=not self.where)
        return where or self.where

    def code(self, fields: Fields) -> str:
        node = fields.scalar("code")
        if node is not None and node.text not in self.codes:
            self.findings.add(
                "law.title-unknown", node, value=node.text, suggestion=nearest(node.text, self.codes)
            )
        return node.text if node else ""

    def years(self, fields: Fields) -> tuple[int, ...]:
        """`year: 2025` or `years: [2023, 2024, 2025]`."""
        found = []
        words: tuple[Scalar, ...] = (
            *fields.words("year", required=False),
            *fields.words("years", required=False),
        )
        for word in words:
            value = read_number(word, self.findings)
            if value is not None:
                found.append(value.numerator)
        if not words:
            self.findings.add("law.years-missing", fields.node)
        return tuple(found)

    def rating(self, f: Fields, where: str) -> tuple[YearRating | None, ...]:
        rating, unit = f.choice("rating", Rating), f.text("unit", required=False)
        return tuple(YearRating(year, rating, where, unit) for year in self.years(f) if rating)

    def honour(self, f: Fields, where: str) -> tuple[Honour | None, ...]:
        code, decided = self.code(f), f.day("decided_on", required=False)
        kind = f.choice("type", CommendationType, required=False) or CommendationType.MERIT
        since, unit = f.integer("since", required=False), f.text("unit", required=False)
        revoked = f.flag("revoked")
        return tuple(Honour(code, y, where, decided, kind, since, unit, revoked) for y in self.years(f))

    def initiative(self, f: Fields, where: str) -> tuple[Initiative | None, ...]:
        kind = f.choice("kind", InitiativeKind, required=False) or InitiativeKind.INITIATIVE
        uses = []
        for node in f.items("uses", required=False):
            use = Fields(node, self.findings)
            code, place = self.code(use), self.place(use)
            uses += [InitiativeUse(code, year, place) for year in self.years(use)]
            use.close()
        name, breadth = f.text("name"), f.choice("breadth", Breadth, required=False)
        by, applied = f.text("recognised_by", required=False), _maybe(f, "applied")
        return tuple(
            Initiative(name, year, where, kind, breadth, by, applied, tuple(uses)) for year in self.years(f)
        )

    def achievement(self, f: Fields, where: str) -> tuple[Achievement | None, ...]:
        name, breadth = f.text("name"), f.choice("breadth", Breadth, required=False)
        kind = f.choice("type", CommendationType, required=False) or CommendationType.MERIT
        used = tuple(word.text for word in f.words("used_for", required=False))
        return tuple(Achievement(name, year, where, kind, breadth, used) for year in self.years(f))

    def discipline(self, f: Fields, where: str) -> tuple[Discipline | None, ...]:
        level, decided = f.choice("level", DisciplineLevel), f.day("decided_on")
        acted, served = f.day("acted_on", required=False), f.day("served_on", required=False)
        return (Discipline(level, where, decided, acted, served) if level and decided else None,)

    def hold(self, f: Fields, where: str) -> tuple[Hold | None, ...]:
        kind, since, until = f.choice("kind", HoldKind), f.day("since"), f.day("until", required=False)
        return (Hold(kind, since, where, until) if kind and since else None,)

    def absence(self, f: Fields, where: str) -> tuple[Absence | None, ...]:
        kind, first, last = f.choice("kind", AbsenceKind), f.day("first"), f.day("last")
        days, result = f.integer("workdays", required=False), f.choice("result", StudyResult, required=False)
        medical, kept = _maybe(f, "medical_conclusion"), _maybe(f, "rules_kept")
        if kind is None or first is None or last is None:
            return (None,)
        return (Absence(kind, first, last, where, days, medical, kept, result),)

    def transfer(self, f: Fields, where: str) -> tuple[Transfer | None, ...]:
        on, months = f.day("on"), f.integer("months_before", required=False)
        remark, seconded = _maybe(f, "remark"), f.flag("seconded")
        return (Transfer(on, where, months, remark, seconded) if on else None,)

    def post(self, f: Fields, where: str) -> tuple[PostHeld | None, ...]:
        name, rung, first = f.text("name"), f.integer("rung"), f.day("first")
        last, kept = f.day("last", required=False), f.day("kept_until", required=False)
        return (PostHeld(name, rung, first, where, last, kept) if rung and first else None,)

    def confirmation(self, f: Fields, where: str) -> tuple[Confirmed | None, ...]:
        what, holds = f.choice("what", Quality), f.flag("holds", default=True)
        return tuple(Confirmed(what, year, holds, where) for year in self.years(f) if what)

    def heritage(self, f: Fields, where: str) -> tuple[Heritage | None, ...]:
        unit, on = f.text("unit"), f.day("on")
        carry = f.choice("carry", Carry, required=False)
        return (Heritage(unit, on, carry, where) if isinstance(on, date) else None,)

    def counted(self, f: Fields, where: str) -> tuple[Members | None, ...]:
        names = ("total", "done", "base_titles", "fighters", "warned", "women")
        counts = {name: f.integer(name, required=False) for name in names}
        return tuple(Members(year, where, **counts) for year in self.years(f))


def _maybe(f: Fields, key: str) -> bool | None:
    """yes, no, or nobody said."""
    return f.flag(key) if f.has(key) else None
