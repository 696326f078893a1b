"""Forms: groups of criteria, the decision list that gives the class, vetoes and caps."""

from __future__ import annotations

from thidua.core.score.scheme import ClassCap, ClassRule, Condition, Criterion, Form, Group, Takes, Veto
from thidua.rules.fields import Fields
from thidua.rules.scheme.arithmetic import least
from thidua.rules.scheme.condition import IN_GATE, Allowed, in_form, read_condition
from thidua.rules.scheme.context import Context
from thidua.rules.scheme.criterion import read_criterion
from thidua.rules.scheme.ladder import read_steps
from thidua.rules.text import Node, Scalar


def read_form(code: Scalar, node: Node, context: Context) -> Form:
    """One form; faulty members are left out and reported."""
    fields = Fields(node, context.findings)
    title, clause = fields.text("title"), fields.clause(code.text)
    groups = tuple(
        group
        for name, inner in fields.members("groups", required=False)
        if (group := _group(name, inner, context)) is not None
    )
    stated = fields.points("max", required=bool(groups))
    if stated is None or len(groups) < len(fields.members("groups", required=False)):
        context.partial.add(node.path)
    minimum, start = fields.points("min", required=False), fields.points("start", required=False)
    names = [group.code for group in groups] + [c.code for group in groups for c in group.criteria]
    for name in sorted({name for name in names if names.count(name) > 1}):
        context.findings.add("scheme.code-twice", fields.node, name=name)
    allowed = in_form(names)
    unreported_class, unreported_clause = _unreported(fields, context)
    form = Form(
        code=code.text,
        title=title,
        clause=clause,
        groups=groups,
        rules=read_rules(fields, context, allowed, required=not groups),
        vetoes=tuple(Veto(*parts) for parts in _limits(fields, "vetoes", context, allowed)),
        caps=tuple(ClassCap(*parts) for parts in _limits(fields, "caps", context, allowed)),
        start=start or 0,
        maximum=stated or 0,
        minimum=minimum or 0,
        line=code.line,
        steps=read_steps(fields, context, allowed),
        unreported_class=unreported_class,
        unreported_clause=unreported_clause,
    )
    fields.close()
    return form


def _unreported(fields: Fields, context: Context) -> tuple[str, str]:
    """The class of who reported nothing, and its clause."""
    inner = fields.fields("if-nothing-reported", required=False)
    if inner is None:
        return "", ""
    code, clause = context.class_code(inner.scalar("class")), inner.clause("if-nothing-reported")
    inner.close()
    if code and code == next(iter(context.classes), ""):
        context.findings.add(
            "scheme.silence-rewarded", inner.node, value=code, suggestion=context.classes[-1]
        )
    return code, clause


def read_rules(
    fields: Fields, context: Context, allowed: Allowed, required: bool = True
) -> tuple[ClassRule, ...]:
    """The decision list under `class`: first match wins, the last line may be `otherwise: yes`."""
    rules: list[ClassRule] = []
    for item in fields.items("class", required):
        line = Fields(item, context.findings)
        code = context.class_code(line.scalar("class"))
        clause = line.clause(code)
        otherwise = line.flag("otherwise")
        when_node = line.node_of("when", required=not otherwise)
        when = read_condition(when_node, context, allowed) if when_node else None
        line.close()
        if code and (otherwise or when is not None):
            rules.append(ClassRule(code, None if otherwise else when, clause, item.line))
    return tuple(rules)


def _group(code: Scalar, node: Node, context: Context) -> Group | None:
    fields = Fields(node, context.findings)
    title, clause = fields.text("title"), fields.clause(code.text)
    criteria: list[Criterion] = []
    for name, inner in fields.members("criteria"):
        criterion = read_criterion(name, inner, context)
        if criterion is None:
            context.partial.add(node.path)
        else:
            criteria.append(criterion)
    maximum = fields.points("max")
    minimum = fields.points("min", required=False)
    rescale_to = fields.points("rescale-to", required=False)
    fields.flag("capped")
    takes = fields.choice("takes", Takes, required=False) or Takes.SUM
    gate_node = fields.node_of("gate")
    gate = read_condition(gate_node, context, IN_GATE) if gate_node else None
    fields.close()
    if maximum is None:
        return None
    return Group(
        code=code.text,
        title=title,
        clause=clause,
        maximum=maximum,
        minimum=minimum if minimum is not None else least([c.minimum for c in criteria], takes),
        criteria=tuple(criteria),
        rescale_to=rescale_to if rescale_to is not None else maximum,
        gate=gate,
        line=code.line,
        takes=takes,
    )


def _limits(
    fields: Fields, key: str, context: Context, allowed: Allowed
) -> list[tuple[Condition, str, str, str, int]]:
    """Vetoes and caps read alike: a condition, the class it leads to, its clause and title."""
    found: list[tuple[Condition, str, str, str, int]] = []
    for item in fields.items(key, required=False):
        line = Fields(item, context.findings)
        code = context.class_code(line.scalar("class"))
        clause, title = line.clause(code), line.text("title", required=False)
        when_node = line.node_of("when", required=True)
        when = read_condition(when_node, context, allowed) if when_node else None
        line.close()
        if when is not None and code:
            found.append((when, code, clause, title, item.line))
    return found
