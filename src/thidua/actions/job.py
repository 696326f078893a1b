"""Long work in the background: asked for on a page, done by the worker process, watched and stopped by its owner.

Another noun makes its own long work like this, and starts it from a view with `job_start`:

    @long_work
    def register_import(*, by: Viewer, at: datetime, progress: Progress, file: str) -> Made:
        for number, row in enumerate(rows):
            progress(number, len(rows))  # between steps: tells how far, and raises `Stopped` when the owner says so
            ...
        return Made("Đã nhập 3.321 dòng.", link="/so-ghi-danh/")

Rights are those of the owner on the day she asked; what it refuses (`Refused`) is shown to her as sentences. Work that
writes is one transaction, so that a stop or a crash leaves nothing half-written and it can be run again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task

from thidua.actions.audit import acting, audit
from thidua.actions.notice import notice_send
from thidua.core.problem import Problem, Refused
from thidua.office.wording import place, sentence
from thidua.store import access
from thidua.store import job as desk
from thidua.store.access import Viewer
from thidua.store.clock import now
from thidua.store.models import Job

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
TELL_EVERY = 0.3  # seconds: more often nobody can read
SENTENCES_MAX = 30  # of a refusal; more do not help anybody
NOTICE_AFTER = 10.0  # seconds: who waited no longer is still looking at the page


@dataclass(frozen=True, slots=True)
class Made:
    """What came of long work: a sentence, and a file to fetch or a page to go on with."""

    message: str
    content: bytes | None = None
    name: str = ""
    media_type: str = "application/octet-stream"
    link: str = ""


class Stopped(Exception):
    """The owner asked for an end."""


Work = Callable[..., Made]


def long_work(function: Work) -> Work:
    """Allow an action to be run in the background; its arguments besides by, at and progress are JSON values."""
    function.long_work = True  # type: ignore[attr-defined]
    return function


@transaction.atomic
def job_start(
    *, by: Viewer, at: datetime, title: str, work: Work, given: Mapping[str, Any] | None = None
) -> Job:
    """Ask for long work; the worker process takes it up within a second or two.

    Raises:
        Refused: "access.no-person".
    """
    assert getattr(work, "long_work", False), work
    row = Job.objects.create(
        owner=acting(by),
        work=f"{work.__module__}.{work.__qualname__}",
        given=dict(given or {}),
        title=title,
        asked_at=at,
    )
    _queue(by, at, row, "job-start", f"Yêu cầu chạy việc nền: {title}.")
    row.refresh_from_db()
    return row


@transaction.atomic
def job_again(*, by: Viewer, at: datetime, job: Job) -> Job:
    """Run once more what failed, was stopped or was lost with its worker.

    Raises:
        Refused: "job.still-running"; "job.already-done".
    """
    row = Job.objects.select_for_update().get(pk=job.pk)
    if row.state == Job.State.DONE:
        raise Refused("job.already-done", title=row.title)
    if row.now_in is Job.State.RUNNING:
        raise Refused("job.still-running", title=row.title)
    row.state, row.attempt, row.asked_at = Job.State.WAITING, row.attempt + 1, at
    row.started_at = row.finished_at = None
    row.message = row.link = ""
    row.save()
    _queue(by, at, row, "job-again", f"Chạy lại việc nền (lần {row.attempt}): {row.title}.")
    row.refresh_from_db()
    return row


def _queue(by: Viewer, at: datetime, row: Job, action: str, told: str) -> None:
    audit(by=by, at=at, action=action, subject=f"job:{row.pk}", sentence=told)
    desk.clear(row.pk)
    job_run.enqueue(row.pk)  # a row of the same transaction: the worker sees it when everybody does


@transaction.atomic
def job_stop(*, by: Viewer, at: datetime, job: Job) -> Job:
    """Take back what waits; ask what runs to end after the step it is in.

    Raises:
        Refused: "job.over".
    """
    row = Job.objects.select_for_update().get(pk=job.pk)
    if row.over:
        raise Refused("job.over", title=row.title)
    if row.state == Job.State.WAITING:
        row.state, row.finished_at = Job.State.CANCELLED, at
        row.save(update_fields=["state", "finished_at"])
    else:
        desk.ask_to_stop(row.pk)
    audit(by=by, at=at, action="job-stop", subject=f"job:{row.pk}", sentence=f"Dừng việc nền: {row.title}.")
    return row


def jobs_mend() -> int:
    """When a worker starts: mark what died with the one before, and take up what waits. How many were lost."""
    lost = [row for row in Job.objects.filter(state=Job.State.RUNNING) if row.over]
    for row in lost:
        if Job.objects.filter(pk=row.pk, state=Job.State.RUNNING).update(
            state=Job.State.LOST,
            finished_at=now(),
            message="Máy chủ dừng khi việc đang chạy; chưa ghi gì dở dang.",
        ):
            _notify(row, now(), f"Việc nền dừng giữa chừng: {row.title}. Có thể chạy lại.")
    for pk in Job.objects.filter(state=Job.State.WAITING).values_list("pk", flat=True):
        job_run.enqueue(pk)  # twice in the queue is harmless: only what still waits is run
    return len(lost)


# --- In the worker ----------------------------------------------------------------------------------------


@task()
def job_run(pk: int) -> None:
    """Run one job that waits; anything else (taken back, taken up by another worker) is let be."""
    with transaction.atomic():
        row = Job.objects.select_for_update().filter(pk=pk, state=Job.State.WAITING).first()
        if row is None:
            return
        row.state, row.started_at = Job.State.RUNNING, now()
        row.save(update_fields=["state", "started_at"])
    begun = time.monotonic()
    with desk.beating(pk):
        _finish(row, *_outcome(row))
    if time.monotonic() - begun > NOTICE_AFTER:
        _notify(row, now(), f"{row.get_state_display()}: {row.title}.")


def _outcome(row: Job) -> tuple[Job.State, Made]:
    work = import_string(row.work)
    assert getattr(work, "long_work", False), row.work
    account = getattr(row.owner, "account", None)
    day = row.asked_at.astimezone(now().tzinfo).date()
    by = access.viewer(account, day) if account else access.viewer_of(row.owner, day)
    try:
        return Job.State.DONE, work(by=by, at=row.asked_at, progress=_progress(row.pk), **row.given)
    except Stopped:
        return Job.State.CANCELLED, Made("Đã dừng theo yêu cầu; chưa ghi gì.")
    except Refused as refused:
        told = [sentence(refused), *map(_placed, refused.problems[:SENTENCES_MAX])]
        return Job.State.FAILED, Made("\n".join(dict.fromkeys(told)))
    except Exception:
        log.exception("job %s (%s) failed", row.pk, row.work)
        return Job.State.FAILED, Made(
            f"Chương trình gặp lỗi của chính nó (số {row.pk}); chưa ghi gì dở dang."
        )


def _placed(found: Problem) -> str:
    """With the place in a file, where it has one."""
    where = place(found.where) if found.where.source else ""
    return f"{where}: {sentence(found)}" if where else sentence(found)


def _progress(pk: int) -> Progress:
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if desk.asked_to_stop(pk):
            raise Stopped
        if done >= total or time.monotonic() - last >= TELL_EVERY:
            desk.tell(pk, done, total)
            last = time.monotonic()

    return progress


def _finish(row: Job, state: Job.State, made: Made) -> None:
    if made.content is not None:
        desk.keep(row.pk, made.content)
        row.result_name, row.result_type = made.name, made.media_type
    row.state, row.finished_at, row.message, row.link = state, now(), made.message, made.link
    row.save()


def _notify(row: Job, at: datetime, told: str) -> None:
    notice_send(
        by=None, at=at, to=[row.owner], kind="job-over", subject=f"job:{row.pk}", sentence=told,
        link=f"/viec-nen/{row.pk}/",
    )  # fmt: skip
