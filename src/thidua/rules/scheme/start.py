"""The first text of a regulation, from a few answers: sound, complete, ready to be filled with criteria."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.core.period import PeriodKind
from thidua.core.score.scheme import SubjectKind
from thidua.core.text import fold
from thidua.rules.scheme.arithmetic import written
from thidua.rules.write import Tree, dump

CODE_MAX = 60


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A heading of the point table with its criteria as (title, points, clause); none yet gives one placeholder."""

    title: str
    points: Fraction
    criteria: tuple[NewCriterion, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class NewCriterion:
    """One line: `method` is a word of the language with what it says besides the figure ("each: -2")."""

    title: str
    points: Fraction
    clause: str = ""
    method: str = "yes-no"
    settings: tuple[tuple[str, Tree], ...] = ()
    kind: str = "yes-no"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """What somebody knows when a regulation is begun. Points are natural units."""

    code: str
    title: str
    issuer: str
    number: str
    subject: SubjectKind
    period: PeriodKind
    first_day: date
    groups: tuple[NewGroup, ...]
    notes: tuple[str, ...] = ()


def start_text(start: Start) -> str:
    """YAML that `load` accepts as long as the points of each group are those of its criteria."""
    return dump(start_tree(start))


def start_tree(start: Start) -> dict[str, Tree]:
    """The same before it is written."""
    codes = _Codes()
    figures: dict[str, Tree] = {}
    groups: dict[str, Tree] = {}
    for place, group in enumerate(start.groups, 1):
        clause = group.clause or f"Mục {place}"
        lines = group.criteria or (NewCriterion(f"{group.title}, tiêu chí 1", group.points),)
        criteria: dict[str, Tree] = {}
        for line_place, line in enumerate(lines, 1):
            code = codes.of(line.title)
            criteria[code] = _criterion(line, code, line.clause or f"{clause}.{line_place}")
            figures[code] = {
                "title": line.title,
                "kind": line.kind,
                **({"unit": line.unit} if line.unit else {}),
            }
        groups[codes.of(group.title)] = {
            "title": group.title, "clause": clause, "max": written(max(group.points, Fraction(0))),
            **({"min": written(group.points)} if group.points < 0 else {}),
            **_capped(group, lines), "criteria": criteria,
        }  # fmt: skip
    total = sum((max(group.points, Fraction(0)) for group in start.groups), Fraction(0))
    marked = any(line.method == "mark" for group in start.groups for line in group.criteria)
    tree: dict[str, Tree] = {
        "scheme": start.code, "title": start.title,
        "source": {"issuer": start.issuer, "number": start.number or "dự thảo"},
        "subject": start.subject.value, "period": start.period.value,
        "in-force": {"from": f"{start.first_day:%d/%m/%Y}"}, "rounding": {"places": "2", "mode": "half-up"},
    }  # fmt: skip
    if marked:
        tree["assessors"] = {"columns": ["nguoi-cham"], "decides": "nguoi-cham"}
    tree["classes"] = {
        "xuat-sac": "Xuất sắc",
        "tot": "Tốt",
        "hoan-thanh": "Hoàn thành",
        "chua": "Chưa hoàn thành",
    }
    tree["figures"] = figures
    tree["forms"] = {
        "chung": {
            "title": "Mẫu chung", "clause": "Bảng điểm", "max": written(total), "groups": groups,
            "class": _classes(total),
        }
    }  # fmt: skip
    if start.notes:
        tree["notes"] = list(start.notes)
    return tree


def code_of(title: str, taken: Iterable[str] = ()) -> str:
    """A code out of a title: "Hồ sơ đúng hạn" → "ho-so-dung-han"; a number is added where it is taken."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " " for letter in fold(title)
    ).split()
    code = ""
    for word in words:
        if len(code) + len(word) + 1 > CODE_MAX:
            break
        code = f"{code}-{word}" if code else word
    code = code or "muc"
    held, number, found = set(taken), 2, code
    while found in held:
        found, number = f"{code}-{number}", number + 1
    return found


class _Codes:
    """Codes of one regulation, each given once."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def of(self, title: str) -> str:
        code = code_of(title, self.given)
        self.given.add(code)
        return code


def _criterion(line: NewCriterion, figure: str, clause: str) -> dict[str, Tree]:
    settings = dict(line.settings) or ({"yes": written(line.points)} if line.method == "yes-no" else {})
    low = {"min": written(line.points)} if line.points < 0 else {}
    policy = {"not-applicable": "rescale"} if settings.get("empty") == "not-applicable" else {}
    return {
        "title": line.title, "clause": clause, "max": written(max(line.points, Fraction(0))), **low, **policy,
        line.method: {"of": figure, **settings},
    }  # fmt: skip


def _capped(group: NewGroup, lines: tuple[NewCriterion, ...]) -> dict[str, Tree]:
    """A group of deductions whose parts together may take more than the group does."""
    together = sum((line.points for line in lines), Fraction(0))
    return {"capped": "yes"} if group.points < 0 and together != group.points else {}


def _classes(total: Fraction) -> list[Tree]:
    """Four classes at nine, eight and five tenths of the points."""
    clause = "Xếp loại"
    edges = [written(total * part) for part in (Fraction(9, 10), Fraction(4, 5), Fraction(1, 2))]
    best, good, enough = edges
    bounds: list[tuple[str, dict[str, Tree]]] = [
        ("xuat-sac", {"from": best}),
        ("tot", {"from": good, "below": best}),
        ("hoan-thanh", {"from": enough, "below": good}),
        ("chua", {"below": enough}),
    ]
    return [{"class": code, "clause": clause, "when": {"points": "total", **said}} for code, said in bounds]
