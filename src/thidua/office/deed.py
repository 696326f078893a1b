"""A deed in one line, for who counts it and leaves the sentence to us."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.deed import DeedKind
from thidua.office.format import number

SUMMARY_MAX = 400


def summary(kind: DeedKind, quantities: Mapping[str, int], place: str = "") -> str:
    """ "Tuyên truyền: 2 buổi, 46 lượt – nhà văn hóa thôn 3"."""
    counted = ", ".join(
        f"{number(quantities[q.code])} {q.unit}" for q in kind.quantities if quantities.get(q.code)
    )
    said = f"{kind.title}: {counted}" if counted else kind.title
    return (f"{said} – {place}" if place else said)[:SUMMARY_MAX]
