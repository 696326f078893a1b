"""Finding lines of the audit log by what somebody asked for, and taking them away as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from thidua.actions.audit import read_note
from thidua.actions.job import Made, Progress, long_work
from thidua.actions.person_export import CHUNK, SHEET_ROWS, XLSX
from thidua.core.text import fold, words
from thidua.office.dates import read_day
from thidua.office.format import count, moment
from thidua.office.workbook import Heading, Table, xlsx
from thidua.store import access
from thidua.store.access import Scope, Viewer
from thidua.store.models import AuditLine

ASKED = ("xem", "don-vi", "nguoi", "tu", "den", "loai", "viec", "tim")


def audit_find(viewer: Viewer, asked: Mapping[str, str]) -> QuerySet[AuditLine]:
    """Lines that answer, newest first; what cannot be read as an answer is left out.

    Args:
        asked: xem scope, don-vi unit and all below, nguoi code of a person, tu and den days, loai kind of line,
            viec first word of the action, tim words without accents.
    """
    rows = access.audit_lines(viewer, scope_of(viewer, asked.get("xem", "")))
    if unit := asked.get("don-vi"):
        rows = rows.filter(unit__in=access.below(frozenset({unit}), viewer.day))
    if person := asked.get("nguoi"):
        rows = rows.filter(Q(by_code=person) | Q(about=person))
    if isinstance(first := read_day(asked.get("tu", "")), date):
        rows = rows.filter(at__gte=_start(first))
    if isinstance(last := read_day(asked.get("den", "")), date):
        rows = rows.filter(at__lt=_start(last + timedelta(days=1)))
    if (kind := asked.get("loai")) in AuditLine.Kind.values:
        rows = rows.filter(kind=kind)
    if (noun := asked.get("viec")) in NOUNS:
        rows = rows.filter(
            Q(action=noun) | Q(action__startswith=f"{noun}-") | Q(action__startswith=f"{noun}s-")
        )
    for word in words(fold(asked.get("tim", "")))[:8]:
        rows = rows.filter(search__contains=word)
    return rows.order_by("-at", "-id")


def scope_of(viewer: Viewer, asked: str) -> Scope:
    scopes = access.audit_scopes(viewer)
    return Scope(asked) if asked in scopes else scopes[0]


def _start(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


# First word of an action → what people call it.
NOUNS = {
    "figure": "Số liệu", "deed": "Việc làm", "evidence": "Minh chứng", "report": "Báo cáo tháng", "period": "Kỳ",
    "movement": "Phong trào", "compact": "Giao ước", "target": "Chỉ tiêu", "plan": "Kế hoạch", "item": "Đầu việc",
    "award": "Khen thưởng", "scheme": "Quy chế", "dispute": "Khiếu nại", "inspection": "Kiểm tra",
    "bulletin": "Bản tin", "unit": "Đơn vị", "area": "Địa bàn", "person": "Người", "post": "Chức vụ",
    "account": "Tài khoản", "delegation": "Ủy quyền", "job": "Việc nền", "everything": "Xuất toàn bộ",
}  # fmt: skip

_HEADINGS = tuple(
    Heading(title, width)
    for title, width in (
        ("Lúc", 22), ("Ai", 30), ("Loại", 14), ("Việc", 22), ("Nội dung", 90), ("Đơn vị", 30), ("Số dòng", 10),
    )
)  # fmt: skip


@long_work
def audit_export(*, by: Viewer, at: datetime, progress: Progress, asked: dict[str, str]) -> Made:
    """The lines that answer, as a workbook; that they were taken is itself a line."""
    rows = audit_find(by, asked)
    total, lines = min(rows.count(), SHEET_ROWS), []
    for row in rows[:total].iterator(CHUNK):
        kind = AuditLine.Kind(row.kind).label
        zone = at.tzinfo
        lines.append(
            (moment(row.at.astimezone(zone)), row.by, kind, row.action, row.sentence, row.unit, row.pk)
        )
        progress(len(lines), total)
    read_note(
        by=by, at=at, action="audit-export", subject=f"audit:{scope_of(by, asked.get('xem', ''))}",
        sentence=f"Xuất {count(total)} dòng nhật ký.",
    )  # fmt: skip
    return Made(
        f"Đã xuất {count(total)} dòng.",
        xlsx(Table("Nhật ký", _HEADINGS, lines)),
        f"nhat-ky-{at:%Y-%m-%d}.xlsx",
        XLSX,
    )
