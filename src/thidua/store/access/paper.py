"""Doors to what a unit prints its awards with, and who prints for it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.core.unit import Role
from thidua.store.access.award import decisions
from thidua.store.access.right import may_keep_awards, may_keep_register
from thidua.store.access.who import KEEPS, Viewer, only
from thidua.store.models import Decision, PaperStock, PaperTemplate, SignedPaper, Unit

PRINTS = KEEPS | {Role.CLERK}  # a clerk prints what others decided


def printing_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units whose papers this person makes: where she is head, deputy, emulation officer or clerk."""
    own = [post.unit for post in viewer.posts if post.role in PRINTS]
    return Unit.objects.filter(code__in=own).order_by("name")


def printing_unit_for(viewer: Viewer, code: str) -> Unit:
    return only(printing_units(viewer).filter(code=code))


def may_print(viewer: Viewer, decision: Decision) -> bool:
    """Whoever prints for the unit that issued it, or keeps awards there or above; without such a unit, the register."""
    if decision.unit is None:
        return may_keep_register(viewer)
    return viewer.has_role(decision.unit.code, PRINTS) or may_keep_awards(viewer, decision.unit)


def printed_decision_for(viewer: Viewer, code: str) -> Decision:
    """A decision of which this person makes papers; 404 for all others."""
    row = only(decisions(viewer).filter(code=code).select_related("unit"))
    return row if may_print(viewer, row) else only(Decision.objects.none())


def printable_decisions(viewer: Viewer) -> QuerySet[Decision]:
    """Those of the units she prints for or leads; those without a unit, for whoever keeps the register."""
    own = frozenset(post.unit for post in viewer.posts if post.role in PRINTS)
    mine = Q(unit__code__in=own)
    if may_keep_register(viewer):
        mine |= Q(unit__isnull=True) | Q(unit__code__in=viewer.leads)
    return decisions(viewer).filter(mine)


def paper_templates(viewer: Viewer) -> QuerySet[PaperTemplate]:
    return PaperTemplate.objects.filter(unit__in=printing_units(viewer)).select_related("unit", "put_by")


def paper_template_for(viewer: Viewer, pk: int) -> PaperTemplate:
    return only(paper_templates(viewer).filter(pk=pk))


def paper_stocks(viewer: Viewer) -> QuerySet[PaperStock]:
    return PaperStock.objects.filter(unit__in=printing_units(viewer)).select_related("unit", "changed_by")


def paper_stock_for(viewer: Viewer, pk: int) -> PaperStock:
    return only(paper_stocks(viewer).filter(pk=pk))


def signed_papers(viewer: Viewer) -> QuerySet[SignedPaper]:
    """A signed decision is open like the decision itself."""
    rows = SignedPaper.objects.filter(decision__in=decisions(viewer))
    return rows.select_related("decision", "signed_by")


def signed_paper_for(viewer: Viewer, pk: int) -> SignedPaper:
    return only(signed_papers(viewer).filter(pk=pk))
