"""From a snapshot to what the standing page shows of one group: rows, charts, tallies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from thidua.core.period import Period, PeriodKind
from thidua.core.score.scheme import Quota, Scheme, SubjectKind
from thidua.core.standing import StandingRow
from thidua.office.format import number, period_days, signed_points
from thidua.office.wording import sentence
from thidua.store.access import Viewer
from thidua.store.models import MovementPeriod
from thidua.web import chart
from thidua.web.standing.snapshot import Snapshot

LEADERS = 5
TONES = ("green", "blue", "gold", "red")
SPANS = {
    PeriodKind.WEEK: "tuần",
    PeriodKind.MONTH: "tháng",
    PeriodKind.QUARTER: "quý",
    PeriodKind.YEAR: "năm",
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
        return {"title": "Chưa phân loại", "tone": ""}
    name = scheme.classes[codes.index(code)]
    return {"title": name.title, "tone": TONES[min(codes.index(code), 3)] if name.counts else ""}


def board(
    period: MovementPeriod, held: Snapshot, group: str, past: History, viewer: Viewer
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
    context: dict[str, Any] = {
        "officers": officers,
        "with_points": points,
        "with_range": with_range,
        "axis": chart.interval_axis(len(rows)),
        "span_title": f"{len(line)} {SPANS[PeriodKind(period.kind)]}",
        "rows": [
            _row(period, held, row, before, line, len(rows), proposed, with_range, viewer) for row in rows
        ],
        "waiting": [held.names[row.subject] for row in rows if not row.complete],
        "strip": _strip(held, rows, before, proposed, points, period.kind),
        "quotas": quota_lines(held, group),
        "choices": _choices(scheme, rows),
    }
    if with_range:
        context |= _trend(held, rows, line)
    if points and not officers:
        context |= _stack(held, rows)
    return context


def _row(
    period: MovementPeriod,
    held: Snapshot,
    row: StandingRow,
    before: Mapping[str, StandingRow],
    line: History,
    count: int,
    proposed: Mapping[str, list[str]],
    with_range: bool,
    viewer: Viewer,
) -> dict[str, Any]:
    earlier = before.get(row.subject)
    known = bool(earlier and earlier.place and row.place)
    tags = [{"title": title, "tone": "gold"} for title in proposed.get(row.subject, ())]
    if row.complete:
        tags.append(class_tag(held.scheme, row.class_code))
    else:
        tags.append({"title": "Thiếu số liệu", "tone": "red"})
    if row.tied:
        tags.append({"title": "Đồng hạng", "tone": ""})
    shown: dict[str, Any] = {
        "place": row.place,
        "change": earlier.place - row.place if known and earlier else None,
        "title": brief(held.names[row.subject]),
        "sub": apart(held.names[row.subject])[1],
        "url": reverse("why", args=[period.movement.code, period.code, row.subject]),
        "total": row.total,
        "complete": row.complete,
        "tags": tags,
        "mine": row.subject in viewer.own,
        "bar": chart.share_bar(row.total, held.scheme.form(held.forms[row.subject]).maximum),
    }
    if with_range:
        past = [rows.get(row.subject) for _, rows in line]
        places = [r.place for r in past if r and r.place]
        totals = [r.total if r and r.complete else None for r in past]
        low, high = (min(places), max(places)) if places else (1, 1)
        told = f"Hạng {row.place or 'chưa có'}, từ {low} đến {high} trong {len(past)} kỳ"
        ends = [t for t in totals if t is not None]
        shown["range"] = f"{low}–{high}" if places else ""
        shown["interval"] = (
            chart.interval(low, min(high, count), row.place or None, count, told) if places else ""
        )
        shown["spark"] = chart.sparkline(
            totals, f"{len(past)} kỳ: từ {number(ends[0], 2)} đến {number(ends[-1], 2)} điểm" if ends else ""
        )
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
        item: dict[str, Any] = {"title": "Điểm bình quân", "value": number(mean, 2)}
        if earlier:
            change = round((mean - sum(earlier) / len(earlier)) / 10) * 10
            item |= {
                "note": f"{signed_points(change)} so với kỳ trước",
                "note_tone": "up" if change > 0 else "down" if change < 0 else "",
            }
        strip.append(item)
    strip.append(
        {
            "title": "Đủ số liệu",
            "value": len(done),
            "of": len(rows),
            "tone": "" if len(done) == len(rows) else "warn",
        }
    )
    best = held.scheme.classes[0]
    strip.append(
        {
            "title": f"Xếp loại {best.title}",
            "value": sum(row.class_code == best.code for row in rows),
            "of": len(rows),
        }
    )
    if any(item.level == level for item in held.scheme.distinctions):
        who = [brief(held.names[subject]) for subject in proposed]
        item = {"title": "Đề xuất danh hiệu, cờ", "value": len(who)}
        if who:
            item["note"] = "phần mềm đề xuất, con người quyết định"
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


def quota_lines(held: Snapshot, group: str) -> list[dict[str, str]]:
    """Each limit of each quota: allowed, held, and too many; why there is none where there is none."""
    titles = {quota.code: quota for quota in held.scheme.quotas}
    classes = {name.code: name.title for name in held.scheme.classes}
    lines = []
    for result in held.proposals["quotas"]:
        if result["group"] != group:
            continue
        quota = titles[result["quota"]]
        if result.get("exempt"):  # bundles closed before there were exemptions do not say
            lines.append(_exempt(quota))
            continue
        worked = _worked(held.scheme, quota, result)
        for limit in result["limits"]:
            actual, allowed = limit["actual"], limit["allowed"]
            over = max(0, actual - allowed)
            name = classes.get(limit["class_code"], limit["class_code"])
            unverified = f" · {quota.unverified}" if quota.unverified else ""
            lines.append(
                {
                    "quota": quota.title,
                    "short": f"{name}: {actual}/{allowed}",
                    "title": f"{name}: {actual} trên {allowed} được phép",
                    "note": f"{quota.title} · {quota.clause}{unverified}",
                    "worked": worked if limit is result["limits"][0] else "",
                    "tag": f"quá {over}" if over else "trong hạn mức",
                    "tone": "red" if over else "green",
                }
            )
        if not result["limits"]:
            counted = result["steps"][-1][1] if result["steps"] else None
            known = counted is not None
            lines.append(
                {
                    "quota": quota.title,
                    "short": f"nhiều nhất {counted} người" if known else "",
                    "title": f"{quota.title}: nhiều nhất {counted}" if known else quota.title,
                    "note": f"{quota.title} · {quota.clause}" if known else _missing(held, quota, group),
                    "worked": worked,
                    "tag": "con người chọn" if known else "chưa đủ",
                    "tone": "",
                }
            )
    return lines


def _choices(scheme: Scheme, rows: Sequence[StandingRow]) -> list[dict[str, str]]:
    """What the regulation leaves to a vote or a council, and how many are formally eligible."""
    return [
        {
            "title": choice.title,
            "clause": choice.clause,
            "tag": f"{sum(row.class_code in choice.among for row in rows)} đủ điều kiện"
            if choice.among
            else "",
        }
        for choice in scheme.choices
    ]


def _exempt(quota: Quota) -> dict[str, str]:
    return {
        "quota": quota.title,
        "short": "không áp dụng",
        "title": f"{quota.title}: không áp dụng",
        "note": f"Tập thể thuộc diện không áp dụng hạn mức này · {quota.clause}",
        "worked": "",
        "tag": "không áp dụng",
        "tone": "",
    }


def _worked(scheme: Scheme, quota: Quota, result: Mapping[str, Any]) -> str:
    """How the amounts came about: who counts, the collective's own class, each step of the regulation."""
    if not result["steps"]:
        return ""
    own = result["collective_class"]
    told = [f"quân số {result['headcount']}, được xét {result['eligible']}"]
    if own:
        use = next(use for use in scheme.figures if use.code == quota.collective_class)
        told.append(f"{use.title}: {own}")
    titles = {name.code: name.title for name in scheme.classes}
    told += [f"{titles.get(name, name)}: {amount}" for name, amount in result["steps"]]
    return "; ".join(told)


def _missing(held: Snapshot, quota: Quota, group: str) -> str:
    """Why nothing could be counted; the reason is not kept in the vault, but what was lacking is."""
    said = [sentence(p) for p in held.problems if p.where.field == f"{group}/{quota.code}"]
    if said:
        return said[0]
    if quota.collective_class:
        return "Chưa có xếp loại của tập thể nên chưa tính được."
    return "Chưa có số liệu chung của tập thể mà hạn mức này cần nên chưa tính được."


def _trend(held: Snapshot, rows: Sequence[StandingRow], line: History) -> dict[str, Any]:
    leaders = [row.subject for row in rows if row.place][:LEADERS]
    names = chart_names({subject: held.names[subject] for subject in leaders})
    series = []
    for subject in leaders:
        past = [held_rows.get(subject) for _, held_rows in line]
        series.append(chart.Line(names[subject], tuple(r.total if r and r.complete else None for r in past)))
    last = "; ".join(f"{s.name} {number(s.values[-1], 2)}" for s in series if s.values[-1] is not None)
    return {
        "trend": chart.trend(
            series, [tick(code) for code, _ in line], f"Điểm {len(line)} kỳ gần đây. Kỳ này: {last}"
        ),
        "trend_names": [s.name for s in series],
        "trend_rows": [
            {"title": period_days(Period.parse(code)), "values": [s.values[at] for s in series]}
            for at, (code, _) in enumerate(line)
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
        "stack": chart.stacked(stacks, titles, f"Điểm theo nhóm tiêu chí: {told}"),
        "stack_names": [
            {"title": group.title, "swatch": chart.swatch(at, lost=group.maximum <= 0)}
            for at, group in enumerate(form.groups)
        ],
        "stack_rows": [{"title": s.name, "values": s.parts} for s in stacks],
    }
