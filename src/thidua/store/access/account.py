"""Doors of an administrator: people and accounts of the branch, never beyond it, and nothing they wrote."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.store.access.who import Viewer, only
from thidua.store.models import Person, Post, Unit


def administered_units(viewer: Viewer) -> QuerySet[Unit]:
    return Unit.objects.filter(code__in=viewer.administers)


def administered_unit_for(viewer: Viewer, code: str) -> Unit:
    return only(administered_units(viewer).filter(code=code))


def administered_people(viewer: Viewer) -> QuerySet[Person]:
    """Who serves in the branch and nowhere else: a post elsewhere, today or later, is beyond her reach.

    A new password would hand over every post of the person, so all of them must be hers to administer.
    """
    inside = Post.objects.filter(unit__code__in=viewer.administers)
    standing = Post.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=viewer.day))
    outside = standing.exclude(unit__code__in=viewer.administers)
    found = Person.objects.filter(pk__in=inside.values("person"))
    return found.exclude(pk__in=outside.values("person"))


def administered_person_for(viewer: Viewer, code: str) -> Person:
    return only(administered_people(viewer).filter(code=code).select_related("account"))


def may_administer_person(viewer: Viewer, person: Person) -> bool:
    return administered_people(viewer).filter(pk=person.pk).exists()
