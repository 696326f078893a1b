"""The desk of a background job, in the home: how far it is, signs of life, the wish to stop, what it made.

Files and not rows, because the work itself is one database transaction: nobody outside sees what it writes there
before it ends, and on SQLite nobody could write a wish beside it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

BEAT = 5.0  # seconds between two signs of life
SILENT = 30.0  # seconds of silence after which a worker is taken for dead


def room() -> Path:
    return Path(settings.HOME) / "jobs"


def folder(pk: int) -> Path:
    return room() / str(pk)


def clear(pk: int) -> None:
    """A clean desk before an attempt."""
    shutil.rmtree(folder(pk), ignore_errors=True)
    folder(pk).mkdir(parents=True)


def remove(pk: int) -> None:
    shutil.rmtree(folder(pk), ignore_errors=True)


def tell(pk: int, done: int, total: int) -> None:
    _write(folder(pk) / "progress", f"{done} {total}".encode())


def told(pk: int) -> tuple[int, int]:
    """(done, total), zeros before the first word."""
    try:
        done, total = (folder(pk) / "progress").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return 0, 0
    return int(done), int(total)


def ask_to_stop(pk: int) -> None:
    folder(pk).mkdir(parents=True, exist_ok=True)
    (folder(pk) / "stop").touch()


def asked_to_stop(pk: int) -> bool:
    return (folder(pk) / "stop").exists()


def keep(pk: int, content: bytes) -> None:
    _write(result(pk), content)


def result(pk: int) -> Path:
    """The file the work made; it exists only if it made one."""
    return folder(pk) / "result"


def waiting() -> Path:
    """Where files lie that somebody sent and nobody has brought in yet; `retention` clears what is left there."""
    return Path(settings.HOME) / "waiting"


def hand_over(content: bytes, ending: str) -> str:
    """Put what a job will read aside, and say under which name."""
    name = secrets.token_hex(16) + ending
    _write(waiting() / name, content)
    return name


def handed(name: str) -> Path | None:
    """That file, as long as it is kept."""
    path = waiting() / Path(name).name
    return path if path.is_file() else None


def alive(pk: int) -> bool:
    return _heard(folder(pk) / "alive")


def worker_seen() -> bool:
    """Whether some worker process lives that would take a waiting job."""
    return _heard(room() / "worker")


@contextmanager
def beating(pk: int) -> Iterator[None]:
    """Signs of life of one job for as long as the block runs; they end with the process, however it ends."""
    with _signs(folder(pk) / "alive"):
        yield


@contextmanager
def worker_beating() -> Iterator[None]:
    with _signs(room() / "worker"):
        yield


@contextmanager
def _signs(path: Path) -> Iterator[None]:
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT):
            path.touch()

    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        path.unlink(missing_ok=True)


def _heard(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < SILENT
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
