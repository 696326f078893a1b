"""Why a subject has its points and its class: the stored rows and the scheme's text, read back as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.core.period import PeriodKind
from thidua.core.score.conditions import figures_in
from thidua.core.score.mark import figure_of, marks_of
from thidua.core.score.scheme import (
    ClassCap,
    ClassRule,
    Condition,
    Criterion,
    FigureUse,
    Form,
    Group,
    Mark,
    Method,
    Scheme,
    Step,
    Takes,
    Veto,
)
from thidua.core.score.table import Flag, State

NO_FLAG = Flag(0)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the working with what it rests on.

    Attributes:
        kind: "total", "group", "criterion", "figure", "leader", "place", "part", "class", "rule", "step", "veto",
            "cap", "silent".
        maximum, minimum: what the points were held between, before anything was shared out or received.
        numerator, denominator, target: the figure; of a group the exact factor its points were multiplied by
            and the maximum that it had in the end.
        raw, points: thousandths; of a class (and of a part its raw) indexes into the scheme's classes, -1 none;
            of a step, raw is by how many classes it moved, + is worse. Of a leader, numerator / denominator is
            the best value / target of the group; of a place, numerator is the place, denominator how many have one
            in the group, target how many share it.
        takes: of a group, whether it adds its criteria or takes the best.
        use: of a criterion or figure, the figure as the scheme declares it.
        condition: for a rule, veto or cap, what had to hold; for a criterion or group its gate.
    """

    kind: str
    code: str
    title: str = ""
    clause: str = ""
    maximum: int = 0
    minimum: int = 0
    raw: int = 0
    points: int = 0
    numerator: int = 0
    denominator: int = 0
    target: int = 0
    state: State = State.PRESENT
    flags: Flag = NO_FLAG
    method: Method | None = None
    figure: str = ""
    condition: Condition | None = None
    line: int = 0
    children: tuple[Reason, ...] = ()
    takes: Takes = Takes.SUM
    step: Step | None = None
    use: FigureUse | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """Everything behind one subject's result. `total` is None where the regulation gives no points."""

    form: str
    title: str
    clause: str
    complete: bool
    start: int
    total: Reason | None
    outcome: Reason


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    state: State
    numerator: int
    denominator: int
    target: int
    raw: int
    points: int
    flags: Flag


def explain(
    scheme: Scheme, form_code: str, rows: Iterable[Mapping[str, Any]], level: PeriodKind | None = None
) -> Working:
    """Rebuild the working of one subject.

    Args:
        rows: its lines, each with the columns of `lines.LINE_COLUMNS`, in any order.
        level: the kind of period they belong to; the scheme's own by default.

    Raises:
        KeyError: a line that this scheme's form must have is not among the rows.
    """
    kept: dict[str, dict[str, _Row]] = {}
    for row in rows:
        kept.setdefault(str(row["kind"]), {})[str(row["code"])] = _row(row)
    form = scheme.form(form_code)
    given = next(iter(kept["class"].values()))
    if level is not None and level != scheme.period:
        return _rolled_up(scheme, form, level, kept, given)
    figures = kept.get("figure", {}) | {figure_of(c.method): kept["criterion"][c.code] for c in form.criteria}
    total = _total(form, kept["total"][""], kept, figures, scheme) if form.groups else None
    steps = tuple(
        _step(scheme, form.steps[int(code)], row, figures)
        for code, row in sorted(kept.get("step", {}).items(), key=lambda item: int(item[0]))
    )
    outcome = _outcome(scheme, form.rules, form.vetoes, form.caps, given, figures, steps)
    if given.flags & Flag.SILENT:
        title = _class_title(scheme, given.code)
        silent = Reason("silent", given.code, title, form.unreported_clause, line=form.line)
        outcome = replace(outcome, clause=form.unreported_clause, children=(silent,))
    complete = given.state is State.PRESENT
    start = 0 if given.flags & Flag.SILENT else form.start
    return Working(form.code, form.title, form.clause, complete, start, total, outcome)


def _row(row: Mapping[str, Any]) -> _Row:
    numbers = {name: int(row[name]) for name in ("numerator", "denominator", "target", "raw", "points")}
    return _Row(
        code=str(row["code"]), state=State(int(row["state"])), flags=Flag(int(row["flags"])), **numbers
    )


def _reason(kind: str, row: _Row, **more: Any) -> Reason:
    return Reason(
        kind=kind,
        code=more.pop("code", row.code),
        raw=row.raw,
        points=row.points,
        numerator=row.numerator,
        denominator=row.denominator,
        target=row.target,
        state=row.state,
        flags=row.flags,
        **more,
    )


def _total(
    form: Form, row: _Row, kept: dict[str, dict[str, _Row]], figures: dict[str, _Row], scheme: Scheme
) -> Reason:
    groups = tuple(_group(scheme, group, kept, figures) for group in form.groups)
    return _reason(
        "total",
        row,
        title=form.title,
        clause=form.clause,
        maximum=form.maximum,
        minimum=form.minimum,
        line=form.line,
        children=groups,
    )


def _group(
    scheme: Scheme, group: Group, kept: dict[str, dict[str, _Row]], figures: dict[str, _Row]
) -> Reason:
    return _reason(
        "group",
        kept["group"][group.code],
        title=group.title,
        clause=group.clause,
        maximum=group.maximum,
        minimum=group.minimum,
        condition=group.gate,
        line=group.line,
        takes=group.takes,
        children=tuple(
            _criterion(
                scheme, criterion, kept["criterion"][criterion.code], figures, _beside(kept, criterion)
            )
            for criterion in group.criteria
        ),
    )


def _criterion(
    scheme: Scheme, criterion: Criterion, row: _Row, figures: dict[str, _Row], others: tuple[Reason, ...]
) -> Reason:
    """Its children are what else was read: the leader, the place, other assessors' marks, the figures of its gate."""
    method = criterion.method
    beside = list(marks_of(method)) if isinstance(method, Mark) else []
    beside = [code for code in (*beside, *figures_in(criterion.gate)) if code != figure_of(method)]
    return _reason(
        "criterion",
        row,
        title=criterion.title,
        clause=criterion.clause,
        maximum=criterion.maximum,
        minimum=criterion.minimum,
        method=method,
        figure=figure_of(method),
        use=_use(scheme, method.figure),
        condition=criterion.gate,
        line=criterion.line,
        children=(
            *others,
            *_figures(scheme, beside, figures),
        ),
    )


def _beside(kept: dict[str, dict[str, _Row]], criterion: Criterion) -> tuple[Reason, ...]:
    """What others did that made the points: the leader of the group, the place in it."""
    code = criterion.code
    return tuple(
        _reason(kind, kept[kind][code]) for kind in ("leader", "place") if code in kept.get(kind, {})
    )


def _figures(scheme: Scheme, codes: Iterable[str], figures: dict[str, _Row]) -> tuple[Reason, ...]:
    """The figures as they stood; one that was not kept was absent."""
    reasons = []
    for code in dict.fromkeys(codes):
        use = _use(scheme, code.partition("@")[0])
        title = use.title if use else code
        row = figures.get(code)
        if row is None:
            reasons.append(Reason("figure", code, title, state=State.ABSENT, figure=code, use=use))
        else:
            reasons.append(
                Reason(
                    "figure",
                    code,
                    title,
                    numerator=row.numerator,
                    denominator=row.denominator,
                    target=row.target,
                    state=row.state,
                    figure=code,
                    use=use,
                )
            )
    return tuple(reasons)


def _use(scheme: Scheme, code: str) -> FigureUse | None:
    return next((use for use in scheme.figures if use.code == code), None)


def _step(scheme: Scheme, step: Step, row: _Row, figures: dict[str, _Row]) -> Reason:
    """A line of the ladder that moved the class, with the figures it read."""
    read = (*figures_in(step.when), *filter(None, (step.by_figure, step.minus_figure)))
    return _reason(
        "step",
        row,
        title=step.title,
        clause=step.clause,
        condition=step.when,
        line=step.line,
        step=step,
        children=_figures(scheme, read, figures),
    )


def _outcome(
    scheme: Scheme,
    rules: Sequence[ClassRule],
    vetoes: Sequence[Veto],
    caps: Sequence[ClassCap],
    row: _Row,
    figures: dict[str, _Row],
    steps: tuple[Reason, ...] = (),
    parts: tuple[Reason, ...] = (),
) -> Reason:
    """The class, with the line of the decision list, the steps, the veto and the cap that made it."""
    made: list[Reason] = []
    decided = (("rule", rules, row.numerator), ("veto", vetoes, row.denominator), ("cap", caps, row.target))
    for kind, table, index in decided:
        if kind == "veto":
            made += steps
        if index < 0:
            continue
        ruling = table[index]
        made.append(
            Reason(
                kind,
                ruling.code,
                getattr(ruling, "title", "") or _class_title(scheme, ruling.code),
                ruling.clause,
                condition=ruling.when,
                line=ruling.line,
                children=_figures(scheme, figures_in(ruling.when), figures),
            )
        )
    clause = made[-1].clause if made else ""
    children = (*made, *parts)
    return _reason("class", row, title=_class_title(scheme, row.code), clause=clause, children=children)


def _class_title(scheme: Scheme, code: str) -> str:
    return next((name.title for name in scheme.classes if name.code == code), "")


def _rolled_up(
    scheme: Scheme, form: Form, level: PeriodKind, kept: dict[str, dict[str, _Row]], given: _Row
) -> Working:
    rule = scheme.roll_up(level)
    assert rule is not None, f"no roll-up for {level}"
    parts = tuple(
        _reason("part", row, title=_class_title(scheme, _class_code(scheme, row.raw)))
        for _, row in sorted(kept.get("part", {}).items())
    )
    total = _reason(
        "total", kept["total"][""], clause=rule.clause, maximum=form.maximum, line=rule.line, children=parts
    )
    outcome = _outcome(scheme, rule.rules, (), (), given, {}, (), parts)
    complete = given.state is State.PRESENT
    has_points = rule.points.value != "none"
    return Working(form.code, form.title, rule.clause, complete, 0, total if has_points else None, outcome)


def _class_code(scheme: Scheme, index: int) -> str:
    return scheme.classes[index].code if index >= 0 else ""
