"""Whether somebody was there long enough in the year: recruits, leave, injury, study, transfer, secondment.

Each exception is a ground of its own, so that two that apply at once both stand there with their articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thidua.core.law.facts import Absence, AbsenceKind, StudyResult
from thidua.core.law.question import Question, Values, ground, need, whole_months
from thidua.core.law.verdict import Ground, Outcome, Read


def recruit(asked: Question) -> Iterator[Ground]:
    """Newly recruited people need so many months by the end of the year."""
    provision, since = asked.rule("recruit"), asked.person.recruited_on
    values: Values = {"wanted": provision.number}
    if since is None:
        lack = [need("law.need-recruited-on")]
        yield ground("law.recruit-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
        return
    months = whole_months(since.value, date(asked.year + 1, 1, 1))
    if months >= provision.number and since.value.year < asked.year:
        return  # nobody new: nothing to say
    held = months >= provision.number
    outcome = Outcome.ELIGIBLE if held else Outcome.NOT_ELIGIBLE
    read = [Read(since.value.isoformat(), since.where)]
    code = "law.recruit-held" if held else "law.recruit-short"
    yield ground(code, provision, outcome, read=read, months=max(months, 0), **values)


def absences(asked: Question) -> Iterator[Ground]:
    """Time away in the year: what counts as service, and what is left against the limit."""
    away = asked.person.absences
    limit = asked.rule("absence")
    if away is None:
        if limit.word == "bar":
            lack = [need("law.need-absences", year=asked.year)]
            yield ground("law.absence-unknown", limit, Outcome.FACTS_MISSING, needs=lack, year=asked.year)
        return
    uncounted: list[Absence] = []
    for absence in away:
        if absence.first.year <= asked.year <= absence.last.year:
            found = _counts(asked, absence)
            yield from found
            if not found:
                uncounted.append(absence)
    if uncounted:
        yield _against_limit(asked, uncounted)


def _counts(asked: Question, absence: Absence) -> list[Ground]:
    """The ground by which the absence counts as service (or bars, or lacks a paper); [] when none is for it."""
    if absence.kind is AbsenceKind.MATERNITY and asked.has("maternity"):
        read = [Read(absence.kind.value, absence.where)]
        return [ground("law.maternity-counts", asked.rule("maternity"), Outcome.ELIGIBLE, read=read)]
    if absence.kind is AbsenceKind.INJURY and asked.has("injury"):
        return _injury(asked, absence)
    if absence.kind is AbsenceKind.STUDY:
        return _study(asked, absence)
    return []


def _injury(asked: Question, absence: Absence) -> list[Ground]:
    rule, read = asked.rule("injury"), [Read(absence.kind.value, absence.where)]
    if absence.medical_conclusion:
        return [ground("law.injury-counts", rule, Outcome.ELIGIBLE, read=read)]
    if absence.medical_conclusion is None:
        lack = [need("law.need-medical")]
        return [ground("law.injury-missing", rule, Outcome.FACTS_MISSING, read=read, needs=lack)]
    return []


def _study(asked: Question, absence: Absence) -> list[Ground]:
    read = [Read(absence.kind.value, absence.where)]
    short = asked.rule("study-short") if asked.has("study-short") else None
    long = asked.rule("study-long") if asked.has("study-long") else None
    is_short = whole_months(absence.first, absence.last) < 12
    if is_short and short is not None:
        if absence.rules_kept:
            return [ground("law.study-counts", short, Outcome.ELIGIBLE, read=read)]
        if absence.rules_kept is None:
            lack = [need("law.need-course-report")]
            return [ground("law.study-missing", short, Outcome.FACTS_MISSING, read=read, needs=lack)]
        return []
    if is_short or long is None:
        return []
    if not long.word:
        return [ground("law.study-counts", long, Outcome.ELIGIBLE, read=read)]
    wanted = StudyResult(long.word)
    values: Values = {"wanted": long.word}
    if absence.result is None:
        lack = [need("law.need-study-result", **values)]
        return [ground("law.study-missing", long, Outcome.FACTS_MISSING, read=read, needs=lack, **values)]
    order = tuple(StudyResult)
    if order.index(absence.result) <= order.index(wanted):
        return [ground("law.study-counts", long, Outcome.ELIGIBLE, read=read, **values)]
    return [ground("law.study-short", long, Outcome.NOT_ELIGIBLE, read=read, **values)]


def _against_limit(asked: Question, away: list[Absence]) -> Ground:
    limit = asked.rule("absence")
    read = [Read(a.kind.value, a.where) for a in away]
    known = sum(a.workdays or 0 for a in away)
    complete = all(a.workdays is not None for a in away)
    values: Values = {"days": known, "limit": limit.number}
    if known < limit.number and complete:
        return ground("law.absence-held", limit, Outcome.ELIGIBLE, read=read, **values)
    if known < limit.number:
        lack = [need("law.need-workdays")]
        return ground("law.absence-missing", limit, Outcome.FACTS_MISSING, read=read, needs=lack, **values)
    if limit.word == "bar":
        return ground("law.absence-over", limit, Outcome.NOT_ELIGIBLE, read=read, **values)
    return ground("law.absence-silent", limit, Outcome.COUNCIL_CHOOSES, read=read, **values)


def transfers(asked: Question) -> Iterator[Ground]:
    """Who changed units in the year: the old unit's remark, the receiving unit's when seconded."""
    for move in asked.person.transfers or ():
        code = "secondment" if move.seconded else "transfer"
        if move.on.year != asked.year or not asked.has(code):
            continue
        rule, read = asked.rule(code), [Read(move.on.isoformat(), move.where)]
        if not move.seconded and move.months_before is None and not move.remark:
            lack = [need("law.need-months-before")]
            yield ground("law.transfer-unknown", rule, Outcome.FACTS_MISSING, read=read, needs=lack)
        elif not move.seconded and (move.months_before or 0) < rule.number and not move.remark:
            yield ground("law.transfer-short", rule, Outcome.ELIGIBLE, read=read)
        elif move.remark:
            yield ground(f"law.{code}-held", rule, Outcome.ELIGIBLE, read=read)
        else:
            lack = [need(f"law.need-remark-{code}")]
            yield ground(f"law.{code}-missing", rule, Outcome.FACTS_MISSING, read=read, needs=lack)
