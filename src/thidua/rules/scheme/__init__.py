"""Read a scoring regulation: text in, `Scheme` and every problem out. `docs/scheme.md` explains the words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from thidua.core.period import PeriodKind
from thidua.core.problem import Problem, errors
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.core.text import is_code
from thidua.rules.fields import Fields, Findings
from thidua.rules.scheme.arithmetic import check_form
from thidua.rules.scheme.context import Context
from thidua.rules.scheme.form import read_form
from thidua.rules.scheme.header import (
    read_assessors,
    read_classes,
    read_figures,
    read_rounding,
    read_source,
)
from thidua.rules.scheme.lists import check_form_lists, check_roll_up
from thidua.rules.scheme.resolution import (
    Resolution,
    read_resolutions,
    resolve_form,
    resolve_roll_up,
    settle,
)
from thidua.rules.scheme.standing import read_distinctions, read_quotas, read_roll_ups, read_tie_breaks
from thidua.rules.scheme.usage import check_usage
from thidua.rules.scheme.workflow import read_calendar, read_choices
from thidua.rules.text import Mapping, Node, Scalar, read


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came out of a scheme's text: the scheme unless something is an error, and all problems."""

    scheme: Scheme | None
    problems: tuple[Problem, ...]


def load(text: str, source: str = "", beside: dict[str, str] | None = None) -> Loaded:
    """Read and check a scheme.

    Args:
        text: the YAML.
        source: file name, for the problems' places.
        beside: texts of other schemes by code, from which figures may be fed, beside those that are packaged.

    Returns:
        The scheme, or None when any problem is an error; warnings and resolved contradictions stay beside it.
    """
    node, problems = read(text, source)
    findings = Findings(source)
    findings.problems.extend(problems)
    if node is None:
        return Loaded(None, _in_order(findings))
    fields = Fields(node, findings)
    if not isinstance(node, Mapping):
        return Loaded(None, _in_order(findings))
    scheme = _read(fields, findings, beside or {})
    return Loaded(None if errors(findings.problems) else scheme, _in_order(findings))


def _read(fields: Fields, findings: Findings, beside: dict[str, str]) -> Scheme:
    subject = fields.choice("subject", SubjectKind, code="scheme.subject-not-allowed")
    period = fields.choice("period", PeriodKind) or PeriodKind.WEEK
    places, rounding = read_rounding(fields)
    classes = read_classes(fields)
    context = Context(findings, period, tuple(name.code for name in classes), fields.text("scheme"))
    context.beside = beside
    context.counting = tuple(name.code for name in classes if name.counts)
    context.assessors, context.decides = read_assessors(fields)
    figures = read_figures(fields, context)
    in_force = fields.fields("in-force")
    first_day = in_force.day("from") if in_force else None
    last_day = in_force.day("to", required=False) if in_force else None
    if in_force is not None:
        in_force.close()
        if first_day and last_day and last_day < first_day:
            findings.add("scheme.days-reversed", in_force.node)
    forms = tuple(read_form(code, node, context) for code, node in fields.members("forms"))
    scheme = Scheme(
        code=context.code,
        title=fields.text("title"),
        source=read_source(fields),
        subject=subject or SubjectKind.UNIT,
        period=period,
        first_day=first_day or date.max,
        last_day=last_day,
        places=places,
        rounding=rounding,
        classes=classes,
        figures=figures,
        forms=forms,
        roll_ups=read_roll_ups(fields, context),
        tie_breaks=read_tie_breaks(fields, context, forms),
        quotas=read_quotas(fields, context, forms),
        distinctions=read_distinctions(fields, context, forms),
        notes=tuple(word.text for word in fields.words("notes", required=False)),
        lines=_lines(fields.node),
        calendar=read_calendar(fields),
        choices=read_choices(fields, context),
    )
    resolutions = read_resolutions(fields, context)
    fields.close()
    return _check(scheme, resolutions, context, _capped(fields.node))


def _check(
    scheme: Scheme, resolutions: tuple[Resolution, ...], context: Context, capped: frozenset[str]
) -> Scheme:
    """Everything that needs the whole scheme; then the author's choices for contradictions of the text."""
    for form in scheme.forms:
        check_form(form, capped, context)
        check_form_lists(form, context)
    for number, roll_up in enumerate(scheme.roll_ups, 1):
        check_roll_up(roll_up, number, scheme.forms, context)
    check_usage(context)
    _check_order_of_persons(scheme, context)
    settle(resolutions, context)
    if scheme.code and not is_code(scheme.code):
        context.findings.add(
            "scheme.code-unreadable", line=scheme.lines.get("scheme", 0), path="scheme", value=scheme.code
        )
    return replace(
        scheme,
        forms=tuple(resolve_form(form, resolutions) for form in scheme.forms),
        roll_ups=tuple(
            resolve_roll_up(roll_up, number, resolutions) for number, roll_up in enumerate(scheme.roll_ups, 1)
        ),
    )


def _check_order_of_persons(scheme: Scheme, context: Context) -> None:
    """Officers are classed and never ranked: no tie-breaks, no "first three", no points by place (promise N11)."""
    if scheme.subject is not SubjectKind.OFFICER:
        return
    ordered = [f"distinctions.{item.code}.top" for item in scheme.distinctions if item.top]
    ordered += [
        f"forms.{form.code}.groups.{group.code}.criteria.{criterion.code}.tiers"
        for form in scheme.forms
        for group in form.groups
        for criterion in group.criteria
        if getattr(criterion.method, "place", None) is not None
    ]
    for path in (["tie-breaks"] if scheme.tie_breaks else []) + ordered:
        context.findings.add("scheme.officers-ordered", line=scheme.lines.get(path, 0), path=path)


def _lines(node: Node) -> dict[str, int]:
    """Line of every named thing by its dotted path."""
    if isinstance(node, Scalar):
        return {node.path: node.line}
    inner = node.entries if isinstance(node, Mapping) else tuple((item, item) for item in node.items)
    found: dict[str, int] = {}
    for key, value in inner:
        found[key.path] = key.line
        if not isinstance(value, Scalar):
            found |= _lines(value)
    return found


def _capped(node: Node) -> frozenset[str]:
    """Paths of the groups that say `capped: yes`: their parts may add up to more than the group's maximum."""
    if isinstance(node, Mapping):
        here = node.get("capped")
        own = {node.path} if isinstance(here, Scalar) and here.text == "yes" else set()
        return frozenset(own).union(*(_capped(value) for _, value in node.entries))
    return frozenset()


def _in_order(findings: Findings) -> tuple[Problem, ...]:
    """Top to bottom of the file, each once."""
    return tuple(
        sorted(dict.fromkeys(findings.problems), key=lambda p: (p.where.line, p.code, p.where.field))
    )
