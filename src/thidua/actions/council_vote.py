"""A council votes: a secret ballot on the dossiers of one title, low titles first, and what the boxes come to.

What comes out is advice, computed from the papers each time it is read (core.council.advise). The chair's own vote,
where the rule asks for it, is written down under his name with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting
from thidua.actions.ballot import (
    Put,
    ballot_close,
    ballot_count,
    ballot_issue_by_hand,
    ballot_open,
    ballot_seal,
    ballot_void,
)
from thidua.actions.council_session import State, running, seats_of, written
from thidua.actions.dossier.paper import papers_fill
from thidua.actions.dossier.step import locked, note_step
from thidua.actions.notice import notice_send
from thidua.core.ballot import Box
from thidua.core.council import (
    CHAIRS,
    VOTING,
    Advice,
    Poll,
    advise,
    majority,
    sitting_problems,
    title_rank,
    two_thirds,
    voting,
)
from thidua.core.dossier import DossierState
from thidua.core.law.council import Threshold, quorum, votes_needed
from thidua.core.problem import Problem, Refused, problem
from thidua.office.council import result_words
from thidua.rules.catalogue import award_forms, law_book
from thidua.store.access import Viewer
from thidua.store.models import Ballot, CouncilItem, CouncilRound, CouncilSession, Dossier, Person

CHOICES = ("yes", "no", "blank")
_OUT = (Ballot.Phase.DRAWING, Ballot.Phase.CASTING)
_TO_VOTE = frozenset({Advice.OPEN, Advice.AGAIN})


# --- What the votes come to ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """One item, as far as the council has come with it.

    Attributes:
        boxes: one for each counted round, oldest first.
        advice: what they come to, the chair's own vote included.
        asked: the share of all members that the law asks for; None where no text asks for a vote: more than half.
    """

    item: CouncilItem
    advice: Advice
    needed: int
    members: int
    asked: Threshold | None
    boxes: tuple[Box, ...] = ()
    yes: int | None = None  # of the last round


@dataclass
class _Title:
    items: list[CouncilItem] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    boxes: dict[str, list[Box]] = field(default_factory=dict)


def council_result(session: CouncilSession) -> list[Told]:
    """Every item of the agenda with what its rounds come to, in the order of the agenda."""
    items = list(session.items.select_related("award__person", "award__unit"))
    titles: dict[str, _Title] = {}
    for item in items:
        titles.setdefault(item.award.form, _Title()).items.append(item)
    for row in session.rounds.filter(ballot__phase=Ballot.Phase.COUNTED).select_related("ballot"):
        _add_round(titles[row.form], row)
    members = len(voting(seats_of(session)))
    found = {
        item: told for form, title in titles.items() for item, told in _told(session, form, title, members)
    }
    return [found[item.pk] for item in items]


def _add_round(title: _Title, row: CouncilRound) -> None:
    boxes = {box.asked.code.rpartition("/")[2]: box for box in ballot_count(row.ballot)}
    title.polls.append(Poll({code: box.counted["yes"] for code, box in boxes.items()}))
    for code, box in boxes.items():
        title.boxes.setdefault(code, []).append(box)


def _told(session: CouncilSession, form: str, title: _Title, members: int) -> list[tuple[int, Told]]:
    asked = votes_needed(form, members, session.on, law_book()) if members else None
    needed = asked.needed if asked else majority(members)
    codes = {_code(item): item for item in title.items}
    advice = advise(codes, title.polls, needed, session.places.get(form), session.council.rounds)
    return [
        (
            item.pk,
            Told(
                item, _with_chair(item, advice[code]), needed, members, asked, tuple(boxes),
                boxes[-1].counted["yes"] if boxes else None,
            ),
        )
        for code, item in codes.items()
        for boxes in [title.boxes.get(code, [])]
    ]  # fmt: skip


def must_attend(session: CouncilSession) -> int:
    """How many members must be there: what the law asks of its titles, or a stricter rule of the council's own."""
    members = len(voting(seats_of(session)))
    if not members:
        return 1
    forms = set(session.items.values_list("award__form", flat=True))
    known = [found.needed for form in forms if (found := quorum(form, members, session.on, law_book()))]
    own = -(-members * session.council.quorum // 100) if session.council.quorum else 0
    return max([*(known or [two_thirds(members)]), own])


def _with_chair(item: CouncilItem, advice: Advice) -> Advice:
    if advice is not Advice.CHAIR or item.chair_yes is None:
        return advice
    return Advice.RECOMMENDED if item.chair_yes else Advice.NO_PLACE


def _code(item: CouncilItem) -> str:
    return f"muc-{item.number}"


# --- Voting -------------------------------------------------------------------------------------------------------


@transaction.atomic
def council_vote(
    *, by: Viewer, at: datetime, session: CouncilSession, items: Sequence[CouncilItem], reason: str = ""
) -> CouncilRound:
    """Open a secret ballot for members who are present, on dossiers of one title; tied members get no paper.

    Args:
        reason: needed where items without enough votes come again.

    Raises:
        Refused: "council.may-not-run", "council.state"; "council.refused" with all problems; "ballot.refused".
    """
    session = running(by, session, State.SITTING)
    told = {row.item.pk: row for row in council_result(session)}
    chosen = sorted((told[item.pk] for item in items), key=lambda row: row.item.number)
    found = _vote_problems(session, list(told.values()), chosen, reason)
    if found:
        raise Refused("council.refused", found)
    form, number = chosen[0].item.award.form, 1 + len(chosen[0].boxes)
    tried = session.rounds.filter(form=form).count() + 1
    voters = [row.person for row in _present(session)]
    ballot = ballot_open(
        by=by, at=at, code=f"{session.code}-{form}-{tried}"[:120], owner=f"council-session:{session.code}",
        title=f"{_title(form)}, vòng {number}", unit=session.council.unit, voters=voters,
        questions=[
            Put(
                _code(row.item), row.item.award.subject_name, CHOICES,
                [tie.person for tie in row.item.recusals.select_related("person")],
            )
            for row in chosen
        ],
    )  # fmt: skip
    made = CouncilRound.objects.create(
        session=session, form=form, number=number, ballot=ballot, reason=reason.strip()[:300]
    )
    made.items.set([row.item for row in chosen])
    notice_send(
        by=by, at=at, to=voters, kind="ballot", subject=f"ballot:{ballot.code}", waiting=True,
        sentence=f"Nhận phiếu kín: {ballot.title}", link=reverse("ballot", args=[ballot.code]),
    )  # fmt: skip
    return made


def _present(session: CouncilSession) -> list:
    return list(session.presences.filter(present=True, office__in=VOTING).select_related("person"))


def _vote_problems(
    session: CouncilSession, told: Sequence[Told], chosen: Sequence[Told], reason: str
) -> list[Problem]:
    found = sitting_problems(seats_of(session), must_attend(session))
    if session.rounds.filter(ballot__phase__in=_OUT).exists():
        found.append(problem("council.vote-running"))
    forms = {row.item.award.form for row in chosen}
    if len(forms) != 1:
        return [*found, problem("council.one-title")]
    rank = title_rank(award_forms(), *forms)
    lower = [
        row
        for row in told
        if row.advice in _TO_VOTE and title_rank(award_forms(), row.item.award.form) < rank
    ]
    if lower:
        found.append(problem("council.low-first", title=_title(lower[0].item.award.form)))
    for row in chosen:
        if len(row.boxes) >= session.council.rounds:
            found.append(problem("council.rounds-over", subject=row.item.award.subject_name))
        elif row.advice not in _TO_VOTE | {Advice.SHORT}:
            found.append(problem("council.settled", subject=row.item.award.subject_name))
    if len({len(row.boxes) for row in chosen}) > 1:
        found.append(problem("council.one-round"))
    if any(row.advice is Advice.SHORT for row in chosen) and not reason.strip():
        found.append(problem("council.reason-needed"))
    return found


@transaction.atomic
def council_hand(*, by: Viewer, at: datetime, row: CouncilRound, person: Person) -> None:
    """Give papers of paper to a member without a device. Raises: Refused as `ballot_issue_by_hand`."""
    running(by, row.session, State.SITTING)
    ballot_issue_by_hand(by=by, at=at, ballot=row.ballot, person=person)


@transaction.atomic
def council_seal(*, by: Viewer, at: datetime, row: CouncilRound) -> None:
    """End drawing and begin casting. Raises: Refused as `ballot_seal`, "council.may-not-run", "council.state"."""
    running(by, row.session, State.SITTING)
    ballot_seal(by=by, at=at, ballot=row.ballot)


@transaction.atomic
def council_count(
    *, by: Viewer, at: datetime, row: CouncilRound, hand: Mapping[str, Mapping[str, int]] | None = None
) -> None:
    """Close the boxes and count. Raises: Refused as `ballot_close`, "council.may-not-run", "council.state"."""
    running(by, row.session, State.SITTING)
    ballot_close(by=by, at=at, ballot=row.ballot, hand=hand)


@transaction.atomic
def council_give_up(*, by: Viewer, at: datetime, row: CouncilRound, reason: str) -> None:
    """Give a vote up, uncounted; it does not count as a round. Raises: Refused as `ballot_void`."""
    running(by, row.session, State.SITTING)
    ballot_void(by=by, at=at, ballot=row.ballot, reason=reason)


@transaction.atomic
def council_choose(*, by: Viewer, at: datetime, item: CouncilItem, yes: bool, reason: str) -> CouncilItem:
    """The chair's own vote, where the last round was tied for the last place.

    Raises:
        Refused: "council.state", "council.chair-only", "council.chair-tied", "council.not-tied", "council.places-full",
            "council.reason-needed".
    """
    who = acting(by)
    session = CouncilSession.objects.select_for_update().get(pk=item.session_id)
    if session.state != State.SITTING:
        raise Refused("council.state")
    if not chairs_now(session, who):
        raise Refused("council.chair-only")
    if item.recusals.filter(person=who).exists():
        raise Refused("council.chair-tied")
    told = council_result(session)
    asked = next(row for row in told if row.item.pk == item.pk)
    if asked.advice is not Advice.CHAIR:
        raise Refused("council.not-tied")
    same = [row for row in told if row.item.award.form == item.award.form]
    taken = sum(row.advice is Advice.RECOMMENDED for row in same)
    if yes and taken >= session.places[item.award.form]:
        raise Refused("council.places-full")
    if not reason.strip():
        raise Refused("council.reason-needed")
    item.chair_yes, item.chair, item.chair_reason = yes, who, reason.strip()[:300]
    item.save(update_fields=["chair_yes", "chair", "chair_reason"])
    chosen = "đề nghị" if yes else "không đề nghị"
    written(
        by=by,
        at=at,
        action="council-choose",
        session=session,
        sentence=f"Hai vòng bằng phiếu, người chủ trì quyết định {chosen} {item.award.subject_name}: "
        f"{item.chair_reason}",
    )
    return item


def chairs_now(session: CouncilSession, who: Person) -> bool:
    """The chair; the vice only where the chair is not there."""
    here = {row.office: row.person_id for row in session.presences.filter(present=True, office__in=CHAIRS)}
    first = here.get("chair", here.get("vice"))
    return first == who.pk


@transaction.atomic
def council_end(*, by: Viewer, at: datetime, session: CouncilSession, conclusion: str) -> CouncilSession:
    """Close the session; what the council advises on each item is written beside it, and into its dossier's trail.

    Raises:
        Refused: "council.may-not-run", "council.state"; "council.refused" with items that still wait.
    """
    session = running(by, session, State.SITTING)
    told = council_result(session)
    found = [
        problem("council.item-waits", subject=row.item.award.subject_name)
        for row in told
        if row.advice in (Advice.OPEN, Advice.AGAIN, Advice.CHAIR)
    ]
    if session.rounds.filter(ballot__phase__in=_OUT).exists():
        found.append(problem("council.vote-running"))
    if not conclusion.strip():
        found.append(problem("council.conclusion"))
    if found:
        raise Refused("council.refused", found)
    for row in told:
        row.item.advice = row.advice
        row.item.save(update_fields=["advice"])
        _tell_dossier(by, at, session, row)
    session.state, session.ended_at, session.conclusion = State.ENDED, at, conclusion.strip()
    session.save(update_fields=["state", "ended_at", "conclusion"])
    for dossier in Dossier.objects.filter(award__council_items__session=session):
        papers_fill(dossier, at)  # its minutes are the paper that the law asks for
    good = sum(row.advice is Advice.RECOMMENDED for row in told)
    written(
        by=by,
        at=at,
        action="council-end",
        session=session,
        sentence=f"Kết thúc {session.title}: đề nghị {good}/{len(told)} hồ sơ",
    )
    return session


def _tell_dossier(by: Viewer, at: datetime, session: CouncilSession, told: Told) -> None:
    """The dossier goes on waiting for the decision, now with the council's advice; the clock begins here."""
    dossier = Dossier.objects.filter(award=told.item.award, state=DossierState.COUNCIL).first()
    if dossier is None:
        return
    chosen = told.item.chair_yes is not None
    words = result_words(told.advice, told.yes, told.members, told.needed, chosen, "vi")
    note_step(
        by=by, at=at, dossier=locked(dossier), then=DossierState.COUNCIL, reason=f"Hội đồng: {words}",
        paper=session.title,
    )  # fmt: skip


def _title(form: str) -> str:
    return next((held.title for held in award_forms() if held.code == form), form)
