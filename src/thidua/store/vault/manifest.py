"""The manifest of a bundle: what was closed, when, by whom, from which files, after which bundle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from thidua.core.period import Period
from thidua.core.problem import Problem, problem

FORMAT = 1
BYTES_MAX = 20_000_000  # a manifest or chain.json beyond it is not ours
NUMBER_MAX = 99_999  # closes of one movement, and versions of one period
NAME = "manifest.json"
CHAIN = "chain.json"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def canonical(value: object) -> bytes:
    """JSON as one sequence of bytes only: sorted keys, two spaces, UTF-8, one line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class FileSum:
    """`sha256` of the bytes; `content` of the values of a table ("" for other files); `rows` of a table."""

    sha256: str
    content: str
    rows: int


@dataclass(frozen=True, slots=True)
class PartBundle:
    """A closed sub-period that a roll-up was made of; `manifest` is the SHA-256 of its manifest."""

    period: str
    version: int
    manifest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Read from and written to manifest.json; `previous` is the SHA-256 of the manifest before, "" for the first.

    Attributes:
        closed_at: with the offset of Việt Nam.
        incomplete: subjects closed without a needed figure: no total, no class, no place.
    """

    movement: str
    period: str
    version: int
    sequence: int
    previous: str
    closed_at: datetime
    closed_by: str
    reason: str
    scheme: str
    software: str
    writer: str
    incomplete: tuple[str, ...]
    parts: tuple[PartBundle, ...]
    files: Mapping[str, FileSum]

    @property
    def folder(self) -> str:
        return f"{self.sequence:04d}-{self.period}.v{self.version}"

    def to_bytes(self) -> bytes:
        value: dict[str, Any] = {"format": FORMAT}
        for field in fields(self):
            value[field.name] = getattr(self, field.name)
        value["closed_at"] = self.closed_at.isoformat(timespec="seconds")
        value["incomplete"] = list(self.incomplete)
        value["parts"] = [_plain(part) for part in self.parts]
        value["files"] = {name: _plain(sums) for name, sums in self.files.items()}
        return canonical(value)


def _plain(row: FileSum | PartBundle) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def parse(content: bytes) -> Manifest:
    """Read manifest.json.

    Raises:
        ValueError: not JSON as we write it, another format, or a field is missing, foreign or of another type.
    """
    value = _json(content)
    if not isinstance(value, dict) or value.pop("format", None) != FORMAT:
        raise ValueError("format")
    try:
        files = {name: FileSum(**sums) for name, sums in value.pop("files").items()}
        if any("/" in name or "\\" in name or name.startswith(".") for name in files):
            raise ValueError("files")
        manifest = Manifest(
            closed_at=datetime.fromisoformat(value.pop("closed_at")),
            incomplete=tuple(value.pop("incomplete")),
            parts=tuple(PartBundle(**part) for part in value.pop("parts")),
            files=files,
            **value,
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(str(fault)) from fault
    if not _types_hold(manifest) or not 2000 <= manifest.closed_at.year <= 2999:
        raise ValueError("types")
    Period.parse(manifest.period)
    if manifest.to_bytes() != content:  # one way to write it, so that one sum stands for one meaning
        raise ValueError("not canonical")
    return manifest


def _types_hold(manifest: Manifest) -> bool:
    numbers = (manifest.version, manifest.sequence, *(part.version for part in manifest.parts))
    counts = [sums.rows for sums in manifest.files.values()]
    texts: list[object] = [manifest.movement, manifest.period, manifest.previous, manifest.closed_by]
    texts += [manifest.reason, manifest.scheme, manifest.software, manifest.writer, *manifest.incomplete]
    texts += [text for part in manifest.parts for text in (part.period, part.manifest)]
    texts += [text for sums in manifest.files.values() for text in (sums.sha256, sums.content)]
    return (
        all(type(number) is int for number in (*numbers, *counts))
        and all(1 <= number <= NUMBER_MAX for number in numbers)
        and all(isinstance(text, str) for text in texts)
        and manifest.closed_at.tzinfo is not None
    )


def _json(content: bytes) -> Any:
    """JSON however deep somebody nested it.

    Raises:
        ValueError: it is none.
    """
    try:
        return json.loads(content)
    except RecursionError as fault:
        raise ValueError("too deep") from fault


def content_of(path: Path) -> bytes:
    """A small file of the vault: a link, a pipe or a monster is not read.

    Raises:
        OSError: it cannot be read, or is not such a file.
    """
    if path.is_symlink() or not path.is_file() or path.stat().st_size > BYTES_MAX:
        raise OSError(f"{path.name}: not a plain small file")
    return path.read_bytes()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a bundle.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not a manifest.
    """
    return parse(content_of(folder / NAME))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a movement's chain: number and manifest SHA-256 of the last bundle; (0, "") before the first."""

    sequence: int = 0
    manifest: str = ""

    def to_bytes(self) -> bytes:
        return canonical({"format": FORMAT, "sequence": self.sequence, "manifest": self.manifest})


def read_head(movement_folder: Path) -> Head:
    """The head that chain.json names; (0, "") where there is none.

    Raises:
        ValueError: chain.json is not what it should be.
    """
    path = movement_folder / CHAIN
    if not path.exists() and not path.is_symlink():
        return Head()
    try:
        content = content_of(path)
    except OSError as fault:
        raise ValueError(CHAIN) from fault
    value = _json(content)
    if not isinstance(value, dict) or set(value) != {"format", "sequence", "manifest"}:
        raise ValueError(CHAIN)
    head = Head(value["sequence"], value["manifest"])
    if head.to_bytes() != content:
        raise ValueError(CHAIN)
    return head


@dataclass(frozen=True, slots=True)
class Bundle:
    """A folder that looks like a bundle: its manifest, or None where that cannot be read."""

    folder: Path
    manifest: Manifest | None
    sha256: str

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @staticmethod
    def read(folder: Path) -> Bundle:
        try:
            content = content_of(folder / NAME)
        except OSError:
            return Bundle(folder, None, "")
        try:
            return Bundle(folder, parse(content), sha256(content))
        except ValueError:
            return Bundle(folder, None, sha256(content))

    def unreadable(self) -> Iterator[Problem]:
        if self.manifest is None:
            yield problem("vault.manifest-unreadable", bundle=self.name)


def bundles(movement_folder: Path) -> list[Bundle]:
    """All folders of a movement, in the order of their names."""
    folders = sorted(path for path in movement_folder.iterdir() if path.is_dir())
    return [Bundle.read(folder) for folder in folders]
