"""The standing of one group as a workbook: the places, and the points by group of criteria."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from thidua.core.period import Period
from thidua.office.format import period_days
from thidua.office.workbook import Heading, Table, exact, xlsx
from thidua.store.models import MovementPeriod
from thidua.web.standing.snapshot import Snapshot

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(period: MovementPeriod, held: Snapshot, group: str) -> HttpResponse:
    """As an attachment named after the movement and the period; exact numbers, no formulas."""
    rows = [row for row in held.rows if row.group == group]
    classes = {name.code: name.title for name in held.scheme.classes}
    titles = {g.code: g.title for form in held.scheme.forms for g in form.groups}
    headings = [Heading(_("Hạng"), 8), Heading(_("Mã"), 28), Heading(_("Tên"), 40), Heading(_("Điểm"), 10)]
    headings += [Heading(title, 18) for title in titles.values()] + [
        Heading(_("Phân loại"), 20),
        Heading(_("Ghi chú"), 24),
    ]
    lines = []
    for row in rows:
        points = held.groups.get(row.subject, {})
        note = _("thiếu số liệu") if not row.complete else _("đồng hạng") if row.tied else ""
        lines.append(
            [
                row.place or None,
                row.subject,
                held.names[row.subject],
                exact(row.total) if row.complete else None,
                *(exact(points[code]) if code in points and row.complete else None for code in titles),
                classes.get(row.class_code, ""),
                note,
            ]
        )
    span = Period.parse(period.code)
    about = Table(
        _("Nguồn"),
        (Heading(_("Mục"), 24), Heading(_("Giá trị"), 80)),
        [
            [_("Phong trào"), period.movement.title],
            [_("Kỳ"), period_days(span)],
            [_("Cụm, khối"), held.titles.get(group, group)],
            [
                _("Trạng thái"),
                _("đã chốt, bản %(version)s") % {"version": held.close.version}
                if held.close
                else _("tạm tính, chưa chốt"),
            ],
            [_("Mã băm bản kê"), held.close.manifest if held.close else ""],
        ],
    )
    response = HttpResponse(
        xlsx(Table(_("Xếp hạng %(code)s") % {"code": period.code}, tuple(headings), lines), about),
        content_type=MEDIA_TYPE,
    )
    response["Content-Disposition"] = f'attachment; filename="{period.movement.code}-{period.code}.xlsx"'
    return response
