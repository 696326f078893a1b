"""A province with three communes and eight people on 4 February 2026: January is over but for one commune's last week.

An, Bình and Lan serve in Lim Xanh, Giang heads Hoa Mơ, Khoa heads Cầu Mây; at the province Dung moves the movement,
Mai inspects, Hùng heads and edits. Four weeks are closed; of the fifth Lim Xanh has reported nothing. Hoa Mơ's report
is approved, Cầu Mây has everything and has submitted nothing. Chi, next door, is nobody here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from tests.demonstration import ROOT, shared

WEEKS = [f"2026-W{number:02}" for number in range(1, 6)]
DISPUTED, LAST = WEEKS[3:]
MONTH = "2026-01"
DAY = date(2026, 2, 4)
MOVEMENT = "vi-an-ninh-to-quoc-2025"
LIM_XANH, HOA_MO, CAU_MAY, PROVINCE = "ca-xa-lim-xanh", "ca-xa-hoa-mo", "ca-xa-cau-may", "ca-minh-hoa"


def make_month(home: Path, database: str = "") -> Path:
    """The home of that province, on a database of its own: SQLite in the folder, or the one at that address."""
    if database:
        _make(home, database)
    else:
        shutil.copytree(shared("month", _make), home)
    return home


def _make(home: Path, database: str = "") -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    environment |= {"THIDUA_DATABASE": database} if database else {}
    run = subprocess.run(
        [sys.executable, "-m", "tests.journeys.month", str(home)],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def build() -> None:
    from tests import factories
    from thidua.actions.period import period_close
    from thidua.actions.report import report_approve, report_submit
    from thidua.actions.report_check import report_gaps
    from thidua.core.period import Period, PeriodKind, containing
    from thidua.core.unit import Role
    from thidua.store.models import ClusterMember

    world = factories.world()
    world.week.delete()
    cau_may = factories.unit(CAU_MAY, "Công an xã Cầu Mây", under=world.province)
    ClusterMember.objects.create(cluster=world.communes, unit=cau_may, first_day=factories.START)
    giang = factories.person("giang", "Hà Thị Giang", world.hoa_mo, Role.HEAD, "Trưởng Công an xã")
    khoa = factories.person("khoa", "Ma Văn Khoa", cau_may, Role.HEAD, "Trưởng Công an xã")
    factories.person("mai", "Hoàng Thị Mai", world.province, Role.INSPECTOR, "Thanh tra viên")
    hung = factories.person("hung", "Đỗ Mạnh Hùng", world.province, Role.HEAD, "Giám đốc")
    hung.posts.create(
        unit=world.province, role=Role.EDITOR, title="Trưởng Ban Biên tập", first_day=factories.START
    )
    dung = world.see(world.dung, DAY)
    month = factories.period(world.movement, MONTH)
    for code in WEEKS:
        factories.period(world.movement, code)
        factories.full_week(world.movement, world.hoa_mo, giang, week=code)
        factories.full_week(world.movement, cau_may, khoa, late=2, week=code)
        if code != LAST:
            late = 7 if code == DISPUTED else 1
            factories.full_week(world.movement, world.lim_xanh, world.clerk, late=late, week=code)
            closed = Period.parse(code).end + timedelta(days=1)
            period_close(by=dung, at=factories.at(closed), movement=world.movement, period=code)
    for figure, value in factories.TARGETS.items():
        factories.target(world.movement, world.lim_xanh, figure, value, period_code=LAST)
    head, at = world.see(giang, DAY), factories.at(date(2026, 2, 3))
    gaps = report_gaps(world.hoa_mo, Period.parse(month.code), containing(at.date(), PeriodKind.WEEK))
    explained = {gap.key: "Đã đối chiếu với sổ gốc." for gap in gaps}
    report_submit(by=head, at=at, unit=world.hoa_mo, month=MONTH, explained=explained)
    for hour, who in enumerate((head, dung), 9):
        report_approve(by=who, at=factories.at(at.date(), hour), unit=world.hoa_mo, month=MONTH)


if __name__ == "__main__":
    from thidua.actions.demo.home import fresh_home
    from thidua.cli.home import open_home

    fresh_home(Path(sys.argv[1]))
    open_home(Path(sys.argv[1]), migrate=True)
    build()
