"""Tables of the vault: the same bytes every time, and a digest of what they say."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.store import vault
from thidua.store.vault import Head
from thidua.store.vault.manifest import parse
from thidua.store.vault.table import as_table

COLUMNS = {
    "subject": ["ca-xa-lim-xanh", "", "Công an xã Hoa Mơ"],
    "total": np.array([97_290, -5, 2**62], np.int64),
    "complete": np.array([True, False, True]),
}
ROWS = st.lists(st.tuples(st.text(max_size=8), st.integers(-(2**63), 2**63 - 1), st.booleans()), max_size=30)


def columns(rows: list[tuple[str, int, bool]]) -> dict[str, object]:
    return {
        "text": [row[0] for row in rows],
        "number": np.array([row[1] for row in rows], np.int64),
        "truth": np.array([row[2] for row in rows], np.bool_),
    }


def test_same_columns_give_the_same_bytes_whether_lists_or_arrays() -> None:
    plain = {name: np.asarray(values).tolist() for name, values in COLUMNS.items()}
    assert vault.table_bytes(plain) == vault.table_bytes(COLUMNS)


@given(ROWS)
def test_digest_is_of_the_values_however_they_are_stored(rows: list[tuple[str, int, bool]]) -> None:
    content, digest, count = vault.table_bytes(columns(rows))
    assert count == len(rows)
    other = io.BytesIO()
    pq.write_table(pq.read_table(io.BytesIO(content)), other, compression="none", row_group_size=7)
    assert vault.content_digest(pq.read_table(io.BytesIO(other.getvalue()))) == digest
    sliced = pa.concat_tables([as_table(columns(rows)).slice(0, 3), as_table(columns(rows)).slice(3)])
    assert vault.content_digest(sliced) == digest


def test_digest_tells_values_names_kinds_and_order_apart() -> None:
    tables = [
        {"a": ["x", "yz"]},
        {"a": ["xy", "z"]},
        {"b": ["x", "yz"]},
        {"a": ["yz", "x"]},
        {"a": [1, 0]},
        {"a": [True, False]},
        {"a": ["x", "yz"], "b": [1, 0]},
        {"b": [1, 0], "a": ["x", "yz"]},
    ]
    digests = {vault.content_digest(as_table(table)) for table in tables}
    assert len(digests) == len(tables)


@pytest.mark.parametrize("column", [pa.array([1.5]), pa.array([1, None]), pa.array(["a", None])])
def test_floats_and_nulls_have_no_place_in_the_vault(column: pa.Array) -> None:
    with pytest.raises(ValueError, match=r"double|column"):
        vault.content_digest(pa.table({"column": column}))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 2}',
        b'{"format": 1, "files": {"../../etc/passwd": {"sha256": "", "content": "", "rows": 0}}}',
        b'{"format": 1, "files": [], "closed_at": "2025-04-02T08:00:00+07:00"}',
    ],
)
def test_what_is_not_a_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(content)


def test_head_that_is_not_written_as_we_write_it_is_refused(tmp_path: Path) -> None:
    assert vault.read_head(tmp_path) == Head()
    (tmp_path / "chain.json").write_bytes(Head(3, "a" * 64).to_bytes())
    assert vault.read_head(tmp_path) == Head(3, "a" * 64)
    (tmp_path / "chain.json").write_bytes(b'{"format": 1, "sequence": 3, "manifest": "a", "x": 1}')
    with pytest.raises(ValueError, match=r"chain\.json"):
        vault.read_head(tmp_path)
