"""What a unit usually records: its kinds, its places, and what it counted last time. For forms to begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.core.deed import DeedKind
from thidua.core.number import MILLI
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Deed, Unit

LOOKED_AT = 120  # deeds, the latest ones
PLACES = 12


@dataclass(frozen=True, slots=True)
class Habit:
    """Attributes:
    kinds: codes, the most used first.
    places: the latest first.
    last: kind → its latest deed: place, and quantities in thousandths.
    """

    kinds: tuple[str, ...]
    places: tuple[str, ...]
    last: Mapping[str, tuple[str, Mapping[str, int]]]

    def order(self, kinds: Iterable[DeedKind]) -> list[DeedKind]:
        """Most used first; the others as the catalogue has them."""
        place = {code: number for number, code in enumerate(self.kinds)}
        return sorted(kinds, key=lambda kind: place.get(kind.code, len(place)))

    def place(self, kind: str) -> str:
        """Where a deed of this kind was done last, else any deed."""
        held = self.last.get(kind, ("", {}))[0]
        return held or (self.places[0] if self.places else "")

    def quantities(self, kind: DeedKind) -> dict[str, int]:
        """What to begin with: as last time; the first time one of what such a deed is, and nothing else."""
        if kind.code in self.last:
            return dict(self.last[kind.code][1])
        required = [q.code for q in kind.quantities if q.required]
        return {required[0]: MILLI} if required else {}


def deed_habit(viewer: Viewer, unit: Unit) -> Habit:
    """From the unit's latest deeds that this person may see; two questions."""
    rows = (
        access.deeds(viewer)
        .filter(unit=unit, returned_reason="")
        .order_by("-on", "-pk")
        .prefetch_related("quantities")[:LOOKED_AT]
    )
    used: Counter[str] = Counter()
    places: dict[str, None] = {}
    last: dict[str, tuple[str, Mapping[str, int]]] = {}
    for row in rows:
        used[row.kind] += 1
        if row.place:
            places.setdefault(row.place)
        last.setdefault(row.kind, (row.place, {q.quantity: q.value for q in row.quantities.all()}))
    return Habit(tuple(code for code, _ in used.most_common()), tuple(places)[:PLACES], last)


def repeats(deed: Deed) -> Deed | None:
    """The unit's deed of the same kind before this one, if it counted exactly the same: somebody should look."""
    before = (
        Deed.objects.filter(unit=deed.unit, kind=deed.kind, returned_reason="", pk__lt=deed.pk)
        .order_by("-on", "-pk")
        .prefetch_related("quantities")
        .first()
    )
    if before is None:
        return None
    mine = set(deed.quantities.values_list("quantity", "value"))
    theirs = {(q.quantity, q.value) for q in before.quantities.all()}
    return before if mine and mine == theirs and len(mine) > 1 else None
