"""Checking the vault without a database: sums, chain, and computing every standing again.

Imports no models and needs no settings: whoever has a copy of the folder and this program can run it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from thidua.actions.bundle import inputs_of
from thidua.actions.compute import Inputs, compute, part_rows
from thidua.core.problem import Problem, Severity, errors, problem
from thidua.rules.scheme import Loaded, load
from thidua.store.vault import (
    WRITER,
    Bundle,
    Manifest,
    bundles,
    check_chain,
    check_files,
    read_table,
    table_bytes,
)
from thidua.store.vault.manifest import CHAIN, NAME, sha256
from thidua.store.vault.write import SET_ASIDE

# What tables with other columns, kinds or numbers than ours can end in.
_NOT_COMPUTABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    pa.ArrowException,
)


def verify(path: Path, head: str | None = None) -> list[Problem]:
    """Everything wrong with a bundle, a movement's chain, or a whole vault.

    Args:
        path: a bundle (then the chain around it is checked too), a movement's folder, or the vault.
        head: SHA-256 of the last manifest, as somebody noted it elsewhere.
    """
    if (path / NAME).exists() or (not path.is_dir()) or not any(path.iterdir()):
        return _verify_bundle_alone(path, head)
    children = [child for child in path.iterdir() if child.is_dir()]
    if (path / CHAIN).exists() or any((child / NAME).exists() for child in children):
        return _verify_movement(path, head)
    movements = sorted(child for child in children if child.name != SET_ASIDE)
    if not any((movement / CHAIN).exists() or any(movement.iterdir()) for movement in movements):
        return [problem("vault.not-a-bundle", bundle=path.name)]
    return [fault for movement in movements for fault in _verify_movement(movement, None)]


def _verify_bundle_alone(path: Path, head: str | None) -> list[Problem]:
    if not (path / NAME).is_file():
        return [problem("vault.not-a-bundle", bundle=path.name)]
    if not (path.parent / CHAIN).exists():
        alone = problem("vault.chain-absent", bundle=path.name, severity=Severity.WARNING)
        return [alone, *_verify_bundle(Bundle.read(path), {})]
    known = {bundle.sha256: bundle for bundle in bundles(path.parent)}
    return [*check_chain(path.parent, head), *_verify_bundle(Bundle.read(path), known)]


def _verify_movement(path: Path, head: str | None) -> list[Problem]:
    found = bundles(path)
    known = {bundle.sha256: bundle for bundle in found}
    problems = check_chain(path, head)
    for bundle in found:
        if bundle.manifest is not None:
            problems += _verify_bundle(bundle, known)
    return problems


def _verify_bundle(bundle: Bundle, known: dict[str, Bundle]) -> list[Problem]:
    """Files first; only what is as it was written is worth computing again."""
    found = check_files(bundle.folder)
    if errors(found) or bundle.manifest is None:
        return found
    return found + list(_recompute(bundle, bundle.manifest, known))


def _recompute(bundle: Bundle, manifest: Manifest, known: dict[str, Bundle]) -> Iterator[Problem]:
    loaded = _scheme((bundle.folder / "scheme.yaml").read_bytes())
    if loaded is None or loaded.scheme is None or loaded.scheme.code != manifest.scheme:
        yield problem("vault.scheme-faulty", bundle=bundle.name, scheme=manifest.scheme)
        return
    try:
        given = inputs_of(bundle.folder, manifest)
        computed = compute(loaded.scheme, given)
    except _NOT_COMPUTABLE as fault:
        yield problem("vault.not-computable", bundle=bundle.name, fault=repr(fault))
        return
    if manifest.writer != WRITER:
        yield problem(
            "vault.other-writer",
            bundle=bundle.name,
            then=manifest.writer,
            now=WRITER,
            severity=Severity.WARNING,
        )
    for table, columns in computed.tables.items():
        yield from _compare(bundle, manifest, f"{table}.parquet", columns)
    for name, again in computed.texts.items():
        if name not in manifest.files or sha256(again.encode()) != manifest.files[name].sha256:
            yield problem("vault.result-differs", bundle=bundle.name, file=name)
    scored = computed.standing.scored
    incomplete = tuple(
        s for s, done in zip(scored.subjects, scored.complete.tolist(), strict=True) if not done
    )
    if incomplete != manifest.incomplete:
        yield problem("vault.incomplete-differs", bundle=bundle.name)
    yield from _compare_parts(bundle, manifest, given, known)


@lru_cache(maxsize=8)
def _scheme(content: bytes) -> Loaded | None:
    """A year's bundles mostly carry the same text; None where it is no text."""
    try:
        return load(content.decode(), "scheme.yaml")
    except UnicodeDecodeError:
        return None


def _compare(bundle: Bundle, manifest: Manifest, name: str, columns: dict[str, Any]) -> Iterator[Problem]:
    """The same writer must give the same bytes; another version must at least say the same."""
    content, digest, _ = table_bytes(columns)
    sums = manifest.files.get(name)
    if sums is None or digest != sums.content:
        yield problem("vault.result-differs", bundle=bundle.name, file=name)
    elif manifest.writer == WRITER and sha256(content) != sums.sha256:
        yield problem("vault.bytes-differ", bundle=bundle.name, file=name)


def _compare_parts(
    bundle: Bundle, manifest: Manifest, given: Inputs, known: dict[str, Bundle]
) -> Iterator[Problem]:
    """A roll-up's parts are the standings of the bundles it names, row for row."""
    if given.parts is None:
        return
    rows: list[tuple[str, str, bool, int, str]] = []
    for part in manifest.parts:
        source = known.get(part.manifest)
        if source is None or source.manifest is None:
            if known:
                yield problem(
                    "vault.part-absent", bundle=bundle.name, period=part.period, version=part.version
                )
            continue
        if errors(check_files(source.folder)):
            return  # the part's own problems say what is wrong
        rows += part_rows(part.period, read_table(source.folder, "standing").to_pylist())
    names = ("subject", "period", "present", "total", "class")
    written = sorted(zip(*(list(given.parts[name]) for name in names), strict=True))
    if known and rows and sorted(rows) != written:
        yield problem("vault.parts-differ", bundle=bundle.name)
