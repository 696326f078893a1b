"""Regulations as files, before anything is computed with them. No database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thidua.core.problem import Problem, Where, problem
from thidua.rules.scheme import load


@dataclass(frozen=True, slots=True)
class Checked:
    """One file and everything that is wrong with it; `code` is "" where no scheme could be built."""

    path: Path
    code: str
    problems: tuple[Problem, ...]


def rules_check(paths: Iterable[Path]) -> list[Checked]:
    """Load every scheme file among `paths` (folders are searched for .yaml and .yml), in order of path.

    Raises:
        OSError: a file cannot be read.
    """
    return [_check(path) for path in _files(paths)]


def _files(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        inside = (
            sorted(p for p in path.rglob("*") if p.suffix in {".yaml", ".yml"}) if path.is_dir() else [path]
        )
        found.update(dict.fromkeys(inside))
    return list(found)


def _check(path: Path) -> Checked:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return Checked(path, "", (problem("rule.not-utf8", Where(source=str(path)), byte=wrong.start + 1),))
    loaded = load(text, source=str(path))
    return Checked(path, loaded.scheme.code if loaded.scheme else "", tuple(loaded.problems))
