"""What the buttons of the form do to a regulation's tree: add, remove, take another method, follow a sum."""

from __future__ import annotations

from thidua.rules.scheme.start import code_of
from thidua.rules.write import Tree, at, put, take
from thidua.web.scheme.fields import (
    Tree_,
    members,
    method_word,
    number_of,
    sum_of_maxima,
    uses_of,
    written_number,
)

# What a method begins with, and the kind of figure it reads when a new one is made for it.
_BEGIN: dict[str, tuple[dict[str, Tree], str, str]] = {
    "events": ({"each": "1"}, "count", "lần"),
    "share": ({"empty": "not-applicable"}, "ratio", ""),
    "tiers": (
        {
            "empty": "not-applicable",
            "bands": [{"from": "90 %", "points": "1"}, {"below": "90 %", "points": "0"}],
        },
        "ratio",
        "",
    ),
    "yes-no": ({"yes": "1"}, "yes-no", ""),
    "mark": ({}, "mark", ""),
    "relative": ({"at-target": "1/2", "empty": "not-applicable"}, "count", "việc"),
}
_DIVIDING = ("share", "tiers", "relative")


def operate(tree: Tree_, asked: str) -> str:
    """Do what a button named "word:path" asks; the path of what it made, or "".

    Unknown words and places that are gone do nothing: the page was shown for another text.
    """
    word, _, path = asked.partition(":")
    does = {
        "add-criterion": _add_criterion, "add-group": _add_group, "add-band": _add_band, "add-rule": _add_rule,
        "add-figure": _add_figure, "add-class": _add_class, "remove": _remove, "sum": _sum, "total": _total,
    }.get(word)  # fmt: skip
    try:
        return does(tree, path) if does else ""
    except KeyError:
        return ""


def change_method(tree: Tree_, path: str, word: str) -> None:
    """Another way to make points of the same criterion, with a figure that suits it."""
    criterion = at(tree, path)
    if not isinstance(criterion, dict) or word not in _BEGIN:
        return
    old = method_word(criterion)
    if old == word:
        return
    inner = criterion.pop(old, None) if old else None
    settings, kind, unit = _BEGIN[word]
    figure = inner.get("of") if isinstance(inner, dict) else None
    code = figure if isinstance(figure, str) else ""
    if code and uses_of(tree, code) > 0:
        code = ""  # somebody else reads it: leave theirs alone
    if not code or not isinstance(at(tree, f"figures.{code}"), dict):
        code = _new_figure(tree, str(criterion.get("title", "Số liệu mới")))
    _suit(tree, code, word, kind, unit)
    criterion[word] = {"of": code, **_scaled(settings, str(criterion.get("max", "1")))}
    if word in _DIVIDING and "not-applicable" not in criterion:
        criterion["not-applicable"] = "rescale"
    if word == "mark" and at(tree, "assessors") is None:
        put(tree, "assessors", {"columns": ["nguoi-cham"], "decides": "nguoi-cham"})


def follow_maximum(tree: Tree_, path: str, before: str) -> None:
    """A yes that was worth the maximum, and a best band that was, stay worth it."""
    criterion, now = at(tree, path), at(tree, f"{path}.max")
    if not isinstance(criterion, dict) or not isinstance(now, str) or now == before:
        return
    bands = at(tree, f"{path}.tiers.bands")
    places = [f"{path}.yes-no.yes"]
    places += (
        [f"{path}.tiers.bands.{n}.points" for n in range(1, len(bands) + 1)]
        if isinstance(bands, list)
        else []
    )
    for place in places:
        if at(tree, place) == before:
            put(tree, place, now)


# --- Adding -----------------------------------------------------------------------------------------------


def _add_criterion(tree: Tree_, group: str) -> str:
    held = at(tree, f"{group}.criteria")
    if not isinstance(held, dict):
        put(tree, f"{group}.criteria", {})
        held = at(tree, f"{group}.criteria")
    assert isinstance(held, dict)
    title = f"Tiêu chí mới {len(held) + 1}"
    code = code_of(title, _codes(tree))
    clause = at(tree, f"{group}.clause")
    held[code] = {
        "title": title, "clause": f"{clause}.{len(held) + 1}" if isinstance(clause, str) else "", "max": "1",
        "yes-no": {"of": _new_figure(tree, title), "yes": "1"},
    }  # fmt: skip
    return f"{group}.criteria.{code}"


def _add_group(tree: Tree_, form: str) -> str:
    held = at(tree, f"{form}.groups")
    if not isinstance(held, dict):
        put(tree, f"{form}.groups", {})
        held = at(tree, f"{form}.groups")
    assert isinstance(held, dict)
    title = f"Nhóm mới {len(held) + 1}"
    code = code_of(title, _codes(tree))
    held[code] = {"title": title, "clause": f"Mục {len(held) + 1}", "max": "1", "criteria": {}}
    _add_criterion(tree, f"{form}.groups.{code}")
    return f"{form}.groups.{code}"


def _add_band(tree: Tree_, tiers: str) -> str:
    held = at(tree, f"{tiers}.bands")
    if not isinstance(held, list):
        raise KeyError(tiers)
    held.append({"points": "0"})
    return f"{tiers}.bands.{len(held)}"


def _add_rule(tree: Tree_, form: str) -> str:
    held = at(tree, f"{form}.class")
    if held is None:
        put(tree, f"{form}.class", [])
        held = at(tree, f"{form}.class")
    first = next(iter(dict(members(tree, "classes"))), "")
    if not isinstance(held, list):
        raise KeyError(form)
    held.append({"class": first, "clause": "Xếp loại", "when": {"points": "total", "from": "0"}})
    return f"{form}.class.{len(held)}"


def _add_figure(tree: Tree_, path: str) -> str:
    return f"figures.{_new_figure(tree, 'Số liệu mới')}"


def _add_class(tree: Tree_, path: str) -> str:
    held = at(tree, "classes")
    if not isinstance(held, dict):
        put(tree, "classes", {})
        held = at(tree, "classes")
    assert isinstance(held, dict)
    title = f"Loại mới {len(held) + 1}"
    code = code_of(title, held)
    held[code] = title
    return f"classes.{code}"


def _new_figure(tree: Tree_, title: str) -> str:
    if not isinstance(at(tree, "figures"), dict):
        put(tree, "figures", {})
    figures = at(tree, "figures")
    assert isinstance(figures, dict)
    code = code_of(title, figures)
    figures[code] = {"title": title, "kind": "yes-no"}
    return code


def _suit(tree: Tree_, code: str, word: str, kind: str, unit: str) -> None:
    """Make the figure one that the method can read; a count divided by its target stays a count."""
    use = at(tree, f"figures.{code}")
    assert isinstance(use, dict)
    if use.get("kind") != kind:
        use["kind"] = kind
        use.pop("unit", None)
    if unit and not use.get("unit"):
        use["unit"] = unit


def _scaled(settings: dict[str, Tree], maximum: str) -> dict[str, Tree]:
    """The beginning of a method with the criterion's own maximum where it says 1 point."""
    if maximum.startswith("-") or not number_of(maximum):
        return dict(settings)
    made: dict[str, Tree] = dict(settings)
    if "yes" in made:
        made["yes"] = maximum
    if isinstance(made.get("bands"), list):
        made["bands"] = [{"from": "90 %", "points": maximum}, {"below": "90 %", "points": "0"}]
    return made


# --- Removing and sums ------------------------------------------------------------------------------------


def _remove(tree: Tree_, path: str) -> str:
    """Take it away, and with a criterion the figures nobody else reads."""
    gone = at(tree, path)
    read = [code for code, _ in members(tree, "figures") if uses_of(gone, code)] if gone is not None else []
    take(tree, path)
    for code in read:
        if not uses_of(tree, code):
            take(tree, f"figures.{code}")
    return ""


def _sum(tree: Tree_, group: str) -> str:
    together = sum_of_maxima(tree, group)
    if together is not None:
        put(tree, f"{group}.max", written_number(together))
    return group


def _total(tree: Tree_, form: str) -> str:
    parts = [number_of(at(one, "max")) for _, one in members(tree, f"{form}.groups")]
    if all(part is not None for part in parts):
        start = number_of(at(tree, f"{form}.start")) or 0
        put(tree, f"{form}.max", written_number(sum(part or 0 for part in parts) + start))
    return form


def _codes(tree: Tree_) -> set[str]:
    """Codes of every group and criterion: one of each form may not be used twice."""
    found: set[str] = set()
    for form, _ in members(tree, "forms"):
        for group, _ in members(tree, f"forms.{form}.groups"):
            found.add(group)
            found |= {code for code, _ in members(tree, f"forms.{form}.groups.{group}.criteria")}
    return found
