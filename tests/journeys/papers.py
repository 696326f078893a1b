"""Addresses of official papers and minutes, with an example of each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.journeys.world import MOVEMENT, UNIT

SHARED = {"documents", "minutes-new"}
FORMS: set[str] = set()
READERS: dict[str, str] = {}
FILES = {
    "plan-document", "compacts-document", "compact-document", "commitment-document", "report-document",
    "minutes-document",
}  # fmt: skip
CLOSED_MONTH = "2025-02"
MINUTES = {"code": "bien-ban-hop-xet-lim-xanh"}


def examples(home: Path) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        compact, person = base.execute(
            "SELECT c.code, p.code FROM store_commitment m JOIN store_compact c ON c.id = m.compact_id"
            " JOIN store_person p ON p.id = m.person_id JOIN store_unit u ON u.id = c.superior_id WHERE u.code = ?"
            " ORDER BY m.id LIMIT 1",
            [UNIT],
        ).fetchone()
    held = {"movement": MOVEMENT, "code": compact}
    return {
        "plan-document": {"code": f"{UNIT}-kh-2025", "form": "pdf"},
        "compacts-document": {"movement": MOVEMENT, "form": "zip"},
        "compact-document": {**held, "form": "docx"},
        "commitment-document": {**held, "person": person, "form": "pdf"},
        "report-document": {"code": UNIT, "period": CLOSED_MONTH, "form": "docx"},
        "minutes": MINUTES,
        "minutes-correct": MINUTES,
        "minutes-document": {**MINUTES, "form": "pdf"},
    }
