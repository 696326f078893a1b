"""Figures that are the results of another scheme."""

from __future__ import annotations

from thidua.core.problem import Severity
from thidua.core.score.scheme import FedAs, FedBy, Feed, FigureKind
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.fields import Fields, nearest
from thidua.rules.scheme.context import Context
from thidua.rules.text import Mapping, Scalar, read

KINDS = {
    FedAs.CLASS: FigureKind.CLASS,
    FedAs.SHARE: FigureKind.RATIO,
    FedAs.COUNT: FigureKind.COUNT,
    FedAs.POINTS: FigureKind.AMOUNT,
    FedAs.PLACE: FigureKind.COUNT,
}
COUNTING = (FedAs.SHARE, FedAs.COUNT)
MANY = (FedBy.MEMBERS,)


def read_feed(fields: Fields, kind: FigureKind | None, context: Context) -> Feed | None:
    """Which scheme, whose result, and what is taken from it."""
    inner = fields.fields("feed", required=False)
    if inner is None:
        return None
    findings = context.findings
    scheme, of = inner.scalar("scheme"), inner.choice("of", FedBy)
    what = inner.choice("what", FedAs)
    classes = inner.words("classes", required=what in COUNTING)
    inner.close()
    if what is not None and kind is not None and KINDS[what] is not kind:
        findings.add("scheme.feed-kind", inner.node, what=what, kind=kind, wanted=KINDS[what])
    if (
        what is not None
        and of is not None
        and what is not FedAs.POINTS
        and (what in COUNTING) != (of in MANY)
    ):
        findings.add("scheme.feed-one-or-many", inner.node, what=what, of=of)
    if classes and what not in COUNTING:
        findings.add("scheme.feed-classes-idle", inner.node)
    if scheme is not None:
        _check_scheme(scheme, classes, context)
    if scheme is None or of is None:
        return None
    return Feed(scheme.text, of, tuple(word.text for word in classes), what or FedAs.CLASS)


def _check_scheme(scheme: Scalar, classes: tuple[Scalar, ...], context: Context) -> None:
    """A scheme that is not packaged may still be somebody's own: a warning. Its own result is a circle."""
    findings, known = context.findings, scheme_codes()
    if scheme.text == context.code:
        findings.add("scheme.feed-itself", scheme)
    elif scheme.text not in known:
        findings.add(
            "scheme.feed-unknown",
            scheme,
            severity=Severity.WARNING,
            value=scheme.text,
            suggestion=nearest(scheme.text, known),
        )
    else:
        theirs = _classes_of(scheme.text)
        for word in classes:
            if word.text not in theirs:
                findings.add(
                    "scheme.feed-class-unknown",
                    word,
                    value=word.text,
                    scheme=scheme.text,
                    suggestion=nearest(word.text, theirs),
                )


def _classes_of(code: str) -> tuple[str, ...]:
    node, _ = read(scheme_text(code), code)
    classes = node.get("classes") if isinstance(node, Mapping) else None
    return tuple(key.text for key, _ in classes.entries) if isinstance(classes, Mapping) else ()
