"""How long does a ministry's year take to close, beside the ways in which it could have been done?

    uv run python benchmarks/close.py                1, 10 and 60 million entries, table into docs/performance.md
    uv run python benchmarks/close.py 10             one size
    uv run python benchmarks/close.py --ministry     234 million entries as well

Every contender runs in a process of its own; its peak memory is that of the process and all of its children
(proportional set size, sampled). What DuckDB's SQL and our close say is compared row by row, to the last integer.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import page, world
from thidua.actions.scale import Books, Moment, in_turn, on_processes, year_close

WORTH_PROCESSES = 10_000  # officers: below, starting a process takes longer than it saves
OURS, DUCK, POSTGRES, ROWS, FLOOR = "ours", "duck", "postgres", "rows", "floor"
TITLES = {
    OURS: "**this close** (two processes from 10 M on)",
    DUCK: "DuckDB, SQL by hand, month by month",
    POSTGRES: "PostgreSQL, the same SQL, ledger already loaded",
    ROWS: "an object per row (Django ORM; sample, scaled)",
    FLOOR: "the floor: reading the columns, writing the result",
}


def contend(who: str, books: Books, size: world.Size) -> float:
    """Run one contender here; seconds."""
    begin = time.perf_counter()
    if who == OURS:
        shutil.rmtree(books.vault, ignore_errors=True)
        begin = time.perf_counter()
        each = on_processes(2) if size.officers > WORTH_PROCESSES else in_turn
        year_close(books, world.YEAR, Moment(world.CLOSED_AT, "benchmark"), each=each)
    elif who == DUCK:
        from benchmarks import duck

        duck.close(books, books.home / "duck")
    elif who == POSTGRES:
        from benchmarks import postgres

        return postgres.close(books)[0]
    elif who == ROWS:
        from benchmarks import rows

        return rows.close(books, size)
    else:
        from benchmarks.floor import floor

        return floor(books)
    return time.perf_counter() - begin


def measure(who: str, million: int) -> tuple[float, float, float]:
    """Seconds, processor seconds, and peak memory in GiB of a contender in its own process."""
    command = [sys.executable, __file__, "--contend", who, str(million)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak, done = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, _memory(process.pid) + (_server_memory() if who == POSTGRES else 0))

    watching = threading.Thread(target=watch)
    watching.start()
    out, _ = process.communicate()
    done.set()
    watching.join()
    assert process.returncode == 0, who
    seconds, used = json.loads(out.splitlines()[-1])
    return seconds, used, peak / 2**30


def _memory(pid: int) -> int:
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        pass
    return total


def _server_memory() -> int:
    """Of the PostgreSQL server that this benchmark started; it is nobody's child."""
    from benchmarks.postgres import MARK

    servers = [
        p for p in psutil.process_iter(["cmdline"]) if any(MARK in part for part in p.info["cmdline"] or ())
    ]
    return sum(_memory(server.pid) for server in servers if server.name() == "postgres")


def contest(million: int, times: int) -> tuple[list[tuple[str, ...]], int]:
    """Rows of the table for one size, and how many rows were compared."""
    size = world.SIZES[million]
    books = world.build(world.place(size), size)
    who = [OURS, DUCK, FLOOR, ROWS] + ([POSTGRES] if million <= 10 else [])
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in who}
    for _ in range(times):  # in turn, so that a busy minute of the machine meets everybody
        for name in who:
            found[name].append(measure(name, million))
            seconds, used, peak = found[name][-1]
            print(f"{size.name:>6} {name:<9}{seconds:>9.1f} s{used:>9.1f} s{peak:>7.2f} GiB", flush=True)
    from benchmarks.compare import compare

    rows = compare(books, books.home / "duck")
    ours = [median(each) for each in zip(*found[OURS], strict=True)]
    table = []
    for name in who:
        seconds, used, _ = (median(each) for each in zip(*found[name], strict=True))
        memory = f"{max(peak for *_, peak in found[name]):.2f} GiB"
        line = (size.name, TITLES[name], _time(seconds), f"{seconds / ours[0]:.2f}×")
        if name in (ROWS, POSTGRES):  # a sample; a server that is nobody's child
            table.append((*line, "", "", "" if name == ROWS else memory))
        else:
            table.append((*line, _time(used), f"{used / ours[1]:.2f}×", memory))
    return table, rows


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 300 else f"{seconds / 60:,.0f} min"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[1, 10, 60])
    parser.add_argument("--ministry", action="store_true", help="234 million entries as well")
    parser.add_argument(
        "--times", type=int, default=0, help="runs of each; 0: three up to 10 million, else one"
    )
    parser.add_argument("--contend", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contend:
        size = world.SIZES[given.sizes[0]]
        seconds = contend(given.contend, world.build(world.place(size), size), size)
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(json.dumps((seconds, sum(usage.ru_utime + usage.ru_stime for usage in used))))
        return
    table: list[tuple[str, ...]] = []
    compared = 0
    for million in given.sizes + ([234] if given.ministry else []):
        rows, number = contest(million, given.times or (3 if million <= 10 else 1))
        table += rows
        compared += number
    text = page.table(("entries", "how", "time", "to ours", "processor", "to ours", "peak memory"), table)
    text += f"\n\n{compared:,} rows of our close and of DuckDB's SQL compared: identical. {page.machine()}"
    print(text)
    if sorted(given.sizes) == [1, 10, 60]:
        page.put("close", text)
    elif given.sizes == [234]:
        page.put("ministry", text)


if __name__ == "__main__":
    # Processes that are started find the benchmarks as this one does.
    paths = [str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    main()
