"""Whatever touches the database is run a second time on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KIND, SERVER
from tests.postgresql import start_server

ROOT = Path(__file__).parents[2]
FOLDERS = ["tests/store", "tests/actions", "tests/web"]


@pytest.mark.skipif(KIND == "postgresql", reason="this run is on PostgreSQL already")
def test_store_actions_and_pages_hold_on_postgresql() -> None:
    try:
        server = start_server()
    except Exception as fault:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL server here: {fault!r}")
    folders = [folder for folder in FOLDERS if any((ROOT / folder).rglob("test_*.py"))]
    outside = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    again = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *folders],
        cwd=ROOT,
        env={**outside, "THIDUA_TEST_DATABASE": "postgresql", SERVER: server},
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stdout + again.stderr
