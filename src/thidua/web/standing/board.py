"""From a snapshot to what the standing page shows of one group: rows, charts, tallies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.board import places_seen
from thidua.core.period import Period, PeriodKind
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.core.standing import StandingRow
from thidua.office.format import number, period_days, signed_points
from thidua.store.access import Viewer
from thidua.store.models import MovementPeriod
from thidua.web import chart
from thidua.web.standing.order import ORDERS, Order
from thidua.web.standing.quota import choice_lines, quota_lines
from thidua.web.standing.snapshot import Snapshot
from thidua.web.standing.sure import Ranges, against_own_past, like_level, ranges, rule

LEADERS = 5
MANY = 40  # rows from which the board takes the whole width
TONES = ("green", "blue", "gold", "red")
SPANS = {
    PeriodKind.WEEK: gettext_lazy("tuần"),
    PeriodKind.MONTH: gettext_lazy("tháng"),
    PeriodKind.QUARTER: gettext_lazy("quý"),
    PeriodKind.YEAR: gettext_lazy("năm"),
}
History = Sequence[tuple[str, Mapping[str, StandingRow]]]


def tick(code: str) -> str:
    """A period under a chart: "T47", "Th3", "Q1", "2025"."""
    held = Period.parse(code)
    short = {PeriodKind.WEEK: f"T{code[-2:].lstrip('0')}", PeriodKind.MONTH: f"Th{held.start.month}"}
    return short.get(held.kind, code[-2:] if held.kind is PeriodKind.QUARTER else code)


def apart(name: str) -> tuple[str, str]:
    """A name and the unit it belongs to: "Tổ Tiếp dân, Công an xã Hoa Mơ" → ("Tổ Tiếp dân", "Công an xã Hoa Mơ")."""
    for mark in (", Công an ", " – Công an ", " - Công an "):
        own, found, above = name.partition(mark)
        if found:
            return own, f"Công an {above}"
    return name, ""


def brief(name: str) -> str:
    """ "Công an xã Lim Xanh" → "Xã Lim Xanh", where every name begins the same and room is scarce."""
    short = apart(name)[0].removeprefix("Công an ")
    return short[:1].upper() + short[1:]


def chart_names(names: Mapping[str, str]) -> dict[str, str]:
    """Short names that still differ: the unit above stands first where it is what tells them apart."""
    above = {apart(name)[1] for name in names.values()}
    if len(above) < 2:
        return {code: brief(name) for code, name in names.items()}
    return {
        code: f"{brief(over)} · {brief(own)}" if over else brief(own)
        for code, name in names.items()
        for own, over in [apart(name)]
    }


def class_tag(scheme: Scheme, code: str) -> dict[str, str]:
    """The class with a colour by its place in the scale; the words say it too."""
    codes = [name.code for name in scheme.classes]
    if code not in codes:
        return {"title": _("Chưa phân loại"), "tone": ""}
    name = scheme.classes[codes.index(code)]
    return {"title": name.title, "tone": TONES[min(codes.index(code), 3)] if name.counts else ""}


def board(
    period: MovementPeriod,
    held: Snapshot,
    group: str,
    past: History,
    viewer: Viewer,
    order: Order | None = None,
) -> dict[str, Any]:
    """Context of the page for one group. `past` ends with this period when it is closed."""
    scheme = held.scheme
    officers = scheme.subject is SubjectKind.OFFICER
    rows = [row for row in held.rows if row.group == group]
    if officers:
        rows.sort(key=lambda row: held.names[row.subject].split()[::-1])
    points = any(row.total for row in rows)
    before = (
        dict(past[-2][1])
        if held.close and len(past) > 1
        else dict(past[-1][1])
        if past and not held.close
        else {}
    )
    line = [*past] if held.close else [*past, (period.code, {row.subject: row for row in rows})]
    with_range = points and not officers and len(line) > 1 and len(rows) > 1
    proposed = _proposed(held, group)
    span = Period.parse(period.code)
    sure = ranges(held, span) if with_range else {}
    seen = Seen(
        period,
        held,
        before,
        line,
        len(rows),
        proposed,
        with_range,
        sure,
        like_level(rows, held.forms),
        viewer,
    )
    every = [_row(seen, row) for row in rows]
    order = order or Order()
    span_title = f"{len(line)} {SPANS[PeriodKind(period.kind)]}"
    context: dict[str, Any] = {
        "order": order,
        "orders": ORDERS,
        "rule": rule(bool(sure), span_title),
        "many": len(rows) > MANY,
        "size": len(rows),
        "form_choices": _form_choices(held, rows),
        "firm": sum(one.low == one.high for row in rows if (one := sure.get(row.subject))) if sure else None,
        "officers": officers,
        "with_points": points,
        "with_range": with_range,
        "axis": chart.interval_axis(len(rows)),
        "span_title": span_title,
        "rows": order.of_rows(every),
        "waiting": [held.names[row.subject] for row in rows if not row.complete],
        "strip": _strip(held, rows, before, proposed, points, period.kind),
        "quotas": quota_lines(held, group),
        "choices": choice_lines(scheme, rows),
    }
    if with_range:
        context |= _trend(held, rows, line)
    if points and not officers:
        context |= _stack(held, rows)
    return context


def _form_choices(held: Snapshot, rows: Sequence[StandingRow]) -> list[tuple[str, str]]:
    """Kinds of unit of the group, where there is more than one."""
    codes = sorted({held.forms[row.subject] for row in rows})
    return [(code, held.scheme.form(code).title) for code in codes] if len(codes) > 1 else []


@dataclass(frozen=True, slots=True)
class Seen:
    """What a row of the board is set beside: the period before, the past, the others, the reader."""

    period: MovementPeriod
    held: Snapshot
    before: Mapping[str, StandingRow]
    line: History
    count: int
    proposed: Mapping[str, list[str]]
    with_range: bool
    sure: Ranges
    like: Mapping[str, int]
    viewer: Viewer


def _row(seen: Seen, row: StandingRow) -> dict[str, Any]:
    held, earlier = seen.held, seen.before.get(row.subject)
    known = bool(earlier and earlier.place and row.place)
    tags = [{"title": title, "tone": "gold"} for title in seen.proposed.get(row.subject, ())]
    if row.complete:
        tags.append(class_tag(held.scheme, row.class_code))
    else:
        tags.append({"title": _("Thiếu số liệu"), "tone": "red"})
    if row.tied:
        tags.append({"title": _("Đồng hạng"), "tone": ""})
    form = held.forms[row.subject]
    shown: dict[str, Any] = {
        "place": row.place,
        "change": earlier.place - row.place if known and earlier else None,
        "title": brief(held.names[row.subject]),
        "sub": apart(held.names[row.subject])[1],
        "form": form,
        "url": reverse("why", args=[seen.period.movement.code, seen.period.code, row.subject]),
        "total": row.total,
        "complete": row.complete,
        "tags": tags,
        "mine": row.subject in seen.viewer.own,
        "bar": chart.share_bar(row.total, held.scheme.form(form).maximum),
        "own": None,
        "like": row.total - seen.like[form] if row.complete and form in seen.like else None,
    }
    if seen.with_range:
        shown |= _through_time(seen, row)
    return shown


def _through_time(seen: Seen, row: StandingRow) -> dict[str, Any]:
    """How sure the place is, the places and points of the periods before, and the own level."""
    past = [rows.get(row.subject) for _code, rows in seen.line]
    totals = [r.total if r and r.complete else None for r in past]
    been = places_seen([r.place for r in past if r])
    band = seen.sure.get(row.subject) or been
    ends = [total for total in totals if total is not None]
    shown: dict[str, Any] = {
        "own": against_own_past(row.total, past[:-1]) if row.complete else None,
        "range": "",
        "interval": "",
        "spark": chart.sparkline(
            totals,
            _("{count} kỳ: từ {first} đến {last} điểm").format(
                count=len(past), first=number(ends[0], 2), last=number(ends[-1], 2)
            )
            if ends
            else "",
        ),
    }
    if band is None or been is None:
        return shown
    told = _("Hạng {place}, có thể từ {low} đến {high}; trong {count} kỳ từ {best} đến {worst}").format(
        place=row.place or _("chưa có"),
        low=band.low,
        high=band.high,
        count=len(past),
        best=been.low,
        worst=been.high,
    )
    most = seen.count
    shown["range"] = f"{band.low}–{band.high}" if band.low != band.high else f"{band.low}"
    shown["interval"] = chart.interval(
        min(band.low, most), min(band.high, most), row.place or None, most, told,
        seen=(min(been.low, most), min(been.high, most)),
    )  # fmt: skip
    return shown


def _strip(
    held: Snapshot,
    rows: Sequence[StandingRow],
    before: Mapping[str, StandingRow],
    proposed: Mapping[str, list[str]],
    points: bool,
    level: str,
) -> list[dict[str, Any]]:
    done = [row for row in rows if row.complete]
    strip: list[dict[str, Any]] = []
    if points and done:
        mean = sum(row.total for row in done) // len(done)
        earlier = [
            before[row.subject].total
            for row in done
            if row.subject in before and before[row.subject].complete
        ]
        item: dict[str, Any] = {"title": _("Điểm bình quân"), "value": number(mean, 2)}
        if earlier:
            change = round((mean - sum(earlier) / len(earlier)) / 10) * 10
            item |= {
                "note": _("%(change)s so với kỳ trước") % {"change": signed_points(change)},
                "note_tone": "up" if change > 0 else "down" if change < 0 else "",
            }
        strip.append(item)
    strip.append(
        {
            "title": _("Đủ số liệu"),
            "value": len(done),
            "of": len(rows),
            "tone": "" if len(done) == len(rows) else "warn",
        }
    )
    best = held.scheme.classes[0]
    strip.append(
        {
            "title": _("Xếp loại %(title)s") % {"title": best.title},
            "value": sum(row.class_code == best.code for row in rows),
            "of": len(rows),
        }
    )
    if any(item.level == level for item in held.scheme.distinctions):
        who = [brief(held.names[subject]) for subject in proposed]
        item = {"title": _("Đề xuất danh hiệu, cờ"), "value": len(who)}
        if who:
            item["note"] = _("phần mềm đề xuất, con người quyết định")
        if len(who) == 1:
            item |= {"value": who[0], "worded": True}
        strip.append(item)
    return strip


def _proposed(held: Snapshot, group: str) -> dict[str, list[str]]:
    """Subject → titles of the distinctions it is proposed for."""
    titles = {item.code: item.title for item in held.scheme.distinctions}
    found: dict[str, list[str]] = {}
    for result in held.proposals["distinctions"]:
        if result["group"] == group:
            for subject in result["subjects"]:
                found.setdefault(subject, []).append(titles.get(result["distinction"], result["distinction"]))
    return found


def _trend(held: Snapshot, rows: Sequence[StandingRow], line: History) -> dict[str, Any]:
    leaders = [row.subject for row in rows if row.place][:LEADERS]
    names = chart_names({subject: held.names[subject] for subject in leaders})
    series = []
    for subject in leaders:
        past = [held_rows.get(subject) for _code, held_rows in line]
        series.append(chart.Line(names[subject], tuple(r.total if r and r.complete else None for r in past)))
    last = "; ".join(f"{s.name} {number(s.values[-1], 2)}" for s in series if s.values[-1] is not None)
    places = [
        chart.Line(
            names[subject],
            tuple(
                one.place or None if (one := held_rows.get(subject)) else None for _code, held_rows in line
            ),
        )
        for subject in leaders
    ]
    now = "; ".join(f"{s.name} {s.values[-1]}" for s in places if s.values[-1] is not None)
    return {
        "ranks": chart.ranks(
            places,
            [tick(code) for code, _held in line],
            len(rows),
            _("Hạng %(line)s kỳ gần đây. Kỳ này: %(now)s") % {"line": len(line), "now": now},
        ),
        "trend": chart.trend(
            series,
            [tick(code) for code, _held in line],
            _("Điểm %(line)s kỳ gần đây. Kỳ này: %(last)s") % {"line": len(line), "last": last},
        ),
        "trend_names": [s.name for s in series],
        "trend_rows": [
            {
                "title": period_days(Period.parse(code)),
                "values": [s.values[at] for s in series],
                "places": [s.values[at] for s in places],
            }
            for at, (code, _held) in enumerate(line)
        ],
    }


def _stack(held: Snapshot, rows: Sequence[StandingRow]) -> dict[str, Any]:
    """Points by group of criteria of the leading subjects; one form only, since forms have other groups."""
    shown = [row for row in rows if row.complete and held.groups.get(row.subject)][:8]
    if not shown:
        return {}
    form = held.scheme.form(held.forms[shown[0].subject])
    shown = [row for row in shown if held.forms[row.subject] == form.code]
    titles = [group.title for group in form.groups]
    names = chart_names({row.subject: held.names[row.subject] for row in shown})
    stacks = [
        chart.Stack(
            names[row.subject],
            tuple(held.groups[row.subject].get(g.code, 0) for g in form.groups),
        )
        for row in shown
    ]
    told = "; ".join(f"{s.name} {number(sum(s.parts), 2)}" for s in stacks)
    return {
        "stack": chart.stacked(stacks, titles, _("Điểm theo nhóm tiêu chí: %(told)s") % {"told": told}),
        "stack_names": [
            {"title": group.title, "swatch": chart.swatch(at, lost=group.maximum <= 0)}
            for at, group in enumerate(form.groups)
        ],
        "stack_rows": [{"title": s.name, "values": s.parts} for s in stacks],
    }
