"""Minutes of a session, composed from what the session is: nobody types them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from thidua.actions.ballot_box import ballot_count, file_digest, key_mark
from thidua.actions.council import OFFICES
from thidua.actions.council_verdict import session_verdicts
from thidua.actions.council_vote import Told, council_result, must_attend
from thidua.actions.document import full_name, heading_of
from thidua.core.council import CHAIRS, VOTING, Office
from thidua.core.law.verdict import Verdict
from thidua.office.council import result_words, share_words
from thidua.office.document import Document
from thidua.office.document.council import (
    Count,
    Counted,
    Sitting,
    Weighed,
    council_minutes,
    count_minutes,
)
from thidua.office.document.model import Heading
from thidua.office.language import Lang
from thidua.office.law import Speaker, missing_sentence
from thidua.rules.catalogue import award_forms
from thidua.store import vault
from thidua.store.models import Ballot, CouncilItem, CouncilPresence, CouncilRound, CouncilSession


def session_paper(session: CouncilSession) -> Document:
    """Biên bản họp."""
    told = council_result(session)
    notes = list(session.notes.order_by("pk"))
    verdicts = session_verdicts(session, [row.item for row in told])
    return council_minutes(
        _heading(session),
        _sitting(session),
        [
            _weighed(
                row, verdicts.get(row.item.pk), [note.text for note in notes if note.item_id == row.item.pk]
            )
            for row in told
        ],
        [note.text for note in notes if note.item_id is None],
        session.conclusion,
        [_sum(row) for row in _counted(session)],
        specimen=settings.DEMO,
    )


def round_paper(row: CouncilRound) -> Document:
    """Biên bản kiểm phiếu of a counted round."""
    session = row.session
    share = next(t for t in council_result(session) if t.item.award.form == row.form)
    names = {f"muc-{item.number}": item for item in row.items.select_related("award")}
    rows = tuple(
        Counted(
            _named(names[box.asked.code.rpartition("/")[2]].award), box.issued + box.hand_issued,
            len(box.slips) + sum(box.hand.values()), box.counted["yes"], box.counted["no"], box.counted["blank"],
            box.hand.get("invalid", 0), share.needed, share.members,
        )
        for box in ballot_count(row.ballot)
    )  # fmt: skip
    ballot = row.ballot
    assert ballot.counted_at is not None
    count = Count(
        ballot.title, _here(ballot.opened_at), _here(ballot.counted_at), rows,
        share_words(share.asked, share.needed, share.members, "vi"), key_mark(ballot), file_digest(ballot),
    )  # fmt: skip
    return count_minutes(_heading(session), _sitting(session), count, specimen=settings.DEMO)


def told_words(told: Told, lang: Lang | None = None) -> str:
    """What it came to for one item; in the reader's language unless said otherwise."""
    given = (told.advice, told.yes, told.members, told.needed, told.item.chair_yes is not None)
    return result_words(*given, lang) if lang else result_words(*given)


def form_title(form: str) -> str:
    return next((held.title for held in award_forms() if held.code == form), form)


def chair_of(session: CouncilSession) -> CouncilPresence | None:
    """Who chairs: the chair, or the vice where the chair is absent."""
    rows = session.presences.filter(office__in=CHAIRS).exclude(present=False).select_related("person")
    return min(rows, key=lambda row: row.office != Office.CHAIR, default=None)


def clerk_of(session: CouncilSession) -> CouncilPresence | None:
    rows = session.presences.filter(office__in=(Office.CLERK, Office.STANDING)).exclude(present=False)
    return min(rows.select_related("person"), key=lambda row: row.office != Office.CLERK, default=None)


def _sitting(session: CouncilSession) -> Sitting:
    members = [row for row in session.presences.select_related("person") if row.office in VOTING]
    chair, clerk = chair_of(session), clerk_of(session)
    return Sitting(
        title=session.title,
        council=session.council.title,
        began=_here(session.began_at) if session.began_at else datetime.combine(session.on, datetime.min.time()),
        ended=_here(session.ended_at) if session.ended_at else None,
        place=session.place,
        members=len(members),
        quorum=must_attend(session),
        present=tuple(_seated(row) for row in members if row.present),
        absent=tuple(
            f"{_seated(row)}{f' (lý do: {row.reason})' if row.reason else ''}" for row in members if not row.present
        ),
        chair=_seated(chair) if chair else "",
        clerk=_seated(clerk) if clerk else "",
    )  # fmt: skip


def _seated(row: CouncilPresence) -> str:
    return f"{full_name(row.person)}, {OFFICES[Office(row.office)]}"


def _named(award) -> str:
    return f"{award.subject_name}, {award.subject_unit}" if award.subject_unit else award.subject_name


def _weighed(told: Told, verdict: Verdict | None, notes: list[str]) -> Weighed:
    item = told.item
    tied = [
        f"{row.person.name} không tham gia thảo luận, bỏ phiếu: "
        f"{'hồ sơ của chính mình' if row.own else row.reason}."
        for row in item.recusals.select_related("person")
    ]
    letters = [
        f"Ý kiến bằng văn bản của {row.person.name} (vắng mặt, không tính là phiếu): {_letter(row)}"
        for row in item.letters.select_related("person")
    ]
    votes = [
        f"Vòng {number}: phát {box.issued + box.hand_issued} phiếu, thu {len(box.slips) + sum(box.hand.values())}; "
        f"đồng ý {box.counted['yes']}, không đồng ý {box.counted['no']}, phiếu trắng {box.counted['blank']}"
        f"{f', không hợp lệ {invalid}' if (invalid := box.hand.get('invalid', 0)) else ''}. "
        f"Tỷ lệ trên tổng số thành viên: {box.counted['yes']}/{told.members}, cần {told.needed}."
        for number, box in enumerate(told.boxes, 1)
    ]
    if item.chair_yes is not None and item.chair is not None:
        chosen = "đề nghị" if item.chair_yes else "không đề nghị"
        votes.append(
            f"Hai vòng bằng phiếu ở suất cuối; chủ tọa {item.chair.name} quyết định {chosen}. "
            f"Lý do: {item.chair_reason}"
        )
    return Weighed(
        _named(item.award), form_title(item.award.form), _about(item, verdict), tuple(tied),
        tuple(letters), tuple(notes), tuple(votes),
        told_words(told, "vi"),
    )  # fmt: skip


def _about(item: CouncilItem, verdict: Verdict | None) -> tuple[str, ...]:
    lines = [f"Thành tích: {item.award.reason}"]
    if verdict is not None:
        said = Speaker(award_forms(), "vi").outcome(verdict.outcome)
        missing = missing_sentence(verdict, award_forms(), "vi")
        lines.append(f"Rà soát điều kiện theo {verdict.regime}: {said}. {missing}".rstrip())
    return tuple(lines)


def _letter(row) -> str:
    stand = {True: "đồng ý", False: "không đồng ý", None: ""}[row.agrees]
    return "; ".join(part for part in (stand, row.text) if part)


def _counted(session: CouncilSession) -> list[CouncilRound]:
    return list(session.rounds.filter(ballot__phase=Ballot.Phase.COUNTED).select_related("ballot"))


def _sum(row: CouncilRound) -> str:
    return f"{row.ballot.title}: mã băm SHA-256 của tệp hòm phiếu {file_digest(row.ballot)}."


def _heading(session: CouncilSession) -> Heading:
    """The council above whose head stands the unit it advises; a council has a number of its own."""
    unit = heading_of(session.council.unit, None, place=False, seen_on=session.on)
    return Heading(agency=session.council.title, superior=unit.agency, number="/BB-HĐTĐKT", place="", on=None)


def _here(at: datetime) -> datetime:
    return at.astimezone(vault.HERE)
