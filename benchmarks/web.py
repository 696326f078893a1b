"""How the pages hold under many people: `uv run --extra postgres python benchmarks/web.py [--seconds 40] [--weeks 52]`.

The demonstration's province on PostgreSQL (a server started for the run) with 50, 200 and 400 people, and on SQLite
with 50; each opens one of the five most used pages, reads ten seconds on average, opens the next. Beside it, in the
same run, the bare page of the same framework and server (benchmarks/hello.py) under the same people. Those who ask
share the machine with the server.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.crowd import THINK, Heard, Reader, crowd
from benchmarks.page import machine, put, table
from thidua.actions.demo.world import make_world
from thidua.core.period import PeriodKind

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
UNIT, MOVEMENT = "ca-xa-lim-xanh", "vi-an-ninh-to-quoc-2025"
BUILD = """
import sys
from pathlib import Path
from thidua.actions.demo.home import fresh_home
from thidua.cli.home import open_home
fresh_home(Path(sys.argv[1]))
open_home(Path(sys.argv[1]), migrate=True)
from thidua.actions.demo.load import demo_load
from thidua.actions.demo.world import make_world
demo_load(world=make_world(2025, int(sys.argv[2])), tell=lambda *_: None)
"""
SESSIONS = """
import sys, django
django.setup()
from django.test import Client
from thidua.store.models import Account
for number in range(int(sys.argv[1])):
    client = Client()
    client.force_login(Account.objects.get(username=("an", "binh")[number % 2]),
                       backend="django.contrib.auth.backends.ModelBackend")
    print(client.cookies["sessionid"].value)
"""


def pages_of(weeks: int) -> tuple[tuple[str, str], ...]:
    """The five most used pages, in the last week and month that were lived; the grid is the open month's."""
    week = make_world(2025, weeks).weeks[-1]
    month = week.within(PeriodKind.MONTH)
    return (
        ("today", "/"),
        ("month of a unit", f"/don-vi/{UNIT}/thang/{month.code}/"),
        ("entry grid", f"/don-vi/{UNIT}/nhap/2026-01/"),
        ("standing", f"/phong-trao/{MOVEMENT}/{week.code}/"),
        ("register", "/so-ghi-danh/"),
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    """A server in its own process, ended at the end."""
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, log.seek(0) or log.read().decode()
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()
            server.wait(30)


@contextmanager
def bare() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads",
               "2", "--port", str(port), "--log-level", "warning", "benchmarks.hello:application"]  # fmt: skip
    with running(command, dict(os.environ), port) as at:
        yield at


@contextmanager
def site(home: Path, database: str) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "thidua", "serve", "--home", str(home), "--port", str(port), "--workers",
               str(WORKERS)]  # fmt: skip
    with running(command, _environment(home, database), port) as at:
        yield at


def _environment(home: Path, database: str) -> dict[str, str]:
    made = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    made |= {"THIDUA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "thidua.settings"}
    return made | ({"THIDUA_DATABASE": database} if database else {})


def script(text: str, arguments: tuple[str, ...], home: Path, database: str) -> str:
    command = [sys.executable, "-c", text, *arguments]
    run = subprocess.run(command, cwd=ROOT, env=_environment(home, database), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def readers(home: Path, database: str, count: int, weeks: int) -> list[Reader]:
    keys = script(SESSIONS, (str(count),), home, database).split()
    return [Reader(f"sessionid={key}", pages_of(weeks)) for key in keys]


def row(name: str, people: int, heard: Heard, hello: Heard) -> tuple[str, ...]:
    p95, base = heard.quantile(0.95), hello.quantile(0.95)
    return (
        name, str(people), str(len(heard.all())), *(f"{heard.quantile(q) * 1000:.0f} ms" for q in (0.5, 0.95, 0.99)),
        f"{base * 1000:.1f} ms", f"{p95 / base:.1f}×", str(sum(heard.errors.values())),
    )  # fmt: skip


def measure(
    name: str, database: str, crowds: tuple[int, ...], seconds: float, weeks: int
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    rows, pages = [], []
    with tempfile.TemporaryDirectory(prefix="thidua-web-") as folder:
        home = Path(folder) / "home"
        script(BUILD, (str(home), str(weeks)), home, database)
        for people in crowds:
            who = readers(home, database, people, weeks)
            with bare() as port:
                crowd(port, [Reader("", (("hello", "/"),))] * 5, 1)
                hello = crowd(port, [Reader("", (("hello", "/"),))] * people, seconds)
            with site(home, database) as port:
                crowd(port, who[:5], 5)  # what is read once is read now
                heard = crowd(port, who, seconds)
            rows.append(row(name, people, heard, hello))
            print("  ".join(rows[-1]), dict(heard.errors), flush=True)
            if people == crowds[0]:
                for page, taken in sorted(heard.seconds.items()):
                    half = sorted(taken)[len(taken) // 2]
                    pages.append((name, page, f"{half * 1000:.0f} ms", f"{heard.sizes[page] / 1000:.0f} kB"))
    return rows, pages


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--weeks", type=int, default=52)
    asked = parser.parse_args()
    from tests.postgresql import start_server

    rows, pages = measure("SQLite", "", (50,), asked.seconds, asked.weeks)
    more, others = measure("PostgreSQL", start_server(), (50, 200, 400), asked.seconds, asked.weeks)
    head = ("database", "people", "pages", "p50", "p95", "p99", "bare p95", "p95 to bare", "errors")
    text = f"{table(head, rows + more)}\n\n{table(('database', 'page', 'median at 50', 'weight'), pages + others)}"
    put("web", f"{text}\n\nEach person reads {THINK:.0f} s on average between two pages. {machine()}")


if __name__ == "__main__":
    main()
