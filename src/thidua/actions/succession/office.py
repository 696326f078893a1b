"""Posts of administrators when units are re-organised: nobody is locked out by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from thidua.actions.account import administration_kept
from thidua.core.unit import Role, Succession
from thidua.store.models import Post, Unit


def ending_offices(before: Sequence[Unit], succession: Succession) -> list[Post]:
    """Those that end with their units; where nothing follows, somebody above must be left.

    Raises:
        Refused: "account.last-administrator".
    """
    last = succession.on - timedelta(days=1)
    posts = Post.objects.on(last).filter(unit__in=before, role=Role.ADMINISTRATOR)
    found = list(posts.select_related("unit"))
    if not succession.after:
        for post in found:
            administration_kept(post.unit, last, without=found, instead=(post.first_day, last))
    return found


def offices_hand_over(offices: Iterable[Post], succession: Succession) -> None:
    """Whoever administered a unit that ends administers the first that follows it."""
    heir = Unit.objects.filter(code__in=succession.after[:1]).first()
    for post in offices:
        if heir is not None:
            Post.objects.create(
                person_id=post.person_id, unit=heir, role=post.role, title=post.title, first_day=succession.on
            )
