"""The same result rewarded twice, in two schemes or on two lines of one."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.law import columns_of
from thidua.core.number import MILLI
from thidua.core.score.scheme import Criterion, FigureKind, Form, Scheme, SubjectKind
from thidua.core.text import fold


def duplicates(scheme: Scheme, form: Form, others: Sequence[Scheme]) -> Answer:
    """Figures with the same code, or the same title and kind, that give points in both. Exact."""
    mine = scored(scheme, (form,))
    found = _twice(form)
    for other in others:
        persons = scheme.subject is SubjectKind.OFFICER
        if other.code == scheme.code or (other.subject is SubjectKind.OFFICER) is not persons:
            continue  # what a unit and what its officers are given is not the same reward
        theirs = scored(other, other.forms)
        for key, (title, here) in mine.items():
            if key in theirs:
                there = theirs[key][1]
                found.append(
                    Effect(
                        "duplicate.schemes",
                        Gravity.CAUTION,
                        Number(here.maximum),
                        key,
                        title,
                        here.clause,
                        {"other": other.title, "there": Number(there.maximum), "clause": there.clause},
                    )
                )
    if not found:
        compared = Number(len(others) * MILLI, Measure.COUNT)
        return Answer(Part.DUPLICATE, (Effect("duplicate.none", Gravity.SOUND, compared),))
    found.sort(key=lambda f: -f.number.value)
    bars = tuple(
        Bar(f.title, f.number, f.values["there"] if isinstance(f.values["there"], Number) else None)
        for f in found[:10]
    )
    return Answer(Part.DUPLICATE, tuple(found), Bars(bars))


def scored(scheme: Scheme, forms: Sequence[Form]) -> dict[str, tuple[str, Criterion]]:
    """Figures that can give points, by code and by folded title: (title, the criterion worth most)."""
    uses = {use.code: use for use in scheme.figures}
    found: dict[str, tuple[str, Criterion]] = {}
    for form in forms:
        for criterion in form.criteria:
            use = uses.get(columns_of(criterion)[0].partition("@")[0])
            if use is None or criterion.maximum <= 0 or use.kind is FigureKind.MARK:
                continue
            key = fold(use.title)
            if key not in found or found[key][1].maximum < criterion.maximum:
                found[key] = (use.title, criterion)
    return found


def _twice(form: Form) -> list[Effect]:
    """Two lines of one form that read the same figure and both give points."""
    seen: dict[str, Criterion] = {}
    found = []
    for criterion in form.criteria:
        figure = criterion.method.figure
        if criterion.maximum > 0 and figure in seen:
            first = seen[figure]
            found.append(
                Effect(
                    "duplicate.lines",
                    Gravity.CAUTION,
                    Number(criterion.maximum),
                    figure,
                    criterion.title,
                    criterion.clause,
                    {"other": first.title, "there": Number(first.maximum), "clause": first.clause},
                )
            )
        elif criterion.maximum > 0:
            seen[figure] = criterion
    return found
