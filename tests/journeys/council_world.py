"""A home for the council's journey: a council of nine, and three nominated for the same title.

An's papers are complete; Bình lacks the decision that recognises an initiative; Lan was reprimanded in the year.
A year later (`later`) An holds a title that rests on the one the council chose her for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tests.demonstration import ROOT

TITLE, WIDER = "chien-si-thi-dua-co-so", "chien-si-thi-dua-toan-luc-luong"
STOCK = "Phôi giấy khen in sẵn"
LATER = date(2027, 2, 10)


def make_council_home(home: Path) -> Path:
    _run(home, "now")
    return home


def a_year_passes(home: Path) -> None:
    """What was decided about An since; a server started now stands on that later day."""
    _run(home, "later")


def _run(home: Path, what: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.journeys.council_world", str(home), what],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def build() -> None:
    from tests.councils import chamber
    from tests.factories import world
    from thidua.actions.demo.home import TODAY

    made = world()
    chamber(made)
    _records(made, TODAY)
    _named(made, TODAY)
    _stock(made, TODAY)


def _named(world: Any, day: date) -> None:
    """The province names the three; each agrees, and the dossiers are appraised with whatever papers there are."""
    from tests.factories import at
    from thidua.actions.dossier.open import Nomination, dossiers_open
    from thidua.actions.dossier.paper import paper_set
    from thidua.actions.dossier.step import dossier_appraise, dossier_consent

    dung = world.see(world.dung, day)
    chosen = [
        Nomination(who, "Có sáng kiến trả lời phản ánh của người dân", (), list(who.initiatives.all()))
        for who in (world.an, world.binh, world.clerk)
    ]
    dossiers = dossiers_open(by=dung, at=at(day), unit=world.province, form=TITLE, year=2025, chosen=chosen)
    for dossier in dossiers:
        person = dossier.award.person
        assert person is not None
        dossier_consent(by=world.see(person, day), at=at(day), dossier=dossier, agrees=True, public=True)
        paper_set(
            by=dung,
            at=at(day),
            dossier=dossier,
            kind="report",
            state="present",
            number="07/BC ngày 20/12/2025",
        )
        dossier_appraise(by=dung, at=at(day), dossier=dossier)


def _stock(world: Any, day: date) -> None:
    from tests.factories import at
    from thidua.actions.paper_stock import StockEntry, paper_stock_save
    from thidua.office.paper.certificate import PLACES

    entry = StockEntry(STOCK, True, 297, 210, PLACES)
    paper_stock_save(by=world.see(world.dung, day), at=at(day), unit=world.province, entry=entry)


def later() -> None:
    """The same title in the years before and after, and the wider one that three years in a row opened."""
    from tests.factories import at
    from thidua.actions.award import award_import
    from thidua.actions.merit import merit_add
    from thidua.core.award import AwardRow, Category, State
    from thidua.core.merit import MeritKind
    from thidua.store.access import viewer
    from thidua.store.models import Account, Person

    decided = date(2027, 2, 5)
    dung = viewer(Account.objects.select_related("person").get(username="dung"), decided)
    merit_add(
        by=dung, at=at(decided), kind=MeritKind.INITIATIVE, subject=Person.objects.get(code="an"),
        paper="Quyết định 88/QĐ-BCA", paper_on=date(2026, 12, 20),
        values={
            "title": "Sổ hẹn dùng chung", "year": 2026, "kind": "sang-kien", "breadth": "bo-tinh",
            "recognised_by": "Bộ trưởng Bộ Công an", "applied": True,
        },
    )  # fmt: skip
    rows = [
        AwardRow(
            f"{form}-{year}-an", form, Category.INDIVIDUAL, "an", year, "Hoàn thành xuất sắc nhiệm vụ",
            State.DECIDED, decision_number=number, decided_on=on, decided_by=by,
        )
        for form, year, number, on, by in (
            (TITLE, 2024, "3/QĐ-CAMH", date(2025, 1, 20), "Giám đốc Công an tỉnh"),
            (TITLE, 2026, "4/QĐ-CAMH", date(2027, 1, 20), "Giám đốc Công an tỉnh"),
            (WIDER, 2026, "9/QĐ-BCA", decided, "Bộ trưởng Bộ Công an"),
        )
    ]  # fmt: skip
    award_import(by=dung, at=at(decided), rows=rows)


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
    from thidua.actions.demo.home import MARK, fresh_home
    from thidua.cli.home import open_home

    place, now = Path(sys.argv[1]), sys.argv[2] == "now"
    if now:
        fresh_home(place)
    else:
        told = (place / MARK).read_text(encoding="utf-8").split("\n", 1)[1]
        (place / MARK).write_text(f"{LATER}\n{told}", encoding="utf-8")
    open_home(place, migrate=now)
    if now:
        build()
    else:
        later()
