"""An official paper measured in its PDF and in its Word file: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table as DocxTable

from thidua.office.document import (
    Align,
    Basis,
    Column,
    Document,
    Heading,
    Note,
    Row,
    Section,
    Signature,
    Table,
    body,
    bullets,
    layout,
    to_pdf,
    to_word,
)
from thidua.office.document.model import day_text, number_text

MM = 72 / 25.4
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")

TABLE = Table(
    (
        Column("TT", 12, Align.CENTRE),
        Column("Chỉ tiêu"),
        Column("Giao", 25, Align.RIGHT),
        Column("Đạt", 45, Align.RIGHT),
    ),
    (
        Row(("Phục vụ",), group=True),
        *(Row((str(n), "Hồ sơ trả đúng hạn", "412", "412/463 (88,98 %)")) for n in range(1, 60)),
    ),
)  # fmt: skip
PAPER = Document(
    Heading("Công an xã Lim Xanh", "Công an tỉnh Minh Họa", "5/KH-CAX", "Lim Xanh", date(2026, 2, 5)),
    "Kế hoạch",
    "Trả lời phản ánh của nhân dân đúng hẹn",
    (
        Basis("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
        Section("I. MỤC ĐÍCH"),
        body("Người dân gửi phản ánh biết được kết quả trong thời hạn đã hẹn. " * 6),
        *bullets(["Trả lời từng phản ánh", "Báo kết quả"]),
        TABLE,
        Note("Nguồn: số liệu đã chốt."),
    ),
    (Signature(("KT. TRƯỞNG CÔNG AN XÃ", "Phó Trưởng Công an xã"), "Trần Văn Bình"),),
    ("Công an tỉnh", "Lưu: VT"),
)

Box = tuple[float, float, float, float]


def pages_of(content: bytes, tmp_path: Path) -> list[list[tuple[str, Box]]]:
    """Words of each page with their boxes in millimetres from the upper left corner."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True
    ).stdout
    form = re.compile(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    )
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', told, re.DOTALL)
    assert {(round(float(w) / MM), round(float(h) / MM)) for w, h, _ in pages} == {(210, 297)}
    return [
        [(m[5], tuple(float(m[n]) / MM for n in range(1, 5))) for m in form.finditer(page)]
        for _, _, page in pages
    ]


def line_of(page: list[tuple[str, Box]], text: str) -> Box:
    """The box around consecutive words that read so."""
    wanted = text.split()
    for start in range(len(page)):
        if [word for word, _ in page[start : start + len(wanted)]] == wanted:
            boxes = [box for _, box in page[start : start + len(wanted)]]
            return boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]
    raise AssertionError(f"not on the page: {text}")


@needs_poppler
def test_every_word_stands_inside_the_margins_of_the_decree(tmp_path: Path) -> None:
    for page in pages_of(to_pdf(PAPER), tmp_path):
        text = [box for word, box in page if box[1] > layout.TOP - 0.2]
        assert min(box[0] for box in text) >= layout.LEFT - 0.1
        assert max(box[2] for box in text) <= 210 - layout.RIGHT + 0.1
        assert max(box[3] for box in text) <= 297 - layout.BOTTOM + 0.6
    assert 20 <= layout.TOP <= 25
    assert 20 <= layout.BOTTOM <= 25
    assert 30 <= layout.LEFT <= 35
    assert 15 <= layout.RIGHT <= 20


@needs_poppler
def test_page_numbers_begin_on_page_two_in_the_middle_of_the_top_margin(tmp_path: Path) -> None:
    first, *others = pages_of(to_pdf(PAPER), tmp_path)
    assert [word for word, box in first if box[3] < layout.TOP] == []
    assert len(others) >= 1
    for number, page in enumerate(others, 2):
        ((word, box),) = [(word, box) for word, box in page if box[3] < layout.TOP]
        assert word == str(number)
        middle = (box[0] + box[2]) / 2
        assert middle == pytest.approx(layout.LEFT + layout.TEXT_WIDTH / 2, abs=0.3)
        assert 8 < box[1] < box[3] < 17


@needs_poppler
def test_each_paper_of_a_batch_counts_its_own_pages(tmp_path: Path) -> None:
    short = replace(PAPER, blocks=(body("Ngắn."),))
    pages = pages_of(to_pdf(PAPER, short, PAPER), tmp_path)
    numbers = [[word for word, box in page if box[3] < layout.TOP] for page in pages]
    alone = [
        [word for word, box in page if box[3] < layout.TOP] for page in pages_of(to_pdf(PAPER), tmp_path)
    ]
    assert numbers == [*alone, [], *alone]


@needs_poppler
def test_national_title_motto_and_agency_stand_as_the_decree_draws_them(tmp_path: Path) -> None:
    page = pages_of(to_pdf(PAPER), tmp_path)[0]
    title = line_of(page, layout.NATION_TEXT)
    motto = line_of(page, layout.MOTTO_TEXT)
    agency = line_of(page, "CÔNG AN XÃ LIM XANH")
    superior = line_of(page, "CÔNG AN TỈNH MINH HỌA")
    number, day = line_of(page, "Số: 05/KH-CAX"), line_of(page, "Lim Xanh, ngày 05 tháng 02 năm 2026")
    # Measured widths of Times New Roman bold: 95,7 mm at 13 pt and 60,5 mm at 14 pt (one line each).
    assert title[2] - title[0] == pytest.approx(95.7, abs=0.3)
    assert motto[2] - motto[0] == pytest.approx(60.5, abs=0.3)
    middle = layout.LEFT + layout.HEAD_LEFT + layout.HEAD_RIGHT / 2
    for box in (title, motto, day):
        assert (box[0] + box[2]) / 2 == pytest.approx(middle, abs=0.3)
    for box in (superior, agency, number):
        assert (box[0] + box[2]) / 2 == pytest.approx(layout.LEFT + layout.HEAD_LEFT / 2, abs=0.3)
    # Title level with the superior, motto with the agency, the day on the line of the number.
    assert title[1] == pytest.approx(superior[1], abs=0.2)
    assert motto[3] == pytest.approx(agency[3], abs=0.7)
    assert day[3] == pytest.approx(number[3], abs=0.7)
    assert title[1] == pytest.approx(layout.TOP, abs=1.2)


@needs_poppler
def test_paragraphs_are_indented_justified_and_six_points_apart(tmp_path: Path) -> None:
    page = pages_of(to_pdf(PAPER), tmp_path)[0]
    rows: dict[float, list[Box]] = {}
    start = line_of(page, "Người dân gửi phản ánh biết")
    for _, box in page:
        if start[1] - 0.1 <= box[1] < line_of(page, "- Trả lời từng phản ánh;")[1]:
            rows.setdefault(round(box[1], 1), []).append(box)
    tops = sorted(rows)
    assert min(box[0] for box in rows[tops[0]]) == pytest.approx(layout.LEFT + layout.INDENT, abs=0.3)
    assert min(box[0] for box in rows[tops[1]]) == pytest.approx(layout.LEFT, abs=0.3)
    for top in tops[:-1]:
        assert max(box[2] for box in rows[top]) == pytest.approx(210 - layout.RIGHT, abs=0.3)
    line = 14 * 1.149 / MM  # single
    assert [b - a for a, b in pairwise(tops)] == pytest.approx([line] * (len(tops) - 1), abs=0.15)
    first, second = line_of(page, "- Trả lời từng phản ánh;"), line_of(page, "- Báo kết quả.")
    assert second[1] - first[1] == pytest.approx(line + 6 / MM, abs=0.6)


@needs_poppler
def test_a_paragraph_of_two_lines_is_justified_too(tmp_path: Path) -> None:
    words = (
        "Người dân gửi phản ánh biết được kết quả trong thời hạn đã hẹn; hồ sơ trả đúng hạn; có kiểm chứng."
    )
    page = pages_of(to_pdf(replace(PAPER, blocks=(body(words),))), tmp_path)[0]
    top = line_of(page, "Người dân gửi")[1]
    assert max(box[2] for _, box in page if abs(box[1] - top) < 0.2) == pytest.approx(
        210 - layout.RIGHT, abs=0.3
    )


@needs_poppler
def test_recipients_stand_level_with_the_post_of_who_signs(tmp_path: Path) -> None:
    page = pages_of(to_pdf(PAPER), tmp_path)[-1]
    places, post = line_of(page, "Nơi nhận:"), line_of(page, "KT. TRƯỞNG CÔNG AN XÃ")
    assert places[0] == pytest.approx(layout.LEFT, abs=0.3)
    assert places[1] == pytest.approx(post[1], abs=0.7)
    deputy, name = line_of(page, "PHÓ TRƯỞNG CÔNG AN XÃ"), line_of(page, "Trần Văn Bình")
    assert deputy[1] > post[1]
    assert name[1] - deputy[3] == pytest.approx(layout.SIGN_SPACE, abs=1.5)
    assert line_of(page, "- Lưu: VT.")[3] < name[3]


@needs_poppler
def test_a_made_up_paper_says_so_on_every_page(tmp_path: Path) -> None:
    pages = pages_of(to_pdf(replace(PAPER, specimen=True)), tmp_path)
    line_of(pages[0], layout.SPECIMEN_TEXT)
    for page in pages:
        line_of(page, "Văn bản minh họa,")
    assert "minh" not in [word for page in pages_of(to_pdf(PAPER), tmp_path) for word, _ in page]


# --- Word -------------------------------------------------------------------------------------------------


def opened(paper: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(to_word(paper)))


def twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def grid(table: DocxTable) -> list[int]:
    return [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iterchildren()]


def test_word_has_the_same_page(tmp_path: Path) -> None:
    page = opened(PAPER).sections[0]
    assert [round(side.mm) for side in (page.page_width, page.page_height)] == [210, 297]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in margins] == [layout.TOP, layout.BOTTOM, layout.LEFT, layout.RIGHT]
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header._element.xml
    assert "PAGE" not in page.first_page_header._element.xml


def test_word_gives_every_part_a_named_style_of_the_decrees_size() -> None:
    word = opened(PAPER)
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    lines = [*word.paragraphs, *(line for cell in cells for line in cell.paragraphs)]
    sizes = {}
    for line in lines:
        assert line.style.font.name == "Times New Roman"
        assert line.style.name != "Normal"
        if line.text:
            sizes[line.style.name] = (
                line.style.font.size.pt,
                bool(line.style.font.bold),
                bool(line.style.font.italic),
            )
    assert sizes == {
        "Cơ quan chủ quản": (13, False, False),
        "Cơ quan ban hành": (13, True, False),
        "Quốc hiệu": (13, True, False),
        "Tiêu ngữ": (14, True, False),
        "Số, ký hiệu": (13, False, False),
        "Địa danh, ngày tháng": (14, False, True),
        "Tên loại": (14, True, False),
        "Trích yếu": (14, True, False),
        "Căn cứ": (14, False, True),
        "Heading 1": (14, True, False),
        "Nội dung": (14, False, False),
        "Đầu bảng": (13, True, False),
        "Ô bảng": (13, False, False),
        "Ghi chú": (12, False, True),
        "Nơi nhận": (12, True, True),
        "Nơi nhận, từng nơi": (11, False, False),
        "Chức vụ": (14, True, False),
        "Họ tên": (14, True, False),
    }


def test_word_writes_widths_where_word_and_libreoffice_look() -> None:
    head, table, foot = opened(PAPER).tables
    assert grid(head) == [twips(layout.HEAD_LEFT), twips(layout.HEAD_RIGHT)]
    assert grid(foot) == [twips(layout.SIGN_LEFT), twips(layout.SIGN_RIGHT)]
    assert sum(grid(table)) == pytest.approx(twips(layout.TEXT_WIDTH), abs=2)
    for held in (head, foot):
        for row in held.rows:
            assert [int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.cells] == grid(held)
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows[1:])


def test_word_draws_the_motto_rule_as_long_as_the_motto() -> None:
    head = opened(PAPER).tables[0]
    rule = head.cell(0, 1).paragraphs[-1]
    inset = int(rule._p.pPr.ind.get(qn("w:left"))), int(rule._p.pPr.ind.get(qn("w:right")))
    assert "w:pBdr" in rule._p.xml
    assert twips(layout.HEAD_RIGHT) - sum(inset) == pytest.approx(twips(60.5), abs=20)
    short = head.cell(0, 0).paragraphs[-1]
    length = twips(layout.HEAD_LEFT) - 2 * int(short._p.pPr.ind.get(qn("w:left")))
    whole = twips(layout.width("CÔNG AN XÃ LIM XANH", 13))
    assert whole / 3 <= length <= whole / 2


def test_word_can_be_edited_by_a_clerk() -> None:
    """No text boxes, no drawings, no fields but the page number; the styles are offered in the ribbon."""
    content = zipfile.ZipFile(io.BytesIO(to_word(replace(PAPER, specimen=True))))
    document = content.read("word/document.xml").decode()
    for foreign in ("w:txbxContent", "w:pict", "w:drawing", "mc:AlternateContent", "w:object"):
        assert foreign not in document
    word = opened(PAPER)
    assert word.styles["Nội dung"].quick_style
    assert word.paragraphs[0].style.name == "Tên loại"


def test_a_passage_copied_from_elsewhere_is_marked_in_both() -> None:
    copied = replace(PAPER, blocks=(body("Câu cũ.", origin="Kế hoạch 12/KH-CAX"), body("Câu mới.")))
    (comment,) = opened(copied).comments
    assert comment.text == "Văn mẫu: Kế hoạch 12/KH-CAX"
    assert to_pdf(copied) != to_pdf(replace(PAPER, blocks=(body("Câu cũ."), body("Câu mới."))))


def test_the_same_paper_gives_the_same_bytes() -> None:
    marked = replace(PAPER, blocks=(*PAPER.blocks, body("Câu cũ.", origin="Kế hoạch")))
    assert to_pdf(marked) == to_pdf(marked)
    assert to_word(marked) == to_word(marked)


def test_what_is_typed_is_never_markup(tmp_path: Path) -> None:
    wild = "#let x = 1; *đậm* $a$ <w:p> [- gạch] \\ @nguồn"
    paper = replace(PAPER, blocks=(body(wild),))
    assert opened(paper).paragraphs[3].text == wild
    if shutil.which("pdftotext"):
        line_of(pages_of(to_pdf(paper), tmp_path)[0], "*đậm* $a$")


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 6, 29), "ngày 29 tháng 6 năm 2026"),
        (date(2026, 1, 12), "ngày 12 tháng 01 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
    ],
)
def test_days_below_ten_and_months_one_and_two_have_a_zero(on: date, text: str) -> None:
    assert day_text(on) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("5/QĐ-CAT", "Số: 05/QĐ-CAT"), ("12/KH-CAX", "Số: 12/KH-CAX"), ("/BC-CAX", "Số:       /BC-CAX")],
)
def test_a_number_below_ten_has_a_zero_and_an_unnumbered_paper_has_room_for_one(
    number: str, text: str
) -> None:
    assert number_text(number) == text
