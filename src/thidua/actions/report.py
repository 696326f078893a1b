"""The report of a unit's month: submitted, approved level by level, returned or withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.lock import locks_for, memberships
from thidua.actions.notice import notice_send
from thidua.actions.report_check import report_gaps
from thidua.core.lock import LockReason
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.report import (
    DRAFT,
    NEEDS_REASON,
    SUBMITTER,
    Gap,
    ReportStep,
    TwoPeople,
    moved_to,
    turn_of,
    two_people,
)
from thidua.core.text import visible
from thidua.store import access
from thidua.store.access import RECORDS, Viewer
from thidua.store.models import Notice, Person, Report, Unit
from thidua.store.models import ReportStep as StepRow

_UP = (ReportStep.SUBMIT, ReportStep.APPROVE)
_SAID = {
    ReportStep.SUBMIT: "Trình báo cáo tháng {month} của {unit}",
    ReportStep.APPROVE: "{level} duyệt báo cáo tháng {month} của {unit}",
    ReportStep.RETURN: "{level} trả lại báo cáo tháng {month} của {unit}",
    ReportStep.WITHDRAW: "{level} rút lại báo cáo tháng {month} của {unit}",
}


def levels_of(unit: Unit, day: date) -> list[str]:
    """Codes of the units that approve: the own one, then by command up to the owner of its movements.

    Levels where nobody decides are left out; a unit of no movement reports all the way up.
    """
    chain = access.chains([unit.code], day)[unit.code]
    owners = {movement.owner.code for movement, _, _ in memberships([unit]).get(unit.code, ())}
    ends = [n for n, code in enumerate(chain) if code in owners]
    chain = chain[: max(ends) + 1] if ends else chain
    deciders = access.deciders(chain, day)
    return [code for code in chain if access.deciding(deciders, unit.code, code)]


@transaction.atomic
def report_submit(
    *, by: Viewer, at: datetime, unit: Unit, month: str, explained: Mapping[str, str] | None = None
) -> Report:
    """Send the month up. Every gap is mended or explained.

    Args:
        explained: key of a gap → what the unit says about it.

    Raises:
        Refused: "access.may-not-record"; "report.not-your-turn"; a lock of the window; "report.gaps" with one problem
            for each gap that is not explained.
    """
    acting(by)
    allow(access.may_submit(by, unit, month), "access.may-not-record", unit=unit.name)
    span = Period.parse(month)
    report = _held(unit, span)
    allow(report.height == DRAFT, "report.not-your-turn", level=unit.name)
    lock = locks_for([unit], [span], at.date(), shut=False).get((unit.code, span.code))
    if lock is not None and lock.reason is not LockReason.MOVEMENT_OVER:
        raise Refused(lock.code, [lock.problem(Where())], **lock.values)
    told = {key: visible(text)[:300] for key, text in (explained or {}).items()}
    gaps = report_gaps(unit, span, containing(at.date(), PeriodKind.WEEK))
    if found := [fault for gap in gaps if (fault := _unexplained(gap, told)) is not None]:
        raise Refused("report.gaps", found, month=span.code, count=len(found))
    report.levels = levels_of(answering(report, at.date()), at.date())
    said = [{"gap": gap.sentence, "kind": gap.kind, "said": told[gap.key]} for gap in gaps]
    return _move(by, at, report, ReportStep.SUBMIT, SUBMITTER, "", explained=said)


def _unexplained(gap: Gap, told: Mapping[str, str]) -> Problem | None:
    if not gap.explainable:
        return problem("report.gap-not-over", Where(field=gap.key), gap=gap.sentence)
    return (
        None
        if told.get(gap.key)
        else problem("report.gap-unexplained", Where(field=gap.key), gap=gap.sentence)
    )


@transaction.atomic
def report_approve(*, by: Viewer, at: datetime, unit: Unit, month: str) -> Report:
    """Approve at the level whose turn it is; the next level is told.

    Raises:
        Refused: "report.not-your-turn"; "access.may-not-decide"; "report.two-people" when the same person moved it up
            to here and the level has somebody else.
    """
    acting(by)
    report = _held(unit, Period.parse(month))
    level = _turn(by, report)
    second, others = second_hand(by, report, level, at.date())
    allow(second.allowed, "report.two-people", others=", ".join(others))
    return _move(by, at, report, ReportStep.APPROVE, level, "", alone=second.alone)


def second_hand(by: Viewer, report: Report, level: int, day: date) -> tuple[TwoPeople, list[str]]:
    """Whether who decides at a level may approve what somebody moved up to it, and who else could."""
    person, code = acting(by), report.levels[level]
    last = _last_up(report)
    people = access.deciding(access.deciders([code], day), report.unit.code, code)
    second = two_people(person.code, last.by.code if last else "", {p.code for p in people})
    own_hand = access.may_decide(by, report.unit.code, code, not_for=last.by if last else None)
    others = [p.name for p in people if p.pk != person.pk]
    return (second if own_hand else TwoPeople(False)), others


@transaction.atomic
def report_return(*, by: Viewer, at: datetime, unit: Unit, month: str, reason: str) -> Report:
    """Send it down one level, with a reason: the approval there no longer counts.

    Raises:
        Refused: as `report_approve`; "report.reason-missing".
    """
    acting(by)
    report = _held(unit, Period.parse(month))
    return _move(by, at, report, ReportStep.RETURN, _turn(by, report), reason)


@transaction.atomic
def report_withdraw(*, by: Viewer, at: datetime, unit: Unit, month: str, reason: str) -> Report:
    """Take one's own step back while the level above has not acted.

    Raises:
        Refused: "report.not-your-turn"; "access.may-not-record" or "access.may-not-decide"; "report.reason-missing".
    """
    acting(by)
    report = _held(unit, Period.parse(month))
    level = report.height - 2
    allow(level >= SUBMITTER, "report.not-your-turn", level=unit.name)
    if level == SUBMITTER:
        allow(access.may_submit(by, unit, month), "access.may-not-record", unit=unit.name)
    else:
        _allow_level(by, report, level)
    return _move(by, at, report, ReportStep.WITHDRAW, level, reason)


# --- Moving -----------------------------------------------------------------------------------------------


def _held(unit: Unit, month: Period) -> Report:
    """The report, and nobody else writes to the unit meanwhile: figures typed now are in it or refused."""
    assert month.kind is PeriodKind.MONTH
    Unit.objects.select_for_update().get(pk=unit.pk)
    report, _ = Report.objects.get_or_create(unit=unit, month=month.code)
    return report


def _turn(by: Viewer, report: Report) -> int:
    level = turn_of(report.height, len(report.levels))
    if level is None or level == SUBMITTER:
        raise Refused("report.not-your-turn", level=report.unit.name)
    _allow_level(by, report, level)
    return level


def _allow_level(by: Viewer, report: Report, level: int) -> None:
    code = report.levels[level]
    allowed = access.may_decide(by, report.unit.code, code)
    allow(allowed, "access.may-not-decide", level=Unit.objects.get(code=code).name)


def _last_up(report: Report) -> StepRow | None:
    rows = StepRow.objects.filter(report=report, step__in=_UP, after=report.height)
    return rows.select_related("by").order_by("-at", "-pk").first()


def _move(
    by: Viewer,
    at: datetime,
    report: Report,
    step: ReportStep,
    level: int,
    reason: str,
    alone: bool = False,
    explained: Iterable[Mapping[str, str]] = (),
) -> Report:
    reason = visible(reason)
    if step in NEEDS_REASON and not reason:
        raise Refused("report.reason-missing", [problem("report.reason-missing", Where(field="reason"))])
    before = report.height
    after = moved_to(step, level, before, len(report.levels))
    if after is None:
        raise Refused("report.not-your-turn", level=report.unit.name)
    where = report.unit if level == SUBMITTER else Unit.objects.get(code=report.levels[level])
    StepRow.objects.create(
        report=report, step=step, level=where, at=at, by=acting(by), reason=reason,
        before=before, after=after, alone=alone, explained=list(explained),
    )  # fmt: skip
    report.height = after
    report.save()
    told = _SAID[step].format(month=report.month, unit=report.unit.name, level=where.name)
    sentence = told + (f". Lý do: {reason}" if reason else ".")
    audit(
        by=by,
        at=at,
        action=f"report-{step}",
        subject=subject_of(report.unit, report.month),
        sentence=sentence,
    )
    _tell(by, at, report, step, sentence)
    return report


def subject_of(unit: Unit, month: str) -> str:
    """What notices and audit lines about a report are about."""
    return f"report:{unit.code}/{month}"


def _tell(by: Viewer, at: datetime, report: Report, step: ReportStep, sentence: str) -> None:
    """Whoever is to act next is asked; whoever waited for it no longer is."""
    subject = subject_of(report.unit, report.month)
    Notice.objects.filter(subject=subject, read_at__isnull=True).update(read_at=at)
    to = next_people(report, at.date())
    notice_send(
        by=by,
        at=at,
        to=to,
        kind=f"report-{step}",
        subject=subject,
        sentence=sentence,
        link=reverse("report", args=[report.unit.code, report.month]),
        waiting=bool(to) and turn_of(report.height, len(report.levels)) is not None,
    )


def answering(report: Report, day: date) -> Unit:
    """The unit itself, or the one that took its open report over when it ended."""
    return access.answering_for(report.unit, f"report:{report.month}/{report.unit.code}", day)


def next_people(report: Report, day: date) -> list[Person]:
    """Who is to act: the deciders of the level, or who records for the unit; at the end, the unit is told."""
    turn = turn_of(report.height, len(report.levels))
    if turn is None or turn == SUBMITTER:
        return access.holders(answering(report, day), RECORDS, day)
    level = report.levels[turn]
    return list(access.deciding(access.deciders([level], day), report.unit.code, level))
