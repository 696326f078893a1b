"""The demonstration's world, made once per run by the real command in a process that cannot reach a network.

Promises, documents and journeys all look at it: it is what a stranger sees first.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
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


@cache
def demonstration() -> Demonstration:
    """The home that `thidua demo` makes. Do not write to it: copy it first."""
    home = Path(tempfile.mkdtemp(prefix="thidua-demonstration-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    run = thidua("demo", "--no-serve", "--home", str(home), home=home)
    assert run.returncode == 0, run.stderr + run.stdout
    return Demonstration(home, run.stdout)
