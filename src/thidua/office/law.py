"""Verdicts in words: each ground a sentence, what is lacking a phrase, marks of sureness as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.core.award import AwardForm
from thidua.core.law.provision import Provision, Sureness
from thidua.core.law.verdict import Ground, Need, Outcome, Read, Verdict
from thidua.core.problem import Problem
from thidua.office import format as written
from thidua.office.language import Lang, speaks
from thidua.office.law_words import CODES, NEEDS
from thidua.office.wording import sentence

_AS_WRITTEN = ("name", "years", "lacking")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Speaker:
    """Says verdicts in one language; `forms` give the names of titles."""

    def __init__(self, forms: Iterable[AwardForm], lang: Lang) -> None:
        self.titles = {form.code: form.title for form in forms}
        self.lang = lang

    def word(self, code: str) -> str:
        """A code inside a sentence, as people read it; itself when it is no code."""
        pair = CODES.get(code)
        if pair is not None:
            return pair[self.lang == "en"]
        return self.titles.get(code, code)

    def said(self, code: str, values: Mapping[str, str]) -> str:
        told = {name: self._value(name, value) for name, value in values.items()}
        text = sentence(Problem(code, values=told), self.lang)
        return text[:1].upper() + text[1:]

    def _value(self, name: str, value: str) -> str:
        if name == "share":
            return written.percent(Fraction(value))
        return value if name in _AS_WRITTEN else self.word(value)

    def ground(self, ground: Ground) -> str:
        return self.said(ground.code, ground.values)

    def need(self, need: Need) -> str:
        told = {name: self._value(name, value) for name, value in need.values.items()}
        return NEEDS[need.code][self.lang == "en"].format_map(told)

    def outcome(self, outcome: Outcome) -> str:
        return self.word(outcome.value)

    def sureness(self, sureness: Sureness) -> str:
        return self.word(sureness.value)

    def read(self, read: Read) -> str:
        """A fact and where it stands."""
        what = self.word(read.what)
        if match := _DAY.fullmatch(what):
            what = f"{match[3]}/{match[2]}/{match[1]}"
        return f"{what} ({read.where})"


@speaks
def missing_sentence(verdict: Verdict, forms: Iterable[AwardForm], lang: Lang) -> str:
    """The shortest way: "Còn thiếu: …"; "" when nothing is lacking or there is no way."""
    speaker = Speaker(forms, lang)
    needs = "; ".join(speaker.need(need) for need in verdict.missing)
    if not needs:
        return ""
    return f"Còn thiếu: {needs}." if lang == "vi" else f"Still lacking: {needs}."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a verdict's outline: a ground, or the heading of alternatives.

    Attributes:
        ground: None for a heading.
        way: number of the alternative that begins here, 0 for "one of the following".
    """

    depth: int
    ground: Ground | None
    way: int = 0


def outline(grounds: Iterable[Ground], depth: int = 0) -> Iterator[Line]:
    """The grounds in reading order, alternatives one step further in."""
    for ground in grounds:
        if ground.code:
            yield Line(depth, ground)
        if ground.all_of:
            yield from outline(ground.all_of, depth)
        if ground.any_of:
            yield Line(depth, None)
            for number, part in enumerate(ground.any_of, start=1):
                yield Line(depth + 1, None, number)
                yield from outline((part,), depth + 2)


def as_data(verdict: Verdict, speaker: Speaker) -> dict[str, Any]:
    """The verdict as JSON has it, codes beside sentences; alternatives stand in lists of their own."""
    return {
        "subject": verdict.subject,
        "title": verdict.title,
        "on": verdict.on.isoformat(),
        "year": verdict.year,
        "regime": verdict.regime,
        "outcome": verdict.outcome.value,
        "says": speaker.outcome(verdict.outcome),
        "missing": [
            {"code": need.code, "values": dict(need.values), "says": speaker.need(need)}
            for need in verdict.missing
        ],
        "grounds": _grounds(verdict.grounds, speaker),
        "unverified": [_provision(provision) for provision in verdict.unverified],
    }


def _grounds(grounds: Iterable[Ground], speaker: Speaker) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    for ground in grounds:
        if ground.code:
            listed.append(_ground(ground, speaker))
        listed += _grounds(ground.all_of, speaker)
        if ground.any_of:
            ways = [_grounds((part,), speaker) for part in ground.any_of]
            listed.append({"outcome": ground.outcome and ground.outcome.value, "any_of": ways})
    return listed


def _ground(ground: Ground, speaker: Speaker) -> dict[str, Any]:
    return {
        "code": ground.code,
        "outcome": ground.outcome.value if ground.outcome else None,
        "says": speaker.ground(ground),
        "provision": _provision(ground.provision) if ground.provision else None,
        "read": [{"what": read.what, "where": read.where} for read in ground.facts],
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "code": provision.code,
        "says": provision.says,
        "clause": provision.clause,
        "mark": provision.sureness.value,
        "seen_in": provision.seen_in,
        "url": provision.url,
        "checked_on": provision.checked_on.isoformat(),
        "overlay": provision.overlay,
    }
