"""What is wrong with data (`Problem`, all at once) and what may not be done now (`Refused`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Severity(StrEnum):
    ERROR = "error"  # nothing is computed or written until it is mended
    WARNING = "warning"  # a person should look
    RESOLVED = "resolved"  # a fault of the source text for which the author declared what holds


@dataclass(frozen=True, slots=True)
class Where:
    """A place a reader can go to: a file and line, a cell of a sheet, or a field of a form.

    Attributes:
        source: file or sheet name, or "" when the caller knows it.
        line: 1-based line or row, 0 when there is none.
        cell: spreadsheet address such as "C7", or "".
        field: dotted path or field name such as "groups.a.criteria.b.max", or "".
    """

    source: str = ""
    line: int = 0
    cell: str = ""
    field: str = ""


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with data. `code` picks the sentence (`office.wording`), `values` fill it in."""

    code: str
    where: Where = NOWHERE
    values: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __hash__(self) -> int:
        return hash((self.code, self.where, tuple(sorted(self.values.items())), self.severity))


def problem(
    code: str, /, where: Where = NOWHERE, severity: Severity = Severity.ERROR, **values: object
) -> Problem:
    """Make a `Problem`; values are turned into text."""
    return Problem(code, where, {key: str(value) for key, value in values.items()}, severity)


def plain(found: Problem) -> dict[str, Any]:
    """As JSON keeps it; `from_plain` reads it back."""
    return {
        "code": found.code,
        "where": asdict(found.where),
        "values": dict(found.values),
        "severity": found.severity.value,
    }


def from_plain(kept: Mapping[str, Any]) -> Problem:
    return Problem(kept["code"], Where(**kept["where"]), kept["values"], Severity(kept["severity"]))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop the work."""
    return [p for p in problems if p.severity is Severity.ERROR]


class Refused(Exception):
    """The request is understood and not allowed now: the period is closed, the unit merged, the mark taken.

    Attributes:
        code: picks the sentence shown to the person.
        problems: details, each with its place; may be empty.
        values: fill the sentence in.
    """

    def __init__(self, code: str, problems: Iterable[Problem] = (), /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.problems = tuple(problems)
        self.values = {key: str(value) for key, value in values.items()}
