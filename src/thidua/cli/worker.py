"""`thidua worker`: does the long work that pages asked for; `thidua serve` starts one beside the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.cli.frame import command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both

INTERVAL = 1.0  # seconds between two looks into an empty queue
DAILY_HOUR = 5  # from this hour on a day's work is done
DAILY_LOOK = 60.0  # seconds between two looks at the clock


@command(
    "worker",
    Both(
        "Chạy việc nền (xuất, nạp nhiều dữ liệu); thidua serve đã có sẵn một tiến trình như vậy.",
        "Do long work in the background; thidua serve already starts one such process.",
    ),
)
@option(
    "--once",
    said=Both("Làm hết việc đang chờ rồi thoát.", "Do what waits, then exit."),
    is_flag=True,
)
@option(
    "--beside",
    said=Both(
        "Chạy kèm một tiến trình khác: dừng khi đầu vào chuẩn đóng lại.",
        "Run beside another process: stop when standard input is closed.",
    ),
    is_flag=True,
)
@home_option()
def worker(home: Path, once: bool, beside: bool) -> None:
    open_home(home)
    work(once=once, beside=beside)


def work(*, once: bool = False, beside: bool = False) -> None:
    """Take up one job after another until stopped; the home is already open."""
    from django.utils.crypto import get_random_string
    from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
    from django_tasks_db.management.commands.db_worker import Worker

    from thidua.actions.job import jobs_mend
    from thidua.store import job as desk

    jobs_mend()
    made = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=INTERVAL,
        batch=once,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    made.configure_signals()
    if beside:
        threading.Thread(target=_end_with_standard_input, daemon=True).start()
    with desk.worker_beating():
        if not once:
            threading.Thread(target=_each_day, daemon=True).start()
        made.run()


def _each_day() -> None:
    """Put the work of the day into the queue, once per place and day; a demonstration stands still and has none."""
    from django.conf import settings
    from django.db import connection

    from thidua.actions.daily import daily_claim, daily_task
    from thidua.store.clock import now

    while not settings.DEMO:
        at = now()
        if at.hour >= DAILY_HOUR and daily_claim(day=f"{at:%Y-%m-%d}"):
            daily_task.enqueue()
            connection.close()
        time.sleep(DAILY_LOOK)


def _end_with_standard_input() -> None:
    """The process that started us holds the other end; it closes when that process ends, however it ends."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker process of this home for as long as the block runs."""
    started = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "thidua", "worker", "--beside", "--home", os.environ["THIDUA_HOME"]],
        stdin=subprocess.PIPE,
    )
    try:
        yield
    finally:
        assert started.stdin is not None
        started.stdin.close()
        try:
            started.wait(timeout=10)
        except subprocess.TimeoutExpired:
            started.kill()
