"""Biên bản: who met when and where, what was said, what was concluded (mẫu 1.9, Phụ lục III)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thidua.office.document.model import Block, Document, Heading, Section, Signature, body
from thidua.office.format import count, day


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the secretary wrote. `summoned` is 0 where nobody was called by name."""

    title: str
    began: datetime
    ended: datetime
    place: str
    present: int
    summoned: int
    attendance: str
    chair: str
    secretary: str
    content: str
    conclusion: str


def minutes_document(heading: Heading, meeting: Meeting, *, specimen: bool = False) -> Document:
    """No place and day in the head; the secretary signs on the left, the chair on the right."""
    blocks: list[Block] = [
        body(f"Thời gian bắt đầu: {moment(meeting.began)}."),
        body(f"Địa điểm: {meeting.place}."),
        body(f"Thành phần tham dự: {attended(meeting)}"),
        body(f"Chủ trì (chủ tọa): {meeting.chair}."),
        body(f"Thư ký (người ghi biên bản): {meeting.secretary}."),
        Section("I. NỘI DUNG"),
        *_lines(meeting.content),
        Section("II. KẾT LUẬN"),
        *_lines(meeting.conclusion),
        body(
            f"Cuộc họp kết thúc vào {moment(meeting.ended)}; biên bản đã đọc lại cho mọi người cùng nghe./."
        ),
    ]
    return Document(
        heading,
        "Biên bản",
        meeting.title,
        tuple(blocks),
        (
            Signature(("Thư ký",), meeting.secretary.partition(",")[0]),
            Signature(("Chủ tọa",), meeting.chair.partition(",")[0]),
        ),
        ("Các thành phần tham dự", "Lưu: VT, hồ sơ"),
        specimen,
        author=heading.agency,
    )


def attended(meeting: Meeting) -> str:
    """ "18/20 người được triệu tập; …" """
    people = f"{count(meeting.present)} người"
    if meeting.summoned:
        people = f"{count(meeting.present)}/{count(meeting.summoned)} người được triệu tập"
    return f"{people}; {meeting.attendance.rstrip('.')}." if meeting.attendance else f"{people}."


def moment(at: datetime) -> str:
    """ "08 giờ 30 phút, ngày 05/02/2026"."""
    return f"{at.hour:02d} giờ {at.minute:02d} phút, ngày {day(at.date())}"


def _lines(text: str) -> list[Block]:
    return [body(line.strip()) for line in text.splitlines() if line.strip()]
