"""Minutes: written once by the unit that met; a correction is a new record with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Compact, Minutes, Unit


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """What the secretary wrote; the fields of `Minutes`."""

    kind: str
    title: str
    began: datetime
    ended: datetime
    place: str
    present: int
    chair: str
    secretary: str
    content: str
    conclusion: str
    summoned: int = 0
    attendance: str = ""
    number: str = ""


@transaction.atomic
def minutes_write(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    unit: Unit,
    entry: MinutesEntry,
    compact: Compact | None = None,
    replaces: Minutes | None = None,
    reason: str = "",
) -> Minutes:
    """Write the minutes of a meeting of the unit, or correct earlier ones with a reason.

    Raises:
        Refused: "access.may-not-record"; "minutes.refused" with all problems.
    """
    person = acting(by)
    may = access.may_record(by, unit) or access.may_plan(by, unit)
    allow(may, "access.may-not-record", unit=unit.name)
    found = [*_problems(entry, at), *_correction_problems(replaces, reason)]
    if Minutes.objects.filter(code=code).exists():
        found.append(problem("movement.code-taken", Where(field="title"), code=code))
    if found:
        raise Refused("minutes.refused", found)
    row = Minutes.objects.create(
        code=code, unit=unit, kind=entry.kind, title=entry.title.strip(), number=entry.number.strip(),
        compact=compact, movement=compact.movement if compact else None, began=entry.began, ended=entry.ended,
        place=entry.place.strip(), present=entry.present, summoned=entry.summoned,
        attendance=entry.attendance.strip(), chair=entry.chair.strip(), secretary=entry.secretary.strip(),
        content=entry.content.strip(), conclusion=entry.conclusion.strip(), written_by=person, written_at=at,
        replaces=replaces, reason=reason.strip(),
    )  # fmt: skip
    sentence = f"Ghi biên bản “{row.title}” của {unit.name}, {entry.present} người dự."
    if replaces is not None:
        sentence = f"Sửa biên bản “{replaces.title}” → “{row.title}”, lý do: {row.reason}"
    audit(by=by, at=at, action="minutes-write", subject=f"minutes:{code}", sentence=sentence)
    return row


def _problems(entry: MinutesEntry, at: datetime) -> list[Problem]:
    needed = ("title", "place", "chair", "secretary", "content", "conclusion")
    found = [
        problem("minutes.empty", Where(field=name)) for name in needed if not getattr(entry, name).strip()
    ]
    if entry.ended < entry.began:
        found.append(problem("minutes.ends-before-it-begins", Where(field="ended")))
    if entry.ended > at:
        found.append(problem("minutes.in-the-future", Where(field="ended")))
    if entry.present <= 0:
        found.append(problem("minutes.nobody-present", Where(field="present")))
    if entry.summoned and entry.present > entry.summoned:
        counts = {"present": entry.present, "summoned": entry.summoned}
        found.append(problem("minutes.more-than-summoned", Where(field="present"), **counts))
    return found


def _correction_problems(replaces: Minutes | None, reason: str) -> list[Problem]:
    if replaces is None:
        return []
    found = []
    if not reason.strip():
        found.append(problem("minutes.reason-missing", Where(field="reason")))
    if hasattr(replaces, "replaced_by"):
        found.append(problem("minutes.replaced-already", Where(field="reason")))
    return found
