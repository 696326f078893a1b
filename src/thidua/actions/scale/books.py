"""What a large close reads: roster, dated tree, ledger and schemes, as files that many machines can share.

<home>/schemes/*.yaml                     the officers' schemes of the year; each says when it is in force
<home>/unit-scheme.yaml                   the scheme by which communes are compared
<home>/roster/<province>.parquet          officer (a number, climbing), subject, form, group, team (its position)
<home>/units.parquet                      level, position, code, peers (the group a unit is compared in)
<home>/tree.parquet                       level, position, parent, first_day, last_day (whole numbers: 20250701)
<home>/ledger/<period>.parquet            officer, figure, value, reversal (`core.score.ledger.Entries`); row
                                          group i holds the i-th province
<home>/ledger/<period>.<province>.<n>.parquet   entries of that province that came after, such as corrections
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Refused, Where, problem
from thidua.core.score.ledger import Entries, Roster
from thidua.core.score.lines import figures_beside
from thidua.core.score.scheme import Events, Scheme, Tiers, YesNo
from thidua.rules.scheme import load

LEVELS = ("team", "commune", "province")  # above the officers; the ministry is above the provinces


@dataclass(frozen=True, slots=True)
class Staff:
    """One province's officers: as the engine knows them, by number, and the position of each one's team."""

    roster: Roster
    officer: NDArray[np.int32]
    team: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Books:
    """Where things lie. Everything else is read when asked for, once per process."""

    home: Path
    vault: Path
    movement: str

    @property
    def bundles(self) -> Path:
        return self.vault / self.movement

    @property
    def provinces(self) -> tuple[str, ...]:
        return _provinces(self.home / "roster")

    def schemes(self) -> tuple[tuple[Scheme, str], ...]:
        """The officers' schemes with their texts, oldest first."""
        return _schemes(self.home / "schemes")

    def scheme_on(self, day: date) -> tuple[Scheme, str]:
        """The scheme in force, and its text.

        Raises:
            Refused: "ledger.no-scheme".
        """
        for scheme, text in self.schemes():
            if scheme.in_force(day):
                return scheme, text
        raise Refused("ledger.no-scheme", day=f"{day:%d/%m/%Y}")

    def scheme_of(self, period: Period) -> tuple[Scheme, str]:
        """The scheme that a period is closed by: a longer one follows its last week."""
        week = period if period.kind is PeriodKind.WEEK else period.parts(PeriodKind.WEEK)[-1]
        return self.scheme_on(week.start)

    def unit_scheme(self) -> Scheme:
        return _scheme(self.home / "unit-scheme.yaml")[0]

    def roster(self, province: str) -> Staff:
        """The officers of a province."""
        return _roster(self.home / "roster" / f"{province}.parquet")

    def entries(self, period: Period, province: str) -> Entries:
        """The entries of one partition, those that came after included.

        Raises:
            Refused: "ledger.officer-unknown" when an entry is of nobody on the province's roster.
        """
        names = ["officer", "figure", "value", "reversal"]
        ledger = self.home / "ledger"
        file = _ledger(ledger / f"{period.code}.parquet")
        assert file.num_row_groups == len(self.provinces), period.code
        tables = [file.read_row_group(self.provinces.index(province), columns=names, use_threads=False)]
        for later in sorted(ledger.glob(f"{period.code}.{province}.*.parquet")):
            tables.append(pq.ParquetFile(later).read(columns=names).cast(tables[0].schema))
        whole = pa.concat_tables(tables)
        officer, figure, value, reversal = (whole.column(name).to_numpy() for name in names)
        return Entries(self._rows(period, province, officer), figure, value, reversal)

    def _rows(self, period: Period, province: str, officer: NDArray[np.int32]) -> NDArray[np.int32]:
        """Officers' numbers as rows of the roster; where the numbers have no gap that is one subtraction."""
        numbers = _roster(self.home / "roster" / f"{province}.parquet").officer
        row = officer - numbers[0]
        if int(numbers[-1]) - int(numbers[0]) >= len(numbers):
            row = np.searchsorted(numbers, officer)
            row[row == len(numbers)] = 0
            row[numbers[row] != officer] = -1
        elif len(row) and (int(row.min()) < 0 or int(row.max()) >= len(numbers)):
            row[row >= len(numbers)] = -1
        else:
            return row
        if (row < 0).any():
            raise Refused(
                "ledger.officer-unknown", officer=officer[row < 0][0], province=province, period=period.code
            )
        return row

    def check_schemes(self) -> None:
        """Whether every criterion can be scored from sums of entries, and everything read is kept with the lines.

        Raises:
            Refused: "ledger.scheme-unfit" with what stands in the way.
        """
        for scheme, _ in self.schemes():
            found = [
                problem("ledger.method-unfit", Where(line=line.line), criterion=line.title)
                for form in scheme.forms
                for line in form.criteria
                if not isinstance(line.method, Events | Tiers | YesNo)
                or getattr(line.method, "of_target", False)
                or getattr(line.method, "place", None) is not None
            ]
            beside = dict.fromkeys(figure for form in scheme.forms for figure in figures_beside(form))
            found += [problem("ledger.figure-beside", figure=figure) for figure in beside]
            if found:
                raise Refused("ledger.scheme-unfit", found, scheme=scheme.title)

    def units(self, level: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes and peer groups of a level's units, by position."""
        rows = _columns(self.home / "units.parquet")
        here = np.flatnonzero(rows["level"] == LEVELS.index(level))
        here = here[np.argsort(rows["position"][here])]
        return tuple(rows["code"][here].tolist()), tuple(rows["peers"][here].tolist())

    def parents_on(self, day: date) -> tuple[NDArray[np.int64], ...]:
        """For each level the position of every unit's parent on that day; the ministry is position 0.

        Raises:
            Refused: "ledger.unit-without-parent" when a unit belongs nowhere on that day, or to two places.
        """
        rows, number = _columns(self.home / "tree.parquet"), day.year * 10_000 + day.month * 100 + day.day
        holds = (rows["first_day"] <= number) & (number <= rows["last_day"])
        found = []
        for index, level in enumerate(LEVELS):
            here = np.flatnonzero(holds & (rows["level"] == index))
            size = len(self.units(level)[0])
            if sorted(rows["position"][here].tolist()) != list(range(size)):
                raise Refused("ledger.unit-without-parent", level=level, day=f"{day:%d/%m/%Y}")
            parent = np.empty(size, np.int64)
            parent[rows["position"][here]] = rows["parent"][here]
            found.append(parent)
        return tuple(found)


@lru_cache(maxsize=4)
def _provinces(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.parquet")))


@lru_cache(maxsize=4)
def _schemes(folder: Path) -> tuple[tuple[Scheme, str], ...]:
    return tuple(_scheme(path) for path in sorted(folder.glob("*.yaml")))


@lru_cache(maxsize=4)
def _ledger(path: Path) -> pq.ParquetFile:
    """Opened once for all provinces of a week; a ledger is only ever added to by further files."""
    return pq.ParquetFile(path)


@lru_cache(maxsize=16)
def _scheme(path: Path) -> tuple[Scheme, str]:
    text = path.read_text(encoding="utf-8")
    loaded = load(text, path.name)
    if loaded.scheme is None:
        raise Refused("period.scheme-faulty", loaded.problems, scheme=path.stem)
    return loaded.scheme, text


@lru_cache(maxsize=128)
def _roster(path: Path) -> Staff:
    rows = _columns(path)
    subjects, forms, groups = (tuple(rows[name].tolist()) for name in ("subject", "form", "group"))
    assert (np.diff(rows["officer"]) > 0).all(), path.name
    return Staff(Roster(subjects, forms, groups), rows["officer"], rows["team"].astype(np.int64))


@lru_cache(maxsize=4)
def _columns(path: Path) -> dict[str, NDArray[Any]]:
    read = pq.ParquetFile(path).read()  # `read_table` would load Arrow's dataset machinery for one file
    return {name: np.asarray(read.column(name)) for name in read.column_names}
