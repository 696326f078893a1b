"""A council's sessions: who sits, who takes no part, rounds, ties, the chair, and minutes nobody types."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from tests.ballots import Device, codes
from tests.councils import TITLE, Chamber, chamber, nominate, printed
from tests.factories import DAY, START, World, at
from thidua.actions.ballot_box import ballot_check
from thidua.actions.council import council_found, council_leave, council_people, council_seat
from thidua.actions.council_paper import session_paper
from thidua.actions.council_session import (
    council_attend,
    council_begin,
    council_letter,
    council_plan,
    council_recuse,
    council_say,
)
from thidua.actions.council_vote import (
    council_choose,
    council_count,
    council_end,
    council_give_up,
    council_result,
    council_seal,
    council_vote,
)
from thidua.core.council import Advice
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import AuditLine, Award, CouncilItem, Dossier, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def nine(world: World) -> Chamber:
    return chamber(world)


def refused(code: str):
    return pytest.raises(Refused, check=lambda fault: fault.code == code)


def problems(code: str):
    return pytest.raises(Refused, check=lambda fault: code in codes(fault.problems))


def advice(session) -> list[str]:
    return [told.advice for told in council_result(session)]


# --- Who ------------------------------------------------------------------------------------------------------


def test_a_council_is_set_up_by_its_unit_and_by_nobody_else(world: World):
    given = {
        "at": at(),
        "code": "hd",
        "title": "Hội đồng",
        "unit": world.province,
        "decision": "1",
        "first_day": START,
    }
    with refused("council.may-not-keep"):
        council_found(by=world.see(world.an), **given)
    with problems("council.empty"):
        council_found(by=world.see(world.dung), **{**given, "title": " "})
    council = council_found(by=world.see(world.dung), **given)
    with problems("council.code-taken"):
        council_found(by=world.see(world.dung), **given)
    assert council.title == "Hội đồng"


def test_one_chair_one_seat_each_and_a_seat_that_ended_leaves_a_place(nine: Chamber):
    world, (chair, second, *_) = nine.world, nine.members
    by, day = nine.clerk, date(2025, 6, 1)
    with problems("council.seat-taken"):
        council_seat(by=by, at=at(), council=nine.council, person=second, office="member", first_day=day)
    with problems("council.one-chair"):
        council_seat(by=by, at=at(), council=nine.council, person=world.an, office="chair", first_day=day)
    with problems("council.office"):
        council_seat(by=by, at=at(), council=nine.council, person=world.an, office="khac", first_day=day)
    council_leave(by=by, at=at(), seat=nine.council.seats.get(person=chair), last_day=date(2025, 5, 31))
    council_seat(by=by, at=at(), council=nine.council, person=world.an, office="chair", first_day=day)
    with problems("council.seat-days"):
        council_leave(by=by, at=at(), seat=nine.council.seats.get(person=chair), last_day=day)
    assert world.an not in council_people(nine.council, day)
    assert world.binh in council_people(nine.council, day)
    assert world.chi not in council_people(nine.council, day)


def test_strangers_find_nothing(nine: Chamber):
    world = nine.world
    session = nine.plan(nominate(world, world.an))
    for stranger in (world.chi, world.an, world.binh):
        viewer = world.see(stranger)
        assert (list(access.councils(viewer)), list(access.council_sessions(viewer))) == ([], [])
        with pytest.raises(Http404):
            access.council_session_for(viewer, session.code)
        with pytest.raises(Http404):
            access.council_item_for(viewer, session, 1)
        assert list(access.council_candidates(viewer, nine.council)) == []
    for member in (nine.members[4], world.dung):
        assert access.council_session_for(world.see(member), session.code) == session


def test_an_ordinary_member_runs_nothing(nine: Chamber):
    session = nine.plan(nominate(nine.world, nine.world.an))
    member = nine.world.see(nine.members[5])
    with refused("council.may-not-run"):
        council_begin(by=member, at=at(), session=session)
    with refused("council.may-not-run"):
        council_attend(by=member, at=at(), session=session, present={}, reasons={})
    with refused("council.may-not-run"):
        council_vote(by=member, at=at(), session=session, items=[])


def test_who_joined_later_is_no_member_of_an_earlier_session(nine: Chamber):
    session = nine.plan(nominate(nine.world, nine.world.an))
    council_seat(
        by=nine.clerk, at=at(), council=nine.council, person=nine.world.binh, office="member", first_day=DAY
    )
    assert session.presences.count() == 10
    assert council_result(session)[0].members == 9


# --- The agenda -----------------------------------------------------------------------------------------------


def test_the_agenda_goes_from_low_titles_to_high_and_members_are_told(nine: Chamber):
    world = nine.world
    high = nominate(world, world.an)
    low = nominate(world, world.binh, form="chien-si-tien-tien")
    session = nine.plan([*high, *low], code="phien-2")
    assert [item.award.form for item in session.items.all()] == ["chien-si-tien-tien", TITLE]
    assert Notice.objects.filter(kind="council", to=nine.members[0]).count() == 1


def test_a_session_without_dossiers_or_with_one_that_waits_elsewhere_is_refused(nine: Chamber):
    awards = nominate(nine.world, nine.world.an)
    with problems("council.no-items"):
        nine.plan([])
    nine.plan(awards)
    with problems("council.item-elsewhere"):
        nine.plan(awards, code="phien-2")


def dossier(nine: Chamber, award: Award, state: str) -> Dossier:
    world = nine.world
    return Dossier.objects.create(
        award=award, unit=world.lim_xanh, desk=world.province, state=state, since=DAY, consent="given",
        opened_by=world.dung, opened_at=at(),
    )  # fmt: skip


def test_only_appraised_dossiers_come_before_the_council_and_then_wait_for_it(nine: Chamber):
    fit, early = nominate(nine.world, nine.world.an, nine.world.binh)
    ready = dossier(nine, fit, "appraised")
    dossier(nine, early, "collecting")
    assert list(access.council_candidates(nine.clerk, nine.council)) == [fit]
    nine.plan([fit])
    ready.refresh_from_db()
    assert (ready.state, ready.steps.get().paper) == ("council", "Xét danh hiệu năm 2025")
    assert list(access.council_candidates(nine.clerk, nine.council)) == []


def test_the_advice_enters_the_trail_of_the_dossier(nine: Chamber):
    (award,) = nominate(nine.world, nine.world.an)
    row = dossier(nine, award, "appraised")
    session = nine.sit(nine.plan([award]))
    nine.cast(nine.open(session, session.items.all()), {"muc-1": 8})
    council_end(by=nine.clerk, at=at(), session=session, conclusion="Thống nhất")
    row.refresh_from_db()
    last = row.steps.order_by("pk").last()
    assert (row.state, last.reason) == ("council", "Hội đồng: Đề nghị (8/9, cần 8)")


def test_nobody_votes_on_his_own_dossier(nine: Chamber):
    """He is still one of the nine of whom 80 % are asked."""
    session = nine.sit(nine.plan(nominate(nine.world, nine.members[3], nine.world.an)))
    own, other = session.items.all()
    own, other = (own, other) if own.award.person == nine.members[3] else (other, own)
    row = nine.open(session, [own, other])
    names = Device(nine.world, row.ballot, nine.members[3]).questions()
    assert names == [f"muc-{other.number}"]
    nine.cast(row, {f"muc-{own.number}": 8, f"muc-{other.number}": 8})
    told = {one.item.pk: one for one in council_result(session)}
    assert [(told[item.pk].boxes[0].issued, told[item.pk].needed) for item in (own, other)] == [
        (8, 8),
        (9, 8),
    ]


def test_an_interest_is_declared_before_papers_are_out(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    item = session.items.get()
    friend = nine.members[4]
    with refused("council.reason-needed"):
        council_recuse(by=nine.world.see(friend), at=at(), item=item, person=friend, reason=" ")
    with refused("council.not-seated"):
        council_recuse(by=nine.clerk, at=at(), item=item, person=nine.world.binh, reason="Em")
    council_recuse(
        by=nine.world.see(friend), at=at(), item=item, person=friend, reason="Vợ của người được xét"
    )
    row = nine.open(session, [item])
    assert Device(nine.world, row.ballot, friend).questions() == []
    with refused("council.vote-running"):
        council_recuse(
            by=nine.clerk, at=at(), item=item, person=nine.members[5], reason="Cùng quê, không tiện"
        )


# --- The acceptance story -------------------------------------------------------------------------------------


def test_nine_members_two_absent_seven_in_favour_are_not_eighty_per_cent(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)), absent=2)
    row = nine.open(session, session.items.all())
    nine.cast(row, {"muc-1": 7})
    (told,) = council_result(session)
    assert (told.yes, told.needed, told.members, told.advice) == (7, 8, 9, Advice.SHORT)
    assert ballot_check(row.ballot) == []


def test_a_letter_of_the_absent_is_minuted_and_counts_for_nothing(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)), absent=2)
    item, away = session.items.get(), nine.members[8]
    with problems("council.letter-of-present"):
        council_letter(
            by=nine.clerk, at=at(), item=item, person=nine.members[0], agrees=True, text="", on=DAY
        )
    with problems("council.empty"):
        council_letter(by=nine.clerk, at=at(), item=item, person=away, agrees=None, text=" ", on=DAY)
    council_letter(by=nine.clerk, at=at(), item=item, person=away, agrees=True, text="Nhất trí", on=DAY)
    nine.cast(nine.open(session, [item]), {"muc-1": 7})
    assert advice(session) == [Advice.SHORT]
    text = printed(*session_paper(session))
    assert "Ý kiến bằng văn bản của Ủy viên 9 (vắng mặt, không tính là phiếu): đồng ý; Nhất trí" in text


def test_five_of_nine_may_not_sit(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)), absent=4)
    with problems("council.no-quorum"):
        nine.open(session, session.items.all())


def test_a_tie_at_the_quota_goes_to_a_second_round_and_then_to_the_chair(nine: Chamber):
    world = nine.world
    session = nine.sit(
        nine.plan(nominate(world, world.an, world.binh, world.clerk), chien_si_thi_dua_co_so=2)
    )
    nine.cast(nine.open(session, session.items.all()), {"muc-1": 9, "muc-2": 8, "muc-3": 8})
    assert advice(session) == [Advice.RECOMMENDED, Advice.AGAIN, Advice.AGAIN]
    first, *tied = session.items.all()
    with problems("council.settled"):
        nine.open(session, [first])
    nine.cast(nine.open(session, tied), {"muc-2": 8, "muc-3": 8})
    assert advice(session) == [Advice.RECOMMENDED, Advice.CHAIR, Advice.CHAIR]
    with problems("council.rounds-over"):
        nine.open(session, tied)
    with refused("council.chair-only"):
        council_choose(by=nine.clerk, at=at(), item=tied[0], yes=True, reason="Có sáng kiến")
    with refused("council.chair-only"):  # the chair is there, so the vice does not
        council_choose(by=world.see(nine.members[1]), at=at(), item=tied[0], yes=True, reason="Có sáng kiến")
    chair = world.see(nine.members[0])
    with refused("council.reason-needed"):
        council_choose(by=chair, at=at(), item=tied[0], yes=True, reason="")
    with refused("council.not-tied"):
        council_choose(by=chair, at=at(), item=first, yes=True, reason="Có sáng kiến")
    council_choose(by=chair, at=at(), item=tied[0], yes=True, reason="Có sáng kiến áp dụng toàn tỉnh")
    with refused("council.places-full"):
        council_choose(by=chair, at=at(), item=tied[1], yes=True, reason="Cũng tốt")
    with problems("council.item-waits"):
        council_end(by=nine.clerk, at=at(), session=session, conclusion="Thống nhất")
    council_choose(by=chair, at=at(), item=tied[1], yes=False, reason="Hết chỉ tiêu")
    council_end(by=nine.clerk, at=at(), session=session, conclusion="Thống nhất")
    kept = list(CouncilItem.objects.filter(session=session).values_list("advice", flat=True))
    assert kept == ["recommended", "recommended", "no-place"]
    line = AuditLine.objects.filter(action="council-choose").order_by("pk")[0]
    assert line.sentence == (
        "Hai vòng bằng phiếu, người chủ trì quyết định đề nghị "
        f"{tied[0].award.subject_name}: Có sáng kiến áp dụng toàn tỉnh."
    )


def test_too_few_votes_come_again_only_with_a_reason_and_only_once(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    item = session.items.get()
    nine.cast(nine.open(session, [item]), {"muc-1": 7})
    with problems("council.reason-needed"):
        nine.open(session, [item])
    row = nine.open(session, [item], reason="Bổ sung quyết định công nhận sáng kiến")
    assert (row.number, row.ballot.title) == (2, "Chiến sĩ thi đua cơ sở, vòng 2")
    nine.cast(row, {"muc-1": 8})
    assert advice(session) == [Advice.RECOMMENDED]


def test_low_titles_first_and_one_title_at_a_time(nine: Chamber):
    world = nine.world
    awards = [*nominate(world, world.an), *nominate(world, world.binh, form="chien-si-tien-tien")]
    session = nine.sit(nine.plan(awards))
    low, high = session.items.all()
    with problems("council.low-first"):
        nine.open(session, [high])
    with problems("council.one-title"):
        nine.open(session, [low, high])
    nine.cast(nine.open(session, [low]), {"muc-1": 5})  # no share in the law: more than half of nine
    nine.open(session, [high])
    with problems("council.vote-running"):
        nine.open(session, [high])
    assert advice(session)[0] == Advice.RECOMMENDED


def test_a_vote_given_up_counts_as_no_round(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    row = nine.open(session, session.items.all())
    council_give_up(by=nine.clerk, at=at(), row=row, reason="Mất điện")
    again = nine.open(session, session.items.all())
    assert (again.number, again.ballot.code != row.ballot.code) == (1, True)
    nine.cast(again, {"muc-1": 8})
    assert advice(session) == [Advice.RECOMMENDED]


def test_nobody_is_marked_absent_while_papers_are_out(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    nine.open(session, session.items.all())
    with refused("council.vote-running"):
        council_attend(by=nine.clerk, at=at(), session=session, present={"uy-vien-9": False}, reasons={})


def test_an_ended_session_takes_nothing_more(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    row = nine.open(session, session.items.all())
    with problems("council.vote-running"):
        council_end(by=nine.clerk, at=at(), session=session, conclusion="Xong")
    nine.cast(row, {"muc-1": 9})
    with problems("council.conclusion"):
        council_end(by=nine.clerk, at=at(), session=session, conclusion=" ")
    session = council_end(by=nine.clerk, at=at(), session=session, conclusion="Thống nhất đề nghị")
    for attempt in (
        lambda: council_say(by=nine.clerk, at=at(), session=session, text="Thêm"),
        lambda: nine.open(session, session.items.all()),
        lambda: council_seal(by=nine.clerk, at=at(), row=row),
        lambda: council_count(by=nine.clerk, at=at(), row=row),
        lambda: council_begin(by=nine.clerk, at=at(), session=session),
        lambda: council_recuse(
            by=nine.world.see(nine.members[4]), at=at(), item=session.items.get(), person=nine.members[4], reason="x"
        ),
    ):  # fmt: skip
        with refused("council.state"):
            attempt()


def test_a_council_recommends_and_decides_no_award(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    nine.cast(nine.open(session, session.items.all()), {"muc-1": 9})
    council_end(by=nine.clerk, at=at(), session=session, conclusion="Thống nhất đề nghị")
    assert Award.objects.get().state == "proposed"


def test_a_meeting_of_another_day_needs_a_plan_of_its_own(nine: Chamber):
    with problems("council.empty"):
        council_plan(
            by=nine.clerk, at=at(), council=nine.council, code="phien-3", title=" ", on=DAY, place="",
            awards=nominate(nine.world, nine.world.an),
        )  # fmt: skip
