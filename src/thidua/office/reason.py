"""A working in sentences, with the numbers filled in: "18/20 × 25 điểm = 22,5 điểm (Điều 5)".

`Reason` trees come from `core.score.explain`, from stored rows alone; nothing is computed here but how it reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from thidua.core.number import MILLI, divide
from thidua.core.score.explain import Reason, Working
from thidua.core.score.scheme import (
    Combine,
    Condition,
    Events,
    FigureIn,
    FigureKind,
    Mark,
    Relative,
    Share,
    Takes,
    Tier,
    Tiers,
    YesNo,
)
from thidua.core.score.table import Flag, State
from thidua.office import format as written
from thidua.office.condition import Named, condition_text, span
from thidua.office.language import Lang, speaks
from thidua.office.reason_words import PHRASES


@speaks
def sentences(
    working: Working, lang: Lang = "vi", titles: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """The whole working from the criteria to the class, one sentence per line, groups before what is in them.

    Args:
        titles: code → title of the scheme's classes, which conditions on sub-periods name by code.
    """
    return tuple(f"{'  ' * depth}{text}" for depth, text in outline(working, lang, titles))


@speaks
def outline(
    working: Working, lang: Lang = "vi", titles: Mapping[str, str] | None = None
) -> Iterator[tuple[int, str]]:
    """(depth, sentence) for each line; pages indent by the depth."""
    if working.total is not None:
        for child in working.total.children:
            yield from _walk(child, 0, lang)
        yield 0, _total(working, working.total, lang)
    yield from _class(working, lang, titles or {})
    if not working.complete:
        yield 0, _say(lang, "incomplete")


def _walk(reason: Reason, depth: int, lang: Lang) -> Iterator[tuple[int, str]]:
    yield depth, sentence(reason, lang)
    if reason.kind == "group":
        for child in reason.children:
            yield from _walk(child, depth + 1, lang)


@speaks
def sentence(reason: Reason, lang: Lang = "vi") -> str:
    """One line: title, how the points came about, and the clause."""
    if reason.kind == "part":
        shown = reason.title or f"{written.points(reason.points)} {_say(lang, 'points')}"
        return _say(lang, "part", reason.code, shown)
    body = _group(reason, lang) if reason.kind == "group" else _criterion(reason, lang)
    return _closed(f"{reason.title}: {body}", reason.clause)


def _closed(text: str, clause: str) -> str:
    return f"{text} ({clause})" if clause else text


def _say(lang: Lang, key: str, *values: object) -> str:
    return PHRASES[key][lang == "en"].format(*values)


def _points(thousandths: int, lang: Lang) -> str:
    return f"{written.points(thousandths)} {_say(lang, 'points')}"


def _ruled(thousandths: int, lang: Lang) -> str:
    """Points as the regulation itself says them."""
    return f"{written.number(thousandths)} {_say(lang, 'points')}"


# --- One criterion ----------------------------------------------------------------------------------------


_NA = (
    (Flag.NA_FULL, "na-full"),
    (Flag.NA_ZERO, "na-zero"),
    (Flag.NA_DROPPED, "na-dropped"),
    (Flag.NA_SHARED, "na-shared"),
)


def _criterion(reason: Reason, lang: Lang) -> str:
    if reason.flags & Flag.MISSING_ZERO:
        return _say(lang, "missing-zero")
    for flag, key in _NA:
        if reason.flags & flag:
            return _say(lang, key, written.number(reason.maximum))
    if reason.state is State.NOT_APPLICABLE:
        return _say(lang, "na-refused")
    if reason.flags & Flag.NO_TIER:
        return _say(lang, "no-tier", _figure(reason))
    if reason.state is State.PRESENT and reason.flags & Flag.MISSING and _apart(reason):
        return _say(lang, "apart", written.number(_gap(reason))) + _beside(reason, lang)
    if reason.state is State.ABSENT or reason.flags & Flag.MISSING:
        return _say(lang, "missing")
    return "; ".join((_method(reason, lang), *_bitten(reason, lang)))


def _bitten(reason: Reason, lang: Lang) -> Iterator[str]:
    """Rules that changed the method's result, each with the points that remain."""
    if reason.flags & Flag.GATED and reason.condition is not None:
        told = _say(lang, "gated", condition_text(reason.condition, lang, _named(reason)))
        yield f"{told} → {_points(reason.points, lang)}"
    elif reason.flags & Flag.CAPPED and reason.raw > reason.points:
        yield _say(lang, "capped", written.number(reason.points))
    elif reason.flags & Flag.FLOORED:
        yield _say(lang, "floored", written.number(reason.points))
    if reason.flags & Flag.NOT_TAKEN:
        yield _say(lang, "not-taken")


def _method(reason: Reason, lang: Lang) -> str:
    """What the figure was and what the method made of it."""
    made = _points(reason.raw, lang)
    match reason.method:
        case Events():
            return _events(reason, reason.method, lang)
        case Share(of_target=of_target, beyond=beyond):
            shown = _against_target(reason) if of_target else _figure(reason)
            if of_target and not beyond and reason.numerator >= reason.target > 0:
                return _say(lang, "reached", shown, made)
            return f"{shown} × {_ruled(reason.maximum, lang)} = {made}"
        case Tiers(of_target=of_target, tiers=tiers, place=place):
            shown = _against_target(reason) if of_target else _figure(reason, percent=True)
            band = _place(reason, lang) if place else _tier(reason, tiers, of_target)
            return f"{shown} → {band}{made}"
        case YesNo():
            return f"{_say(lang, 'yes' if reason.numerator else 'no')} → {made}"
        case Relative():
            return _to_leader(reason, reason.method, lang)
        case Mark(combine=Combine.DECIDES, decides=decides):
            return _say(lang, "mark", decides, written.points(reason.raw)) + _beside(reason, lang)
        case Mark(combine=how, decides=decides):
            if _apart(reason):
                told = _say(lang, "settled", written.number(_gap(reason)), decides, made)
            else:
                told = f"{_say(lang, how.value)}: {made}"
            return told + _beside(reason, lang)
    return made


def _events(reason: Reason, method: Events, lang: Lang) -> str:
    """So many times; with `per` how often it was full."""
    made, each = _points(reason.raw, lang), _ruled(method.each, lang)
    if not method.per:
        return f"{_figure(reason)} {_say(lang, 'times')} × {each} = {made}"
    times = divide(reason.numerator * MILLI, reason.denominator * method.per, method.rounding)
    unit = reason.use.unit if reason.use and reason.use.unit else _say(lang, "times")
    every = _say(lang, "every", written.number(method.per), unit, each)
    return f"{_figure(reason)} {unit}, {every} → {times} × {written.number(method.each)} = {made}"


def _to_leader(reason: Reason, method: Relative, lang: Lang) -> str:
    """Up to the target a share of the maximum; beyond it the excess beside that of the leader."""
    shown, maximum = _against_target(reason), _ruled(reason.maximum, lang)
    at, made = written.percent(method.at_target), _points(reason.raw, lang)
    leader = next((child for child in reason.children if child.kind == "leader"), None)
    if leader is None:
        return _say(lang, "below-leader", shown, at, maximum, made)
    own = Fraction(reason.numerator * MILLI, reason.denominator * reason.target) - 1
    best = Fraction(leader.numerator, leader.denominator) - 1
    rest = written.percent(1 - method.at_target)
    excess = (written.percent(own), written.percent(best))
    return _say(lang, "to-leader", shown, *excess, at, rest, maximum, made)


def _gap(reason: Reason) -> int:
    return reason.method.gap if isinstance(reason.method, Mark) else 0


def _apart(reason: Reason) -> bool:
    """Whether the marks to be combined are further apart than the regulation allows."""
    if not isinstance(reason.method, Mark) or not _gap(reason) or reason.method.combine is Combine.DECIDES:
        return False
    names = {f"{reason.method.figure}@{name}" for name in reason.method.assessors}
    marks = [c.numerator for c in reason.children if c.code in names and c.state is State.PRESENT]
    return bool(marks) and max(marks) - min(marks) > reason.method.gap


def _beside(reason: Reason, lang: Lang) -> str:
    """Marks of the other assessors, which do not count but are shown."""
    own = reason.figure.partition("@")[0]
    told = [
        _say(lang, "mark", child.code.partition("@")[2], written.points(child.numerator))
        for child in reason.children
        if child.code.startswith(f"{own}@") and child.state is State.PRESENT
    ]
    return f" ({', '.join(told)})" if told else ""


def _figure(reason: Reason, percent: bool = False) -> str:
    if reason.denominator == MILLI and not _is_ratio(reason):
        return written.number(reason.numerator)
    if percent and not (
        reason.use and reason.use.kind is FigureKind.AMOUNT
    ):  # the mean of an amount is no share
        return written.ratio(reason.numerator, reason.denominator)
    return f"{written.number(reason.numerator)}/{written.number(reason.denominator)}"


def _is_ratio(reason: Reason) -> bool:
    """It has two parts, even where the second is 1."""
    return reason.use is not None and reason.use.kind is FigureKind.RATIO


def _against_target(reason: Reason) -> str:
    return f"{_figure(reason)}/{written.number(reason.target)}"


def _place(reason: Reason, lang: Lang) -> str:
    """ "hạng 2 trong 9: ", from the line that kept it."""
    held = next((child for child in reason.children if child.kind == "place"), None)
    if held is None:
        return ""
    key = "place-shared" if held.target > 1 else "place"
    return f"{_say(lang, key, held.numerator, held.denominator, held.target)}: "


def _tier(reason: Reason, tiers: tuple[Tier, ...], of_target: bool) -> str:
    """The bounds of the tier that held the value: "từ 90 % đến dưới 100 %: "."""
    if of_target and reason.target <= 0:
        return ""
    value = Fraction(reason.numerator, reason.target if of_target else reason.denominator)
    held = next((t for t in tiers if _holds(t, value)), None)
    is_share = of_target or _is_ratio(reason) or reason.denominator != MILLI
    return f"{span(held.bounds, is_share)}: " if held else ""


def _holds(tier: Tier, value: Fraction) -> bool:
    low, high = tier.bounds.low, tier.bounds.high
    above = low is None or value > low or (value == low and tier.bounds.low_closed)
    below = high is None or value < high or (value == high and tier.bounds.high_closed)
    return above and below


# --- Groups, the total, the class -------------------------------------------------------------------------


def _group(reason: Reason, lang: Lang) -> str:
    parts = [_points(reason.points, lang)]
    if reason.flags & Flag.SCALED and reason.denominator:
        factor = f"{reason.numerator}/{reason.denominator}"
        sizes = (written.points(reason.raw), factor, written.points(reason.points))
        parts = [_say(lang, "scaled", *sizes, written.number(reason.target))]
    if reason.takes is Takes.BEST:
        parts.insert(0, _say(lang, "best"))
    return "; ".join((*parts, *_bitten(reason, lang)))


def _total(working: Working, total: Reason, lang: Lang) -> str:
    if not working.complete:
        return f"{_say(lang, 'total')}: {_say(lang, 'missing')}"
    terms = [written.points(child.points) for child in total.children if child.kind == "group"]
    if working.start:
        terms.insert(0, written.points(working.start))
    added = "".join(
        term if not i else f" + {term}" if term[0] != written.MINUS else f" − {term[1:]}"
        for i, term in enumerate(terms)
    )
    shown = f"{added} = {_points(total.points, lang)}" if len(terms) > 1 else _points(total.points, lang)
    return _closed("; ".join((f"{_say(lang, 'total')}: {shown}", *_bitten(total, lang))), total.clause)


def _class(working: Working, lang: Lang, titles: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    outcome = working.outcome
    name = outcome.title or outcome.code or _say(lang, "no-class")
    if working.complete or outcome.code:
        yield 0, _closed(f"{_say(lang, 'class')}: {name}", "")
    for child in outcome.children:
        if child.kind == "part":
            yield 1, sentence(child, lang)
            continue
        if child.kind == "silent":
            yield 1, _closed(_say(lang, "silent"), child.clause)
            continue
        said = "" if child.kind == "rule" else _lowered(child, outcome, lang)
        named = _named(*(working.total.children if working.total else ()), child)
        named = replace(named, titles={**titles, **named.titles})
        when = condition_text(child.condition, lang, named) if child.condition else ""
        because = _say(lang, "because", when) if when else _say(lang, "otherwise")
        if child.kind == "step" and not when:  # it always holds: its figures say by how much
            because = ""
        facts = "" if _is_exact(child.condition) else ", ".join(_fact(c) for c in child.children)
        told = " ".join(part for part in (said, because, f"[{facts}]" if facts else "") if part)
        yield 1, _closed(told, child.clause)


def _is_exact(condition: Condition | None) -> bool:
    """“Loại của tuần” bằng 1: the figure's value is already said."""
    return isinstance(condition, FigureIn) and condition.bounds.low == condition.bounds.high is not None


def _lowered(child: Reason, outcome: Reason, lang: Lang) -> str:
    """What a step, a veto or a class cap did, and the title the regulation gives it."""
    if child.kind == "step":
        told = _say(lang, "step-down" if child.raw > 0 else "step-up", abs(child.raw))
        return f"{told}: {child.title};" if child.title else told
    name = outcome.title if child.code == outcome.code else child.code
    told = _say(lang, child.kind, name)
    return told if child.title in ("", name) else f"{told}: {child.title};"


def _named(*reasons: Reason) -> Named:
    """Titles of these reasons and of what stands directly under them; figures with two parts are shares."""
    known = [r for reason in reasons for r in (reason, *reason.children)]
    shares = frozenset(
        r.figure for r in known if r.figure and (_is_ratio(r) or r.denominator not in (0, MILLI))
    )
    return Named({r.code: r.title for r in known if r.title}, shares)


def _fact(reason: Reason) -> str:
    """A figure that a condition read."""
    if reason.state is State.NOT_APPLICABLE:
        return f"{reason.title}: {written.NOT_APPLICABLE}"
    if reason.state is State.ABSENT:
        return f"{reason.title}: {written.ABSENT}"
    return f"{reason.title}: {_figure(reason, percent=True)}"
