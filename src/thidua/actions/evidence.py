"""Evidence comes in: size, kind and content are checked, photos lose what is hidden in them, the file is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.office import photo
from thidua.store import access, evidence
from thidua.store.access import Viewer
from thidua.store.models import Deed, Evidence, Person, Unit

LARGEST = 10 * 1024 * 1024  # bytes
# What a file must begin with. Only kinds that a browser shows without running anything in them.
BEGINS = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "application/pdf": (b"%PDF-",),
}


ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "application/pdf": (".pdf",),
}


def check_evidence(name: str, content: bytes, media_type: str) -> list[Problem]:
    """All that is wrong with a file, at once."""
    where = Where(field="evidence")
    found = []
    if not content:
        found.append(problem("evidence.empty", where, name=name))
    if len(content) > LARGEST:
        found.append(problem("evidence.too-large", where, name=name, largest=LARGEST // 1024 // 1024))
    if photo.is_heif(content) or media_type in ("image/heic", "image/heif"):
        found.append(problem("evidence.heif", where, name=name))
    elif media_type not in BEGINS:
        found.append(problem("evidence.kind-refused", where, name=name, kind=media_type))
    elif not name.lower().endswith(ENDINGS[media_type]):
        found.append(
            problem("evidence.name-ending", where, name=name, endings=", ".join(ENDINGS[media_type]))
        )
    elif content and not content.startswith(BEGINS[media_type]):
        found.append(problem("evidence.not-what-it-says", where, name=name, kind=media_type))
    return found


@transaction.atomic
def evidence_add(
    *,
    by: Viewer,
    at: datetime,
    unit: Unit,
    name: str,
    content: bytes,
    media_type: str,
    deed: Deed | None = None,
    title: str = "",
) -> Evidence:
    """Keep a file for a unit, behind a deed or on its own (to stand behind figures).

    A photo is redrawn first (`office.photo`): place, time and device that a phone hides in it are not kept.

    Raises:
        Refused: "access.may-not-record"; "evidence.refused" with all problems; "deed.already-confirmed" when
            the deed was confirmed on what it showed then.
    """
    person = acting(by)
    allow(access.may_record(by, unit), "access.may-not-record", unit=unit.name)
    allow(deed is None or deed.unit_id == unit.pk, "evidence.of-another-unit", unit=unit.name)
    if deed is not None and deed.confirmed_by_id is not None:
        raise Refused("deed.already-confirmed", summary=deed.summary)
    return _kept(by, at, unit, person, name, content, media_type, deed, title)


@transaction.atomic
def evidence_keep(
    *, by: Viewer, at: datetime, unit: Unit, name: str, content: bytes, media_type: str, title: str = ""
) -> Evidence:
    """Keep a file that stands behind something else than a deed or a figure; who may is said there.

    Raises:
        Refused: "evidence.refused" with all problems.
    """
    return _kept(by, at, unit, acting(by), name, content, media_type, None, title)


def _kept(
    by: Viewer,
    at: datetime,
    unit: Unit,
    person: Person,
    name: str,
    content: bytes,
    media_type: str,
    deed: Deed | None,
    title: str,
) -> Evidence:
    name = visible(name)
    if found := check_evidence(name, content, media_type):
        raise Refused("evidence.refused", found, name=name)
    if media_type in photo.FORMATS:
        drawn = photo.redraw(content, media_type)
        if isinstance(drawn, str):
            where = Where(field="evidence")
            raise Refused("evidence.refused", [problem(drawn, where, name=name)], name=name)
        content = drawn.content
    row = Evidence.objects.create(
        deed=deed,
        unit=unit,
        sha256=evidence.keep(content),
        name=name[-200:],
        media_type=media_type,
        size=len(content),
        title=visible(title),
        added_by=person,
        added_at=at,
    )
    audit(
        by=by,
        at=at,
        action="evidence-add",
        subject=f"unit:{unit.code}",
        sentence=f"Thêm minh chứng “{title or name}” của {unit.name}.",
    )
    return row
