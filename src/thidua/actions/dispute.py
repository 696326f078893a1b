"""Disputes: opened against one criterion, decided by somebody without ties, corrected by the next close."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.notice import notice_send
from thidua.core.dispute import (
    CORRECTED,
    LONGER_MAX,
    VERDICTS,
    Arbiter,
    Case,
    Decider,
    DisputeState,
    choose,
    due_day,
    interests_of,
)
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.core.unit import Role
from thidua.core.workday import add_workdays
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.access import CLOSES, RECORDS, Viewer
from thidua.store.models import (
    Close,
    Dispute,
    DisputeStep,
    Evidence,
    Figure,
    MovementPeriod,
    Notice,
    Person,
    Post,
    Unit,
)

SAID = {
    DisputeState.UPHELD: "đúng",
    DisputeState.PARTLY: "đúng một phần",
    DisputeState.REJECTED: "không đúng",
}


@transaction.atomic
def dispute_open(
    *,
    by: Viewer,
    at: datetime,
    period: MovementPeriod,
    subject: Unit | Person,
    criterion: str,
    title: str,
    figures: Collection[str],
    text: str,
    wanted: str,
) -> Dispute:
    """Dispute one criterion of the period as it stands; the clock begins and somebody is named who decides.

    Args:
        title: of the criterion; figures: codes of the figures it rests on, for knowing who recorded them.

    Raises:
        Refused: "dispute.not-yours"; "dispute.period-open"; "dispute.open-already"; "dispute.refused".
    """
    person = acting(by)
    allow(access.may_dispute(by, subject), "dispute.not-yours")
    list(
        MovementPeriod.objects.select_for_update().filter(code=period.code).order_by("pk")
    )  # codes are counted
    period = MovementPeriod.objects.select_related("movement__owner").get(pk=period.pk)
    allow(period.state != MovementPeriod.State.OPEN, "dispute.period-open", period=period.code)
    unit = subject if isinstance(subject, Unit) else _unit_of(subject, period)
    scored = None if isinstance(subject, Unit) else subject
    before = Dispute.objects.filter(
        period=period, unit=unit, person=scored, criterion=criterion, state="open"
    ).first()
    if before is not None:
        raise Refused("dispute.open-already", code=before.code)
    text, wanted = visible(text), visible(wanted)
    missing = [(name, value) for name, value in (("text", text), ("wanted", wanted)) if not value]
    if missing:
        raise Refused(
            "dispute.refused", [problem(f"dispute.{name}-missing", Where(field=name)) for name, _ in missing]
        )
    last = Close.objects.filter(period=period).order_by("-version").first()
    choice = _choose(period, unit, scored, person, figures, at.date())
    row = Dispute.objects.create(
        code=_next_code(period),
        period=period,
        version=last.version if last and period.state == MovementPeriod.State.CLOSED else 0,
        unit=unit,
        person=scored,
        criterion=criterion,
        title=title[:300],
        text=text,
        wanted=wanted[:400],
        opened_by=person,
        opened_at=at,
        due=due_day(at.date(), work_calendar()),
        decider=Person.objects.get(code=choice.candidate.code) if choice else None,
        interests=list(choice.interests) if choice else [],
    )
    _step(by, at, row, "open", "", f"Khiếu nại {row.code} của {unit.name}, kỳ {period.code}.")
    told = f"Khiếu nại {row.code} chờ đồng chí trả lời trước hết ngày {row.due:%d/%m/%Y}."
    _tell(by, at, row, [row.decider] if row.decider else [], "dispute-open", told, waiting=True)
    _tell(by, at, row, owners(row, at.date()), "dispute-opened", f"Có khiếu nại {row.code} của {unit.name}.")
    return row


def _unit_of(person: Person, period: MovementPeriod) -> Unit:
    """Where the officer served at the end of the period."""
    posts = Post.objects.on(period.last_day).filter(person=person, unit__in=period.movement.collectives.all())
    post = posts.select_related("unit").first()
    if post is None:
        raise Refused("dispute.not-yours")
    return post.unit


def _next_code(period: MovementPeriod) -> str:
    stem = f"kn-{period.code.lower()}"
    return f"{stem}-{Dispute.objects.filter(code__startswith=f'{stem}-').count() + 1}"


def _case(
    period: MovementPeriod,
    unit: Unit,
    scored: Person | None,
    opened_by: Person,
    figures: Collection[str],
    day: date,
) -> Case:
    recorded = Figure.objects.filter(Q(unit=unit) if scored is None else Q(person=scored), figure__in=figures)
    within = recorded.filter(cut_off__gte=period.first_day, cut_off__lte=period.last_day)
    return Case(
        units=access.below(frozenset({unit.code}), day),
        opened_by=opened_by.code,
        closed_by=frozenset(Close.objects.filter(period=period).values_list("by", flat=True)),
        entered_by=frozenset(within.values_list("recorded_by__code", flat=True)),
    )


def _choose(
    period: MovementPeriod,
    unit: Unit,
    scored: Person | None,
    opened_by: Person,
    figures: Collection[str],
    day: date,
) -> Decider | None:
    case = _case(period, unit, scored, opened_by, figures, day)
    posts = deciding_posts(period, day)
    people = _candidates(posts, day)
    inspectors = [people[p.person_id] for p in posts if p.role == Role.INSPECTOR]
    officers = [people[p.person_id] for p in posts if p.role == Role.EMULATION]
    return choose(inspectors, officers, case)


def deciding_posts(period: MovementPeriod, day: date) -> list[Post]:
    """Posts of inspectors and emulation officers of the unit that owns the movement and of those above it."""
    owner = period.movement.owner.code
    chain = access.chains([owner], day)[owner]
    rows = Post.objects.on(day).filter(unit__code__in=chain, role__in=[Role.INSPECTOR, Role.EMULATION])
    return list(rows.select_related("person").order_by("pk"))


def _candidates(posts: list[Post], day: date) -> dict[int, Arbiter]:
    people = {post.person_id: post.person for post in posts}
    served: dict[int, set[str]] = {}
    for pk, code in Post.objects.on(day).filter(person__in=people).values_list("person_id", "unit__code"):
        served.setdefault(pk, set()).add(code)
    waiting = dict(
        Dispute.objects.filter(decider__in=people, state="open")
        .values_list("decider")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {
        pk: Arbiter(person.code, person.name, frozenset(served.get(pk, ())), waiting.get(pk, 0))
        for pk, person in people.items()
    }


@transaction.atomic
def dispute_assign(*, by: Viewer, at: datetime, dispute: Dispute, to: Person, reason: str) -> Dispute:
    """Name somebody else to decide, with a reason; what ties her to the case stands on the page.

    Raises:
        Refused: "dispute.may-not-assign"; "dispute.answered-already"; "dispute.not-a-decider";
            "dispute.reason-missing".
    """
    acting(by)
    row = _open(dispute)
    allow(access.may_close(by, row.period.movement), "dispute.may-not-assign")
    posts = [post for post in deciding_posts(row.period, at.date()) if post.person_id == to.pk]
    allow(bool(posts), "dispute.not-a-decider", name=to.name)
    reason = _needed(reason)
    case = _case(row.period, row.unit, row.person, row.opened_by, (), at.date())
    row.decider, row.interests = to, list(interests_of(_candidates(posts, at.date())[to.pk], case))
    row.save(update_fields=["decider", "interests"])
    _step(by, at, row, "assign", reason, f"Giao khiếu nại {row.code} cho {to.name}.")
    told = f"Khiếu nại {row.code} chờ đồng chí trả lời trước hết ngày {row.due:%d/%m/%Y}."
    _tell(by, at, row, [to], "dispute-open", told, waiting=True)
    return row


@transaction.atomic
def dispute_extend(*, by: Viewer, at: datetime, dispute: Dispute, days: int | None, reason: str) -> Dispute:
    """More working days for the answer, once, with a reason that everybody concerned reads.

    Raises:
        Refused: "dispute.not-the-decider"; "dispute.answered-already"; "dispute.extended-already"; "dispute.refused".
    """
    acting(by)
    row = _open(dispute)
    _allow_decider(by, row)
    allow(not row.extended, "dispute.extended-already", code=row.code)
    found: list[Problem] = []
    if days is None or not 1 <= days <= LONGER_MAX:
        found.append(problem("dispute.days-unknown", Where(field="days"), most=LONGER_MAX))
    if not (reason := visible(reason)):
        found.append(problem("dispute.reason-missing", Where(field="reason")))
    if found or days is None:
        raise Refused("dispute.refused", found)
    row.due, row.extended = add_workdays(row.due, days, work_calendar()), True
    row.save(update_fields=["due", "extended"])
    told = f"Gia hạn khiếu nại {row.code} đến {row.due:%d/%m/%Y}. Lý do: {reason}"
    _step(by, at, row, "extend", reason, f"Gia hạn khiếu nại {row.code} đến {row.due:%d/%m/%Y}.")
    _tell(by, at, row, concerned(row, at.date()), "dispute-extend", told)
    return row


@transaction.atomic
def dispute_answer(*, by: Viewer, at: datetime, dispute: Dispute, verdict: str, answer: str) -> Dispute:
    """Decide. What is found right is corrected by opening the period again; the next close is a new version.

    Raises:
        Refused: "dispute.not-the-decider"; "dispute.answered-already"; "dispute.refused" with all problems.
    """
    acting(by)
    row = _open(dispute)
    _allow_decider(by, row)
    answer = visible(answer)
    found: list[Problem] = []
    if verdict not in VERDICTS:
        found.append(problem("dispute.verdict-missing", Where(field="verdict")))
    if not answer:
        found.append(problem("dispute.reason-missing", Where(field="answer")))
    if found:
        raise Refused("dispute.refused", found)
    row.state, row.answer, row.answered_at = DisputeState(verdict), answer, at
    row.save(update_fields=["state", "answer", "answered_at"])
    _forget(row, at)
    told = f"Khiếu nại {row.code} được kết luận là {SAID[row.state]}: {answer}"
    _step(by, at, row, "answer", answer, f"Trả lời khiếu nại {row.code}: {SAID[row.state]}.")
    _tell(by, at, row, concerned(row, at.date()), "dispute-answer", told)
    if row.state in CORRECTED:
        asked = f"Khiếu nại {row.code} đúng: mở lại kỳ {row.period.code}, đơn vị sửa, rồi chốt bản sau."
        _tell(by, at, row, owners(row, at.date()), "dispute-correct", asked, waiting=True)
    return row


@transaction.atomic
def dispute_withdraw(*, by: Viewer, at: datetime, dispute: Dispute, reason: str) -> Dispute:
    """Take it back, with a reason; whoever could have opened it may.

    Raises:
        Refused: "dispute.not-yours"; "dispute.answered-already"; "dispute.reason-missing".
    """
    acting(by)
    row = _open(dispute)
    allow(access.may_pursue(by, row), "dispute.not-yours")
    reason = _needed(reason)
    row.state = DisputeState.WITHDRAWN
    row.save(update_fields=["state"])
    _forget(row, at)
    told = f"Rút khiếu nại {row.code}. Lý do: {reason}"
    _step(by, at, row, "withdraw", reason, f"Rút khiếu nại {row.code}.")
    _tell(by, at, row, concerned(row, at.date()), "dispute-withdraw", told)
    return row


@transaction.atomic
def dispute_show(*, by: Viewer, at: datetime, dispute: Dispute, evidence: Evidence) -> None:
    """Put a file that was kept (`actions.evidence.evidence_keep`) behind an open dispute.

    Raises:
        Refused: "dispute.not-yours"; "dispute.answered-already".
    """
    acting(by)
    row = _open(dispute)
    allow(access.may_pursue(by, row), "dispute.not-yours")
    row.evidence.add(evidence)
    _step(by, at, row, "evidence", evidence.name, f"Thêm minh chứng cho khiếu nại {row.code}.")


@transaction.atomic
def disputes_overdue(*, by: Viewer | None, at: datetime) -> int:
    """Tell everybody concerned, once, of each dispute whose days are over; called every day.

    Returns:
        how many disputes became overdue.
    """
    rows = Dispute.objects.filter(state="open", due__lt=at.date(), overdue_told_at=None)
    rows = rows.select_related("period__movement__owner", "unit", "person", "opened_by", "decider")
    for row in rows:
        told = f"Khiếu nại {row.code} quá hạn trả lời từ {row.due:%d/%m/%Y}."
        people = [*concerned(row, at.date()), *owners(row, at.date())]
        _tell(by, at, row, people, "dispute-overdue", told, waiting=True)
        row.overdue_told_at = at
        row.save(update_fields=["overdue_told_at"])
    return len(rows)


# --- Who is told ------------------------------------------------------------------------------------------


def concerned(row: Dispute, day: date) -> list[Person]:
    """Who opened it, who decides, and the parties: the unit's own people, or the officer."""
    people = [row.opened_by, *([row.decider] if row.decider else [])]
    unit = access.answering_for(row.unit, f"dispute:{row.code}", day)
    return people + ([row.person] if row.person else access.holders(unit, RECORDS, day))


def owners(row: Dispute, day: date) -> list[Person]:
    return access.holders(row.period.movement.owner, CLOSES, day)


def _tell(
    by: Viewer | None,
    at: datetime,
    row: Dispute,
    to: list[Person],
    kind: str,
    told: str,
    waiting: bool = False,
) -> None:
    subject, link = f"dispute:{row.code}", reverse("dispute", args=[row.code])
    notice_send(by=by, at=at, to=to, kind=kind, subject=subject, sentence=told, link=link, waiting=waiting)


def _forget(row: Dispute, at: datetime) -> None:
    """Nobody is waited for any more."""
    Notice.objects.filter(subject=f"dispute:{row.code}", waiting=True, read_at__isnull=True).update(
        read_at=at
    )


def _open(dispute: Dispute) -> Dispute:
    rows = Dispute.objects.select_for_update(of=("self",))
    row = rows.select_related("period__movement__owner", "unit", "person", "opened_by", "decider").get(
        pk=dispute.pk
    )
    allow(row.state == DisputeState.OPEN, "dispute.answered-already", code=row.code)
    return row


def _allow_decider(by: Viewer, row: Dispute) -> None:
    mine = row.decider is not None and by.person is not None and row.decider_id == by.person.pk
    allow(mine, "dispute.not-the-decider", code=row.code, decider=row.decider.name if row.decider else "…")


def _needed(reason: str) -> str:
    reason = visible(reason)
    if not reason:
        raise Refused("dispute.reason-missing", [problem("dispute.reason-missing", Where(field="reason"))])
    return reason


def _step(by: Viewer, at: datetime, row: Dispute, step: str, reason: str, public: str) -> None:
    """Administrators read the log and not the content of a dispute: `public` says only what was done."""
    DisputeStep.objects.create(dispute=row, step=step, by=acting(by), at=at, reason=reason)
    audit(by=by, at=at, action=f"dispute-{step}", subject=f"dispute:{row.code}", sentence=public)
