"""Certificates (bằng khen, giấy khen, giấy chứng nhận): on a design of our own, or as text alone on printed stock.

Nghị định 98/2023/NĐ-CP, Điều 104 gives the lines, their order, their case and their colours; sizes are left to the
awarding body. Places on printed stock are millimetres from the upper left corner, adjusted on screen.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from thidua.office.document import layout
from thidua.office.document.model import day_text, number_text
from thidua.office.paper.code import qr_svg
from thidua.office.paper.content import Decision, Recipient
from thidua.office.paper.ornament import HEIGHT, WIDTH, emblem, frame
from thidua.office.print import pdf, png


@dataclass(frozen=True, slots=True)
class Place:
    """Where one line is printed on stock: millimetres of its box, points of its letters."""

    x: int
    y: int
    width: int
    size: int
    align: str = "centre"  # left, centre, right
    bold: bool = False
    italic: bool = False
    shown: bool = True


# What can be printed on stock, and where it stands at first: what the design of our own prints, without the frame.
PLACES: Mapping[str, Place] = {
    "authority": Place(48, 58, 200, 17, bold=True, shown=False),
    "title": Place(48, 74, 200, 38, bold=True, shown=False),
    "name": Place(38, 98, 221, 26, bold=True),
    "post": Place(38, 112, 221, 15),
    "reason": Place(48, 121, 201, 16),
    "decision": Place(36, 166, 100, 12, "left", True, True),
    "serial": Place(36, 172, 100, 12, "left", True, True),
    "day": Place(163, 148, 98, 13, "centre", True, True),
    "posts": Place(163, 155, 98, 14, bold=True),
    "signer": Place(163, 180, 98, 15, bold=True),
    "code": Place(36, 179, 60, 8, "left"),
    "check": Place(36, 147, 16, 8, "left"),
}


@dataclass(frozen=True)
class Stock:
    """Paper that certificates are printed on.

    Attributes:
        printed: it carries frame and fixed words already; only what differs is printed, at `places`.
        emblem: a square PNG of the unit's own, in place of our star.
        shift: (right, down) in tenths of a millimetre, where a printer pulls the sheet aside.
    """

    printed: bool = False
    width: int = WIDTH
    height: int = HEIGHT
    places: Mapping[str, Place] = field(default_factory=lambda: dict(PLACES))
    shift: tuple[int, int] = (0, 0)
    emblem: bytes = b""


OWN = Stock()


def certificates(content: Decision, recipients: Iterable[Recipient], stock: Stock = OWN) -> bytes:
    """One page each, as PDF."""
    return joined([lettering(content, recipients, stock)], stock)


def lettering(content: Decision, recipients: Iterable[Recipient], stock: Stock = OWN) -> bytes:
    """What differs from page to page, without the frame."""
    return pdf("certificate.typ", _data(content, recipients, stock))


def joined(parts: Iterable[bytes], stock: Stock = OWN) -> bytes:
    """Parts one after the other, with the frame kept once and drawn beneath every page."""
    whole, made = pikepdf.new(), io.BytesIO()
    for part in parts:
        with pikepdf.open(io.BytesIO(part)) as opened:
            whole.pages.extend(opened.pages)
    if not stock.printed:
        with pikepdf.open(io.BytesIO(_ground(stock))) as ground:
            drawn = whole.copy_foreign(ground.pages[0].as_form_xobject())
        for page in whole.pages:
            name = page.add_resource(drawn, pikepdf.Name.XObject, pikepdf.Name.Khung)
            page.contents_add(f"q {name} Do Q".encode(), prepend=True)
    whole.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def lettering_picture(content: Decision, one: Recipient, stock: Stock, dots: float) -> bytes:
    return png("certificate.typ", _data(content, [one], stock), dots)[0]


def ground_picture(stock: Stock, dots: float) -> bytes:
    return png("ground.typ", _drawn(stock), dots)[0]


def _ground(stock: Stock) -> bytes:
    return pdf("ground.typ", _drawn(stock))


def _drawn(stock: Stock) -> dict[str, Any]:
    return {"frame": frame(), "emblem": _emblem(stock)}


def _data(content: Decision, recipients: Iterable[Recipient], stock: Stock) -> dict[str, Any]:
    issuer = content.issuer
    day = f"{issuer.place}, {day_text(content.on)}" if issuer.place else day_text(content.on)
    number = number_text(content.number).removeprefix("Số: ").strip()
    return {
        "nation": layout.NATION_TEXT,
        "motto": layout.MOTTO_TEXT,
        "authority": issuer.authority.upper(),
        "day": day,
        "posts": [post.upper() for post in issuer.posts],
        "signer": issuer.signer,
        "decision": f"Quyết định số {number} {day_text(content.on)}",
        "specimen": layout.SPECIMEN_FOOT if issuer.specimen else "",
        "stock": _stock(stock),
        "recipients": [_one(content, one) for one in recipients],
    }


def _stock(stock: Stock) -> dict[str, Any]:
    places = {
        name: {
            "x": place.x, "y": place.y, "width": place.width, "size": place.size, "align": place.align,
            "bold": place.bold, "italic": place.italic,
        }
        for name, place in stock.places.items()
        if place.shown
    }  # fmt: skip
    shift = [part / 10 for part in stock.shift]
    return {
        "printed": stock.printed, "width": stock.width, "height": stock.height, "places": places, "shift": shift,
    }  # fmt: skip


def _emblem(stock: Stock) -> str:
    if not stock.emblem:
        return emblem()
    data = b64encode(stock.emblem).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<image width="100" height="100" href="data:image/png;base64,{data}"/></svg>'
    )


def _one(content: Decision, one: Recipient) -> dict[str, Any]:
    reason = one.reason or content.reason
    return {
        "name": one.name,
        "post": ", ".join(filter(None, (one.post, one.unit))),
        "conferred": one.conferred,
        "title": one.title.upper(),
        "reason": unbroken(reason[:1].upper() + reason[1:].rstrip(" .;")),
        "serial": f"Số sổ vàng: {one.serial}",
        "code": f"Mã kiểm tra: {one.code}" if one.code else "",
        "check": qr_svg(one.check) if one.check else "",
    }


def unbroken(text: str) -> str:
    """A year stays on the line of its word: "năm 2025"."""
    words = text.split(" ")
    kept = [words[0], *((f"\N{NO-BREAK SPACE}{w}" if w[:4].isdecimal() else f" {w}") for w in words[1:])]
    return "".join(kept)


def parts(recipients: tuple[Recipient, ...], size: int) -> list[tuple[Recipient, ...]]:
    return [recipients[start : start + size] for start in range(0, len(recipients), size)]
