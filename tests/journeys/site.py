"""A real server for the journeys: `thidua serve` in its own process, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.demonstration import ROOT

SECONDS = 30


@dataclass(frozen=True)
class Site:
    """A running server on a home of its own."""

    url: str
    home: Path
    password: str

    def sign_in(self, context: BrowserContext, who: str) -> Page:
        """A page on which `who` (an account) has just signed in."""
        page = context.new_page()
        page.goto(f"{self.url}/dang-nhap/")
        page.fill("input[name=username]", who)
        page.fill("input[name=password]", self.password)
        page.click("main button[type=submit], main form button")
        page.wait_for_url(f"{self.url}/")
        return page


@contextmanager
def serve(home: Path, password: str, database: str = "") -> Iterator[Site]:
    """`database`: the address of a PostgreSQL server; without it the SQLite file in the home."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    if database:
        environment["THIDUA_DATABASE"] = database
    environment["PYTHONFAULTHANDLER"] = "1"  # if a library of the server crashes, the log says where
    log = home / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "thidua", "serve", "--home", str(home), "--port", str(port), "--workers", "1"],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait(server, port, log)
            yield Site(f"http://127.0.0.1:{port}", home, password)
        finally:
            ended = server.poll()
            server.terminate()
            server.wait(timeout=SECONDS)
            assert ended is None, f"the server ended by itself ({ended}): {log.read_text(encoding='utf-8')}"


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"no answer after {SECONDS} s: {log.read_text(encoding='utf-8')}")
