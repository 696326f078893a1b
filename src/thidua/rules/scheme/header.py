"""The head of a scheme: source, days in force, scale of classes, rounding, assessors and figures."""

from __future__ import annotations

from thidua.core.number import Rounding
from thidua.core.score.scheme import ClassName, FigureKind, FigureUse, Source
from thidua.rules.fields import Fields, nearest
from thidua.rules.scheme.context import Context
from thidua.rules.scheme.feed import read_feed
from thidua.rules.text import Node, Scalar

_JOINERS = (",", ";", "/", "+", "&", " và ", " hoặc ")


def read_source(fields: Fields) -> Source:
    """Who issued the text, under which number and on which day."""
    inner = fields.fields("source")
    if inner is None:
        return Source("", "", None)
    source = Source(
        issuer=inner.text("issuer"),
        number=inner.text("number"),
        issued=inner.day("issued", required=False),
        url=inner.text("url", required=False),
        checked=inner.day("checked", required=False),
    )
    inner.close()
    return source


def read_rounding(fields: Fields) -> tuple[int, Rounding]:
    """Decimal places and the named way to round; a rounding that is not named is a problem."""
    findings = fields.findings
    node = fields.node_of("rounding")
    if node is None:
        findings.add("scheme.rounding-not-named", fields.node, choices=_modes())
        return 0, Rounding.FLOOR
    inner = Fields(node, findings)
    places = inner.integer("places")
    mode = read_mode(inner, "mode")
    inner.close()
    if places is not None and not 0 <= places <= 3:
        findings.add("scheme.places-out-of-range", node, value=places)
    return places or 0, mode


def read_mode(fields: Fields, key: str) -> Rounding:
    """A named rounding."""
    if fields.node_of(key) is None:
        fields.findings.add("scheme.rounding-not-named", fields.node, choices=_modes())
        return Rounding.FLOOR
    return fields.choice(key, Rounding, code="scheme.rounding-not-named") or Rounding.FLOOR


def read_classes(fields: Fields) -> tuple[ClassName, ...]:
    """The scale, best first; `counts: no` marks a result that is no class ("không phân loại")."""
    found: list[ClassName] = []
    for code, node in fields.members("classes"):
        if isinstance(node, Scalar):
            found.append(ClassName(code.text, node.text))
            continue
        inner = Fields(node, fields.findings)
        found.append(ClassName(code.text, inner.text("title"), inner.flag("counts", default=True)))
        inner.close()
    return tuple(found)


def read_assessors(fields: Fields) -> tuple[tuple[str, ...], str]:
    """The columns of every mark, and the one that decides."""
    inner = fields.fields("assessors", required=False)
    if inner is None:
        return (), ""
    columns = tuple(word.text for word in inner.words("columns"))
    decides = inner.scalar("decides", required=False)  # needed only where marks are not combined
    inner.close()
    if decides is not None and decides.text not in columns:
        suggestion = nearest(decides.text, columns)
        fields.findings.add("scheme.assessor-unknown", decides, value=decides.text, suggestion=suggestion)
    return columns, decides.text if decides else ""


def read_figures(fields: Fields, context: Context) -> tuple[FigureUse, ...]:
    """The figures the scheme reads; each must be used, each count has one unit."""
    found: list[FigureUse] = []
    for code, node in fields.members("figures"):
        use = _figure(code, node, context)
        context.figures[code.text] = use
        context.figure_nodes[code.text] = node
        found.append(use)
    return tuple(found)


def _figure(code: Scalar, node: Node, context: Context) -> FigureUse:
    findings = context.findings
    fields = Fields(node, findings)
    kind = fields.choice("kind", FigureKind)
    unit = fields.text("unit", required=False)
    values = tuple(
        value
        for word in fields.words("values", required=False)
        if (value := _code(word, context)) is not None
    )
    use = FigureUse(
        code=code.text,
        title=fields.text("title"),
        kind=kind or FigureKind.COUNT,
        unit=unit,
        enforcement=fields.flag("enforcement"),
        paired_with=fields.text("paired-with", required=False),
        justification=fields.text("justification", required=False),
        values=values,
        feed=read_feed(fields, kind, context),
    )
    fields.close()
    if any(joiner in unit for joiner in _JOINERS):
        findings.add("scheme.unit-mixed", node, figure=code.text, unit=unit)
    if kind in (FigureKind.COUNT, FigureKind.AMOUNT) and not unit:
        findings.add("scheme.unit-missing", node, figure=code.text)
    return use


def _code(word: Scalar, context: Context) -> int | None:
    value = word.fraction()
    if value is None or value.denominator != 1:
        context.findings.add("rule.integer-expected", word, value=word.text)
        return None
    return value.numerator


def _modes() -> str:
    return ", ".join(mode.value for mode in Rounding)
