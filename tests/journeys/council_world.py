"""A home for the council's journey: a council of nine, and three nominated for the same title.

An's papers are complete; Bình lacks the decision that recognises an initiative; Lan was reprimanded in the year.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tests.demonstration import ROOT

TITLE = "chien-si-thi-dua-co-so"


def make_council_home(home: Path) -> Path:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.journeys.council_world", str(home)],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return home


def build() -> None:
    from tests.councils import chamber, nominate
    from tests.factories import world
    from thidua.actions.demo.home import TODAY

    made = world()
    chamber(made)
    _records(made, TODAY)
    nominate(made, made.an, made.binh, made.clerk)


def _records(world: Any, day: date) -> None:
    from tests.factories import at
    from thidua.actions.merit import merit_add
    from thidua.core.merit import MeritKind

    def add(what: str, who: Any, **values: Any) -> None:
        merit_add(
            by=world.see(world.dung, day), at=at(day), kind=MeritKind(what), subject=who, values=values,
            paper="Hồ sơ thi đua năm 2025", paper_on=date(2025, 12, 20),
        )  # fmt: skip

    for who in (world.an, world.binh, world.clerk):
        add("service", who, service="si-quan", since=date(2015, 9, 1))
        add("rating", who, year=2025, rating="HTTNV")
        for quality in ("tinh-than", "dang-ky-thi-dua"):
            add("confirmation", who, year=2025, quality=quality, holds=True)
        breadth = "co-so" if who is not world.binh else ""
        add(
            "initiative", who, title="Sổ hẹn trả lời phản ánh", year=2025, kind="sang-kien", breadth=breadth,
            recognised_by="Hội đồng sáng kiến Công an tỉnh" if breadth else "", applied=True,
        )  # fmt: skip
    add(
        "discipline",
        world.clerk,
        level="khien-trach",
        decided_on=date(2025, 9, 1),
        acted_on=date(2025, 8, 20),
    )
    everything = ["honours", "initiatives", "achievements", "disciplines", "holds", "absences"]
    add("review", world.lim_xanh, until=day, covers=everything, history_from=2015)


if __name__ == "__main__":
    from thidua.actions.demo.home import fresh_home
    from thidua.cli.home import open_home

    fresh_home(Path(sys.argv[1]))
    open_home(Path(sys.argv[1]), migrate=True)
    build()
