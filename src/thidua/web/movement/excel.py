"""All targets of a movement that this person may see, one line for each period, as signed and as they stand now."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thidua.actions.definition import figure_definition
from thidua.core.period import Period
from thidua.office.format import period as period_text
from thidua.office.workbook import Heading, Table, Value, exact
from thidua.store import access
from thidua.store.models import Target
from thidua.web.door import viewer_of
from thidua.web.sheet import source_line, workbook_answer


def targets_excel(request: HttpRequest, code: str) -> HttpResponse:
    """Targets of units of the branch, as on the pages of their compacts."""
    viewer = viewer_of(request)
    movement = access.movement_for(viewer, code)
    parties = Q(unit__code__in=viewer.branch) | Q(compact__superior__code__in=viewer.branch)
    rows = Target.objects.filter(parties, movement=movement, unit__isnull=False).distinct()
    ordered = (
        rows.select_related("unit", "compact")
        .prefetch_related("changes")
        .order_by("unit__code", "figure", "period")
    )
    lines: list[list[Value]] = []
    for row in ordered:
        span = Period.parse(row.period)
        definition = figure_definition(row.figure, span.end)
        changes = sorted(row.changes.all(), key=lambda change: (change.on, change.pk))
        now = changes[-1].after if changes else row.value
        signed = _("đã ký") if row.compact and row.compact.digest else _("chưa ký") if row.compact else ""
        lines.append(
            [
                row.unit.code if row.unit else "",
                row.unit.name if row.unit else "",
                definition.title if definition else row.figure,
                definition.unit if definition else "",
                period_text(span),
                exact(changes[0].before if changes else row.value),
                exact(now),
                len(changes),
                signed,
            ]
        )
    titles = (
        (_("Mã đơn vị"), 24), (_("Đơn vị"), 34), (_("Số liệu"), 34), (_("Đơn vị tính"), 12), (_("Kỳ"), 16),
        (_("Khi ký"), 10), (_("Hiện nay"), 10), (_("Số lần điều chỉnh"), 10), (_("Giao ước"), 12),
    )  # fmt: skip
    notes = (movement.title, source_line(request))
    table = Table(_("Chỉ tiêu"), tuple(Heading(t, w) for t, w in titles), lines, notes, fixed=2)
    return workbook_answer(table, name=f"chi-tieu-{movement.code}")
