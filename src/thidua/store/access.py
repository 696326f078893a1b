"""The only doors from a view or an action to an object.

A person sees her own units and everything below them by command, as of today: her **branch**. Sisters and superiors
are not in it. A standing is shared: every member of a cluster sees the cluster. What cannot be seen does not exist
(404), so that nobody learns from an answer that there was something to find.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.http import Http404

from thidua.core.award import DECIDED_STATES
from thidua.core.deed import Privacy
from thidua.core.unit import LinkKind, Role
from thidua.store.models import (
    Account,
    Award,
    Close,
    Cluster,
    ClusterMember,
    Compact,
    Deed,
    Evidence,
    Movement,
    MovementPeriod,
    Person,
    Plan,
    Post,
    PublishedFigure,
    SchemeVersion,
    Unit,
    UnitLink,
)

RECORDS = frozenset({Role.CLERK, Role.DEPUTY, Role.HEAD})
CONFIRMS = frozenset({Role.DEPUTY, Role.HEAD})
CLOSES = frozenset({Role.EMULATION, Role.HEAD})
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Held:
    """A post held on the viewer's day."""

    unit: str
    unit_name: str
    role: Role
    title: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody signed in, on a day. Everything a door needs is in here, fetched once.

    Attributes:
        own: codes of the units where a post is held.
        branch: `own` and all below by command; units that no longer exist stand where they last stood.
        above: all superiors of `own` by command.
        leads: the branch of posts that lead or keep records; an ordinary officer leads nobody.
    """

    account: Account | None
    person: Person | None
    day: date
    posts: tuple[Held, ...]
    own: frozenset[str]
    branch: frozenset[str]
    above: frozenset[str]
    leads: frozenset[str]

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.account.username if self.account else ""

    def has_role(self, unit_code: str, roles: Iterable[Role]) -> bool:
        """Whether a post with one of these roles is held in that very unit."""
        wanted = frozenset(roles)
        return any(post.unit == unit_code and post.role in wanted for post in self.posts)


def viewer(account: Account, day: date) -> Viewer:
    """Who this account is on that day. Without a person or a post it sees nothing."""
    return _viewer(account, account.person, day) if account.is_active else _viewer(account, None, day)


def viewer_of(person: Person, day: date) -> Viewer:
    """The same for a person without going through an account (commands, imports)."""
    return _viewer(None, person, day)


def _viewer(account: Account | None, person: Person | None, day: date) -> Viewer:
    rows = Post.objects.on(day).filter(person=person).select_related("unit") if person else ()
    posts = tuple(Held(p.unit.code, p.unit.name, Role(p.role), p.title) for p in rows)
    own = frozenset(post.unit for post in posts)
    leading = frozenset(post.unit for post in posts if post.role is not Role.OFFICER)
    return Viewer(
        account=account,
        person=person,
        day=day,
        posts=posts,
        own=own,
        branch=below(own, day),
        above=_above(own, day),
        leads=below(leading, day),
    )


def below(codes: frozenset[str], day: date) -> frozenset[str]:
    """These units and all under them by command, as of that day.

    Level by level: as many questions as there are levels, whatever the number of units.
    """
    command = UnitLink.objects.filter(kind=LinkKind.COMMAND).filter(
        Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
        | Q(child__last_day__lt=day, last_day=F("child__last_day"))
    )
    found, level = set(codes), set(codes)
    while level:
        next_level = command.filter(parent__code__in=level).values_list("child__code", flat=True)
        level = set(next_level) - found
        found |= level
    return frozenset(found)


def _above(codes: frozenset[str], day: date) -> frozenset[str]:
    command = UnitLink.objects.on(day).filter(kind=LinkKind.COMMAND)
    found: set[str] = set()
    level = set(codes)
    while level:
        above = command.filter(child__code__in=level).values_list("parent__code", flat=True)
        level = set(above) - found - codes
        found |= level
    return frozenset(found)


def _only(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row


# --- Doors ------------------------------------------------------------------------------------------------


def units(viewer: Viewer) -> QuerySet[Unit]:
    """All units of the branch."""
    return Unit.objects.filter(code__in=viewer.branch)


def unit_for(viewer: Viewer, code: str) -> Unit:
    """A unit's month, figures and deeds: for its own people and its superiors.

    Raises:
        Http404: as every function here.
    """
    return _only(units(viewer).filter(code=code))


def person_for(viewer: Viewer, code: str) -> Person:
    """What is held about an officer: for herself and for those who lead her unit."""
    rows = Person.objects.filter(code=code)
    if viewer.person is not None and viewer.person.code == code:
        return _only(rows)
    return _only(rows.filter(posts__unit__code__in=viewer.leads).distinct())


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
    return Q(confirmed_by__isnull=True, unit__code__in=confirming)


def deed_for(viewer: Viewer, code: str) -> Deed:
    return _only(deeds(viewer).filter(code=code).select_related("unit", "recorded_by", "confirmed_by"))


def evidence_for(viewer: Viewer, sha256: str) -> Evidence:
    """A file, by its sum: where its deed may be seen, or its unit if it stands behind a figure."""
    reachable = Q(deed__in=deeds(viewer)) | Q(deed__isnull=True, unit__code__in=viewer.branch)
    return _only(Evidence.objects.filter(reachable, sha256=sha256))


def movements(viewer: Viewer) -> QuerySet[Movement]:
    """Movements owned in the branch or above it, or launched to a unit of the branch."""
    known = viewer.branch | viewer.above
    return Movement.objects.filter(
        Q(owner__code__in=known) | Q(launches__unit__code__in=viewer.branch)
    ).distinct()


def movement_for(viewer: Viewer, code: str) -> Movement:
    return _only(movements(viewer).filter(code=code).select_related("owner"))


def period_for(viewer: Viewer, movement_code: str, period_code: str) -> MovementPeriod:
    rows = MovementPeriod.objects.filter(code=period_code, movement__in=movements(viewer))
    return _only(rows.filter(movement__code=movement_code).select_related("movement", "movement__owner"))


def close_for(viewer: Viewer, period: MovementPeriod, version: int | None = None) -> Close:
    """One close of a period that was opened by `period_for`; the latest unless a version is named."""
    rows = Close.objects.filter(period=period).order_by("-version")
    return _only(rows if version is None else rows.filter(version=version))


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
    return _only(rows.select_related("movement", "unit", "superior"))


def plans(viewer: Viewer) -> QuerySet[Plan]:
    """Plans of the branch, and the approved ones of units above it; drafts only for those who lead the unit."""
    approved = Q(unit__code__in=viewer.branch | viewer.above) & ~Q(state=Plan.State.DRAFT)
    return Plan.objects.filter(approved | Q(unit__code__in=viewer.leads))


def plan_for(viewer: Viewer, code: str) -> Plan:
    return _only(plans(viewer).filter(code=code).select_related("unit", "directive", "approved_by", "parent"))


def awards(viewer: Viewer) -> QuerySet[Award]:
    """The honour register: decided awards are for all to read; proposals are for the branch of the subject.

    Who was proposed and not chosen is nobody else's business, unless the meeting that proposed published it itself.
    """
    printed = Q(state=Award.State.PROPOSED, category="collective")
    printed &= Q(source__in=PublishedFigure.objects.values("source"))
    own = Q(unit__code__in=viewer.branch) | Q(person__posts__unit__code__in=viewer.leads)
    if viewer.person is not None:
        own |= Q(person=viewer.person)
    return Award.objects.filter(Q(state__in=DECIDED_STATES) | printed | own).distinct()


def award_for(viewer: Viewer, code: str) -> Award:
    return _only(awards(viewer).filter(code=code).select_related("unit", "person"))


def scheme_writers(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which this person may write regulations."""
    return Unit.objects.filter(code__in=_scheme_writers(viewer)).order_by("name")


def scheme_versions(viewer: Viewer) -> QuerySet[SchemeVersion]:
    """Published versions of those whose movements are seen here; drafts only for those who may write them."""
    known = viewer.branch | viewer.above
    published = Q(state=SchemeVersion.State.PUBLISHED)
    seen = Q(owner__code__in=known) | Q(code__in=movements(viewer).values("scheme"))
    drafts = Q(state=SchemeVersion.State.DRAFT, owner__code__in=_scheme_writers(viewer))
    return SchemeVersion.objects.filter((published & seen) | drafts)


def scheme_version_for(viewer: Viewer, code: str, version: int) -> SchemeVersion:
    return _only(
        scheme_versions(viewer).filter(code=code, version=version).select_related("owner", "changed_by")
    )


def scheme_draft_for(viewer: Viewer, code: str) -> SchemeVersion:
    """The one draft of that code."""
    rows = scheme_versions(viewer).filter(code=code, state=SchemeVersion.State.DRAFT)
    return _only(rows.select_related("owner", "changed_by", "begun_from"))


# --- Rights -----------------------------------------------------------------------------------------------


def may_record(viewer: Viewer, unit: Unit) -> bool:
    """Clerk, deputy or head of the unit; of the unit right above where the unit has nobody of these."""
    return unit.code in viewer.branch and _may(viewer, unit, RECORDS)


def may_correct(viewer: Viewer, unit: Unit) -> bool:
    """Who may record may correct, with a reason."""
    return may_record(viewer, unit)


def may_confirm(viewer: Viewer, deed: Deed) -> bool:
    """Head or deputy of the unit (or of the unit right above), never the person who recorded it."""
    if viewer.person is None or deed.recorded_by_id == viewer.person.pk:
        return False
    return _may(viewer, deed.unit, CONFIRMS)


def may_sign(viewer: Viewer, unit: Unit) -> bool:
    """Head or deputy: who may bind the unit by a signature."""
    return viewer.has_role(unit.code, CONFIRMS)


def may_write_schemes(viewer: Viewer, unit: Unit) -> bool:
    """Emulation officer or head of a unit that owns movements, or that stands at the top of its tree."""
    return unit.code in _scheme_writers(viewer)


def _scheme_writers(viewer: Viewer) -> frozenset[str]:
    """Codes of the units for which this person may write regulations."""
    led = frozenset(post.unit for post in viewer.posts if post.role in CLOSES)
    if not led:
        return led
    if not viewer.above:
        return led
    return frozenset(Movement.objects.filter(owner__code__in=led).values_list("owner__code", flat=True))


def may_plan(viewer: Viewer, unit: Unit) -> bool:
    """Head, deputy or emulation officer: who may draw up plans, movements and compacts of the unit."""
    return viewer.has_role(unit.code, CONFIRMS | CLOSES)


def planning_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which this person draws up plans, movements and compacts; as `may_plan`, in one question."""
    own = [post.unit for post in viewer.posts if post.role in CONFIRMS | CLOSES]
    return Unit.objects.filter(code__in=own).order_by("name")


def may_keep_register(viewer: Viewer) -> bool:
    """Head, deputy or emulation officer of some unit: who writes awards of the branch into the register."""
    return any(post.role in CONFIRMS | CLOSES for post in viewer.posts)


def may_close(viewer: Viewer, movement: Movement) -> bool:
    """The emulation officer or the head of the unit that owns the movement."""
    return viewer.has_role(movement.owner.code, CLOSES)


def _may(viewer: Viewer, unit: Unit, roles: frozenset[Role]) -> bool:
    if viewer.has_role(unit.code, roles):
        return True
    parents = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, child=unit)
    above = parents.filter(parent__code__in=viewer.own).values_list("parent__code", flat=True)
    if not any(viewer.has_role(code, roles) for code in above):
        return False
    return not Post.objects.on(viewer.day).filter(unit=unit, role__in=RECORDS).exists()


def recordable_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units whose figures and deeds this person records, in one question."""
    own = [post.unit for post in viewer.posts if post.role in RECORDS]
    on_day = Q(first_day__lte=viewer.day) & (Q(last_day__isnull=True) | Q(last_day__gte=viewer.day))
    staffed = Post.objects.filter(on_day, role__in=RECORDS).values("unit")
    children = UnitLink.objects.filter(on_day, kind=LinkKind.COMMAND, parent__code__in=own).values("child")
    return Unit.objects.filter(Q(code__in=own) | (Q(pk__in=children) & ~Q(pk__in=staffed)))
