"""One run of the tests: its own home folder, and one database, SQLite unless told otherwise.

    uv run pytest                                       on SQLite, and the store, actions and pages on both
    THIDUA_TEST_DATABASE=postgresql uv run pytest …     everything on a PostgreSQL server started for this run

All of this happens before the settings are read, so that no test can touch anybody's data.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests import demonstration  # noqa: F401 - the folder that all processes of this run share
from tests.postgresql import start_server

if TYPE_CHECKING:
    from tests.factories import World

# What decides whether a change lands asks the same questions every time; everybody else's runs ask new ones.
hypothesis.settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

HOME = Path(tempfile.mkdtemp(prefix="thidua-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
KIND = os.environ.get("THIDUA_TEST_DATABASE", "sqlite")
# Worker processes and the run inside tests/store/test_on_postgresql.py share the server of their parent.
SERVER = "THIDUA_TEST_SERVER"

os.environ["THIDUA_HOME"] = str(HOME)
os.environ.pop("THIDUA_DATABASE", None)
if KIND == "postgresql":
    if SERVER not in os.environ:
        os.environ[SERVER] = start_server()
    os.environ["THIDUA_DATABASE"] = os.environ[SERVER]
elif KIND != "sqlite":
    sys.exit(f"THIDUA_TEST_DATABASE={KIND}: sqlite or postgresql")

os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings"

import django  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402
from django.db import connection  # noqa: E402

django.setup()
# Long work is done at once, where it is asked for, instead of by a worker process.
django_settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Passwords of the cast are hashed at the least cost: at the real one (tests/store/test_password.py) every world of five
# accounts and every sign-in would spend more time on it than on what is tested.
django_settings.PASSWORD_HASHERS = ["tests.password.Quick"]
# And ballots are sealed with the shortest keys there are; tests/actions/test_ballot_keys.py holds the product's.
from thidua.actions import ballot_key  # noqa: E402

ballot_key.BITS = 1024
# Settings read too early (DJANGO_SETTINGS_MODULE set outside) would quietly test the wrong database.
assert connection.vendor == KIND, f"asked for {KIND}, settings say {connection.vendor}"


def _flush_the_audit_log_too() -> None:
    """A transactional test empties all tables behind it; the log that refuses to be emptied is unguarded for that."""
    from thidua.store import chain

    operations, flush = type(connection.ops), type(connection.ops).sql_flush

    def sql_flush(self: object, *args: object, **kwargs: object) -> list[str]:
        return [*chain.OFF[KIND], *flush(self, *args, **kwargs), *chain.ON[KIND]]

    operations.sql_flush = sql_flush


_flush_the_audit_log_too()


def pytest_report_header() -> str:
    return f"thidua: database {KIND}" + (f" at {os.environ[SERVER]}" if KIND == "postgresql" else "")


# What takes longest begins first, so that no worker is left alone with it at the end.
LONG = ("tests/store/test_on_postgresql.py", "tests/journeys/", "tests/cli/test_demo.py", "tests/spark/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        return next((at for at, part in enumerate(LONG) if part in item.path.as_posix()), len(LONG))

    items.sort(key=rank)


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest) -> Iterator[Path | None]:
    """A test that uses the database gets a home of its own: no vault or evidence is left for the next one."""
    uses_database = {"db", "transactional_db"} & set(request.fixturenames)
    if not uses_database and not request.node.get_closest_marker("django_db"):
        yield None
        return
    settings = request.getfixturevalue("settings")
    settings.HOME = request.getfixturevalue("tmp_path")
    yield settings.HOME


@pytest.fixture
def world(db: None, home: Path) -> World:
    """An, Bình, Chi and Dung, their units, a movement and an open week."""
    from tests import factories

    return factories.world()
