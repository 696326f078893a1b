"""Contradictions of the printed text: encoded as printed, reported, settled by the author's choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.core.problem import Problem, Severity
from thidua.core.score.scheme import ClassRule, Criterion, Form, Group, RollUp, Tiers, YesNo
from thidua.rules.fields import Fields, nearest
from thidua.rules.scheme.context import Context

AS_PRINTED, MAX = "as-printed", "max"
SUMS = ("sum-differs", "minimum-differs")
TO_MAX = ("maximum-unreachable", "rescale-differs")
RESOLVABLE = (*SUMS, *TO_MAX, "maximum-exceeded", "class-hole", "class-overlap", "class-rule-never")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the author declares to hold: `take` is "as-printed", "max", or (for a hole) a class."""

    problem: str
    at: str
    take: str
    reason: str
    line: int


def read_resolutions(fields: Fields, context: Context) -> tuple[Resolution, ...]:
    """The declared choices; what they may take depends on the problem."""
    found: list[Resolution] = []
    for item in fields.items("resolutions", required=False):
        inner = Fields(item, context.findings)
        code, at = inner.text("problem"), inner.text("at")
        take, reason = inner.text("take"), inner.text("reason")
        inner.close()
        if not (code and at and take and reason):
            continue
        allowed = _allowed(code, context)
        if code not in RESOLVABLE:
            context.findings.add(
                "scheme.resolution-not-possible", item, value=code, suggestion=nearest(code, RESOLVABLE)
            )
        elif take not in allowed:
            choices = ", ".join(allowed)
            context.findings.add(
                "rule.choice-unknown", item, value=take, choices=choices, suggestion=nearest(take, allowed)
            )
        else:
            found.append(Resolution(code, at, take, reason, item.line))
    return tuple(found)


def settle(resolutions: Sequence[Resolution], context: Context) -> None:
    """Mark the problems that were settled; a resolution without its problem is itself a problem."""
    problems = context.findings.problems
    for resolution in resolutions:
        hits = [
            number
            for number, found in enumerate(problems)
            if found.code == f"scheme.{resolution.problem}" and found.where.field == resolution.at
        ]
        for number in hits:
            found = problems[number]
            values = {**found.values, "take": resolution.take, "reason": resolution.reason}
            problems[number] = Problem(found.code, found.where, values, Severity.RESOLVED)
        if not hits:
            context.findings.add(
                "scheme.resolution-idle",
                line=resolution.line,
                path=resolution.at,
                value=resolution.problem,
                suggestion=nearest(resolution.at, [p.where.field for p in problems]),
            )


def resolve_form(form: Form, resolutions: Sequence[Resolution]) -> Form:
    """The form as it is computed after the author's choices."""
    path = f"forms.{form.code}"
    groups = tuple(_resolve_group(group, f"{path}.groups.{group.code}", resolutions) for group in form.groups)
    return replace(form, groups=groups, rules=_resolve_rules(form.rules, f"{path}.class", resolutions))


def resolve_roll_up(roll_up: RollUp, number: int, resolutions: Sequence[Resolution]) -> RollUp:
    """The roll-up as it is computed after the author's choices."""
    return replace(roll_up, rules=_resolve_rules(roll_up.rules, f"roll-ups.{number}.class", resolutions))


def _allowed(code: str, context: Context) -> tuple[str, ...]:
    if code in TO_MAX:
        return AS_PRINTED, MAX
    if code == "class-hole":
        return AS_PRINTED, *context.classes
    return (AS_PRINTED,)


def _resolve_group(group: Group, path: str, resolutions: Sequence[Resolution]) -> Group:
    criteria = tuple(
        _to_maximum(criterion)
        if _takes(resolutions, "maximum-unreachable", f"{path}.criteria.{criterion.code}") == MAX
        else criterion
        for criterion in group.criteria
    )
    rescale_to = group.rescale_to
    if _takes(resolutions, "rescale-differs", path) == MAX:
        rescale_to = group.maximum
    return replace(group, criteria=criteria, rescale_to=rescale_to)


def _to_maximum(criterion: Criterion) -> Criterion:
    """The best tier, or the yes, gives the maximum that the text states."""
    method = criterion.method
    if isinstance(method, YesNo):
        return replace(criterion, method=replace(method, yes=criterion.maximum))
    if isinstance(method, Tiers):
        best = max(tier.points for tier in method.tiers)
        tiers = tuple(
            replace(tier, points=criterion.maximum) if tier.points == best else tier for tier in method.tiers
        )
        return replace(criterion, method=replace(method, tiers=tiers))
    return criterion


def _resolve_rules(
    rules: tuple[ClassRule, ...], path: str, resolutions: Sequence[Resolution]
) -> tuple[ClassRule, ...]:
    for resolution in resolutions:
        if resolution.problem == "class-hole" and resolution.at == path and resolution.take != AS_PRINTED:
            return (*rules, ClassRule(resolution.take, None, resolution.reason, resolution.line))
    return rules


def _takes(resolutions: Sequence[Resolution], code: str, path: str) -> str:
    return next((r.take for r in resolutions if r.problem == code and r.at == path), "")
