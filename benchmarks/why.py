"""How long does it take to explain one point out of a ministry's closed year?

Run: uv run python benchmarks/why.py [million entries, 234 by default]; the table goes into docs/performance.md.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import page, world
from thidua.actions.scale import Moment, on_processes, why, year_close

TIMES = 200
GOAL = 50  # ms


def main() -> None:
    million = int(sys.argv[1]) if len(sys.argv) > 1 else 234
    size = world.SIZES[million]
    books = world.build(world.place(size), size)
    if not books.bundles.exists():
        year_close(books, world.YEAR, Moment(world.CLOSED_AT, "benchmark"), each=on_processes(2))
    chance = random.Random(7)
    taken = []
    for _ in range(TIMES):
        province = chance.choice(books.provinces)
        subject = chance.choice(books.roster(province).roster.subjects)
        begin = time.perf_counter()
        why(books.bundles, chance.choice(world.WEEKS), province, subject)
        taken.append((time.perf_counter() - begin) * 1000)
    taken.sort()
    head = ("year of", "slowest", "median (goal 50 ms)", "95 of 100 within")
    row = (
        size.name,
        f"{taken[-1]:.0f} ms",
        f"**{median(taken):.0f} ms**",
        f"{taken[int(TIMES * 0.95)]:.0f} ms",
    )
    text = page.table(head, [row]) + (
        f"\n\n{TIMES} officers and weeks drawn at random; every stored number of the officer's week is scored again"
        f" by the engine before it is explained. {page.machine()}"
    )
    print(text)
    if million == 234:
        page.put("why", text)


if __name__ == "__main__":
    main()
