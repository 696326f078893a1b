"""Regulations as files, before anything is computed with them. No database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thidua.core.problem import Problem, Where, problem
from thidua.rules.scheme import load
from thidua.rules.scheme.feed import code_of


@dataclass(frozen=True, slots=True)
class Checked:
    """One file and everything that is wrong with it; `code` is "" where no scheme could be built."""

    path: Path
    code: str
    problems: tuple[Problem, ...]


def rules_check(paths: Iterable[Path]) -> list[Checked]:
    """Load every scheme file among `paths` (folders are searched for .yaml and .yml), in order of path.

    Figures may be fed from schemes in the other files; feeds that run in a circle are an error in each of them.

    Raises:
        OSError: a file cannot be read.
    """
    texts = {path: _text(path) for path in _files(paths)}
    beside = {code_of(text): text for text in texts.values() if isinstance(text, str)}
    return [_check(path, text, beside) for path, text in texts.items()]


def _files(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        inside = (
            sorted(p for p in path.rglob("*") if p.suffix in {".yaml", ".yml"}) if path.is_dir() else [path]
        )
        found.update(dict.fromkeys(inside))
    return list(found)


def _text(path: Path) -> str | Problem:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return problem("rule.not-utf8", Where(source=str(path)), byte=wrong.start + 1)


def _check(path: Path, text: str | Problem, beside: dict[str, str]) -> Checked:
    if isinstance(text, Problem):
        return Checked(path, "", (text,))
    loaded = load(text, str(path), beside)
    return Checked(path, loaded.scheme.code if loaded.scheme else "", tuple(loaded.problems))
