"""Papers of a cluster: the consolidated report, the minutes of its conference, the list of proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.figure import FigureValue
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.document.model import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Note,
    Row,
    Section,
    Signature,
    Table,
    body,
    bullets,
)
from thidua.office.format import day, ratio
from thidua.office.format import value as value_text

TOTALS = (
    Column("TT", 11, Align.CENTRE),
    Column("Nội dung"),
    Column("Toàn cụm", 40, Align.RIGHT),
    Column("Báo cáo", 22, Align.CENTRE),
    Column("So với năm trước", 42),
)
LIMITS = (
    Column("TT", 11, Align.CENTRE),
    Column("Hạn chế, tồn tại"),
    Column("Nguyên nhân", 42),
    Column("Ai khắc phục, hạn", 40),
)
PROPOSALS = (
    Column("TT", 11, Align.CENTRE),
    Column("Đơn vị"),
    Column("Phiếu đồng ý", 34, Align.CENTRE),
    Column("Kết quả", 36, Align.CENTRE),
)
TASKS = (
    Column("TT", 11, Align.CENTRE),
    Column("Việc"),
    Column("Từ ý kiến của", 40),
    Column("Ai làm, hạn", 46),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the cluster with its members' numbers."""

    title: str
    total: str
    given: str
    change: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    unit: str
    text: str
    cause: str
    owner: str
    due: date | None
    repeated: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    unit: str
    votes: int | None
    voters: int | None
    accepted: bool


@dataclass(frozen=True, slots=True)
class Task:
    task: str
    speaker: str
    owner: str
    due: date


def consolidated_document(
    heading: Heading,
    *,
    title: str,
    year: int,
    cut_off: date,
    members: Sequence[str],
    silent: Sequence[str],
    reason: str,
    figures: Sequence[Figure],
    limits: Sequence[Limit],
    source: str,
    signature: Signature,
    recipients: Sequence[str],
    specimen: bool = False,
) -> Document:
    """Every sum, then every member's number; who is silent stands in the first paragraph."""
    count = f"{len(members) - len(silent)}/{len(members)}"
    told = (
        f"Báo cáo gồm số liệu của {count} thành viên, tính đến hết ngày {day(cut_off)}; dấu – là chưa có số."
    )
    blocks: list[Block] = [body(told)]
    if silent:
        blocks.append(body(f"Chưa có báo cáo của: {', '.join(silent)}. Lý do: {reason.rstrip('.')}."))
    totals = tuple(
        Row((str(n), held.title, held.total, held.given, held.change)) for n, held in enumerate(figures, 1)
    )
    blocks += [Section("I. KẾT QUẢ TOÀN CỤM"), Table(TOTALS, totals), Note(source)]
    blocks.append(Section("II. SỐ LIỆU CỦA TỪNG THÀNH VIÊN"))
    for start in range(0, len(figures), 4):
        part = figures[start : start + 4]
        columns = (Column("Thành viên", 48), *(Column(held.title, 0, Align.RIGHT) for held in part))
        rows = tuple(Row((name, *(held.members[n] for held in part))) for n, name in enumerate(members))
        blocks.append(Table(columns, rows))
    blocks += [Section("III. HẠN CHẾ, TỒN TẠI"), _limits(limits)]
    again = sum(1 for limit in limits if limit.repeated)
    if again:
        blocks.append(body(f"Trong đó {again} hạn chế lặp lại của năm trước."))
    subject = f"Tổng hợp kết quả phong trào thi đua của {_with_year(title, year)}"
    return Document(
        heading, "Báo cáo", subject, tuple(blocks), (signature,),
        tuple(recipients), specimen, author=heading.agency,
    )  # fmt: skip


def _limits(limits: Sequence[Limit]) -> Table:
    rows: list[Row] = []
    last = ""
    for n, limit in enumerate(limits, 1):
        if limit.unit != last:
            rows.append(Row((limit.unit,), group=True))
            last = limit.unit
        text = f"{limit.text} (lặp lại năm trước)" if limit.repeated else limit.text
        due = f", {day(limit.due)}" if limit.due else ""
        rows.append(Row((str(n), text, limit.cause, f"{limit.owner}{due}")))
    return Table(LIMITS, tuple(rows))


def proposals_document(
    heading: Heading,
    *,
    title: str,
    year: int,
    groups: Sequence[tuple[str, Sequence[Proposed]]],
    findings: Sequence[str],
    method: str,
    signature: Signature,
    recipients: Sequence[str],
    specimen: bool = False,
) -> Document:
    """Who is proposed for what, with the votes; method and distribution stand beside the result."""
    rows: list[Row] = []
    for form, held in groups:
        rows.append(Row((form,), group=True))
        rows += [Row((str(n), *_voted(line))) for n, line in enumerate(held, 1)]
    blocks: list[Block] = [
        body(method),
        Table(PROPOSALS, tuple(rows)),
        Section("PHÂN BỐ"),
        *bullets(findings),
    ]
    return Document(
        heading, "Danh sách", f"Đề nghị khen thưởng của {_with_year(title, year)}", tuple(blocks), (signature,),
        tuple(recipients), specimen, author=heading.agency,
    )  # fmt: skip


def _voted(line: Proposed) -> tuple[str, str, str]:
    if line.votes is None:
        return line.unit, "chưa bỏ phiếu", "–"
    return line.unit, f"{line.votes}/{line.voters}", "đề nghị" if line.accepted else "không đủ phiếu"


@dataclass(frozen=True, slots=True)
class Conference:
    """What the minutes say besides votes and work."""

    began: str
    place: str
    present: Sequence[str]
    absent: Sequence[str]
    chair: str
    secretary: str


def conference_document(
    heading: Heading,
    *,
    title: str,
    held: Conference,
    report: str,
    groups: Sequence[tuple[str, Sequence[Proposed]]],
    findings: Sequence[str],
    method: str,
    tasks: Sequence[Task],
    next_lead: str,
    specimen: bool = False,
) -> Document:
    """The minutes write themselves from what was recorded: present, report, vote, work, who leads next."""
    members = len(held.present) + len(held.absent)
    absent = f"; vắng: {', '.join(held.absent)}" if held.absent else ""
    blocks: list[Block] = [
        body(f"Thời gian bắt đầu: {held.began}."),
        body(f"Địa điểm: {held.place}."),
        body(f"Thành viên có mặt: {len(held.present)}/{members}: {', '.join(held.present)}{absent}."),
        body(f"Chủ trì: {held.chair}."),
        body(f"Thư ký: {held.secretary}."),
        Section("I. BÁO CÁO TỔNG HỢP"),
        body(report),
        Section("II. SUY TÔN, ĐỀ NGHỊ KHEN THƯỞNG"),
        body(method),
    ]
    rows: list[Row] = []
    for form, lines in groups:
        rows.append(Row((form,), group=True))
        rows += [Row((str(n), *_voted(line))) for n, line in enumerate(lines, 1)]
    blocks += [Table(PROPOSALS, tuple(rows)), *bullets(findings), Section("III. VIỆC SAU HỘI NGHỊ")]
    if tasks:
        work = tuple(
            Row((str(n), t.task, t.speaker, f"{t.owner}, {day(t.due)}")) for n, t in enumerate(tasks, 1)
        )
        blocks.append(Table(TASKS, work))
    else:
        blocks.append(body("Hội nghị không giao việc cụ thể nào."))
    blocks += [Section("IV. BÀN GIAO"), body(f"{next_lead}./.")]
    return Document(
        heading, "Biên bản", f"Hội nghị tổng kết {title}", tuple(blocks),
        (_signs("Thư ký", held.secretary), _signs("Chủ tọa", held.chair)),
        ("Các thành viên", "Lưu: VT, hồ sơ cụm"), specimen, author=heading.agency,
    )  # fmt: skip


def _with_year(title: str, year: int) -> str:
    return title if str(year) in title else f"{title}, năm {year}"


def _signs(post: str, who: str) -> Signature:
    return Signature((post,), who.partition(",")[0])


def figure_text(kind: FigureKind, held: FigureValue | None) -> str:
    """ "12", "231/330 (70 %)"; a yes/no over months is k of n. Nothing is "–", never 0."""
    if held is None:
        return "–"
    if kind is FigureKind.YES_NO and held.state is State.PRESENT:
        return ratio(held.numerator, held.denominator)
    return value_text(kind, held.state, held.numerator, held.denominator)
