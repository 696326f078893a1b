"""Pieces of a Word file that python-docx has no word for: plain tables, widths, rules and frames."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import partial

from docx.document import Document as Docx
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
Line = Callable[[str, str], DocxParagraph]


def plain_table(word: Docx, rows: int, widths: Sequence[float]) -> DocxTable:
    """A table that only holds columns apart: no lines, no padding, in one piece."""
    table: DocxTable = word.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    padding = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        padding.append(edge)
    properties.insert_element_before(padding, "w:tblLook")
    for row in table.rows:
        flag = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(flag)
    set_widths(table, widths)
    return table


def set_widths(table: DocxTable, widths: Sequence[float]) -> None:
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            if cell._tc.grid_span == 1:
                cell.width = Mm(wide)
    whole = table._tbl.tblPr.find(qn("w:tblW"))
    assert whole is not None
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(round(sum(widths) / 25.4 * 1440)))


def lines(cell: _Cell) -> Line:
    """Write lines into a cell, the first into the paragraph that every cell has."""
    return partial(line, cell)


def line(cell: _Cell, text: str, style: str) -> DocxParagraph:
    first: DocxParagraph = cell.paragraphs[0]
    if not first.text and first.style is not None and first.style.name == "Normal":
        first.style = style
        if text:
            first.add_run(text)
        return first
    added: DocxParagraph = cell.add_paragraph(text, style)
    return added


def ruled(paragraph: DocxParagraph, length: float, column: float) -> None:
    """Draw a rule of that length in the middle of the column, as the border of a line three points high."""
    small(paragraph, 3)
    border(paragraph, ("bottom",))
    inset(paragraph, length, column)


def small(paragraph: DocxParagraph, points: int) -> None:
    """An empty line of that height and nothing around it."""
    lines = paragraph.paragraph_format
    lines.line_spacing_rule, lines.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    lines.space_before = lines.space_after = Pt(0)


def inset(paragraph: DocxParagraph, length: float, column: float) -> None:
    side = max(0.0, (column - length) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)


def border(paragraph: DocxParagraph, sides: Sequence[str], space: int = 0) -> None:
    edges = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", str(space)), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        edges.append(edge)
    insert(paragraph._p.get_or_add_pPr(), edges)


def insert(properties: BaseOxmlElement, edges: BaseOxmlElement) -> None:
    """Where the schema wants the border: before what follows it in CT_PPr."""
    later = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(edges, *later)


def packed(word: Docx) -> bytes:
    """Without the moment of writing."""
    raw, packed = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _DAY_ONE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()
