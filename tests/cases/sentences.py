"""Reads and checks cases: sentences that an official can confirm.

A case names a scheme, one subject's figures (or the classes of its sub-periods, or the members of a group) and
what the regulation says comes out of them. `docs/scheme.md` describes the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

import numpy as np

from thidua.core.number import MILLI
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Severity
from thidua.core.score.engine import roll_up, score
from thidua.core.score.scheme import Scheme
from thidua.core.score.table import FigureTable, Parts, Scored, State
from thidua.core.standing import stand
from thidua.rules.catalogue import scheme_text
from thidua.rules.fields import Fields, Findings
from thidua.rules.scheme import Loaded, load
from thidua.rules.text import Mapping, Node, Scalar, number, read

ABSENT, NOT_APPLICABLE = "chưa có", "không áp dụng"
UNCLASSED, INCOMPLETE = "không xếp", "chưa đủ"


@dataclass(frozen=True)
class Value:
    """One figure of a case, in thousandths."""

    state: State = State.PRESENT
    numerator: int = 0
    denominator: int = MILLI
    target: int = 0


@dataclass(frozen=True)
class Case:
    """One sentence with what goes in and what must come out; None and {} are not checked."""

    name: str
    scheme: str
    form: str
    period: str
    figures: dict[str, Value]
    level: str
    classes: tuple[str, ...]
    totals: tuple[str, ...]
    members: dict[str, int]
    collective: str
    points: str
    result: str
    lines: dict[str, str]
    quota: dict[str, str]
    missing: tuple[str, ...]
    resolved: tuple[str, ...]
    others: dict[str, dict[str, Value]]  # members of the same group beside An, for rules that compare
    asked: str  # which quota
    exempt: bool
    proposed: tuple[str, ...]  # distinctions for which An is proposed
    place: str  # An's place among the others; "2=" is a shared second place
    judged: bool  # whether `proposed` was said at all
    where: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.scheme}: {self.name}"


def _value(node: Node, findings: Findings) -> Value:
    """`12/15`, `7`, `yes`, `không áp dụng`, or `{value: 3, target: 5}`."""
    if isinstance(node, Mapping):
        fields = Fields(node, findings)
        value, target = fields.points("value"), fields.points("target", required=False)
        fields.close()
        return Value(numerator=value or 0, target=target or 0)
    assert isinstance(node, Scalar), node
    if node.text in (ABSENT, NOT_APPLICABLE):
        return Value(State.ABSENT if node.text == ABSENT else State.NOT_APPLICABLE)
    if node.text in ("yes", "no"):
        return Value(numerator=MILLI * (node.text == "yes"))
    if "/" in node.text:
        numerator, denominator = (int(part) for part in node.text.split("/"))
        return Value(numerator=numerator * MILLI, denominator=denominator * MILLI)
    found = number(node.text)
    assert found is not None, f"line {node.line}: {node.text}"
    return Value(numerator=int(found * MILLI))


def _texts(fields: Fields, key: str) -> dict[str, str]:
    entries = fields.members(key, required=False)
    return {name.text: node.text for name, node in entries if isinstance(node, Scalar)}


def read_cases(text: str, source: str) -> Iterator[Case]:
    """The cases of one file; a key that nobody knows is a failure, not a comment."""
    node, problems = read(text, source)
    assert not problems, problems
    assert node is not None
    findings = Findings(source)
    file = Fields(node, findings)
    scheme, period = file.text("scheme"), file.text("period")
    form = file.text("form", required=False)
    base = {name.text: _value(value, findings) for name, value in file.members("base", required=False)}
    for item in file.items("cases"):
        case = Fields(item, findings)
        own = {name.text: _value(value, findings) for name, value in case.members("figures", required=False)}
        plain = case.flag("only")
        beside = {
            name.text: {key.text: _value(value, findings) for key, value in inner.entries}
            for name, inner in case.members("others", required=False)
            if isinstance(inner, Mapping)
        }
        yield Case(
            name=case.text("name"),
            scheme=scheme,
            form=case.text("form", required=False) or form,
            period=case.text("period", required=False) or period,
            figures=own if plain else {**base, **own},
            level=case.text("level", required=False),
            classes=tuple(word.text for word in case.words("classes", required=False)),
            totals=tuple(word.text for word in case.words("totals", required=False)),
            members={code: int(count) for code, count in _texts(case, "members").items()},
            collective=case.text("collective", required=False),
            points=case.text("points", required=False),
            result=case.text("class", required=False),
            lines=_texts(case, "lines"),
            quota=_texts(case, "quota"),
            missing=tuple(word.text for word in case.words("missing", required=False)),
            resolved=tuple(word.text for word in case.words("resolved", required=False)),
            others={name: {**base, **figures} for name, figures in beside.items()},
            asked=case.text("asked", required=False),
            exempt=case.flag("exempt"),
            proposed=tuple(word.text for word in case.words("proposed", required=False)),
            place=case.text("place", required=False),
            judged=case.has("proposed"),
            where=f"{source}:{item.line}",
        )
        case.close()
    file.close()
    assert findings.problems == [], findings.problems


def check(case: Case, load_scheme: Callable[[str], Loaded], *, only_lines: bool = False) -> None:
    """What the case says comes out comes out.

    Args:
        only_lines: a case that speaks of single lines may leave the other figures out.
    """
    loaded = load_scheme(case.scheme)
    scheme = loaded.scheme
    assert scheme is not None, loaded.problems
    if case.resolved:
        settled = [p for p in loaded.problems if p.severity is Severity.RESOLVED]
        assert [f"{p.code} {p.where.field}" for p in settled] == list(case.resolved)
    if case.members:
        _check_quota(scheme, case)
    elif case.level:
        _check_scored(scheme, case, _rolled_up(scheme, case))
    elif case.figures:
        table = _table(scheme, case)
        scored = score(scheme, table)
        _check_scored(scheme, case, scored, partly=only_lines and not (case.points or case.result))
        if case.place:
            standing = stand(scheme, scored, table)
            assert f"{standing.place[0]}{'=' * bool(standing.tied[0])}" == case.place
        if case.judged:
            given = stand(scheme, scored, table).distinctions
            assert tuple(d.distinction for d in given if "an" in d.subjects) == case.proposed
    else:
        assert case.resolved, f"{case.where}: the case checks nothing"


@cache
def packaged(code: str) -> Loaded:
    """A packaged scheme, read once."""
    return load(scheme_text(code), code)


def _table(scheme: Scheme, case: Case) -> FigureTable:
    members = {"an": case.figures, **case.others}
    codes = tuple(dict.fromkeys(code for figures in members.values() for code in figures))
    absent = Value(State.ABSENT)
    values = [[figures.get(code, absent) for code in codes] for figures in members.values()]
    return FigureTable(
        period=Period.parse(case.period),
        subjects=tuple(members),
        forms=(case.form,) * len(members),
        groups=("khoi",) * len(members),
        figures=codes,
        state=np.array([[v.state for v in row] for row in values], dtype=np.int8),
        numerator=np.array([[v.numerator for v in row] for row in values], dtype=np.int64),
        denominator=np.array([[v.denominator for v in row] for row in values], dtype=np.int64),
        target=np.array([[v.target for v in row] for row in values], dtype=np.int64),
    )


def _rolled_up(scheme: Scheme, case: Case) -> Scored:
    """A longer period from the classes (and totals) of its parts; "chưa đủ" is a part without a result."""
    level = PeriodKind(case.level)
    rule = scheme.roll_up(level)
    assert rule is not None
    period = Period.parse(case.period)
    count = max(len(case.classes), len(case.totals))
    codes = [name.code for name in scheme.classes]
    classes = case.classes or (UNCLASSED,) * count
    totals = case.totals or ("0",) * count
    parts = Parts(
        periods=period.parts(rule.of)[:count],
        subjects=("an",),
        present=np.array([[INCOMPLETE not in pair for pair in zip(classes, totals, strict=True)]]),
        total=np.array(
            [[0 if t == INCOMPLETE else int(Fraction(t) * MILLI) for t in totals]], dtype=np.int64
        ),
        classes=np.array([[codes.index(c) if c in codes else -1 for c in classes]], dtype=np.int64),
    )
    return roll_up(scheme, level, period, parts, (scheme.forms[0].code,), ("khoi",))


def _check_scored(scheme: Scheme, case: Case, scored: Scored, partly: bool = False) -> None:
    if case.missing:
        assert sorted(f"{p.code} {p.where.field.partition('/')[2]}" for p in scored.problems) == sorted(
            case.missing
        )
        assert not scored.complete[0]
        return
    assert partly or [p for p in scored.problems if p.severity is Severity.ERROR] == []
    if case.points:
        assert Fraction(int(scored.total[0]), MILLI) == Fraction(case.points)
    if case.result:
        index = int(scored.classes[0])
        assert (scheme.classes[index].code if index >= 0 else UNCLASSED) == case.result
    for code, points in case.lines.items():
        assert Fraction(_line(scored, code), MILLI) == Fraction(points), code


def _line(scored: Scored, code: str) -> int:
    if code in scored.group_codes:
        return int(scored.group_points[0, scored.group_codes.index(code)])
    return int(scored.points[0, scored.criteria.index(code)])


def _check_quota(scheme: Scheme, case: Case) -> None:
    """Members of one collective, so many of each class, against the quota of the case's form."""
    level = PeriodKind(case.level)
    period = Period.parse(case.period)
    codes = [name.code for name in scheme.classes]
    held = [codes.index(code) for code, count in case.members.items() for _ in range(count)]
    size = len(held)
    subjects = tuple(f"chien-si-{number:02d}" for number in range(size))
    nothing = np.zeros((size, 0), dtype=np.int64)
    zeros, none = np.zeros(size, dtype=np.int64), np.full(size, -1, dtype=np.int64)
    scored = Scored(
        period=period, subjects=subjects, forms=(case.form,) * size, groups=("khoi",) * size, criteria=(),
        group_codes=(), applies=nothing.astype(np.bool_), raw=nothing, points=nothing, flags=nothing,
        group_raw=nothing, group_points=nothing, group_flags=nothing, total=zeros,
        complete=np.ones(size, dtype=np.bool_), classes=np.array(held, dtype=np.int64), class_rule=none,
        veto=none, cap=none,
    )  # fmt: skip
    empty = np.zeros((size, 0), dtype=np.int64)
    quota = next(
        q
        for q in scheme.quotas
        if q.level is level and q.role in ("", case.form) and case.asked in ("", q.code)
    )
    said = {("khoi", quota.collective_class): int(case.collective) * MILLI} if case.collective else {}
    if case.exempt:
        said["khoi", quota.exempt_figure] = MILLI
    table = FigureTable(
        period, subjects, scored.forms, scored.groups, (), empty.astype(np.int8), empty, empty, empty,
        said,
    )  # fmt: skip
    result = next(q for q in stand(scheme, scored, table).quotas if q.quota == quota.code)
    assert dict(result.steps) == {name: int(amount) for name, amount in case.quota.items()}
    assert result.exempt is case.exempt
