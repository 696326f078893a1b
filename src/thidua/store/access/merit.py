"""Doors to records of merit: for who keeps awards of the unit or above it, and for the person herself.

A clerk, a colleague, an administrator see nothing of them; who is nominated may be chosen without them.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from thidua.store.access.unit import Way, walk
from thidua.store.access.who import KEEPS, Viewer, only
from thidua.store.models import GoodDeedNote, Person, Post, Unit


def keeping(viewer: Viewer) -> frozenset[str]:
    """Codes of the units whose records of merit she keeps: her own by such a post, what they came from, all below."""
    led = frozenset(post.unit for post in viewer.posts if post.role in KEEPS)
    return walk(viewer.day, {"": (Way.HEIR, led)})[""] if led else led


def kept_members(viewer: Viewer) -> QuerySet[Person]:
    """People who serve today in a unit whose records she keeps."""
    posts = Post.objects.on(viewer.day).exclude(role="administrator").filter(unit__code__in=keeping(viewer))
    return Person.objects.filter(pk__in=posts.values("person")).order_by("search")


def kept_merit_units(viewer: Viewer) -> QuerySet[Unit]:
    return Unit.objects.filter(code__in=keeping(viewer)).order_by("name")


def merit_person_for(viewer: Viewer, code: str) -> Person:
    """A person whose records she may read: one she keeps, or herself."""
    rows = Person.objects.filter(code=code)
    if viewer.person is not None and viewer.person.code == code:
        return only(rows)
    return only(rows.filter(Q(pk__in=kept_members(viewer).values("pk")) | _served_here(viewer)).distinct())


def _served_here(viewer: Viewer) -> Q:
    """Who left for elsewhere is kept there; who left the force is kept where she last served."""
    last = Q(posts__unit__code__in=keeping(viewer))
    return last & ~Q(pk__in=Post.objects.on(viewer.day).values("person"))


def merit_unit_for(viewer: Viewer, code: str) -> Unit:
    return only(Unit.objects.filter(code=code, code__in=keeping(viewer)))


def may_write_merit(viewer: Viewer, subject: Person | Unit) -> bool:
    """Who keeps the records of that subject; never one's own."""
    if isinstance(subject, Unit):
        return subject.code in keeping(viewer)
    if viewer.person is not None and viewer.person.pk == subject.pk:
        return False
    try:
        merit_person_for(viewer, subject.code)
    except Http404:
        return False
    return True


def good_deeds(viewer: Viewer) -> QuerySet[GoodDeedNote]:
    """Stories of the units she serves in or leads; and those about herself."""
    own = Q(unit__code__in=viewer.branch)
    if viewer.person is not None:
        own |= Q(person=viewer.person)
    return GoodDeedNote.objects.filter(own).select_related("person", "unit", "written_by", "evidence")


def good_deed_for(viewer: Viewer, pk: int) -> GoodDeedNote:
    return only(good_deeds(viewer).filter(pk=pk))
