"""Every address and every form of the site, tried by people it is not for: nothing is shown, nothing changes.

The forms are those that the rightful reader finds on her pages, filled in as she would; somebody else sends them with
a session and a token of her own. The table of addresses makes the list, so a new page is tried without being asked.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from tests.demonstration import ROOT
from tests.journeys import papers
from tests.journeys.addresses import ENTRANCE, FILES, FORMS, READERS, SHARED, Address, addresses
from tests.journeys.site import Site
from tests.journeys.world import UNIT

# What a visit itself leaves behind, whoever pays it.
TRACES = {"cache", "django_session", "store_auditline", "store_account", "usersessions_usersession"}
TEAM = "xa-lim-xanh-to-1"
TYPED = {"number": "1", "date": "2025-03-12", "checkbox": "on"}
LENT = """
import os, sys
from datetime import date, timedelta
os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings"
import django
django.setup()
from thidua.store.models import Account, Delegation, Post
from thidua.web.door import now, today
an = Post.objects.get(person__account__username="an", unit__code=sys.argv[1])
other = Post.objects.on(today()).get(unit__code=sys.argv[3], role="officer", person__account=None)
Account.objects.create_account("duoc-uy-quyen", sys.argv[2], other.person)
Delegation.objects.create(post=an, to=other.person, roles=["head"], reason="Đi học", given_at=now(),
                          first_day=today() - timedelta(days=30), last_day=today() + timedelta(days=5))
"""


class Kept(HTTPRedirectHandler):
    """A redirection is an answer like others."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Visitor:
    """Somebody's own cookies, without a browser."""

    site: Site
    jar: CookieJar = field(default_factory=CookieJar)

    def ask(self, path: str, sent: dict[str, str] | None = None) -> tuple[int, str]:
        body = urlencode({**sent, "csrfmiddlewaretoken": self.token}).encode() if sent is not None else None
        sender = {"Referer": self.site.url}
        request = Request(urljoin(self.site.url, path), data=body, headers=sender)  # noqa: S310 - our own server
        try:
            with build_opener(HTTPCookieProcessor(self.jar), Kept).open(request) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except HTTPError as answer:
            return answer.code, answer.read().decode("utf-8", "replace")

    @property
    def token(self) -> str:
        return next((cookie.value or "" for cookie in self.jar if cookie.name == "csrftoken"), "")


def visitor(site: Site, username: str = "") -> Visitor:
    made = Visitor(site)
    made.ask("/dang-nhap/")
    if username:
        status, _ = made.ask("/dang-nhap/", {"username": username, "password": site.password})
        assert status == 302, username
        made.ask("/")
    return made


class Forms(HTMLParser):
    """Forms of a page that write, with what stands in their fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {} if held.get("method", "").lower() == "post" else None
            if self._fields is not None:
                self.found.append((held.get("action", ""), self._fields))
        if self._fields is None:
            return
        if tag in {"input", "textarea", "button"} and held.get("name"):
            kind = held.get("type", "text")
            usual = TYPED.get(kind, "Đếm lại sổ gốc")
            self._fields.setdefault(held["name"], held.get("value") or usual)
        if tag == "select":
            self._select = held.get("name", "")
        if tag == "option" and self._select and held.get("value"):
            self._fields.setdefault(self._select, held["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        if tag == "select":
            self._select = ""


def digest(home: Path) -> dict[str, str]:
    """Table → sum of all its rows, but for the traces of a visit."""
    with closing(sqlite3.connect(f"file:{home / 'thidua.sqlite3'}?mode=ro", uri=True)) as base:
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: hashlib.sha256(
                repr(base.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()).encode()
            ).hexdigest()
            for name in tables
            if name not in TRACES and not name.startswith("sqlite_")
        }


@pytest.fixture(scope="module")
def lent(site: Site) -> str:
    """Somebody of a team of An's, whose own post opens nothing of hers, and who stands in for her these days."""
    environment = {**os.environ, "THIDUA_HOME": str(site.home)}
    environment.pop("THIDUA_DATABASE", None)
    run = subprocess.run(
        [sys.executable, "-c", LENT, UNIT, site.password, TEAM],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return "duoc-uy-quyen"


def end_the_delegation(site: Site) -> None:
    with closing(sqlite3.connect(site.home / "thidua.sqlite3")) as base:
        base.execute("UPDATE store_delegation SET last_day = '2025-01-15', first_day = '2025-01-01'")
        base.commit()


@pytest.fixture(scope="module")
def forms(site: Site) -> list[tuple[str, str, dict[str, str]]]:
    """(page, address, fields) of every form that An and the other readers find."""
    readers = {who: visitor(site, who) for who in sorted({"an", *READERS.values()})}
    found = {}
    for item in _pages(site):
        status, text = readers[READERS.get(item.name, "an")].ask(item.path)
        if status == 200:
            for action, fields in _forms(text):
                where = urlsplit(urljoin(site.url + item.path, action)).path
                found[where, tuple(sorted(fields))] = (item.name, where, fields)
    assert len(found) > 30
    return list(found.values())


def _forms(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    parser = Forms()
    parser.feed(text)
    yield from parser.found


def _pages(site: Site) -> list[Address]:
    return [item for item in addresses(site.home) if item.name not in FORMS | FILES | ENTRANCE]


def test_nothing_is_shown_to_who_has_not_signed_in(site: Site, forms):
    nobody = visitor(site)
    before = digest(site.home)
    closed = [item for item in addresses(site.home) if item.name not in ENTRANCE | papers.PUBLIC]
    answers = {item.name: nobody.ask(item.path)[0] for item in closed}
    sent = {where: nobody.ask(where, fields)[0] for _, where, fields in forms if where != "/dang-nhap/"}
    assert {name: status for name, status in answers.items() if status not in {302, 404, 405}} == {}
    assert {where: status for where, status in sent.items() if status not in {302, 403, 404, 405}} == {}
    assert digest(site.home) == before


def test_chi_changes_nothing_of_an_with_her_own_forms(site: Site, forms):
    chi = visitor(site, "chi")
    before = digest(site.home)
    shared = {item.path for item in addresses(site.home) if item.name in SHARED}
    answers = {}
    for _, where, fields in forms:
        if where not in shared:
            answers[where] = chi.ask(where, fields)[0]
    assert {where: status for where, status in answers.items() if status != 404} == {}
    assert digest(site.home) == before


def test_a_delegate_loses_everything_the_day_after_in_the_same_session(site: Site, forms, lent: str):
    delegate = visitor(site, lent)
    entry = next(item.path for item in addresses(site.home) if item.name == "entry")
    assert delegate.ask(entry)[0] == 200
    end_the_delegation(site)
    assert delegate.ask(entry)[0] == 404
    before = digest(site.home)
    shared = {item.path for item in addresses(site.home) if item.name in SHARED}
    for _, where, fields in forms:
        if where not in shared:
            delegate.ask(where, fields)
    assert digest(site.home) == before
