"""The columns that a closed bundle was computed from, read back from the vault. No Django here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from thidua.actions.compute import Columns, Inputs
from thidua.core.period import Period
from thidua.store.vault import Manifest, read_rows, read_table

NO_INPUTS = ("subject", "of_group", "figure", "state", "numerator", "denominator", "target")


def inputs_of(folder: Path, manifest: Manifest) -> Inputs:
    """Everything, in the order in which it was written."""
    empty: Columns = {name: [] for name in NO_INPUTS}
    return Inputs(
        period=Period.parse(manifest.period),
        subjects=_columns(read_table(folder, "subjects")),
        inputs=_columns(read_table(folder, "inputs")) if "inputs.parquet" in manifest.files else empty,
        parts=_columns(read_table(folder, "parts")) if "parts.parquet" in manifest.files else None,
    )


def inputs_of_subjects(folder: Path, period: Period, subjects: Sequence[str] | None = None) -> Inputs:
    """What was known of these subjects, or of all; figures of groups are left aside."""
    return Inputs(
        period=period,
        subjects=_columns(_read(folder, "subjects", subjects)),
        inputs=_rows(folder, "inputs", subjects) or {name: [] for name in NO_INPUTS},
        parts=_rows(folder, "parts", subjects),
    )


def _rows(folder: Path, table: str, subjects: Sequence[str] | None) -> Columns | None:
    there = (folder / f"{table}.parquet").exists()
    return _columns(_read(folder, table, subjects)) if there else None


def _read(folder: Path, table: str, subjects: Sequence[str] | None) -> pa.Table:
    return read_table(folder, table) if subjects is None else read_rows(folder, table, subjects)


def _columns(read: pa.Table) -> dict[str, Any]:
    return {
        name: column.to_pylist() if _is_text(column.type) else column.to_numpy()
        for name, column in zip(read.column_names, read.columns, strict=True)
    }


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
