"""Bulletins inside: the list, one issue with its steps, corrections, and the issue on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.bulletin import bulletin_advance, bulletin_problems
from thidua.actions.bulletin_correction import corrections_approve, corrections_proposed
from thidua.actions.bulletin_draw import correction_text
from thidua.actions.bulletin_issue import issue_of
from thidua.actions.document import heading_of, report_recipients, signature_of
from thidua.core.bulletin import Check, Stage
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused
from thidua.office.document import Document
from thidua.office.document.bulletin import Issue, bulletin_document
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Bulletin, BulletinCorrection, Publication
from thidua.web.document.views import known_form, paper_answer
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import faults, problem_faults, tell

MONTHS_BACK = 12
STAGES = {
    Stage.DRAFT: (gettext_lazy("Dự thảo"), "gold"),
    Stage.APPROVED: (gettext_lazy("Chỉ huy đã duyệt"), "blue"),
    Stage.INSIDE: (gettext_lazy("Đã phát hành nội bộ"), "green"),
    Stage.CLEARED: (gettext_lazy("Đã duyệt phần công khai"), "blue"),
    Stage.OUTSIDE: (gettext_lazy("Đã công bố ra ngoài"), "green"),
    Stage.ARCHIVED: (gettext_lazy("Lưu trữ"), ""),
}
CHECKS = {
    Check.NO_SUSPECTS: gettext_lazy("Không nêu tên, hình ảnh người bị nghi ngờ, người đang bị điều tra"),
    Check.PRESUMPTION: gettext_lazy("Suy đoán vô tội: không gọi ai là tội phạm khi chưa có bản án"),
    Check.CONSENT: gettext_lazy("Người được nêu tên đã đồng ý"),
    Check.SMALL_COUNTS: gettext_lazy(
        "Số đếm nhỏ về người đã để trống; số gõ tay trong phần công khai không phải số nhỏ về người"
    ),
    Check.SOURCE: gettext_lazy("Ghi nguồn số liệu và cách trích dẫn lại"),
    Check.CUT_OFF: gettext_lazy("Ghi ngày chốt số liệu"),
}
ACTIONS = {
    Stage.APPROVED: gettext_lazy("Duyệt bản tin"),
    Stage.DRAFT: gettext_lazy("Trả lại để sửa"),
    Stage.INSIDE: gettext_lazy("Phát hành nội bộ"),
    Stage.CLEARED: gettext_lazy("Duyệt phần công khai"),
    Stage.OUTSIDE: gettext_lazy("Công bố ra ngoài"),
    Stage.ARCHIVED: gettext_lazy("Đưa vào lưu trữ"),
}


def listed(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = list(access.bulletins(viewer).order_by("-period", "unit__name")[:200])
    units = list(access.bulletin_units(viewer))
    context = {
        "crumbs": crumbs(_("Bản tin")),
        "rows": [{"bulletin": row, "stage": STAGES[Stage(row.stage)]} for row in rows],
        "units": units,
        "months": _months(viewer),
        "weak": access.weaknesses(viewer).filter(closed_on__isnull=True).count(),
    }
    return render(request, "bulletin/bulletins.html", context)


def _months(viewer: Viewer) -> list[Period]:
    """What can be drawn: last month first, for it is the one that is over, and the year before it; then this one."""
    month = containing(viewer.day, PeriodKind.MONTH)
    past = [containing(month.start - timedelta(days=1), PeriodKind.MONTH)]
    while len(past) < MONTHS_BACK:
        past.append(containing(past[-1].start - timedelta(days=1), PeriodKind.MONTH))
    return [*past, month]


def issue(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.bulletin_for(viewer, unit, period)
    return _page(request, viewer, row)


def shown(row: Bulletin) -> tuple[Issue, Publication | None]:
    """What readers inside see: the issue as published; before that, the draft with the marks of what was copied."""
    publication = row.publications.filter(audience="inside").select_related("version", "by").first()
    if publication is not None:
        return Issue.from_json(publication.content), publication
    version = row.versions.last()
    assert version is not None
    return issue_of(row, version, marks=True)[0], None


def _page(request: HttpRequest, viewer: Viewer, row: Bulletin, wrong: Refused | None = None) -> HttpResponse:
    issue_shown, publication = shown(row)
    version = row.versions.select_related("by", "close").last()
    stage = Stage(row.stage)
    steps = nexts(viewer, row)
    corrections = BulletinCorrection.objects.filter(publication=publication).select_related(
        "publication__bulletin"
    )
    waiting = bulletin_problems(row, version, Stage.APPROVED) if stage is Stage.DRAFT else []
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Bản tin"), reverse("bulletins")), issue_shown.period),
        "bulletin": row,
        "issue": issue_shown,
        "stage": STAGES[stage],
        "version": version,
        "publication": publication,
        "public": row.publications.filter(audience="outside").first(),
        "corrections": [correction_text(c) for c in corrections],
        "proposed": corrections_proposed(row) if publication and access.may_sign(viewer, row.unit) else [],
        "steps": [
            {"row": s, "title": STAGES[Stage(s.stage)][0]} for s in row.steps.select_related("by", "version")
        ],
        "nexts": [{"stage": s, "title": ACTIONS[s]} for s in steps],
        "checks": CHECKS.items() if Stage.CLEARED in steps else [],
        "waiting": problem_faults(waiting),
        "editable": stage is Stage.DRAFT and access.may_write_bulletin(viewer, row.unit),
        "faults": faults(wrong) if wrong else [],
        "marked": any(p.origin for part in issue_shown.parts for p in part.passages),
    }
    return render(request, "bulletin/bulletin.html", context, status=400 if wrong else 200)


def nexts(viewer: Viewer, row: Bulletin) -> list[Stage]:
    """The next stages that this person may take the issue to, the forward one first."""
    stage = Stage(row.stage)
    writes, signs = access.may_write_bulletin(viewer, row.unit), access.may_sign(viewer, row.unit)
    clears = access.may_clear(viewer, row.unit)
    found = {
        Stage.DRAFT: [Stage.APPROVED] if signs else [],
        Stage.APPROVED: [*([Stage.INSIDE] if writes else []), *([Stage.DRAFT] if signs else [])],
        Stage.INSIDE: [*([Stage.CLEARED] if clears else []), *([Stage.ARCHIVED] if writes else [])],
        Stage.CLEARED: [Stage.OUTSIDE] if clears else [],
        Stage.OUTSIDE: [Stage.ARCHIVED] if writes else [],
        Stage.ARCHIVED: [],
    }
    return found[stage]


@require_POST
def step(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.bulletin_for(viewer, unit, period)
    try:
        stage = Stage(request.POST.get("stage", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    checks = [check for check in Check if request.POST.get(f"check-{check}")]
    try:
        bulletin_advance(
            by=viewer, at=now(), bulletin=row, stage=stage, checks=checks, note=request.POST.get("note", "")
        )
    except Refused as refused:
        return _page(request, viewer, row, refused)
    messages.success(request, STAGES[stage][0])
    return redirect("bulletin", unit, period)


@require_POST
def correct(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.bulletin_for(viewer, unit, period)
    try:
        made = corrections_approve(by=viewer, at=now(), bulletin=row, reason=request.POST.get("reason", ""))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã đính chính %(count)s số liệu.") % {"count": len(made)})
    return redirect("bulletin", unit, period)


def document(request: HttpRequest, unit: str, period: str, form: str) -> HttpResponse:
    known_form(form)
    row = access.bulletin_for(viewer_of(request), unit, period)
    marks = bool(request.GET.get("van-mau"))
    return paper_answer(bulletin_paper(row, marks=marks), f"ban-tin-{unit}-{period}", form)


def bulletin_paper(row: Bulletin, *, marks: bool = False) -> Document:
    """The issue as readers inside see it, on paper, signed by who approved it."""
    issue_shown, publication = shown(row)
    month = Period.parse(row.period)
    approved = row.steps.filter(stage="approved").select_related("by").last()
    on = publication.at.date() if publication else None
    corrections = publication.corrections.select_related("publication__bulletin") if publication else []
    return bulletin_document(
        heading_of(row.unit, on, abbreviation="BT", seen_on=month.end),
        issue_shown,
        corrections=[correction_text(c) for c in corrections],
        signature=signature_of(row.unit, month.end, approved.by.name if approved else ""),
        recipients=[
            *report_recipients(row.unit, month.end)[:-1],
            _("Các đơn vị trực thuộc"),
            _("Lưu: VT, hồ sơ thi đua"),
        ],
        marks=marks,
        specimen=settings.DEMO,
    )
