"""What several blocks of the first page ask for, asked once per page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property

from django.db.models import Count, Max

from thidua.actions.standing_input import vault_folder
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import SubjectKind
from thidua.core.standing import StandingRow
from thidua.store import access
from thidua.store.access import CLOSES, Viewer
from thidua.store.models import Close, Dispute, Movement, MovementPeriod, Unit
from thidua.web.movement.views import compared_movements
from thidua.web.standing.snapshot import Snapshot, closed, history
from thidua.web.today.owed import Shortfall, owed

MOST = 12


class Desk:
    """One viewer's morning."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @cached_property
    def unit(self) -> Unit | None:
        """The unit of the first post."""
        posts = self.viewer.posts
        return Unit.objects.filter(code=posts[0].unit).first() if posts else None

    @cached_property
    def state(self) -> Hashable:
        """What settled blocks follow from: the vault's closes, and who the reader is. One question."""
        closed_now = MovementPeriod.objects.filter(state="closed").aggregate(
            periods=Count("pk", distinct=True), close=Max("closes__pk"), sum=Max("closes__manifest")
        )
        viewer = self.viewer
        who = (
            viewer.person.pk if viewer.person else None,
            viewer.day,
            viewer.posts,
            viewer.branch,
            viewer.above,
        )
        return str(vault_folder()), tuple(closed_now.values()), who

    @cached_property
    def compared(self) -> list[int]:
        """Movements with a standing this person may open."""
        return list(compared_movements(self.viewer).values_list("pk", flat=True))

    @cached_property
    def owned(self) -> list[int]:
        """Movements whose periods this person closes."""
        units = [post.unit for post in self.viewer.posts if post.role in CLOSES]
        rows = Movement.objects.filter(owner__code__in=units) if units else Movement.objects.none()
        return list(rows.values_list("pk", flat=True))

    @cached_property
    def over(self) -> list[MovementPeriod]:
        """Periods of those that are over and not closed, oldest first."""
        if not self.owned:
            return []
        rows = MovementPeriod.objects.filter(movement__in=self.owned, last_day__lt=self.viewer.day)
        return list(
            rows.exclude(state="closed").select_related("movement").order_by("last_day", "kind")[:MOST]
        )

    @cached_property
    def shortfall(self) -> Mapping[MovementPeriod, Shortfall]:
        """What the units still owe for them."""
        return owed(self.over) if self.over else {}

    @cached_property
    def disputes(self) -> list[Dispute]:
        """Those that wait for her hand, and open ones of herself or her unit."""
        rows = access.disputes_at_hand(self.viewer)
        return list(rows.select_related("unit", "person", "decider", "period").order_by("due", "pk"))

    def last_week(self, movements: Sequence[int]) -> tuple[MovementPeriod, Snapshot] | None:
        """The latest closed week of units (not of officers) in these movements."""
        if not movements:
            return None
        rows = Close.objects.filter(
            period__kind=PeriodKind.WEEK, period__state="closed", period__movement__in=movements,
            period__movement__collectives=None,
        ).select_related("period__movement__owner")  # fmt: skip
        close = rows.order_by("-period__last_day", "-version").first()
        if close is None or (held := closed(close)).scheme.subject is SubjectKind.OFFICER:
            return None
        return close.period, held

    @cached_property
    def own_week(self) -> tuple[MovementPeriod, Snapshot] | None:
        return self.last_week(self.owned)

    @cached_property
    def own_past(self) -> list[tuple[str, Mapping[str, StandingRow]]]:
        return history(self.own_week[0]) if self.own_week else []
