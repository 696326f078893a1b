"""The whole of a movement on one card: how each group goes, who left its usual level, who leads the week."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.board import outliers
from thidua.core.number import Rounding, round_places
from thidua.core.period import Period
from thidua.office.format import number
from thidua.store import access
from thidua.web import chart
from thidua.web.standing.board import brief, chart_names
from thidua.web.today.desk import Desk

MOST = 6


def picture(desk: Desk) -> dict[str, Any] | None:
    """Mean points of each group over the last weeks, how many reported, the leader of each."""
    if desk.own_week is None:
        return None
    (period, held), past = desk.own_week, desk.own_past
    rows = []
    for group in sorted({row.group for row in held.rows}):
        means = []
        for _code, standing in past:
            totals = [row.total for row in standing.values() if row.group == group and row.complete]
            means.append(_mean(totals))
        here = [row for row in held.rows if row.group == group]
        change = means[-1] - means[-2] if len(means) > 1 and None not in means[-2:] else None
        told = _("Điểm bình quân {count} tuần, tuần này {mean}").format(
            count=len(means), mean=number(means[-1] or 0, 2)
        )
        rows.append(
            {
                "title": held.titles.get(group, group),
                "group": group,
                "mean": means[-1],
                "change": change,
                "complete": sum(row.complete for row in here),
                "of": len(here),
                "leader": next((brief(held.names[row.subject]) for row in here if row.place == 1), ""),
                "spark": chart.sparkline(means, told, width=120, height=30),
            }
        )
    return {"period": period, "span": Period.parse(period.code), "rows": rows}


def _mean(totals: list[int]) -> int | None:
    """To a hundredth of a point, like every total on the page."""
    return round_places(sum(totals) // len(totals), 2, Rounding.HALF_UP) if totals else None


def unusual(desk: Desk) -> dict[str, Any] | None:
    """Units whose last week is far from their own usual level, up or down: worth a telephone call."""
    if desk.own_week is None:
        return None
    (period, held), past = desk.own_week, desk.own_past
    lines = {
        row.subject: [
            standing[row.subject].total
            if row.subject in standing and standing[row.subject].complete
            else None
            for _code, standing in past
        ]
        for row in held.rows
    }
    rows = [
        {
            "name": brief(held.names[one.subject]),
            "code": one.subject,
            "total": one.total,
            "usual": one.usual,
            "change": one.total - one.usual,
        }
        for one in outliers(lines)[:MOST]
    ]
    return {"period": period, "span": Period.parse(period.code), "rows": rows} if rows else None


def flag(desk: Desk) -> dict[str, Any] | None:
    """Who is proposed for the distinctions of the latest closed week, in the groups one may see."""
    found = desk.own_week or desk.last_week(desk.compared)
    if found is None:
        return None
    period, held = found
    groups = access.standing_groups(desk.viewer, period)
    titles = {item.code: item.title for item in held.scheme.distinctions}
    rows = [
        {
            "title": titles.get(result["distinction"], result["distinction"]),
            "group": held.titles.get(result["group"], result["group"]),
            "group_code": result["group"],
            "names": list(chart_names({s: held.names[s] for s in result["subjects"]}).values()),
            "open": result["needs_people"],
        }
        for result in held.proposals["distinctions"]
        if result["group"] in groups
    ]
    return {"period": period, "span": Period.parse(period.code), "rows": rows} if rows else None
