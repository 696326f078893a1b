"""The close by hand-written DuckDB SQL, month by month: reads the ledger's Parquet, writes its results as Parquet."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from benchmarks import sql, world
from thidua.actions.scale import Books
from thidua.core.period import PeriodKind

ZSTD = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"


def close(books: Books, out: Path) -> None:
    """`out` receives lines-, standing-, month-, units- by month and year_*.parquet."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    connection = duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})
    schemes = tuple(scheme for scheme, _ in books.schemes())
    _reference(connection, books, schemes)
    for month in world.YEAR.parts(PeriodKind.MONTH):
        weeks = month.parts(PeriodKind.WEEK)
        scheme, _ = books.scheme_of(month)
        version = schemes.index(scheme) + 1
        connection.execute("CREATE OR REPLACE TEMP TABLE weeks (week varchar)")
        connection.executemany("INSERT INTO weeks VALUES (?)", [[week.code] for week in weeks])
        sources = " UNION ALL ".join(
            f"SELECT '{week.code}' AS week, officer AS subject, figure, value, reversal"
            f" FROM read_parquet('{books.home}/ledger/{week.code}.parquet')"
            for week in weeks
        )
        for text in (sql.CELLS, sql.LINES, sql.standing(scheme), sql.month(scheme, month), sql.units(month)):
            connection.execute(
                text.format(kind="OR REPLACE TEMP", entries=f"({sources})", div="//", version=version)
            )
        for table, columns in (
            ("lines", "week, subject, figure, value, raw, points, flags"),
            ("standing", "*"),
            ("month_standing", "*"),
            ("month_units", "*"),
        ):
            connection.execute(
                f"COPY (SELECT {columns} FROM {table}) TO '{out}/{table}-{month.code}.parquet' {ZSTD}"
            )
        connection.execute("INSERT INTO months SELECT subject, total FROM month_standing")
        connection.execute("INSERT INTO unit_months SELECT level, unit, total, vetoed FROM month_units")
    for table, text in sql.year(books.scheme_of(world.YEAR)[0], world.YEAR).items():
        connection.execute(f"CREATE TEMP TABLE {table} AS {text.format(div='//')}")
        connection.execute(f"COPY {table} TO '{out}/{table}.parquet' {ZSTD}")


def _reference(connection: duckdb.DuckDBPyConnection, books: Books, schemes: tuple) -> None:
    connection.execute(sql.RULE)
    connection.executemany(sql.RULE_IN.format("?, ?, ?, ?, ?, ?"), sql.rules(schemes))
    connection.execute(f"""
        CREATE TEMP TABLE roster AS
        SELECT officer AS subject, "group" AS grp, team FROM read_parquet('{books.home}/roster/*.parquet')""")
    connection.execute(f"CREATE TEMP TABLE tree AS FROM read_parquet('{books.home}/tree.parquet')")
    connection.execute(f"""
        CREATE TEMP TABLE peers AS
        SELECT level, position AS unit, peers FROM read_parquet('{books.home}/units.parquet')""")
    connection.execute("CREATE TEMP TABLE months (subject int, total bigint)")
    connection.execute("CREATE TEMP TABLE unit_months (level int, unit int, total bigint, vetoed bigint)")
