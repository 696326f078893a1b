"""Tables out: .xlsx that opens clean and .csv that is safe to open, and figures and awards as such tables.

What is written here is read back by `figures_file` and `awards_file` as the same values (a property test holds it).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import xlsxwriter

from thidua.core.award import AwardRow
from thidua.core.number import MILLI
from thidua.core.score.rows import FigureRow, Written
from thidua.office.awards_file import COLUMNS as AWARD_COLUMNS
from thidua.office.awards_file import STATE_TITLES, category_title
from thidua.office.figures_file import COLUMNS as FIGURE_COLUMNS
from thidua.office.language import Lang, speaks

Value = str | int | Decimal | Fraction | date | None

_SAME_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # the same table always makes the same bytes
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's title, its width in characters, and whether its numbers may have decimals."""

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """What one sheet holds. Numbers are exact: int, Decimal or Fraction (a share, shown as %), never float.

    Attributes:
        notes: lines above the header: whose numbers, of when, from where.
        fixed: columns that stay in sight while one scrolls to the right.
    """

    name: str
    headings: tuple[Heading, ...]
    rows: Sequence[Sequence[Value]]
    notes: tuple[str, ...] = ()
    fixed: int = 0


def xlsx(*tables: Table) -> bytes:
    """A workbook: frozen bold header, filter, widths, Vietnamese dates; text is never taken for a formula."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _SAME_DAY})
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True})
        formats = {
            "number": book.add_format({"num_format": "#,##0.###"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            "share": book.add_format({"num_format": "0.00%"}),
            "note": book.add_format({"italic": True, "font_color": "#475061"}),
        }
        for table in tables:
            _sheet(book, table, bold, formats)
    return target.getvalue()


def _sheet(book: xlsxwriter.Workbook, table: Table, bold: object, formats: dict[str, object]) -> None:
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", table.name)[:31])
    for line, note in enumerate(table.notes):
        sheet.write_string(line, 0, note, formats["note"])
    top = len(table.notes)
    for column, heading in enumerate(table.headings):
        sheet.set_column(column, column, heading.width)
        sheet.write_string(top, column, heading.title, bold)
    for line, row in enumerate(table.rows, top + 1):
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(line, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, formats["day"])
            elif isinstance(value, Fraction):
                sheet.write_number(line, column, float(value), formats["share"])
            else:
                whole = value == int(value)
                sheet.write_number(line, column, float(value), formats["whole" if whole else "number"])
    sheet.freeze_panes(top + 1, table.fixed)
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.headings) - 1)


def csv_file(table: Table) -> bytes:
    """UTF-8 with mark, commas, decimals with a dot. A text that a spreadsheet would run gets a guard (')."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([heading.title for heading in table.headings])
    writer.writerows([[_csv_value(value) for value in row] for row in table.rows])
    return target.getvalue().encode("utf-8-sig")


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _RISKY.match(value) else value
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return plain_number(value)


def plain_number(value: int | Decimal) -> str:
    """With a dot. "12.345" could be twelve thousand to a Vietnamese reader, "12.3450" could not."""
    text = format(Decimal(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text


def exact(thousandths: int) -> Decimal:
    """Thousandths as an exact decimal number."""
    return Decimal(thousandths).scaleb(-3)


# --- Figures ----------------------------------------------------------------------------------------------

_WIDTHS = {"subject": 24, "figure": 30, "evidence": 40, "reason": 60, "name": 36}


def _headings(columns: Iterable[object], lang: Lang) -> tuple[Heading, ...]:
    return tuple(
        Heading(c.titles[0] if lang == "vi" and c.titles else c.key, _WIDTHS.get(c.key, 16))  # type: ignore[attr-defined]
        for c in columns
    )


def figures_table(rows: Iterable[FigureRow], lang: Lang = "en", name: str = "Số liệu") -> Table:
    """Figures in long form; `figures_file.from_sheet` reads the same rows back."""
    return Table(name, _headings(FIGURE_COLUMNS, lang), [_figure(row) for row in rows])


def _figure(row: FigureRow) -> tuple[Value, ...]:
    value: Value
    numerator = denominator = None
    match row.written:
        case Written.CODE:
            value = row.text
        case Written.NOT_APPLICABLE:
            value = "không áp dụng"
        case Written.YES_NO:
            value = "có" if row.numerator else "không"
        case Written.CLASS:
            value = f"loại {row.numerator // MILLI}" if row.numerator else "không phân loại"
        case Written.RATIO:
            value, numerator, denominator = None, exact(row.numerator), exact(row.denominator)
        case _:
            value = exact(row.numerator)
            if row.unit:
                value = f"{plain_number(value)} {row.unit}"
    target = exact(row.target) if row.target else None
    return (row.subject, row.figure, row.period, value, numerator, denominator, target, row.evidence)


# --- Awards -----------------------------------------------------------------------------------------------


@speaks
def awards_table(rows: Iterable[AwardRow], lang: Lang = "vi", name: str = "Khen thưởng") -> Table:
    """Awards as `awards_file.from_sheet` reads them."""
    return Table(name, _headings(AWARD_COLUMNS, lang), [_award(row) for row in rows])


def _award(row: AwardRow) -> tuple[Value, ...]:
    return (
        row.code,
        row.form,
        category_title(row.category),
        row.subject,
        row.name,
        row.year,
        row.reason,
        STATE_TITLES[row.state],
        row.decision_number,
        row.decided_on,
        row.decided_by,
        row.presented_on,
        row.presented_by,
        row.standing,
        row.source,
    )
