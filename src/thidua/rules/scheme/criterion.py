"""One scored line: its maximum, its method, and what holds when there is no figure for it."""

from __future__ import annotations

from fractions import Fraction

from thidua.core.number import MILLI, Rounding
from thidua.core.problem import Severity
from thidua.core.score.scheme import (
    Combine,
    Criterion,
    Empty,
    Events,
    FigureKind,
    Mark,
    Method,
    Missing,
    NotApplicable,
    Place,
    Relative,
    Share,
    Tier,
    Tiers,
    YesNo,
)
from thidua.rules.fields import Fields
from thidua.rules.scheme.arithmetic import written
from thidua.rules.scheme.bounds import SIDELESS, read_bounds
from thidua.rules.scheme.condition import IN_GATE, read_condition
from thidua.rules.scheme.context import Context
from thidua.rules.scheme.header import read_mode
from thidua.rules.text import Node, Scalar

COUNTED = (FigureKind.COUNT, FigureKind.AMOUNT)
DIVIDED = (FigureKind.RATIO, *COUNTED)


def read_criterion(code: Scalar, node: Node, context: Context) -> Criterion | None:
    """A criterion, or None when its maximum or its method cannot be read."""
    fields = Fields(node, context.findings)
    title, clause = fields.text("title"), fields.clause(code.text)
    maximum = fields.points("max")
    minimum = fields.points("min", required=False) or 0
    missing = fields.choice("missing", Missing, required=False) or Missing.PROBLEM
    policy = fields.choice("not-applicable", NotApplicable, required=False) or NotApplicable.REFUSE
    among = tuple(word.text for word in fields.words("among", required=policy is NotApplicable.REDISTRIBUTE))
    gate_node = fields.node_of("gate")
    gate = read_condition(gate_node, context, IN_GATE) if gate_node else None
    method = _method(code, fields, context)
    fields.close()
    empty = method.empty if isinstance(method, Share | Tiers | Relative) else Empty.PROBLEM
    if empty is Empty.NOT_APPLICABLE and policy is NotApplicable.REFUSE:
        context.findings.add("scheme.empty-without-policy", fields.node, criterion=code.text)
    if maximum is None or method is None:
        return None
    return Criterion(
        code=code.text,
        title=title,
        clause=clause,
        method=method,
        maximum=maximum,
        minimum=minimum,
        missing=missing,
        not_applicable=policy,
        among=among,
        gate=gate,
        line=code.line,
    )


def _method(code: Scalar, fields: Fields, context: Context) -> Method | None:
    said = [word for word in METHODS if fields.has(word)]
    for word in METHODS:
        fields.node_of(word)
    if len(said) != 1:
        problem_code = "scheme.method-twice" if said else "scheme.method-missing"
        context.findings.add(problem_code, fields.node, criterion=code.text, choices=", ".join(METHODS))
        return None
    inner = fields.fields(said[0])
    if inner is None:
        return None
    method = METHODS[said[0]](inner, context)
    inner.close()
    return method


def _events(fields: Fields, context: Context) -> Method | None:
    node, each, per = fields.scalar("of"), fields.points("each"), fields.points("per", required=False)
    if node is not None:
        context.figure(node, COUNTED)
    rounding = Rounding.FLOOR
    if fields.has("per"):
        rounding = read_mode(fields, "rounding")
        if per is not None and per <= 0:
            context.findings.add("scheme.per-not-positive", fields.node, value=written(Fraction(per, MILLI)))
    elif fields.has("rounding"):
        context.findings.add("rule.key-missing", fields.node, key="per")
        fields.node_of("rounding")
    return Events(node.text, each, per or 0, rounding) if node and each is not None else None


def _share(fields: Fields, context: Context) -> Method | None:
    node, of_target, empty = _divided(fields, context)
    beyond = fields.flag("beyond")
    return Share(node.text, of_target, beyond, empty) if node else None


def _tiers(fields: Fields, context: Context) -> Method | None:
    node, of_target, empty = _divided(fields, context)
    place = fields.choice("place", Place, required=False)
    if place is not None:
        context.findings.add(
            "scheme.place-effect", fields.node, severity=Severity.WARNING, figure=node.text if node else ""
        )
    tiers: list[Tier] = []
    for item in fields.items("bands"):
        band = Fields(item, context.findings)
        bounds, points = read_bounds(band), band.points("points")
        band.close(*SIDELESS)
        if points is not None:
            tiers.append(Tier(bounds, points))
    return Tiers(node.text, tuple(tiers), of_target, empty, place) if node and tiers else None


def _divided(fields: Fields, context: Context) -> tuple[Scalar | None, bool, Empty]:
    """The figure, whether it is divided by its target, and the policy when there is nothing to divide by."""
    node, of_target = fields.scalar("of"), fields.flag("target")
    empty = fields.choice("empty", Empty, required=False)
    use = context.figure(node, DIVIDED) if node else None
    divides = of_target or (use is not None and use.kind is FigureKind.RATIO)
    if use is not None and of_target and use.kind is FigureKind.RATIO:
        context.findings.add("scheme.target-of-ratio", fields.node, figure=use.code)
    if divides and empty is None and not fields.has("empty"):
        choices = ", ".join(member.value for member in Empty)
        context.findings.add(
            "scheme.empty-not-said", fields.node, figure=node.text if node else "", choices=choices
        )
    if use is not None and not divides and fields.node.path.endswith(".share"):
        context.findings.add("scheme.share-without-divisor", fields.node, figure=use.code)
    return node, of_target, empty or Empty.PROBLEM


def _yes_no(fields: Fields, context: Context) -> Method | None:
    node, yes, no = fields.scalar("of"), fields.points("yes"), fields.points("no", required=False)
    if node is not None:
        context.figure(node, (FigureKind.YES_NO,))
    return YesNo(node.text, yes, no or 0) if node and yes is not None else None


def _mark(fields: Fields, context: Context) -> Method | None:
    node, step = fields.scalar("of"), fields.points("step", required=False)
    if node is None:
        return None
    context.figure(node, (FigureKind.MARK,))
    if not context.assessors:
        context.findings.add("scheme.assessors-missing", fields.node)
    read = fields.choice("combine", Combine, required=False)
    combine = read or Combine.DECIDES
    gap = fields.points("gap", required=False) or 0
    settles = fields.text("settles", required=False)
    if combine is Combine.DECIDES:
        for word in ("gap", "settles"):
            if fields.has(word):
                context.findings.add("scheme.combine-missing", fields.node, word=word)
        misread = read is None and fields.has("combine")  # said already
        if context.assessors and not context.decides and not misread:
            context.findings.add("scheme.decides-missing", fields.node)
        return Mark(node.text, context.assessors, context.decides, step or 0)
    if len(context.assessors) < 2:
        context.findings.add("scheme.combine-alone", fields.node, value=combine)
    if settles in context.assessors:
        context.findings.add("scheme.settles-own-mark", fields.node, value=settles)
    return Mark(node.text, context.assessors, settles, step or 0, combine, gap)


def _relative(fields: Fields, context: Context) -> Method | None:
    node, share = fields.scalar("of"), fields.fraction("at-target", required=False)
    empty = fields.choice("empty", Empty, required=False)
    if node is None:
        return None
    context.figure(node, COUNTED)
    if empty is None and not fields.has("empty"):
        choices = ", ".join(member.value for member in Empty)
        context.findings.add("scheme.empty-not-said", fields.node, figure=node.text, choices=choices)
    if share is not None and not 0 <= share <= 1:
        context.findings.add("scheme.percent-out-of-range", fields.node, value=str(share))
    at_target = Fraction(1, 2) if share is None else share
    leads = f"{written(100 * (1 - at_target))} %"
    context.findings.add(
        "scheme.leader-effect", fields.node, severity=Severity.WARNING, figure=node.text, share=leads
    )
    return Relative(node.text, at_target, empty or Empty.PROBLEM)


METHODS = {
    "events": _events,
    "share": _share,
    "tiers": _tiers,
    "yes-no": _yes_no,
    "mark": _mark,
    "relative": _relative,
}
