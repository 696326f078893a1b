"""Certificates as a Word template, for a unit that wants its own layout and prints a few: one page for each recipient.

Thousands, and printed stock, go through Typst (`certificate`); here a clerk moves lines as she likes.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import docx
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from thidua.office.document import layout
from thidua.office.document.pieces import lines, packed, plain_table
from thidua.office.document.word import FONT
from thidua.office.paper.certificate import unbroken
from thidua.office.paper.content import Decision
from thidua.office.paper.form import Form
from thidua.office.paper.frame import HEAD, ITEM, SIGNED, head_values, list_values, plain
from thidua.office.paper.tags import Fields, Values

RED = RGBColor(0xA5, 0x12, 0x1A)
FORM = Form(
    "giay-chung-nhan",
    "Giấy khen, giấy chứng nhận (Word)",
    Fields(
        {**HEAD, "thẩm_quyền": "người có thẩm quyền"},
        {
            **SIGNED,
            "danh_sách": {
                **ITEM,
                "tặng": "TẶNG hoặc TẶNG DANH HIỆU",
                "lý_do": "thành tích, như in trên giấy",
            },
        },
        frozenset({"danh_sách", "danh_sách.tên", "danh_sách.hình_thức", "người_ký"}),
    ),
    plain("", ""),
    (),
)


@cache
def template() -> bytes:
    """A4 landscape in a red border; a loop over the list, a page for each."""
    word = docx.Document()
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENTATION.LANDSCAPE, Mm(297), Mm(210)
    page.top_margin = page.bottom_margin = Mm(22)
    page.left_margin = page.right_margin = Mm(30)
    _border(page._sectPr)

    def line(text: str, size: int, *, bold: bool = True, red: bool = False, below: int = 0) -> Paragraph:
        return _dressed(word.add_paragraph(), text, size, bold, red, below)

    line("{%p for x in danh_sách %}", 8, bold=False)
    first = line(layout.NATION_TEXT, 14)
    first.paragraph_format.page_break_before = True
    line(layout.MOTTO_TEXT, 14, below=34).runs[0].underline = True
    line("{{ thẩm_quyền|hoa }}", 17, red=True, below=8)
    line("{{ x.tặng }}", 15, below=4)
    line("{{ x.hình_thức|hoa }}", 36, red=True, below=28)
    line("{{ x.tên }}", 26, below=4)
    line("{{ x.chức_vụ_đơn_vị }}", 15, bold=False, below=8)
    line("{{ x.lý_do }}", 16, bold=False, below=36)
    table = plain_table(word, 1, (118, 119))
    left, right = (lines(table.cell(0, column)) for column in (0, 1))
    for number, text in enumerate(
        (
            "Quyết định số {{ số }} {{ ngày_ký }}",
            "Số sổ vàng: {{ x.tt }}",
            "{% if x.mã %}Mã kiểm tra: {{ x.mã }}{% endif %}",
        )
    ):
        made = table.cell(0, 0).add_paragraph() if number else left("", "Normal")
        _dressed(made, text, 12, True, False, 0, ALIGN.LEFT).runs[0].italic = True
    _dressed(right("", "Normal"), "{{ địa_danh }}, {{ ngày_ký }}", 13, True, False, 2).runs[0].italic = True
    cell = table.cell(0, 1)
    for text in ("{%p for dòng in chức_vụ_ký %}", "{{ dòng|hoa }}", "{%p endfor %}"):
        _dressed(cell.add_paragraph(), text, 14, True, False, 0)
    _dressed(cell.add_paragraph(), "", 14, True, False, 60)
    _dressed(cell.add_paragraph(), "{{ người_ký }}", 15, True, False, 0)
    line("{%p endfor %}", 8, bold=False)
    return packed(word)


def _dressed(
    made: Paragraph, text: str, size: int, bold: bool, red: bool, below: int, align: ALIGN = ALIGN.CENTER
) -> Paragraph:
    run = made.add_run(text)
    run.font.name, run.font.size, run.bold = FONT, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    if red:
        run.font.color.rgb = RED
    made.alignment = align
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(0), Pt(below)
    return made


def _border(section: Any) -> None:
    edges = OxmlElement("w:pgBorders")
    edges.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "thinThickSmallGap"), ("sz", "24"), ("space", "24"), ("color", "A5121A")):
            edge.set(qn(f"w:{name}"), value)
        edges.append(edge)
    section.insert_element_before(edges, "w:lnNumType", "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid")


def values(content: Decision) -> Values:
    made = head_values(content.issuer, content.number, content.on)
    kept = [one for one in content.recipients if not one.void]
    by_number = {item["tt"]: item for item in list_values(content.recipients)["danh_sách"]}
    made["danh_sách"] = [
        {
            **by_number[one.number],
            "tt": one.serial,
            "tặng": "TẶNG DANH HIỆU" if one.conferred else "TẶNG",
            "lý_do": _reason(one.reason or content.reason),
        }
        for one in kept
    ]
    return {**made, "thẩm_quyền": content.issuer.authority}


def _reason(reason: str) -> str:
    return unbroken(reason[:1].upper() + reason[1:].rstrip(" .;"))
