"""What comes back from the year before: work that was said at its conference, limitations that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.store.models import ClusterEdition, ClusterItem, Limitation


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Items and limitations of the edition before, each with its state now."""

    items: Sequence[ClusterItem]
    limits: Sequence[Limitation]

    @property
    def open(self) -> int:
        return sum(1 for item in self.items if last_of(item).done_on is None) + sum(
            1 for limit in self.limits if limit.settled_on is None
        )

    @property
    def repeated(self) -> int:
        return sum(1 for limit in self.limits if limit.said_again)

    def __bool__(self) -> bool:
        return bool(self.items or self.limits)


def carried_over(edition: ClusterEdition) -> CarriedOver:
    """Everything from the year before, open things first."""
    if edition.previous_id is None:
        return CarriedOver((), ())
    items = ClusterItem.objects.filter(edition=edition.previous_id).select_related("owner", "carried_to")
    limits = Limitation.objects.filter(report__edition=edition.previous_id, report__state="filed")
    limits = limits.select_related("report__unit").prefetch_related("repeated_by__report")
    rows = sorted(limits, key=lambda row: (row.settled_on is not None, row.pk))
    for row in rows:
        row.said_again = [held for held in row.repeated_by.all() if held.report.edition_id == edition.pk]
    return CarriedOver(sorted(items, key=lambda row: (last_of(row).done_on is not None, row.due)), rows)


def last_of(item: ClusterItem) -> ClusterItem:
    """The item as it stands in the edition it was carried to."""
    return getattr(item, "carried_to", None) or item
