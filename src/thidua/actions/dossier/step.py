"""Steps of a dossier: each is checked against its state, written once, told to whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.dossier.council import binding_advice
from thidua.actions.dossier.paper import missing_titles, papers_fill
from thidua.actions.notice import notice_send
from thidua.core.dossier import DossierState, step_problems
from thidua.core.law.publication import PUBLICATION, deadline
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.core.unit import Role
from thidua.core.workday import add_workdays
from thidua.office.dossier import state_title
from thidua.rules.catalogue import law_book, work_calendar
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import AchievementUse, Award, Dossier, DossierStep, DossierVoice, Person, Unit

KEEPERS = (Role.HEAD, Role.DEPUTY, Role.EMULATION)
Consent = Dossier.Consent
OWN = frozenset({DossierState.APPRAISED, DossierState.DECIDED})  # nobody does this to herself


def locked(dossier: Dossier) -> Dossier:
    """The row, held until the transaction ends; so that two people do not take two steps at once."""
    rows = Dossier.objects.select_for_update(of=("self",)).select_related(
        "award__person", "award__unit", "award__decision", "unit", "desk"
    )
    return rows.get(pk=dossier.pk)


def consented(dossier: Dossier) -> bool:
    return dossier.consent in (Consent.GIVEN, Consent.NOT_NEEDED)


def comment_open(dossier: Dossier, day: date) -> bool:
    return dossier.published_until is not None and day <= dossier.published_until


def faults_of(dossier: Dossier, then: DossierState, day: date) -> list[Problem]:
    """What stands in the way of that step."""
    return step_problems(
        DossierState(dossier.state), then, missing=missing_titles(dossier, for_step=then),
        consented=consented(dossier), comment_open=comment_open(dossier, day), council=binding_advice(dossier, day),
    )  # fmt: skip


def move(
    *, by: Viewer, at: datetime, dossier: Dossier, then: DossierState, found: Sequence[Problem] = (),
    reason: str = "", paper: str = "", desk: Unit | None = None,
) -> Dossier:  # fmt: skip
    """Take one step on a locked dossier.

    Raises:
        Refused: "dossier.may-not"; "dossier.own"; "dossier.refused" with all problems.
    """
    person = acting(by)
    allow(access.may_keep_dossier(by, dossier), "dossier.may-not", desk=dossier.desk.name)
    allow(not (then in OWN and dossier.award.person_id == person.pk), "dossier.own")
    problems = [*found, *faults_of(dossier, then, at.date())]
    if problems:
        raise Refused("dossier.refused", problems)
    return note_step(by=by, at=at, dossier=dossier, then=then, reason=reason, paper=paper, desk=desk)


def note_step(
    *, by: Viewer, at: datetime, dossier: Dossier, then: DossierState, reason: str = "", paper: str = "",
    desk: Unit | None = None,
) -> Dossier:  # fmt: skip
    """Write a step that was found allowed."""
    before = dossier.state
    dossier.state, dossier.since, dossier.desk = then.value, at.date(), desk or dossier.desk
    dossier.save()
    DossierStep.objects.create(
        dossier=dossier, before=before, after=then.value, desk=dossier.desk, on=at.date(),
        reason=visible(reason)[:300], paper=visible(paper)[:160], by=acting(by), at=at,
    )  # fmt: skip
    why = f". Lý do: {reason.strip()}" if reason.strip() else ""
    audit(
        by=by, at=at, action=f"dossier-{then}", subject=f"award:{dossier.award.code}", unit=dossier.unit,
        about=dossier.award.person,
        sentence=f"Hồ sơ của {dossier.award.subject_name}: {state_title(before, 'vi')} → "
        f"{state_title(then, 'vi')}{why}.",
    )  # fmt: skip
    return dossier


def tell_keepers(by: Viewer, at: datetime, unit: Unit, dossier: Dossier, sentence: str) -> None:
    notice_send(
        by=by, at=at, to=access.holders(unit, KEEPERS, at.date()), kind="dossier-step",
        subject=f"award:{dossier.award.code}", sentence=sentence, link=link_of(dossier), waiting=True,
    )  # fmt: skip


def link_of(dossier: Dossier) -> str:
    return f"/khen-thuong/ho-so/{dossier.award.code}/"


@transaction.atomic
def dossier_consent(
    *, by: Viewer, at: datetime, dossier: Dossier, agrees: bool, public: bool = False, paper: str = ""
) -> Dossier:
    """The person nominated answers; whoever keeps the dossier may record her signed answer instead.

    Args:
        public: she also agrees that the public register shows the award, once it is decided.
        paper: number of the signed paper, when somebody else records the answer.

    Raises:
        Refused: "dossier.not-the-person"; "dossier.answered".
    """
    person, dossier = acting(by), locked(dossier)
    self_ = dossier.award.person_id == person.pk
    allow(self_ or (access.may_keep_dossier(by, dossier) and bool(paper.strip())), "dossier.not-the-person")
    allow(dossier.consent == Consent.WAITING, "dossier.answered")
    dossier.consent = Consent.GIVEN if agrees else Consent.DECLINED
    dossier.consented_at = at
    if agrees and public:
        dossier.award.public_on = at.date()
        dossier.award.save(update_fields=["public_on"])
    then = DossierState.COLLECTING if agrees else DossierState.WITHDRAWN
    if dossier.state == DossierState.DRAFT or not agrees:
        note_step(by=by, at=at, dossier=dossier, then=then, paper=paper)
    else:
        dossier.save()
    if not agrees:
        release(dossier)
    said = "đồng ý" if agrees else "không đồng ý"
    tell_keepers(
        by, at, dossier.unit, dossier, f"{dossier.award.subject_name} {said} được đề nghị khen thưởng."
    )
    return dossier


def release(dossier: Dossier) -> None:
    """What a nomination that came to nothing had used is free for another."""
    AchievementUse.objects.filter(award=dossier.award).delete()
    dossier.award.initiatives.all().delete()


@transaction.atomic
def dossier_publish(*, by: Viewer, at: datetime, dossier: Dossier, until: date | None = None) -> Dossier:
    """Open a nomination to comment, for as many working days as the law asks, or until a later day.

    Raises:
        Refused: as `move`.
    """
    dossier = locked(dossier)
    term = deadline(PUBLICATION, at.date(), law_book(), work_calendar())
    due = term.due if term else add_workdays(at.date(), 10, work_calendar())
    dossier.published_until = max(due, until) if until else due
    return move(by=by, at=at, dossier=dossier, then=DossierState.PUBLISHED)


@transaction.atomic
def dossier_voice(
    *, by: Viewer, at: datetime, dossier: Dossier, agree: int = 0, disagree: int = 0, text: str = "",
    answer: str = "",
) -> DossierVoice:  # fmt: skip
    """Record what came in: how many agreed or not, one short text, and what was answered. Nobody is named.

    Raises:
        Refused: "dossier.may-not"; "dossier.refused".
    """
    person = acting(by)
    allow(access.may_keep_dossier(by, dossier), "dossier.may-not", desk=dossier.desk.name)
    if not (agree or disagree or text.strip()):
        raise Refused("dossier.refused", [problem("dossier.voice-empty", Where(field="agree"))])
    row = DossierVoice.objects.create(
        dossier=dossier, on=at.date(), agree=agree, disagree=disagree, text=visible(text)[:300],
        answer=visible(answer)[:300], recorded_by=person, recorded_at=at,
    )  # fmt: skip
    audit(
        by=by, at=at, action="dossier-voice", subject=f"award:{dossier.award.code}", unit=dossier.unit,
        sentence=f"Ghi ý kiến về đề nghị khen {dossier.award.subject_name}: {agree} đồng ý, {disagree} không đồng ý.",
    )  # fmt: skip
    return row


@transaction.atomic
def dossier_appraise(*, by: Viewer, at: datetime, dossier: Dossier, remark: str = "") -> Dossier:
    """The desk found the dossier in order. Raises as `move`."""
    dossier = locked(dossier)
    papers_fill(dossier, at)
    return move(by=by, at=at, dossier=dossier, then=DossierState.APPRAISED, reason=remark)


@transaction.atomic
def dossier_return(*, by: Viewer, at: datetime, dossier: Dossier, reason: str) -> Dossier:
    """Send it back to who drew it up, and say why. Raises as `move`."""
    dossier = locked(dossier)
    home = dossier.unit
    dossier = move(
        by=by, at=at, dossier=dossier, then=DossierState.RETURNED, found=_reason(reason), reason=reason
    )
    dossier.desk = home
    dossier.save(update_fields=["desk"])
    tell_keepers(
        by, at, home, dossier, f"Hồ sơ của {dossier.award.subject_name} bị trả lại: {reason.strip()}"
    )
    return dossier


@transaction.atomic
def dossier_resume(*, by: Viewer, at: datetime, dossier: Dossier) -> Dossier:
    """Take up again what was returned, or mend what is open to comment. Raises as `move`."""
    dossier = locked(dossier)
    dossier.published_until = None
    return move(by=by, at=at, dossier=dossier, then=DossierState.COLLECTING)


@transaction.atomic
def dossier_withdraw(*, by: Viewer, at: datetime, dossier: Dossier, reason: str) -> Dossier:
    """Take a nomination back before anybody decided. Raises as `move`."""
    dossier = move(
        by=by,
        at=at,
        dossier=locked(dossier),
        then=DossierState.WITHDRAWN,
        found=_reason(reason),
        reason=reason,
    )
    release(dossier)
    return dossier


@transaction.atomic
def dossier_to_council(*, by: Viewer, at: datetime, dossier: Dossier) -> Dossier:
    """Put it before the council of the desk where it lies. Raises as `move`."""
    return move(by=by, at=at, dossier=locked(dossier), then=DossierState.COUNCIL)


@transaction.atomic
def dossier_refuse(*, by: Viewer, at: datetime, dossier: Dossier, reason: str, paper: str = "") -> Dossier:
    """Record that whoever decides did not recognise it, and why. Raises as `move`."""
    dossier = move(
        by=by, at=at, dossier=locked(dossier), then=DossierState.REFUSED, found=_reason(reason), reason=reason,
        paper=paper,
    )  # fmt: skip
    award = dossier.award
    award.state, award.refused_on, award.refused_reason = (
        Award.State.REFUSED,
        at.date(),
        visible(reason)[:300],
    )
    award.save(update_fields=["state", "refused_on", "refused_reason"])
    release(dossier)
    people: list[Person] = [award.person] if award.person else []
    notice_send(
        by=by, at=at, to=people, kind="dossier-refused", subject=f"award:{award.code}", link=link_of(dossier),
        sentence=f"Đề nghị khen thưởng năm {award.year} không được công nhận: {reason.strip()}",
    )  # fmt: skip
    tell_keepers(
        by, at, dossier.unit, dossier, f"Không công nhận đề nghị cho {award.subject_name}: {reason.strip()}"
    )
    return dossier


def _reason(reason: str) -> list[Problem]:
    return [] if reason.strip() else [problem("dossier.reason-missing", Where(field="reason"))]
