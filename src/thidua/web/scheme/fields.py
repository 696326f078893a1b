"""A regulation's tree as fields that people fill in, and what they typed put back into the tree.

A field is named by its dotted path, which is also where the loader says what is wrong. What no field shows stays in
the tree as it is: the form never loses a word of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy

from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import Empty, FigureKind, Missing, NotApplicable, SubjectKind, Takes
from thidua.office.format import day
from thidua.office.scheme_word import choices, methods
from thidua.rules.scheme.criterion import METHODS
from thidua.rules.text import day as read_iso
from thidua.rules.write import Tree, at

LOW, HIGH = ("from", "above", "is"), ("below", "to")
LOW_WORDS = (("from", gettext_lazy("từ")), ("above", gettext_lazy("trên")), ("is", gettext_lazy("đúng bằng")))
HIGH_WORDS = (("below", gettext_lazy("đến dưới")), ("to", gettext_lazy("đến hết")))
Tree_ = dict[str, Tree]


@dataclass(frozen=True, slots=True)
class Field:
    """One input. `sort` is text, number, day, choice, flag or long; `default` is what absence means."""

    path: str
    label: str
    value: str = ""
    sort: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    default: str = ""
    hint: str = ""
    again: bool = False  # choosing another value changes which fields there are
    fault: str = ""

    @property
    def name(self) -> str:
        return f"v.{self.path}"

    @property
    def on(self) -> bool:
        return self.value == "yes"


@dataclass(frozen=True, slots=True)
class BoundsField:
    """Both sides of a band or of a class line, each side with its word."""

    path: str
    low_word: str
    low: str
    high_word: str
    high: str

    @property
    def name(self) -> str:
        return f"b.{self.path}"


class Faults:
    """Sentences by path; a place without a field of its own speaks through the nearest one around it."""

    def __init__(self, found: Mapping[str, str]) -> None:
        self.found = dict(found)
        self.told: set[str] = set()

    def at(self, path: str) -> str:
        if path in self.found:
            self.told.add(path)
        return self.found.get(path, "")

    def under(self, path: str) -> bool:
        return any(key == path or key.startswith(path + ".") for key in self.found)


# --- Reading the tree -------------------------------------------------------------------------------------


def general_fields(tree: Tree_, faults: Faults) -> list[Field]:
    make = _Maker(tree, faults)
    return [
        make("title", say("Tên quy chế"), sort="long"),
        make("source.issuer", say("Nơi ban hành")),
        make("source.number", say("Số văn bản")),
        make("source.issued", say("Ngày ban hành"), sort="day"),
        make("subject", say("Chấm ai"), sort="choice", options=choices(SubjectKind)),
        make("period", say("Kỳ chấm"), sort="choice", options=choices(PeriodKind)),
        make("in-force.from", say("Có hiệu lực từ"), sort="day"),
        make("in-force.to", say("Đến"), sort="day", hint=say("để trống nếu chưa định ngày hết hiệu lực")),
        make("rounding.places", say("Số chữ số lẻ của điểm"), sort="number"),
        make("rounding.mode", say("Cách làm tròn"), sort="choice", options=choices(Rounding)),
    ]


def class_fields(tree: Tree_, faults: Faults) -> list[Field]:
    held = at(tree, "classes")
    if not isinstance(held, dict):
        return []
    make = _Maker(tree, faults)
    return [
        make(
            f"classes.{code}.title" if isinstance(one, dict) else f"classes.{code}",
            say("Loại %(place)s") % {"place": place},
        )
        for place, (code, one) in enumerate(held.items(), 1)
    ]


def figure_rows(tree: Tree_, faults: Faults) -> list[dict[str, Any]]:
    make = _Maker(tree, faults)
    kinds = choices(FigureKind)
    return [
        {
            "path": f"figures.{code}",
            "code": code,
            "title": make(f"figures.{code}.title", say("Tên số liệu"), sort="long"),
            "kind": make(f"figures.{code}.kind", say("Kiểu"), sort="choice", options=kinds),
            "unit": make(f"figures.{code}.unit", say("Đơn vị tính")),
            "fault": faults.at(f"figures.{code}"),
            "uses": uses_of(tree, code),
        }
        for code, one in members(tree, "figures")
        if isinstance(one, dict)
    ]


def form_rows(tree: Tree_, form: str, faults: Faults) -> dict[str, Any]:
    """One form: its own fields, its groups with their criteria, its class lines."""
    path = f"forms.{form}"
    make = _Maker(tree, faults)
    return {
        "path": path,
        "fields": [
            make(f"{path}.title", say("Tên mẫu")),
            make(f"{path}.clause", say("Căn cứ")),
            make(f"{path}.max", say("Tổng điểm tối đa"), sort="number"),
        ],
        "fault": faults.at(path),
        "groups": [
            _group(tree, f"{path}.groups.{code}", faults)
            for code, one in members(tree, f"{path}.groups")
            if isinstance(one, dict)
        ],
        "rules": list(_rules(tree, f"{path}.class", faults)),
        "rules_fault": faults.at(f"{path}.class"),
        "kept": [word for word in ("start", "min", "vetoes", "caps", "steps") if at(tree, f"{path}.{word}")],
    }


def _group(tree: Tree_, path: str, faults: Faults) -> dict[str, Any]:
    make = _Maker(tree, faults)
    together, stated = sum_of_maxima(tree, path), number_of(at(tree, f"{path}.max"))
    return {
        "path": path,
        "name": at(tree, f"{path}.title") or path.rpartition(".")[2],
        "fields": [
            make(f"{path}.title", say("Tên nhóm"), sort="long"),
            make(f"{path}.clause", say("Căn cứ")),
            make(f"{path}.max", say("Điểm tối đa"), sort="number"),
            *([make(f"{path}.min", say("Điểm tối thiểu"), sort="number")] if at(tree, f"{path}.min") else []),
            make(
                f"{path}.takes",
                say("Lấy điểm"),
                sort="choice",
                options=choices(Takes),
                default=Takes.SUM.value,
            ),
        ],
        "fault": faults.at(path),
        "worth": _worth(tree, path),
        "together": _shown(written_number(together), "number") if together is not None else "",
        "differs": together is not None
        and together != stated
        and at(tree, f"{path}.takes") != "best"
        and at(tree, f"{path}.capped") != "yes",
        "gate": bool(at(tree, f"{path}.gate")),
        "criteria": [
            _criterion(tree, f"{path}.criteria.{code}", faults)
            for code, one in members(tree, f"{path}.criteria")
            if isinstance(one, dict)
        ],
    }


def _criterion(tree: Tree_, path: str, faults: Faults) -> dict[str, Any]:
    make = _Maker(tree, faults)
    word = method_word(at(tree, path))
    low = at(tree, f"{path}.min") is not None or _shown(at(tree, f"{path}.max"), "number") in ("", "0")
    return {
        "path": path,
        "title": at(tree, f"{path}.title") or path.rpartition(".")[2],
        "worth": _worth(tree, path),
        "word": word,
        "fields": [
            make(f"{path}.title", say("Tiêu chí"), sort="long"),
            make(f"{path}.clause", say("Căn cứ")),
            make(f"{path}.max", say("Điểm tối đa"), sort="number"),
            *([make(f"{path}.min", say("Điểm tối thiểu"), sort="number")] if low else []),
        ],
        "method": Field(
            path, say("Cách chấm"), word, "choice", tuple((code, name) for code, name, _ in methods()), again=True
        ),
        "method_said": next((said for code, _, said in methods() if code == word), ""),
        "settings": _settings(tree, path, word, faults),
        "bands": _bands(tree, f"{path}.{word}", faults) if word == "tiers" else None,
        "policies": [
            make(f"{path}.missing", say("Chưa báo số liệu"), sort="choice", options=choices(Missing),
                 default=Missing.PROBLEM.value),
            make(f"{path}.not-applicable", say("Không áp dụng"), sort="choice", options=choices(NotApplicable),
                 default=NotApplicable.REFUSE.value),
        ],
        "gate": bool(at(tree, f"{path}.gate")),
        "fault": faults.at(path) or (faults.at(f"{path}.{word}") if word else ""),
        "open": faults.under(path),
    }  # fmt: skip


def _settings(tree: Tree_, path: str, word: str, faults: Faults) -> list[Field]:
    """The fields of one method, in the order of its sentence."""
    make = _Maker(tree, faults)
    here = f"{path}.{word}"
    of = make(f"{here}.of", say("Số liệu"), sort="choice", options=figure_options(tree))
    empty = make(
        f"{here}.empty",
        say("Không có gì để chia"),
        sort="choice",
        options=choices(Empty),
        default=Empty.PROBLEM.value,
    )
    target = make(f"{here}.target", say("So với chỉ tiêu đã giao"), sort="flag", again=False)
    by_word = {
        "events": [
            of, make(f"{here}.each", say("Điểm mỗi lần"), sort="number", hint=say("số âm là trừ")),
            make(f"{here}.per", say("Cứ bao nhiêu tính một lần"), sort="number",
                 hint=say("để trống: từng cái một")),
            *(
                [make(f"{here}.rounding", say("Làm tròn số lần"), sort="choice", options=choices(Rounding))]
                if at(tree, f"{here}.per") or at(tree, f"{here}.rounding") else []
            ),
        ],
        "share": [of, target, make(f"{here}.beyond", say("Vượt thì được hơn mức tối đa"), sort="flag"), empty],
        "tiers": [of, target, empty],
        "yes-no": [
            of, make(f"{here}.yes", say("Điểm khi có"), sort="number"),
            make(f"{here}.no", say("Điểm khi không"), sort="number", default="0"),
        ],
        "mark": [
            of, make(f"{here}.step", say("Bước điểm"), sort="number", hint=say("để trống nếu cho điểm tùy ý")),
        ],
        "relative": [
            of, make(f"{here}.at-target", say("Phần điểm khi vừa đạt chỉ tiêu"), hint=say("như 50 %")), empty,
        ],
    }  # fmt: skip
    return by_word.get(word, [])


def _bands(tree: Tree_, path: str, faults: Faults) -> list[dict[str, Any]]:
    held = at(tree, f"{path}.bands")
    return [
        {
            "path": f"{path}.bands.{place}",
            "bounds": bounds_field(band, f"{path}.bands.{place}"),
            "points": _Maker(tree, faults)(f"{path}.bands.{place}.points", say("Điểm"), sort="number"),
            "fault": faults.at(f"{path}.bands.{place}"),
        }
        for place, band in enumerate(held if isinstance(held, list) else [], 1)
        if isinstance(band, dict)
    ]


def _rules(tree: Tree_, path: str, faults: Faults) -> Iterator[dict[str, Any]]:
    """Class lines; those that ask only for the total can be changed here."""
    held = at(tree, path)
    options = tuple((code, _class_title(one)) for code, one in members(tree, "classes"))
    for place, rule in enumerate(held if isinstance(held, list) else [], 1):
        if not isinstance(rule, dict):
            continue
        here = f"{path}.{place}"
        when = rule.get("when")
        simple = isinstance(when, dict) and when.get("points") == "total" and len(when) <= 3
        yield {
            "path": here,
            "class": _Maker(tree, faults)(f"{here}.class", say("Loại"), sort="choice", options=options),
            "clause": _Maker(tree, faults)(f"{here}.clause", say("Căn cứ")),
            "bounds": bounds_field(when, f"{here}.when") if simple and isinstance(when, dict) else None,
            "otherwise": rule.get("otherwise") == "yes",
            "number": place,
            "fault": faults.at(here) or faults.at(f"{here}.when"),
        }


def bounds_field(held: Mapping[str, Tree], path: str) -> BoundsField:
    low = next((word for word in LOW if word in held), LOW[0])
    high = next((word for word in HIGH if word in held), HIGH[0])
    return BoundsField(path, low, _shown(held.get(low), "number"), high, _shown(held.get(high), "number"))


class _Maker:
    """Makes a field out of what stands at its path."""

    def __init__(self, tree: Tree_, faults: Faults) -> None:
        self.tree, self.faults = tree, faults

    def __call__(self, path: str, label: str, sort: str = "text", default: str = "", **more: Any) -> Field:
        held = at(self.tree, path)
        value = _shown(held, sort) if held is not None else default
        if sort == "choice" and value and value not in dict(more.get("options", ())):
            more["options"] = ((value, value), *more.get("options", ()))
        return Field(path, label, value, sort, default=default, fault=self.faults.at(path), **more)


# --- Small questions --------------------------------------------------------------------------------------


def _shown(held: Tree | None, sort: str) -> str:
    """As Vietnamese readers write it: decimal commas, dd/mm/yyyy."""
    if not isinstance(held, str):
        return ""
    if sort == "number" and re.fullmatch(r"-?\d+\.\d+\s*%?", held):
        return held.replace(".", ",")
    if sort == "day" and (on := read_iso(held)):
        return day(on)
    return held


def _worth(tree: Tree_, path: str) -> str:
    """The maximum, or what can be lost where nothing can be won: "20", "−10"."""
    most, least = (_shown(at(tree, f"{path}.{word}"), "number") for word in ("max", "min"))
    return (least if most in ("", "0") and least else most).replace("-", "\u2212")


def members(tree: Tree, path: str) -> Iterable[tuple[str, Tree]]:
    held = at(tree, path)
    return held.items() if isinstance(held, dict) else ()


def _class_title(one: Tree) -> str:
    title = one.get("title", "") if isinstance(one, dict) else one
    return title if isinstance(title, str) else ""


def method_word(criterion: Tree | None) -> str:
    """The method a criterion names, or ""."""
    return next((word for word in METHODS if isinstance(criterion, dict) and word in criterion), "")


def figure_options(tree: Tree_) -> tuple[tuple[str, str], ...]:
    return tuple(
        (code, str(one.get("title", code)) if isinstance(one, dict) else code)
        for code, one in members(tree, "figures")
    )


def uses_of(tree: Tree, figure: str) -> int:
    """How many places read this figure."""
    if isinstance(tree, list):
        return sum(uses_of(one, figure) for one in tree)
    if not isinstance(tree, dict):
        return 0
    keys = ("of", "figure", "collective-class", "exempt", "paired-with", "by", "minus")
    here = sum(1 for key in keys if tree.get(key) == figure)
    return here + sum(uses_of(one, figure) for one in tree.values())


def number_of(held: Tree | None) -> int | None:
    """Thousandths of a number written in the tree; None where it is none."""
    from thidua.rules.text import number

    value = number(held) if isinstance(held, str) else None
    return int(value * 1000) if value is not None and (value * 1000).denominator == 1 else None


def sum_of_maxima(tree: Tree_, group: str) -> int | None:
    """The maxima of a group's criteria together, or None while one of them cannot be read."""
    parts = [number_of(at(one, "max")) for _, one in members(tree, f"{group}.criteria")]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def written_number(thousandths: int) -> str:
    whole = f"{abs(thousandths) / 1000:.3f}".rstrip("0").rstrip(".")
    return f"-{whole}" if thousandths < 0 else whole
