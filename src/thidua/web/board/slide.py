"""What a wall screen shows: a few pages of one movement, without the name of any person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua import __version__
from thidua.core.period import Period, PeriodKind
from thidua.core.standing import StandingRow
from thidua.office.format import period_days
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Close, Figure, Movement, MovementPeriod
from thidua.web import chart
from thidua.web.standing.board import brief, chart_names, class_tag, tick
from thidua.web.standing.snapshot import Snapshot, closed, latest_closes, standing_of
from thidua.web.today.owed import owed

ROWS = 24  # of one page; a longer group goes on to the next
WEEKS = 12


def stamp(movement: Movement, viewer: Viewer) -> str:
    """Changes whenever the screen would: a close, a period, a figure, a day, a program. Three questions."""
    close = (
        Close.objects.filter(period__movement=movement)
        .order_by("-pk")
        .values_list("manifest", flat=True)
        .first()
    )
    periods = MovementPeriod.objects.filter(movement=movement).values_list("code", "state").order_by("pk")
    figure = Figure.objects.order_by("-pk").values_list("pk", flat=True).first()
    states = ",".join(f"{code}{state}" for code, state in periods)
    return "|".join(
        (movement.code, close or "", states, str(figure or 0), viewer.day.isoformat(), __version__)
    )


def slides(movement: Movement, viewer: Viewer) -> list[dict[str, Any]]:
    """Each group of the latest closed week, its flag and its weeks; and how many have reported since."""
    closes = latest_closes(movement.pk, PeriodKind.WEEK, viewer.day, WEEKS)
    pages = [page] if (page := _reported(movement, viewer)) else []
    if not closes:
        return pages
    held = closed(closes[-1])
    seen = access.standing_groups(viewer, closes[-1].period)
    for group in sorted({row.group for row in held.rows} & seen):
        rows = [row for row in held.rows if row.group == group]
        pages += _board(held, closes, group, rows)
        pages.append(_weeks(held, closes, group, rows))
    return pages


def _reported(movement: Movement, viewer: Viewer) -> dict[str, Any] | None:
    """Open weeks that are over: how many have reported everything."""
    rows = MovementPeriod.objects.filter(
        movement=movement, state="open", kind=PeriodKind.WEEK, last_day__lt=viewer.day
    ).select_related("movement")
    weeks = owed(list(rows.order_by("-last_day")[:4])[::-1])
    lines = [
        {
            "title": period_days(Period.parse(row.code)),
            "done": sum(not missing for missing, _asked in shortfall.values()),
            "of": len(shortfall),
        }
        for row, shortfall in weeks.items()
    ]
    return {"kind": "reported", "title": _("Đã báo đủ số liệu"), "rows": lines} if lines else None


def _board(
    held: Snapshot, closes: Sequence[Close], group: str, rows: Sequence[StandingRow]
) -> list[dict[str, Any]]:
    """The standing in pages of as many rows as can be read from the door."""
    before = standing_of(closes[-2]) if len(closes) > 1 else {}
    span = Period.parse(closes[-1].period.code)
    names = chart_names({row.subject: held.names[row.subject] for row in rows})
    flags = {
        subject: result["distinction"]
        for result in held.proposals["distinctions"]
        if result["group"] == group
        for subject in result["subjects"]
    }
    lines = []
    for row in rows:
        earlier = before.get(row.subject)
        known = earlier is not None and earlier.place and row.place
        lines.append(
            {
                "place": row.place,
                "name": names[row.subject],
                "total": row.total if row.complete else None,
                "change": earlier.place - row.place if known and earlier else None,
                "tag": class_tag(held.scheme, row.class_code),
                "flag": row.subject in flags,
            }
        )
    parts = [lines[at : at + ROWS] for at in range(0, len(lines), ROWS)]
    return [
        {
            "kind": "board",
            "title": held.titles.get(group, group),
            "days": period_days(span),
            "rows": part,
            "two": len(part) > ROWS // 2,
            "page": f"{at + 1}/{len(parts)}" if len(parts) > 1 else "",
        }
        for at, part in enumerate(parts)
    ]


def _weeks(
    held: Snapshot, closes: Sequence[Close], group: str, rows: Sequence[StandingRow]
) -> dict[str, Any]:
    """Who led and by how many points, week by week, as lines."""
    leaders = [row.subject for row in rows if row.place][:5]
    names = chart_names({subject: held.names[subject] for subject in leaders})
    standings = [(close.period.code, standing_of(close)) for close in closes]
    lines = [
        chart.Line(
            names[subject],
            tuple(
                one.total if (one := rows_of.get(subject)) and one.complete else None
                for _code, rows_of in standings
            ),
        )
        for subject in leaders
    ]
    told = _("Điểm của nhóm dẫn đầu qua {count} tuần").format(count=len(standings))
    winners = [
        {
            "tick": tick(code),
            "name": next(
                (
                    brief(held.names.get(s, s))
                    for s, r in rows_of.items()
                    if r.group == group and r.place == 1
                ),
                "–",
            ),
        }
        for code, rows_of in standings[-6:]
    ]
    return {
        "kind": "weeks",
        "title": held.titles.get(group, group),
        "picture": chart.trend(lines, [tick(code) for code, _rows in standings], told),
        "winners": winners[::-1],
    }
