"""Doors of councils: for who sits on them; a session also for who sat in it. The unit's keepers see who sits there."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.core.council import RUNS
from thidua.store.access.unit import below
from thidua.store.access.who import CLOSES, Viewer, only
from thidua.store.models import Award, Council, CouncilItem, CouncilSeat, CouncilSession, Dossier, Post, Unit


def council_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which this person sets councils up: as head or emulation officer, by a post of her own."""
    led = [post.unit for post in viewer.posts if post.role in CLOSES and post.lender is None]
    return Unit.objects.filter(code__in=led).order_by("name")


def councils(viewer: Viewer) -> QuerySet[Council]:
    if viewer.person is None:
        return Council.objects.none()
    seats = CouncilSeat.objects.on(viewer.day).filter(person=viewer.person)
    kept = Q(unit__in=council_units(viewer))
    return Council.objects.filter(Q(pk__in=seats.values("council")) | kept).distinct()


def council_for(viewer: Viewer, code: str) -> Council:
    return only(councils(viewer).filter(code=code).select_related("unit"))


def council_sessions(viewer: Viewer) -> QuerySet[CouncilSession]:
    """Sessions of councils on which she sits today, and those in which she sat."""
    if viewer.person is None:
        return CouncilSession.objects.none()
    seats = CouncilSeat.objects.on(viewer.day).filter(person=viewer.person).values("council")
    return CouncilSession.objects.filter(Q(council__in=seats) | Q(presences__person=viewer.person)).distinct()


def council_session_for(viewer: Viewer, code: str) -> CouncilSession:
    return only(council_sessions(viewer).filter(code=code).select_related("council__unit"))


def council_item_for(viewer: Viewer, session: CouncilSession, number: int) -> CouncilItem:
    items = CouncilItem.objects.filter(
        session__in=council_sessions(viewer).filter(pk=session.pk), number=number
    )
    return only(items.select_related("award__person", "session__council__unit"))


def may_keep_council(viewer: Viewer, council: Council) -> bool:
    """Head or emulation officer of its unit: who records who sits on it."""
    return council_units(viewer).filter(pk=council.unit_id).exists()


def may_run_council(viewer: Viewer, council: Council) -> bool:
    """Chair, vice, standing member and clerk of today: who plans sessions and moves them on."""
    seats = CouncilSeat.objects.on(viewer.day).filter(council=council, person=viewer.person)
    return viewer.person is not None and seats.filter(office__in=RUNS).exists()


def council_candidates(viewer: Viewer, council: Council) -> QuerySet[Award]:
    """Nominations that may come before this council: of its unit and all below, or lying at its desk.

    Those on the agenda of a session that has not ended are not among them, nor those whose dossier is not appraised.

    Its clerk may be an ordinary officer; for the agenda she sees what the council will see.
    """
    if not may_run_council(viewer, council):
        return Award.objects.none()
    codes = below(frozenset({council.unit.code}), viewer.day)
    posts = Post.objects.on(viewer.day).filter(unit__code__in=codes)
    subject = Q(unit__code__in=codes) | Q(person__in=posts.values("person")) | Q(dossier__desk=council.unit)
    called = CouncilItem.objects.exclude(session__state=CouncilSession.State.ENDED).values("award")
    open_ones = Award.objects.filter(subject, state__in=(Award.State.PROPOSED, Award.State.SUBMITTED))
    open_ones = open_ones.exclude(pk__in=called)
    ready = Q(dossier__isnull=True) | Q(dossier__state__in=(Dossier.State.APPRAISED, Dossier.State.COUNCIL))
    open_ones = open_ones.filter(ready)
    return open_ones.select_related("person", "unit").distinct().order_by("form", "subject_name", "pk")
