"""The standing of a movement's period, and the steps of the period: freeze, close, reopen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from thidua.actions.period import period_close, period_freeze, period_moved, period_reopen
from thidua.actions.report_check import unapproved_units
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Refused
from thidua.office.format import days, period_days
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Close, MovementPeriod
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.figure.views import period_named
from thidua.web.refusal import faults, tell
from thidua.web.standing import excel
from thidua.web.standing.board import board, class_tag
from thidua.web.standing.flags import flags_url
from thidua.web.standing.order import Order
from thidua.web.standing.snapshot import Snapshot, closed, history, preview

STATE_TONES = {"open": "blue", "frozen": "gold", "closed": "green"}
MOST_PROBLEMS = 12


def snapshot(viewer: Viewer, period: MovementPeriod, version: int | None = None) -> Snapshot:
    """The standing of a closed period from the vault, of an open one as the figures are now.

    Raises:
        Refused: an open one cannot be computed yet.
    """
    if period.state == "closed" or version is not None:
        return closed(access.close_for(viewer, period, version))
    return preview(period)


def standing(request: HttpRequest, movement: str, period: str) -> HttpResponse:
    """?ky= another period, ?khoi= the group, ?ban= an earlier version; ?tim= ?loai= ?xep= find and sort (`Order`)."""
    viewer = viewer_of(request)
    if (asked := request.GET.get("ky")) and asked != period:
        period_named(asked)
        kept = Order.of(request.GET).query(khoi=request.GET.get("khoi", ""))
        return redirect(reverse("standing", args=[movement, asked]) + (f"?{kept}" if kept else ""))
    row = access.period_for(viewer, movement, period)
    groups = access.standing_groups(viewer, row)
    if not groups:
        raise Http404
    version = whole(request, "ban")
    closes = list(Close.objects.filter(period=row).order_by("-version"))
    context = _frame(viewer, row, closes, version)
    try:
        held = _held(row, closes, version)
    except Refused as refused:
        context |= {"empty_note": " ".join(told for _, told in faults(refused)[:3])}
        return render(request, "standing/standing.html", context)
    shown = [code for code in sorted({r.group for r in held.rows}) if code in groups]
    if not shown:
        raise Http404
    group = request.GET.get("khoi") or _own_group(held, viewer, shown)
    if group not in groups:
        raise Http404
    context |= board(row, held, group, history(row), viewer, Order.of(request.GET)) | {
        "clusters": [{"code": code, "title": held.titles[code]} for code in shown],
        "cluster_code": group,
        "cluster_title": held.titles.get(group, group),
        "version": held.close.version if held.close else 0,
        "flags_url": flags_url(row, held, group),
        "problems": [sentence(p) for p in held.problems[:MOST_PROBLEMS]],
        "show_problems": access.may_close(viewer, row.movement),
        "excel_url": reverse("standing-excel", args=[movement, period]) + f"?khoi={group}",
    }
    return render(request, "standing/standing.html", context)


def _held(row: MovementPeriod, closes: list[Close], version: int | None) -> Snapshot:
    """As `snapshot`, from closes that were fetched with the period."""
    if row.state != "closed" and version is None:
        return preview(row)
    close = next((close for close in closes if version in (None, close.version)), None)
    if close is None:
        raise Http404
    return closed(close)


def _frame(viewer: Viewer, row: MovementPeriod, closes: list[Close], version: int | None) -> dict[str, Any]:
    """What the page shows whether or not there is a standing."""
    span = Period.parse(row.code)
    movement = row.movement
    same = MovementPeriod.objects.filter(movement=movement, kind=row.kind).order_by("-first_day")
    codes = same.values_list("code", flat=True)
    may = access.may_close(viewer, movement)
    step = {"open": ("freeze", gettext("Khóa số liệu")), "frozen": ("close", gettext("Chốt kỳ"))}.get(
        row.state
    )
    return {
        "crumbs": crumbs(
            (gettext("Phong trào"), reverse("movements")),
            (movement.title, reverse("movement", args=[movement.code])),
            gettext("Xếp hạng"),
        ),
        "movement": movement,
        "period": span,
        "days": days(span.start, span.end),
        "state_title": row.get_state_display(),
        "state_tone": STATE_TONES[row.state],
        "periods": [{"code": code, "title": period_days(Period.parse(code))} for code in codes],
        "jump_url": reverse("standing", args=[movement.code, row.code]),
        "versions": closes,
        "old_version": version is not None and closes and version != closes[0].version,
        "moved_url": reverse("moved", args=[movement.code, row.code]) if len(closes) > 1 else "",
        "steps": [
            {
                "url": reverse(step[0], args=[movement.code, row.code]),
                "title": step[1],
                "close": step[0] == "close",
                "unapproved": unapproved_units(row) if step[0] == "freeze" else [],
            }
        ]
        if may and step
        else [],
        "month_code": row.code,
        "unapproved_told": row.unapproved if may else "",
        "may_reopen": may and row.state != "open",
        "reopen_url": reverse("reopen", args=[movement.code, row.code]),
        "next_version": (closes[0].version if closes else 0) + 1,
        "cluster_title": "",
        "award_url": _award_url(viewer, row, closes),
    }


def _award_url(viewer: Viewer, row: MovementPeriod, closes: list[Close]) -> str:
    """Where names are chosen from this result, for who nominates; a week is too short to be thanked for."""
    if row.state != "closed" or row.kind == PeriodKind.WEEK or not access.nominating_units(viewer).exists():
        return ""
    return f"{reverse('dossier-choose')}?nam={row.first_day.year}&ket-qua={closes[0].pk}"


def _own_group(held: Snapshot, viewer: Viewer, shown: list[str]) -> str:
    """The group in which the viewer's own unit stands, else the first."""
    own = [row.group for row in held.rows if row.subject in viewer.own and row.group in shown]
    return own[0] if own else shown[0]


def moved(request: HttpRequest, movement: str, period: str) -> HttpResponse:
    """?ban= which version; the latest by default. Only groups that the viewer may see."""
    viewer = viewer_of(request)
    row = access.period_for(viewer, movement, period)
    close = access.close_for(viewer, row, whole(request, "ban"))
    groups = access.standing_groups(viewer, row)
    held = closed(close)
    moves = [
        move
        for move in period_moved(row.movement, row.code, close.version)
        if (move.after or move.before).group in groups  # type: ignore[union-attr]
    ]
    before = closed(access.close_for(viewer, row, close.version - 1)) if close.version > 1 else held
    names = {**before.names, **held.names}
    context = {
        "crumbs": crumbs(
            (row.movement.title, reverse("movement", args=[movement])),
            (period_days(Period.parse(period)), reverse("standing", args=[movement, period])),
            gettext("Điều gì thay đổi"),
        ),
        "movement": row.movement,
        "period": Period.parse(period),
        "close": close,
        "versions": Close.objects.filter(period=row).order_by("-version"),
        "rows": [
            {
                "name": names.get(move.subject, move.subject),
                "url": reverse("why", args=[movement, period, move.subject]),
                "before": move.before,
                "after": move.after,
                "points": move.after.total - move.before.total if move.before and move.after else None,
                "change": move.before.place - move.after.place
                if move.before and move.after and move.before.place and move.after.place
                else None,
                "class_before": class_tag(held.scheme, move.before.class_code) if move.before else None,
                "class_after": class_tag(held.scheme, move.after.class_code) if move.after else None,
            }
            for move in moves
        ],
    }
    return render(request, "standing/moved.html", context)


def standing_excel(request: HttpRequest, movement: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.period_for(viewer, movement, period)
    group = access.standing_group_for(viewer, row, request.GET.get("khoi", ""))
    try:
        held = snapshot(viewer, row)
    except Refused as refused:
        tell(request, refused)
        return redirect("standing", movement, period)
    return excel.workbook(row, held, group)


# --- Steps ------------------------------------------------------------------------------------------------


def _step(
    request: HttpRequest, movement: str, period: str, done: str, action: Callable[..., object], **more: Any
) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.period_for(viewer, movement, period)
    try:
        action(by=viewer, at=now(), movement=row.movement, period=row.code, **more)
    except Refused as refused:
        messages.error(request, sentence(refused))
        for _, told in faults(refused)[:MOST_PROBLEMS]:
            messages.error(request, told)
    else:
        messages.success(request, done)
    return redirect("standing", movement, period)


@require_POST
def freeze(request: HttpRequest, movement: str, period: str) -> HttpResponse:
    why = request.POST.get("unapproved", "")[:600]
    return _step(
        request, movement, period, gettext("Đã khóa số liệu. Xem kỹ rồi chốt."), period_freeze, unapproved=why
    )


@require_POST
def close(request: HttpRequest, movement: str, period: str) -> HttpResponse:
    incomplete = request.POST.get("thieu") == "1"
    return _step(
        request,
        movement,
        period,
        gettext("Đã chốt. Kết quả nằm trong kho, ai cũng kiểm lại được."),
        period_close,
        allow_incomplete=incomplete,
    )


@require_POST
def reopen(request: HttpRequest, movement: str, period: str) -> HttpResponse:
    reason = request.POST.get("reason", "")[:300]
    return _step(
        request,
        movement,
        period,
        gettext("Đã mở lại. Bản đã chốt vẫn giữ nguyên."),
        period_reopen,
        reason=reason,
    )
