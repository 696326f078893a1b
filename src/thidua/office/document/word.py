"""Papers as Word: named styles, real tables, no text boxes, so that a clerk goes on writing in what she knows.

The font is named "Times New Roman". LibreOffice reads column widths from the table's grid and Word from the cells,
so both are written. Rules are the lower border of a nearly empty line, indented to their length.
"""

from __future__ import annotations

from collections.abc import Sequence

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from thidua.core.text import words
from thidua.office.document import layout as at
from thidua.office.document.model import (
    Align,
    Annex,
    Basis,
    Block,
    Centred,
    Document,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    capitals,
    day_text,
    number_text,
)
from thidua.office.document.pieces import (
    Line,
    border,
    inset,
    lines,
    packed,
    plain_table,
    ruled,
    set_widths,
    small,
)
from thidua.office.document.typeset import recipient_lines

FONT = "Times New Roman"
_ALIGNED = {Align.LEFT: ALIGN.LEFT, Align.CENTRE: ALIGN.CENTER, Align.RIGHT: ALIGN.RIGHT}

# style → size, bold, italic, alignment, points below
_STYLES: dict[str, tuple[int, bool, bool, ALIGN, int]] = {
    "Số trang": (at.PAGE_NUMBER, False, False, ALIGN.CENTER, 0),
    "Chân trang": (at.FOOT, False, True, ALIGN.CENTER, 0),
    "Quốc hiệu": (at.NATION, True, False, ALIGN.CENTER, 0),
    "Tiêu ngữ": (at.MOTTO, True, False, ALIGN.CENTER, 0),
    "Cơ quan chủ quản": (at.AGENCY, False, False, ALIGN.CENTER, 0),
    "Cơ quan ban hành": (at.AGENCY, True, False, ALIGN.CENTER, 0),
    "Số, ký hiệu": (at.REFERENCE, False, False, ALIGN.CENTER, 0),
    "Địa danh, ngày tháng": (at.PLACE, False, True, ALIGN.CENTER, 0),
    "Khung minh họa": (at.REFERENCE, True, False, ALIGN.CENTER, 0),
    "Tên loại": (at.BODY, True, False, ALIGN.CENTER, 0),
    "Trích yếu": (at.BODY, True, False, ALIGN.CENTER, 0),
    "Nội dung": (at.BODY, False, False, ALIGN.JUSTIFY, at.GAP),
    "Căn cứ": (at.BODY, False, True, ALIGN.JUSTIFY, at.GAP),
    "Dòng giữa": (at.BODY, True, False, ALIGN.CENTER, at.GAP),
    "Ghi chú": (at.NOTE, False, True, ALIGN.LEFT, at.GAP),
    "Đầu bảng": (at.CELL, True, False, ALIGN.CENTER, 0),
    "Ô bảng": (at.CELL, False, False, ALIGN.LEFT, 0),
    "Nơi nhận": (at.RECIPIENTS, True, True, ALIGN.LEFT, 0),
    "Nơi nhận, từng nơi": (at.RECIPIENT, False, False, ALIGN.LEFT, 0),
    "Mã kiểm tra": (at.MARK, False, False, ALIGN.LEFT, 0),
    "Kèm theo": (at.REFERENCE, False, True, ALIGN.CENTER, at.GAP * 2),
    "Chức vụ": (at.BODY, True, False, ALIGN.CENTER, 0),
    "Chỗ ký": (at.REFERENCE, False, True, ALIGN.CENTER, 0),
    "Họ tên": (at.BODY, True, False, ALIGN.CENTER, 0),
    "Heading 1": (at.BODY, True, False, ALIGN.JUSTIFY, at.GAP),
    "Heading 2": (at.BODY, True, False, ALIGN.JUSTIFY, at.GAP),
}
_INDENTED = {"Nội dung", "Căn cứ", "Heading 1", "Heading 2"}


def to_word(document: Document) -> bytes:
    """The paper as .docx; the same paper gives the same bytes."""
    word = _new(document)
    _head(word, document)
    if document.preamble:
        word.add_paragraph(capitals(document.preamble), "Dòng giữa")
    for block in document.blocks:
        _block(word, block)
    if word.paragraphs:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    _foot(word, document)
    if document.annex:
        _annex(word, document.annex)
    small(word.add_paragraph("", "Ghi chú"), 1)  # a body never ends with a table
    return packed(word)


# --- The page ---------------------------------------------------------------------------------------------


def _new(document: Document) -> Docx:
    word: Docx = docx.Document()
    page = word.sections[0]
    page.page_width, page.page_height = Mm(at.PAGE_WIDTH), Mm(at.PAGE_HEIGHT)
    page.top_margin, page.bottom_margin = Mm(at.TOP), Mm(at.BOTTOM)
    page.left_margin, page.right_margin = Mm(at.LEFT), Mm(at.RIGHT)
    page.header_distance = page.footer_distance = Mm(at.NUMBER_FROM_TOP)
    page.different_first_page_header_footer = True
    _styles(word)
    number = page.header.paragraphs[0]
    for line in (number, page.first_page_header.paragraphs[0]):
        line.style = "Số trang"
    _page_field(number)
    if document.specimen:
        for foot in (page.footer, page.first_page_footer):
            line = foot.paragraphs[0]
            line.style = "Chân trang"
            line.add_run(at.SPECIMEN_FOOT)
    core = word.core_properties
    core.title = f"{document.kind} {document.subject}".strip()
    core.author, core.comments, core.language = document.author or document.heading.agency, "", "vi-VN"
    return word


def _styles(word: Docx) -> None:
    normal = word.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _dress(normal, at.BODY, False, False, ALIGN.JUSTIFY, at.GAP)
    normal.paragraph_format.first_line_indent = Mm(0)
    for name, dress in _STYLES.items():
        known = name in word.styles
        style = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style, style.quick_style = normal, True
        style.element.set(qn("w:styleId"), "".join(words(name)))
        _dress(style, *dress)
        style.paragraph_format.first_line_indent = Mm(at.INDENT if name in _INDENTED else 0)
        style.paragraph_format.keep_with_next = name in {"Heading 1", "Heading 2", "Dòng giữa"}
        if name in {"Đầu bảng", "Ô bảng"}:
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(at.CELL_GAP)


def _dress(style: ParagraphStyle, size: int, bold: bool, italic: bool, align: ALIGN, below: int) -> None:
    font, lines = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for side in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{side}"), FONT)
    lines.alignment, lines.space_before, lines.space_after = align, Pt(0), Pt(below)
    lines.line_spacing_rule = WD_LINE_SPACING.SINGLE
    lines.widow_control = True


def _page_field(paragraph: DocxParagraph) -> None:
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        paragraph.add_run()._r.append(part)


# --- Head and foot ----------------------------------------------------------------------------------------


def _head(word: Docx, document: Document) -> None:
    head = document.heading
    if any(isinstance(block, Paragraph) and block.origin for block in document.blocks):
        # LibreOffice moves a table that opens a commented text one line down.
        small(word.add_paragraph("", "Ghi chú"), 1)
    rows = 3 if document.specimen else 2
    table = plain_table(word, rows, (at.HEAD_LEFT, at.HEAD_RIGHT))
    left, right = (lines(table.cell(0, column)) for column in (0, 1))
    for text in filter(None, head.superior.split("\n")):
        left(capitals(text), "Cơ quan chủ quản")
    left(capitals(head.agency), "Cơ quan ban hành")
    rule = at.rule_under(head.agency.upper(), at.AGENCY, at.HEAD_LEFT)
    ruled(left("", "Cơ quan ban hành"), rule, at.HEAD_LEFT)
    right(at.NATION_TEXT, "Quốc hiệu")
    right(at.MOTTO_TEXT, "Tiêu ngữ")
    ruled(right("", "Tiêu ngữ"), at.width(at.MOTTO_TEXT, at.MOTTO), at.HEAD_RIGHT)
    number = lines(table.cell(1, 0))(number_text(head.number) if head.number else "", "Số, ký hiệu")
    place = f"{head.place}, {day_text(head.on)}" if head.place else ""
    day = lines(table.cell(1, 1))(place, "Địa danh, ngày tháng")
    for line in (number, day):
        line.paragraph_format.space_before = Pt(at.GAP)
    if document.specimen:
        framed = lines(table.cell(2, 0))(at.SPECIMEN_TEXT, "Khung minh họa")
        framed.paragraph_format.space_before = Pt(at.GAP)
        border(framed, ("top", "left", "bottom", "right"), space=2)
        inset(framed, at.width(at.SPECIMEN_TEXT, at.REFERENCE) + 4, at.HEAD_LEFT)
    name = word.add_paragraph(document.kind.upper(), "Tên loại")
    name.paragraph_format.space_before = Pt(12)
    if document.subject:
        word.add_paragraph(document.subject, "Trích yếu")
        rule = at.rule_under(document.subject, at.BODY, at.TEXT_WIDTH)
        line = word.add_paragraph("", "Trích yếu")
        ruled(line, rule, at.TEXT_WIDTH)
        line.paragraph_format.space_after = Pt(12)
    else:
        name.paragraph_format.space_after = Pt(12)


def _foot(word: Docx, document: Document) -> None:
    signatures = document.signatures
    small(word.add_paragraph("", "Ghi chú"), at.FOOT_GAP)
    if len(signatures) == 1:
        table = plain_table(word, 1, (at.SIGN_LEFT, at.SIGN_RIGHT))
        left = lines(table.cell(0, 0))
        _recipients(left, document.recipients)
        _check(left, document)
        cell = lines(table.cell(0, 1))
        for part in (_posts, _room, _name):
            part(cell, signatures[0])
        return
    if signatures:  # a row each for posts, signatures and names, so that names stand in one line
        table = plain_table(word, 3, [at.TEXT_WIDTH / len(signatures)] * len(signatures))
        for column, signature in enumerate(signatures):
            for row, part in enumerate((_posts, _room, _name)):
                part(lines(table.cell(row, column)), signature)
        small(word.add_paragraph("", "Ghi chú"), at.FOOT_GAP)
    below: Line = lambda text, style: word.add_paragraph(text, style)  # noqa: E731
    _recipients(below, document.recipients)
    _check(below, document)


def _check(line: Line, document: Document) -> None:
    for number, text in enumerate(document.check.lines if document.check else ()):
        line(text, "Mã kiểm tra").paragraph_format.space_before = Pt(0 if number else at.GAP)


def _annex(word: Docx, annex: Annex) -> None:
    """A section of its own: its page numbers begin again, and page one shows none."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(
        start, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi",
        "w:rtlGutter", "w:docGrid",
    )  # fmt: skip
    for line in annex.title.split("\n"):
        word.add_paragraph(line, "Tên loại")
    if annex.reference:
        word.add_paragraph(annex.reference, "Kèm theo")
    for block in annex.blocks:
        _block(word, block)


def _recipients(line: Line, places: Sequence[str]) -> None:
    if places:
        line(at.RECIPIENTS_TEXT, "Nơi nhận").paragraph_format.space_before = Pt(0)
        for text in recipient_lines(places):
            line(text, "Nơi nhận, từng nơi")


def _posts(line: Line, signature: Signature) -> None:
    for text in signature.lines:
        line(capitals(text), "Chức vụ").paragraph_format.keep_with_next = True


def _room(line: Line, signature: Signature) -> None:
    space = line(signature.note, "Chỗ ký")
    note = at.REFERENCE * 1.149 / 72 * 25.4
    space.paragraph_format.space_after = Mm(at.SIGN_SPACE - note)
    space.paragraph_format.keep_with_next = True


def _name(line: Line, signature: Signature) -> None:
    line(signature.name, "Họ tên")


# --- The body ---------------------------------------------------------------------------------------------


def _block(word: Docx, block: Block) -> None:
    match block:
        case Paragraph():
            paragraph = word.add_paragraph(style="Nội dung")
            for run in block.runs:
                made = paragraph.add_run(run.text)
                made.bold, made.italic = run.bold or None, run.italic or None
            if block.origin:
                comment = word.add_comment(paragraph.runs, f"Văn mẫu: {block.origin}", "Thi đua", "TĐ")
                comment._comment_elm.attrib.pop(qn("w:date"), None)
        case Section():
            word.add_paragraph(block.text, f"Heading {block.level}")
        case Basis():
            word.add_paragraph(block.text, "Căn cứ")
        case Centred():
            word.add_paragraph(block.text, "Dòng giữa")
        case Note():
            word.add_paragraph(block.text, "Ghi chú")
        case Table():
            _table(word, block)


def _table(word: Docx, block: Table) -> None:
    fixed = sum(column.width for column in block.columns)
    free = sum(not column.width for column in block.columns)
    rest = (at.TEXT_WIDTH - fixed) / free if free else 0
    table = word.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        lines(cell)(column.title, "Đầu bảng")
    _row_flag(table, "w:tblHeader")
    for row in block.rows:
        _row(table, block, row)
    set_widths(table, [column.width or rest for column in block.columns])
    small(word.add_paragraph("", "Ghi chú"), at.GAP)


def _row(table: DocxTable, block: Table, row: Row) -> None:
    made: _Row = table.add_row()  # type: ignore[no-untyped-call]
    cells = made.cells
    if row.group:
        line = lines(cells[0].merge(cells[-1]))(row.cells[0], "Ô bảng")
        line.runs[0].bold = True
        line.paragraph_format.keep_with_next = True
    else:
        for cell, text, column in zip(cells, row.cells, block.columns, strict=True):
            line = lines(cell)(text, "Ô bảng")
            if column.align is not Align.LEFT:
                line.alignment = _ALIGNED[column.align]
    _row_flag(table, "w:cantSplit")


def _row_flag(table: DocxTable, name: str) -> None:
    """On the last row: repeat it on every page, or keep it in one piece."""
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    table.rows[-1]._tr.get_or_add_trPr().append(flag)
