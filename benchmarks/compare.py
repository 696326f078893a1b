"""Whether two closes of one world say the same, row by row, to the last integer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks import world
from thidua.actions.scale import Books
from thidua.actions.scale.units import NAME as UNITS
from thidua.core.period import Period, PeriodKind
from thidua.store.vault.parted import latest, read_part, read_whole

Table = dict[str, NDArray[np.generic]]


def compare(books: Books, other: Path) -> int:
    """The number of rows compared.

    Raises:
        AssertionError: a row differs; says where.
    """
    files = {period: manifest.files for period, manifest in latest(books.bundles).items()}
    firsts = np.cumsum([0, *(len(books.roster(p).officer) for p in books.provinces)])

    def ours(period: Period, table: str) -> Table:
        parts = []
        for index, province in enumerate(books.provinces):
            part = read_part(books.bundles, files[period.code], table, province, index)
            if "subject" in part:
                part["subject"] = part["subject"] + firsts[index]
            parts.append(part)
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    rows = 0
    for month in world.YEAR.parts(PeriodKind.MONTH):
        lines, standing = (_read(other / f"{table}-{month.code}.parquet") for table in ("lines", "standing"))
        for week in month.parts(PeriodKind.WEEK):
            mine, theirs = ours(week, "lines"), _only(lines, week.code)
            keys = (mine["subject"] * 16 + mine["criterion"], theirs["subject"] * 16 + theirs["figure"])
            rows += _same(f"lines {week.code}", mine, theirs, keys, ("value", "raw", "points", "flags"))
            mine, theirs = ours(week, "standing"), _only(standing, week.code)
            keys = (mine["subject"], theirs["subject"])
            for at, group in enumerate(("cong-viec", "ky-luat", "thuong", "tru")):
                theirs[f"points.{group}"] = theirs[f"g{at}"]
            mine["vetoed"] = mine["veto"] >= 0
            names = ("total", "class", "vetoed", *(name for name in mine if name.startswith("points.")))
            rows += _same(f"standing {week.code}", mine, theirs, keys, names)
        mine, theirs = ours(month, "standing"), _read(other / f"month_standing-{month.code}.parquet")
        rows += _same(month.code, mine, theirs, (mine["subject"], theirs["subject"]), ("total", "class"))
        mine = read_whole(books.bundles, files[month.code][UNITS], UNITS)
        theirs = _read(other / f"month_units-{month.code}.parquet")
        rows += _same(f"units {month.code}", *_units(mine, theirs), ("members", "points", "total", "vetoed"))
    mine, theirs = ours(world.YEAR, "standing"), _read(other / "year_standing.parquet")
    rows += _same("year", mine, theirs, (mine["subject"], theirs["subject"]), ("total", "class"))
    mine = read_whole(books.bundles, files[world.YEAR.code][UNITS], UNITS)
    rows += _same("units", *_units(mine, _read(other / "year_units.parquet")), ("total", "vetoed", "place"))
    mine, theirs = ours(world.YEAR, "quotas"), _read(other / "quotas.parquet")
    names = ("headcount", "eligible", "allowed", "actual")
    return rows + _same("quotas", mine, theirs, (mine["group"], theirs["group"]), names)


def _units(mine: Table, theirs: Table) -> tuple[Table, Table, tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Units in which nobody is complete are in our table only, with nothing in them."""
    if "members" in mine:
        kept = mine["members"] > 0
        mine = {name: column[kept] for name, column in mine.items()}
    keys = tuple(table["level"].astype(np.int64) * 1_000_000 + table["unit"] for table in (mine, theirs))
    return mine, theirs, keys  # type: ignore[return-value]


def _same(what: str, mine: Table, theirs: Table, keys: tuple, names: tuple[str, ...]) -> int:
    orders = [np.argsort(key, kind="stable") for key in keys]
    assert len(keys[0]) == len(keys[1]), f"{what}: {len(keys[0]):,} rows against {len(keys[1]):,}"
    assert (keys[0][orders[0]] == keys[1][orders[1]]).all(), f"{what}: other rows"
    for name in names:
        a, b = mine[name][orders[0]], theirs[name][orders[1]]
        assert (a == b).all(), f"{what}: {name} differs in {int((a != b).sum()):,} rows"
    return len(keys[0])


def _read(path: Path) -> Table:
    read = pq.read_table(path)
    return {name: np.asarray(read.column(name)) for name in read.column_names}


def _only(table: Table, week: str) -> Table:
    rows = np.flatnonzero(table["week"] == week)
    return {name: column[rows] for name, column in table.items()}
