"""Closing a year of a whole ministry, and closing one province's week again after a correction."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa

from thidua.actions.scale.books import Books
from thidua.actions.scale.part import Columns, Result, close_roll_up, close_week, stored
from thidua.actions.scale.shelf import Files, Moment, Shelf
from thidua.actions.scale.units import (
    TeamSums,
    UnitMeans,
    read_units,
    team_sums,
    unit_means,
    unit_year,
    write_units,
)
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Refused
from thidua.store.vault.manifest import Head
from thidua.store.vault.parted import PartWriter, write_part

KEPT_BYTES = 256 * 2**20
Week = tuple[list[Result], Files]
Each = Callable[[Books, Mapping[str, Path], tuple[Period, ...]], Iterable[Week]]


def in_turn(books: Books, folders: Mapping[str, Path], weeks: tuple[Period, ...]) -> Iterable[Week]:
    """One week after the other, here."""
    return (week_files(books, folders, week) for week in weeks)


def year_close(books: Books, year: Period, moment: Moment, *, each: Each = in_turn) -> Head:
    """Close all weeks, months and the year of every province, then the units, and chain the bundles.

    Args:
        each: how the weeks are gone through: `in_turn`, `on_processes(n)`, `on_threads(n)`, `spark.on_spark(…)`.

    Raises:
        Refused: "period.closed-already"; "ledger.scheme-unfit"; whatever a partition refuses. Nothing is
            then in the vault.
    """
    books.check_schemes()
    months = {month: month.parts(PeriodKind.WEEK) for month in year.parts(PeriodKind.MONTH)}
    closing = [period for month, weeks in months.items() for period in (*weeks, month)] + [year]
    shelf = Shelf.of(books, closing)
    if shelf.before.keys() & {period.code for period in closing}:
        raise Refused("period.closed-already", period=year.code, movement=books.movement)
    names = {period.code: shelf.folder(period) for period in closing}
    weeks = tuple(week for weeks in months.values() for week in weeks)
    files: dict[str, Files] = {}
    done = iter(each(books, names, weeks))
    subjects = _subjects(books, shelf.folder(weeks[0]))
    of_months: list[list[Result]] = []
    means: list[UnitMeans] = []
    for month, of_month in months.items():
        parts: list[list[Result]] = []
        for week in of_month:
            results, files[week.code] = next(done)
            parts.append(results)
        results, files[month.code] = _roll_up_files(books, shelf.folder(month), month, parts)
        means.append(unit_means(books, month, _sums(books, results, parts)))
        files[month.code] |= write_units(shelf.folder(month), means[-1])
        of_months.append(results)
    _, files[year.code] = _roll_up_files(books, shelf.folder(year), year, of_months)
    files[year.code] |= write_units(shelf.folder(year), *unit_year(books, year, means))
    return shelf.put(moment, {period: {**subjects, **named} for period, named in files.items()})


def week_files(books: Books, folders: Mapping[str, Path], week: Period) -> Week:
    """A week of all provinces, written into its folder."""
    files = _Tables(folders[week.code])
    results = []
    for province in books.provinces:
        result, tables = close_week(books, week, province)
        files.add(tables)
        results.append(result)
    return results, files.done()


def week_reclose(books: Books, week: Period, province: str, moment: Moment) -> Head:
    """Close one province's week again from its corrected ledger, and the month, year and units above it.

    Everything else is named where it lies. `moment.reason` says what was corrected.

    Raises:
        Refused: "period.reason-missing"; "period.not-opened" when the week was never closed; as `close_week`.
    """
    if not moment.reason.strip():
        raise Refused("period.reason-missing")
    month, year = week.within(PeriodKind.MONTH), week.within(PeriodKind.YEAR)
    shelf = Shelf.of(books, (week, month, year))
    before = {period: dict(manifest.files) for period, manifest in shelf.before.items()}
    if not {week.code, month.code, year.code} <= before.keys():
        raise Refused("period.not-opened", period=week.code, movement=books.movement)
    files = {period.code: before[period.code].copy() for period in (week, month, year)}

    def write(period: Period, tables: Mapping[str, Columns]) -> None:
        folder = shelf.folder(period)
        for table, columns in tables.items():
            name = f"{table}.{province}.parquet"
            files[period.code][name] = write_part(folder, name, columns)

    def above(period: Period, kind: PeriodKind, new: Result) -> list[Result]:
        return [
            new if part == new.period else stored(books, part, province, before[part.code])
            for part in period.parts(kind)
        ]

    now, tables = close_week(books, week, province)
    write(week, tables)
    month_now, tables = close_roll_up(books, month, province, above(month, PeriodKind.WEEK, now))
    write(month, tables)
    _, tables = close_roll_up(books, year, province, above(year, PeriodKind.MONTH, month_now))
    write(year, tables)
    means = {part: read_units(books, part, before[part.code]) for part in year.parts(PeriodKind.MONTH)}
    was, month_was = (stored(books, period, province, before[period.code]) for period in (week, month))
    means[month] = _exchanged(books, means[month], province, (month_was, was), (month_now, now))
    files[month.code] |= write_units(shelf.folder(month), means[month])
    files[year.code] |= write_units(shelf.folder(year), *unit_year(books, year, list(means.values())))
    return shelf.put(moment, files)


def on_threads(number: int) -> Each:
    """Weeks in that many threads: much of the arrays' work runs outside Python's lock."""

    def each(books: Books, folders: Mapping[str, Path], weeks: tuple[Period, ...]) -> Iterable[Week]:
        with ThreadPoolExecutor(number) as pool:
            yield from pool.map(partial(week_files, books, folders), weeks)

    return each


def on_processes(number: int) -> Each:
    """Weeks in that many processes of this machine."""

    def each(books: Books, folders: Mapping[str, Path], weeks: tuple[Period, ...]) -> Iterable[Week]:
        # Kept by the allocator instead of given back: a tenth of a week's time is else spent on fetching pages again.
        for name in ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"):
            os.environ.setdefault(name, str(KEPT_BYTES))
        with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as pool:
            yield from pool.map(partial(week_files, books, folders), weeks)

    return each


# --- Parts ------------------------------------------------------------------------------------------------


class _Tables:
    """The tables of one bundle, a province at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.writers: dict[str, PartWriter] = {}

    def add(self, tables: Mapping[str, Columns]) -> None:
        for table, columns in tables.items():
            name = f"{table}.parquet"
            self.writers.setdefault(name, PartWriter(self.folder, name)).add(columns)

    def done(self) -> Files:
        return {name: writer.done() for name, writer in self.writers.items()}


def _roll_up_files(
    books: Books, folder: Path, period: Period, parts: list[list[Result]]
) -> tuple[list[Result], Files]:
    """A month or year of all provinces, from each part's results by province."""
    files = _Tables(folder)
    results = []
    for index, province in enumerate(books.provinces):
        result, tables = close_roll_up(books, period, province, [part[index] for part in parts])
        files.add(tables)
        results.append(result)
    return results, files.done()


def _sums(books: Books, month: list[Result], weeks: list[list[Result]]) -> TeamSums:
    """The month's officers added up by team, over all provinces."""
    team = np.concatenate([books.roster(province).team for province in books.provinces])
    vetoed = [np.concatenate([result.vetoed for result in week]) for week in weeks]
    return team_sums(
        len(books.units("team")[0]),
        team,
        np.concatenate([result.total for result in month]),
        np.concatenate([result.complete for result in month]),
        np.sum(vetoed, axis=0, dtype=np.int64),
    )


def _exchanged(
    books: Books, means: UnitMeans, province: str, old: tuple[Result, Result], new: tuple[Result, Result]
) -> UnitMeans:
    """A month's units with one province's officers exchanged: (month, week) as they were, and as they are."""
    team, size = books.roster(province).team, len(means.number[0])
    gone, come = (
        team_sums(size, team, month.total, month.complete, week.vetoed.astype(np.int64))
        for month, week in (old, new)
    )
    kept = TeamSums(means.number[0], means.points[0], means.vetoed[0])
    return unit_means(books, means.period, kept - gone + come)


def _subjects(books: Books, folder: Path) -> Files:
    """The rosters, once for the year: lines and standings name officers by their row there."""
    writer = PartWriter(folder, "subjects.parquet")
    for province in books.provinces:
        staff = books.roster(province)
        rows = {"code": staff.roster.subjects, "form": staff.roster.forms, "group": staff.roster.groups}
        columns = {column: pa.array(values, pa.string()) for column, values in rows.items()}
        writer.add({"officer": staff.officer, **columns, "team": staff.team.astype(np.int32)})
    return {"subjects.parquet": writer.done()}
