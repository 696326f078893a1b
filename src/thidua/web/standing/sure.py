"""How sure each place is, and what it is beside the subject's own past and its like: for the standing page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from thidua.actions.bundle import inputs_of_subjects
from thidua.actions.compute import table_of
from thidua.core.board import PlaceRange, median, place_ranges
from thidua.core.number import Rounding, divide, round_places
from thidua.core.period import Period
from thidua.core.standing import StandingRow
from thidua.web.standing.snapshot import Snapshot, scheme_of_text

OWN_PAST = 4  # periods that make the own level
Ranges = Mapping[str, PlaceRange]


def ranges(held: Snapshot, period: Period) -> Ranges:
    """Places that one miscounted figure leaves possible; {} where that rule says nothing (`place_ranges`)."""
    if held.folder is None or held.close is None:
        return place_ranges(held.scheme, table_of(held.scheme, held.given)) if held.given else {}
    return _closed(held.folder, held.close.manifest, period)


@lru_cache(maxsize=64)
def _closed(folder: Path, manifest: str, period: Period) -> Ranges:
    """A closed bundle never changes."""
    scheme = scheme_of_text((folder / "scheme.yaml").read_text(encoding="utf-8"))
    if period.kind != scheme.period:
        return {}
    return place_ranges(scheme, table_of(scheme, inputs_of_subjects(folder, period)))


def rule(sure: bool, span: str) -> str:
    """What the band of the page means, in one sentence."""
    if sure:
        return _(
            "Vạch đậm: hạng sẽ là bao nhiêu nếu riêng đơn vị ấy đếm sai một ở một số liệu. Nét mảnh: hạng cao nhất và"
            " thấp nhất trong {span}. Chấm đỏ: hạng kỳ này. Bấm tên để xem vì sao."
        ).format(span=span)
    return _(
        "Vạch ngang: hạng cao nhất đến thấp nhất trong {span}; chấm đỏ là hạng kỳ này. Bấm tên để xem vì sao."
    ).format(span=span)


def against_own_past(total: int, before: Sequence[StandingRow | None]) -> int | None:
    """This total less the mean of the last complete ones before it; None while there are too few."""
    held = [row.total for row in before if row and row.complete][-OWN_PAST:]
    if len(held) < OWN_PAST:
        return None
    return total - round_places(divide(sum(held), len(held), Rounding.HALF_UP), 2, Rounding.HALF_UP)


def like_level(rows: Sequence[StandingRow], forms: Mapping[str, str]) -> dict[str, int]:
    """Form → the middle total of those scored by it: units are compared with their like."""
    totals: dict[str, list[int]] = {}
    for row in rows:
        if row.complete:
            totals.setdefault(forms[row.subject], []).append(row.total)
    return {form: median(sorted(held)) for form, held in totals.items()}
