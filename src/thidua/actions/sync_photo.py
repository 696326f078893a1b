"""Photos of records that were made without a line, each under a key of its own like the records."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, allow
from thidua.actions.evidence import ENDINGS, evidence_add
from thidua.core.problem import Refused
from thidua.store.access import Viewer
from thidua.store.models import SyncRecord


@transaction.atomic
def sync_photo(
    *, by: Viewer, at: datetime, key: str, record: SyncRecord, name: str, content: bytes
) -> SyncRecord:
    """Put a photo behind the deed that its record became; the same key again changes nothing.

    Raises:
        Refused: "sync.key-used"; "sync.photo-waits" while people still choose; as `evidence_add`.
    """
    person = acting(by)
    record = SyncRecord.objects.select_for_update(of=("self",)).select_related("deed__unit").get(pk=record.pk)
    allow(record.person_id == person.pk, "sync.key-used")
    if known := SyncRecord.objects.filter(key=key).first():
        allow(known.person_id == person.pk and known.sent.get("record") == record.key, "sync.key-used")
        return known
    if record.deed is None:
        raise Refused("sync.photo-waits")
    row = evidence_add(
        by=by,
        at=at,
        unit=record.unit,
        deed=record.deed,
        name=name,
        content=content,
        media_type=media_type_of(name),
    )
    return SyncRecord.objects.create(
        key=key,
        kind=SyncRecord.Kind.PHOTO,
        person=person,
        unit=record.unit,
        sent={"record": record.key, "name": row.name, "privacy": record.sent.get("privacy", "")},
        digest=row.sha256,
        made_at=record.made_at,
        received_at=at,
        evidence=row,
    )


def media_type_of(name: str) -> str:
    """By the ending; what a file really is `evidence_add` looks at itself."""
    return next((kind for kind, ends in ENDINGS.items() if name.lower().endswith(ends)), "")
