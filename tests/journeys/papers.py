"""Addresses of official papers, minutes and bulletins, with an example of each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.journeys.world import MOVEMENT, UNIT

SHARED = {
    "documents", "minutes-new", "bulletins", "weaknesses", "weakness-new", "public-bulletins", "public-bulletin",
    "public-bulletin-document",
}  # fmt: skip
PUBLIC = {
    "public-bulletins",
    "public-bulletin",
    "public-bulletin-document",
    "public-register",
}  # for everybody, signed in or not
FORMS = {
    "compacts-start",
    "bulletin-draw",
    "bulletin-step",
    "bulletin-redraw",
    "bulletin-consent",
    "bulletin-correct",
}
READERS: dict[str, str] = {}
FILES = {
    "plan-document", "compacts-document", "compact-document", "commitment-document", "report-document",
    "minutes-document", "bulletin-document", "public-bulletin-document",
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
    issue, form = {"unit": UNIT, "period": CLOSED_MONTH}, {"form": "pdf"}
    draft = {"unit": UNIT, "period": "2025-01"}
    held = {"movement": MOVEMENT, "code": compact}
    return {
        "plan-document": {"code": f"{UNIT}-kh-2025", "form": "pdf"},
        "compacts-document": {"movement": MOVEMENT, "form": "zip"},
        "compacts-start": {"movement": MOVEMENT, "form": "zip"},
        "compact-document": {**held, "form": "docx"},
        "commitment-document": {**held, "person": person, "form": "pdf"},
        "report-document": {"code": UNIT, "period": CLOSED_MONTH, "form": "docx"},
        "minutes": MINUTES,
        "minutes-correct": MINUTES,
        "minutes-document": {**MINUTES, **form},
        **dict.fromkeys(("bulletin", "bulletin-correct", "public-bulletin"), issue),
        **dict.fromkeys(("bulletin-edit", "bulletin-step", "bulletin-redraw", "bulletin-consent"), draft),
        **{name: {**issue, **form} for name in ("bulletin-document", "public-bulletin-document")},
        "weakness": {"code": f"{UNIT}-{CLOSED_MONTH}-1"},
    }
