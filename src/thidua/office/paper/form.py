"""A paper with fields: written once, filled in for Typst here, and handed out as a Word template for docxtpl.

In Word a loop is two paragraphs (`{%p for x in danh_sách %}` and `{%p endfor %}`) or two table rows (`{%tr … %}`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.office.document import Annex, Block, Check, Column, Document, Row, Run, Signature, Table
from thidua.office.document.model import Basis, Centred, Note, Paragraph, Section, body
from thidua.office.paper.code import qr_svg
from thidua.office.paper.tags import Fields, Values, lines, text


@dataclass(frozen=True, slots=True)
class Repeat:
    """The blocks once for each item of a list."""

    over: str
    item: str
    blocks: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class When:
    """The blocks, where the test is true."""

    test: str
    blocks: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with one row for each item; `group` puts a row over each group of the list `over`.

    Attributes:
        group: text of that row, of "nhóm"; its rows are then "nhóm.dòng".
        last: the cells of a closing row, () for none.
    """

    columns: tuple[Column, ...]
    over: str
    cells: tuple[str, ...]
    group: str = ""
    last: tuple[str, ...] = ()


Piece = Block | Repeat | When | Listing


@dataclass(frozen=True, eq=False)
class Form:
    """One kind of paper.

    Attributes:
        code: as in addresses: "quyet-dinh".
        name: as people call it.
        document: all but its blocks and annex, with fields in every text.
        annex: title, reference and blocks of the list that goes with it.
    """

    code: str
    name: str
    fields: Fields
    document: Document
    blocks: tuple[Piece, ...]
    annex: tuple[str, str, tuple[Piece, ...]] | None = None


def filled(form: Form, values: Values) -> Document:
    """The paper, ready for Typst. `values["mã_qr"]` is what the QR code says, "" for none."""
    document, head = form.document, form.document.heading
    heading = replace(
        head,
        agency=text(head.agency, values),
        superior=" ".join(lines((head.superior,), values)),
        number=text(head.number, values),
        place=text(head.place, values),
        on=text(head.on, values) if isinstance(head.on, str) else head.on,
    )
    made = replace(
        document,
        heading=heading,
        kind=text(document.kind, values),
        subject=text(document.subject, values),
        preamble=text(document.preamble, values),
        blocks=tuple(_filled(form.blocks, values)),
        signatures=tuple(_signature(signature, values) for signature in document.signatures),
        recipients=tuple(line.removeprefix("- ") for line in lines(document.recipients, values)),
        specimen=bool(values.get("minh_họa")),
        check=_check(document, values),
    )
    if form.annex is None:
        return made
    title, reference, blocks = form.annex
    annex = Annex(text(title, values), text(reference, values), tuple(_filled(blocks, values)))
    return replace(made, annex=annex)


def _check(document: Document, values: Values) -> Check | None:
    if document.check is None or not values.get("mã_qr"):
        return None
    plain = {**values, "mã_qr": ""}
    return Check(tuple(lines(document.check.lines, plain)), qr_svg(values["mã_qr"]))


def _signature(signature: Signature, values: Values) -> Signature:
    return Signature(
        tuple(lines(signature.lines, values)), text(signature.name, values), text(signature.note, values)
    )


def _filled(pieces: tuple[Piece, ...], values: Values) -> Iterator[Block]:
    for piece in pieces:
        match piece:
            case Repeat():
                items = _items(piece.over, values)
                for number, item in enumerate(items, 1):
                    loop = {"index": number, "first": number == 1, "last": number == len(items)}
                    yield from _filled(piece.blocks, {**values, piece.item: item, "loop": loop})
            case When():
                if text(f"{{% if {piece.test} %}}1{{% endif %}}", values):
                    yield from _filled(piece.blocks, values)
            case Listing():
                yield Table(piece.columns, tuple(_rows(piece, values)))
            case Paragraph():
                runs = (Run(text(run.text, values), run.bold, run.italic) for run in piece.runs)
                yield replace(piece, runs=tuple(runs))
            case Table():
                yield piece
            case Basis() | Centred() | Note() | Section():
                yield replace(piece, text=text(piece.text, values))


def _items(over: str, values: Values) -> list[object]:
    """ "danh_sách", or "nhóm.dòng" of an item at hand."""
    first, *rest = over.split(".")
    held = values[first]
    for name in rest:
        held = held[name]
    return list(held)


def _rows(piece: Listing, values: Values) -> Iterator[Row]:
    for item in _items(piece.over, values):
        if piece.group:
            yield Row((text(piece.group, {**values, "nhóm": item}),), group=True)
            for row in _items("nhóm.dòng", {"nhóm": item}):
                yield Row(tuple(text(cell, {**values, "x": row}) for cell in piece.cells))
        else:
            yield Row(tuple(text(cell, {**values, "x": item}) for cell in piece.cells))
    if piece.last:
        yield Row(tuple(text(cell, values) for cell in piece.last))


# --- As a template for Word ---------------------------------------------------------------------------------


def template(form: Form) -> Document:
    """The same paper with its fields, for `to_word`; docxtpl fills it in."""
    made = replace(form.document, blocks=tuple(_emitted(form.blocks)))
    if form.annex is None:
        return made
    title, reference, blocks = form.annex
    return replace(made, annex=Annex(title, reference, tuple(_emitted(blocks))))


def _emitted(pieces: tuple[Piece, ...]) -> Iterator[Block]:
    for piece in pieces:
        match piece:
            case Repeat():
                yield body(f"{{%p for {piece.item} in {piece.over} %}}")
                yield from _emitted(piece.blocks)
                yield body("{%p endfor %}")
            case When():
                yield body(f"{{%p if {piece.test} %}}")
                yield from _emitted(piece.blocks)
                yield body("{%p endif %}")
            case Listing():
                yield Table(piece.columns, tuple(_emitted_rows(piece)))
            case _:
                yield piece


def _emitted_rows(piece: Listing) -> Iterator[Row]:
    def tag(told: str) -> Row:
        return Row((f"{{%tr {told} %}}",), group=True)

    if piece.group:
        yield tag(f"for nhóm in {piece.over}")
        yield Row((piece.group,), group=True)
        yield tag("for x in nhóm.dòng")
        yield Row(piece.cells)
        yield tag("endfor")
    else:
        yield tag(f"for x in {piece.over}")
        yield Row(piece.cells)
    yield tag("endfor")
    if piece.last:
        yield Row(piece.last)
