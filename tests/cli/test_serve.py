"""`thidua serve`, and the server at the end of `thidua demo`: the pages come, whatever the process did before."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from tests.demonstration import ROOT, demonstration

# What `thidua demo` does: it reads the vault, and then serves from the same process.
_ASKED_THEN_SERVED = """
import sys
from pathlib import Path
from thidua.cli.home import open_home
from thidua.cli.serve import run
if __name__ == "__main__":
    open_home(Path(sys.argv[1]), migrate=False)
    from thidua.store.vault.read import ask
    assert ask("SELECT 1 AS one", []) == [{"one": 1}]
    run("127.0.0.1", int(sys.argv[2]), 1)
"""
SECONDS = 60


def test_a_process_that_has_read_the_vault_still_serves_what_reads_it(tmp_path: Path) -> None:
    """Its workers waited for ever for threads that only the first process had."""
    home = tmp_path / "home"
    shutil.copytree(demonstration().home, home)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    script = tmp_path / "asked.py"
    script.write_text(_ASKED_THEN_SERVED, encoding="utf-8")
    server = subprocess.Popen(
        [sys.executable, str(script), str(home), str(port)],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(server, port)
        assert "Việc hôm nay" in _first_page(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the server has ended"
        time.sleep(0.2)
    raise AssertionError("the server does not listen")


def _first_page(url: str) -> str:
    """What An sees after signing in: her place in closed standings, read from the vault."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = browser.open(f"{url}/dang-nhap/", timeout=SECONDS).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    given = {"csrfmiddlewaretoken": token[1], "username": "an", "password": "thi-dua-2025"}
    return browser.open(f"{url}/dang-nhap/", urlencode(given).encode(), timeout=SECONDS).read().decode()
