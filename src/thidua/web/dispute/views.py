"""Disputes: opening one from "Vì sao?", its page with both versions side by side, and the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.audit import read_note
from thidua.actions.dispute import (
    deciding_posts,
    dispute_answer,
    dispute_assign,
    dispute_extend,
    dispute_open,
    dispute_show,
    dispute_withdraw,
)
from thidua.actions.evidence import LARGEST, evidence_keep
from thidua.core.dispute import CORRECTED, LONGER_MAX, VERDICTS, DisputeState, term_on, workdays_overdue
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused
from thidua.core.workday import doubtful_days, unknown_years
from thidua.office.format import day as day_text
from thidua.office.format import period_days
from thidua.office.wording import sentence
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Dispute, MovementPeriod, Person, Unit
from thidua.web.dispute.side import Side, criteria_of, sides
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import Fault, faults, tell

PER_PAGE = 30
STATES = {
    DisputeState.OPEN: (gettext_lazy("Đang giải quyết"), "gold"),
    DisputeState.UPHELD: (gettext_lazy("Đúng"), "green"),
    DisputeState.PARTLY: (gettext_lazy("Đúng một phần"), "green"),
    DisputeState.REJECTED: (gettext_lazy("Không đúng"), ""),
    DisputeState.WITHDRAWN: (gettext_lazy("Đã rút"), ""),
}
STEPS = {
    "open": pgettext_lazy("step", "Khiếu nại"),
    "assign": gettext_lazy("Giao người giải quyết"),
    "extend": gettext_lazy("Gia hạn"),
    "evidence": gettext_lazy("Thêm minh chứng"),
    "answer": gettext_lazy("Trả lời"),
    "withdraw": gettext_lazy("Rút khiếu nại"),
}


def disputes(request: HttpRequest) -> HttpResponse:
    """The register as far as the reader may see it: ?trang-thai=, ?don-vi=, ?trang=; counts per unit above it."""
    viewer = viewer_of(request)
    rows = access.disputes(viewer)
    asked = {name: request.GET.get(name, "")[:80] for name in ("trang-thai", "don-vi")}
    shown = rows.filter(state=asked["trang-thai"]) if asked["trang-thai"] in set(DisputeState) else rows
    shown = shown.filter(unit__code=asked["don-vi"]) if asked["don-vi"] else shown
    shown = shown.select_related("unit", "person", "decider", "period__movement")
    page = Paginator(shown.order_by("-opened_at", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "crumbs": crumbs(_("Khiếu nại")),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "query": "".join(
            f"{name}={value}&" for name, value in asked.items() if value and value.replace("-", "").isalnum()
        ),
        "rows": [_listed(row, viewer.day) for row in page],
        "units": _per_unit(rows, viewer.day),
        "states": [(state, title) for state, (title, _tone) in STATES.items()],
        "asked": {"state": asked["trang-thai"], "unit": asked["don-vi"]},
    }
    return render(request, "dispute/disputes.html", context)


def _listed(row: Dispute, day: date) -> dict[str, Any]:
    title, tone = STATES[DisputeState(row.state)]
    return {
        "row": row,
        "state": title,
        "tone": tone,
        "clock": _clock(row, day),
        "period": period_days(Period.parse(row.period.code)),
    }


def _clock(row: Dispute, day: date) -> dict[str, Any] | None:
    """The days left, while it is open."""
    if row.state != DisputeState.OPEN:
        return None
    term = term_on(day, row.due, work_calendar())
    return {
        "due": row.due,
        "left": term.left,
        "over": term.over,
        "late": workdays_overdue(row.due, day, work_calendar()),
    }


def _per_unit(rows: QuerySet[Dispute], day: date) -> list[dict[str, Any]]:
    """How many of each kind per unit, in one question."""
    late = Q(state=DisputeState.OPEN, due__lt=day)
    pks = rows.values("pk")
    counted = Dispute.objects.filter(pk__in=pks).values("unit__code", "unit__name").order_by("unit__name")
    return list(
        counted.annotate(
            all=Count("pk"),
            open=Count("pk", filter=Q(state=DisputeState.OPEN)),
            late=Count("pk", filter=late),
            right=Count("pk", filter=Q(state__in=CORRECTED)),
            wrong=Count("pk", filter=Q(state=DisputeState.REJECTED)),
        )
    )


def dispute(
    request: HttpRequest, code: str, wrong: list[Fault] | None = None, form: str = ""
) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.dispute_for(viewer, code)
    if row.unit.code not in viewer.own:
        read_note(
            by=viewer, at=now(), action="dispute-read", subject=f"dispute:{row.code}", unit=row.unit,
            about=row.person, sentence=f"Xem khiếu nại {row.code} của {row.unit.name}.",
        )  # fmt: skip
    opened = row.state == DisputeState.OPEN
    title, tone = STATES[DisputeState(row.state)]
    movement = row.period.movement
    decides = opened and viewer.person is not None and row.decider_id == viewer.person.pk
    closes = access.may_close(viewer, movement)
    held = sides(row)
    context = {
        "crumbs": crumbs((_("Khiếu nại"), reverse("disputes")), row.code),
        "dispute": row,
        "who": row.person or row.unit,
        "movement": movement,
        "period": Period.parse(row.period.code),
        "state": title,
        "tone": tone,
        "clock": _clock(row, viewer.day),
        "doubts": doubtful_days(row.opened_at.date(), row.due, work_calendar()),
        "unknown_years": unknown_years(row.opened_at.date(), row.due, work_calendar()),
        "interests": [sentence(Problem(interest)) for interest in row.interests],
        "sides": held,
        "waits_for_correction": row.state in CORRECTED and not _corrected(row, held),
        "files": list(row.evidence.select_related("added_by").order_by("added_at", "pk")),
        "steps": [
            {"row": step, "title": STEPS.get(step.step, step.step)}
            for step in row.steps.select_related("by").order_by("at", "pk")
        ],
        "decides": decides,
        "may_extend": decides and not row.extended,
        "longest": LONGER_MAX,
        "verdicts": [(state, STATES[state][0]) for state in VERDICTS],
        "mine": opened and access.may_pursue(viewer, row),
        "others": _others(row, viewer) if opened and closes else [],
        "may_reopen": closes and row.state in CORRECTED and row.period.state != MovementPeriod.State.OPEN
        and not _corrected(row, held),
        "faults": wrong or [],
        "form": form,
        "typed": {name: request.POST.get(name, "")[:4000] for name in ("answer", "verdict", "days", "reason", "to")},
    }  # fmt: skip
    return render(request, "dispute/dispute.html", context, status=400 if wrong else 200)


def _corrected(row: Dispute, held: list[Side]) -> bool:
    return any(
        side.version > row.version and row.answered_at is not None and side.at > row.answered_at
        for side in held
    )


def _others(row: Dispute, viewer: Viewer) -> list[Person]:
    posts = deciding_posts(row.period, viewer.day)
    return list({post.person_id: post.person for post in posts if post.person_id != row.decider_id}.values())


def dispute_new(request: HttpRequest, movement: str, period: str, subject: str) -> HttpResponse:
    """?tieu-chi= names the criterion, as the link on "Vì sao?" does."""
    viewer = viewer_of(request)
    row = access.period_for(viewer, movement, period)
    who = access.disputable_for(viewer, row, subject)
    if row.state == MovementPeriod.State.OPEN:
        raise Http404
    try:
        known = criteria_of(row, subject)
    except Refused as refused:
        tell(request, refused)
        return redirect("why", movement, period, subject)
    form = Form(request, {"criterion": request.GET.get("tieu-chi", "")[:80], "text": "", "wanted": ""})
    if form.sent:
        made = _open(viewer, row, who, known, form)
        if made is not None:
            _keep_file(request, viewer, made)
            messages.success(
                request, _("Đã gửi khiếu nại. Hạn trả lời: %(day)s.") % {"day": day_text(made.due)}
            )
            return redirect("dispute", made.code)
    context = {
        "crumbs": crumbs((who.name, reverse("why", args=[movement, period, subject])), _("Khiếu nại")),
        "movement": row.movement,
        "period": Period.parse(row.code),
        "who": who,
        "criteria": known,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "dispute/new.html", context, status=form.status)


def _open(
    viewer: Viewer, row: MovementPeriod, who: Unit | Person, known: list[Any], form: Form
) -> Dispute | None:
    criterion = next((held for held in known if held.code == form["criterion"]), None)
    if criterion is None:
        form.wrong.append(("criterion", _("Cần chọn tiêu chí.")))
        return None
    try:
        return dispute_open(
            by=viewer, at=now(), period=row, subject=who, criterion=criterion.code, title=criterion.title,
            figures=criterion.figures, text=form["text"], wanted=form["wanted"],
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None


def _keep_file(request: HttpRequest, viewer: Viewer, row: Dispute) -> None:
    """A file that came with the form; what is wrong with it is told, the dispute stands."""
    file = request.FILES.get("evidence")
    if not isinstance(file, UploadedFile):
        return
    try:
        kept = evidence_keep(
            by=viewer, at=now(), unit=row.unit, name=file.name or "", content=file.read(LARGEST + 1),
            media_type=file.content_type or "",
        )  # fmt: skip
        dispute_show(by=viewer, at=now(), dispute=row, evidence=kept)
    except Refused as refused:
        tell(request, refused)


# --- Steps ------------------------------------------------------------------------------------------------


def _step(
    request: HttpRequest, code: str, form: str, done: str, action: Callable[..., object], **more: Any
) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        action(by=viewer, at=now(), dispute=access.dispute_for(viewer, code), **more)
    except Refused as refused:
        return dispute(request, code, faults(refused), form)
    messages.success(request, done)
    return redirect("dispute", code)


@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    typed = {"verdict": request.POST.get("verdict", ""), "answer": request.POST.get("answer", "")[:4000]}
    return _step(request, code, "answer", _("Đã trả lời."), dispute_answer, **typed)


@require_POST
def extend(request: HttpRequest, code: str) -> HttpResponse:
    text = request.POST.get("days", "")
    days = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else None
    reason = request.POST.get("reason", "")[:1000]
    return _step(request, code, "extend", _("Đã gia hạn."), dispute_extend, days=days, reason=reason)


@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.dispute_for(viewer, code)
    to = next((p for p in _others(row, viewer) if p.code == request.POST.get("to")), None)
    if to is None:
        raise Http404
    reason = request.POST.get("reason", "")[:1000]
    return _step(request, code, "assign", _("Đã giao."), dispute_assign, to=to, reason=reason)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    reason = request.POST.get("reason", "")[:1000]
    return _step(request, code, "withdraw", _("Đã rút khiếu nại."), dispute_withdraw, reason=reason)


@require_POST
def show(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.dispute_for(viewer, code)
    if not access.may_pursue(viewer, row):
        raise Http404
    _keep_file(request, viewer, row)
    return redirect("dispute", code)
