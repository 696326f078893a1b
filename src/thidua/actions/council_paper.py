"""Minutes of a session and of its counts, composed from what the session is: nobody types them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from thidua.actions.ballot_box import ballot_count, file_digest, key_mark
from thidua.actions.council import OFFICES
from thidua.actions.council_verdict import session_verdicts
from thidua.actions.council_vote import Told, council_result, must_attend
from thidua.actions.document import full_name
from thidua.actions.paper import issuer_of
from thidua.core.ballot import Box
from thidua.core.council import CHAIRS, VOTING, Advice, Office
from thidua.core.law.verdict import Verdict
from thidua.office.council import result_words, share_words
from thidua.office.language import Lang
from thidua.office.law import Speaker, missing_sentence
from thidua.office.paper.content import Count, Issuer, Meeting, Vote, Weighed
from thidua.office.paper.form import Form
from thidua.office.paper.minutes import COUNT, MEETING, count_values, meeting_values
from thidua.office.paper.tags import Values
from thidua.rules.catalogue import award_forms
from thidua.store import vault
from thidua.store.models import Award, Ballot, CouncilItem, CouncilPresence, CouncilRound, CouncilSession

_METHOD = "Bỏ phiếu kín trên hệ thống: mỗi thành viên nhận một phiếu cho mỗi hồ sơ, trừ hồ sơ mình có lợi ích liên quan"


def session_paper(session: CouncilSession) -> tuple[Form, Values]:
    """Biên bản họp."""
    told = council_result(session)
    notes = list(session.notes.order_by("pk"))
    verdicts = session_verdicts(session, [row.item for row in told])
    rounds = session.rounds.filter(ballot__phase=Ballot.Phase.COUNTED).select_related("ballot")
    meeting = replace(
        _sitting(session),
        notes=tuple(note.text for note in notes if note.item_id is None),
        items=tuple(
            _weighed(
                row, verdicts.get(row.item.pk), [note.text for note in notes if note.item_id == row.item.pk]
            )
            for row in told
        ),
        conclusion=tuple(line.strip() for line in session.conclusion.splitlines() if line.strip()),
        digests=tuple(_digest(row) for row in rounds),
    )
    return MEETING, meeting_values(meeting)


def round_paper(row: CouncilRound) -> tuple[Form, Values]:
    """Biên bản kiểm phiếu of a counted round."""
    session, ballot = row.session, row.ballot
    share = next(told for told in council_result(session) if told.item.award.form == row.form)
    items = {f"muc-{item.number}": item for item in row.items.select_related("award")}
    assert ballot.counted_at is not None
    count = Count(
        meeting=_sitting(session),
        round=ballot.title,
        opened=_here(ballot.opened_at),
        counted=_here(ballot.counted_at),
        method=_METHOD,
        basis=share_words(share.asked, share.needed, share.members, "vi"),
        votes=tuple(
            _vote(items[box.asked.code.rpartition("/")[2]], box, share.members, share.needed)
            for box in ballot_count(ballot)
        ),
        key_mark=key_mark(ballot),
        digest=file_digest(ballot),
    )
    return COUNT, count_values(count)


def told_words(told: Told, lang: Lang | None = None) -> str:
    """What it came to for one item; in the reader's language unless said otherwise."""
    given = (told.advice, told.yes, told.members, told.needed, told.item.chair_yes is not None)
    return result_words(*given, lang) if lang else result_words(*given)


@dataclass(frozen=True)
class Advised:
    """What the latest session that has ended came to for one award."""

    session: CouncilSession
    advice: Advice
    words: str


def advised(awards: Iterable[Award]) -> dict[int, Advised]:
    """By key of the award; the boxes of each session are counted once, whoever stood before it."""
    ended = CouncilItem.objects.filter(award__in=awards, session__state=CouncilSession.State.ENDED)
    items = ended.select_related("session__council__unit").order_by("session__on", "pk")
    last = {item.award_id: item for item in items}
    sessions = {item.session_id: item.session for item in last.values()}
    told = {row.item.pk: told_words(row) for session in sessions.values() for row in council_result(session)}
    return {
        award: Advised(item.session, Advice(item.advice), told[item.pk])
        for award, item in last.items()
        if item.advice
    }


def form_title(form: str) -> str:
    return next((held.title for held in award_forms() if held.code == form), form)


def _sitting(session: CouncilSession) -> Meeting:
    """Who sat when and where; what they said of the dossiers is still to come."""
    members = [row for row in session.presences.select_related("person") if row.office in VOTING]
    chair, clerk = _chair(session), _clerk(session)
    began = _here(session.began_at) if session.began_at else datetime.combine(session.on, datetime.min.time())
    return Meeting(
        issuer=_issuer(session),
        number="/BB-HĐTĐKT",
        council=session.council.title,
        name=session.title,
        began=began,
        ended=_here(session.ended_at) if session.ended_at else None,
        place=session.place,
        members=len(members),
        quorum=must_attend(session),
        present=tuple(_seated(row) for row in members if row.present),
        absent=tuple(
            f"{_seated(row)}{f' (lý do: {row.reason})' if row.reason else ''}" for row in members if not row.present
        ),
        chair=full_name(chair.person) if chair else "",
        chair_office=OFFICES[Office(chair.office)] if chair else "",
        secretary=full_name(clerk.person) if clerk else "",
        secretary_office=OFFICES[Office(clerk.office)] if clerk else "",
    )  # fmt: skip


def _issuer(session: CouncilSession) -> Issuer:
    """The council, above whose head stands the unit it advises; a council has a number of its own."""
    unit = issuer_of(session.council.unit, session.on)
    return replace(unit, agency=session.council.title, superior=unit.agency)


def _chair(session: CouncilSession) -> CouncilPresence | None:
    """Who chairs: the chair, or the vice where the chair is absent."""
    rows = session.presences.filter(office__in=CHAIRS).exclude(present=False).select_related("person")
    return min(rows, key=lambda row: row.office != Office.CHAIR, default=None)


def _clerk(session: CouncilSession) -> CouncilPresence | None:
    rows = session.presences.filter(office__in=(Office.CLERK, Office.STANDING)).exclude(present=False)
    return min(rows.select_related("person"), key=lambda row: row.office != Office.CLERK, default=None)


def _seated(row: CouncilPresence) -> str:
    return f"{full_name(row.person)}, {OFFICES[Office(row.office)]}"


def _named(item: CouncilItem) -> str:
    award = item.award
    return f"{award.subject_name}, {award.subject_unit}" if award.subject_unit else award.subject_name


def _weighed(told: Told, verdict: Verdict | None, notes: list[str]) -> Weighed:
    item = told.item
    lines = [*_about(item, verdict), *_tied(item), *_letters(item), *notes, *_votes(told)]
    return Weighed(
        _named(item), form_title(item.award.form), tuple(lines), told_words(told, "vi"),
        _vote(item, told.boxes[-1], told.members, told.needed) if told.boxes else None,
    )  # fmt: skip


def _about(item: CouncilItem, verdict: Verdict | None) -> list[str]:
    lines = [f"Thành tích: {item.award.reason}"]
    if verdict is not None:
        said = Speaker(award_forms(), "vi").outcome(verdict.outcome)
        missing = missing_sentence(verdict, award_forms(), "vi")
        lines.append(f"Rà soát điều kiện theo {verdict.regime}: {said}. {missing}".rstrip())
    return lines


def _tied(item: CouncilItem) -> list[str]:
    return [
        f"{row.person.name} không tham gia thảo luận, bỏ phiếu: "
        f"{'hồ sơ của chính mình' if row.own else row.reason}."
        for row in item.recusals.select_related("person")
    ]


def _letters(item: CouncilItem) -> list[str]:
    return [
        f"Ý kiến bằng văn bản của {row.person.name} (vắng mặt, không tính là phiếu): {_letter(row)}"
        for row in item.letters.select_related("person")
    ]


def _letter(row) -> str:
    stand = {True: "đồng ý", False: "không đồng ý", None: ""}[row.agrees]
    return "; ".join(part for part in (stand, row.text) if part)


def _votes(told: Told) -> list[str]:
    item = told.item
    rounds = [_vote(item, box, told.members, told.needed) for box in told.boxes]
    lines = [
        f"Vòng {number}: phát {one.issued} phiếu, thu {one.returned}; "
        f"đồng ý {one.yes}, không đồng ý {one.no}, phiếu trắng {one.blank}"
        f"{f', không hợp lệ {one.invalid}' if one.invalid else ''}. "
        f"Tỷ lệ trên tổng số thành viên: {one.yes}/{one.members}, cần {one.needed}."
        for number, one in enumerate(rounds, 1)
    ]
    if item.chair_yes is not None and item.chair is not None:
        chosen = "đề nghị" if item.chair_yes else "không đề nghị"
        lines.append(
            f"Hai vòng bằng phiếu ở suất cuối; chủ tọa {item.chair.name} quyết định {chosen}. "
            f"Lý do: {item.chair_reason}"
        )
    return lines


def _vote(item: CouncilItem, box: Box, members: int, needed: int) -> Vote:
    """Papers of the device and papers of paper of one question, together."""
    return Vote(
        _named(item), form_title(item.award.form), box.issued + box.hand_issued,
        len(box.slips) + sum(box.hand.values()), box.counted["yes"], box.counted["no"], box.counted["blank"],
        box.hand.get("invalid", 0), members, needed,
    )  # fmt: skip


def _digest(row: CouncilRound) -> str:
    return f"{row.ballot.title}: mã băm SHA-256 của tệp hòm phiếu {file_digest(row.ballot)}."


def _here(at: datetime) -> datetime:
    return at.astimezone(vault.HERE)
