"""Reading the vault: DuckDB over the Parquet files of a bundle, for pages and reports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from thidua.core.standing import StandingRow

# Nothing is fetched or loaded at run time: what the wheel contains is enough for Parquet.
_CLOSED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One engine for the process: starting one takes longer than most questions. Each question has a cursor."""
    return duckdb.connect(config=_CLOSED)


def ask(sql: str, values: Sequence[object]) -> list[dict[str, Any]]:
    """Rows of a question; file names and values are parameters, never pasted in."""
    with _connection().cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_table(folder: Path, table: str) -> pa.Table:
    """A whole table of a bundle, in the order in which it was written.

    Read on this thread alone: a pool still winding down when a short command ends can abort the process.
    """
    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        return file.read(use_threads=False)


def read_rows(folder: Path, table: str, subjects: Sequence[str]) -> pa.Table:
    """The rows of these subjects, in the order in which they were written."""
    return pq.read_table(folder / f"{table}.parquet", filters=pc.field("subject").isin(list(subjects)))


def read_standing(folder: Path) -> list[StandingRow]:
    """The standing of a bundle: by group, then place; those without a place last, by code."""
    rows = ask(
        'SELECT subject, "group", total, place, class AS class_code, complete, tied FROM read_parquet(?)'
        ' ORDER BY "group", place = 0, place, subject',
        [str(folder / "standing.parquet")],
    )
    return [StandingRow(**row) for row in rows]


def read_lines(folder: Path, subject: str) -> list[dict[str, Any]]:
    """The working of one subject, in the order of the scheme."""
    sql = "SELECT * EXCLUDE (file_row_number) FROM read_parquet(?, file_row_number = true)"
    return ask(f"{sql} WHERE subject = ? ORDER BY file_row_number", [str(folder / "lines.parquet"), subject])


def read_inputs(folder: Path, subject: str) -> list[dict[str, Any]]:
    """The figures that one subject was closed with: value, target, paper, deeds and evidence sums."""
    sql = "SELECT * FROM read_parquet(?) WHERE subject = ? ORDER BY figure"
    return ask(sql, [str(folder / "inputs.parquet"), subject])


def read_subjects(folder: Path) -> list[dict[str, Any]]:
    """Who was in the close: code, name, form, group and the group's title, as they were then."""
    sql = "SELECT * EXCLUDE (file_row_number) FROM read_parquet(?, file_row_number = true)"
    return ask(f"{sql} ORDER BY file_row_number", [str(folder / "subjects.parquet")])
