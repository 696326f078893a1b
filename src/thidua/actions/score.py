"""Scoring a file of figures with one regulation: no database, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from thidua.actions.compute import Inputs, compute
from thidua.actions.nudge import nudges_of
from thidua.actions.score_feed import Results, Sources, fed_to
from thidua.core.nudge import Nudge, nudges
from thidua.core.nudge.longer import Longer
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, errors, problem
from thidua.core.score.engine import score
from thidua.core.score.explain import Working, explain
from thidua.core.score.lines import lines
from thidua.core.score.rows import FigureRow, to_table
from thidua.core.score.scheme import Scheme
from thidua.core.score.table import FigureTable, Scored, State
from thidua.core.standing import Standing, stand, standing_rows
from thidua.office.figures_file import read_figures
from thidua.office.format import day
from thidua.rules import catalogue
from thidua.rules.scheme import load

NO_FEEDS: Mapping[str, Path] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PeriodScored:
    """One period's standing, with each subject's working in the order of `standing.scored.subjects`.

    Attributes:
        parts: codes of the sub-periods of a roll-up that the file holds; () at the scored level.
        parts_due: how many sub-periods the roll-up has.
        made_of: what it was computed from.
    """

    standing: Standing
    workings: tuple[Working, ...]
    made_of: FigureTable | Inputs
    parts: tuple[str, ...] = ()
    parts_due: int = 0


@dataclass(frozen=True, slots=True)
class FileScored:
    scheme: Scheme
    periods: tuple[PeriodScored, ...]
    problems: tuple[Problem, ...]  # warnings of the file and figures that are missing


def score_file(*, scheme: str, figures: Path, on: date, feeds: Mapping[str, Path] = NO_FEEDS) -> FileScored:
    """Score every period of a file, then the longer periods that the regulation makes of them.

    Args:
        scheme: code of a packaged regulation, or the path of a .yaml file.
        on: the day on which the regulation is asked; it answers only while in force.
        feeds: code of another regulation → its own file of figures, or a bundle, whose results feed this one.

    Raises:
        Refused: unknown or faulty regulation, not in force, or a file with problems (all of them).
        OSError: a file cannot be read.
    """
    rule = scheme_named(scheme)
    _refuse_out_of_force(rule, on)
    rows, problems = read_figures(figures)
    if not rows and errors(problems):
        raise Refused("score.figures-faulty", problems, file=figures.name)
    wanted = _scored_periods(rule, rows, problems)
    tables, more = _tables(rule, rows, wanted, _sources(feeds, on))
    if errors(problems) or errors(more):  # what the reader and the regulation object to, at once
        found = sorted([*problems, *more], key=lambda fault: fault.where.line)
        raise Refused("score.figures-faulty", found, file=figures.name)
    scored = [_period(rule, table) for table in tables]
    said = [*problems, *more, *(p for period in scored for p in period.standing.scored.problems)]
    longer = _roll_ups(rule, [period.standing.scored for period in scored], rows)
    return FileScored(rule, (*scored, *longer), tuple(said))


def _sources(feeds: Mapping[str, Path], on: date) -> Sources:
    """Files of other regulations, which may feed one another but not themselves."""

    def scored(code: str, path: Path) -> Results:
        others = {other: file for other, file in feeds.items() if other != code}
        done = score_file(scheme=code, figures=path, on=on, feeds=others)
        standings = {
            one.standing.scored.period: standing_rows(done.scheme, one.standing) for one in done.periods
        }
        return done.scheme, standings

    return Sources(feeds, scored)


def changes(done: FileScored, period: PeriodScored, subject: str) -> tuple[Nudge, ...] | Longer:
    """What would have changed one subject's result."""
    if isinstance(period.made_of, Inputs):
        return nudges_of(done.scheme, period.made_of, subject)
    return nudges(done.scheme, period.made_of, subject)


def scheme_named(name: str) -> Scheme:
    """A packaged regulation by its code, or a file by its path.

    Raises:
        Refused: "score.scheme-unknown"; "score.scheme-faulty" with all its problems.
        OSError: the file cannot be read.
    """
    path = Path(name)
    if name in catalogue.scheme_codes():
        text = catalogue.scheme_text(name)
    elif path.suffix in {".yaml", ".yml"}:
        text = _text_of(path)
    else:
        raise Refused("score.scheme-unknown", scheme=name, known=", ".join(catalogue.scheme_codes()))
    loaded = load(text, source=name)
    if loaded.scheme is None:
        raise Refused("score.scheme-faulty", errors(loaded.problems), scheme=name)
    return loaded.scheme


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused("score.scheme-not-utf8", scheme=path.name) from fault


def _refuse_out_of_force(rule: Scheme, on: date) -> None:
    if on < rule.first_day:
        raise Refused("score.not-in-force", title=rule.title, on=day(on), first_day=day(rule.first_day))
    if rule.last_day is not None and on > rule.last_day:
        raise Refused("score.no-longer-in-force", title=rule.title, on=day(on), last_day=day(rule.last_day))


def _scored_periods(
    rule: Scheme, rows: Sequence[FigureRow], problems: Sequence[Problem] = ()
) -> list[Period]:
    """Periods of the regulation's own level that the file holds, in order.

    Raises:
        Refused: there is none.
    """
    found = sorted({Period.parse(row.period) for row in rows})
    wanted = [period for period in found if period.kind is rule.period]
    if not wanted and not errors(problems):
        codes = ", ".join(period.code for period in found)
        raise Refused("score.no-scored-period", level=rule.period, periods=codes or "–")
    return wanted


def _tables(
    rule: Scheme, rows: Sequence[FigureRow], wanted: Sequence[Period], sources: Sources
) -> tuple[list[FigureTable], list[Problem]]:
    tables: list[FigureTable] = []
    problems: list[Problem] = []
    for period in wanted:
        if not rule.in_force(period.end):
            first = day(rule.first_day)
            problems.append(problem("score.period-before-scheme", period=period.code, first_day=first))
        table, found = to_table(rows, rule, period)
        fed, lacking = fed_to(rule, table, sources)
        if fed:
            given = {(row.subject, row.figure) for row in fed}
            own = [row for row in rows if row.period != period.code or (row.subject, row.figure) not in given]
            table, found = to_table([*own, *fed], rule, period)
        problems += lacking
        tables.append(table)
        problems += found
    return tables, problems


def _period(rule: Scheme, table: FigureTable) -> PeriodScored:
    scored = score(rule, table)
    return PeriodScored(
        stand(rule, scored, table), _workings(rule, lines(rule, table, scored), scored), table
    )


def _workings(rule: Scheme, columns: dict[str, Sequence[object]], scored: Scored) -> tuple[Working, ...]:
    """Explain every subject from its lines, as the vault does from stored ones."""
    rows: dict[str, list[dict[str, object]]] = {subject: [] for subject in scored.subjects}
    names = list(columns)
    for values in zip(*(columns[name] for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        rows[str(row["subject"])].append(row)
    return tuple(
        explain(rule, form, rows[subject], scored.period.kind)
        for subject, form in zip(scored.subjects, scored.forms, strict=True)
    )


# --- Longer periods ---------------------------------------------------------------------------------------


def _roll_ups(rule: Scheme, scored: list[Scored], rows: Sequence[FigureRow]) -> list[PeriodScored]:
    """Months, quarters and years that the regulation makes of what the file holds, even if parts are absent."""
    done = {one.period: one for one in scored}
    made = []
    for step in rule.roll_ups:
        below = [one for period, one in done.items() if period.kind is step.of]
        for whole in sorted({one.period.within(step.level) for one in below}):
            inside = [one for one in below if one.period.within(step.level) == whole]
            rolled = _roll_up(rule, whole, inside, rows)
            done[whole] = rolled.standing.scored
            made.append(rolled)
    return made


def _roll_up(rule: Scheme, whole: Period, inside: list[Scored], rows: Sequence[FigureRow]) -> PeriodScored:
    """One longer period, computed as a close would; the collectives' own classes come from the file."""
    who = {s: (f, g) for one in inside for s, f, g in zip(one.subjects, one.forms, one.groups, strict=True)}
    own, _ = to_table(rows, rule, whole)  # its problems are about criteria, which a roll-up has none of
    groups = [(group, figure, value) for (group, figure), value in own.group_figures.items()]
    given = Inputs(
        period=whole,
        subjects={
            "subject": list(who),
            "form": [form for form, _ in who.values()],
            "group": [group for _, group in who.values()],
        },
        inputs={
            "subject": [group for group, _, _ in groups],
            "of_group": [True] * len(groups),
            "figure": [figure for _, figure, _ in groups],
            "state": [int(State.PRESENT)] * len(groups),
            "numerator": [value for _, _, value in groups],
            "denominator": [MILLI] * len(groups),
            "target": [0] * len(groups),
        },
        parts=_part_columns(rule, inside),
    )
    done = compute(rule, given)
    codes = tuple(one.period.code for one in inside)
    due = len(whole.parts(inside[0].period.kind))
    return PeriodScored(
        done.standing, _workings(rule, done.tables["lines"], done.standing.scored), given, codes, due
    )


def _part_columns(rule: Scheme, inside: list[Scored]) -> dict[str, list[object]]:
    codes = [*(name.code for name in rule.classes), ""]
    columns: dict[str, list[object]] = {
        name: [] for name in ("subject", "period", "present", "total", "class")
    }
    for one in inside:
        columns["subject"] += one.subjects
        columns["period"] += [one.period.code] * len(one.subjects)
        columns["present"] += one.complete.tolist()
        columns["total"] += one.total.tolist()
        columns["class"] += [codes[index] for index in one.classes.tolist()]
    return columns
