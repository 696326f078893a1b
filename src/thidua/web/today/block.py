"""The first page is made of blocks: one function that asks, one small template that shows.

A noun adds its block with one line in `BLOCKS`. A block says nothing (None) where nothing is asked and nothing is
known; what is asked of the reader stands first, then where she stands, then what is new.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import get_language

from thidua.core.unit import Role
from thidua.store.access import Viewer
from thidua.web.today import (
    award,
    bulletin,
    closing,
    cluster,
    dispute,
    inspection,
    machine,
    news,
    own,
    people,
    province,
    reports,
    stand,
    waiting,
)
from thidua.web.today.desk import Desk

Made = dict[str, Any] | None


class Kind(Enum):
    ASK = "ask"  # something is asked of the reader
    LOOK = "look"  # what she answers for, in numbers
    STAND = "stand"  # where her unit stands
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Block:
    """`make` in a few questions, whatever the number of rows; `template` under templates/today/.

    Attributes:
        roles: who gets it; empty: everybody with a post.
        settled: follows from closed periods and the reader's posts alone, and so is made once for each of her days
            and each close.
    """

    template: str
    make: Callable[[Desk], Made]
    kind: Kind
    roles: frozenset[Role] = frozenset()
    settled: bool = False

    def fits(self, viewer: Viewer) -> bool:
        held = (*viewer.posts, *viewer.offices)
        return not self.roles or any(post.role in self.roles for post in held)


LEADING = frozenset({Role.HEAD, Role.DEPUTY})
MOVING = frozenset({Role.EMULATION, Role.HEAD})
RECORDING = LEADING | {Role.CLERK}
ISSUING = RECORDING | {Role.EMULATION, Role.EDITOR}
KEEPING = LEADING | {Role.EMULATION}
MEETING = KEEPING | {Role.CLERK}
WORKING = frozenset({Role.OFFICER, Role.CLERK, Role.DEPUTY})

BLOCKS = (
    Block("sign", waiting.to_sign, Kind.ASK, LEADING),
    Block("reports", reports.to_approve, Kind.ASK, LEADING | MOVING),
    Block("confirm", waiting.to_confirm, Kind.ASK, LEADING),
    Block("disputes", dispute.to_answer, Kind.ASK),
    Block("inspections", inspection.to_check, Kind.ASK, frozenset({Role.INSPECTOR})),
    Block("inspected", inspection.to_reply, Kind.ASK, RECORDING),
    Block("bulletins", bulletin.to_move, Kind.ASK, ISSUING),
    Block("late", closing.late, Kind.ASK, MOVING),
    Block("closing", closing.to_close, Kind.ASK, MOVING),
    Block("dossiers", award.dossiers, Kind.ASK, KEEPING),
    Block("handing-over", award.handing_over, Kind.ASK, MEETING),
    Block("resting", award.resting, Kind.ASK, KEEPING),
    Block("cluster-reports", cluster.reports, Kind.ASK, MEETING),
    Block("cluster-items", cluster.items, Kind.ASK, MEETING),
    Block("months", waiting.months_due, Kind.ASK),
    Block("classes-due", waiting.classes_due, Kind.ASK, LEADING),
    Block("returned", waiting.came_back, Kind.ASK),
    Block("items", waiting.things_to_do, Kind.ASK),
    Block("accounts", people.accounts, Kind.LOOK, frozenset({Role.ADMINISTRATOR})),
    Block("health", machine.health, Kind.LOOK, frozenset({Role.ADMINISTRATOR})),
    Block("own-disputes", dispute.mine, Kind.LOOK),
    Block("province", province.picture, Kind.LOOK, MOVING, settled=True),
    Block("outliers", province.unusual, Kind.LOOK, MOVING, settled=True),
    Block("places", stand.places, Kind.STAND, settled=True),
    Block("behind", stand.behind, Kind.STAND),
    Block("own-deeds", own.deeds, Kind.STAND, WORKING),
    Block("own-classes", own.classes, Kind.STAND, WORKING),
    Block("away", people.away, Kind.STAND),
    Block("flag", province.flag, Kind.STAND, settled=True),
    Block("reopened", news.reopened, Kind.NEWS, settled=True),
    Block("closes", news.closes, Kind.NEWS, settled=True),
)  # fmt: skip


def made(viewer: Viewer) -> dict[Kind, list[dict[str, Any]]]:
    """Template and data of every block that has something to say, by kind, in the order above."""
    found: dict[Kind, list[dict[str, Any]]] = {kind: [] for kind in Kind}
    desk = Desk(viewer)
    for block in BLOCKS:
        if block.fits(viewer) and (data := _data(block, desk)) is not None:
            found[block.kind].append({"template": f"today/{block.template}.html", "data": data})
    return found


_settled: OrderedDict[tuple[Hashable, ...], Made] = OrderedDict()
KEPT = 1024  # blocks of a process; one is a few thousand letters


def _data(block: Block, desk: Desk) -> Made:
    """A settled block is kept in the process until something is closed or opened again, or her posts change."""
    if not block.settled:
        return block.make(desk)
    key = (block.template, get_language(), desk.state)
    if key not in _settled:
        _settled[key] = block.make(desk)
        while len(_settled) > KEPT:
            _settled.popitem(last=False)
    return _settled[key]
