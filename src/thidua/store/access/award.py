"""Doors to awards: the register is open, a nomination is the business of few."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.core.award import DECIDED_STATES
from thidua.store.access.merit import keeping, kept_members
from thidua.store.access.right import may_keep_awards
from thidua.store.access.who import KEEPS, Viewer, only
from thidua.store.models import Award, Decision, Dossier, PublishedFigure, Submission, TransferRemark, Unit


def awards(viewer: Viewer) -> QuerySet[Award]:
    """The honour register: decided awards are for all to read; proposals are for the branch of the subject.

    Who was proposed and not chosen is nobody else's business, unless the meeting that proposed published it itself.
    """
    printed = Q(state=Award.State.PROPOSED, category="collective")
    printed &= Q(source__in=PublishedFigure.objects.values("source"))
    own = Q(unit__code__in=viewer.branch) | Q(person__posts__unit__code__in=viewer.leads)
    if viewer.person is not None:
        own |= Q(person=viewer.person)
    rows = Award.objects.filter(Q(state__in=DECIDED_STATES) | printed | own).distinct()
    return rows.select_related("decision")


def public_awards() -> QuerySet[Award]:
    """What everybody may read: decided, standing, and with the consent of whom it names."""
    standing = [Award.State.DECIDED, Award.State.PRESENTED]
    rows = Award.objects.filter(state__in=standing, public_on__isnull=False).select_related("decision")
    return rows.order_by("-decision__decided_on", "register_number")


def award_for(viewer: Viewer, code: str) -> Award:
    return only(awards(viewer).filter(code=code).select_related("unit", "person"))


def revoked_awards(viewer: Viewer) -> QuerySet[Award]:
    """Cancelled awards of people and units whose records she keeps: what rested on them is hers to follow."""
    units = keeping(viewer)
    if not units:
        return Award.objects.none()
    kept = Q(person__in=kept_members(viewer).values("pk")) | Q(unit__code__in=units)
    rows = Award.objects.filter(kept, state=Award.State.REVOKED).select_related("revocation")
    return rows.prefetch_related("reliances__then").order_by("-revoked_on", "-pk")


def decisions(viewer: Viewer) -> QuerySet[Decision]:
    """A decision names whom it thanks, and the register is open: who is signed in and serves may read it."""
    return Decision.objects.all() if viewer.posts else Decision.objects.none()


def decision_for(viewer: Viewer, code: str) -> Decision:
    return only(decisions(viewer).filter(code=code).select_related("unit", "recorded_by"))


def dossiers(viewer: Viewer) -> QuerySet[Dossier]:
    """Nominations on their way: for who keeps awards at the desk, at the unit that drew it up, or above either.

    The person nominated sees her own (promise N7).
    """
    keeping = frozenset(post.unit for post in viewer.posts if post.role in KEEPS)
    if viewer.person is None:
        return Dossier.objects.none()
    kept = viewer.leads if keeping else frozenset()
    mine = Q(unit__code__in=kept) | Q(desk__code__in=kept) | Q(award__person=viewer.person)
    return Dossier.objects.filter(mine).select_related(
        "award__person", "award__unit", "award__decision", "unit", "desk"
    )


def dossier_for(viewer: Viewer, code: str) -> Dossier:
    return only(dossiers(viewer).filter(award__code=code))


def may_keep_dossier(viewer: Viewer, dossier: Dossier) -> bool:
    """Whether she writes in it now: who keeps awards at the desk where it lies, or above."""
    return may_keep_awards(viewer, dossier.desk)


def submissions(viewer: Viewer) -> QuerySet[Submission]:
    """What a unit of the branch sent or received."""
    sent = Q(unit__code__in=viewer.leads) | Q(to__code__in=viewer.leads)
    return Submission.objects.filter(sent).select_related("unit", "to", "sent_by")


def submission_for(viewer: Viewer, code: str) -> Submission:
    return only(submissions(viewer).filter(code=code))


def transfer_remarks(viewer: Viewer) -> QuerySet[TransferRemark]:
    """What old units are asked about people who were moved: for who keeps awards there or where they serve now,
    and for the person herself."""
    keeping = any(post.role in KEEPS for post in viewer.posts)
    kept = viewer.leads if keeping else frozenset()
    seen = Q(unit__code__in=kept) | Q(to__code__in=kept)
    if viewer.person is not None:
        seen |= Q(person=viewer.person)
    return TransferRemark.objects.filter(seen).select_related(
        "person", "unit", "to", "asked_by", "answered_by", "evidence"
    )


def transfer_remark_for(viewer: Viewer, pk: int) -> TransferRemark:
    return only(transfer_remarks(viewer).filter(pk=pk))


def may_answer_remark(viewer: Viewer, remark: TransferRemark) -> bool:
    """The old unit; or the new one, which then names the paper that came. Never of oneself."""
    mine = viewer.person is not None and viewer.person.pk == remark.person_id
    return not mine and transfer_remarks(viewer).filter(pk=remark.pk).exists()


def nominating_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units for which she draws up nominations: where she is head, deputy or emulation officer."""
    own = [post.unit for post in viewer.posts if post.role in KEEPS]
    return Unit.objects.filter(code__in=own).order_by("name")
