"""The audit log nobody can change: triggers that refuse UPDATE and DELETE, and link every new line to the one before.

On SQLite one writes at a time, and the function `thidua_sha256` is given to every connection (store/apps.py); a tool
without it cannot add a line. On PostgreSQL many write at once: the link is made by a deferred trigger at the very end
of the transaction, under a lock that is then held only for the commit, so that nobody waits for somebody's long work
and nobody waits in a ring.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

LINE, LINK = "store_auditline", "store_auditlink"
_SAID = "Nhật ký không sửa, không xóa được."

_SQLITE_ON = [
    *(
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        for table in (LINE, LINK)
        for verb in ("update", "delete")
    ),
    """CREATE TRIGGER IF NOT EXISTS store_auditline_chain AFTER INSERT ON store_auditline BEGIN
  INSERT INTO store_auditlink (number, line, previous, sha256) SELECT
    number + 1, NEW.id, sha256, thidua_sha256(sha256 || NEW.digest) FROM (SELECT
      coalesce((SELECT max(number) FROM store_auditlink), 0) AS number,
      coalesce((SELECT sha256 FROM store_auditlink ORDER BY number DESC LIMIT 1), hex(zeroblob(32))) AS sha256);
END""",
]
_SQLITE_OFF = [
    *(f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in (LINE, LINK) for verb in ("update", "delete")),
    f"DROP TRIGGER IF EXISTS {LINE}_chain",
]

_POSTGRESQL_ON = [
    f"""CREATE OR REPLACE FUNCTION thidua_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE OR REPLACE FUNCTION thidua_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last_number bigint; last_sha256 text;
BEGIN
  PERFORM pg_advisory_xact_lock(7203, 1);
  SELECT number, sha256 INTO last_number, last_sha256 FROM store_auditlink ORDER BY number DESC LIMIT 1;
  last_sha256 := coalesce(last_sha256, repeat('0', 64));
  INSERT INTO store_auditlink (number, line, previous, sha256) VALUES (
    coalesce(last_number, 0) + 1, NEW.id, last_sha256,
    encode(sha256(convert_to(last_sha256 || NEW.digest, 'UTF8')), 'hex'));
  RETURN NULL;
END $$""",
    *(
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION thidua_audit_refuse()"
        for table in (LINE, LINK)
    ),
    *(
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION thidua_audit_refuse()"
        for table in (LINE, LINK)
    ),
    f"DROP TRIGGER IF EXISTS {LINE}_chain ON {LINE}",
    f"CREATE CONSTRAINT TRIGGER {LINE}_chain AFTER INSERT ON {LINE} DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION thidua_audit_chain()",
]
_POSTGRESQL_OFF = [
    *(
        f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
        for table in (LINE, LINK)
        for name in ("no_change", "no_truncate")
    ),
    f"DROP TRIGGER IF EXISTS {LINE}_chain ON {LINE}",
]

ON = {"sqlite": _SQLITE_ON, "postgresql": _POSTGRESQL_ON}
OFF = {"sqlite": _SQLITE_OFF, "postgresql": _POSTGRESQL_OFF}


def teach(sender: object, connection: Any, **_: object) -> None:
    """Give a new SQLite connection the function that the trigger calls."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "thidua_sha256", 1, lambda text: sha256(text.encode()).hexdigest(), deterministic=True
        )
