"""The demonstration's world, made once per run by the real command in a process that cannot reach a network.

Promises, documents and journeys all look at it: it is what a stranger sees first. The processes of one run share it.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# An audit hook cannot be undone by the code it watches: any look-up or connection ends the process.
_WATCHED = """
import sys
def watch(event, args):
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        raise SystemExit(f"tried to look up {args[0]}")
    if event in {"socket.connect", "socket.sendto"} and not isinstance(args[1], str):
        raise SystemExit(f"tried to reach {args[1]}")
sys.addaudithook(watch)
from thidua.cli import main
main()
"""


def thidua(*arguments: str, home: Path, seconds: int = 300) -> subprocess.CompletedProcess[str]:
    """One command, as typed, with that home and no network."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    environment |= {"THIDUA_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", _WATCHED, *arguments],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds,
    )  # fmt: skip


@dataclass(frozen=True)
class Demonstration:
    home: Path
    printed: str


# Set by whoever starts the run, found by its workers and by the run on PostgreSQL inside it.
_SHELF = "THIDUA_TEST_SHELF"
if _SHELF not in os.environ:
    os.environ[_SHELF] = tempfile.mkdtemp(prefix="thidua-shelf-")
    atexit.register(shutil.rmtree, os.environ[_SHELF], ignore_errors=True)


def shared(name: str, make: Callable[[Path], None]) -> Path:
    """A folder of this run. The first process that asks makes it, the others wait and find it. Copy before writing."""
    folder = Path(os.environ[_SHELF]) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = folder.with_suffix(".ready")
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            ready.touch()
    return folder


@cache
def demonstration() -> Demonstration:
    """The home that `thidua demo` makes. Do not write to it: copy it first."""
    folder = shared("demonstration", _demonstrate)
    return Demonstration(folder / "home", (folder / "printed").read_text(encoding="utf-8"))


def _demonstrate(folder: Path) -> None:
    home = folder / "home"
    run = thidua("demo", "--no-serve", "--home", str(home), home=home)
    assert run.returncode == 0, run.stderr + run.stdout
    (folder / "printed").write_text(run.stdout, encoding="utf-8")
