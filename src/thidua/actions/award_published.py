"""What emulation clusters printed that they propose, brought into the register's list as proposals."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from thidua.actions.award import award_import
from thidua.actions.unit import Keeper
from thidua.core.award import AwardRow, Category, State
from thidua.rules.published import packaged
from thidua.store.models import Award


def award_proposals_load(*, by: Keeper, at: datetime) -> int:
    """Bring in the published proposals of emulation clusters, as proposals: nobody published what became of them.

    Returns:
        How many were new.
    """
    rows = []
    for printed in packaged():
        figure = printed.figure
        for unit in figure.recipients:
            year = figure.published_on.year if figure.published_on else localdate(at).year
            rows.append(
                AwardRow(
                    f"{figure.cluster}-{unit}", figure.award, Category.COLLECTIVE, unit, year,
                    "Cụm thi đua suy tôn, đề nghị tại hội nghị tổng kết; nguồn không công bố kết quả xét.",
                    State.PROPOSED, source=printed.source,
                )
            )  # fmt: skip
    there = set(Award.objects.values_list("code", flat=True))
    new = [row for row in rows if row.code not in there]
    return len(award_import(by=by, at=at, rows=new))
