"""Amounts of money in words, as a decision writes them: 1.250.000 → "một triệu hai trăm năm mươi nghìn đồng"."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def spelled(amount: int) -> str:
    """A whole number below a million billion, in words."""
    assert 0 <= amount < 10**18
    if amount == 0:
        return _DIGITS[0]
    if amount >= 10**9:
        head, rest = divmod(amount, 10**9)
        return f"{spelled(head)} tỷ{_tail(rest)}"
    return _below(amount, False)


def dong(amount: int) -> str:
    return f"{spelled(amount)} đồng"


def _tail(rest: int) -> str:
    return f" {_below(rest, True)}" if rest else ""


def _below(amount: int, led: bool) -> str:
    """Words of a number below a billion; `led`: something larger stands before it."""
    parts = []
    for power in (2, 1, 0):
        group = amount // 1000**power % 1000
        if group:
            parts.append(f"{_hundreds(group, led)} {_GROUPS[power]}".strip())
            led = True
    return " ".join(parts)


def _hundreds(group: int, led: bool) -> str:
    hundreds, rest = divmod(group, 100)
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or led else []
    if rest and rest < 10 and parts:
        parts.append(f"linh {_DIGITS[rest]}")
    elif rest:
        parts.append(_tens(rest))
    return " ".join(parts)


def _tens(rest: int) -> str:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return _DIGITS[ones]
    last = {0: "", 1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(ones, _DIGITS[ones])
    if tens > 1 and ones == 4:
        last = "tư"
    return f"{'mười' if tens == 1 else _DIGITS[tens] + ' mươi'} {last}".strip()
