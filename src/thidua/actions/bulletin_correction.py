"""Corrections: figures that a published issue printed and that a later close holds otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.bulletin_draw import title_of
from thidua.actions.bulletin_issue import told
from thidua.actions.figure_frozen import close_of, frozen_month
from thidua.core.bulletin import FigureId, moved
from thidua.core.figure import FigureValue
from thidua.core.period import Period
from thidua.core.problem import Refused, Where, problem
from thidua.core.score.table import State
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Bulletin, BulletinCorrection, Close, Publication


@dataclass(frozen=True, slots=True)
class Proposed:
    """A correction that waits for somebody to approve it."""

    publication: Publication
    figure: str
    title: str
    before: str
    after: str
    close: Close
    reason: str


def printed_of(publication: Publication) -> dict[FigureId, FigureValue | None]:
    found: dict[FigureId, FigureValue | None] = {}
    for key, value in publication.printed.items():
        subject, figure, month = key.split("/")
        held = None if value is None else FigureValue(State(value[0]), value[1], value[2])
        found[FigureId(subject, figure, month)] = held
    return found


def corrections_proposed(bulletin: Bulletin) -> list[Proposed]:
    """What the latest close of the issue's month holds otherwise than it was printed, and nobody has approved yet."""
    month = Period.parse(bulletin.period)
    close = close_of(bulletin.movement, month)
    found: list[Proposed] = []
    for publication in bulletin.publications.select_related("version__close"):
        if close is None or publication.version.close_id == close.pk:
            continue
        known = set(publication.corrections.filter(close=close).values_list("figure", flat=True))
        for change in moved(printed_of(publication), frozen_month(bulletin.movement, month)):
            figure = change.figure
            if str(figure) not in known:
                found.append(
                    Proposed(
                        publication, str(figure), title_of(figure.figure, figure.period), told(figure, change.before),
                        told(figure, change.after), close, close.reason,
                    )
                )  # fmt: skip
    return found


@transaction.atomic
def corrections_approve(
    *, by: Viewer, at: datetime, bulletin: Bulletin, reason: str
) -> list[BulletinCorrection]:
    """Publish dated notices beside the old issue for every figure that moved; the next issue carries them.

    The issue itself keeps its text.

    Raises:
        Refused: "access.may-not-sign"; "bulletin.refused" without a reason; "bulletin.nothing-to-correct".
    """
    person = acting(by)
    allow(access.may_sign(by, bulletin.unit), "access.may-not-sign", unit=bulletin.unit.name)
    proposed = corrections_proposed(bulletin)
    allow(bool(proposed), "bulletin.nothing-to-correct", period=bulletin.period)
    if not reason.strip():
        raise Refused("bulletin.refused", [problem("bulletin.reason-missing", Where(field="reason"))])
    rows = [
        BulletinCorrection.objects.create(
            publication=one.publication, figure=one.figure, title=one.title, before=one.before, after=one.after,
            close=one.close, reason=reason.strip()[:300], at=at, by=person,
        )
        for one in proposed
    ]  # fmt: skip
    changes = "; ".join(f"{row.title}: {row.before} → {row.after}" for row in rows)
    sentence = f"Đính chính bản tin {bulletin.period}: {changes}. Lý do: {reason.strip()}"
    subject = f"bulletin:{bulletin.unit.code}/{bulletin.period}"
    audit(by=by, at=at, action="corrections-approve", subject=subject, sentence=sentence)
    return rows
