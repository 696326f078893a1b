"""The villages of xã Lim Xanh, and how some events of the year reached people there."""

from __future__ import annotations

import re

from thidua.actions.area import area_add
from thidua.actions.demo.directory import BUILDER, SET_UP
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, LONG_BEFORE
from thidua.actions.outreach import KINDS
from thidua.store.models import Area, Deed, DeedTag

PARENT = "xa-lim-xanh"
VILLAGES = 7  # the last is so far away that nobody came there in the year
_WAYS = (("hop-thon", "viet"), ("den-tung-nha", "mong"), ("truong-hoc", "viet"), ("loa-truyen-thanh", "thai"))


def villages_make(rows: Rows) -> None:
    """Seven villages; an event that names one gets it, the newest are left for An to say."""
    areas = [
        area_add(
            by=BUILDER, at=SET_UP, code=f"thon-{number}-lim-xanh", kind="thon", name=f"thôn {number}",
            first_day=LONG_BEFORE, parent=PARENT, remark="Địa bàn giả định",
        )
        for number in range(1, VILLAGES + 1)
    ]  # fmt: skip
    assert Area.objects.filter(parent__code=PARENT).count() == VILLAGES
    events = list(Deed.objects.filter(unit=rows.units[AN_UNIT], kind__in=KINDS).order_by("on", "code"))
    for deed in events[:-2]:
        named = re.search(r"thôn (\d)", f"{deed.place} {deed.summary}")
        if named and int(named[1]) < VILLAGES:
            deed.area = areas[int(named[1]) - 1]
    Deed.objects.bulk_update(events[:-2], ["area"])
    DeedTag.objects.bulk_create(
        DeedTag(deed=deed, kind=kind, value=value)
        for place, deed in enumerate(events[:-2])
        for kind, value in zip(("channel", "language"), _WAYS[place % len(_WAYS)], strict=True)
        if deed.kind != "giup-dan"
    )
