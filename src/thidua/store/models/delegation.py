"""Rights of a post, lent to a colleague for some days: deciding stays with the post, the hand is another's."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models

from thidua.store.models.dated import Dated, DatedQuerySet
from thidua.store.models.person import Person, Post


class DelegationQuerySet(DatedQuerySet):
    def standing(self, day: date) -> Self:
        """In force on that day: within its days, not taken back, and the post itself still held."""
        held = Post.objects.on(day).values("pk")
        return self.on(day).filter(revoked_at__isnull=True, post__in=held)


class Delegation(Dated):
    """The holder of `post` lends `roles` (core.unit.Role) in its unit to `to`; see core.delegation for the limits."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    roles = models.JSONField()
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations_revoked"
    )
    last_day = models.DateField()  # never without an end

    objects = DelegationQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-first_day", "-id"]
        indexes = [models.Index(fields=["to", "last_day"])]

    def __str__(self) -> str:
        return f"{self.post.person} → {self.to}"
