"""Papers of a council that write themselves: biên bản họp, and biên bản kiểm phiếu of each round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thidua.office.document.minutes import moment
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


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sat when and where; `members` all that have a vote, whether they came or not."""

    title: str
    council: str
    began: datetime
    ended: datetime | None
    place: str
    members: int
    quorum: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    chair: str
    clerk: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """One dossier as it was weighed. Lists are sentences, in order."""

    name: str
    title: str
    about: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    result: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One question of a counted ballot."""

    name: str
    issued: int
    cast: int
    yes: int
    no: int
    blank: int
    invalid: int
    needed: int
    members: int


@dataclass(frozen=True, slots=True)
class Count:
    """One counted ballot."""

    title: str
    opened: datetime
    counted: datetime
    rows: tuple[Counted, ...]
    basis: str
    key_mark: str
    digest: str


def council_minutes(
    heading: Heading,
    sitting: Sitting,
    items: Sequence[Weighed],
    notes: Sequence[str],
    conclusion: str,
    digests: Sequence[str],
    *,
    specimen: bool = False,
) -> Document:
    blocks: list[Block] = [
        *_who(sitting),
        Section("I. NỘI DUNG"),
        *(body(text) for text in notes),
        *(block for number, item in enumerate(items, 1) for block in _item(number, item)),
        Section("II. KẾT QUẢ"),
        Table(
            (
                Column("TT", 12, Align.CENTRE),
                Column("Hồ sơ"),
                Column("Danh hiệu, hình thức", 48),
                Column("Kết quả", 46),
            ),
            tuple(Row((str(n), item.name, item.title, item.result)) for n, item in enumerate(items, 1)),
        ),
        body("Đây là ý kiến tham mưu của Hội đồng; người có thẩm quyền xem xét, quyết định."),
        Section("III. KẾT LUẬN CỦA CHỦ TỌA"),
        *(body(line.strip()) for line in conclusion.splitlines() if line.strip()),
        *(Note(text) for text in digests),
    ]  # fmt: skip
    if sitting.ended is not None:
        blocks.append(
            body(
                f"Phiên họp kết thúc vào {moment(sitting.ended)}; biên bản đã đọc lại cho mọi người cùng nghe./."
            )
        )
    return Document(
        heading, "Biên bản", sitting.title, tuple(blocks), _signatures(sitting),
        ("Thành viên Hội đồng", "Lưu: VT, hồ sơ khen thưởng"), specimen, author=heading.agency,
    )  # fmt: skip


def _who(sitting: Sitting) -> list[Block]:
    return [
        body(f"Thời gian bắt đầu: {moment(sitting.began)}."),
        body(f"Địa điểm: {sitting.place}."),
        body(f"Chủ trì (chủ tọa): {sitting.chair}."),
        body(f"Thư ký (người ghi biên bản): {sitting.clerk}."),
        body(
            f"Thành phần: {sitting.council} có {sitting.members} thành viên; có mặt {len(sitting.present)}, "
            f"vắng {len(sitting.absent)}; số thành viên phải có mặt để họp là {sitting.quorum}."
        ),
        body("Có mặt:"),
        *bullets(sitting.present),
        *([body("Vắng mặt:"), *bullets(sitting.absent)] if sitting.absent else []),
    ]


def _item(number: int, item: Weighed) -> list[Block]:
    lines = [*item.about, *item.tied, *item.letters, *item.notes, *item.votes]
    found: list[Block] = [Section(f"{number}. {item.name}: {item.title}", 2), *(body(text) for text in lines)]
    return [*found, body(f"Kết quả: {item.result}.")]


def _signatures(sitting: Sitting) -> tuple[Signature, ...]:
    return (
        Signature(("Thư ký",), sitting.clerk.partition(",")[0]),
        Signature(("Chủ tọa",), sitting.chair.partition(",")[0]),
    )


def count_minutes(heading: Heading, sitting: Sitting, count: Count, *, specimen: bool = False) -> Document:
    """Biên bản kiểm phiếu: given out, returned, valid, in favour of all members; no name of who voted how."""
    columns = (
        Column("TT", 10, Align.CENTRE), Column("Họ tên, đơn vị"), Column("Phát ra", 16, Align.RIGHT),
        Column("Thu về", 16, Align.RIGHT), Column("Đồng ý", 16, Align.RIGHT), Column("Không", 16, Align.RIGHT),
        Column("Trắng", 15, Align.RIGHT), Column("Không hợp lệ", 17, Align.RIGHT),
        Column("Đồng ý / tổng số thành viên", 28, Align.CENTRE),
    )  # fmt: skip
    rows = tuple(
        Row(
            (str(n), row.name, str(row.issued), str(row.cast), str(row.yes), str(row.no), str(row.blank),
             str(row.invalid), f"{row.yes}/{row.members} (cần {row.needed})")
        )
        for n, row in enumerate(count.rows, 1)
    )  # fmt: skip
    blocks: list[Block] = [
        body(f"Mở lượt bỏ phiếu: {moment(count.opened)}; kiểm phiếu: {moment(count.counted)}."),
        body(f"Địa điểm: {sitting.place}."),
        body(
            f"{sitting.council} có {sitting.members} thành viên; {len(sitting.present)} thành viên dự họp. "
            "Bỏ phiếu kín trên hệ thống: mỗi thành viên nhận một phiếu cho mỗi hồ sơ, "
            "trừ hồ sơ mình có lợi ích liên quan."
        ),
        body(f"Tỷ lệ: {count.basis}."),
        Section("KẾT QUẢ KIỂM PHIẾU"),
        Table(columns, rows),
        body(
            "Tệp hòm phiếu công bố cho mọi người bỏ phiếu; kiểm lại bằng lệnh thidua ballot verify trên máy bất kỳ."
        ),
        Note(
            f"Mã khóa của lượt bỏ phiếu: {count.key_mark}. Mã băm SHA-256 của tệp hòm phiếu: {count.digest}."
        ),
    ]
    return Document(
        heading, "Biên bản", f"Kiểm phiếu {count.title}", tuple(blocks), _signatures(sitting),
        ("Thành viên Hội đồng", "Lưu: VT, hồ sơ khen thưởng"), specimen, author=heading.agency,
    )  # fmt: skip
