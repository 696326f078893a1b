"""Figures: declared and used, and volumes of enforcement kept honest."""

from __future__ import annotations

from thidua.core.problem import Severity
from thidua.rules.scheme.context import Context


def check_usage(context: Context) -> None:
    """A figure nobody reads is a warning; enforcement counted without its pair is an error (promise N8)."""
    for code, use in context.figures.items():
        node = context.figure_nodes[code]
        paired = [other for other in context.figures.values() if other.paired_with == code]
        if code not in context.used and not paired:
            context.findings.add("scheme.figure-unused", node, severity=Severity.WARNING, figure=code)
        if not use.enforcement:
            continue
        if not use.justification or use.paired_with not in context.figures or use.paired_with == code:
            context.findings.add("scheme.enforcement-unpaired", node, figure=code)
        else:
            context.findings.add(
                "scheme.enforcement-counted",
                node,
                severity=Severity.WARNING,
                figure=code,
                paired=use.paired_with,
                reason=use.justification,
            )
