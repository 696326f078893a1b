"""A real worker process on a home of its own: it does what waits, and what died with it is run again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.demonstration import ROOT

SECONDS = 60


def run(home: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    return {**kept, "THIDUA_HOME": str(home)}


def ask(home: Path, steps: int) -> int:
    return int(run(home, "tests.cli.slow_work", str(home), str(steps)))


def stands(home: Path, pk: int) -> tuple[str, str]:
    with closing(sqlite3.connect(home / "thidua.sqlite3")) as base:
        return base.execute("SELECT state, message FROM store_job WHERE id = ?", [pk]).fetchone()


@pytest.fixture
def worker(tmp_path: Path):
    started = subprocess.Popen(
        [sys.executable, "-m", "thidua", "worker", "--beside"],
        cwd=ROOT, env=environment(tmp_path), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield started
    started.kill()
    started.wait()
    started.stdin.close()


def until(started: subprocess.Popen[bytes], condition) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert started.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_waits_is_done_and_the_worker_ends(tmp_path: Path):
    pk = ask(tmp_path, 3)
    assert stands(tmp_path, pk) == ("waiting", "")
    run(tmp_path, "thidua", "worker", "--once")
    assert stands(tmp_path, pk) == ("done", "Nguyễn Thị An: 3 bước.")


def test_a_killed_workers_job_is_lost_and_known_to_be(tmp_path: Path, request: pytest.FixtureRequest):
    pk = ask(tmp_path, 3000)
    started = request.getfixturevalue("worker")
    progress = tmp_path / "jobs" / str(pk) / "progress"
    until(started, lambda: progress.exists() and progress.read_text() > "1")
    started.send_signal(signal.SIGKILL)
    started.wait()
    assert stands(tmp_path, pk)[0] == "running"
    alive = tmp_path / "jobs" / str(pk) / "alive"
    os.utime(alive, (0, 0))  # half a minute later
    run(tmp_path, "thidua", "worker", "--once")
    assert stands(tmp_path, pk) == ("lost", "Máy chủ dừng khi việc đang chạy; chưa ghi gì dở dang.")


def test_a_wish_to_stop_reaches_the_worker_and_the_worker_ends_with_its_parent(
    tmp_path: Path, request: pytest.FixtureRequest
):
    pk = ask(tmp_path, 3000)
    started = request.getfixturevalue("worker")
    progress = tmp_path / "jobs" / str(pk) / "progress"
    until(started, lambda: progress.exists() and progress.read_text() > "1")
    (tmp_path / "jobs" / str(pk) / "stop").touch()
    until(started, lambda: stands(tmp_path, pk)[0] == "cancelled")
    started.stdin.close()  # as when the server that started it dies
    started.wait(timeout=SECONDS)
