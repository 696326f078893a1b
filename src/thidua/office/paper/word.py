"""Papers as Word: a template, the packaged one or one a clerk has put in its place, filled in by docxtpl."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, InlineImage

from thidua.office.document import layout, to_word
from thidua.office.document.pieces import border, inset, packed
from thidua.office.paper import certificate_word
from thidua.office.paper.code import qr_png
from thidua.office.paper.form import Form, template
from thidua.office.paper.tags import Values, environment

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
# style → the columns in which the short rule under its line is centred, size of its letters, whole line or a part
_RULED = {
    "Cơ quan ban hành": (layout.HEAD_LEFT, layout.AGENCY),
    "Trích yếu": (layout.TEXT_WIDTH, layout.BODY),
}


@lru_cache(maxsize=32)
def packaged(form: Form) -> bytes:
    """The template that comes with the program, to be downloaded and changed in Word."""
    return certificate_word.template() if form is certificate_word.FORM else to_word(template(form))


def word(form: Form, values: Values, replacement: bytes = b"") -> bytes:
    """The paper as .docx; the same values give the same bytes."""
    made = DocxTemplate(io.BytesIO(replacement or packaged(form)))
    check = values.get("mã_qr")
    picture = InlineImage(made, io.BytesIO(qr_png(check)), width=Mm(layout.CHECK)) if check else ""
    made.render({**values, "mã_qr": picture}, environment(autoescape=True), autoescape=True)
    filled: Docx = made.docx
    _fit_rules(filled)
    if values.get("minh_họa"):
        _say_specimen(filled)
    return packed(filled)


def _fit_rules(filled: Docx) -> None:
    """The rules under agency and subject become a part of what now stands above them."""
    for above, rule in _pairs(_all_paragraphs(filled)):
        style = rule.style.name if rule.style is not None else ""
        if style in _RULED and above.style == rule.style and not rule.text and _bordered(rule):
            column, size = _RULED[style or ""]
            inset(rule, layout.rule_under(above.text, size, column), column)


def _pairs(found: Iterable[Paragraph]) -> Iterable[tuple[Paragraph, Paragraph]]:
    before: Paragraph | None = None
    for paragraph in found:
        if before is not None:
            yield before, paragraph
        before = paragraph


def _all_paragraphs(filled: Docx) -> list[Paragraph]:
    return [Paragraph(p, filled._body) for p in filled.element.body.iter(qn("w:p"))]


def _bordered(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.find(qn("w:pBdr")) is not None


def _say_specimen(filled: Docx) -> None:
    """Whatever the template is, a paper of the demonstration says so: on top, and in the foot of every page."""
    first = filled.element.body.find(qn("w:p"))
    assert first is not None
    top = Paragraph(first, filled._body).insert_paragraph_before(layout.SPECIMEN_TEXT)
    border(top, ("top", "left", "bottom", "right"), space=2)
    inset(top, layout.width(layout.SPECIMEN_TEXT, layout.REFERENCE) + 4, layout.TEXT_WIDTH)
    top.runs[0].bold, top.alignment = True, CENTRE
    top.runs[0].font.size = Pt(layout.REFERENCE)
    top.paragraph_format.first_line_indent = Mm(0)
    for number, section in enumerate(filled.sections):
        for foot in (section.footer, section.first_page_footer):
            if number and foot.is_linked_to_previous:
                continue
            line = foot.paragraphs[0]
            line.text, line.alignment = layout.SPECIMEN_FOOT, CENTRE
