"""How long does it take to close again after the correction of one figure in a province's month?

Run: uv run python benchmarks/reclose.py [million entries, 234 by default]; the table goes into docs/performance.md.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import page, world
from thidua.actions.scale import Books, Moment, on_processes, week_reclose, why, year_close

TIMES = 11
GOAL = 300  # ms


def main() -> None:
    million = int(sys.argv[1]) if len(sys.argv) > 1 else 234
    size = world.SIZES[million]
    books = world.build(world.place(size), size)
    if not books.bundles.exists():
        year_close(books, world.YEAR, Moment(world.CLOSED_AT, "benchmark"), each=on_processes(2))
    # The vault of the other benchmarks stays as it is.
    mine = Books(books.home, books.home / "again", books.movement)
    shutil.rmtree(mine.vault, ignore_errors=True)
    shutil.copytree(books.vault, mine.vault)
    province, week = mine.provinces[-1], world.WEEKS[23]
    staff = mine.roster(province)
    ledger = mine.home / "ledger"
    taken = []
    for number in range(TIMES):
        at = 100 + number
        entry = {"officer": [int(staff.officer[at])], "figure": [12], "value": [1000], "reversal": [False]}
        pq.write_table(pa.table(entry), ledger / f"{week.code}.{province}.{number}.parquet")
        before = why(mine.bundles, week, province, staff.roster.subjects[at]).total
        begin = time.perf_counter()
        week_reclose(mine, week, province, Moment(world.CLOSED_AT, "benchmark", "Báo cáo chậm chưa ghi"))
        taken.append((time.perf_counter() - begin) * 1000)
        assert why(mine.bundles, week, province, staff.roster.subjects[at]).total <= before
    for late in ledger.glob(f"{week.code}.{province}.*.parquet"):
        late.unlink()
    shutil.rmtree(mine.vault)
    head = ("year of", "officers of the province", "median (goal 300 ms)", "slowest")
    row = (size.name, f"{len(staff.officer):,}", f"**{median(taken):.0f} ms**", f"{max(taken):.0f} ms")
    text = page.table(head, [row]) + (
        "\n\nWeek, month and year of the province, the month and year of every unit of the ministry, places of the"
        f" communes, three bundles chained; {TIMES} times. {page.machine()}"
    )
    print(text)
    if million == 234:
        page.put("reclose", text)


if __name__ == "__main__":
    main()
