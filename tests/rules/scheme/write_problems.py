"""Writes the table of problems in docs/scheme.md: `python -m tests.rules.scheme.write_problems`."""

from __future__ import annotations

import re
from pathlib import Path

from thidua.office.words.scheme import WORDS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "scheme.md"

if __name__ == "__main__":
    rows = "".join(f"| `{code}` | {vietnamese} |\n" for code, (vietnamese, _) in sorted(WORDS.items()))
    text = PAGE.read_text(encoding="utf-8")
    table = re.compile(r"(?m)(?:^\| `(?:yaml|rule|scheme)\.[a-z-]+` \| .+ \|\n)+")
    PAGE.write_text(table.sub(lambda _: rows, text, count=1), encoding="utf-8")
