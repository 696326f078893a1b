"""Codes on paper against the register: every answer there is, and every way to fool it that was thought of."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.register_code import (
    ALPHABET,
    RegisterFound,
    RegisterLine,
    chain_of,
    check,
    look_up,
    read_code,
    read_register,
    read_scanned,
    register_text,
    scanned,
    spaced,
)

LAN = RegisterLine(12, "giay-khen", "Lê Thị Lan", "05/QĐ-CAX", date(2026, 2, 5), "Giấy khen")
BINH = replace(LAN, number=13, name="Trần Văn Bình", revoked_on=date(2026, 5, 4))
LINES = [LAN, BINH]
TEXT = register_text(LINES, date(2026, 6, 1))
REGISTER = read_register(TEXT)
assert REGISTER is not None


def test_a_code_is_the_same_everywhere_for_good() -> None:
    """Printed papers outlive programs: this value must never change."""
    assert spaced(LAN.code) == "GCGA-GZ23-PZ7A"
    assert len(LAN.code) == 12
    assert set(LAN.code) <= set(ALPHABET)


def test_every_part_of_the_line_is_in_the_code_but_its_title_and_fate() -> None:
    others = [
        replace(LAN, number=11),
        replace(LAN, form="bang-khen"),
        replace(LAN, name="Lê Thị Lân"),
        replace(LAN, decision="06/QĐ-CAX"),
        replace(LAN, on=date(2026, 2, 6)),
    ]
    assert len({LAN.code, *(line.code for line in others)}) == 6
    assert replace(LAN, title="Giấy khen của Trưởng Công an xã", revoked_on=date(2027, 1, 1)).code == LAN.code


def test_what_the_register_answers() -> None:
    assert look_up(LINES, LAN.code, "5/qđ-cax").found is RegisterFound.FOUND
    assert look_up(LINES, LAN.code).line == LAN
    assert look_up(LINES, BINH.code).found is RegisterFound.REVOKED
    assert look_up(LINES, LAN.code, "15/QĐ-CAX").found is RegisterFound.MISMATCH
    forged = replace(LAN, name="Kẻ Giả Mạo")
    assert look_up(LINES, forged.code, forged.decision).found is RegisterFound.UNKNOWN


def test_a_register_comes_back_whole() -> None:
    assert REGISTER.whole
    assert REGISTER.lines == tuple(LINES)
    assert check(REGISTER, LAN.code, chain=chain_of(LINES)).found is RegisterFound.FOUND


def test_whoever_changes_the_register_is_found_out() -> None:
    held = json.loads(TEXT)
    changes = [
        lambda rows: rows[0].update(name="Kẻ Giả Mạo"),  # another name behind the code
        lambda rows: rows[1].update(revoked_on=""),  # a revocation rubbed out
        lambda rows: rows[0].update(title="Huân chương"),
        lambda rows: rows.pop(),
        lambda rows: rows.reverse(),
    ]
    for change in changes:
        tampered = json.loads(TEXT)
        change(tampered["lines"])
        register = read_register(json.dumps(tampered))
        assert register is not None
        assert check(register, LAN.code).found is RegisterFound.DAMAGED
    # One who also computes the chain anew is found out by the chain that was noted elsewhere.
    mended = read_register(register_text([replace(LAN, name="Kẻ Giả Mạo"), BINH], date(2026, 6, 1)))
    assert mended is not None
    assert mended.whole
    assert check(mended, mended.lines[0].code, chain=held["chain"]).found is RegisterFound.DAMAGED


def test_what_is_no_register_is_not_read() -> None:
    for text in ("", "[]", "{}", '{"format": "other"}', '{"format": "thidua-register-1", "lines": [1]}'):
        assert read_register(text) is None


def test_codes_are_read_as_people_type_and_scan_them() -> None:
    assert read_code(" gcga gz23 pz7a ") == LAN.code
    assert read_code("OIL0-0000-0000") == "011000000000"
    assert read_scanned(scanned(LAN.code, LAN.decision)) == (LAN.code, LAN.decision)
    assert read_scanned(spaced(LAN.code)) == (LAN.code, "")


@given(st.integers(0, 10**6), st.text(max_size=20), st.text(max_size=20))
def test_export_and_import_are_the_same_lines(number: int, name: str, decision: str) -> None:
    line = replace(LAN, number=number, name=name, decision=decision)
    back = read_register(register_text([line], date(2026, 1, 1)))
    assert back is not None
    assert back.lines == (line,)
    assert back.whole
