"""Writing a bundle: all of it or nothing, on top of the chain's head and nowhere else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from thidua.core.problem import Refused
from thidua.core.text import is_code
from thidua.store.vault.manifest import (
    CHAIN,
    NAME,
    Bundle,
    FileSum,
    Head,
    Manifest,
    PartBundle,
    read_head,
    sha256,
)
from thidua.store.vault.table import WRITER, Columns, table_bytes

UNFINISHED = ".unfinished"
SET_ASIDE = ".set-aside"


@dataclass(frozen=True, slots=True)
class Closing:
    """What is put into the vault. No database ids: a bundle must make sense to whoever finds it alone.

    Attributes:
        closed_at: with an offset.
        tables: name without ".parquet" → columns.
        texts: file name → text, such as scheme.yaml.
    """

    movement: str
    period: str
    version: int
    closed_at: datetime
    closed_by: str
    reason: str
    scheme: str
    tables: Mapping[str, Columns]
    texts: Mapping[str, str]
    incomplete: tuple[str, ...] = ()
    parts: tuple[PartBundle, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Written:
    """`folder` is relative to the vault; `manifest` is the SHA-256 of manifest.json."""

    folder: str
    manifest: str
    sequence: int


def write_bundle(vault: Path, closing: Closing, head: Head) -> Written:
    """Put a close into the vault, after `head`, the last bundle that the database knows.

    The folder appears with one rename. A close that reached the vault and not the database (power cut between
    the two) is set aside, so that the chain continues from what was really decided.

    Raises:
        Refused: "vault.head-differs" when the chain does not end where the database says.
    """
    assert is_code(closing.movement), "a movement's code names its folder"
    movement = vault / closing.movement
    movement.mkdir(parents=True, exist_ok=True)
    _mend(vault, movement, head)
    files, sums = _files(closing)
    manifest = Manifest(
        movement=closing.movement,
        period=closing.period,
        version=closing.version,
        sequence=head.sequence + 1,
        previous=head.manifest,
        closed_at=closing.closed_at,
        closed_by=closing.closed_by,
        reason=closing.reason,
        scheme=closing.scheme,
        software=f"thidua {version('thidua')}",
        writer=WRITER,
        incomplete=closing.incomplete,
        parts=closing.parts,
        files=sums,
    )
    content = manifest.to_bytes()
    unfinished = movement / UNFINISHED
    unfinished.mkdir()
    for name, file in {**files, NAME: content}.items():
        _write(unfinished / name, file)
    unfinished.rename(movement / manifest.folder)
    _set_head(movement, Head(manifest.sequence, sha256(content)))
    return Written(f"{closing.movement}/{manifest.folder}", sha256(content), manifest.sequence)


def _files(closing: Closing) -> tuple[dict[str, bytes], dict[str, FileSum]]:
    files: dict[str, bytes] = {}
    sums: dict[str, FileSum] = {}
    for name, text in closing.texts.items():
        files[name] = text.encode()
        sums[name] = FileSum(sha256(files[name]), "", 0)
    for table, columns in closing.tables.items():
        name = f"{table}.parquet"
        files[name], content, rows = table_bytes(columns)
        sums[name] = FileSum(sha256(files[name]), content, rows)
    return files, sums


def _mend(vault: Path, movement: Path, head: Head) -> None:
    """Clear what a crash left: an unfinished folder, or one finished bundle that the database never recorded."""
    shutil.rmtree(movement / UNFINISHED, ignore_errors=True)
    (movement / (CHAIN + UNFINISHED)).unlink(missing_ok=True)
    ahead = _numbered(movement, head.sequence + 1)
    follows = all(b.manifest is not None and b.manifest.previous == head.manifest for b in ahead)
    ends = head == Head() or [b.sha256 for b in _numbered(movement, head.sequence)] == [head.manifest]
    if not (follows and ends) or _numbered(movement, head.sequence + 2):
        raise Refused("vault.head-differs", movement=movement.name)
    try:
        recorded = read_head(movement)
    except ValueError as fault:
        raise Refused("vault.chain-unreadable", bundle=movement.name) from fault
    if recorded not in {head, *(Head(head.sequence + 1, bundle.sha256) for bundle in ahead)}:
        raise Refused("vault.head-differs", movement=movement.name)
    for bundle in ahead:
        aside = vault / SET_ASIDE / f"{movement.name}-{bundle.folder.name}-{bundle.sha256[:12]}"
        aside.parent.mkdir(exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        bundle.folder.rename(aside)
    if recorded != head:
        _set_head(movement, head)


def _numbered(movement: Path, sequence: int) -> list[Bundle]:
    return [Bundle.read(path) for path in movement.glob(f"{sequence:04d}-*")]


def _set_head(movement: Path, head: Head) -> None:
    path = movement / CHAIN
    if head == Head():
        path.unlink(missing_ok=True)
        return
    _write(movement / (CHAIN + UNFINISHED), head.to_bytes())
    (movement / (CHAIN + UNFINISHED)).replace(path)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
