"""A file of figures on its way to be looked at: a small one in the page, a large one in a job of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thidua.actions.figure_look import Looked, figures_look, looked_of
from thidua.actions.job import job_start
from thidua.store import access
from thidua.store import job as desk
from thidua.store.models import Job
from thidua.web.door import now, viewer_of

LOOK = "figures-look"  # session key: the job that looked, and what it was asked


def reason_of(request: HttpRequest) -> str:
    """Why figures may be replaced: as typed now, or as it was typed when the job was started."""
    held = request.session.get(LOOK, {}).get("given", {}).get("reason", "")
    return str(request.POST.get("reason", "")[:300] if request.method == "POST" else held)


def looked(
    request: HttpRequest,
    file: Path,
    name: str,
    large: int,
    more: dict[str, Any],
    at_once: Callable[[], Looked],
) -> Looked | HttpResponse:
    """What is to be seen of the file, or the page of the job that looks at it.

    Args:
        large: bytes above which a file is looked at in the background.
        more: what else the job is told: layout, reason.
    """
    if file.stat().st_size <= large:
        return at_once()
    given = {"file": file.name, "name": name, **more}
    held = request.session.get(LOOK, {})
    viewer = viewer_of(request)
    row = access.jobs(viewer).filter(pk=held.get("job")).first() if held.get("given") == given else None
    if row is not None and row.now_in is Job.State.DONE and desk.result(row.pk).exists():
        return looked_of(desk.result(row.pk).read_bytes())
    if row is None or row.over:
        title = _("Xem trước “%(name)s”") % {"name": name}
        row = job_start(by=viewer, at=now(), title=title, work=figures_look, given=given)
        request.session[LOOK] = {"job": row.pk, "given": given}
    return redirect("job", row.pk)
