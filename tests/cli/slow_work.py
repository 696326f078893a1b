"""Work that takes as long as it is let, for tests of a real worker: `python -m tests.cli.slow_work HOME STEPS`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

STEP = 0.02  # seconds


def slow(*, by: object, at: object, progress, steps: int) -> object:
    from thidua.actions.job import Made

    for number in range(steps):
        progress(number, steps)
        time.sleep(STEP)
    return Made(f"{by.name}: {steps} bước.")  # type: ignore[attr-defined]


slow.long_work = True  # type: ignore[attr-defined]

if __name__ == "__main__":
    from thidua.cli.home import open_home

    open_home(Path(sys.argv[1]), migrate=True)
    from tests.cli import slow_work
    from thidua.actions.job import job_start
    from thidua.store import access
    from thidua.store.models import Person

    an, _ = Person.objects.get_or_create(
        code="an", defaults={"name": "Nguyễn Thị An", "search": "nguyen thi an"}
    )
    now = datetime.now(UTC)
    row = job_start(
        by=access.viewer_of(an, now.date()), at=now, title="Chậm", work=slow_work.slow,
        given={"steps": int(sys.argv[2])},
    )  # fmt: skip
    print(row.pk)
