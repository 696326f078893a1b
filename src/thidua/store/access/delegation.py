"""Doors to delegations: of one's own posts, and to oneself; of the branch, for its administrator."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.core.delegation import LENDS
from thidua.core.unit import Role
from thidua.store.access.unit import below
from thidua.store.access.who import Viewer, only
from thidua.store.models import Delegation, Person, Post

_LENDING = [role for role, lent in LENDS.items() if lent]


def _rows() -> QuerySet[Delegation]:
    return Delegation.objects.select_related("post__unit", "post__person", "to", "revoked_by")


def delegations_given(viewer: Viewer) -> QuerySet[Delegation]:
    return _rows().filter(post__person=viewer.person)


def delegations_received(viewer: Viewer) -> QuerySet[Delegation]:
    return _rows().filter(to=viewer.person, to__isnull=False)


def delegation_for(viewer: Viewer, pk: int) -> Delegation:
    """
    Raises:
        Http404: it is none of hers: neither given, nor received, nor of a unit she administers.
    """
    sides = Q(post__person=viewer.person) | Q(to=viewer.person)
    return only(_rows().filter(sides | Q(post__unit__code__in=viewer.administers), pk=pk))


def lendable_posts(viewer: Viewer) -> QuerySet[Post]:
    """Her own posts of today whose rights can be lent."""
    posts = Post.objects.on(viewer.day).filter(person=viewer.person, role__in=_LENDING)
    return posts.select_related("unit", "person").order_by("pk")


def lendable_post_for(viewer: Viewer, pk: int) -> Post:
    return only(lendable_posts(viewer).filter(pk=pk))


def delegates_of(viewer: Viewer, post: Post) -> QuerySet[Person]:
    """To whom that post may lend: everybody who serves in its unit or below it today, but herself."""
    inside = below(frozenset({post.unit.code}), viewer.day)
    posts = Post.objects.on(viewer.day).filter(unit__code__in=inside).exclude(role=Role.ADMINISTRATOR)
    return Person.objects.filter(pk__in=posts.values("person")).exclude(pk=post.person_id).order_by("name")
