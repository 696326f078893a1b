"""Addresses of a cluster's year, as Dung reads them for the province that leads it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

CODE = "cum-minh-hoa-2025"
SHARED = {"clusters", "cluster-new"}
FORMS = {
    "cluster-represent",
    "cluster-report-return",
    "cluster-item-done",
    "cluster-limit-settle",
    "cluster-limit-unlike",
}
FILES = {"cluster-excel", "cluster-document"}
_PAGES = (
    "cluster", "cluster-plan", "cluster-compact", "cluster-reviews", "cluster-total", "cluster-conference",
    "cluster-items", "cluster-hand-over",
)  # fmt: skip
READERS = dict.fromkeys((*_PAGES, "cluster-new", "cluster-report", *FORMS, *FILES), "dung")


def examples(home: Path) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        limit = base.execute("SELECT id FROM store_limitation ORDER BY id LIMIT 1").fetchone()[0]
        past, item = base.execute(
            "SELECT c.code, i.id FROM store_clusteritem i JOIN store_clusteredition e ON e.id = i.edition_id"
            " JOIN store_cluster c ON c.id = e.cluster_id ORDER BY i.id LIMIT 1"
        ).fetchone()
    year = {"code": CODE}
    return {
        **dict.fromkeys((*_PAGES, "cluster-represent", "cluster-excel"), year),
        "cluster-report": {**year, "unit": "ca-minh-hoa"},
        "cluster-report-return": {**year, "unit": "ca-minh-hoa"},
        "cluster-item-done": {"code": past, "pk": item},
        "cluster-limit-settle": {"code": past, "pk": limit},
        "cluster-limit-unlike": {"code": past, "pk": limit},
        "cluster-document": {"code": past, "which": "de-nghi", "form": "pdf"},
    }
