"""What somebody typed into a short form: kept as typed, read in Vietnamese, with every mistake beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest

from thidua.core.problem import Problem, Refused
from thidua.core.text import words
from thidua.office.dates import read_day
from thidua.office.number import read_number
from thidua.office.wording import sentence
from thidua.web.refusal import Fault, faults

LONG = 4000
CODE_MAX = 80


class Form:
    """`typed` holds the texts, `wrong` the mistakes in the order in which they were found."""

    def __init__(self, request: HttpRequest, defaults: Mapping[str, str]) -> None:
        self.sent = request.method == "POST"
        source = request.POST if self.sent else {}
        self.typed = {
            name: source.get(name, "" if self.sent else default).strip()[:LONG]
            for name, default in defaults.items()
        }
        self.wrong: list[Fault] = []

    def __getitem__(self, name: str) -> str:
        return self.typed[name]

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """The day in a field; a mistake is noted unless the field may be empty and is."""
        if not self.typed[name] and not needed:
            return None
        read = read_day(self.typed[name])
        if isinstance(read, Problem):
            self.wrong.append((name, sentence(read)))
            return None
        return read

    def number(self, name: str) -> int | None:
        """The number in a field, in thousandths; None for an empty field, a mistake is noted."""
        if not self.typed[name]:
            return None
        read = read_number(self.typed[name])
        if isinstance(read, Problem):
            self.wrong.append((name, sentence(read)))
            return None
        return read

    def needed(self, name: str, told: str) -> str:
        if not self.typed[name]:
            self.wrong.append((name, told))
        return self.typed[name]

    def refused(self, refused: Refused) -> None:
        self.wrong += faults(refused)

    @property
    def fields(self) -> dict[str, dict[str, str]]:
        """For templates: name → what was typed and the first mistake in it."""
        told = dict(reversed(self.wrong))
        return {name: {"value": text, "fault": told.get(name, "")} for name, text in self.typed.items()}

    @property
    def status(self) -> int:
        return 400 if self.wrong else 200


def code_from(*parts: str) -> str:
    """A code that reads like its title: "Bảo vệ mùa lũ", "2026" → "bao-ve-mua-lu-2026"."""
    return "-".join(word for part in parts for word in words(part) if word.isalnum())[:CODE_MAX].strip("-")
