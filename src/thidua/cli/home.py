"""The home folder of a command that needs the database: chosen before Django reads its settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from thidua.cli.frame import FOLDER, option
from thidua.cli.language import Both, say

DEFAULT = Path("var/home")


def home_option(default: str | None = None) -> Callable[[Any], Any]:
    """`--home DIR` of a command with a database."""
    said = Both(
        "Thư mục dữ liệu (cơ sở dữ liệu, kho đã chốt, minh chứng).",
        "Home folder (database, vault of closed periods, evidence).",
    )
    return option(
        "--home",
        said=said,
        metavar="DIR",
        envvar="THIDUA_HOME",
        type=FOLDER,
        default=default or str(DEFAULT),
        show_default=True,
    )


def open_home(home: Path, *, migrate: bool = False) -> None:
    """Set Django up on that home; `migrate` brings the tables up to date, else they must be already.

    Raises:
        click.ClickException: the home has no database yet or an older one.
    """
    os.environ["THIDUA_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    import django
    from django.conf import settings

    if not settings.configured or not django.apps.apps.ready:
        django.setup()
    if migrate:
        bring_up_to_date()
    elif tables_missing():
        text = Both(
            "{home}: chưa có dữ liệu, hoặc dữ liệu cũ hơn chương trình. Chạy: thidua init --home {home}",
            "{home}: no database yet, or one older than the program. Run: thidua init --home {home}",
        )
        raise click.ClickException(say(text, home=home))


def tables_missing() -> bool:
    """Whether a migration is still to be applied. An absent SQLite file is not created by asking."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    name = settings.DATABASES["default"]["NAME"]
    if isinstance(name, Path) and not name.exists():
        return True
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> None:
    """Apply migrations and make the cache table."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def moment() -> datetime:
    """Now, in Vietnam's time; at the home of a demonstration, this time of day on the day where its story stands."""
    from django.conf import settings
    from django.utils import timezone

    at = timezone.localtime()
    return at if settings.DEMO_DAY is None else datetime.combine(settings.DEMO_DAY, at.timetz())
