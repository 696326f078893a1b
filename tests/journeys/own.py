"""Addresses of what everybody has of her own: jobs, notices, the log that concerns her, what is held about her."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SHARED = {
    "jobs", "job-export", "audit", "audit-export", "notices", "notice-bell", "notices-read", "notice-mail", "held",
    "held-export", "tour", "tour-seen",
}  # fmt: skip
FORMS = {
    "job-stop",
    "job-again",
    "job-export",
    "audit-export",
    "notices-read",
    "notice-read",
    "notice-mail",
    "tour-seen",
}
FILES = {"job-result", "notice-bell", "held-export"}
DETOURS = {"notice"}
ASKED = {"correction-new": "?muc=person:an"}  # pages that are about something named behind the address


def examples(home: Path) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        job = base.execute("SELECT id FROM store_job ORDER BY id LIMIT 1").fetchone()[0]
        notice = base.execute(
            "SELECT n.id FROM store_notice n JOIN store_account a ON a.person_id = n.to_id WHERE a.username = 'an'"
        ).fetchone()[0]
        correction = base.execute("SELECT id FROM store_correction ORDER BY id LIMIT 1").fetchone()[0]
    return {
        **{name: {"pk": job} for name in ("job", "job-stop", "job-again", "job-result")},
        **{name: {"pk": notice} for name in ("notice", "notice-read")},
        "correction": {"pk": correction},
    }
