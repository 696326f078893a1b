"""The floor under any close: reading the columns that must be read and writing the result, and nothing else.

Run: uv run python benchmarks/floor.py [1|10|60|234]
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import world
from thidua.actions.scale import Books, Moment, on_processes, year_close
from thidua.core.period import Period
from thidua.store.vault.parted import PartedManifest, PartWriter, latest

COLUMNS = ["officer", "figure", "value", "reversal"]


def floor(books: Books) -> float:
    """Seconds, on two threads, in the encodings of the vault; the results lie in memory before the clock starts."""
    manifests = latest(books.bundles)
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for week in world.WEEKS:
            results = _results(books, manifests[week.code])
            begin = time.perf_counter()
            with ThreadPoolExecutor(2) as pool:
                reading = pool.submit(_read, books, week)
                list(pool.map(lambda item: _write(Path(folder), *item), results.items()))
                reading.result()
            seconds += time.perf_counter() - begin
    return seconds


def _results(books: Books, manifest: PartedManifest) -> dict[str, list]:
    """The tables of a week, province by province."""
    names = ("lines.parquet", "standing.parquet")
    files = {name: pq.ParquetFile(books.bundles / manifest.files[name].folder / name) for name in names}
    return {
        name: [file.read_row_group(i, use_threads=False) for i in range(file.num_row_groups)]
        for name, file in files.items()
    }


def _read(books: Books, week: Period) -> int:
    return pq.ParquetFile(books.home / "ledger" / f"{week.code}.parquet").read(COLUMNS).num_rows


def _write(folder: Path, name: str, parts: list) -> None:
    writer = PartWriter(folder, name)
    for part in parts:
        writer.add({column: part.column(column).combine_chunks() for column in part.column_names})
    writer.done()


def main() -> None:
    size = world.SIZES[int(sys.argv[1]) if len(sys.argv) > 1 else 10]
    books = world.build(world.place(size), size)
    if not books.bundles.exists():
        year_close(books, world.YEAR, Moment(world.CLOSED_AT, "benchmark"), each=on_processes(2))
    print(f"{size.name}: {floor(books):.1f} s to read the ledger and to write the result")


if __name__ == "__main__":
    main()
