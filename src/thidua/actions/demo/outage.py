"""A commune without a line for some days: its head sends a figure that her clerk had written differently meanwhile."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT
from thidua.actions.sync import SentFigure, sync_take
from thidua.core.figure import FigureValue
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.store.models import Figure

FIGURE = "buoi-tuyen-truyen"


def outage_end(rows: Rows) -> None:
    """The unit's latest week of which somebody wrote this figure; An's device saw nothing there."""
    unit = rows.units[AN_UNIT]
    standing = (
        Figure.objects.filter(unit=unit, figure=FIGURE, replaced_by__isnull=True).order_by("-period").first()
    )
    assert standing is not None
    week = Period.parse(standing.period)
    sync_take(
        by=rows.viewer("an"),
        at=moment(week.end + timedelta(days=1), 9),
        sent=SentFigure(
            key=sha256(f"outage {week.code}".encode()).hexdigest()[:32],
            made_at=moment(week.end - timedelta(days=2), 17),
            unit=unit,
            figure=FIGURE,
            period=week.code,
            base=None,
            value=FigureValue(numerator=standing.numerator + MILLI),
        ),
    )
