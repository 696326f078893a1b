"""A session of a council: planned with an agenda, begun, talked through, ended. Voting is `actions.council_vote`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.dossier.step import faults_of, locked, note_step
from thidua.actions.notice import notice_send
from thidua.core.council import Office, Seat, title_rank
from thidua.core.dossier import DossierState
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    Award,
    Council,
    CouncilItem,
    CouncilLetter,
    CouncilNote,
    CouncilPresence,
    CouncilRecusal,
    CouncilSeat,
    CouncilSession,
    Dossier,
    Person,
)

State = CouncilSession.State


@transaction.atomic
def council_plan(
    *, by: Viewer, at: datetime, council: Council, code: str, title: str, on: date, place: str,
    awards: Sequence[Award], places: Mapping[str, int] | None = None,
) -> CouncilSession:  # fmt: skip
    """Call a session with the members of that day and an agenda, from low titles to high.

    A member whose own dossier is on it takes no part in that item. An appraised dossier now waits for the council.

    Raises:
        Refused: "council.may-not-run"; "council.refused" with all problems.
    """
    who = acting(by)
    allow(access.may_run_council(by, council), "council.may-not-run", council=council.title)
    limits = {form: number for form, number in (places or {}).items() if form in {a.form for a in awards}}
    dossiers = [locked(row) for row in Dossier.objects.filter(award__in=awards, state=DossierState.APPRAISED)]
    faults = [found for row in dossiers for found in faults_of(row, DossierState.COUNCIL, at.date())]
    _stop([*_plan_problems(council, code, title, place, awards, limits), *faults])
    session = CouncilSession.objects.create(
        council=council, code=code, title=title.strip(), on=on, place=place.strip(), places=limits, planned_by=who
    )  # fmt: skip
    seats = list(CouncilSeat.objects.on(on).filter(council=council).select_related("person"))
    CouncilPresence.objects.bulk_create(
        CouncilPresence(session=session, person=seat.person, office=seat.office) for seat in seats
    )
    for dossier in dossiers:
        note_step(by=by, at=at, dossier=dossier, then=DossierState.COUNCIL, paper=session.title)
    members = {seat.person_id for seat in seats}
    for number, award in enumerate(sorted(awards, key=_agenda_order), 1):
        item = CouncilItem.objects.create(session=session, award=award, number=number)
        if award.person_id in members:
            CouncilRecusal.objects.create(item=item, person=award.person, own=True)
    written(
        by=by,
        at=at,
        action="council-plan",
        session=session,
        sentence=f"Triệu tập {session.title}, {on:%d/%m/%Y}: {len(awards)} hồ sơ, {len(seats)} người",
    )
    notice_send(
        by=by, at=at, to=[seat.person for seat in seats], kind="council", subject=f"council-session:{code}",
        sentence=f"{council.title} họp ngày {on:%d/%m/%Y}: {session.title}",
        link=reverse("council-session", args=[code]),
    )  # fmt: skip
    return session


def _plan_problems(
    council: Council, code: str, title: str, place: str, awards: Sequence[Award], limits: Mapping[str, int]
) -> list[Problem]:
    found = [
        problem("council.empty", Where(field=name))
        for name, text in (("title", title), ("place", place))
        if not text.strip()
    ]
    if not awards:
        found.append(problem("council.no-items", Where(field="awards")))
    if CouncilSession.objects.filter(code=code).exists():
        found.append(problem("council.code-taken", Where(field="title"), code=code))
    found += [
        problem("council.places", Where(field=f"places-{form}"))
        for form, number in limits.items()
        if number < 0
    ]
    waiting = CouncilItem.objects.filter(award__in=awards).exclude(session__state=State.ENDED)
    for item in waiting.select_related("award", "session"):
        values = {"subject": item.award.subject_name, "session": item.session.title}
        found.append(problem("council.item-elsewhere", Where(field="awards"), **values))
    return found


def _agenda_order(award: Award) -> tuple[tuple[int, int], str, int]:
    return (title_rank(award_forms(), award.form), award.subject_name, award.pk)


@transaction.atomic
def council_attend(
    *, by: Viewer, at: datetime, session: CouncilSession, present: Mapping[str, bool], reasons: Mapping[str, str]
) -> None:  # fmt: skip
    """Write down who came and who did not, and why.

    Args:
        present: person's code → there or not; who is not named stays as before.

    Raises:
        Refused: "council.may-not-run", "council.state"; "council.vote-running" while papers are out.
    """
    running(by, session, State.PLANNED, State.SITTING)
    if session.rounds.filter(ballot__phase__in=("drawing", "casting")).exists():
        raise Refused("council.vote-running")
    for row in session.presences.select_related("person"):
        if row.person.code in present:
            row.present = present[row.person.code]
            row.reason = "" if row.present else reasons.get(row.person.code, "").strip()[:200]
            row.save(update_fields=["present", "reason"])
    here = session.presences.filter(present=True).count()
    written(
        by=by,
        at=at,
        action="council-attend",
        session=session,
        sentence=f"Điểm danh {session.title}: {here} người có mặt",
    )


@transaction.atomic
def council_begin(*, by: Viewer, at: datetime, session: CouncilSession) -> CouncilSession:
    """Raises: Refused "council.may-not-run", "council.state"."""
    session = running(by, session, State.PLANNED)
    session.state, session.began_at = State.SITTING, at
    session.save(update_fields=["state", "began_at"])
    written(by=by, at=at, action="council-begin", session=session, sentence=f"Khai mạc {session.title}")
    return session


@transaction.atomic
def council_recuse(
    *, by: Viewer, at: datetime, item: CouncilItem, person: Person, reason: str
) -> CouncilRecusal:
    """A member declares an interest in an item, herself, or the clerk writes down that she did.

    Raises:
        Refused: "council.state", "council.may-not-run", "council.not-seated", "council.reason-needed";
            "council.vote-running" once papers for the item are out.
    """
    who = acting(by)
    session = item.session
    if who.pk != person.pk:
        running(by, session, State.PLANNED, State.SITTING)
    elif session.state == State.ENDED:
        raise Refused("council.state")
    if not session.presences.filter(person=person).exists():
        raise Refused("council.not-seated", person=person.name)
    if not reason.strip():
        raise Refused("council.reason-needed")
    if item.rounds.exclude(ballot__phase="void").exists():
        raise Refused("council.vote-running")
    row, _ = CouncilRecusal.objects.update_or_create(
        item=item, person=person, defaults={"reason": reason.strip()[:200]}
    )
    written(
        by=by,
        at=at,
        action="council-recuse",
        session=session,
        sentence=f"{person.name} không tham gia xét {item.award.subject_name}: {reason.strip()}",
        about=person,
    )
    return row


@transaction.atomic
def council_letter(
    *, by: Viewer, at: datetime, item: CouncilItem, person: Person, agrees: bool | None, text: str, on: date
) -> CouncilLetter:
    """Write down what an absent member wrote about an item. It is read out and stands in the minutes; it is no vote.

    Raises:
        Refused: "council.may-not-run", "council.state"; "council.refused" with all problems.
    """
    session = running(by, item.session, State.PLANNED, State.SITTING)
    presence = session.presences.filter(person=person).first()
    found = []
    if presence is None:
        found.append(problem("council.not-seated", Where(field="person"), person=person.name))
    elif presence.present:
        found.append(problem("council.letter-of-present", Where(field="person"), person=person.name))
    if item.recusals.filter(person=person).exists():
        found.append(problem("council.letter-of-tied", Where(field="person"), person=person.name))
    if agrees is None and not text.strip():
        found.append(problem("council.empty", Where(field="text")))
    _stop(found)
    row, _ = CouncilLetter.objects.update_or_create(
        item=item, person=person, defaults={"agrees": agrees, "text": text.strip()[:600], "received_on": on}
    )
    written(
        by=by,
        at=at,
        action="council-letter",
        session=session,
        sentence=f"Ghi ý kiến bằng văn bản của {person.name} về {item.award.subject_name}",
        about=person,
    )
    return row


@transaction.atomic
def council_say(
    *, by: Viewer, at: datetime, session: CouncilSession, text: str, item: CouncilItem | None = None
) -> CouncilNote:
    """Note what was said; written once.

    Raises:
        Refused: "council.may-not-run", "council.state"; "council.refused" for an empty note.
    """
    running(by, session, State.SITTING)
    if not text.strip():
        _stop([problem("council.empty", Where(field="text"))])
    return CouncilNote.objects.create(
        session=session, item=item, text=text.strip()[:1000], written_by=acting(by), written_at=at
    )


# --- What others ask --------------------------------------------------------------------------------------------


def seats_of(session: CouncilSession) -> list[Seat]:
    """The council as it sits that day."""
    wrote = set(CouncilLetter.objects.filter(item__session=session).values_list("person", flat=True))
    rows = session.presences.select_related("person")
    return [Seat(row.person.code, Office(row.office), row.present, row.person_id in wrote) for row in rows]


def running(by: Viewer, session: CouncilSession, *states: str) -> CouncilSession:
    """The session as it stands now, for who may move it on. Raises: Refused."""
    acting(by)
    allow(access.may_run_council(by, session.council), "council.may-not-run", council=session.council.title)
    rows = CouncilSession.objects.select_for_update(of=("self",)).select_related("council__unit")
    row = rows.get(pk=session.pk)
    if row.state not in states:
        raise Refused("council.state")
    return row


def written(
    *,
    by: Viewer,
    at: datetime,
    action: str,
    session: CouncilSession,
    sentence: str,
    about: Person | None = None,
) -> None:
    """One line in the audit log."""
    audit(
        by=by, at=at, action=action, subject=f"council-session:{session.code}", unit=session.council.unit, about=about,
        sentence=f"{sentence.removesuffix('.')}.",
    )  # fmt: skip


def _stop(found: Sequence[Problem]) -> None:
    if found:
        raise Refused("council.refused", found)
