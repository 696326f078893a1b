"""The journeys' world: ten weeks of the demonstration, and an eleventh in which only An has reported nothing yet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.demonstration import ROOT, shared

if TYPE_CHECKING:
    from thidua.actions.demo.rows import Rows

PASSWORD = "thi-dua-2025"  # of every account of a demonstration, as the command prints it
WEEKS = 10
WEEK = "2025-W11"
MONTH = "2025-03"
UNIT = "ca-xa-lim-xanh"
MOVEMENT = "vi-an-ninh-to-quoc-2025"
SCHEME = "vi-an-ninh-to-quoc"
DRAFT = "quy-che-dang-soan"


def make_home(home: Path) -> Path:
    """A fresh copy for one module of journeys."""
    shutil.copytree(shared("journeys", _prepare), home)
    return home


def _prepare(home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.journeys.world", str(home)],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def build() -> None:
    """Ten weeks as the demonstration lives them; then Dung opens the eleventh and everybody but An reports."""
    from thidua.actions.award_published import award_proposals_load
    from thidua.actions.correction import correction_ask
    from thidua.actions.demo.access import administrator_make, delegation_make
    from thidua.actions.demo.advice import advice_record
    from thidua.actions.demo.bulletins import bulletins_begin
    from thidua.actions.demo.calendar import moment
    from thidua.actions.demo.directory import directory_make
    from thidua.actions.demo.meetings import minutes_make
    from thidua.actions.demo.merger import merger_prepare
    from thidua.actions.demo.month import last_week_disputed, month_inspected
    from thidua.actions.demo.outage import outage_end
    from thidua.actions.demo.promises import promises_make
    from thidua.actions.demo.rows import Rows
    from thidua.actions.demo.villages import villages_make
    from thidua.actions.demo.wall import screen_hang
    from thidua.actions.demo.week import week_record
    from thidua.actions.demo.world import make_world
    from thidua.actions.demo.year import year_live
    from thidua.actions.job import job_run, job_start
    from thidua.actions.notice import notice_send
    from thidua.actions.period import period_open
    from thidua.actions.person_export import seen_export
    from thidua.actions.published import published_load
    from thidua.actions.scheme import scheme_draft
    from thidua.rules.catalogue import scheme_text
    from thidua.store.models import Movement

    world = make_world(weeks=WEEKS + 1)
    week = world.weeks[-1]
    assert week.code == WEEK
    directory_make(world, _quietly)
    administrator_make()
    delegation_make()
    published_load(by="Người dựng bản trình diễn", at=moment(world.weeks[0].start, 7))
    award_proposals_load(by="Người dựng bản trình diễn", at=moment(world.weeks[0].start, 7))
    rows = Rows.of(world)
    promises_make(rows, _quietly)
    merger_prepare(rows)
    advice_record(rows)
    year_live(Rows.of(replace(world, weeks=world.weeks[:-1])), _quietly)
    villages_make(rows)
    movement = Movement.objects.get(code=MOVEMENT)
    period_open(by=rows.emulation, at=moment(week.start, 8), movement=movement, period=WEEK)
    text = scheme_text(SCHEME).replace(f"scheme: {SCHEME}", f"scheme: {DRAFT}")
    scheme_draft(by=rows.emulation, at=moment(week.start, 9), owner=movement.owner, code=DRAFT, text=text)
    happened = world.happened(week)
    others = {code: figures for code, figures in happened.figures.items() if code != UNIT}
    week_record(rows, replace(happened, figures=others))
    outage_end(rows)
    last_week_disputed(rows)
    month_inspected(rows, "2025-02", week.start)
    job = job_start(
        by=rows.confirmer(UNIT), at=moment(week.end, 9), title="Xuất toàn bộ dữ liệu", work=seen_export
    )
    job_run.call(job.pk)
    minutes_make(rows, week.start)
    correction_ask(
        by=rows.confirmer(UNIT), at=moment(week.end, 10), subject=f"person:{rows.confirmer(UNIT).person.code}",
        text="Tên đệm ghi thiếu.",
    )  # fmt: skip
    notice_send(
        by=rows.emulation, at=moment(week.end, 10), to=[rows.confirmer(UNIT).person], kind="figures-late",
        subject=f"unit:{UNIT}", sentence="Tuần 11/2025 chưa có số liệu.", link=f"/don-vi/{UNIT}/", waiting=True,
    )  # fmt: skip
    screen_hang(rows)
    _honours(rows, week.end)
    bulletins_begin(rows)


def _honours(rows: Rows, day: date) -> None:
    """The awards of the year before: a season under way, one decided and to be printed, a council, and a cluster."""
    from thidua.actions.award import award_record
    from thidua.actions.demo.calendar import moment
    from thidua.actions.demo.cluster import cluster_make
    from thidua.actions.demo.council import council_make
    from thidua.actions.demo.printing import printing_prepare
    from thidua.actions.demo.season import season_make
    from thidua.core.award import AwardRow, Category

    season_make(rows, 2024, day)
    thanked = AwardRow(
        "giay-khen-2024-lim-xanh", "giay-khen", Category.COLLECTIVE, UNIT, 2024, "Giúp dân sau mưa lũ",
        decision_number="21/QĐ-CAMH (văn bản mẫu)", decided_on=day, decided_by="Giám đốc Công an tỉnh Minh Họa",
    )  # fmt: skip
    award_record(by=rows.emulation, at=moment(day, 10), row=thanked)
    printing_prepare(rows)
    council_make(rows)
    cluster_make(rows)


def _quietly(step: str, done: int, total: int) -> None:
    """No progress bars here."""


if __name__ == "__main__":
    from thidua.actions.demo.home import fresh_home
    from thidua.cli.home import open_home

    fresh_home(Path(sys.argv[1]))
    open_home(Path(sys.argv[1]), migrate=True)
    build()
