"""Awards from a table: form, category, subject, year, reason, state, decision, presentation.

A subject is the code of a person or a unit; unit and post as of the day of the decision come from the directory,
not from the file, so that two papers cannot disagree about them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from thidua.core.award import RECORDED, AwardRow, Category, State
from thidua.core.problem import Problem, problem
from thidua.core.score.rows import suggestion
from thidua.core.text import fold, words
from thidua.office.columns import Collected, Column, Header, body, find_header, text_of
from thidua.office.dates import read_day
from thidua.office.sheet import Row, Sheet, Value, read_sheet

COLUMNS = (
    Column("code", ("mã khen thưởng", "mã")),
    Column(
        "form", ("hình thức", "danh hiệu", "hình thức khen thưởng", "danh hiệu, hình thức"), required=True
    ),
    Column("category", ("loại đối tượng", "phân loại"), required=True),
    Column("subject", ("đối tượng", "mã đối tượng"), required=True),
    Column("name", ("tên mô hình", "tên ghi")),
    Column("year", ("năm",)),
    Column("reason", ("thành tích", "lý do", "lý do khen thưởng"), required=True),
    Column("state", ("trạng thái", "tình trạng")),
    Column(
        "decision_number", ("số quyết định", "quyết định số", "quyết định", "decision", "decision number")
    ),
    Column("decided_on", ("ngày quyết định", "ngày ký", "date")),
    Column("decided_by", ("cấp quyết định", "người ký", "cơ quan quyết định")),
    Column("presented_on", ("ngày trao", "ngày trao tặng")),
    Column("presented_by", ("người trao",)),
    Column("standing", ("kết quả chốt", "từ kết quả chốt")),
    Column("source", ("nguồn", "căn cứ")),
)

CODE_MAX = 80  # as the register keeps it

STATE_TITLES: Mapping[State, str] = {
    State.PROPOSED: "Đề nghị",
    State.SUBMITTED: "Đã trình",
    State.REFUSED: "Không công nhận",
    State.DECIDED: "Đã quyết định",
    State.PRESENTED: "Đã trao",
    State.REVOKED: "Đã hủy bỏ",
}
_CATEGORIES: Mapping[Category, tuple[str, ...]] = {
    Category.INDIVIDUAL: ("Cá nhân",),
    Category.COLLECTIVE: ("Tập thể", "Đơn vị"),
    Category.MODEL: ("Mô hình",),
    Category.LEADER: ("Người đứng đầu",),
}
_STATE_WORDS = {fold(t): s for s, title in STATE_TITLES.items() for t in (title, s.value)}
_CATEGORY_WORDS = {fold(t): c for c, titles in _CATEGORIES.items() for t in (*titles, c.value)}


def category_title(category: Category) -> str:
    return _CATEGORIES[category][0]


def read_awards(
    source: Path | bytes, name: str = "", forms: Mapping[str, str] | None = None
) -> tuple[tuple[AwardRow, ...], list[Problem]]:
    """Read a file of awards.

    Args:
        forms: code → title of the forms that exist; titles are accepted in place of codes. None skips the check.

    Returns:
        Rows and problems; with any error the caller must use none of the rows.
    """
    sheet, problems = read_sheet(source, name)
    if sheet is None:
        return (), problems
    rows, found = from_sheet(sheet, forms)
    return rows, [*problems, *found]


def from_sheet(
    sheet: Sheet, forms: Mapping[str, str] | None = None
) -> tuple[tuple[AwardRow, ...], list[Problem]]:
    """The awards of a sheet."""
    header, told = find_header(sheet, COLUMNS)
    problems = Collected(told)
    if header is None:
        return (), problems
    reader = _Reader(sheet, header, forms, problems)
    rows: list[AwardRow] = []
    first: dict[str, int] = {}
    for row in body(sheet, header):
        if problems.full:
            problems.close(sheet, row.line)
            break
        read = reader.row(row)
        if read is None:
            continue
        if read.code in first:
            reader.refuse("award.duplicate", row, "subject", first=first[read.code], award=read.code)
            continue
        first[read.code] = row.line
        rows.append(read)
    if not rows and not problems:
        problems.append(problem("file.no-rows", sheet.where(header.line)))
    return tuple(rows), problems


class _Reader:
    """Reads rows one by one, adding what is wrong to `problems`."""

    def __init__(
        self, sheet: Sheet, header: Header, forms: Mapping[str, str] | None, problems: Collected
    ) -> None:
        self.sheet, self.header, self.problems = sheet, header, problems
        self.forms = forms
        self.form_words = {fold(w): code for code, title in (forms or {}).items() for w in (code, title)}

    def row(self, row: Row) -> AwardRow | None:
        if any((row.line, c) in self.sheet.unreadable for c in self.header.at.values()):
            return None
        before = len(self.problems)
        decided_on, presented_on = self.day(row, "decided_on"), self.day(row, "presented_on")
        form, subject = self.form(row), self.needed(row, "subject")
        number, name = self.text(row, "decision_number"), self.text(row, "name")
        category = self.category(row)
        state, year = self.state(row), self.year(row, decided_on)
        reason = self.needed(row, "reason")
        if len(self.problems) > before or category is None or state is None:
            return None
        return AwardRow(
            code=self.text(row, "code") or code_of(form, year, subject, number, name),
            form=form,
            category=category,
            subject=subject,
            year=year,
            reason=reason,
            state=state,
            name=name,
            decision_number=number,
            decided_on=decided_on,
            decided_by=self.text(row, "decided_by"),
            presented_on=presented_on,
            presented_by=self.text(row, "presented_by"),
            standing=self.text(row, "standing"),
            source=self.text(row, "source"),
            where=self.sheet.where(row.line, self.header.at["subject"], self.header.titles["subject"]),
        )

    def cell(self, row: Row, key: str) -> Value:
        column = self.header.at.get(key, -1)
        return row.values[column] if 0 <= column < len(row.values) else ""

    def text(self, row: Row, key: str) -> str:
        return text_of(self.cell(row, key))

    def refuse(self, code: str, row: Row, key: str, **values: object) -> None:
        where = self.sheet.where(row.line, self.header.at.get(key, -1), self.header.titles.get(key, key))
        self.problems.append(Problem(code, where, {name: str(value) for name, value in values.items()}))

    def needed(self, row: Row, key: str) -> str:
        told = self.text(row, key)
        if not told:
            self.refuse("award.cell-missing", row, key, column=self.header.titles.get(key, key))
        return told

    def form(self, row: Row) -> str:
        told = self.needed(row, "form")
        if not told or self.forms is None:
            return told
        code = self.form_words.get(fold(told), "")
        if not code:
            near = suggestion(fold(told), self.form_words)
            self.refuse("award.form-unreadable", row, "form", value=told, suggestion=near)
        return code

    def category(self, row: Row) -> Category | None:
        told = self.needed(row, "category")
        found = _CATEGORY_WORDS.get(fold(told))
        if told and found is None:
            known = ", ".join(category_title(c) for c in RECORDED)
            self.refuse("award.category-unreadable", row, "category", value=told, known=known)
        return found

    def state(self, row: Row) -> State | None:
        """Without a word about it, an award with a decision is decided, one without is proposed."""
        told = self.text(row, "state")
        if not told:
            return State.DECIDED if self.text(row, "decision_number") else State.PROPOSED
        found = _STATE_WORDS.get(fold(told))
        if found is None:
            self.refuse(
                "award.state-unreadable", row, "state", value=told, known=", ".join(STATE_TITLES.values())
            )
        return found

    def day(self, row: Row, key: str) -> date | None:
        value = self.cell(row, key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        told = text_of(value)
        if not told:
            return None
        read = read_day(told)
        if isinstance(read, Problem):
            self.refuse(read.code, row, key, **read.values)
            return None
        return read

    def year(self, row: Row, decided_on: date | None) -> int:
        """The year the award is for; the year of the decision where the file does not say."""
        told = self.text(row, "year")
        if re.fullmatch(r"(19|20|21)[0-9]{2}", told):
            return int(told)
        if not told and decided_on is not None:
            return decided_on.year
        self.refuse("award.year-unreadable", row, "year", value=told)
        return 0


def code_of(form: str, year: int, subject: str, decision_number: str, name: str = "") -> str:
    """The same award read twice gets the same code, so that it cannot be recorded twice."""
    parts = [*words(form), str(year), *words(subject), *words(decision_number), *words(name)]
    code = "-".join(parts)
    if len(code) <= CODE_MAX:
        return code
    return f"{code[: CODE_MAX - 9]}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"
