"""What stands in the papers of an award, as plain values. Who signed, who is thanked, what was voted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a paper, as it prints.

    Attributes:
        superior: the agency right above, "" for none.
        authority: who decides, "Trưởng Công an xã Lim Xanh".
        posts: the lines above the signature: "KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ".
        specimen: made up for the demonstration; every page says so.
    """

    agency: str
    superior: str = ""
    place: str = ""
    authority: str = ""
    posts: tuple[str, ...] = ()
    signer: str = ""
    specimen: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of a list of awards.

    Attributes:
        number: within the decision.
        register: of its line in the honour register, the "số sổ vàng" of a certificate; None before there is one.
        title: of the form or title that is given.
        conferred: whether it is a title (danh hiệu) rather than a form (hình thức).
        money: đồng; None where none is given.
        code: short code by which the register is asked, "" before there is one.
        check: what the QR code says.
        void: cancelled since; it stays in the decision, and no certificate of it is printed again.
    """

    number: int
    name: str
    title: str
    reason: str = ""
    post: str = ""
    unit: str = ""
    collective: bool = False
    conferred: bool = False
    money: int | None = None
    code: str = ""
    check: str = ""
    void: bool = False
    register: int | None = None

    @property
    def serial(self) -> str:
        """ "07": as a certificate prints it."""
        return f"{self.register or self.number:02d}"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on awards, with its list.

    Attributes:
        reason: what all of them are thanked for, "đã có thành tích xuất sắc …"; "" where each line has its own.
        proposed_by: "Hội đồng Thi đua - Khen thưởng Công an xã".
        code: short code of the paper itself.
    """

    issuer: Issuer
    number: str
    on: date | None
    recipients: tuple[Recipient, ...]
    about: str = ""
    reason: str = ""
    grounds: tuple[str, ...] = ()
    proposed_by: str = ""
    places: tuple[str, ...] = ()
    code: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """Tờ trình: what is asked of whoever decides. `votes` is what the council found."""

    issuer: Issuer
    number: str
    on: date | None
    to: str
    recipients: tuple[Recipient, ...]
    about: str = ""
    grounds: tuple[str, ...] = ()
    votes: str = ""
    attachments: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a report: "II. THÀNH TÍCH ĐẠT ĐƯỢC" and its paragraphs."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Achievement:
    """Báo cáo thành tích of a person or a collective; `facts` are (label, value) of part one."""

    issuer: Issuer
    on: date | None
    subject: str
    title: str
    collective: bool
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    held: tuple[tuple[str, str, str], ...] = ()  # year, title, decision
    confirmed_by: str = ""
    made: str = ""  # when, and from which state of the dossier
    mark: str = ""  # of the facts in it


@dataclass(frozen=True, slots=True)
class Vote:
    """How the box stood on one name. `needed` of all `members` is the law's answer, worked out elsewhere."""

    name: str
    title: str
    issued: int
    returned: int
    yes: int
    no: int
    blank: int
    invalid: int
    members: int
    needed: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """One dossier as a council weighed it: what was said of it in sentences, its last vote, what it came to."""

    name: str
    title: str
    lines: tuple[str, ...]
    result: str
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Biên bản họp hội đồng.

    Attributes:
        members: all that have a vote, whether they came or not; `quorum` is how many must be there.
        ended: None while they still sit.
        digests: what proves the boxes of its ballots.
    """

    issuer: Issuer
    number: str
    council: str
    name: str
    began: datetime
    ended: datetime | None
    place: str
    members: int
    quorum: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    chair: str
    chair_office: str
    secretary: str
    secretary_office: str
    notes: tuple[str, ...] = ()
    items: tuple[Weighed, ...] = ()
    conclusion: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Biên bản kiểm phiếu: the boxes of one round of a meeting; no name of who voted how."""

    meeting: Meeting
    round: str
    opened: datetime
    counted: datetime
    method: str
    basis: str
    votes: tuple[Vote, ...]
    key_mark: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the honour register."""

    number: int
    name: str
    post: str
    unit: str
    title: str
    reason: str
    decision: str
    on: date
    state: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    issuer: Issuer
    sheet: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of one year. Rows are (what, lượt, distinct, individuals, collectives, women, leaders, rank and file)."""

    issuer: Issuer
    year: int
    on: date | None
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()
