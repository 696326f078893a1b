"""The list of deeds, as it is filtered on the page, as a workbook."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thidua.actions.definition import deed_kinds
from thidua.office.workbook import Heading, Table, Value, exact
from thidua.store.models import Deed
from thidua.web.sheet import source_line, workbook_answer

ROWS_MAX = 20_000


def deeds_excel(request: HttpRequest, rows: QuerySet[Deed]) -> HttpResponse:
    """One row for each quantity of a deed, so that a column adds up only what has one unit."""
    kinds = deed_kinds()
    lines: list[list[Value]] = []
    for row in rows[:ROWS_MAX]:
        kind = kinds.get(row.kind)
        state = (
            _("đã xác nhận")
            if row.confirmed_by
            else _("đã trả lại")
            if row.returned_reason
            else _("chờ xác nhận")
        )
        about: list[Value] = [
            row.on, kind.title if kind else row.kind, row.unit.name, row.place, row.summary, state,
            row.recorded_by.name, row.confirmed_by.name if row.confirmed_by else "", len(row.evidence.all()),
        ]  # fmt: skip
        counted = [
            (q.title, q.unit, exact(held.value))
            for held in row.quantities.all()
            if kind is not None and (q := kind.quantity(held.quantity)) is not None
        ]
        lines += [[*about, *line] for line in counted] or [[*about, "", "", None]]
    titles = (
        (_("Ngày"), 12), (_("Loại việc"), 24), (_("Đơn vị"), 28), (_("Nơi"), 24), (_("Việc"), 48),
        (_("Trạng thái"), 16),
        (_("Người ghi"), 22), (_("Người xác nhận"), 22), (_("Số minh chứng"), 10), (_("Đại lượng"), 20),
        (_("Đơn vị tính"), 12), (_("Số lượng"), 10),
    )  # fmt: skip
    table = Table(
        _("Việc làm"), tuple(Heading(t, w) for t, w in titles), lines, (source_line(request),), fixed=1
    )
    return workbook_answer(table, name=_("viec-lam"))
