"""Puts a benchmark's table into docs/performance.md, in its place between two marks."""

from __future__ import annotations

import os
import platform
import re
from datetime import datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def put(section: str, text: str) -> None:
    """Replace what stands between the marks of a section.

    Raises:
        AssertionError: the page has no such marks.
    """
    whole = PAGE.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- begin {section} -->\n).*?(<!-- end {section} -->)", re.DOTALL)
    assert marks.search(whole), f"no marks for {section}"
    PAGE.write_text(marks.sub(lambda m: f"{m[1]}\n{text.strip()}\n\n{m[2]}", whole), encoding="utf-8")


def machine() -> str:
    """One line about where and when; the load tells whether somebody else was working."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    return (
        f"{datetime.now().astimezone():%d/%m/%Y}, {os.cpu_count()} cores, Python {platform.python_version()},"
        f" load {load:.1f} at the end."
    )


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
