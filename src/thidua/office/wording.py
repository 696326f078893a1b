"""Sentences for people: every code of a `Problem` or `Refused` has one in Vietnamese and one in English.

The sentences stand in `office/words/<noun>.py` as `WORDS = {code: (Vietnamese, English)}`; `{name}` is filled
from the problem's values.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Protocol

from thidua.core.problem import Problem, Severity, Where
from thidua.office import words
from thidua.office.language import Lang, speaks

_SEVERITY = {
    Severity.ERROR: ("Lỗi", "Error"),
    Severity.WARNING: ("Cần xem lại", "Please check"),
    Severity.RESOLVED: ("Đã có cách giải quyết", "Resolved"),
}


_NO_NEAREST = (" Gần nhất: “”.", " Nearest: “”.")  # nothing like it is known, so nothing is said about it


class Coded(Protocol):
    """A `Problem` or a `Refused`."""

    @property
    def code(self) -> str: ...
    @property
    def values(self) -> Mapping[str, str]: ...


@cache
def all_words() -> Mapping[str, tuple[str, str]]:
    """Code → (Vietnamese, English), merged from every file of `office/words`.

    Raises:
        AssertionError: two files give the same code.
    """
    merged: dict[str, tuple[str, str]] = {}
    for module in pkgutil.iter_modules(words.__path__):
        found = importlib.import_module(f"{words.__name__}.{module.name}").WORDS
        if twice := merged.keys() & found.keys():
            raise AssertionError(f"{module.name} repeats {sorted(twice)}")
        merged.update(found)
    return merged


VALUE_MAX = 600  # characters of one value in a sentence: a whole cell of junk would bury the other problems


class _Blank(dict[str, str]):
    """A value that the problem does not carry shows as "…" rather than breaking the page that reports it."""

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        return value if len(value) <= VALUE_MAX else value[:VALUE_MAX] + "…"

    def __missing__(self, key: str) -> str:
        return "…"


@speaks
def sentence(coded: Coded, lang: Lang = "vi") -> str:
    """What is wrong, as one sentence with its values filled in, without the place."""
    pair = all_words().get(coded.code)
    if pair is None:
        details = ", ".join(f"{key}: {value}" for key, value in coded.values.items())
        return f"{coded.code} ({details})" if details else coded.code
    said = pair[lang == "en"].format_map(_Blank(coded.values))
    return said.replace(_NO_NEAREST[lang == "en"], "")


@speaks
def place(where: Where, lang: Lang = "vi") -> str:
    """ "so-lieu.xlsx, ô C7" or "so-lieu.csv, dòng 7, cột value"; "" when nothing is known."""
    line, cell, column = ("dòng", "ô", "cột") if lang == "vi" else ("line", "cell", "column")
    parts = [where.source] if where.source else []
    if where.cell:
        parts.append(f"{cell} {where.cell}")
    elif where.line:
        parts.append(f"{line} {where.line}")
        if where.field and "." not in where.field:
            parts.append(f"{column} {where.field}")
    if where.field and not where.cell and (not where.line or "." in where.field):
        parts.append(where.field)
    return ", ".join(parts)


@speaks
def report(problem: Problem, lang: Lang = "vi") -> str:
    """Place and sentence in one line, as commands print them."""
    at = place(problem.where, lang)
    told = sentence(problem, lang)
    if problem.severity is Severity.RESOLVED and "reason" in problem.values:
        told += (" Cách hiểu đã khai: " if lang == "vi" else " Declared: ") + problem.values["reason"]
    return f"{at}: {told}" if at else told


@speaks
def severity(problem: Problem, lang: Lang = "vi") -> str:
    return _SEVERITY[problem.severity][lang == "en"]


@speaks
def reports(problems: Iterable[Problem], lang: Lang = "vi") -> list[str]:
    """One line each, errors first, otherwise in the order found."""
    order = list(Severity)
    return [report(p, lang) for p in sorted(problems, key=lambda p: order.index(p.severity))]
