"""One table as Parquet bytes that are the same on every run, and a digest of what it says.

Parquet's bytes depend on the writing library's version; the digest depends on the values alone, so that a bundle
written years ago can still be checked by a newer program.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

WRITER = f"pyarrow {pa.__version__}"
Column = Sequence[str] | Sequence[int] | Sequence[bool] | NDArray[np.generic]
Columns = Mapping[str, Column]
ROWS_PER_GROUP = 1_000_000


def as_table(columns: Columns) -> pa.Table:
    """Columns of text, whole numbers or truth values, as one Arrow table.

    Text columns are large strings, whole numbers 64 bits: three types are enough to describe in one sentence.
    """
    return pa.table({name: _array(values) for name, values in columns.items()})


def _array(values: Column) -> pa.Array:
    if isinstance(values, np.ndarray):
        if values.dtype == np.bool_:
            return pa.array(values, pa.bool_())
        if np.issubdtype(values.dtype, np.integer):
            return pa.array(values.astype(np.int64, copy=False), pa.int64())
        return pa.array(values.tolist(), pa.large_string())
    first = next(iter(values), "")
    kind = (
        pa.bool_() if isinstance(first, bool) else pa.int64() if isinstance(first, int) else pa.large_string()
    )
    return pa.array(list(values), kind)


def table_bytes(columns: Columns) -> tuple[bytes, str, int]:
    """The Parquet file, its content digest, and its number of rows."""
    table = as_table(columns)
    out = io.BytesIO()
    pq.write_table(
        table,
        out,
        row_group_size=ROWS_PER_GROUP,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        store_schema=False,  # Arrow's own description names its version; the Parquet schema says enough
    )
    return out.getvalue(), content_digest(table), table.num_rows


def content_digest(table: pa.Table) -> str:
    """SHA-256 over the values: the columns in their order, each as its name, its kind and its values.

    Whole numbers are 8 bytes, little-endian; truth values one byte; text is the ends of the strings (8 bytes
    each) and then their UTF-8.

    Raises:
        ValueError: a column is of another kind or holds nulls.
    """
    digest = hashlib.sha256(f"{table.num_rows}\n".encode())
    for name in table.column_names:
        column = table.column(name)
        if column.null_count:
            raise ValueError(name)
        digest.update(f"{name}\n{_kind(column.type)}\n".encode())
        for part in _values(column):
            digest.update(part)
    return digest.hexdigest()


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "truth"
    if pa.types.is_int64(kind):
        return "number"
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "text"
    raise ValueError(str(kind))


def _values(column: pa.ChunkedArray) -> list[bytes]:
    if pa.types.is_boolean(column.type):
        return [column.to_numpy().astype(np.uint8).tobytes()]
    if pa.types.is_int64(column.type):
        return [column.to_numpy().astype("<i8").tobytes()]
    text = column.cast(pa.large_string()).combine_chunks()
    if not len(text):
        return [b""]
    _, offsets, data = text.buffers()
    ends = np.frombuffer(offsets, "<i8", len(text) + 1, 8 * text.offset)
    utf8 = data[int(ends[0]) : int(ends[-1])].to_pybytes() if data else b""
    return [(ends[1:] - ends[0]).astype("<i8").tobytes(), utf8]
