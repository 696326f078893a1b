"""What happens to points and classes afterwards: roll-ups, tie-breaks, quotas and distinctions."""

from __future__ import annotations

from fractions import Fraction

from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import (
    Distinction,
    FigureKind,
    Form,
    PartPoints,
    Quota,
    QuotaStep,
    RollUp,
    TieBreak,
)
from thidua.rules.fields import Fields, nearest, read_number
from thidua.rules.scheme.condition import COMPARED, IN_LONGER_DISTINCTION, IN_ROLL_UP, in_form, read_condition
from thidua.rules.scheme.context import Context
from thidua.rules.scheme.form import read_rules
from thidua.rules.scheme.header import read_mode
from thidua.rules.text import Mapping, Node, Scalar

LENGTH = {PeriodKind.WEEK: 1, PeriodKind.MONTH: 2, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 4}
BASES = ("eligible", "headcount")
OF_CLASS, OF_GROUP = "class:", "group-figure:"


def read_roll_ups(fields: Fields, context: Context) -> tuple[RollUp, ...]:
    """Longer periods made from shorter ones."""
    found: list[RollUp] = []
    for item in fields.items("roll-ups", required=False):
        inner = Fields(item, context.findings)
        level, of = inner.choice("level", PeriodKind), inner.choice("of", PeriodKind)
        points = inner.choice("points", PartPoints)
        rules = read_rules(inner, context, IN_ROLL_UP)
        titles: list[tuple[str, str]] = []
        for code, title in inner.members("titles", required=False):
            context.class_code(code)
            titles.append((code.text, title.text if isinstance(title, Scalar) else ""))
        clause, unverified = inner.clause("roll-ups"), inner.text("unverified", required=False)
        inner.close()
        if level is None or of is None:
            continue
        made = {context.period, *(roll_up.level for roll_up in found)}
        if LENGTH[of] >= LENGTH[level] or of not in made:
            context.findings.add("scheme.roll-up-order", item, level=level.value, of=of.value)
        found.append(
            RollUp(
                level,
                of,
                points or PartPoints.NONE,
                rules,
                clause,
                tuple(titles),
                unverified,
                item.line,
            )
        )
    return tuple(found)


def read_tie_breaks(fields: Fields, context: Context, forms: tuple[Form, ...]) -> tuple[TieBreak, ...]:
    """What decides between equal totals, in order; after the last one people decide."""
    found: list[TieBreak] = []
    names = _point_names(forms)
    for item in fields.items("tie-breaks", required=False):
        inner = Fields(item, context.findings)
        of, prefer = inner.scalar("of"), inner.text("prefer")
        clause = inner.clause("tie-breaks")
        inner.close()
        if prefer and prefer not in ("high", "low"):
            context.findings.add(
                "rule.choice-unknown",
                item,
                value=prefer,
                choices="high, low",
                suggestion=nearest(prefer, ("high", "low")),
            )
        if of is None:
            continue
        if of.text in context.figures:
            context.figure(of, COMPARED)
        elif of.text not in names:
            known = (*names, *context.figures)
            context.findings.add(
                "scheme.tie-break-unknown", of, value=of.text, suggestion=nearest(of.text, known)
            )
        found.append(TieBreak(of.text, prefer == "high", clause))
    return tuple(found)


def read_quotas(fields: Fields, context: Context, forms: tuple[Form, ...]) -> tuple[Quota, ...]:
    """How many members of a group may hold a class."""
    found: list[Quota] = []
    for code, node in fields.members("quotas", required=False):
        inner = Fields(node, context.findings)
        title, clause, level = inner.text("title"), inner.clause(code.text), inner.choice("level", PeriodKind)
        excluded = tuple(context.class_code(word) for word in inner.words("excluded", required=False))
        collective = inner.scalar("collective-class", required=False)
        if collective is not None:
            context.figure(collective, (FigureKind.CLASS,))
        form = inner.scalar("form", required=False)
        if form is not None and form.text not in [known.code for known in forms]:
            suggestion = nearest(form.text, [known.code for known in forms])
            context.findings.add("scheme.form-unknown", form, value=form.text, suggestion=suggestion)
        steps = _steps(inner, context, collective is not None)
        limits = _limits(inner, context, tuple(step.name for step in steps))
        exempt = inner.scalar("exempt", required=False)
        if exempt is not None:
            context.figure(exempt, (FigureKind.YES_NO,))
        _check_circle(steps, limits, node, context)
        unverified = inner.text("unverified", required=False)
        inner.close()
        found.append(
            Quota(
                code=code.text,
                title=title,
                clause=clause,
                level=level or context.period,
                excluded=excluded,
                collective_class=collective.text if collective else "",
                steps=steps,
                limits=limits,
                role=form.text if form else "",
                unverified=unverified,
                line=code.line,
                exempt_figure=exempt.text if exempt else "",
            )
        )
    return tuple(found)


def read_distinctions(fields: Fields, context: Context, forms: tuple[Form, ...]) -> tuple[Distinction, ...]:
    """Flags and titles proposed to the first of each group, or to all who qualify; people decide."""
    found: list[Distinction] = []
    for code, node in fields.members("distinctions", required=False):
        inner = Fields(node, context.findings)
        title, clause = inner.text("title"), inner.clause(code.text)
        level = inner.choice("level", PeriodKind) or context.period
        top = inner.integer("top", required=False)
        if top is not None and top < 1:
            context.findings.add("rule.integer-expected", node, value=top)
        allowed = in_form(_point_names(forms)) if level is context.period else IN_LONGER_DISTINCTION
        when_node = inner.node_of("when")
        when = read_condition(when_node, context, allowed) if when_node else None
        inner.close()
        found.append(Distinction(code.text, title, clause, level, top or 0, when, code.line))
    return tuple(found)


def _steps(fields: Fields, context: Context, by_collective: bool) -> tuple[QuotaStep, ...]:
    found: list[QuotaStep] = []
    for name, node in fields.members("steps"):
        inner = Fields(node, context.findings)
        known = (*BASES, *(step.name for step in found))
        fixed = inner.integer("fixed", required=False)
        base = inner.scalar("base", required=not inner.has("fixed"))
        minus = inner.words("minus", required=False)
        percents = _percents(inner, context, by_collective)
        rounding = read_mode(inner, "rounding") if percents else Rounding.FLOOR
        inner.close()
        if fixed is not None and (base is not None or percents):
            context.findings.add("scheme.fixed-with-base", node, step=name.text)
        if fixed is not None and fixed < 0:
            context.findings.add("rule.integer-expected", node, value=fixed)
        for word in (base, *minus):
            if word is not None and not _is_outside(word, context) and word.text not in known:
                context.findings.add(
                    "scheme.step-unknown", word, value=word.text, suggestion=nearest(word.text, known)
                )
        if not percents and not minus and not inner.has("fixed"):
            context.findings.add("scheme.step-idle", node, step=name.text)
        found.append(
            QuotaStep(
                name=name.text,
                base=base.text if base else BASES[0],
                percents=percents,
                minus=tuple(word.text for word in minus),
                rounding=rounding,
                line=name.line,
                fixed=fixed,
            )
        )
    return tuple(found)


def _is_outside(word: Scalar, context: Context) -> bool:
    """Whether a base is the number of another class, or a number reported for the group; both are checked."""
    for start in (OF_CLASS, OF_GROUP):
        if word.text.startswith(start):
            named = Scalar(word.text.removeprefix(start), word.line, word.path)
            if start == OF_CLASS:
                context.class_code(named)
            else:
                context.figure(named, (FigureKind.COUNT,))
            return True
    return False


def _check_circle(
    steps: tuple[QuotaStep, ...], limits: tuple[tuple[str, str], ...], node: Node, context: Context
) -> None:
    """A limit on a class counted from that very class moves as soon as it is obeyed."""
    base = {step.name: step.base for step in steps}
    for code, name in limits:
        seen: set[str] = set()
        while name in base and name not in seen:
            seen.add(name)
            name = base[name]
        if name == f"{OF_CLASS}{code}":
            context.findings.add("scheme.quota-of-itself", node, value=code)


def _percents(fields: Fields, context: Context, by_collective: bool) -> tuple[tuple[str, Fraction], ...]:
    """One share for all, or one per class of the collective."""
    node = fields.node_of("percent")
    if node is None:
        return ()
    entries = node.entries if isinstance(node, Mapping) else ((Scalar("", node.line, node.path), node),)
    if isinstance(node, Mapping) and not by_collective:
        context.findings.add("scheme.collective-class-missing", node)
    found: list[tuple[str, Fraction]] = []
    for key, inner in entries:
        if not isinstance(inner, Scalar):
            context.findings.add("rule.text-expected", inner, key=key.text)
            continue
        value = read_number(inner, context.findings)
        if value is not None and not 0 <= value <= 1:
            context.findings.add("scheme.percent-out-of-range", inner, value=inner.text)
        found.append((key.text, value or Fraction(0)))
    return tuple(found)


def _limits(fields: Fields, context: Context, steps: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for code, node in fields.members("limits", required=False):
        context.class_code(code)
        step = node.text if isinstance(node, Scalar) else ""
        if step not in steps:
            context.findings.add("scheme.step-unknown", node, value=step, suggestion=nearest(step, steps))
        found.append((code.text, step))
    return tuple(found)


def _point_names(forms: tuple[Form, ...]) -> tuple[str, ...]:
    names = [
        name for form in forms for name in (*(g.code for g in form.groups), *(c.code for c in form.criteria))
    ]
    return tuple(dict.fromkeys(names))
