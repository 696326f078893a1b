"""Long work: run at once in tests, watched, stopped between steps, refused in sentences, run again after a crash."""

from __future__ import annotations

import io
import os
import time
from datetime import datetime

import pytest
from python_calamine import CalamineWorkbook

from tests.factories import World, at, deed, figure
from thidua.actions.job import Made, Progress, job_again, job_run, job_start, job_stop, jobs_mend, long_work
from thidua.actions.person_export import seen_export
from thidua.core.problem import Refused, problem
from thidua.store import job as desk
from thidua.store.access import Viewer
from thidua.store.models import AuditLine, Job, Notice

pytestmark = pytest.mark.django_db
RAN: list[tuple[str, datetime, int]] = []


@long_work
def count_to(*, by: Viewer, at: datetime, progress: Progress, most: int) -> Made:
    RAN.append((by.name, at, most))
    for number in range(most):
        progress(number, most)
    progress(most, most)
    return Made(f"Đếm đến {most}.", str(most).encode(), "dem.txt", "text/plain", "/viec/")


@long_work
def refuse(*, by: Viewer, at: datetime, progress: Progress) -> Made:
    raise Refused("deed.refused", [problem("deed.summary-missing"), problem("deed.summary-missing")])


@long_work
def break_down(*, by: Viewer, at: datetime, progress: Progress) -> Made:
    raise ZeroDivisionError


def start(world: World, work, given=None) -> Job:
    return job_start(by=world.see(world.an), at=at(), title="Đếm", work=work, given=given)


def waiting(world: World, work=count_to, given=None, state=Job.State.WAITING) -> Job:
    """A job that no worker has taken up yet."""
    return Job.objects.create(
        owner=world.an, work=f"{work.__module__}.{work.__qualname__}", given=given or {"most": 3},
        title="Đếm", asked_at=at(), state=state,
    )  # fmt: skip


def test_work_is_done_with_the_rights_and_the_moment_of_who_asked(world: World):
    RAN.clear()
    row = start(world, count_to, {"most": 3})
    assert [("Nguyễn Thị An", at(), 3)] == RAN
    assert (row.state, row.message, row.link) == (Job.State.DONE, "Đếm đến 3.", "/viec/")
    assert (row.result_name, row.result_type) == ("dem.txt", "text/plain")
    assert desk.result(row.pk).read_bytes() == b"3"
    assert row.steps == (3, 3)
    assert AuditLine.objects.get().sentence == "Yêu cầu chạy việc nền: Đếm."


def test_only_marked_actions_can_be_run(world: World):
    with pytest.raises(AssertionError):
        start(world, print)


def test_a_refusal_is_told_in_sentences(world: World):
    row = start(world, refuse)
    assert row.state == Job.State.FAILED
    assert row.message.splitlines() == [
        "Chưa ghi được việc này, cần sửa các lỗi dưới đây.", "Cần ghi tóm tắt việc đã làm.",
    ]  # fmt: skip


def test_a_fault_of_ours_has_a_number_to_quote_and_a_traceback_in_the_log(world: World, caplog):
    row = start(world, break_down)
    assert row.state == Job.State.FAILED
    assert row.message == f"Chương trình gặp lỗi của chính nó (số {row.pk}); chưa ghi gì dở dang."
    assert "ZeroDivisionError" in caplog.text


def test_what_waits_is_taken_back_at_once(world: World):
    row = waiting(world)
    assert job_stop(by=world.see(world.an), at=at(), job=row).state == Job.State.CANCELLED
    RAN.clear()
    job_run.call(row.pk)
    assert RAN == []


def test_what_runs_ends_between_two_steps(world: World, monkeypatch: pytest.MonkeyPatch):
    row = waiting(world, given={"most": 1000})
    told = []

    def tell(pk: int, done: int, total: int) -> None:
        told.append(done)
        job_stop(by=world.see(world.an), at=at(), job=row)

    monkeypatch.setattr(desk, "tell", tell)
    monkeypatch.setattr("thidua.actions.job.TELL_EVERY", 0)
    job_run.call(row.pk)
    row.refresh_from_db()
    assert (row.state, told, row.message) == (
        Job.State.CANCELLED, [0], "Đã dừng theo yêu cầu; chưa ghi gì.",
    )  # fmt: skip


def test_what_is_over_cannot_be_stopped_and_what_is_done_not_repeated(world: World):
    row = start(world, count_to, {"most": 1})
    with pytest.raises(Refused) as refused:
        job_stop(by=world.see(world.an), at=at(), job=row)
    assert refused.value.code == "job.over"
    with pytest.raises(Refused) as refused:
        job_again(by=world.see(world.an), at=at(), job=row)
    assert refused.value.code == "job.already-done"


def test_a_dead_workers_job_is_marked_told_and_can_be_run_again(world: World):
    row = waiting(world, state=Job.State.RUNNING)
    desk.clear(row.pk)
    alive = desk.folder(row.pk) / "alive"
    alive.touch()
    with pytest.raises(Refused) as refused:
        job_again(by=world.see(world.an), at=at(), job=row)
    assert refused.value.code == "job.still-running"
    assert jobs_mend() == 0
    silent = time.time() - desk.SILENT - 1
    os.utime(alive, (silent, silent))
    assert row.now_in is Job.State.LOST
    assert jobs_mend() == 1
    row.refresh_from_db()
    assert row.state == Job.State.LOST
    assert Notice.objects.get(to=world.an).sentence == "Việc nền dừng giữa chừng: Đếm. Có thể chạy lại."
    row = job_again(by=world.see(world.an), at=at(hour=9), job=row)
    assert (row.state, row.attempt, row.asked_at) == (Job.State.DONE, 2, at(hour=9))


def test_what_waited_when_the_worker_died_is_taken_up(world: World):
    row = waiting(world)
    jobs_mend()
    row.refresh_from_db()
    assert row.state == Job.State.DONE


def test_a_job_is_done_once_however_often_it_stands_in_the_queue(world: World):
    row = waiting(world)
    RAN.clear()
    job_run.call(row.pk)
    job_run.call(row.pk)
    assert len(RAN) == 1


def test_everything_one_may_see_and_nothing_else(world: World):
    world.fill()
    figure("buoi-tuyen-truyen", world.other_commune, world.chi, 5)
    deed("viec-1", world.lim_xanh, world.clerk)
    deed("viec-2", world.other_commune, world.chi)
    row = start(world, seen_export)
    assert (row.state, row.result_name) == (Job.State.DONE, "thi-dua-2025-03-10.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.result(row.pk).read_bytes()))
    assert book.sheet_names == ["Đơn vị", "Số liệu", "Việc làm", "Phong trào", "Khen thưởng"]
    units = [line[0] for line in book.get_sheet_by_name("Đơn vị").to_python()[1:]]
    assert units == ["ca-xa-lim-xanh", "to-an-ninh-lim-xanh"]
    figures = book.get_sheet_by_name("Số liệu").to_python()[1:]
    assert {line[0] for line in figures} == {"ca-xa-lim-xanh"}
    dossiers = next(line for line in figures if line[3] == "ho-so-dung-han")
    assert (dossiers[5], dossiers[6], dossiers[7]) == ("24/31 (77,42 %)".replace(" %", "\u00a0%"), 24, 31)
    assert [line[0] for line in book.get_sheet_by_name("Việc làm").to_python()[1:]] == ["viec-1"]
    looked = AuditLine.objects.get(kind="read")
    assert (looked.by_code, looked.sentence) == ("an", "Xuất toàn bộ dữ liệu được xem: 16 dòng.")
