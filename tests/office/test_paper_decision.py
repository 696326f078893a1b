"""A decision with its list: the same words in PDF and Word, on the page that Nghị định 30/2020/NĐ-CP describes."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.office.papers import DECISION, RECIPIENTS, line_of, needs_poppler, text_of, words_of
from thidua.office.document import layout, to_pdf
from thidua.office.paper import decision
from thidua.office.paper.form import filled
from thidua.office.paper.spell import dong, spelled
from thidua.office.paper.word import packaged, word

VALUES = decision.values(DECISION)


@needs_poppler
def test_the_list_is_an_annex_with_page_numbers_of_its_own(tmp_path: Path) -> None:
    many = replace(DECISION, recipients=RECIPIENTS * 30)
    pages = words_of(to_pdf(filled(decision.FORM, decision.values(many))), tmp_path)
    numbers = [[text for text, box in words if box[3] < layout.TOP] for _, words in pages]
    assert numbers[:3] == [[], [], ["2"]]
    line_of(pages[1][1], "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG")
    line_of(pages[1][1], "(Kèm theo Quyết định số 05/QĐ-CAX ngày 05 tháng 02 năm 2026")
    line_of(pages[2][1], "Họ và tên, tên tập thể")  # the head of the table on every page


@needs_poppler
def test_a_decision_stands_inside_the_margins_and_under_its_authority(tmp_path: Path) -> None:
    (size, words), *others = words_of(to_pdf(filled(decision.FORM, VALUES)), tmp_path)
    assert size == (210, 297)
    for _, page in ((size, words), *others):
        assert min(box[0] for _, box in page) >= layout.LEFT - 0.1
        assert max(box[2] for _, box in page) <= 210 - layout.RIGHT + 0.1
        assert max(box[3] for _, box in page) <= 297 - layout.BOTTOM + 0.6
    middle = layout.LEFT + layout.TEXT_WIDTH / 2
    for text in ("QUYẾT ĐỊNH", "TRƯỞNG CÔNG AN XÃ LIM XANH", "QUYẾT ĐỊNH:"):
        box = line_of(words, text)
        assert (box[0] + box[2]) / 2 == pytest.approx(middle, abs=0.4)
    assert line_of(words, "Điều 1.")[0] == pytest.approx(layout.LEFT + layout.INDENT, abs=0.3)
    assert line_of(words, "- Lưu: VT.")[0] == pytest.approx(layout.LEFT, abs=0.3)


def test_word_says_what_the_pdf_says() -> None:
    text = text_of(word(decision.FORM, VALUES))
    paper = filled(decision.FORM, VALUES)
    for block in paper.blocks:
        told = getattr(block, "text", "") or "".join(run.text for run in getattr(block, "runs", ()))
        assert told in text
    assert "{" not in text
    assert "Số: 05/QĐ-CAX" in text
    assert "CÔNG AN TỈNH MINH HỌA" in text
    assert "- Lưu: VT." in text
    assert "Mã kiểm tra: 2B7C-D4E5-F6G7" in text
    assert (
        "Tặng danh hiệu “Chiến sĩ thi đua cơ sở” cho 01 cá nhân; tặng Giấy khen cho 01 tập thể, 01 cá nhân đã có "
        "thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc” năm 2025 (có danh sách kèm theo)."
        in text
    )
    assert "4.446.000 đồng (bốn triệu bốn trăm bốn mươi sáu nghìn đồng)" in text
    assert "Chiến sĩ thi đua cơ sở: 01 cá nhân\n1\nLê Thị Lan\nCán bộ, Công an xã Lim Xanh\n2.340.000" in text


def test_a_decision_without_money_or_superior_leaves_no_empty_lines() -> None:
    bare = replace(
        DECISION,
        recipients=tuple(replace(one, money=None) for one in RECIPIENTS),
        issuer=replace(DECISION.issuer, superior=""),
        code="",
        check="",
    )
    text = text_of(word(decision.FORM, decision.values(bare)))
    assert text.startswith("CÔNG AN XÃ LIM XANH\n")
    assert "tiền thưởng theo quy định" not in text
    assert "Điều 2. Quyết định này có hiệu lực kể từ ngày ký." in text
    assert "Mã kiểm tra" not in text


def test_word_keeps_the_page_and_fits_its_rules_to_the_filled_lines() -> None:
    made = docx.Document(io.BytesIO(word(decision.FORM, VALUES)))
    for section in made.sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side.mm) for side in margins] == [layout.TOP, layout.BOTTOM, layout.LEFT, layout.RIGHT]
        assert section.different_first_page_header_footer
    annex = made.sections[1]._sectPr.find(qn("w:pgNumType"))
    assert annex.get(qn("w:start")) == "1"
    rule = made.tables[0].cell(0, 0).paragraphs[-1]
    length = layout.HEAD_LEFT - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm
    whole = layout.width("CÔNG AN XÃ LIM XANH", 13)
    assert whole / 3 <= length <= whole / 2
    assert {p.style.font.name for p in made.paragraphs} == {"Times New Roman"}


def test_the_same_decision_gives_the_same_bytes() -> None:
    assert word(decision.FORM, VALUES) == word(decision.FORM, VALUES)
    assert to_pdf(filled(decision.FORM, VALUES)) == to_pdf(filled(decision.FORM, VALUES))
    assert packaged(decision.FORM)


def test_what_is_typed_is_never_markup_in_word() -> None:
    wild = replace(DECISION, proposed_by="<w:p> & {{ số }} {% for x in y %}")
    assert "Theo đề nghị của <w:p> & {{ số }} {% for x in y %}." in text_of(
        word(decision.FORM, decision.values(wild))
    )


def test_a_specimen_says_so_on_every_page_whatever_the_template() -> None:
    shown = replace(DECISION, issuer=replace(DECISION.issuer, specimen=True))
    made = docx.Document(io.BytesIO(word(decision.FORM, decision.values(shown))))
    assert layout.SPECIMEN_TEXT in [p.text for p in made.paragraphs]
    foot = made.sections[0]
    for part in (foot.footer, foot.first_page_footer):
        assert part.paragraphs[0].text == layout.SPECIMEN_FOOT


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (1_000, "một nghìn đồng"),
        (702_000, "bảy trăm linh hai nghìn đồng"),
        (1_404_000, "một triệu bốn trăm linh bốn nghìn đồng"),
        (21_115_015, "hai mươi mốt triệu một trăm mười lăm nghìn không trăm mười lăm đồng"),
        (1_000_000_024, "một tỷ không trăm hai mươi tư đồng"),
        (10_014_004, "mười triệu không trăm mười bốn nghìn không trăm linh bốn đồng"),
    ],
)
def test_amounts_in_words(amount: int, words: str) -> None:
    assert dong(amount) == words


def test_every_amount_has_words_of_its_own() -> None:
    assert len({spelled(n) for n in range(20_000)}) == 20_000
