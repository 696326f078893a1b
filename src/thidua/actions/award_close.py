"""The closed standing an award was chosen from: named in files, found again, told in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thidua.store.models import Award, Close


def closes_named(names: Iterable[str]) -> Mapping[str, Close]:
    """The closes that are named "movement/period/version"; what is no close is not among them."""
    found: dict[str, Close] = {}
    for name in {name for name in names if name.count("/") == 2}:
        movement, period, version = name.split("/")
        if version.isascii() and version.isdecimal() and len(version) < 6:
            rows = Close.objects.filter(period__movement__code=movement, period__code=period, version=version)
            if close := rows.select_related("period__movement").first():
                found[name] = close
    return found


def chosen_from(award: Award) -> str:
    """ ", từ kết quả chốt … kỳ 2025", for the log; "" where it was chosen from none."""
    if award.close is None:
        return ""
    period = award.close.period
    return f", từ kết quả chốt “{period.movement.title}” kỳ {period.code} (lần {award.close.version})"
