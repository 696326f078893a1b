"""The same close on a Spark cluster: Spark schedules, moves and retries; what is computed is `scale.part`.

Every (week, province) is one task that reads its rows of the ledger and writes its files of the vault, on a disk that
all machines see. Nothing is shuffled. The roll-ups are small and are made by whoever asked for the close.

Needs the extra `thidua[spark]` and a Java 17 on every machine; docs/admin/cluster.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from thidua.actions.scale.books import Books
from thidua.actions.scale.close import Each, Week
from thidua.actions.scale.part import close_week, stored
from thidua.core.period import Period
from thidua.store.vault.parted import UNFINISHED, PartFile, write_part

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WRITTEN = "period string, province string, name string, sha256 string, rows long"
PER_CORE = 4  # tasks for each core, so that none waits long for the slowest


def session(master: str, *, memory: str = "1g", settings: Mapping[str, str] | None = None) -> SparkSession:
    """A Spark session that runs this very Python on every machine and opens no page of its own.

    Args:
        master: "local[2]", or "spark://host:7077" of a standalone cluster.
        memory: of each executor's Java side; the arrays live in Python beside it.
    """
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).appName("thidua")
    given = {
        "spark.ui.enabled": "false",
        "spark.executor.memory": memory,
        "spark.driver.memory": memory,
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1",  # a task reports as soon as it is done
    }
    for name, value in {**given, **(settings or {})}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def on_spark(spark: SparkSession) -> Each:
    """How `year_close` goes through the weeks on a cluster: `year_close(…, each=on_spark(session(…)))`."""

    def each(books: Books, folders: Mapping[str, Path], weeks: tuple[Period, ...]) -> Iterable[Week]:
        work = [(week, province) for week in weeks for province in books.provinces]
        slices = min(len(work), PER_CORE * spark.sparkContext.defaultParallelism)
        tasks = spark.range(0, len(work), 1, slices)
        files: dict[Period, dict[str, PartFile]] = {week: {} for week in weeks}
        for row in tasks.mapInArrow(_closing(books, dict(folders), work), WRITTEN).collect():
            folder = folders[row["period"]].name
            files[Period.parse(row["period"])][row["name"]] = PartFile(folder, row["sha256"], row["rows"])
        aside = books.bundles / UNFINISHED
        for week, named in files.items():
            yield [stored(books, week, province, named, aside) for province in books.provinces], named

    return each


def _closing(
    books: Books, folders: Mapping[str, Path], work: list[tuple[Period, str]]
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a task does: numbers of partitions in, the files that were written out."""

    def close(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                week, province = work[number]
                _, tables = close_week(books, week, province)
                names = [f"{table}.{province}.parquet" for table in tables]
                written = [
                    write_part(folders[week.code], name, columns)
                    for name, columns in zip(names, tables.values(), strict=True)
                ]
                yield pa.RecordBatch.from_pydict(
                    {
                        "period": [week.code] * len(names),
                        "province": [province] * len(names),
                        "name": names,
                        "sha256": [file.sha256 for file in written],
                        "rows": [file.rows for file in written],
                    }
                )

    return close
