"""Seven provinces on the day of their conference, 4 February 2026: eleven months are there, nothing else has begun.

The first leads, its emulation officer Dung keeps the papers; each of the seven has a director.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.demonstration import ROOT, shared

DAY = date(2026, 2, 4)
CODE = "cum-mau-2025"


def make_conference(home: Path) -> Path:
    shutil.copytree(shared("conference", _make), home)
    return home


def _make(home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.journeys.conference", str(home)],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def build() -> None:
    from tests import factories
    from tests.clusters import seven

    seven(factories.world(), conference_on=DAY)


if __name__ == "__main__":
    from thidua.actions.demo.home import fresh_home
    from thidua.cli.home import open_home

    fresh_home(Path(sys.argv[1]))
    open_home(Path(sys.argv[1]), migrate=True)
    build()
