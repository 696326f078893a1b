"""Closes a ministry on Spark in a process of its own: `python close_on.py HOME VAULT MASTER EXECUTORS`.

A Java machine beside pytest would keep its sockets open past the end of a test.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.world import YEAR
from tests.actions.test_scale import CLOSED
from thidua.actions.scale import Books, year_close
from thidua.actions.spark import on_spark, session

PATIENCE = 90  # seconds for the executors to appear


def main(home: str, vault: str, master: str, executors: str) -> None:
    spark = session(
        master, settings={"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    )
    known, end = 0, time.monotonic() + PATIENCE
    while known < int(executors) and time.monotonic() < end:
        # The driver is on the list too.
        known = len(spark.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) - 1
        time.sleep(0.2)
    assert known >= int(executors), f"{known} executors"
    year_close(Books(Path(home), Path(vault), "bo-minh-hoa-2025"), YEAR, CLOSED, each=on_spark(spark))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
