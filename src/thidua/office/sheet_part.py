"""One sheet of an .xlsx as XML, read once before any reader trusts it: how far it reaches, and cells without a value.

A real XML parser, not a pattern: an address in other quotes, under a prefix or behind an entity counts like any
other, because the reader behind us would follow it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_LETTERS = re.compile(r"[A-Za-z]{1,7}")
_DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(slots=True)
class Measured:
    """The corner of a sheet, and address → the error shown there, or "" for a formula without a kept result."""

    rows: int = 0
    columns: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)


class _RefusedError(Exception):
    """A sheet that no spreadsheet program writes."""


def measure(xml: bytes) -> Measured | None:
    """Measure a sheet; None when it is not plain, well-formed UTF-8 XML or an address in it makes no sense."""
    reader = _Reader()
    try:
        reader.parser.Parse(xml, True)
        reader.finish_cell()
    except (expat.ExpatError, _RefusedError):
        return None
    return reader.found


class _Reader:
    """Rows and cells may leave out their address; they then follow the one before."""

    def __init__(self) -> None:
        self.found = Measured()
        self.row = self.column = 0
        self.row_text = ""
        self.known: dict[str, int] = {}
        self.address = self.error = ""
        self.formula = self.is_error = self.in_value = self.has_value = False
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.refuse

    def refuse(self, *_: object) -> None:
        raise _RefusedError

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            if self.formula or self.is_error:
                self.finish_cell()
            self.start_cell(attributes)
        elif name == "v":
            if self.formula or self.is_error:
                self.in_value = True
                self.parser.CharacterDataHandler = self.text
        elif name == "row":
            self.finish_cell()
            self.start_row(attributes.get("r"))
        elif name == "f":
            self.formula = True

    def start_row(self, address: str | None) -> None:
        self.row = self.row + 1 if address is None else self.row_of(address)
        self.row_text = str(self.row)
        self.column = 0
        self.found.rows = max(self.found.rows, self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.address = attributes.get("r", "")
        if self.address:
            letters = self.address.rstrip("0123456789")
            self.column = self.known.get(letters) or self.new_column(letters)
            if self.address[len(letters) :] != self.row_text:
                self.found.rows = max(self.found.rows, self.row_of(self.address[len(letters) :]))
        else:
            self.column += 1
        if self.column > self.found.columns:
            self.found.columns = self.column
        self.is_error = attributes.get("t") == "e"

    def new_column(self, letters: str) -> int:
        if not _LETTERS.fullmatch(letters):
            raise _RefusedError
        self.known[letters] = column_number(letters.upper())
        return self.known[letters]

    def row_of(self, digits: str) -> int:
        if not _DIGITS.fullmatch(digits):
            raise _RefusedError
        return int(digits)

    def text(self, told: str) -> None:
        self.has_value = True
        if self.is_error:
            self.error += told

    def finish_cell(self) -> None:
        if self.address and (self.is_error or (self.formula and not self.has_value)):
            self.found.unreadable[self.address.upper()] = self.error
        if self.in_value:
            self.parser.CharacterDataHandler = None
        self.formula = self.is_error = self.in_value = self.has_value = False
        self.address = self.error = ""


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
