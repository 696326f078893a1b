"""A member's report: filled in from its own months, pasted from Excel, filed when it stands; read by the cluster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.cluster_own import definitions_of, own_numbers
from thidua.actions.cluster_report import (
    ReportEntry,
    member_report_file,
    member_report_keep,
    member_report_return,
    values_of,
)
from thidua.core.cluster import LimitText, MonthNumber, OwnNumber
from thidua.core.cluster.report import said
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused
from thidua.core.score.table import State
from thidua.core.text import fold
from thidua.office.dates import read_day
from thidua.office.document.cluster import figure_text
from thidua.office.format import period as period_text
from thidua.office.number import read_value
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, MemberReport, Unit
from thidua.web.cluster.names import REPORTS
from thidua.web.cluster.year import frame, opened
from thidua.web.door import now
from thidua.web.form import LONG
from thidua.web.refusal import Fault, faults, tell

LIMIT_ROWS, LIMIT_ROWS_MAX = 3, 30
PARTS = ("text", "cause", "owner", "due")


def member_report(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    viewer, row = opened(request, code)
    member = access.cluster_member_for(viewer, row, unit)
    report = access.member_reports(viewer, row).filter(unit=member.unit).prefetch_related("figures").first()
    writes = access.may_write_for_member(viewer, member.unit) and (
        report is None or report.state != MemberReport.State.FILED
    )
    if report is None and not writes:
        raise Http404
    if not writes:
        return render(request, "cluster/report_read.html", _read(request, viewer, row, report))
    return _write(request, viewer, row, member.unit, report)


# --- Reading ----------------------------------------------------------------------------------------------


def _read(request: HttpRequest, viewer: Viewer, row: ClusterEdition, report: MemberReport) -> dict[str, Any]:
    """What was filed, each number with the months it rests on; and what those months say now."""
    now_own = own_numbers(row, report.unit)
    held = {figure.figure: figure for figure in report.figures.all()}
    lines = []
    for definition in definitions_of(row):
        figure = held.get(definition.code)
        value = FigureValue(State(figure.state), figure.numerator, figure.denominator) if figure else None
        then = [_month(definition, month) for month in figure.months] if figure else []
        current = now_own[definition.code].total
        lines.append(
            {
                "definition": definition, "value": figure_text(definition.kind, value), "months": then,
                "moved": figure_text(definition.kind, current) if value and not _same(value, current) else "",
                "open": [month["title"] for month in then if not month["manifest"]],
            }
        )  # fmt: skip
    limits = list(report.limitations.select_related("repeats__report__edition"))
    return {
        **frame(request, row, report.unit.name),
        "report": report, "unit": report.unit, "lines": lines, "limits": limits,
        "state": REPORTS[report.state], "keeps": access.may_keep_cluster(viewer, row) and row.opened_at is None,
        "settles": access.may_represent(viewer, report.unit), "today": f"{viewer.day:%d/%m/%Y}",
    }  # fmt: skip


def _month(definition: FigureDefinition, month: Mapping[str, Any]) -> dict[str, str]:
    value = FigureValue(State(month["state"]), month["numerator"], month["denominator"])
    return {
        "title": period_text(Period.parse(month["period"])), "value": figure_text(definition.kind, value),
        "manifest": str(month["manifest"])[:12],
    }  # fmt: skip


def _same(one: FigureValue, other: FigureValue | None) -> bool:
    return other is not None and (one.state, one.numerator, one.denominator) == (
        other.state, other.numerator, other.denominator,
    )  # fmt: skip


@require_POST
def give_back(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    viewer, row = opened(request, code)
    member = access.cluster_member_for(viewer, row, unit)
    report = access.member_reports(viewer, row).filter(unit=member.unit).first()
    if report is None:
        raise Http404
    try:
        member_report_return(
            by=viewer, at=now(), edition=row, report=report, reason=request.POST.get("reason", "")[:400]
        )
        messages.success(request, _("Đã trả lại báo cáo."))
    except Refused as refused:
        tell(request, refused)
    return redirect("cluster-report", code, unit)


# --- Writing ----------------------------------------------------------------------------------------------


def _write(
    request: HttpRequest, viewer: Viewer, row: ClusterEdition, unit: Unit, report: MemberReport | None
) -> HttpResponse:
    definitions, own = definitions_of(row), own_numbers(row, unit)
    typed = _typed(request, definitions, own, report)
    wrong: list[Fault] = []
    step = request.POST.get("step", "")
    if step == "paste":
        wrong = _paste(request.POST.get("paste", "")[: 10 * LONG], definitions, typed)
    elif request.method == "POST":
        entry, wrong = _entry(definitions, typed)
        if not wrong and (wrong := _save(viewer, row, unit, entry, file=step == "file")) == []:
            filed = step == "file"
            messages.success(request, _("Đã nộp báo cáo.") if filed else _("Đã lưu bản nháp."))
            return redirect("cluster-report", row.cluster.code, unit.code)
    told = dict(reversed(wrong))
    context = {
        **frame(request, row, unit.name), "unit": unit, "report": report, "faults": wrong, "typed": typed,
        "lines": [_field(definition, own[definition.code], typed, told) for definition in definitions],
        "limits": [_limit(n, typed, told) for n in range(1, _rows(typed) + 1)],
        "files": access.may_represent(viewer, unit),
        "earlier": _earlier(row, unit),
    }  # fmt: skip
    return render(
        request, "cluster/report_write.html", context, status=400 if wrong and step != "paste" else 200
    )


def _save(viewer: Viewer, row: ClusterEdition, unit: Unit, entry: ReportEntry, *, file: bool) -> list[Fault]:
    action = member_report_file if file else member_report_keep
    try:
        action(by=viewer, at=now(), edition=row, unit=unit, entry=entry)
    except Refused as refused:
        return faults(refused)
    return []


def _typed(
    request: HttpRequest,
    definitions: Iterable[FigureDefinition],
    own: Mapping[str, OwnNumber],
    report: MemberReport | None,
) -> dict[str, str]:
    """The fields as texts: as sent, else as kept, else as the unit's own months say."""
    if request.method == "POST":
        return {name: str(text).strip()[:LONG] for name, text in request.POST.items()}
    kept = values_of(report) if report else {}
    typed = {"results": report.results if report else ""}
    for definition in definitions:
        value = kept.get(definition.code) if report else own[definition.code].total
        typed[f"figure-{definition.code}"] = said(definition.kind, value) if value else ""
    for n, limit in enumerate(report.limitations.all() if report else (), 1):
        due = f"{limit.due:%d/%m/%Y}" if limit.due else ""
        for part, text in zip(PARTS, (limit.text, limit.cause, limit.owner, due), strict=True):
            typed[f"limit-{part}-{n}"] = text
    return typed


def _limit(n: int, typed: Mapping[str, str], told: Mapping[str, str]) -> dict[str, Any]:
    """The four fields of one limitation: name, text, mistake."""
    names = {part: f"limit-{part}-{n}" for part in PARTS}
    return {"n": n, **{part: (name, typed.get(name, ""), told.get(name, "")) for part, name in names.items()}}


def _rows(typed: Mapping[str, str]) -> int:
    used = [n for n in range(1, LIMIT_ROWS_MAX + 1) if any(typed.get(f"limit-{part}-{n}") for part in PARTS)]
    return min(LIMIT_ROWS_MAX, max([LIMIT_ROWS, *(n + 1 for n in used)]))


def _entry(
    definitions: Sequence[FigureDefinition], typed: Mapping[str, str]
) -> tuple[ReportEntry, list[Fault]]:
    wrong: list[Fault] = []
    figures: dict[str, FigureValue | None] = {}
    for definition in definitions:
        name = f"figure-{definition.code}"
        figures[definition.code] = _value(name, typed.get(name, ""), wrong)
    limits = []
    for n in range(1, LIMIT_ROWS_MAX + 1):
        texts = [typed.get(f"limit-{part}-{n}", "") for part in PARTS]
        if any(texts):
            limits.append(LimitText(texts[0], texts[1], texts[2], _due(f"limit-due-{n}", texts[3], wrong)))
    return ReportEntry(figures, limits, typed.get("results", "")), wrong


def _value(name: str, text: str, wrong: list[Fault]) -> FigureValue | None:
    if not text:
        return None
    read = read_value(text)
    if isinstance(read, Problem):
        wrong.append((name, sentence(read)))
        return None
    return FigureValue(numerator=read.numerator, denominator=read.denominator, qualifier=read.qualifier)


def _due(name: str, text: str, wrong: list[Fault]) -> date | None:
    if not text:
        return None
    read = read_day(text)
    if isinstance(read, Problem):
        wrong.append((name, sentence(read)))
        return None
    return read


def _field(
    definition: FigureDefinition, own: OwnNumber, typed: Mapping[str, str], told: Mapping[str, str]
) -> dict[str, Any]:
    name = f"figure-{definition.code}"
    return {
        "name": name, "definition": definition, "value": typed.get(name, ""), "fault": told.get(name, ""),
        "own": figure_text(definition.kind, own.total), "known": own.total is not None, "frozen": own.frozen,
        "months": [_own_month(definition, month) for month in own.months],
        "absent": [period_text(Period.parse(code)) for code in own.absent],
    }  # fmt: skip


def _own_month(definition: FigureDefinition, month: MonthNumber) -> dict[str, str]:
    return {
        "title": period_text(Period.parse(month.period)), "value": figure_text(definition.kind, month.value),
        "manifest": month.manifest[:12],
    }  # fmt: skip


def _earlier(row: ClusterEdition, unit: Unit) -> list[Any]:
    """Last year's limitations of this unit: what is said again is marked."""
    if row.previous is None:
        return []
    held = row.previous.reports.filter(unit=unit, state=MemberReport.State.FILED).first()
    return list(held.limitations.all()) if held else []


def _paste(text: str, definitions: Sequence[FigureDefinition], typed: dict[str, str]) -> list[Fault]:
    """Rows copied from Excel, "title → number"; what is not found is told, the rest stands in its field."""
    titles = {fold(definition.title): definition.code for definition in definitions}
    titles |= {fold(definition.code): definition.code for definition in definitions}
    wrong: list[Fault] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        if len(cells) < 2:
            continue
        code = next((titles[fold(cell)] for cell in cells[:-1] if fold(cell) in titles), None)
        if code is None:
            wrong.append(("paste", _("Không có số liệu nào tên là “%(title)s”.") % {"title": cells[0][:80]}))
        else:
            typed[f"figure-{code}"] = cells[-1][:40]
    return wrong
