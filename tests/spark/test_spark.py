"""The same close on Spark: in this machine's two cores, and on a cluster of one master and two workers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import world
from tests.actions.test_scale import CLOSED, SIZE
from thidua.actions.scale import Books, verify, year_close
from thidua.store.vault.parted import latest, read_part

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds; a machine that runs everything at once is slow to start Java
ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    "SPARK_LOCAL_IP": "127.0.0.1",
}
needs_spark = pytest.mark.skipif(
    (shutil.which("java") is None or find_spec("pyspark") is None) and "CI" not in os.environ,
    reason="no Java or no PySpark here: uv sync --extra spark",
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """A ministry closed without Spark."""
    books = world.build(tmp_path_factory.mktemp("spark") / "bo", SIZE)
    year_close(books, world.YEAR, CLOSED)
    return books


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A standalone cluster on this machine: a master and two workers of one core each."""
    import pyspark

    spark_class = Path(pyspark.__file__).parent / "bin" / "spark-class"
    folder = tmp_path_factory.mktemp("cluster")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    places = ["--host", "127.0.0.1", "--webui-port", "0"]
    daemons = [[f"{deploy}.master.Master", *places, "--port", str(port)]]
    for name in ("a", "b"):
        work = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / name)]
        daemons.append([f"{deploy}.worker.Worker", *places, *work, master])
    running = []
    try:
        for number, daemon in enumerate(daemons):
            with (folder / f"{number}.log").open("wb") as log:
                command = [str(spark_class), *daemon]
                running.append(
                    subprocess.Popen(command, env=ENVIRONMENT, stdout=log, stderr=subprocess.STDOUT)
                )
            if number == 0:
                _wait_for(port)
        yield master
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("the master did not start")


def close_on(master: str, executors: int, books: Books, vault: Path) -> Books:
    script = ROOT / "tests" / "spark" / "close_on.py"
    command = [sys.executable, str(script), str(books.home), str(vault), master, str(executors)]
    done = subprocess.run(
        command, env=ENVIRONMENT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return Books(books.home, vault, books.movement)


def says(books: Books) -> dict[tuple[str, str, str], dict[str, list]]:
    """Every number of every table, by period, table and province."""
    found = {}
    for period, manifest in latest(books.bundles).items():
        tables = [
            "standing",
            *(["lines"] if "W" in period else []),
            *(["quotas"] if period == "2025" else []),
        ]
        for table in tables:
            for index, province in enumerate(books.provinces):
                read = read_part(books.bundles, manifest.files, table, province, index)
                found[period, table, province] = {name: column.tolist() for name, column in read.items()}
        if "units.parquet" in manifest.files:
            found[period, "units", ""] = {"sha256": [manifest.files["units.parquet"].sha256]}
    return found


@needs_spark
def test_spark_on_two_cores_says_what_one_process_says(here, tmp_path):
    there = close_on("local[2]", 0, here, tmp_path / "vault")
    assert says(there) == says(here)
    assert verify(there.bundles) == []


@needs_spark
def test_a_cluster_of_two_workers_says_what_one_process_says(here, cluster, tmp_path):
    there = close_on(cluster, 2, here, tmp_path / "vault")
    assert says(there) == says(here)
    assert verify(there.bundles) == []
