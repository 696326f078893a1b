"""Doors of a cluster's year: for who speaks or writes for a member, the lead among them, and for the owner above.

What was printed about an edition (`published`) is open to everybody who is signed in. Of the rest nobody else learns
that it exists: a member's officers without such a post, other provinces, administrators.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from thidua.core.cluster import REPRESENTS
from thidua.core.unit import LinkKind, Role
from thidua.store.access.who import Viewer, only
from thidua.store.models import (
    ClusterEdition,
    ClusterItem,
    ClusterMember,
    Limitation,
    MemberReport,
    Person,
    Post,
    Unit,
    UnitLink,
)

WRITES = REPRESENTS | {Role.CLERK}  # drafts a member's report, keeps the lead's papers
_SPEAKS = (Role.HEAD, Role.DEPUTY, Role.EMULATION)
LEAD, DEPUTY = ClusterMember.Role.LEAD, ClusterMember.Role.DEPUTY


def cluster_editions(viewer: Viewer) -> QuerySet[ClusterEdition]:
    """Editions in which a unit of this person is or was a member, those her unit owns, and what was printed."""
    known = Q(published=True)
    if viewer.person is not None:
        own = [post.unit for post in viewer.posts if post.role in WRITES]
        above = [post.unit for post in viewer.posts if post.role in REPRESENTS]
        known |= Q(cluster__members__unit__code__in=own) | Q(cluster__owner__code__in=above)
    rows = ClusterEdition.objects.filter(known).distinct()
    return rows.select_related("cluster__owner", "host", "previous__cluster")


def cluster_edition_for(viewer: Viewer, code: str) -> ClusterEdition:
    return only(cluster_editions(viewer).filter(cluster__code=code))


def cluster_members(edition: ClusterEdition, day: date) -> QuerySet[ClusterMember]:
    """Who belonged to it on that day; before it began and after it ended, as on its first or last day."""
    cluster = edition.cluster
    held = max(day, cluster.first_day)
    held = min(held, cluster.last_day) if cluster.last_day else held
    return cluster.members.on(held).select_related("unit", "representative").order_by("pk")


def cluster_lead(edition: ClusterEdition, day: date, role: str = LEAD) -> Unit | None:
    """Who leads on that day (or is deputy)."""
    row = cluster_members(edition, day).filter(role=role).last()
    return row.unit if row else None


def may_keep_cluster(viewer: Viewer, edition: ClusterEdition) -> bool:
    """The lead's secretary: whoever speaks or writes for the unit that leads."""
    lead = cluster_lead(edition, viewer.day)
    return not edition.published and lead is not None and viewer.has_role(lead.code, WRITES)


def may_own_cluster(viewer: Viewer, edition: ClusterEdition) -> bool:
    """Who speaks for the unit above that formed the cluster."""
    owner = edition.cluster.owner
    return not edition.published and owner is not None and viewer.has_role(owner.code, REPRESENTS)


def cluster_owners(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which she speaks and that command others: such a unit forms clusters of those."""
    own = [post.unit for post in viewer.posts if post.role in REPRESENTS]
    above = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, parent__code__in=own)
    return Unit.objects.filter(pk__in=above.values("parent")).order_by("name")


def cluster_candidates(owner: Unit, day: date) -> QuerySet[Unit]:
    """Whom it may put into one: the units right below it on that day."""
    links = UnitLink.objects.on(day).filter(kind=LinkKind.COMMAND, parent=owner)
    return Unit.objects.on(day).filter(pk__in=links.values("child")).order_by("kind", "name")


def may_represent(viewer: Viewer, unit: Unit) -> bool:
    """Head, deputy or emulation officer: signs and files for the member."""
    return viewer.has_role(unit.code, REPRESENTS)


def may_write_for_member(viewer: Viewer, unit: Unit) -> bool:
    return viewer.has_role(unit.code, WRITES)


def cluster_member_for(viewer: Viewer, edition: ClusterEdition, code: str) -> ClusterMember:
    """A member of an edition that was opened by `cluster_edition_for`."""
    return only(cluster_members(edition, viewer.day).filter(unit__code=code))


def member_reports(viewer: Viewer, edition: ClusterEdition) -> QuerySet[MemberReport]:
    """Filed reports for all of the cluster; what is not filed only for the member itself and the lead."""
    own = [post.unit for post in viewer.posts if post.role in WRITES]
    rows = MemberReport.objects.filter(edition=edition).select_related("unit", "filed_by")
    if may_keep_cluster(viewer, edition):
        return rows
    return rows.filter(Q(state=MemberReport.State.FILED) | Q(unit__code__in=own))


def writable_member_for(viewer: Viewer, edition: ClusterEdition, code: str) -> Unit:
    """The member whose report this person drafts."""
    unit = cluster_member_for(viewer, edition, code).unit
    if edition.published or not may_write_for_member(viewer, unit):
        raise Http404
    return unit


def limitation_for(viewer: Viewer, edition: ClusterEdition, pk: int) -> Limitation:
    """A limitation of a report that may be read; of this edition or of the one before, from which it was carried."""
    rows = Limitation.objects.filter(report__edition__in=[edition.pk, edition.previous_id])
    rows = rows.filter(report__state=MemberReport.State.FILED)
    return only(rows.filter(pk=pk).select_related("report__unit", "report__edition__cluster"))


def cluster_item_for(viewer: Viewer, edition: ClusterEdition, pk: int) -> ClusterItem:
    return only(
        ClusterItem.objects.filter(edition=edition, pk=pk).select_related("owner", "edition__cluster")
    )


def voters_of(edition: ClusterEdition, day: date) -> dict[str, Person]:
    """One representative per member: who was named, else its head, deputy or emulation officer. Two questions."""
    members = list(cluster_members(edition, day))
    posts = Post.objects.on(day).filter(unit__in=[row.unit_id for row in members], role__in=REPRESENTS)
    first: dict[int, Post] = {}
    for post in posts.select_related("person").order_by("pk"):
        known = first.setdefault(post.unit_id, post)
        if _SPEAKS.index(post.role) < _SPEAKS.index(known.role):
            first[post.unit_id] = post
    found: dict[str, Person] = {}
    for row in members:
        post = first.get(row.unit_id)
        speaks = row.representative or (post.person if post else None)
        if speaks is not None:
            found[row.unit.code] = speaks
    return found
