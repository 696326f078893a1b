"""Do the points add up: stated maxima against their parts, methods that reach them, bands that tile."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from thidua.core.number import MILLI
from thidua.core.score.scheme import (
    Bounds,
    Criterion,
    Events,
    FigureKind,
    FigureUse,
    Form,
    Group,
    Mark,
    NotApplicable,
    Takes,
    Tiers,
    YesNo,
)
from thidua.rules.fields import Findings, nearest
from thidua.rules.scheme.bounds import holds, is_empty, probes
from thidua.rules.scheme.context import Context

INTEGER_KINDS = (FigureKind.COUNT, FigureKind.CLASS)


def written(value: Fraction) -> str:
    """A number as it may be typed again: a decimal when it is one, else a fraction."""
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            sign = "-" if value < 0 else ""
            return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
    return str(value)


def points_text(milli: int) -> str:
    """Thousandths as points."""
    return written(Fraction(milli, MILLI))


def check_form(form: Form, capped: frozenset[str], context: Context) -> None:
    """Every sum, every criterion and every band of one form. `capped` holds the paths of capped groups."""
    path = f"forms.{form.code}"
    findings = context.findings
    for group in form.groups:
        _check_group(form, group, f"{path}.groups.{group.code}", capped, context)
    if form.groups and path not in context.partial:
        _compare_sum(form.start + sum(g.maximum for g in form.groups), form.maximum, path, form, findings)
        if form.minimum > form.maximum:
            findings.add("scheme.bounds-empty", line=form.line, path=path)


def _check_group(form: Form, group: Group, path: str, capped: frozenset[str], context: Context) -> None:
    findings = context.findings
    for criterion in group.criteria:
        here = f"{path}.criteria.{criterion.code}"
        if findings.clean(here):
            _check_criterion(criterion, here, context.figures, findings)
        _check_among(form, group, criterion, here, findings)
    if group.rescale_to != group.maximum:
        findings.at(
            "scheme.rescale-differs",
            group,
            path,
            target=points_text(group.rescale_to),
            maximum=points_text(group.maximum),
        )
    if path in context.partial:
        return
    maxima = [criterion.maximum for criterion in group.criteria]
    best = group.takes is Takes.BEST
    total = max(maxima, default=0) if best else sum(maxima)
    if best and any(c.not_applicable is NotApplicable.REDISTRIBUTE for c in group.criteria):
        findings.at("scheme.best-redistributed", group, path)
    if path not in capped or total < group.maximum:
        _compare_sum(total, group.maximum, path, group, findings)
    lowest = least([criterion.minimum for criterion in group.criteria], group.takes)
    if lowest != group.minimum and (path not in capped or lowest > group.minimum):
        findings.at(
            "scheme.minimum-differs",
            group,
            path,
            stated=points_text(group.minimum),
            parts=points_text(lowest),
        )


def least(minima: list[int], takes: Takes) -> int:
    """The lowest that a group can come to: all at their lowest, or the best of them."""
    return max(minima, default=0) if takes is Takes.BEST else sum(minima)


def _compare_sum(parts: int, stated: int, path: str, owner: Form | Group, findings: Findings) -> None:
    if parts != stated:
        findings.at("scheme.sum-differs", owner, path, stated=points_text(stated), parts=points_text(parts))


def _check_among(form: Form, group: Group, criterion: Criterion, path: str, findings: Findings) -> None:
    if criterion.not_applicable is not NotApplicable.REDISTRIBUTE and criterion.among:
        findings.at("scheme.among-idle", criterion, path)
    known = [g.code for g in form.groups if g.code != group.code]
    for name in criterion.among:
        if name not in known:
            findings.at("scheme.group-unknown", criterion, path, value=name, suggestion=nearest(name, known))


def _check_criterion(
    criterion: Criterion, path: str, figures: dict[str, FigureUse], findings: Findings
) -> None:
    method = criterion.method
    if isinstance(method, Tiers):
        use = figures.get(method.figure)
        whole = use is not None and use.kind in INTEGER_KINDS and not method.of_target
        placed = method.place is not None
        bands = [tier.bounds for tier in method.tiers]
        _check_bands(bands, int(placed), whole or placed, criterion, path, findings)
    if criterion.minimum > criterion.maximum:
        findings.at("scheme.bounds-empty", criterion, path)
        return
    if _never_scores(criterion):
        findings.at("scheme.criterion-never-scores", criterion, path)
        return
    given = given_points(criterion)
    if not given:
        return
    if max(given) < criterion.maximum:
        findings.at(
            "scheme.maximum-unreachable",
            criterion,
            path,
            maximum=points_text(criterion.maximum),
            reached=points_text(max(given)),
        )
    if max(given) > criterion.maximum or min(given) < criterion.minimum:
        findings.at(
            "scheme.maximum-exceeded",
            criterion,
            path,
            maximum=points_text(criterion.maximum),
            minimum=points_text(criterion.minimum),
            reached=points_text(max(given)),
            lowest=points_text(min(given)),
        )


def given_points(criterion: Criterion) -> tuple[int, ...]:
    """The points a method names itself (tiers, yes-no, marks by steps); () when it can reach any value."""
    method = criterion.method
    if isinstance(method, Tiers):
        return tuple(tier.points for tier in method.tiers)
    if isinstance(method, YesNo):
        return (method.yes, method.no)
    if isinstance(method, Mark) and method.step:
        return (criterion.maximum // method.step * method.step,)
    return ()


def _never_scores(criterion: Criterion) -> bool:
    method = criterion.method
    if criterion.maximum == 0 and criterion.minimum == 0:
        return True
    if isinstance(method, Events):
        return (
            method.each == 0
            or (method.each > 0 and criterion.maximum <= 0)
            or (method.each < 0 and criterion.minimum >= 0)
        )
    given = given_points(criterion)
    return bool(given) and all(points == 0 for points in given)


def _check_bands(
    bands: list[Bounds], lowest: int, whole: bool, criterion: Criterion, path: str, findings: Findings
) -> None:
    """Together the bands hold every value from the lowest upwards, each value in one band only."""
    tested = probes(bands, Fraction(lowest), None, whole)
    for value in tested:
        if not any(holds(band, value) for band in bands):
            findings.at("scheme.band-gap", criterion, path, example=written(value))
            break
    for value in tested:
        inside = [number for number, band in enumerate(bands, 1) if holds(band, value)]
        if len(inside) > 1:
            findings.at(
                "scheme.band-overlap",
                criterion,
                path,
                example=written(value),
                first=inside[0],
                second=inside[1],
            )
            break


def overlapping(bands: list[Bounds]) -> tuple[int, int, Fraction] | None:
    """Two bands of a first-match list that share values without the earlier lying inside the later."""
    tested = probes(bands, Fraction(0), None)
    for (first, one), (second, other) in combinations(enumerate(bands), 2):
        if is_empty(one) or is_empty(other):
            continue
        shared = [value for value in tested if holds(one, value) and holds(other, value)]
        inside = all(holds(other, value) for value in tested if holds(one, value))
        if shared and not inside:
            return first, second, shared[0]
    return None
