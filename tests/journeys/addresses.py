"""Every address of the site with an example from the journeys' world, as An, or whoever it is for, sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.journeys import clusters, councils, honour, outage, own, papers, printing
from tests.journeys.world import DRAFT, MONTH, MOVEMENT, SCHEME, UNIT
from thidua.actions.demo.wall import SECRET

CLOSED_WEEK = "2025-W10"
MERGER = "hop-nhat-bai-lau-rung-sen"
COMPANY, PLAN = "minh-hoa-dai-doi-co-dong", f"{UNIT}-kh-2025"
# Addresses without anybody's data, the same for everyone who may sign in.
SHARED = {
    "disputes", "inspections", "reports",
    "today", "sign-in", "sign-out", "register", "directory", "published", "schemes", "scheme", "movements", "deeds",
    "deed-new", "figures-import", "lab", "lab-pdf", "scheme-compare",
    "look", "boards", "tiles", "walls", "design",
    "figures-layout", "plans", "plan-new", "movement-new", "award", "award-new", "awards-import", "register-sheet",
    "search", "tokens", "api-document", "law", "law-title", "law-conduct",
}  # fmt: skip
# Addresses that only take what a form sends; a look (GET) answers 405.
FORMS = {
    "wall-take-down",
    "dispute-answer", "dispute-extend", "dispute-assign", "dispute-withdraw", "dispute-show", "reports-remind",
    "inspection-check", "inspection-reply", "inspection-give", "inspection-conclude",
    "sign-out", "deed-confirm", "deed-return", "evidence-add", "entry-check", "freeze", "close", "reopen",
    "compact-sign", "item-done", "succession-assign", "succession-complete", "succession-drop",
    "job-stop", "job-again", "job-export",
    "token-revoke",
    "comment-new", "comment-settle", "entry-draft", "figure-evidence", "mapping-forget",
    "scheme-begin", "scheme-check", "scheme-discard",
    "look",
    "report-submit", "report-approve", "report-return", "report-withdraw", "window-extend", "lock-ask",
    "award-present", "award-revoke", "period-open", "launch-receive", "item-new", "plan-amend", "plan-approve",
}  # fmt: skip
# Pages that are for somebody else than An.
READERS = {
    "classes": "dai-doi", "classes-months": "dai-doi", "movement-launch": "dung", "target-change": "dung",
    "scheme-new": "dung", "scheme-import": "dung", "scheme-edit": "dung", "scheme-form": "dung", "scheme-read": "dung",
    "scheme-publish": "dung", "area-succession-new": "dung",
    "succession": "dung", "succession-assign": "dung", "succession-complete": "dung", "succession-drop": "dung",
}  # fmt: skip
# The directory and its re-organisations, papers, plans, advice.
SHARED |= {
    "unit-new", "area-new", "successions", "succession-new", "directory-import", "directory-export",
    "directives", "directive-new", "directive", "proposals", "proposal-new", "occasions", "outreach",
}  # fmt: skip
FORMS |= {
    "succession-assign", "succession-complete", "succession-drop", "plan-send", "plan-return", "plan-close",
    "movement-approve", "movement-archive", "annex-sign", "annex-withdraw",
}  # fmt: skip
READERS |= {"movement-summary": "dung", "target-change": "dung"}
# Downloads, not pages.
FILES = {
    "entry-excel", "entry-fresh", "targets-excel",
    "directory-export", "evidence", "standing-excel", "lab-pdf",
}  # fmt: skip
for known, more in ((SHARED, papers.SHARED), (FORMS, papers.FORMS), (FILES, papers.FILES)):
    known |= more
READERS |= papers.READERS | councils.READERS | honour.READERS
for known, more in ((SHARED, councils.SHARED), (FORMS, councils.FORMS), (FILES, councils.FILES)):
    known |= more
for known, more in ((SHARED, printing.SHARED), (FORMS, printing.FORMS), (FILES, printing.FILES)):
    known |= more
READERS |= printing.READERS
for known, more in ((SHARED, honour.SHARED), (FORMS, honour.FORMS), (FILES, honour.FILES)):
    known |= more
SHARED |= outage.SHARED
FORMS |= outage.FORMS
FILES |= outage.FILES
# Signing in, one's own account, and an administrator's pages.
ENTRANCE = {
    "sign-in",
    "account_login",
    "wall",
    *outage.OPEN,
    *printing.OPEN,
}  # open before anybody has signed in
SHARED |= {
    "account_login", "mfa_authenticate", "identity", "passkey-sign-in", "passkey-question", "account",
    "account-password", "account-confirm", "account_reauthenticate", "mfa_reauthenticate", "account-sessions",
    "account-totp", "account-codes", "account-passkey",
}  # fmt: skip
FORMS |= {
    "identity", "passkey-sign-in", "passkey-question", "account-sessions", "account-factor-remove",
    "delegation-revoke", "account-act", "account-open", "post-end",
}  # fmt: skip
READERS |= dict.fromkeys(("accounts", "person-new", "account-of", "post-new"), "quan-tri")
# What this home does not have: it is set up already, and knows no identity provider. 404 for everybody.
ABSENT = {"set-up", "openid_connect_callback"}
# Answers by going to another address of this table.
DETOURS = {"figures-layout", "unit", "entry-latest"}
for known, more in ((SHARED, own.SHARED), (FORMS, own.FORMS), (FILES, own.FILES), (DETOURS, own.DETOURS)):
    known |= more
for known, more in ((SHARED, clusters.SHARED), (FORMS, clusters.FORMS), (FILES, clusters.FILES)):
    known |= more
READERS |= clusters.READERS


_SUCCESSION = ("succession", "succession-assign", "succession-complete", "succession-drop")


@dataclass(frozen=True)
class Address:
    name: str
    path: str

    @property
    def page(self) -> bool:
        return self.name not in FORMS | FILES | ABSENT


def names() -> set[str]:
    """Names of all addresses of the URL table."""
    return {pattern.name or str(pattern.pattern) for pattern in _patterns(get_resolver())}


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            if item.namespace:  # programs come in by tokens: tests/web/test_api.py
                continue
            yield from _patterns(item)
        else:
            yield item


def _entry(unit: dict[str, str]) -> dict[str, dict[str, str]]:
    """Entering: drafts, a cell and what is said about it, files in and out."""
    cell = {**unit, "period": CLOSED_WEEK, "figure": "ho-so-dung-han"}
    return {
        "mapping-forget": {"pk": "1"},
        "comment-settle": {"pk": "1"},
        "comment-new": cell,
        "figure-evidence": cell,
        "entry-excel": {**unit, "period": MONTH},
        "targets-excel": {"code": MOVEMENT},
        "entry-draft": {**unit, "period": MONTH},
        "entry-fresh": {**unit, "period": MONTH},
        "figure-cell": cell,
    }


def _arguments(home: Path) -> dict[str, str]:
    """What stands for each part of an address; a deed and its file are looked up in the home."""
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        deed, sha256 = base.execute(
            "SELECT d.code, e.sha256 FROM store_deed d JOIN store_evidence e ON e.deed_id = d.id"
            " JOIN store_unit u ON u.id = d.unit_id WHERE u.code = ? ORDER BY d.code LIMIT 1",
            [UNIT],
        ).fetchone()
        compact = base.execute(
            "SELECT c.code FROM store_compact c JOIN store_unit u ON u.id = c.unit_id WHERE u.code = ?"
            " ORDER BY c.code LIMIT 1",
            [UNIT],
        ).fetchone()[0]
        item = base.execute("SELECT i.id FROM store_actionitem i ORDER BY i.id LIMIT 1").fetchone()[0]
        share = base.execute(
            "SELECT i.id FROM store_actionitem i JOIN store_plan p ON p.id = i.plan_id WHERE p.code = ? LIMIT 1",
            [PLAN],
        ).fetchone()[0]
        event = base.execute(
            "SELECT d.code FROM store_deed d JOIN store_unit u ON u.id = d.unit_id WHERE u.code = ?"
            " AND d.kind = 'tuyen-truyen' ORDER BY d.code LIMIT 1",
            [UNIT],
        ).fetchone()[0]
        proposal = base.execute(
            "SELECT p.code FROM store_proposal p JOIN store_unit u ON u.id = p.unit_id WHERE u.code = ? LIMIT 1",
            [UNIT],
        ).fetchone()[0]
        target = base.execute(
            "SELECT t.id FROM store_target t JOIN store_compact c ON c.id = t.compact_id WHERE c.code = ?"
            " AND t.unit_id = c.unit_id LIMIT 1",
            [compact],
        ).fetchone()[0]
        post = base.execute(
            "SELECT p.id FROM store_post p JOIN store_person n ON n.id = p.person_id WHERE n.code = 'an' LIMIT 1"
        ).fetchone()[0]
        lent = base.execute("SELECT d.id FROM store_delegation d ORDER BY d.id LIMIT 1").fetchone()[0]
        award = base.execute("SELECT a.code FROM store_award a ORDER BY a.id LIMIT 1").fetchone()[0]
    return {"deed": deed, "sha256": sha256, "compact": compact, "item": item, "target": target,
            "award": award, "post": post, "lent": lent, "share": share,
            "proposal": proposal, "event": event}  # fmt: skip


def _latest(home: Path) -> dict[str, str]:
    """The last dispute and the last inspection."""
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        dispute = base.execute("SELECT code FROM store_dispute ORDER BY id DESC LIMIT 1").fetchone()[0]
        inspection = base.execute("SELECT code FROM store_inspection ORDER BY id DESC LIMIT 1").fetchone()[0]
    return {"dispute": dispute, "inspection": inspection}


def _month(found: dict[str, str]) -> dict[str, dict[str, str]]:
    """A unit's month: its report, a dispute and an inspection, and the steps of each."""
    reports = [f"report{name}" for name in ("", "-submit", "-approve", "-return", "-withdraw")]
    disputes = [f"dispute{name}" for name in ("", "-answer", "-extend", "-assign", "-withdraw", "-show")]
    inspected = {"code": found["inspection"]}
    return {
        **{name: {"code": UNIT, "month": MONTH} for name in (*reports, "window-extend", "lock-ask")},
        **{name: {"code": found["dispute"]} for name in disputes},
        **{f"inspection{name}": inspected for name in ("", "-give", "-conclude")},
        **{f"inspection-{name}": {**inspected, "place": "1"} for name in ("check", "reply")},
        "windows": {"code": UNIT},
        "dispute-new": {"movement": MOVEMENT, "period": CLOSED_WEEK, "subject": UNIT},
    }


def _accounts(found: dict[str, str]) -> dict[str, dict[str, str]]:
    """An, as her administrator sees her; her post, and what she lent."""
    an = {"code": "an"}
    return {
        **dict.fromkeys(("account-of", "account-act", "account-open", "post-new"), an),
        "post-end": {**an, "pk": found["post"]},
        "delegation-new": {"pk": found["post"]},
        "delegation-revoke": {"pk": found["lent"]},
        "account-factor-remove": {"pk": "1"},
        "openid_connect_callback": {"provider_id": "oidc"},
    }


def _boards(movement: dict[str, str], week: dict[str, str]) -> dict[str, dict[str, str]]:
    """Standing, flags and the screens that show them."""
    screens = {"wall": {"secret": SECRET}, "wall-inside": movement, "wall-take-down": {"pk": "1"}}
    return {"standing": week, "flags": week, **screens}


def _order(found: dict[str, str]) -> dict[str, dict[str, str]]:
    """From paper to plan, round and outreach."""
    plan, movement = {"code": PLAN}, {"code": MOVEMENT}
    annex = {"movement": MOVEMENT, "code": found["compact"], "pk": "1"}
    return {
        **dict.fromkeys(("plan-send", "plan-return", "plan-close"), plan),
        **dict.fromkeys(("movement-approve", "movement-summary", "movement-archive"), movement),
        **dict.fromkeys(("annex-sign", "annex-withdraw"), annex),
        **{name: {"code": MERGER} for name in _SUCCESSION},
        "item-split": {**plan, "pk": found["share"]},
        "directive": {"code": "luat-06-2022-qh15"},
        "outreach-tag": {"code": found["event"]},
        "proposal": {"code": found["proposal"]},
        "area-card": {"code": "xa-lim-xanh"},
    }


def addresses(home: Path) -> list[Address]:
    """One example of every address.

    Raises:
        NoReverseMatch: an address has no example here yet; add one.
    """
    found = _arguments(home) | _latest(home)
    unit, movement = {"code": UNIT}, {"movement": MOVEMENT}
    week = {**movement, "period": CLOSED_WEEK}
    examples: dict[str, dict[str, str]] = {
        **_order(found),
        "unit": unit,
        "unit-card": unit,
        "unit-move": unit,
        "unit-month": {**unit, "period": MONTH},
        "entry": {**unit, "period": MONTH},
        "entry-check": {**unit, "period": MONTH},
        **_month(found),
        **_entry(unit),
        "figure-correct": {**unit, "period": CLOSED_WEEK, "figure": "ho-so-dung-han"},
        "deed": {"code": found["deed"]},
        "deed-confirm": {"code": found["deed"]},
        "deed-return": {"code": found["deed"]},
        "evidence-add": {"code": found["deed"]},
        "evidence": {"sha256": found["sha256"]},
        "movement": {"code": MOVEMENT},
        "compact": {**movement, "code": found["compact"]},
        "compact-sign": {**movement, "code": found["compact"]},
        "item-done": {"pk": found["item"]},
        "entry-latest": unit,
        "classes": {"code": COMPANY, "period": MONTH},
        "classes-months": {"code": COMPANY},
        "plan": {"code": PLAN},
        "item-new": {"code": PLAN},
        "plan-amend": {"code": PLAN},
        "plan-approve": {"code": PLAN},
        "movement-launch": {"code": MOVEMENT},
        "launch-receive": {"code": MOVEMENT, "unit": UNIT},
        "period-open": {"code": MOVEMENT},
        "compact-new": movement,
        "target-change": {**movement, "code": found["compact"], "pk": found["target"]},
        **_boards(movement, week),
        "freeze": week,
        "close": week,
        "reopen": week,
        "moved": week,
        "standing-excel": week,
        "why": {**week, "subject": UNIT},
        "scheme": {"code": SCHEME},
        "scheme-begin": {"code": SCHEME},
        "scheme-compare": {"code": SCHEME},
        **{
            f"scheme-{name}": {"code": DRAFT}
            for name in ("edit", "check", "form", "read", "publish", "discard")
        },
        "token-revoke": {"pk": "1"},
        **_accounts(found),
        "lab": {"code": SCHEME},
        "lab-pdf": {"code": SCHEME},
        "law-title": {"title": "chien-si-thi-dua-co-so"},
    }
    examples |= papers.examples(home) | outage.examples(home) | own.examples(home)
    examples |= clusters.examples(home) | councils.examples(home) | printing.examples(home)
    examples |= honour.examples(home)
    return [
        Address(name, reverse(name, kwargs=examples.get(name, {})) + own.ASKED.get(name, ""))
        for name in sorted(names())
    ]
