"""Where the bundles of one large close are written, and how they come into the chain."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version as version_of
from pathlib import Path

from thidua.actions.scale.books import Books
from thidua.core.period import Period
from thidua.store.vault.manifest import Head, read_head, sha256
from thidua.store.vault.parted import UNFINISHED, PartedManifest, PartFile, append, latest
from thidua.store.vault.table import WRITER

Files = dict[str, PartFile]
SCHEME = "scheme.yaml"


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom; part of every manifest. `at` carries the offset of Việt Nam."""

    at: datetime
    by: str
    reason: str = ""


@dataclass(slots=True)
class Shelf:
    """The bundles of one close, in the order of the chain."""

    books: Books
    head: Head
    before: Mapping[str, PartedManifest]
    folders: dict[Period, Path] = field(default_factory=dict)

    @staticmethod
    def of(books: Books, periods: Iterable[Period]) -> Shelf:
        """Empty folders for the periods, aside from the vault until `put`."""
        books.bundles.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(books.bundles / UNFINISHED, ignore_errors=True)  # what a crash left
        shelf = Shelf(books, read_head(books.bundles), latest(books.bundles))
        for sequence, period in enumerate(periods, shelf.head.sequence + 1):
            name = f"{sequence:04d}-{period.code}.v{shelf.version(period)}"
            shelf.folders[period] = books.bundles / UNFINISHED / name
            shelf.folders[period].mkdir(parents=True)
        return shelf

    def version(self, period: Period) -> int:
        return self.before[period.code].version + 1 if period.code in self.before else 1

    def folder(self, period: Period) -> Path:
        return self.folders[period]

    def put(self, moment: Moment, files: Mapping[str, Files]) -> Head:
        """Append every bundle to the chain, in order; `files` by period."""
        schemes = self._schemes()
        for period in self.folders:
            manifest = PartedManifest(
                movement=self.books.movement,
                period=period.code,
                version=self.version(period),
                sequence=self.head.sequence + 1,
                previous=self.head.manifest,
                closed_at=moment.at,
                closed_by=moment.by,
                reason=moment.reason,
                software=f"thidua {version_of('thidua')}",
                writer=WRITER,
                provinces=self.books.provinces,
                files={**files[period.code], SCHEME: schemes[period]},
            )
            self.head = append(self.books.bundles, manifest)
        shutil.rmtree(self.books.bundles / UNFINISHED, ignore_errors=True)
        return self.head

    def _schemes(self) -> dict[Period, PartFile]:
        """The text that each period was closed by, written once."""
        written: dict[str, PartFile] = {}
        found: dict[Period, PartFile] = {}
        for period, folder in self.folders.items():
            scheme, text = self.books.scheme_of(period)
            if scheme.code not in written:
                content = text.encode()
                (folder / SCHEME).write_bytes(content)
                written[scheme.code] = PartFile(folder.name, sha256(content), 0)
            found[period] = written[scheme.code]
        return found
