"""Official papers in the layout of Nghị định 30/2020/NĐ-CP: one content, as PDF and as Word.

`model` is the content, plain values. `typeset` makes a PDF of it, `word` a .docx that a clerk can go on editing;
`layout` holds every measure of the page once, for both. The other files compose one kind of paper each.
"""

from thidua.office.document.model import (
    Align,
    Annex,
    Basis,
    Block,
    Centred,
    Check,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Row,
    Run,
    Section,
    Signature,
    Table,
    body,
    bullets,
)
from thidua.office.document.typeset import room_to_sign, to_pdf, to_pictures
from thidua.office.document.word import to_word

__all__ = [
    "Align", "Annex", "Basis", "Block", "Centred", "Check", "Column", "Document", "Heading", "Note", "Paragraph", "Row",
    "Run", "Section", "Signature", "Table", "body", "bullets", "room_to_sign", "to_pdf", "to_pictures", "to_word",
]  # fmt: skip
