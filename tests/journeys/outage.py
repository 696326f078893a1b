"""Addresses of working without a line, with an example of each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SHARED = {"offline", "worker", "manifest", "sync-data", "sync-session", "sync-send", "sync-conflicts"}
FORMS = {"sync-send"}
FILES = {"worker", "manifest", "sync-data", "sync-session", "sync-photo"}
OPEN = {
    "worker",
    "manifest",
    "sync-session",
}  # for a machine before anybody signs in on it; nothing of anybody's data


def examples(home: Path) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        conflict = base.execute("SELECT c.id FROM store_syncconflict c ORDER BY c.id LIMIT 1").fetchone()[0]
    return {"sync-photo": {"key": "0" * 32}, "sync-conflict": {"pk": conflict}}
