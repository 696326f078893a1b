"""The short code printed on a decision or a certificate, and how it is checked against the register without a network.

A code is the first sixty bits of a SHA-256 sum over the line of the register, so nobody needs a key to check one and a
line cannot be changed behind a printed code. A forger can compute a code for a line of his own; the register does not
hold it. The register handed out carries a chain over all its lines, so that it cannot be shortened or mended either.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

FORMAT = "thidua-register-1"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they look like other signs, or spell words
LENGTH = 12
_LOOKS_LIKE = str.maketrans("ILO", "110")
_MARK = "THIDUA"


class RegisterFound(StrEnum):
    """What the register says to a code."""

    FOUND = "found"
    REVOKED = "revoked"
    MISMATCH = "mismatch"  # the code stands for another decision than the one printed beside it
    UNKNOWN = "unknown"
    DAMAGED = "damaged"  # the register itself was changed


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register as it was entered, or a decision (number 0, no form, its authority as name).

    `title` is what the form is called; it is printed and not part of the code.
    """

    number: int
    form: str
    name: str
    decision: str
    on: date
    title: str = ""
    revoked_on: date | None = None

    @property
    def code(self) -> str:
        """Twelve signs, unlike any other line's."""
        told: list[str | int] = [
            "thidua-1",
            self.number,
            self.form,
            self.name,
            self.decision,
            self.on.isoformat(),
        ]
        bits = int.from_bytes(_sum(told)[:8], "big") >> 4
        return "".join(ALPHABET[bits >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    found: RegisterFound
    line: RegisterLine | None = None


def spaced(code: str) -> str:
    """ "7F3K-9QWD-2MXA": in groups, as it is printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(typed: str) -> str:
    """The code in what somebody typed or scanned: small letters, spaces, O for 0 and I for 1 are understood."""
    return "".join(sign for sign in typed.upper().translate(_LOOKS_LIKE) if sign in ALPHABET)


def scanned(code: str, decision: str) -> str:
    """What the QR code says: the code, and the decision printed beside it."""
    return f"{_MARK} {spaced(code)} {decision}"


def read_scanned(text: str) -> tuple[str, str]:
    """(code, decision number) of a scanned or typed text; "" for a number that is not there."""
    parts = text.strip().split(maxsplit=2)
    if len(parts) >= 2 and parts[0].upper() == _MARK:
        return read_code(parts[1]), parts[2].strip() if len(parts) > 2 else ""
    return read_code(text), ""


def same_number(one: str, other: str) -> bool:
    """ "05/QĐ-CAX" is "5/qđ-cax"."""
    return _plain_number(one) == _plain_number(other)


def _plain_number(number: str) -> str:
    plain = re.sub(r"\([^)]*\)$", "", number.strip())  # "(văn bản mẫu)" belongs to no number
    return unicodedata.normalize("NFC", "".join(plain.split())).casefold().lstrip("0")


def look_up(lines: Iterable[RegisterLine], code: str, decision: str = "") -> RegisterAnswer:
    """What these lines say to a code, and to the decision number printed beside it where one is given."""
    line = next((line for line in lines if line.code == code), None)
    if line is None:
        return RegisterAnswer(RegisterFound.UNKNOWN)
    if decision and not same_number(decision, line.decision):
        return RegisterAnswer(RegisterFound.MISMATCH, line)
    return RegisterAnswer(RegisterFound.REVOKED if line.revoked_on else RegisterFound.FOUND, line)


# --- The register as a file -----------------------------------------------------------------------------------


def chain_of(lines: Sequence[RegisterLine]) -> str:
    """One sum over all lines in order, revocations included."""
    held = FORMAT
    for line in lines:
        revoked = line.revoked_on.isoformat() if line.revoked_on else ""
        held = _sum([held, line.code, line.title, revoked]).hex()
    return held


def register_text(lines: Sequence[RegisterLine], on: date) -> str:
    """The register to hand out, as JSON: what it prints, the code of every line, and the chain over them."""
    held = {
        "format": FORMAT,
        "on": on.isoformat(),
        "chain": chain_of(lines),
        "lines": [_told(line) for line in lines],
    }
    return json.dumps(held, ensure_ascii=False, indent=1)


def _told(line: RegisterLine) -> dict[str, Any]:
    return {
        "code": line.code, "number": line.number, "form": line.form, "title": line.title, "name": line.name,
        "decision": line.decision, "on": line.on.isoformat(),
        "revoked_on": line.revoked_on.isoformat() if line.revoked_on else "",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as read back; `whole` says that every code and the chain were computed again and agree."""

    lines: tuple[RegisterLine, ...]
    on: date
    chain: str
    whole: bool


def read_register(text: str) -> RegisterFile | None:
    """None where the text is no register."""
    try:
        held = json.loads(text)
        if held["format"] != FORMAT:
            return None
        rows = held["lines"]
        lines = tuple(_line(row) for row in rows)
        agree = all(line.code == row["code"] for line, row in zip(lines, rows, strict=True))
        return RegisterFile(
            lines, date.fromisoformat(held["on"]), held["chain"], agree and chain_of(lines) == held["chain"]
        )
    except (ValueError, KeyError, TypeError):
        return None


def _line(row: Any) -> RegisterLine:
    revoked = date.fromisoformat(row["revoked_on"]) if row["revoked_on"] else None
    return RegisterLine(
        int(row["number"]), str(row["form"]), str(row["name"]), str(row["decision"]),
        date.fromisoformat(row["on"]), str(row["title"]), revoked,
    )  # fmt: skip


def check(register: RegisterFile, code: str, decision: str = "", chain: str = "") -> RegisterAnswer:
    """As `look_up`, but only of a register that is whole and, where its chain was noted elsewhere, the noted one."""
    if not register.whole or (chain and chain.strip().casefold() != register.chain):
        return RegisterAnswer(RegisterFound.DAMAGED)
    return look_up(register.lines, code, decision)


def _sum(told: list[str | int]) -> bytes:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()
