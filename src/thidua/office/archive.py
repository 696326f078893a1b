"""Look into an .xlsx before any reader trusts it: sizes, entries, blown-up contents, dimensions, formulas.

An .xlsx is a zip of XML. The list of contents is checked first, then every part is unpacked under a limit and
put into a new archive in memory, so that the reader never meets a byte that was not measured.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from thidua.core.problem import Problem, Where, problem
from thidua.office.sheet_part import Measured, measure

UNPACKED_MAX = 300_000_000  # bytes in all
ENTRIES_MAX = 2_000
RATIO_MAX = 400  # unpacked : packed, for parts that are not small
RATIO_FROM = 10_000_000  # a part smaller than this may be as repetitive as it likes
COLUMNS_MAX = 200
ROWS_MAX = 200_000
CELLS_MAX = 6_000_000  # rows × columns; a reader reserves every cell between the corners


@dataclass(frozen=True, slots=True)
class Opened:
    """A measured workbook.

    Attributes:
        content: the same parts, stored again without compression.
        unreadable: for each sheet in the order of the tabs, address → the error shown there, or "" for a formula
            without a kept result. Readers would show both as blank.
    """

    content: bytes
    unreadable: tuple[dict[str, str], ...]


def open_workbook(content: bytes, source: str) -> Opened | Problem:
    """Measure an .xlsx and unpack it safely, or say why not."""
    where = Where(source)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return problem("file.broken", where)
    with archive:
        if (refused := _measured(infos, where)) is not None:
            return refused
        names = {info.filename for info in infos}
        if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
            return problem("file.not-a-workbook", where)
        return _copied(archive, infos, where)


def open_document(content: bytes, source: str) -> bytes | Problem:
    """Measure a .docx and unpack it safely: the same parts, stored again without compression."""
    where = Where(source)
    if not content.startswith(b"PK"):
        return problem("file.is-not-word", where)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return problem("file.broken", where)
    with archive:
        if (refused := _measured(infos, where)) is not None:
            return refused
        if not {"word/document.xml", "[Content_Types].xml"} <= {info.filename for info in infos}:
            return problem("file.is-not-word", where)
        copied = _copied(archive, infos, where)
        return copied if isinstance(copied, Problem) else copied.content


def _measured(infos: list[zipfile.ZipInfo], where: Where) -> Problem | None:
    """What the list of contents claims."""
    if len(infos) > ENTRIES_MAX:
        return problem("file.zip-bomb", where)
    if len({info.filename for info in infos}) != len(infos) or any(info.flag_bits & 1 for info in infos):
        return problem("file.broken", where)
    if sum(info.file_size for info in infos) > UNPACKED_MAX:
        return problem("file.zip-bomb", where)
    blown = (
        i for i in infos if i.file_size > RATIO_FROM and i.file_size > RATIO_MAX * max(1, i.compress_size)
    )
    return problem("file.zip-bomb", where) if any(blown) else None


def _copied(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], where: Where) -> Opened | Problem:
    """Unpack under the limit; what is longer than it claimed fails its check sum here and is refused."""
    unreadable: dict[str, dict[str, str]] = {}
    index: dict[str, bytes] = {}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for info in infos:
            if info.is_dir():
                continue
            try:
                with archive.open(info) as part:
                    data = part.read(info.file_size + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
                return problem("file.broken", where)
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                measured = measure(data)
                if (refused := _too_large(measured, where)) is not None:
                    return refused
                assert measured is not None
                unreadable[info.filename] = measured.unreadable
            if info.filename.startswith("xl/") and "workbook.xml" in info.filename:
                index[info.filename] = data
            copy.writestr(info.filename, data)
    return Opened(target.getvalue(), tuple(unreadable.get(part, {}) for part in _sheet_parts(index)))


def _sheet_parts(index: dict[str, bytes]) -> tuple[str, ...]:
    """Names of the parts that hold the sheets, in the order of the tabs."""
    targets = {}
    for link in re.findall(rb"<Relationship\b[^>]*>", index.get("xl/_rels/workbook.xml.rels", b"")):
        key, target = re.search(rb'\bId="([^"]*)"', link), re.search(rb'\bTarget="([^"]*)"', link)
        if key and target:
            path = target[1].decode("utf-8", "replace")
            targets[key[1]] = path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    keys = re.findall(rb'<(?:\w+:)?sheet\b[^>]*?\b\w+:id="([^"]*)"', index.get("xl/workbook.xml", b""))
    return tuple(targets.get(key, "") for key in keys)


def _too_large(measured: Measured | None, where: Where) -> Problem | None:
    """One stray cell at XFD1048576 makes a reader reserve the whole sheet; refuse it before that."""
    if measured is None:
        return problem("file.broken", where)
    rows, columns = measured.rows, measured.columns
    if rows > ROWS_MAX + 1:
        return problem("file.too-many-rows", where, limit=ROWS_MAX, count=rows)
    if columns > COLUMNS_MAX:
        return problem("file.too-many-columns", where, limit=COLUMNS_MAX, count=columns)
    if rows * columns > CELLS_MAX:
        return problem("file.too-sparse", where, rows=rows, columns=columns)
    return None
