"""Papers as PDF, by Typst."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thidua.office.document import layout
from thidua.office.document.model import (
    Annex,
    Basis,
    Block,
    Centred,
    Document,
    Note,
    Paragraph,
    Section,
    Signature,
    Table,
    capitals,
    day_text,
    number_text,
)
from thidua.office.print import marks, pdf, png


def to_pdf(*documents: Document) -> bytes:
    """The papers one after the other, each from a page of its own with its own page numbers; always the same bytes."""
    assert documents
    return pdf("document.typ", {"measures": _measures(), "documents": [_plain(d) for d in documents]})


def to_pictures(document: Document, dots: float = 96) -> list[bytes]:
    """The pages as PNG, to be looked at before anything is printed."""
    return png("document.typ", {"measures": _measures(), "documents": [_plain(document)]}, dots)


def room_to_sign(document: Document) -> tuple[int, float, float] | None:
    """(page from 0, middle, top in millimetres) of the room left for the last signature."""
    many = len(document.signatures)
    width = layout.SIGN_RIGHT if many == 1 else layout.TEXT_WIDTH / max(many, 1)
    found = marks("document.typ", {"measures": _measures(), "documents": [_plain(document)]}, "room")
    return (found[-1]["page"] - 1, found[-1]["x"] + width / 2, found[-1]["y"]) if found else None


def _measures() -> dict[str, Any]:
    """All measures and fixed words of `layout`, by their names in small letters."""
    return {name.lower(): value for name, value in vars(layout).items() if name.isupper() and name[0] != "_"}


def _plain(document: Document) -> dict[str, Any]:
    head = document.heading
    return {
        "superior": head.superior,
        "agency": head.agency,
        "agency_rule": layout.rule_under(head.agency.upper(), layout.AGENCY, layout.HEAD_LEFT),
        "number": number_text(head.number) if head.number else "",
        "place": f"{head.place}, {day_text(head.on)}" if head.place else "",
        "kind": document.kind,
        "subject": document.subject,
        "subject_rule": layout.rule_under(document.subject, layout.BODY, layout.TEXT_WIDTH),
        "blocks": [_block(block) for block in document.blocks],
        "signatures": [_signature(signature) for signature in document.signatures],
        "recipients": recipient_lines(document.recipients),
        "specimen": document.specimen,
        "preamble": document.preamble,
        "annex": _annex(document.annex),
        "check": {"lines": document.check.lines, "picture": document.check.picture}
        if document.check
        else None,
        "author": document.author or head.agency,
    }


def _annex(annex: Annex | None) -> dict[str, Any] | None:
    if annex is None:
        return None
    blocks = [_block(block) for block in annex.blocks]
    return {"title": annex.title, "reference": annex.reference, "blocks": blocks}


def recipient_lines(lines: Sequence[str]) -> list[str]:
    """ "- Như trên;" and so on, the last with a full stop. Lines with fields of a template stay as they are."""
    last = len(lines) - 1
    return [
        line if "{" in line else f"- {line.rstrip(' .;')}{'.' if n == last else ';'}"
        for n, line in enumerate(lines)
    ]


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "lines": [capitals(line) for line in signature.lines],
        "name": signature.name,
        "note": signature.note,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            runs = [{"text": r.text, "bold": r.bold, "italic": r.italic} for r in block.runs]
            return {"type": "body", "runs": runs, "origin": block.origin}
        case Section():
            return {"type": f"section-{block.level}", "text": block.text}
        case Basis() | Centred() | Note():
            return {"type": type(block).__name__.lower(), "text": block.text}
        case Table():
            return {
                "type": "table",
                "columns": [{"title": c.title, "width": c.width, "align": c.align} for c in block.columns],
                "rows": [{"cells": list(row.cells), "group": row.group} for row in block.rows],
            }
