"""Addresses of councils and secret ballots, with an example of each; An sits on the council of her province."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from thidua.actions.demo.council import COUNCIL, ENDED, SITTING

SHARED = {"councils", "council-new"}  # whoever heads a unit may record its council
FORMS = {
    "ballot-draw", "ballot-cast", "council-seat", "council-leave", "council-attend", "council-begin", "council-say",
    "council-letter", "council-recuse", "council-choose", "council-vote", "council-hand", "council-seal",
    "council-count", "council-give-up", "council-end",
}  # fmt: skip
FILES = {
    "council-progress",
    "ballot-phase",
    "ballot-file",
    "council-minutes-document",
    "council-count-document",
}
READERS = {"council-new": "dung", "council-session-new": "dung"}
_STEPS = ("", "-attend", "-begin", "-say", "-vote", "-end")


def examples(home: Path) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        rounds = dict(
            base.execute(
                "SELECT s.code, r.id FROM store_councilround r JOIN store_councilsession s ON s.id = r.session_id"
            ).fetchall()
        )
        ballots = dict(
            base.execute(
                "SELECT b.phase, b.code FROM store_ballot b JOIN store_councilround r ON r.ballot_id = b.id"
            ).fetchall()
        )
    sitting, ended = {"code": SITTING}, {"code": ENDED}
    voting = {**sitting, "number": str(rounds[SITTING])}
    drawing, counted = {"code": ballots["drawing"]}, {"code": ballots["counted"]}
    council, item = {"code": COUNCIL}, {**sitting, "number": "1"}
    return {
        **dict.fromkeys(("council", "council-seat", "council-leave", "council-session-new"), council),
        **{f"council{step or '-session'}": sitting for step in _STEPS},
        **dict.fromkeys(("council-progress", "council-screen"), sitting),
        **dict.fromkeys(("council-letter", "council-recuse", "council-choose"), item),
        **dict.fromkeys(("council-hand", "council-seal", "council-count", "council-give-up"), voting),
        "council-minutes": ended,
        "council-minutes-document": {**ended, "form": "docx"},
        "council-count-document": {**ended, "number": str(rounds[ENDED]), "form": "pdf"},
        **dict.fromkeys(("ballot", "ballot-draw", "ballot-cast", "ballot-phase"), drawing),
        "ballot-file": counted,
    }
