"""Doors: from an address to an object, or 404."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from thidua.core.deed import Privacy
from thidua.core.unit import LinkKind, Role
from thidua.store.access.right import scheme_writer_codes
from thidua.store.access.who import CONFIRMS, Viewer, only
from thidua.store.models import (
    Close,
    Cluster,
    ClusterMember,
    Compact,
    Deed,
    Movement,
    MovementPeriod,
    Person,
    Plan,
    SchemeVersion,
    Unit,
    UnitLink,
)


def units(viewer: Viewer) -> QuerySet[Unit]:
    """All units of the branch."""
    return Unit.objects.filter(code__in=viewer.branch)


def unit_for(viewer: Viewer, code: str) -> Unit:
    """A unit's month, figures and deeds: for its own people and its superiors.

    Raises:
        Http404: as every function here.
    """
    return only(units(viewer).filter(code=code))


def person_for(viewer: Viewer, code: str) -> Person:
    """What is held about an officer: for herself and for those who lead her unit."""
    rows = Person.objects.filter(code=code)
    if viewer.person is not None and viewer.person.code == code:
        return only(rows)
    return only(rows.filter(posts__unit__code__in=viewer.leads).distinct())


def deeds(viewer: Viewer) -> QuerySet[Deed]:
    """Deeds of the branch; restricted ones only for who recorded or confirmed them and the unit's head."""
    if viewer.person is None:
        return Deed.objects.none()
    headed = [post.unit for post in viewer.posts if post.role is Role.HEAD]
    named = Q(recorded_by=viewer.person) | Q(confirmed_by=viewer.person) | Q(unit__code__in=headed)
    inside = Q(unit__code__in=viewer.branch)
    return Deed.objects.filter(inside & (~Q(privacy=Privacy.RESTRICTED) | named | _may_confirm_q(viewer)))


def _may_confirm_q(viewer: Viewer) -> Q:
    """Deeds still waiting are open to whoever is to confirm them."""
    confirming = [post.unit for post in viewer.posts if post.role in CONFIRMS]
    here = Q(confirmed_by__isnull=True, unit__code__in=confirming)
    right_below = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, parent__code__in=confirming)
    second = Q(confirmed_by__isnull=True, witnessed_by__isnull=False, unit__in=right_below.values("child"))
    return here | second


def deed_for(viewer: Viewer, code: str) -> Deed:
    return only(
        deeds(viewer).filter(code=code).select_related("unit", "recorded_by", "confirmed_by", "witnessed_by")
    )


def movements(viewer: Viewer) -> QuerySet[Movement]:
    """Movements owned in the branch or above it, or launched to a unit of the branch."""
    known = viewer.branch | viewer.above
    return Movement.objects.filter(
        Q(owner__code__in=known) | Q(launches__unit__code__in=viewer.branch)
    ).distinct()


def movement_for(viewer: Viewer, code: str) -> Movement:
    return only(movements(viewer).filter(code=code).select_related("owner"))


def period_for(viewer: Viewer, movement_code: str, period_code: str) -> MovementPeriod:
    rows = MovementPeriod.objects.filter(code=period_code, movement__in=movements(viewer))
    return only(rows.filter(movement__code=movement_code).select_related("movement", "movement__owner"))


def close_for(viewer: Viewer, period: MovementPeriod, version: int | None = None) -> Close:
    """One close of a period that was opened by `period_for`; the latest unless a version is named."""
    rows = Close.objects.filter(period=period).order_by("-version")
    return only(rows if version is None else rows.filter(version=version))


def standing_groups(viewer: Viewer, period: MovementPeriod) -> frozenset[str]:
    """Codes of the groups whose standing may be seen.

    The owner of the movement and its superiors see all. Others see the clusters in which a unit of theirs, of
    those below or of those above stands, and the officers of a unit only if they lead it.
    """
    movement = period.movement
    clusters = Cluster.objects.filter(movements=movement)
    collectives = frozenset(movement.collectives.values_list("code", flat=True))
    if movement.owner.code in viewer.branch:
        return frozenset(clusters.values_list("code", flat=True)) | (collectives & viewer.leads)
    concerned = viewer.branch | viewer.above
    members = ClusterMember.objects.on(period.last_day).filter(cluster__in=clusters, unit__code__in=concerned)
    return frozenset(members.values_list("cluster__code", flat=True)) | (collectives & viewer.leads)


def standing_group_for(viewer: Viewer, period: MovementPeriod, group: str) -> str:
    if group not in standing_groups(viewer, period):
        raise Http404
    return group


def subject_for(viewer: Viewer, period: MovementPeriod, code: str) -> Unit | Person:
    """The one whose points are asked about ("Vì sao?"): a unit of the branch, or an officer as in `person_for`."""
    if period.movement.collectives.exists():
        return person_for(viewer, code)
    return unit_for(viewer, code)


def compact_for(viewer: Viewer, movement_code: str, code: str) -> Compact:
    """A compact is between two units: for the branches of both."""
    parties = Q(unit__code__in=viewer.branch) | Q(superior__code__in=viewer.branch)
    rows = Compact.objects.filter(parties, code=code, movement__code=movement_code)
    return only(rows.select_related("movement", "unit", "superior"))


def compacts(viewer: Viewer, movement: Movement) -> QuerySet[Compact]:
    """Compacts of a movement to which a unit of the branch is a party."""
    parties = Q(unit__code__in=viewer.branch) | Q(superior__code__in=viewer.branch)
    rows = Compact.objects.filter(parties, movement=movement)
    return rows.select_related("movement", "unit__area", "superior__area")


def plans(viewer: Viewer) -> QuerySet[Plan]:
    """Plans of the branch, and the approved ones of units above it; others only for those who lead the unit."""
    approved = Q(unit__code__in=viewer.branch | viewer.above) & ~Q(
        state__in=[Plan.State.DRAFT, Plan.State.SENT]
    )
    return Plan.objects.filter(approved | Q(unit__code__in=viewer.leads))


def plan_for(viewer: Viewer, code: str) -> Plan:
    return only(plans(viewer).filter(code=code).select_related("unit", "directive", "approved_by", "parent"))


def scheme_writers(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which this person may write regulations."""
    return Unit.objects.filter(code__in=scheme_writer_codes(viewer)).order_by("name")


def scheme_versions(viewer: Viewer) -> QuerySet[SchemeVersion]:
    """Published versions of those whose movements are seen here; drafts only for those who may write them."""
    known = viewer.branch | viewer.above
    published = Q(state=SchemeVersion.State.PUBLISHED)
    seen = Q(owner__code__in=known) | Q(code__in=movements(viewer).values("scheme"))
    drafts = Q(state=SchemeVersion.State.DRAFT, owner__code__in=scheme_writer_codes(viewer))
    return SchemeVersion.objects.filter((published & seen) | drafts)


def scheme_version_for(viewer: Viewer, code: str, version: int) -> SchemeVersion:
    return only(
        scheme_versions(viewer).filter(code=code, version=version).select_related("owner", "changed_by")
    )


def scheme_draft_for(viewer: Viewer, code: str) -> SchemeVersion:
    """The one draft of that code."""
    rows = scheme_versions(viewer).filter(code=code, state=SchemeVersion.State.DRAFT)
    return only(rows.select_related("owner", "changed_by", "begun_from"))
