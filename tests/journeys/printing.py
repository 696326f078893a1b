"""Addresses of papers: decisions and their papers, templates, stock, signatures, and the page for everybody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SHARED = {"signature-check", "paper-stock-new", "paper-templates", "papers", "paper-stock-look",
          "award-statistics", "award-statistics-paper", "register-file", "register-paper"}  # fmt: skip
FORMS = {"certificates", "decision-bring", "decision-sign", "paper-stock-emblem"}
FILES = {
    "paper", "paper-page", "certificate-look", "signed-paper", "paper-template-file", "paper-template-trial",
    "paper-template-version",
    "paper-stock-look", "register-paper", "register-file", "award-statistics-paper",
    "achievement-paper", "submission-paper",
}  # fmt: skip
READERS = dict.fromkeys(
    ("decision-papers", "paper-stock", "paper", "paper-page", "certificate-look", "paper-template"), "dung"
)
OPEN = {"code-check"}
PROVINCE = "ca-minh-hoa"


def examples(home: Path) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        decision = base.execute(
            "SELECT d.code FROM store_decision d JOIN store_unit u ON u.id = d.unit_id WHERE u.code = ?"
            " ORDER BY d.id LIMIT 1",
            [PROVINCE],
        ).fetchone()[0]
        stock = base.execute("SELECT id FROM store_paperstock ORDER BY id LIMIT 1").fetchone()[0]
        year = base.execute("SELECT MAX(year) FROM store_award WHERE register_number IS NOT NULL").fetchone()[
            0
        ]
    code, template = {"code": decision}, {"unit": PROVINCE, "kind": "quyet-dinh"}
    return {
        **dict.fromkeys(
            ("decision-papers", "certificates", "certificate-look", "decision-sign", "decision-bring"), code
        ),
        "paper": {**code, "kind": "quyet-dinh", "form": "pdf"},
        "paper-page": {**code, "kind": "quyet-dinh", "page": "1"},
        "paper-template": template,
        "paper-template-file": template,
        "paper-template-trial": template,
        "paper-template-version": {"pk": "1"},
        "signed-paper": {"pk": "1"},
        "paper-stock": {"pk": stock},
        "paper-stock-emblem": {"pk": stock},
        "achievement-paper": {"code": "khong-co", "form": "docx"},
        "submission-paper": {"code": "khong-co", "form": "docx"},
        "register-paper": {"number": "1", "form": "pdf"},
        "register-file": {"form": "html"},
        "award-statistics": {"year": str(year)},
        "award-statistics-paper": {"year": str(year), "form": "pdf"},
    }
