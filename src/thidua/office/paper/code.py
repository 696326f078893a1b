"""QR codes: what a paper says to whoever holds a telephone over it."""

from __future__ import annotations

import io

import segno

_CORRECTION = "q"  # a quarter of it may be lost to a crumpled corner
_MASK = 2  # any of the eight can be read; looking for the prettiest takes five times as long


def qr_svg(content: str) -> str:
    drawn = io.BytesIO()
    _qr(content).save(drawn, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()


def qr_png(content: str) -> bytes:
    drawn = io.BytesIO()
    _qr(content).save(drawn, kind="png", border=0, scale=8)
    return drawn.getvalue()


def _qr(content: str) -> segno.QRCode:
    return segno.make(content, error=_CORRECTION, micro=False, mask=_MASK)
