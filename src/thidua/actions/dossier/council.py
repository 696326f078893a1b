"""What a council came to on a dossier: advice; but where the law asks for its votes, nothing is decided without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from thidua.core.council import Advice
from thidua.core.dossier import DossierState
from thidua.core.law.council import votes_needed
from thidua.rules.catalogue import law_book
from thidua.store.models import CouncilItem, CouncilSession, Dossier


def weighed(dossiers: Sequence[Dossier]) -> None:
    """Read what councils did with all of these in two questions, before each is asked."""
    prefetch_related_objects(dossiers, "award__council_items__session")


def last_item(dossier: Dossier) -> CouncilItem | None:
    """Where it stood on the agenda of its latest session."""
    items = list(dossier.award.council_items.all())
    return max(items, key=lambda item: (item.session.on, item.pk), default=None)


def advice_of(dossier: Dossier) -> Advice | None:
    """What its latest session came to; open until that has ended, None where no council was asked."""
    item = last_item(dossier)
    if item is None:
        return None
    ended = item.session.state == CouncilSession.State.ENDED
    return Advice(item.advice) if ended and item.advice else Advice.OPEN


def binding_advice(dossier: Dossier, day: date) -> Advice | None:
    """What keeps back whoever would decide: a session that weighs it now, or votes that the law asks for."""
    advice = advice_of(dossier)
    if advice is Advice.OPEN:
        return advice if dossier.state == DossierState.COUNCIL else None
    asked = votes_needed(dossier.award.form, 1, day, law_book())
    return advice if asked is not None else None
