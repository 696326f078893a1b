"""What is wrong with a bundle or a chain, as far as sums and names can tell (computing again is `actions.verify`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, timezone
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from thidua.core.period import Period
from thidua.core.problem import Problem, Severity, problem
from thidua.store.vault.manifest import CHAIN, NAME, Bundle, Manifest, bundles, read_head, sha256
from thidua.store.vault.table import content_digest

HERE = timezone(timedelta(hours=7))  # days are days in Việt Nam, wherever the verifier runs
ALWAYS = {"scheme.yaml", "proposals.json", "subjects.parquet", "standing.parquet", "lines.parquet"}
MISSING_MAX = 100  # one forged number far away must not drown the rest
ONE_OF = {"inputs.parquet", "parts.parquet"}


def check_files(folder: Path) -> list[Problem]:
    """Whether the files of one bundle are those that its manifest names, byte for byte."""
    bundle = Bundle.read(folder)
    if bundle.manifest is None:
        return list(bundle.unreadable())
    return list(_file_problems(bundle, bundle.manifest))


def _file_problems(bundle: Bundle, manifest: Manifest) -> Iterator[Problem]:
    named = set(manifest.files)
    for name in sorted(ALWAYS - named) + ([] if ONE_OF & named else [" / ".join(sorted(ONE_OF))]):
        yield problem("vault.file-unnamed", bundle=bundle.name, file=name)
    present = {path.name: path for path in bundle.folder.iterdir()}
    for name in sorted(set(present) - named - {NAME}):
        yield problem("vault.file-foreign", bundle=bundle.name, file=name)
    for name, sums in sorted(manifest.files.items()):
        path = present.get(name)
        if path is None or path.is_symlink() or not path.is_file():
            yield problem("vault.file-missing", bundle=bundle.name, file=name)
            continue
        content = path.read_bytes()
        if sha256(content) != sums.sha256:
            yield problem("vault.file-changed", bundle=bundle.name, file=name)
        elif name.endswith(".parquet"):
            table = _table(content)
            if table is None or _digest(table) != sums.content or table.num_rows != sums.rows:
                yield problem("vault.content-differs", bundle=bundle.name, file=name)


def _table(content: bytes) -> pa.Table | None:
    try:
        return pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
    except (pa.ArrowException, OSError, ValueError):
        return None


def _digest(table: pa.Table) -> str:
    """ "" for a table of values that no bundle holds."""
    try:
        return content_digest(table)
    except ValueError:
        return ""


def check_chain(movement_folder: Path, head: str | None = None) -> list[Problem]:
    """Whether the bundles of a movement are all there, in their order, and none was put in later.

    Args:
        head: SHA-256 of the last manifest as somebody wrote it down elsewhere (the database, a signed minute).
            chain.json lies beside the bundles, so only this finds an end cut off together with chain.json.
    """
    found = bundles(movement_folder)
    readable = [(bundle, bundle.manifest) for bundle in found if bundle.manifest is not None]
    problems = [fault for bundle in found for fault in bundle.unreadable()]
    for bundle, manifest in readable:
        problems += _misplaced(bundle, manifest)
    problems += _foreign(movement_folder)
    # Where a manifest cannot be read, its place is kept by the number in the folder's name.
    unreadable = {bundle.folder.name[:4] for bundle in found if bundle.manifest is None}
    problems += _gaps(movement_folder, readable, unreadable)
    problems += _links(sorted(readable, key=lambda pair: pair[1].sequence))
    problems += _end(movement_folder, readable, head)
    return problems


def _misplaced(bundle: Bundle, manifest: Manifest) -> Iterator[Problem]:
    if manifest.folder != bundle.folder.name or manifest.movement != bundle.folder.parent.name:
        says = f"{manifest.movement}/{manifest.folder}"
        yield problem("vault.bundle-misplaced", bundle=bundle.name, says=says)
    closed = manifest.closed_at.astimezone(HERE).date()
    last_day = Period.parse(manifest.period).end
    if closed < last_day:
        yield problem(
            "vault.closed-too-early",
            bundle=bundle.name,
            closed=f"{closed:%d/%m/%Y}",
            last_day=f"{last_day:%d/%m/%Y}",
        )


def _foreign(movement_folder: Path) -> Iterator[Problem]:
    for path in sorted(movement_folder.iterdir()):
        if path.name != CHAIN and (path.is_symlink() or not path.is_dir()):
            # A note beside the bundles harms nothing; a link would let a bundle live where nobody looks.
            severity = Severity.ERROR if path.is_symlink() else Severity.WARNING
            yield problem(
                "vault.file-foreign", bundle=movement_folder.name, file=path.name, severity=severity
            )


def _gaps(
    movement_folder: Path, readable: list[tuple[Bundle, Manifest]], unreadable: set[str]
) -> Iterator[Problem]:
    seen: dict[int, Bundle] = {}
    for bundle, manifest in readable:
        if manifest.sequence in seen:
            other = seen[manifest.sequence].folder.name
            yield problem("vault.number-twice", bundle=bundle.name, other=other, sequence=manifest.sequence)
        seen[manifest.sequence] = bundle
    missing = (
        sequence
        for sequence in range(1, max(seen, default=0) + 1)
        if sequence not in seen and f"{sequence:04d}" not in unreadable
    )
    for sequence in islice(missing, MISSING_MAX):
        bundle_name = f"{movement_folder.name}/{sequence:04d}"
        yield problem("vault.bundle-missing", bundle=bundle_name, sequence=sequence)


def _links(in_order: list[tuple[Bundle, Manifest]]) -> Iterator[Problem]:
    """Each manifest names the one before it, is not older than it, and is the next version of its period."""
    versions: dict[str, int] = {}
    before: tuple[Bundle, Manifest] | None = None
    for bundle, manifest in in_order:
        if before is None:
            broken = manifest.sequence == 1 and manifest.previous != ""
        else:
            follows = manifest.sequence == before[1].sequence + 1
            broken = follows and manifest.previous != before[0].sha256
            if manifest.closed_at < before[1].closed_at:
                yield problem("vault.back-dated", bundle=bundle.name, other=before[0].folder.name)
        if broken:
            other = before[0].folder.name if before else ""
            yield problem("vault.chain-broken", bundle=bundle.name, other=other)
        expected = versions.get(manifest.period, 0) + 1
        if manifest.version != expected:
            yield problem(
                "vault.version-wrong", bundle=bundle.name, version=manifest.version, expected=expected
            )
        versions[manifest.period] = max(expected, manifest.version)
        before = bundle, manifest


def _end(
    movement_folder: Path, readable: list[tuple[Bundle, Manifest]], head: str | None
) -> Iterator[Problem]:
    last = max(readable, key=lambda pair: pair[1].sequence, default=None)
    name = last[0].name if last else movement_folder.name
    end = last[0].sha256 if last else ""
    number = last[1].sequence if last else 0
    try:
        recorded = read_head(movement_folder)
    except ValueError:
        yield problem("vault.chain-unreadable", bundle=movement_folder.name)
        return
    if (recorded.manifest, recorded.sequence) != (end, number):
        yield problem(
            "vault.head-differs", bundle=name, movement=movement_folder.name, sequence=recorded.sequence
        )
    elif head is not None and head != end:
        yield problem("vault.head-not-given", bundle=name, head=head)
