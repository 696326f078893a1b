"""Long work in the background: what I asked for, how far it is, what came of it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.actions.job import job_again, job_start, job_stop
from thidua.actions.person_export import seen_export
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store import job as desk
from thidua.store.models import Job
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import tell

PER_PAGE = 30
TONES = {
    Job.State.WAITING: "gold", Job.State.RUNNING: "blue", Job.State.DONE: "green",
    Job.State.FAILED: "red", Job.State.LOST: "red", Job.State.CANCELLED: "",
}  # fmt: skip


def jobs(request: HttpRequest) -> HttpResponse:
    """Newest first, ?trang= page."""
    page = Paginator(access.jobs(viewer_of(request)), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "crumbs": crumbs(_("Việc nền")),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "rows": [shown(row) for row in page],
    }
    return render(request, "job/jobs.html", context)


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; the same address answers its moving part alone, which asks again until the work is over."""
    row = access.job_for(viewer_of(request), pk)
    template = "job/progress.html" if request.htmx else "job/job.html"
    return render(
        request,
        template,
        {"crumbs": crumbs((_("Việc nền"), reverse("jobs")), row.title), **shown(row)},
    )


def shown(row: Job) -> dict[str, Any]:
    """What the templates need to draw one job."""
    state = row.now_in
    done, total = row.steps if state == Job.State.RUNNING else (0, 0)
    return {
        "job": row,
        "state": state.label,
        "tone": TONES[state],
        "running": state == Job.State.RUNNING,
        "over": row.over,
        "done": min(done, total),
        "total": total,
        "told": row.message.splitlines(),
        "nobody_works": state == Job.State.WAITING and not desk.worker_seen(),
        "may_again": state in {Job.State.FAILED, Job.State.LOST, Job.State.CANCELLED},
        "has_result": bool(row.result_name) and desk.result(row.pk).exists(),
    }


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Everything this person may see, as one workbook."""
    try:
        row = job_start(
            by=viewer_of(request), at=now(), title=_("Xuất toàn bộ dữ liệu tôi được xem"), work=seen_export
        )
    except Refused as refused:
        tell(request, refused)
        return redirect("jobs")
    return redirect("job", row.pk)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        job_stop(by=viewer, at=now(), job=access.job_for(viewer, pk))
    except Refused as refused:
        tell(request, refused)
    return redirect("job", pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        job_again(by=viewer, at=now(), job=access.job_for(viewer, pk))
    except Refused as refused:
        tell(request, refused)
    return redirect("job", pk)


@require_GET
def result(request: HttpRequest, pk: int) -> FileResponse:
    """The file it made, as an attachment."""
    row = access.job_for(viewer_of(request), pk)
    path = desk.result(row.pk)
    if not row.result_name or not path.exists():
        raise Http404
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=row.result_name, content_type=row.result_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
