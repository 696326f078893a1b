"""Rights: who may write what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.unit import LinkKind, Role
from thidua.store.access.unit import below
from thidua.store.access.who import CLOSES, CONFIRMS, KEEPS, RECORDS, Viewer, serves_in
from thidua.store.models import Deed, Delegation, Handover, Movement, Person, Post, Unit, UnitLink


def may_record(viewer: Viewer, unit: Unit) -> bool:
    """Clerk, deputy or head of the unit; of the unit right above where the unit has nobody of these."""
    return unit.code in viewer.branch and _may(viewer, unit, RECORDS)


def may_take_up(
    viewer: Viewer, unit: Unit, item: str, roles: frozenset[Role], not_for: Person | None = None
) -> bool:
    """Of what an ended unit left open ("report:2025-06/ca-xa"): who holds such a post where it was taken over."""
    if unit.last_day is None or unit.last_day >= viewer.day:
        return False
    heirs = Handover.objects.filter(item=item).values_list("heir__code", flat=True)
    return any(viewer.has_role(code, roles, not_for=not_for) for code in heirs)


def answering_for(unit: Unit, item: str, day: date) -> Unit:
    """The unit that answers for such an item on that day: the one that took it over, or still this one."""
    if unit.last_day is None or unit.last_day >= day:
        return unit
    taken = Handover.objects.filter(item=item).select_related("heir").order_by("-pk").first()
    return taken.heir if taken else unit


def may_submit(viewer: Viewer, unit: Unit, month: str) -> bool:
    """Who records for the unit; for one that has ended, who records where its open report was taken over."""
    return may_record(viewer, unit) or may_take_up(viewer, unit, f"report:{month}/{unit.code}", RECORDS)


def may_correct(viewer: Viewer, unit: Unit) -> bool:
    """Who may record may correct, with a reason."""
    return may_record(viewer, unit)


def may_confirm(viewer: Viewer, deed: Deed) -> bool:
    """Head or deputy of the unit (or of the unit right above), never the person who recorded it, nor for her.

    Of a unit that has ended: of the one that took this very deed over. A second person, where the kind asks for two,
    may always come from right above: a unit need not have two besides who recorded.
    """
    if viewer.person is None or viewer.person.pk in (deed.recorded_by_id, deed.witnessed_by_id):
        return False
    if deed.witnessed_by is not None and _second_from_above(viewer, deed):
        return True
    if deed.unit.last_day is not None and deed.unit.last_day < viewer.day:
        return may_take_up(viewer, deed.unit, f"deed:{deed.code}", CONFIRMS, not_for=deed.recorded_by)
    before = [person for person in (deed.recorded_by, deed.witnessed_by) if person is not None]
    return all(_may(viewer, deed.unit, CONFIRMS, not_for=person) for person in before)


def _second_from_above(viewer: Viewer, deed: Deed) -> bool:
    parents = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, child=deed.unit)
    above = parents.values_list("parent__code", flat=True)
    return any(viewer.has_role(code, CONFIRMS, not_for=deed.witnessed_by) for code in above)


def may_sign(viewer: Viewer, unit: Unit) -> bool:
    """Head or deputy: who may bind the unit by a signature."""
    return viewer.has_role(unit.code, CONFIRMS)


def may_write_schemes(viewer: Viewer, unit: Unit) -> bool:
    """Emulation officer or head of a unit that owns movements, or that stands at the top of its tree."""
    return unit.code in scheme_writer_codes(viewer) and viewer.has_role(unit.code, CLOSES)


def scheme_writer_codes(viewer: Viewer) -> frozenset[str]:
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
    return any(viewer.has_role(post.unit, CONFIRMS | CLOSES) for post in viewer.posts)


def may_keep_awards(viewer: Viewer, unit: Unit) -> bool:
    """The same of that unit or of one above it: who records what it was awarded."""
    led = (post.unit for post in viewer.posts if post.role in KEEPS and viewer.has_role(post.unit, KEEPS))
    return any(unit.code in below(frozenset({code}), viewer.day) for code in led)


def may_close(viewer: Viewer, movement: Movement) -> bool:
    """The emulation officer or the head of the unit that owns the movement."""
    return viewer.has_role(movement.owner.code, CLOSES)


def may_administer(viewer: Viewer, unit: Unit) -> bool:
    """Administrator of the unit or of one above: accounts and posts there, no content."""
    return unit.code in viewer.administers


def may_keep_directory(viewer: Viewer, unit: Unit) -> bool:
    """Head, deputy or emulation officer of the unit or one above, by a post of her own; or its administrator."""
    keeping = frozenset(post.unit for post in viewer.posts if post.role in KEEPS and post.lender is None)
    return may_administer(viewer, unit) or unit.code in below(keeping, viewer.day)


def _may(viewer: Viewer, unit: Unit, roles: frozenset[Role], not_for: Person | None = None) -> bool:
    if viewer.has_role(unit.code, roles, not_for=not_for):
        return True
    parents = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, child=unit)
    above = parents.filter(parent__code__in=viewer.own).values_list("parent__code", flat=True)
    if not any(viewer.has_role(code, roles, not_for=not_for) for code in above):
        return False
    return not Post.objects.on(viewer.day).filter(unit=unit, role__in=RECORDS).exists()


def recordable_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units whose figures and deeds this person records, in one question."""
    own = [post.unit for post in viewer.posts if post.role in RECORDS]
    on_day = Q(first_day__lte=viewer.day) & (Q(last_day__isnull=True) | Q(last_day__gte=viewer.day))
    staffed = Post.objects.filter(on_day, role__in=RECORDS).values("unit")
    children = UnitLink.objects.filter(on_day, kind=LinkKind.COMMAND, parent__code__in=own).values("child")
    return Unit.objects.filter(Q(code__in=own) | (Q(pk__in=children) & ~Q(pk__in=staffed)))


def holders(unit: Unit, roles: Iterable[Role], day: date) -> list[Person]:
    """Who holds a post with one of these roles in that very unit on that day, or acts for one; each person once."""
    wanted = frozenset(roles)
    posts = Post.objects.on(day).filter(unit=unit, role__in=wanted).select_related("person").order_by("pk")
    found = {post.person_id: post.person for post in posts}
    for lent in Delegation.objects.standing(day).filter(post__unit=unit).select_related("to"):
        if wanted & set(lent.roles) and serves_in(lent.to, unit.code, day):
            found.setdefault(lent.to_id, lent.to)
    return list(found.values())
