"""Everything one may see, as one workbook: long work, done in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from thidua.actions.audit import read_note
from thidua.actions.definition import deed_kinds, figure_definition
from thidua.actions.job import Made, Progress, long_work
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.score.table import State
from thidua.office.format import count, value
from thidua.office.workbook import Heading, Table, Value, exact, xlsx
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Deed, Figure, Movement, Unit

SHEET_ROWS = 1_000_000  # Excel takes 1.048.576
CHUNK = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = tuple[Value, ...]


def _headings(*titles: tuple[str, int]) -> tuple[Heading, ...]:
    return tuple(Heading(title, width) for title, width in titles)


_UNITS = _headings(("Mã", 28), ("Đơn vị", 44), ("Từ ngày", 12), ("Đến ngày", 12))
_FIGURES = _headings(
    ("Mã đơn vị", 28), ("Đơn vị", 40), ("Kỳ", 10), ("Mã số liệu", 24), ("Số liệu", 40), ("Giá trị", 18),
    ("Tử số", 12), ("Mẫu số", 12), ("Người ghi", 24), ("Ngày ghi", 12), ("Lý do sửa", 40),
)  # fmt: skip
_DEEDS = _headings(
    ("Mã việc", 36), ("Loại việc", 24), ("Đơn vị", 40), ("Ngày", 12), ("Việc đã làm", 60), ("Số lượng", 30),
    ("Người ghi", 24), ("Người xác nhận", 24), ("Trả lại vì", 40),
)  # fmt: skip
_MOVEMENTS = _headings(("Mã", 28), ("Phong trào", 60), ("Chủ trì", 40), ("Từ ngày", 12), ("Đến ngày", 12))
_AWARDS = _headings(
    ("Số", 8), ("Được khen", 40), ("Hình thức", 28), ("Năm", 8), ("Trạng thái", 18), ("Quyết định", 20),
    ("Ngày quyết định", 14), ("Thành tích", 60), ("Từ kết quả chốt", 40),
)  # fmt: skip


@long_work
def seen_export(*, by: Viewer, at: datetime, progress: Progress) -> Made:
    """Units, figures, deeds, movements and awards, each as the pages show them to this person.

    The audit log says that it was taken: who leaves with everything should be seen doing so.
    """
    parts: list[tuple[str, tuple[Heading, ...], QuerySet, Callable[[QuerySet], Iterator[Row]]]] = [
        ("Đơn vị", _UNITS, access.units(by).order_by("code"), _units),
        ("Số liệu", _FIGURES, _figures_seen(by), _figures),
        ("Việc làm", _DEEDS, access.deeds(by).order_by("pk"), _deeds),
        ("Phong trào", _MOVEMENTS, access.movements(by).order_by("code"), _movements),
        ("Khen thưởng", _AWARDS, access.awards(by).order_by("year", "register_number", "pk"), _awards),
    ]
    totals = [rows.count() for _, _, rows, _ in parts]
    total, done = sum(totals), 0
    tables = []
    for name, headings, rows, lines_of in parts:
        lines: list[Row] = []
        for line in lines_of(rows):
            lines.append(line)
            done += 1
            progress(done, total)
        for start in range(0, max(len(lines), 1), SHEET_ROWS):
            tables.append(
                Table(
                    f"{name} {start // SHEET_ROWS + 1}" if start else name,
                    headings,
                    lines[start : start + SHEET_ROWS],
                )
            )
    content = xlsx(*tables)
    progress(total, total)
    read_note(
        by=by, at=at, action="everything-export", subject="export:everything",
        sentence=f"Xuất toàn bộ dữ liệu được xem: {count(total)} dòng.",
    )  # fmt: skip
    return Made(f"Đã xuất {count(total)} dòng.", content, f"thi-dua-{at:%Y-%m-%d}.xlsx", XLSX)


def _units(rows: QuerySet[Unit]) -> Iterator[Row]:
    for row in rows:
        yield row.code, row.name, row.first_day, row.last_day


def _figures_seen(by: Viewer) -> QuerySet[Figure]:
    rows = Figure.objects.filter(unit__in=access.units(by), replaced_by__isnull=True)
    return rows.select_related("unit", "recorded_by").order_by("period", "unit__code", "figure")


def _figures(rows: QuerySet[Figure]) -> Iterator[Row]:
    for row in rows.iterator(CHUNK):
        definition = figure_definition(row.figure, Period.parse(row.period).end)
        state = State(row.state)
        ratio = row.denominator != MILLI
        written = value(definition.kind, state, row.numerator, row.denominator) if definition else ""
        yield (
            row.unit.code,
            row.unit.name,
            row.period,
            row.figure,
            definition.title if definition else row.figure,
            written,
            exact(row.numerator) if state is State.PRESENT else None,
            exact(row.denominator) if ratio else None,
            row.recorded_by.name,
            row.recorded_at.date(),
            row.reason,
        )


def _deeds(rows: QuerySet[Deed]) -> Iterator[Row]:
    kinds = deed_kinds()
    rows = rows.select_related("unit", "recorded_by", "confirmed_by").prefetch_related("quantities")
    for row in rows.iterator(CHUNK):
        kind = kinds.get(row.kind)
        counted = {one.quantity: one.value for one in row.quantities.all()}
        quantities = kind.quantities if kind else ()
        yield (
            row.code,
            kind.title if kind else row.kind,
            row.unit.name,
            row.on,
            row.summary,
            ", ".join(
                f"{exact(counted[q.code]).normalize():f} {q.unit}" for q in quantities if q.code in counted
            ),
            row.recorded_by.name,
            row.confirmed_by.name if row.confirmed_by else "",
            row.returned_reason,
        )


def _movements(rows: QuerySet[Movement]) -> Iterator[Row]:
    for row in rows.select_related("owner"):
        yield row.code, row.title, row.owner.name, row.first_day, row.last_day


def _awards(rows: QuerySet[Award]) -> Iterator[Row]:
    titles = {form.code: form.title for form in award_forms()}
    for row in rows.select_related("decision", "close__period__movement").iterator(CHUNK):
        yield (
            row.register_number,
            row.subject_name,
            titles.get(row.form, row.form),
            row.year,
            row.get_state_display(),
            row.decision_number,
            row.decided_on,
            row.reason,
            row.close.ref if row.close else "",
        )
