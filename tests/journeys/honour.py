"""Addresses of the way of an award: the season, dossiers, records, submissions, decisions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.journeys.world import UNIT

# Chi keeps awards of her own commune, and decisions are as open as the register.
SHARED = {
    "season",
    "decision",
    "dossier-choose",
    "submission-new",
    "decision-new",
    "award-history",
    "identities",
    "eligibility-run",
    "good-deeds",
    "public-register",
}
FORMS = {"dossier-step", "dossier-paper", "award-correct", "award-reliance", "eligibility-run"}
FILES: set[str] = {"merit-registrations-excel"}
READERS = {"decision-new": "dung"}


def examples(home: Path) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        dossier = base.execute(
            "SELECT a.code FROM store_dossier d JOIN store_award a ON a.id = d.award_id"
            " JOIN store_unit u ON u.id = d.unit_id WHERE u.code = ? AND d.state = 'collecting'",
            [UNIT],
        ).fetchone()[0]
        submission = base.execute("SELECT code FROM store_submission LIMIT 1").fetchone()[0]
        decision = base.execute("SELECT code FROM store_decision LIMIT 1").fetchone()[0]
        remark = base.execute("SELECT id FROM store_transferremark LIMIT 1").fetchone()[0]
        award = base.execute("SELECT code FROM store_award ORDER BY id LIMIT 1").fetchone()[0]
    person = {"noun": "nguoi", "code": "binh"}
    return {
        "dossier": {"code": dossier},
        "dossier-step": {"code": dossier, "step": "rut"},
        "dossier-paper": {"code": dossier, "kind": "report"},
        "transfer-remark": {"pk": str(remark)},
        "submission": {"code": submission},
        "decision": {"code": decision},
        "eligibility": {**person, "form": "chien-si-thi-dua-co-so"},
        "eligibility-run": {"form": "chien-si-tien-tien"},
        "merit": person,
        "merit-record": {**person, "kind": "initiative"},
        "merit-ratings": {"code": UNIT},
        "merit-registrations": {"code": UNIT},
        "merit-registrations-excel": {"code": UNIT},
        **{name: {"code": award} for name in ("award", "award-present", "award-revoke", "award-correct")},
        "register-sheet": {"number": "1"},
        "award-reliance": {"code": award, "pk": "1"},
    }
