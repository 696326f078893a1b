"""The vault of a large close: one bundle per period as elsewhere, its tables cut by province.

    <vault>/<movement>/<sequence>-<period>.v<version>/{manifest.json, scheme.yaml, lines.parquet, standing.parquet, …}

Row group i of a table is the i-th province. A correction closes one province again: the next version then holds
`lines.07.parquet` for that province, which goes before its row group in `lines.parquet`, and names everything else
where it lies, by folder and SHA-256. A week of a ministry is not copied for one figure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from thidua.core.problem import Problem, problem
from thidua.store.vault.manifest import CHAIN, NAME, Head, canonical, read_head, sha256

FORMAT = 2
UNFINISHED = ".unfinished"
# Measured: bytes of one significance side by side compress four times faster than a dictionary of many values,
# and a dictionary of few values smaller than they do.
SPLIT, WIDE = "BYTE_STREAM_SPLIT", (pa.int32(), pa.int64())
FEW = frozenset({"value", "raw", "points"})  # columns of `lines` with few different values


@dataclass(frozen=True, slots=True)
class PartFile:
    """A file of a bundle: the bundle's folder in which it lies, its SHA-256, its rows (0 if it is no table)."""

    folder: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class PartedManifest:
    """As `Manifest`; `files` by name, `provinces` in the order of the row groups."""

    movement: str
    period: str
    version: int
    sequence: int
    previous: str
    closed_at: datetime
    closed_by: str
    reason: str
    software: str
    writer: str
    provinces: tuple[str, ...]
    files: Mapping[str, PartFile]

    @property
    def folder(self) -> str:
        return f"{self.sequence:04d}-{self.period}.v{self.version}"

    def to_bytes(self) -> bytes:
        value: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        value["provinces"] = list(self.provinces)
        value["closed_at"] = self.closed_at.isoformat(timespec="seconds")
        value["files"] = {name: asdict(file) for name, file in self.files.items()}
        return canonical({"format": FORMAT, **value})


def parse(content: bytes) -> PartedManifest:
    """Read a manifest.

    Raises:
        ValueError: not a manifest of this format.
    """
    value = json.loads(content)
    if not isinstance(value, dict) or value.pop("format", None) != FORMAT:
        raise ValueError("format")
    try:
        files = {name: PartFile(**file) for name, file in value.pop("files").items()}
        for name in (*files, *(file.folder for file in files.values())):
            if "/" in name or "\\" in name or name.startswith("."):
                raise ValueError(name)
        closed_at = datetime.fromisoformat(value.pop("closed_at"))
        provinces = tuple(value.pop("provinces"))
        return PartedManifest(files=files, closed_at=closed_at, provinces=provinces, **value)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(str(fault)) from fault


class PartWriter:
    """One table of one period: province after province, a row group each. The same columns give the same bytes."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.out = pa.BufferOutputStream()
        self.writer: pq.ParquetWriter | None = None
        self.rows = 0

    def add(self, columns: Mapping[str, NDArray[Any] | pa.Array]) -> None:
        """A province; it is one row group even where it has no rows."""
        table = pa.table(dict(columns))
        if self.writer is None:
            self.writer = pq.ParquetWriter(
                self.out,
                table.schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=[f.name for f in table.schema if f.name in FEW or pa.types.is_string(f.type)],
                column_encoding={f.name: SPLIT for f in table.schema if f.type in WIDE and f.name not in FEW},
                write_statistics=False,
                store_schema=False,
            )
        self.writer.write_table(table, row_group_size=max(table.num_rows, 1))
        self.rows += table.num_rows

    def done(self) -> PartFile:
        """Write the file.

        Raises:
            AssertionError: no province was added.
        """
        assert self.writer is not None, "nothing to write"
        self.writer.close()
        content = self.out.getvalue().to_pybytes()
        (self.folder / self.name).write_bytes(content)
        return PartFile(self.folder.name, sha256(content), self.rows)


def write_part(folder: Path, name: str, columns: Mapping[str, NDArray[Any] | pa.Array]) -> PartFile:
    """A table that is not cut, or of which only one province is written."""
    writer = PartWriter(folder, name)
    writer.add(columns)
    return writer.done()


def part_table(
    movement: Path,
    files: Mapping[str, PartFile],
    table: str,
    province: str,
    index: int,
    columns: list[str] | None = None,
) -> pa.Table:
    """One province's rows of a bundle's table: its own file where there is one, else its row group of the whole."""
    own = f"{table}.{province}.parquet"
    name = own if own in files else f"{table}.parquet"
    file = pq.ParquetFile(movement / files[name].folder / name)
    return file.read_row_group(0 if name == own else index, columns=columns, use_threads=False)


def read_part(
    movement: Path,
    files: Mapping[str, PartFile],
    table: str,
    province: str,
    index: int,
    columns: list[str] | None = None,
) -> dict[str, Any]:
    """`part_table` as arrays."""
    return arrays(part_table(movement, files, table, province, index, columns))


def arrays(table: pa.Table) -> dict[str, Any]:
    return {column: table.column(column).to_numpy() for column in table.column_names}


def read_whole(movement: Path, file: PartFile, name: str) -> dict[str, Any]:
    """The columns of a table that is not cut."""
    read = pq.ParquetFile(movement / file.folder / name).read(use_threads=False)
    return {column: read.column(column).to_numpy() for column in read.column_names}


def append(movement: Path, manifest: PartedManifest) -> Head:
    """Put a bundle, of which the files lie in `.unfinished`, at the end of the chain."""
    unfinished = movement / UNFINISHED / manifest.folder
    unfinished.mkdir(parents=True, exist_ok=True)
    content = manifest.to_bytes()
    _write(unfinished / NAME, content)
    unfinished.rename(movement / manifest.folder)
    head = Head(manifest.sequence, sha256(content))
    _write(movement / (CHAIN + UNFINISHED), head.to_bytes())
    (movement / (CHAIN + UNFINISHED)).replace(movement / CHAIN)
    return head


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def last_of(movement: Path, period: str) -> PartedManifest | None:
    """The last version of one period, without reading the others."""
    found = [parse((path / NAME).read_bytes()) for path in movement.glob(f"[0-9]*-{period}.v*")]
    return max(found, key=lambda manifest: manifest.version, default=None)


def latest(movement: Path) -> dict[str, PartedManifest]:
    """The last version of every period."""
    found: dict[str, PartedManifest] = {}
    for path in sorted(movement.glob("[0-9]*-*")):
        manifest = parse((path / NAME).read_bytes())
        if manifest.period not in found or found[manifest.period].version < manifest.version:
            found[manifest.period] = manifest
    return found


def check_parted(movement: Path) -> list[Problem]:
    """Whether the chain is whole and every file is, byte for byte, what the manifests name."""
    problems: list[Problem] = []
    sums: dict[Path, str] = {}
    end = Head()
    for path in sorted(movement.glob("[0-9]*-*")):
        bundle = f"{movement.name}/{path.name}"
        try:
            content = (path / NAME).read_bytes()
            manifest = parse(content)
        except (OSError, ValueError):
            problems.append(problem("vault.manifest-unreadable", bundle=bundle))
            continue
        if manifest.folder != path.name or manifest.movement != movement.name:
            says = f"{manifest.movement}/{manifest.folder}"
            problems.append(problem("vault.bundle-misplaced", bundle=bundle, says=says))
        if (manifest.sequence, manifest.previous) != (end.sequence + 1, end.manifest):
            problems.append(problem("vault.chain-broken", bundle=bundle, other=f"{end.sequence:04d}"))
        end = Head(manifest.sequence, sha256(content))
        problems += _file_problems(movement, path, manifest, sums)
    if read_head(movement) != end:
        problems.append(
            problem("vault.head-differs", bundle=movement.name, movement=movement.name, sequence=end.sequence)
        )
    return problems


def _file_problems(
    movement: Path, folder: Path, manifest: PartedManifest, sums: dict[Path, str]
) -> Iterator[Problem]:
    """Missing, changed and foreign files of one bundle; `sums` remembers what was read already."""
    bundle = f"{movement.name}/{folder.name}"
    for name, file in sorted(manifest.files.items()):
        there = movement / file.folder / name
        if there not in sums:
            sums[there] = sha256(there.read_bytes()) if there.is_file() else ""
        if sums[there] != file.sha256:
            code = "vault.file-changed" if sums[there] else "vault.file-missing"
            yield problem(code, bundle=bundle, file=name)
    for other in sorted(folder.iterdir()):
        if other.name != NAME and other.name not in manifest.files:
            yield problem("vault.file-foreign", bundle=bundle, file=other.name)
