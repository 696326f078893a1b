"""Points of teams, communes, provinces and the ministry from those of their officers, and the communes' order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from thidua.actions.scale.books import LEVELS, Books
from thidua.core.number import MILLI, Int64
from thidua.core.period import Period
from thidua.core.score.engine import roll_up, score
from thidua.core.score.ledger import branch_sums
from thidua.core.score.methods import Grain
from thidua.core.score.rows import columns
from thidua.core.score.table import FigureTable, Parts
from thidua.core.standing import stand
from thidua.store.vault.parted import PartFile, read_whole, write_part

NAME = "units.parquet"
MINISTRY = len(LEVELS)
COMMUNE = LEVELS.index("commune")


@dataclass(frozen=True, slots=True)
class TeamSums:
    """What a period's officers add up to, by team: complete results and their points; and how many were vetoed."""

    number: Int64
    points: Int64
    vetoed: Int64

    def __add__(self, other: TeamSums) -> TeamSums:
        return TeamSums(self.number + other.number, self.points + other.points, self.vetoed + other.vetoed)

    def __sub__(self, other: TeamSums) -> TeamSums:
        return TeamSums(self.number - other.number, self.points - other.points, self.vetoed - other.vetoed)


@dataclass(frozen=True, slots=True)
class UnitMeans:
    """One period's units, level by level from the teams up; `mean` in thousandths, 0 where there is nobody."""

    period: Period
    number: tuple[Int64, ...]
    points: tuple[Int64, ...]  # what the officers' results add up to; of a year: the months' means
    mean: tuple[Int64, ...]
    vetoed: tuple[Int64, ...]


def team_sums(size: int, team: Int64, total: Int64, complete: NDArray[np.bool_], vetoed: Int64) -> TeamSums:
    """Added up exactly; an officer without a complete result counts nowhere. `vetoed` is a number of weeks."""
    number, points, vetoes = (np.zeros(size, np.int64) for _ in range(3))
    np.add.at(number, team, complete.astype(np.int64))
    np.add.at(points, team, np.where(complete, total, 0))
    np.add.at(vetoes, team, vetoed)
    return TeamSums(number, points, vetoes)


def unit_means(books: Books, period: Period, sums: TeamSums) -> UnitMeans:
    """Means over all officers below a unit, by the tree as it stood on the period's last day."""
    scheme, _ = books.scheme_of(period)
    parents = books.parents_on(period.end)
    number, points, vetoed = (
        (leaf, *branch_sums(parents, leaf)) for leaf in (sums.number, sums.points, sums.vetoed)
    )
    grain = Grain.of(scheme)
    mean = tuple(grain.round(p, np.maximum(n, 1)) for p, n in zip(points, number, strict=True))
    return UnitMeans(period, number, points, mean, vetoed)


def read_units(books: Books, period: Period, files: Mapping[str, PartFile]) -> UnitMeans:
    """A closed period's units as the vault has them."""
    read = read_whole(books.bundles, files[NAME], NAME)
    ends = np.cumsum(np.bincount(read["level"]))[:-1]

    def split(name: str) -> tuple[Int64, ...]:
        return tuple(np.split(read[name], ends))

    return UnitMeans(period, split("members"), split("points"), split("total"), split("vetoed"))


def write_units(folder: Path, means: UnitMeans, places: Int64 | None = None) -> dict[str, PartFile]:
    sizes = [len(level) for level in means.mean]
    table: dict[str, NDArray[np.generic]] = {
        "level": np.repeat(np.arange(len(sizes), dtype=np.int8), sizes),
        "unit": np.concatenate([np.arange(size, dtype=np.int32) for size in sizes]),
        "members": np.concatenate(means.number),
        "points": np.concatenate(means.points),
        "total": np.concatenate(means.mean),
        "vetoed": np.concatenate(means.vetoed),
    }
    if places is not None:
        place = [places if level == COMMUNE else np.zeros(size, np.int64) for level, size in enumerate(sizes)]
        table["place"] = np.concatenate(place)
    return {NAME: write_part(folder, NAME, table)}


def unit_year(books: Books, year: Period, months: Sequence[UnitMeans]) -> tuple[UnitMeans, Int64]:
    """The year of every unit from its months (`engine.roll_up`), and the communes' places among their peers."""
    scheme, _ = books.scheme_of(year)
    mean, points, number, vetoed = [], [], [], []
    for level in range(len(LEVELS) + 1):
        codes = ("ministry",) if level == MINISTRY else books.units(LEVELS[level])[0]
        count = np.stack([month.number[level] for month in months])
        parts = Parts(
            tuple(month.period for month in months),
            codes,
            (count > 0).T,
            np.stack([month.mean[level] for month in months]).T,
            np.full(count.T.shape, -1, np.int64),
        )
        blank = ("",) * len(codes)
        scored = roll_up(scheme, year.kind, year, parts, (scheme.forms[0].code,) * len(codes), blank)
        mean.append(scored.total)
        points.append(np.sum([month.mean[level] for month in months], axis=0, dtype=np.int64))
        number.append(count[-1])
        vetoed.append(np.sum([month.vetoed[level] for month in months], axis=0, dtype=np.int64))
    means = UnitMeans(year, tuple(number), tuple(points), tuple(mean), tuple(vetoed))
    return means, _places(books, year, means)


def _places(books: Books, year: Period, means: UnitMeans) -> Int64:
    """Communes scored and ordered by the unit scheme: its figures are the two below."""
    scheme = books.unit_scheme()
    codes, peers = books.units("commune")
    figures = columns(scheme)
    given = {"diem-can-bo": means.mean[COMMUNE], "tuan-phu-quyet": means.vetoed[COMMUNE] * MILLI}
    shape = len(codes), len(figures)
    there = np.repeat((means.number[COMMUNE] > 0).astype(np.int8)[:, None], shape[1], axis=1)
    table = FigureTable(
        year,
        codes,
        (scheme.forms[0].code,) * len(codes),
        peers,
        figures,
        there,
        np.stack([given[figure] for figure in figures]).T,
        np.full(shape, MILLI, np.int64),
        np.zeros(shape, np.int64),
    )
    return stand(scheme, score(scheme, table), table).place
