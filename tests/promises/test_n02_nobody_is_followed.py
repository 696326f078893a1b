"""N2: no client that fetches from a network or follows people; the product works with the network blocked."""

from __future__ import annotations

import ast
import re
import socket
import tomllib
from pathlib import Path

import pytest
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from pytest_socket import SocketConnectBlockedError

import thidua
from tests.demonstration import demonstration
from thidua.web.sign_in.adapter import Identities

PACKAGE = Path(thidua.__file__).parent
ROOT = Path(__file__).resolve().parents[2]

CLIENTS = {
    "aiohttp", "bs4", "facebook", "ftplib", "googleapiclient", "http.client", "httpx", "imaplib",
    "instaloader", "nntplib", "playwright", "poplib", "praw", "requests", "scrapy", "selenium", "smtplib",
    "socket", "telethon", "tweepy", "urllib.request", "urllib3", "websocket", "websockets", "xmlrpc",
}  # fmt: skip

# The server asks whether its port is free; it binds, it never connects.
LISTENERS = {("serve.py", "socket")}


def imports() -> set[tuple[str, str]]:
    """(file, module) for every import of the package."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {(path.name, alias.name) for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add((path.name, node.module))
                found |= {(path.name, f"{node.module}.{alias.name}") for alias in node.names}
    return found


def test_no_module_can_fetch_from_a_network():
    assert {(file, module) for file, module in imports() if _client(module)} - LISTENERS == set()


def _client(module: str) -> bool:
    return any(module == client or module.startswith(f"{client}.") for client in CLIENTS)


def test_no_dependency_is_a_network_client():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.match(r"[\w.-]+", item)[0].lower() for item in project["project"]["dependencies"]}
    assert names & CLIENTS == set()


@pytest.mark.django_db
def test_without_an_identity_provider_of_the_place_there_is_nobody_to_call():
    """django-allauth brings a client for sign-in by OIDC. It is asleep unless the place names an issuer."""
    assert settings.OIDC == {}
    assert settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] == []
    assert list(get_adapter().list_providers(None)) == []


@pytest.mark.parametrize(
    "address",
    ["https://example.test/", "https://dinh-danh.noi-bo.example.test/x", "http://dinh-danh.noi-bo/x"],
)
def test_the_client_of_sign_in_reaches_the_configured_issuer_only(settings, address: str):
    settings.OIDC = {"origin": "https://dinh-danh.noi-bo"}
    client = Identities().get_requests_session()
    with pytest.raises(ValueError, match="connection adapters"):
        client.get(address)
    assert list(client.adapters) == ["https://dinh-danh.noi-bo/"]


def test_nothing_that_runs_holds_a_foreign_address():
    """Sources may be cited as addresses in rules and docs; code, pages and scripts hold none but vocabulary names."""
    foreign = re.compile(
        r"https?://(?!127\.0\.0\.1|localhost|\[::1\]|www\.w3\.org/|json-schema\.org/|\{)[\w.-]+"
    )
    files = [
        p
        for p in PACKAGE.rglob("*")
        if p.suffix in {".py", ".html", ".js", ".css"} and "vendor" not in p.parts
    ]
    found = {path.name: foreign.findall(path.read_text("utf-8")) for path in files}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_a_year_is_made_and_closed_in_a_process_that_cannot_reach_a_network():
    """`tests.demonstration` ends the process at the first look-up or connection."""
    assert demonstration().printed != ""


def test_the_tests_themselves_reach_no_network():
    # The guard warns before it raises; here a warning is already an error.
    with (
        socket.socket() as door,
        pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"),
    ):
        door.connect(("192.0.2.1", 80))
