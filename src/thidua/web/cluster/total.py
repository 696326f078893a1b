"""The consolidated report: every number of the cluster beside the members' that make it; as a page and for Excel."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.actions.cluster_consolidated import (
    Consolidation,
    cluster_consolidate,
    cluster_issue,
    digest_of,
    moved_since,
)
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.problem import Refused
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.document.cluster import figure_text
from thidua.office.format import percent
from thidua.office.workbook import Heading, Table, exact, xlsx
from thidua.store import access
from thidua.store.models import ClusterEdition, Limitation
from thidua.web.cluster.year import frame, opened
from thidua.web.door import now
from thidua.web.form import Form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def consolidated(request: HttpRequest, code: str) -> HttpResponse:
    viewer, row = opened(request, code)
    form = Form(request, {"reason": ""})
    if form.sent:
        try:
            issued = cluster_issue(by=viewer, at=now(), edition=row, reason=form["reason"])
            messages.success(request, _("Đã ban hành báo cáo tổng hợp, bản %(v)s.") % {"v": issued.version})
            return redirect("cluster-total", code)
        except Refused as refused:
            form.refused(refused)
    made = cluster_consolidate(row, now())
    versions = list(row.consolidated.select_related("issued_by"))
    last = versions[0] if versions else None
    context = {
        **frame(request, row, _("Báo cáo tổng hợp")),
        "faults": form.wrong, "fields": form.fields, "made": made, "versions": versions, "last": last,
        "holds": last is not None and digest_of(last.content) == last.digest,
        "lines": lines_of(made), "moved": _moved(row, made),
        "keeps": access.may_keep_cluster(viewer, row), "limits": _limits(row, made),
    }  # fmt: skip
    return render(request, "cluster/total.html", context, status=form.status)


def _moved(row: ClusterEdition, made: Consolidation) -> list[str]:
    """Figures that no longer are what the latest issue says."""
    last = row.consolidated.first()
    codes = moved_since(last, made) if last else ()
    return [definition.title for definition in made.definitions if definition.code in codes]


def lines_of(made: Consolidation) -> list[dict[str, Any]]:
    """One row a figure: the sum, each member's number, and how it stands against last year."""
    rows = []
    for definition, line in zip(made.definitions, made.totals, strict=True):
        fewer, more, compared = made.changes[line.figure]
        rows.append(
            {
                "definition": definition, "total": figure_text(definition.kind, line.total), "none": line.total is None,
                "cells": [
                    {
                        "unit": unit,
                        "text": figure_text(definition.kind, made.values.get(unit.code, {}).get(line.figure)),
                        "silent": unit.code in line.silent, "absent": unit.code in line.absent,
                    }
                    for unit in made.members
                ],
                "given": len(line.given), "of": len(made.members), "fewer": fewer, "more": more, "compared": compared,
                "least": _least(definition, made, line.given),
            }
        )  # fmt: skip
    return rows


def _least(definition: FigureDefinition, made: Consolidation, given: tuple[str, ...]) -> str:
    """Of a ratio, the lowest member: "đều trên 90 %" holds or it does not."""
    if definition.kind is not FigureKind.RATIO or not given:
        return ""
    held = [made.values[code][definition.code] for code in given]
    present = [value.fraction for value in held if value.state is State.PRESENT]
    return percent(min(present)) if present else ""


def _limits(row: ClusterEdition, made: Consolidation) -> list[Limitation]:
    rows = Limitation.objects.filter(report__edition=row, report__state="filed")
    return list(rows.select_related("report__unit", "repeats").order_by("report__unit__name", "pk"))


# --- Excel ------------------------------------------------------------------------------------------------


def excel(request: HttpRequest, code: str) -> HttpResponse:
    """Two sheets: figures by members with their sums, and limitations; numbers are numbers."""
    _viewer, row = opened(request, code)
    made = cluster_consolidate(row, now())
    response = HttpResponse(xlsx(_figures(row, made), _limit_table(row, made)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="tong-hop-{row.cluster.code}.xlsx"'
    return response


def _figures(row: ClusterEdition, made: Consolidation) -> Table:
    notes = [row.cluster.title, _("Số liệu tính đến %(day)s.") % {"day": f"{row.cut_off:%d/%m/%Y}"}]
    if made.silent:
        names = ", ".join(unit.name for unit in made.silent)
        notes.append(_("Chưa báo cáo: %(names)s. Ô trống là chưa có, không phải 0.") % {"names": names})
    headings = [
        Heading(_("Số liệu"), 44),
        Heading(_("Đơn vị tính"), 12),
        Heading(_("Phần"), 14),
        Heading(_("Toàn cụm"), 14),
    ]
    headings += [Heading(unit.short_name or unit.name, 18) for unit in made.members]
    rows = [
        [definition.title, definition.unit, title, _part(line.total, part)]
        + [_part(made.values.get(unit.code, {}).get(line.figure), part) for unit in made.members]
        for definition, line in zip(made.definitions, made.totals, strict=True)
        for part, title in _parts(definition)
    ]
    return Table(_("Số liệu"), tuple(headings), rows, tuple(notes), fixed=4)


def _parts(definition: FigureDefinition) -> list[tuple[str, str]]:
    if definition.kind in (FigureKind.RATIO, FigureKind.YES_NO):
        return [("numerator", _("đạt")), ("denominator", _("trên tổng"))]
    return [("numerator", "")]


def _part(value: FigureValue | None, part: str) -> Decimal | str | None:
    if value is None:
        return None
    if value.state is not State.PRESENT:
        return _("không áp dụng")
    return exact(value.numerator if part == "numerator" else value.denominator)


def _limit_table(row: ClusterEdition, made: Consolidation) -> Table:
    headings = tuple(
        Heading(title, width)
        for title, width in (
            (_("Thành viên"), 30), (_("Hạn chế, tồn tại"), 50), (_("Nguyên nhân"), 40), (_("Ai khắc phục"), 26),
            (_("Hạn"), 12), (_("Lặp lại năm trước"), 40), (_("Khắc phục xong"), 14),
        )
    )  # fmt: skip
    rows = [
        [
            limit.report.unit.name, limit.text, limit.cause, limit.owner, limit.due,
            limit.repeats.text if limit.repeats else None, limit.settled_on,
        ]
        for limit in _limits(row, made)
    ]  # fmt: skip
    return Table(_("Hạn chế"), headings, rows)
