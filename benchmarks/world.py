"""A made-up ministry to measure on: officers, a dated tree, and a year of ledger entries, from one seed.

Sizes are those of a ministry after July 2025: 34 provinces, 3,321 communes, 300,000 officers. Smaller worlds have
fewer provinces of the same size, never thinner ones.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from thidua.actions.scale import Books
from thidua.core.period import Period, PeriodKind

HERE = Path(__file__).parent
YEAR = Period.parse("2025")
WEEKS = tuple(w for m in YEAR.parts(PeriodKind.MONTH) for w in m.parts(PeriodKind.WEEK))
CRITERIA = 15
REVERSED = 0.01  # of the entries
PENALTY_FROM, VETO = 12, 14  # columns that are rare: nobody is penalised every week
SCHEMA = pa.schema({"officer": pa.int32(), "figure": pa.int8(), "value": pa.int32(), "reversal": pa.bool_()})
CLOSED_AT = datetime(2026, 1, 5, 9, tzinfo=timezone(timedelta(hours=7)))
END_OF_TIME = 99_991_231


@dataclass(frozen=True)
class Size:
    """`entries`: about how many cells are reported in the year, before reversals."""

    name: str
    officers: int
    provinces: int
    communes: int
    entries: int


SIZES = {
    1: Size("1 M", 5_000, 1, 57, 1_000_000),
    10: Size("10 M", 50_000, 6, 560, 10_000_000),
    60: Size("60 M", 300_000, 34, 3_321, 60_000_000),
    234: Size("234 M", 300_000, 34, 3_321, 234_000_000),
}


def place(size: Size) -> Path:
    """Where a world is kept between runs."""
    return (
        Path(os.environ.get("THIDUA_BENCHMARKS", tempfile.gettempdir()))
        / f"thidua-world-{size.officers}-{size.entries}"
    )


def build(home: Path, size: Size, seed: int = 2025) -> Books:
    """Write the world's files; an existing one of the same name is used again."""
    books = Books(home, home / "vault", "bo-minh-hoa-2025")
    if (home / "done").exists():
        return books
    shutil.rmtree(home, ignore_errors=True)
    for folder in ("schemes", "roster", "ledger"):
        (home / folder).mkdir(parents=True)
    for version in (1, 2):
        shutil.copy(HERE / f"scheme-scale-{version}.yaml", home / "schemes" / f"{version}.yaml")
    shutil.copy(HERE / "scheme-scale-units.yaml", home / "unit-scheme.yaml")
    rng = np.random.default_rng(seed)
    rosters = _people(home, size, rng)
    for week in WEEKS:
        _week(home, week, rosters, size.entries / (size.officers * CRITERIA * len(WEEKS)), rng)
    (home / "done").touch()
    return books


def _people(home: Path, size: Size, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Rosters and tree; returns each province's first officer and how many they are."""
    teams_per_commune = 6
    cuts = np.linspace(0, size.communes, size.provinces + 1).astype(int)
    province_of = np.repeat(np.arange(size.provinces), np.diff(cuts))
    commune_of = np.repeat(np.arange(size.communes), teams_per_commune)
    peers = [f"khoi-{province_of[c]:02d}-{c % 3}" for c in range(size.communes)]
    units = {
        "level": np.repeat([0, 1, 2], [len(commune_of), size.communes, size.provinces]),
        "position": np.concatenate(
            [np.arange(len(commune_of)), np.arange(size.communes), np.arange(size.provinces)]
        ),
        "code": [f"to-{i:05d}" for i in range(len(commune_of))]
        + [f"xa-{i:04d}" for i in range(size.communes)]
        + [f"tinh-{i:02d}" for i in range(size.provinces)],
        "peers": [""] * len(commune_of) + peers + [""] * size.provinces,
    }
    pq.write_table(pa.table(units), home / "units.parquet")
    # On 1 July one commune in twenty passes to another province, and one team in fifty to another commune.
    later_province, later_commune = province_of.copy(), commune_of.copy()
    later_province[::20] = (later_province[::20] + 1) % size.provinces
    later_commune[::50] = (later_commune[::50] + 1) % size.communes
    rows: list[tuple[int, int, int, int, int]] = []
    for level, (first, then) in enumerate(((commune_of, later_commune), (province_of, later_province))):
        for at, (before, after) in enumerate(zip(first.tolist(), then.tolist(), strict=True)):
            if before == after:
                rows.append((level, at, before, 20_240_101, END_OF_TIME))
            else:
                rows += [
                    (level, at, before, 20_240_101, 20_250_630),
                    (level, at, after, 20_250_701, END_OF_TIME),
                ]
    rows += [(2, at, 0, 20_240_101, END_OF_TIME) for at in range(size.provinces)]
    names = ("level", "position", "parent", "first_day", "last_day")
    table = pa.table({name: [row[i] for row in rows] for i, name in enumerate(names)})
    pq.write_table(table, home / "tree.parquet")
    rosters, first = [], 0
    shares = np.linspace(0, size.officers, size.provinces + 1).astype(int)
    for province in range(size.provinces):
        number = int(shares[province + 1] - shares[province])
        mine = np.flatnonzero(province_of[commune_of] == province)
        team = np.sort(rng.choice(mine, number))
        roster = {
            "officer": np.arange(first, first + number, dtype=np.int32),
            "subject": [f"cb-{first + i:06d}" for i in range(number)],
            "form": ["can-bo"] * number,
            "group": [f"xa-{c:04d}" for c in commune_of[team].tolist()],
            "team": team.astype(np.int32),
        }
        pq.write_table(pa.table(roster), home / "roster" / f"{province:02d}.parquet")
        rosters.append((first, number))
        first += number
    return rosters


def _week(
    home: Path, week: Period, rosters: list[tuple[int, int]], density: float, rng: np.random.Generator
) -> None:
    with pq.ParquetWriter(home / "ledger" / f"{week.code}.parquet", SCHEMA, compression="zstd") as writer:
        for first, number in rosters:
            table = _entries(first, number, density, rng)
            writer.write_table(table, row_group_size=table.num_rows)


def _entries(first: int, officers: int, density: float, rng: np.random.Generator) -> pa.Table:
    """About `density` entries per cell, more of them where nobody is penalised; a hundredth is taken back later."""
    number = int(rng.poisson(officers * CRITERIA * density))
    subject = rng.integers(0, officers, number).astype(np.int32)
    figure = rng.integers(0, PENALTY_FROM, number).astype(np.int8)
    rare = rng.random(number) < 0.004
    figure[rare] = rng.integers(PENALTY_FROM, CRITERIA, int(rare.sum()))
    value = (rng.integers(1, 4, number) * 1000).astype(np.int32)
    back = rng.choice(number, int(number * REVERSED), replace=False)
    return pa.table(
        {
            "officer": np.concatenate([subject, subject[back]]) + np.int32(first),
            "figure": np.concatenate([figure, figure[back]]),
            "value": np.concatenate([value, value[back]]),
            "reversal": np.concatenate([np.zeros(number, bool), np.ones(len(back), bool)]),
        },
        schema=SCHEMA,
    )
