"""An impact sheet in words and pictures: what an emulation officer reads, on a page or on paper.

Nothing is computed here but how it reads; `told` gives one sentence for each effect, alike effects together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from thidua.core.lab.effect import Answer, Bars, Curves, Effect, Gain, Gravity, Measure, Number, Part, Sheet
from thidua.core.number import MILLI, Rounding, divide
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.office import chart
from thidua.office import format as written
from thidua.office.lab_words import (
    CAPTIONS,
    DRAWN,
    GRAVITY,
    LEGENDS,
    NAMES,
    PERSONS,
    QUESTIONS,
    SENTENCES,
    SKIPPED,
)

NBSP = written.NBSP
SAID_MAX = 4  # sentences of one question; the picture shows the rest
SAID_FEW = {Part.PADDING: 2, Part.LOOPHOLE: 3, Part.WEIGHT: 3, Part.DUPLICATE: 3}
BARS_MAX = 9
FIRST_MAX = 4  # sentences on the first page


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, with its weight in words and how sure its number is."""

    gravity: Gravity
    weight: str
    sentence: str
    surety: str
    clause: str


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One question with its answers; `picture` is SVG or ""; `more` is how many sentences were left out."""

    part: Part
    title: str
    question: str
    gravity: Gravity
    told: tuple[Told, ...]
    picture: str
    caption: str
    skipped: str
    more: int = 0
    gravest: Number | None = None
    worths: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def weight(self) -> str:
        return GRAVITY[self.gravity]


def tell(sheet: Sheet, scheme: Scheme) -> tuple[ToldPart, ...]:
    """Every question of the sheet in words."""
    return tuple(_part(answer, scheme) for answer in sheet.answers)


def first_page(parts: Sequence[ToldPart]) -> tuple[Told, ...]:
    """What must not be missed: of each question its gravest sentence, faults first."""
    worst = [part.told[0] for part in parts if part.told]
    grave = [told for told in worst if told.gravity in (Gravity.FAULT, Gravity.CAUTION)]
    grave.sort(key=lambda told: list(Gravity).index(told.gravity))
    return tuple(grave[:FIRST_MAX])


def basis(sheet: Sheet, scheme: Scheme) -> str:
    """On what the sheet was made."""
    form = scheme.form(sheet.form)
    many = f", biểu “{form.title}”" if len(scheme.forms) > 1 else ""
    if not sheet.units:
        return f"Tính từ chính các quy định của dự thảo{many}."
    if sheet.synthetic:
        who = "cá nhân" if scheme.subject is SubjectKind.OFFICER else "đơn vị"
        return (
            f"Tính trên {written.count(sheet.worlds)} kỳ giả định của {sheet.units} {who} dựng từ chính dự thảo{many}; "
            "không dùng số liệu của ai có thật."
        )
    left = f" ({sheet.left_out} đơn vị chưa đủ số liệu được để ngoài)" if sheet.left_out else ""
    return f"Tính trên số liệu kỳ {', '.join(sheet.periods)} của {sheet.units} đơn vị{left}{many}."


def not_asked(parts: Iterable[ToldPart]) -> list[str]:
    """One line per reason why questions were not asked, with their titles."""
    reasons: dict[str, list[str]] = {}
    for part in parts:
        if part.skipped:
            reasons.setdefault(part.skipped, []).append(part.title)
    return [f"Không hỏi: {', '.join(titles)}. {reason}" for reason, titles in reasons.items()]


def _part(answer: Answer, scheme: Scheme) -> ToldPart:
    title, question = QUESTIONS[answer.part]
    merged = sorted(_merged(answer.effects), key=lambda pair: list(Gravity).index(pair[0].gravity))
    gravity = merged[0][0].gravity if merged else Gravity.SOUND
    persons = scheme.subject is SubjectKind.OFFICER and answer.part is not Part.QUOTA
    told = tuple(_told(effect, titles, persons) for effect, titles in merged)
    most = SAID_FEW.get(answer.part, SAID_MAX)
    return ToldPart(
        part=answer.part,
        title=_of_persons(title, persons),
        question=_of_persons(question, persons),
        gravity=gravity,
        told=told[:most],
        picture=picture(answer, persons),
        caption=CAPTIONS.get(answer.part, ""),
        skipped=SKIPPED.get(answer.skipped, answer.skipped),
        worths=tuple(_worth(worth) for worth in answer.worths),
        gravest=merged[0][0].number if merged else None,
        more=max(0, len(told) - most),
    )


def _worth(worth: Gain) -> tuple[str, str, str, str]:
    """A line of the table: figure, usual value, one more of it, and where more stops adding."""

    def valued(number: Number) -> str:
        return f"{told_number(number)}{NBSP}{worth.unit}".rstrip()

    gain = _short(worth.gain.value, 2)
    return (
        worth.title,
        valued(worth.usual),
        f"+{gain}" if worth.gain.value > 0 else gain,
        f"từ {valued(worth.full)}" if worth.full else "—",
    )


# --- Sentences --------------------------------------------------------------------------------------------


def _merged(effects: Iterable[Effect]) -> list[tuple[Effect, list[str]]]:
    """Effects that say the same of several criteria, said once with all their titles."""
    found: dict[object, list[Effect]] = {}
    for effect in effects:
        exact = tuple(
            (name, value)
            for name, value in sorted(effect.values.items())
            if name not in ("unit", "figure", "second")
            and not (isinstance(value, Number) and not value.exact)
        )
        key = (effect.code, effect.gravity, effect.number, exact)
        found.setdefault(key, []).append(effect)
    return [(_ranged(alike), [effect.title for effect in alike]) for alike in found.values()]


def _ranged(alike: Sequence[Effect]) -> Effect:
    """One effect for all; drawn numbers that differ a little become a range."""
    values = dict(alike[0].values)
    for name, value in values.items():
        numbers = [v for effect in alike if isinstance(v := effect.values[name], Number)]
        least, most = min(numbers, key=_size, default=None), max(numbers, key=_size, default=None)
        if isinstance(value, Number) and least and most and told_number(least) != told_number(most):
            values[name] = f"{told_number(least)} đến {told_number(most)}"
    return replace(alike[0], values=values)


def _size(number: Number) -> int:
    return number.value


def _told(effect: Effect, titles: Sequence[str], persons: bool) -> Told:
    return Told(
        gravity=effect.gravity,
        weight=GRAVITY[effect.gravity],
        sentence=_of_persons(sentence(effect, titles), persons),
        surety=surety(effect.number),
        clause=effect.clause,
    )


def _of_persons(text: str, persons: bool) -> str:
    """A regulation on officers compares persons with more or fewer tasks, not larger and smaller units."""
    if persons:
        for unit, person in PERSONS:
            text = text.replace(unit, person)
    return text


def sentence(effect: Effect, titles: Sequence[str] = ()) -> str:
    """The effect in one or two sentences."""
    names = list(dict.fromkeys(titles or [effect.title]))
    shown = names[:3] + ([f"{len(names) - 3} tiêu chí khác"] if len(names) > 3 else [])
    values = {name: _value(name, value) for name, value in effect.values.items()}
    values |= _special(effect)
    if len(names) > 1:
        values["unit"] = "việc"
    quoted = ", ".join(
        f"“{name}”" if not name[0].isdigit() or i < 3 else name for i, name in enumerate(shown) if name
    )
    bare = effect.code.startswith(("duplicate.schemes",))
    values["title"] = shown[0] if bare else quoted
    values["n"] = told_number(effect.number)
    text = SENTENCES[effect.code].format_map(values) + (DRAWN if effect.values.get("drawn") else "")
    return text[0].upper() + text[1:]


def _value(name: str, value: str | int | Number) -> str:
    if isinstance(value, Number):
        return told_number(value)
    return str(value)


def _special(effect: Effect) -> dict[str, str]:
    """Values that need more than a number: places on an axis, clauses that are there only sometimes."""
    values = effect.values
    found: dict[str, str] = {}
    if effect.code.startswith("cliff."):
        found |= _cliff(effect)
    if effect.code.startswith("loophole.") and effect.values:
        places = values["places"]
        assert isinstance(places, Number)
        found["places"] = f", lên {told_number(places)}" if places.value > 0 else ""
    if effect.code == "peer.leader":
        value = values["value"]
        assert isinstance(value, Number)
        of_target = value.measure is Measure.SHARE
        found["value"] = f"bằng {told_number(value)} chỉ tiêu" if of_target else f"là {told_number(value)}"
    if effect.code == "padding.earns":
        others = values["others"]
        assert isinstance(others, Number)
        lost = f" và mỗi đơn vị khác mất bình quân {told_number(others)}" if others.value >= 10 else ""
        found["others"] = lost
    if effect.code.startswith("quota."):
        own = values.get("own", "")
        found["own"] = f" (tập thể loại {own})" if own else ""
        found["what"] = f"suất “{values['class']}”" if values["class"] != effect.title else "suất"
    if effect.code == "reviewer.highest":
        stated = [NAMES.get(name, name) for name in str(values["stated"]).split()]
        found["stated"] = ", ".join(stated).lower()
    return found


def _cliff(effect: Effect) -> dict[str, str]:
    values = effect.values
    if "at" not in values:
        return {}
    at, usual, jumps = values["at"], values["usual"], values["jumps"]
    assert isinstance(at, Number)
    assert isinstance(usual, Number)
    assert isinstance(jumps, Number)
    unit = str(values["unit"])
    where = f"{written.number(chart.rounded(at.value))}{NBSP}{unit}".rstrip()
    several = f"có {jumps.value // MILLI} bước nhảy như vậy" if jumps.value > MILLI else "chỉ một bước"
    between = (
        f"{several}, ở giữa làm thêm không được điểm nào"
        if not usual.value
        else f"{several}, ở giữa thêm một {unit or 'việc'} chỉ đáng {told_number(usual)}"
    )
    alone = "khi trong cụm chưa ai vượt chỉ tiêu" if values["alone"] else "ngay tại chỉ tiêu"
    worth = f"; ở chỗ khác, thêm một {unit or 'việc'} chỉ được {told_number(usual)}"
    elsewhere = worth if usual.value * 2 <= abs(effect.number.value) else ""
    return {"at": where, "between": between, "elsewhere": elsewhere, "alone": alone, "unit": unit or "việc"}


# --- Numbers ----------------------------------------------------------------------------------------------


def told_number(number: Number) -> str:
    """The number with its unit in words; the interval is told apart by `surety`."""
    match number.measure:
        case Measure.POINTS:
            return f"{_short(number.value, 2)}{NBSP}điểm"
        case Measure.SHARE:
            return f"{_percent(number.value)}{NBSP}%"
        case Measure.PLACES:
            return f"{_short(number.value, 1)}{NBSP}bậc"
        case Measure.TIMES:
            return f"{_short(number.value, 1)}{NBSP}lần"
        case Measure.COUNT:
            return _short(number.value, 1)
        case Measure.PLAIN:
            return _short(number.value, 2)


def surety(number: Number, short: bool = False) -> str:
    """ "chính xác", or "khoảng tin cậy 95 %: 37–47 %"; in a column of intervals only "37–47 %"."""
    if number.low is None or number.high is None:
        return "chính xác"
    if number.measure is Measure.SHARE:
        span = f"{_percent(number.low)}–{_percent(number.high)}{NBSP}%"
    else:
        places = 2 if number.measure is Measure.POINTS else 1
        span = f"{_short(number.low, places)}–{_short(number.high, places)}"
    return span if short else f"khoảng tin cậy 95{NBSP}%: {span}"


def _short(value: int, places: int) -> str:
    """At most so many decimals, without trailing zeros."""
    unit = 10 ** (3 - places)
    return written.number(divide(value, unit, Rounding.HALF_AWAY) * unit)


def _percent(value: int) -> str:
    """Whole percents; below three, one decimal."""
    places = 1 if abs(value) < 30 and value % 10 else 0
    unit = 10 ** (1 - places)
    return written.number(divide(value, unit, Rounding.HALF_AWAY) * unit * 100)


# --- Pictures ---------------------------------------------------------------------------------------------


def picture(answer: Answer, persons: bool = False) -> str:
    """The answer's picture as SVG, "" without one."""
    title = QUESTIONS[answer.part][0]
    match answer.picture:
        case Curves(curves=curves):
            lines = [chart.Line(_curve_name(c.name), c.unit, c.x, c.y, c.jumps) for c in curves]
            return chart.curves(lines, title)
        case Bars(bars=drawn):
            if len(drawn) < 2:
                return ""  # a single bar says no more than its sentence
            rows = [
                chart.Row(
                    _bar_name(answer.part, bar.name, persons),
                    bar.number.value,
                    told_number(bar.number) + (f" (r {told_number(bar.beside)})" if bar.beside else ""),
                    bar.number.low,
                    bar.number.high,
                    bar.second.value if bar.second else None,
                )
                for bar in drawn[:BARS_MAX]
            ]
            first, second = LEGENDS.get(answer.part, ("", ""))
            return chart.bars(rows, title, (_of_persons(first, persons), _of_persons(second, persons)))
        case None:
            return ""


def _bar_name(part: Part, name: str, persons: bool) -> str:
    if part is Part.BEST and name.isdigit():
        return f"Mỗi người {name} việc" if persons else f"Mỗi đơn vị {name} người"
    return _of_persons(NAMES[name], persons) if name in NAMES else name


def _curve_name(name: str) -> str:
    """A quota's curve is named "quota|class|collective"."""
    parts = name.split("|")
    if len(parts) < 3:
        return name
    own = f", tập thể loại {parts[2]}" if parts[2] else ""
    what = f", “{parts[1]}”" if parts[1] != parts[0] else ""
    return f"{parts[0]}{what}{own}"
