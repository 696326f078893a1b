"""A dispute from its opening to both versions: who decides, the clock, what follows, and who never reads it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.factories import DAY, START, World, at, person
from thidua.actions.dispute import (
    dispute_answer,
    dispute_assign,
    dispute_extend,
    dispute_open,
    dispute_show,
    dispute_withdraw,
    disputes_overdue,
)
from thidua.actions.evidence import evidence_keep
from thidua.actions.period import period_close
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store import access
from thidua.store.models import AuditLine, Dispute, DisputeStep, Notice, Person, Post, StepsAreFixedError

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 minh hoa"


@pytest.fixture
def mai(world: World) -> Person:
    """The inspector of the province."""
    return person("mai", "Hoàng Thị Mai", world.province, Role.INSPECTOR, "Thanh tra")


@pytest.fixture
def closed(world: World) -> World:
    world.fill()
    period_close(by=world.see(world.dung), at=at(), movement=world.movement, period=world.week.code)
    world.week.refresh_from_db()
    return world


def opened(world: World, day: date = DAY, **given: object) -> Dispute:
    who = given.pop("who", world.an)
    asked = {"text": "Bảy hồ sơ đã trả đúng hẹn, có giấy ký nhận.", "wanted": "31/31"} | given
    return dispute_open(
        by=world.see(who, day), at=at(day), period=world.week, subject=world.lim_xanh, criterion="ho-so-dung-han",
        title="Hồ sơ đúng hạn", figures=["ho-so-dung-han"], **asked,
    )  # fmt: skip


def test_an_inspector_outside_the_unit_is_named_and_has_five_working_days(closed: World, mai: Person) -> None:
    row = opened(closed)
    assert (row.decider, row.interests, row.due, row.version) == (mai, [], date(2025, 3, 17), 1)
    assert Notice.objects.get(to=mai, waiting=True).link == f"/khieu-nai/{row.code}/"


def test_without_an_inspector_the_officer_decides_and_the_conflict_is_named(closed: World) -> None:
    row = opened(closed)
    assert (row.decider, row.interests) == (closed.dung, ["dispute.interest-closed"])


def test_an_inspector_who_serves_in_the_unit_does_not_decide(closed: World, mai: Person) -> None:
    Post.objects.create(person=mai, unit=closed.team, role=Role.OFFICER, title="Biệt phái", first_day=START)
    assert opened(closed).decider == closed.dung


@pytest.mark.parametrize("who", ["chi", "dung"])
def test_only_the_unit_scored_disputes_its_points(closed: World, mai: Person, who: str) -> None:
    with pytest.raises(Refused, match=r"dispute\.not-yours"):
        opened(closed, who=getattr(closed, who))


def test_open_figures_are_corrected_and_not_disputed(world: World, mai: Person) -> None:
    with pytest.raises(Refused, match=r"dispute\.period-open"):
        opened(world)


def test_everything_missing_is_told_at_once_and_nothing_twice(closed: World, mai: Person) -> None:
    with pytest.raises(Refused) as refused:
        opened(closed, text=" ", wanted="")
    assert [p.where.field for p in refused.value.problems] == ["text", "wanted"]
    first = opened(closed)
    with pytest.raises(Refused) as refused:
        opened(closed)
    assert (refused.value.code, refused.value.values["code"]) == ("dispute.open-already", first.code)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.create(
            code="kn-x", period=closed.week, version=1, unit=closed.lim_xanh, criterion="ho-so-dung-han",
            opened_by=closed.an, opened_at=at(), due=DAY,
        )  # fmt: skip


def test_the_term_is_extended_once_with_a_reason(closed: World, mai: Person) -> None:
    row = opened(closed)
    inspector = closed.see(mai)
    with pytest.raises(Refused) as refused:
        dispute_extend(by=inspector, at=at(), dispute=row, days=9, reason="")
    assert [p.where.field for p in refused.value.problems] == ["days", "reason"]
    longer = dispute_extend(by=inspector, at=at(), dispute=row, days=3, reason="Chờ sổ gốc ở kho")
    assert longer.due == date(2025, 3, 20)
    with pytest.raises(Refused, match=r"dispute\.extended-already"):
        dispute_extend(by=inspector, at=at(), dispute=row, days=1, reason="Nữa")
    assert Notice.objects.filter(to=closed.clerk, kind="dispute-extend").exists()


def test_only_the_decider_answers_and_says_why(closed: World, mai: Person) -> None:
    row = opened(closed)
    for who in (closed.an, closed.dung, closed.chi):
        with pytest.raises(Refused, match=r"dispute\.not-the-decider"):
            dispute_answer(by=closed.see(who), at=at(), dispute=row, verdict="upheld", answer="Đúng")
    with pytest.raises(Refused) as refused:
        dispute_answer(by=closed.see(mai), at=at(), dispute=row, verdict="open", answer="")
    assert [p.where.field for p in refused.value.problems] == ["verdict", "answer"]
    done = dispute_answer(
        by=closed.see(mai), at=at(), dispute=row, verdict="rejected", answer="Sổ ghi trả muộn"
    )
    assert done.state == "rejected"
    assert not Notice.objects.filter(kind="dispute-correct").exists()
    with pytest.raises(Refused, match=r"dispute\.answered-already"):
        dispute_answer(by=closed.see(mai), at=at(), dispute=row, verdict="upheld", answer="Nghĩ lại")


def test_an_upheld_one_asks_the_owner_to_open_the_period_again(closed: World, mai: Person) -> None:
    dispute_answer(
        by=closed.see(mai), at=at(), dispute=opened(closed), verdict="upheld", answer="Có giấy ký nhận"
    )
    assert Notice.objects.get(kind="dispute-correct").to == closed.dung
    assert not Notice.objects.filter(to=mai, read_at=None, waiting=True).exists()


def test_the_owner_hands_it_to_somebody_else_and_ties_are_named_again(closed: World, mai: Person) -> None:
    row = opened(closed)
    with pytest.raises(Refused, match=r"dispute\.may-not-assign"):
        dispute_assign(by=closed.see(closed.an), at=at(), dispute=row, to=closed.dung, reason="x")
    with pytest.raises(Refused, match=r"dispute\.not-a-decider"):
        dispute_assign(by=closed.see(closed.dung), at=at(), dispute=row, to=closed.chi, reason="x")
    handed = dispute_assign(
        by=closed.see(closed.dung), at=at(), dispute=row, to=closed.dung, reason="Mai nghỉ phép"
    )
    assert handed.interests == ["dispute.interest-closed"]


def test_overdue_ones_are_told_to_everybody_concerned_once(closed: World, mai: Person) -> None:
    row = opened(closed)
    assert disputes_overdue(by=None, at=at(row.due)) == 0
    after = at(row.due + timedelta(days=1))
    assert (disputes_overdue(by=None, at=after), disputes_overdue(by=None, at=after)) == (1, 0)
    told = set(Notice.objects.filter(kind="dispute-overdue").values_list("to__code", flat=True))
    assert told == {"an", "binh", "lan", "mai", "dung"}


def test_who_opened_it_takes_it_back_with_a_reason(closed: World, mai: Person) -> None:
    row = opened(closed)
    with pytest.raises(Refused, match=r"dispute\.reason-missing"):
        dispute_withdraw(by=closed.see(closed.an), at=at(), dispute=row, reason="")
    assert (
        dispute_withdraw(by=closed.see(closed.binh), at=at(), dispute=row, reason="Nhầm tuần").state
        == "withdrawn"
    )
    assert opened(closed).code != row.code


def test_its_content_is_closed_to_administrators_and_to_other_units(closed: World, mai: Person) -> None:
    admin = person("quan-tri", "Vũ Văn Quản", closed.province, Role.ADMINISTRATOR, "Quản trị")
    officer = person("nam", "Lê Văn Nam", closed.lim_xanh, Role.OFFICER)
    row = opened(closed)
    kept = evidence_keep(
        by=closed.see(closed.an), at=at(), unit=closed.lim_xanh, name="a.pdf", content=PDF,
        media_type="application/pdf",
    )  # fmt: skip
    dispute_show(by=closed.see(closed.an), at=at(), dispute=row, evidence=kept)
    readers = {
        who.code: access.disputes(closed.see(who)).filter(pk=row.pk).exists()
        for who in (closed.an, closed.binh, closed.clerk, mai, closed.dung, closed.chi, admin, officer)
    }
    assert [code for code, reads in readers.items() if reads] == ["an", "binh", "lan", "mai", "dung"]
    assert access.evidence_for(closed.see(mai), kept.sha256) == kept
    for who in (admin, officer, closed.chi):
        with pytest.raises(Http404):
            access.evidence_for(closed.see(who), kept.sha256)
    log = " ".join(AuditLine.objects.filter(subject=f"dispute:{row.code}").values_list("sentence", flat=True))
    assert "giấy ký nhận" not in log


def test_an_officers_dispute_is_not_for_the_clerk(closed: World, mai: Person) -> None:
    nam = person("nam", "Lê Văn Nam", closed.lim_xanh, Role.OFFICER)
    row = opened(closed)
    Dispute.objects.filter(pk=row.pk).update(person=nam, opened_by=nam)
    readers = [who for who in (closed.an, closed.clerk, nam) if access.disputes(closed.see(who)).exists()]
    assert readers == [closed.an, nam]


def test_steps_of_a_dispute_are_written_once(closed: World, mai: Person) -> None:
    opened(closed)
    with pytest.raises(StepsAreFixedError):
        DisputeStep.objects.get().delete()
