"""Steps along the scale of classes: one level worse for repeating, one better for mitigating circumstances."""

from __future__ import annotations

from thidua.core.score.scheme import FigureKind, Step
from thidua.rules.fields import Fields
from thidua.rules.scheme.condition import Allowed, read_condition
from thidua.rules.scheme.context import Context
from thidua.rules.text import Node, Scalar

COUNTED = (FigureKind.COUNT, FigureKind.YES_NO)


def read_steps(fields: Fields, context: Context, allowed: Allowed) -> tuple[Step, ...]:
    """The form's `steps`: each says `down` or `up`, when it applies, and how far it may go."""
    found = (_step(item, context, allowed) for item in fields.items("steps", required=False))
    return tuple(step for step in found if step is not None)


def _limit(node: Scalar | None, context: Context) -> str:
    """A class that the ladder has."""
    code = context.class_code(node)
    if node is not None and code in context.classes and code not in context.counting:
        at = context.classes.index(code)
        near = min(context.counting, key=lambda name: abs(context.classes.index(name) - at), default="")
        context.findings.add("scheme.ladder-limit-uncounted", node, value=code, suggestion=near)
    return code


def _step(item: Node, context: Context, allowed: Allowed) -> Step | None:
    fields = Fields(item, context.findings)
    down, up = fields.integer("down", required=False), fields.integer("up", required=False)
    title, clause = fields.text("title", required=False), fields.clause("steps")
    by, minus = fields.scalar("by", required=False), fields.scalar("minus", required=False)
    for node in (by, minus):
        if node is not None:
            context.figure(node, COUNTED)
    sign = fields.flag("sign")
    if by is None and (minus is not None or sign):
        context.findings.add("rule.key-missing", item, key="by")
    when_node = fields.node_of("when", required=by is None)
    when = read_condition(when_node, context, allowed) if when_node else None
    floor = _limit(fields.scalar("floor", required=False), context)
    ceiling = _limit(fields.scalar("ceiling", required=False), context)
    fields.close()
    if (down is None) == (up is None):
        context.findings.add("scheme.ladder-direction", item)
        return None
    amount = down if down is not None else up
    if amount is None or amount < 1:
        context.findings.add("rule.integer-expected", item, value=amount)
        return None
    if when is None and by is None:
        return None
    return Step(
        when=when,
        steps=amount if down is not None else -amount,
        clause=clause,
        title=title,
        floor=floor,
        ceiling=ceiling,
        by_figure=by.text if by else "",
        minus_figure=minus.text if minus else "",
        sign=sign,
        line=item.line,
    )
