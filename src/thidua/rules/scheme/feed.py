"""Figures that are the results of another scheme."""

from __future__ import annotations

from functools import lru_cache

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
    """A scheme that is neither packaged nor beside may still be somebody's own: a warning. A circle is an error."""
    findings, known = context.findings, (*scheme_codes(), *context.beside)
    if scheme.text == context.code:
        findings.add("scheme.feed-itself", scheme)
        return
    if scheme.text not in known:
        findings.add(
            "scheme.feed-unknown",
            scheme,
            severity=Severity.WARNING,
            value=scheme.text,
            suggestion=nearest(scheme.text, known),
        )
        return
    theirs = _classes_of(_text(scheme.text, context.beside))
    for word in classes:
        if word.text not in theirs:
            findings.add(
                "scheme.feed-class-unknown",
                word,
                value=word.text,
                scheme=scheme.text,
                suggestion=nearest(word.text, theirs),
            )
    circle = _way(scheme.text, context.code, context.beside)
    if circle:
        findings.add("scheme.feed-circle", scheme, circle=" ← ".join((context.code, *circle)))


def _way(start: str, goal: str, beside: dict[str, str]) -> tuple[str, ...]:
    """A way along the feeds from one scheme to another, both ends named; () when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        if way[-1] == goal:
            return way
        for code in _feeds_of(_text(way[-1], beside)):
            if code not in seen:
                seen.add(code)
                ways.append((*way, code))
    return ()


def _text(code: str, beside: dict[str, str]) -> str:
    """The text of a scheme beside this one, else of a packaged one; "" of an unknown one."""
    return beside.get(code) or (scheme_text(code) if code in scheme_codes() else "")


@lru_cache(maxsize=128)
def _feeds_of(text: str) -> tuple[str, ...]:
    """The schemes that a scheme's figures are fed from."""
    figures = _inner(text, "figures")
    feeds = [use.get("feed") for _, use in figures.entries if isinstance(use, Mapping)] if figures else []
    named = [feed.get("scheme") for feed in feeds if isinstance(feed, Mapping)]
    return tuple(dict.fromkeys(name.text for name in named if isinstance(name, Scalar)))


@lru_cache(maxsize=128)
def _classes_of(text: str) -> tuple[str, ...]:
    classes = _inner(text, "classes")
    return tuple(key.text for key, _ in classes.entries) if classes else ()


def _inner(text: str, key: str) -> Mapping | None:
    node, _ = read(text, key)
    inner = node.get(key) if isinstance(node, Mapping) else None
    return inner if isinstance(inner, Mapping) else None


def code_of(text: str) -> str:
    """The code that a scheme's text gives itself, "" if none can be read."""
    node, _ = read(text, "scheme")
    code = node.get("scheme") if isinstance(node, Mapping) else None
    return code.text if isinstance(code, Scalar) else ""
