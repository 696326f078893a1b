"""The way of a nomination: named, consented, papers, comments, appraisal, submission, decision, revocation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import Http404

from tests.factories import World, at
from thidua.actions.award_revoke import award_cancel, award_correct, reliance_decide
from thidua.actions.dossier.decide import Signed, dossiers_decide
from thidua.actions.dossier.open import Nomination, chosen_of, dossiers_open
from thidua.actions.dossier.paper import paper_set, papers_fill
from thidua.actions.dossier.step import (
    dossier_appraise,
    dossier_consent,
    dossier_publish,
    dossier_refuse,
    dossier_resume,
    dossier_return,
    dossier_to_council,
    dossier_voice,
    dossier_withdraw,
)
from thidua.actions.dossier.submit import dossiers_submit
from thidua.actions.merit import merit_add
from thidua.core.dossier import DossierState, Todo, distribution, todo
from thidua.core.merit import MeritKind
from thidua.core.problem import Refused
from thidua.office.dossier import PAPERS, STATES, TODOS
from thidua.store import access
from thidua.store.models import (
    AchievementUse,
    AuditLine,
    Award,
    Council,
    CouncilItem,
    CouncilSession,
    Dossier,
    DossierPaper,
    Initiative,
    InitiativeUse,
    Notice,
    Reliance,
    Unit,
)

pytestmark = pytest.mark.django_db
NOW = at(date(2025, 12, 8))
FORM = "chien-si-thi-dua-co-so"
SIGNED = Signed(
    "31/QĐ-CAT", date(2025, 12, 29), "Giám đốc Công an tỉnh Minh Họa", "Đại tá Hoàng Văn Cường", "GIÁM ĐỐC",
    "Minh Họa", ("Luật Thi đua, khen thưởng số 06/2022/QH15",),
)  # fmt: skip
LATER = at(date(2025, 12, 30))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.code for p in refused.value.problems] or [refused.value.code]


def named(world: World, *subjects: Any, by: Any = None, form: str = FORM, **more: Any) -> list[Dossier]:
    return dossiers_open(
        by=world.see(by or world.an), at=NOW, unit=world.lim_xanh, form=form, year=2025,
        chosen=[Nomination(subject, "Giúp dân sau lũ", **more) for subject in subjects],
    )  # fmt: skip


def whole(world: World, dossier: Dossier, by: Any = None) -> Dossier:
    """With consent and every paper of the law."""
    if dossier.award.person:
        dossier = dossier_consent(by=world.see(dossier.award.person), at=NOW, dossier=dossier, agrees=True)
    for paper in dossier.papers.all():
        if paper.kind != "submission":
            paper_set(
                by=world.see(by or world.an),
                at=NOW,
                dossier=dossier,
                kind=paper.kind,
                state="present",
                number="12/BC",
            )
    return Dossier.objects.get(pk=dossier.pk)


def test_every_state_and_next_step_has_words() -> None:
    assert set(STATES) == set(DossierState) == {DossierState(code) for code in Dossier.State.values}
    assert set(TODOS) == set(Todo)
    for state in DossierState:
        assert todo(state, missing=0, consented=True, comment_open=False, presented=False) in TODOS


def test_naming_asks_the_person_and_lists_the_papers_of_the_law(world: World) -> None:
    (dossier,) = named(world, world.binh)
    assert (dossier.state, dossier.consent, dossier.award.state) == ("draft", "waiting", "proposed")
    assert (
        {paper.kind for paper in dossier.papers.all()} == {"submission", "report", "minutes"} <= set(PAPERS)
    )
    notice = Notice.objects.get(kind="dossier-consent")
    assert (notice.to, notice.waiting) == (world.binh, True)
    assert (dossier.award.merit_from, dossier.award.merit_until) == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_certificate_is_asked_for_only_with_an_initiative_and_fills_itself_when_recognised(
    world: World,
) -> None:
    made = merit_add(
        by=world.see(world.an), at=NOW, kind=MeritKind.INITIATIVE, subject=world.binh, paper="QĐ 7",
        values={"title": "Sổ hẹn", "year": 2025, "kind": "sang-kien", "breadth": "co-so", "recognised_by": "CA tỉnh"},
    )  # fmt: skip
    assert isinstance(made, Initiative)
    (dossier,) = named(world, world.binh, initiatives=[made])
    # the checklist is brought up to date with the records at each step
    paper = DossierPaper.objects.get(dossier=dossier, kind="certificate")
    assert (paper.state, paper.record) == ("present", f"initiative:{made.pk}")


def test_nobody_is_named_twice_nor_from_elsewhere_nor_by_a_stranger(world: World) -> None:
    named(world, world.binh)
    with pytest.raises(Refused) as refused:
        named(world, world.binh, world.chi)
    assert codes(refused) == ["dossier.already", "dossier.not-of-unit"]
    with pytest.raises(Refused) as refused:
        named(world, world.clerk, by=world.chi)
    assert refused.value.code == "dossier.may-not-nominate"
    assert Dossier.objects.count() == 1


def test_only_the_person_answers_unless_a_signed_paper_is_named(world: World) -> None:
    (dossier,) = named(world, world.binh)
    with pytest.raises(Refused) as refused:
        dossier_consent(by=world.see(world.an), at=NOW, dossier=dossier, agrees=True)
    assert refused.value.code == "dossier.not-the-person"
    dossier = dossier_consent(by=world.see(world.an), at=NOW, dossier=dossier, agrees=True, paper="Đơn 3/12")
    assert dossier.state == "collecting"
    with pytest.raises(Refused) as refused:
        dossier_consent(by=world.see(world.binh), at=NOW, dossier=dossier, agrees=False)
    assert refused.value.code == "dossier.answered"


def test_who_declines_is_left_alone_and_what_was_used_is_free_again(world: World) -> None:
    done = merit_add(
        by=world.see(world.an), at=NOW, kind=MeritKind.ACHIEVEMENT, subject=world.binh, paper="BB 1",
        values={"title": "Cứu người", "first_day": date(2025, 5, 1), "last_day": date(2025, 5, 1),
                "commendation": "dot-xuat"},
    )  # fmt: skip
    (dossier,) = named(world, world.binh, form="giay-khen", achievements=[done])
    assert AchievementUse.objects.count() == 1
    dossier = dossier_consent(by=world.see(world.binh), at=NOW, dossier=dossier, agrees=False)
    assert (dossier.state, AchievementUse.objects.count()) == ("withdrawn", 0)
    (again,) = named(world, world.binh, form="giay-khen", achievements=[done])
    assert again.award.code != dossier.award.code


def test_a_missing_paper_stops_submission_and_nothing_before(world: World) -> None:
    (dossier,) = named(world, world.binh)
    dossier = dossier_consent(by=world.see(world.binh), at=NOW, dossier=dossier, agrees=True)
    dossier = dossier_publish(by=world.see(world.an), at=NOW, dossier=dossier)
    assert dossier.published_until == date(2025, 12, 22)  # ten working days after Monday 8
    with pytest.raises(Refused) as refused:
        dossier_to_council(by=world.see(world.an), at=NOW, dossier=dossier)
    assert codes(refused) == ["dossier.state"]
    dossier_voice(
        by=world.see(world.an), at=NOW, dossier=dossier, agree=11, disagree=1, text="Nên nêu rõ ngày"
    )
    dossier = dossier_appraise(by=world.see(world.an), at=NOW, dossier=dossier)
    with pytest.raises(Refused) as refused:
        submit(world, dossier)
    assert codes(refused) == ["dossier.papers-missing", "dossier.comment-open"]
    assert "Báo cáo thành tích, Biên bản bình xét" in dict(refused.value.problems[0].values)["papers"]


def submit(world: World, *dossiers: Dossier, when: Any = NOW) -> Any:
    return dossiers_submit(
        by=world.see(world.an), at=when, unit=world.lim_xanh, dossiers=dossiers, number="45/TTr-CAX",
        on=when.date(), signer="Nguyễn Thị An",
    )  # fmt: skip


def ready(world: World, *subjects: Any) -> list[Dossier]:
    found = []
    for dossier in named(world, *subjects):
        dossier_appraise(by=world.see(world.an), at=NOW, dossier=whole(world, dossier))
        found.append(dossier)
    return found


def test_one_submission_takes_several_upward_and_the_unit_above_takes_over(world: World) -> None:
    sent = submit(world, *ready(world, world.binh, world.clerk))
    assert (sent.to, sent.dossiers.count()) == (world.province, 2)
    dossier = Dossier.objects.get(award__person=world.binh)
    assert (dossier.state, dossier.desk, dossier.award.state) == ("submitted", world.province, "submitted")
    assert DossierPaper.objects.get(dossier=dossier, kind="submission").record == f"submission:{sent.code}"
    assert Notice.objects.get(kind="submission").to == world.dung
    with pytest.raises(Refused) as refused:
        dossier_appraise(by=world.see(world.an), at=NOW, dossier=dossier)
    assert refused.value.code == "dossier.may-not"
    returned = dossier_return(
        by=world.see(world.dung), at=NOW, dossier=dossier, reason="Thiếu số liệu tháng 11"
    )
    assert (returned.state, returned.desk) == ("returned", world.lim_xanh)
    assert dossier_resume(by=world.see(world.an), at=NOW, dossier=returned).state == "collecting"


def decided(world: World, *subjects: Any) -> list[Award]:
    submit(world, *ready(world, *subjects))
    rows = list(Dossier.objects.filter(award__person__in=subjects).order_by("pk"))
    for row in rows:
        dossier_appraise(by=world.see(world.dung), at=NOW, dossier=row)
        dossier_to_council(by=world.see(world.dung), at=NOW, dossier=row)
    dossiers_decide(by=world.see(world.dung), at=LATER, unit=world.province, dossiers=rows, signed=SIGNED)
    return [Award.objects.get(pk=row.award_id) for row in rows]


def test_one_decision_names_many_with_their_money_and_takes_the_next_numbers(world: World) -> None:
    awards = decided(world, world.binh, world.clerk)
    assert [award.register_number for award in awards] == [1, 2]
    assert [award.money for award in awards] == [2_340_000, 2_340_000]
    decision = awards[0].decision
    assert decision is not None
    assert (decision.money, decision.signer, decision.unit) == (4_680_000, SIGNED.signer, world.province)
    assert decision.grounds == list(SIGNED.grounds)
    assert {n.to for n in Notice.objects.filter(kind="award-decided")} == {world.binh, world.clerk}
    steps = Dossier.objects.get(award=awards[0]).steps.values_list("after", flat=True)
    assert list(steps) == ["collecting", "appraised", "submitted", "appraised", "council", "decided"]


def test_of_titles_of_one_year_only_the_highest_is_paid(world: World) -> None:
    decided(world, world.binh)
    (lower,) = named(world, world.binh, form="chien-si-tien-tien")
    dossier_appraise(by=world.see(world.an), at=NOW, dossier=whole(world, lower))
    submit_two = dossiers_submit(
        by=world.see(world.an), at=NOW, unit=world.lim_xanh, dossiers=[lower], number="46/TTr-CAX",
        on=NOW.date(), signer="An",
    )  # fmt: skip
    row = submit_two.dossiers.get()
    dossier_appraise(by=world.see(world.dung), at=NOW, dossier=row)
    dossiers_decide(by=world.see(world.dung), at=LATER, unit=world.province, dossiers=[row], signed=SIGNED)
    assert Award.objects.get(form="chien-si-tien-tien").money == 0


def test_a_refusal_has_a_reason_and_stays_inside(world: World) -> None:
    submit(world, *ready(world, world.binh))
    dossier = Dossier.objects.get()
    dossier_appraise(by=world.see(world.dung), at=NOW, dossier=dossier)
    with pytest.raises(Refused) as refused:
        dossier_refuse(by=world.see(world.dung), at=NOW, dossier=dossier, reason=" ")
    assert codes(refused) == ["dossier.reason-missing"]
    dossier_refuse(by=world.see(world.dung), at=NOW, dossier=dossier, reason="Chưa rõ hiệu quả")
    award = Award.objects.get()
    assert (award.state, award.refused_reason, award.register_number) == ("refused", "Chưa rõ hiệu quả", None)
    assert award in access.awards(world.see(world.an))
    assert award not in access.awards(world.see(world.chi))


def test_strangers_see_no_dossier_and_the_person_sees_her_own(world: World) -> None:
    (dossier,) = named(world, world.clerk)
    assert access.dossier_for(world.see(world.clerk), dossier.award.code) == dossier
    assert access.dossier_for(world.see(world.dung), dossier.award.code) == dossier
    with pytest.raises(Http404):
        access.dossier_for(world.see(world.chi), dossier.award.code)
    (other,) = named(world, world.binh)
    with pytest.raises(Http404):
        access.dossier_for(world.see(world.clerk), other.award.code)


def test_nobody_appraises_or_decides_her_own(world: World) -> None:
    (dossier,) = dossiers_open(
        by=world.see(world.an), at=NOW, unit=world.lim_xanh, form=FORM, year=2025,
        chosen=[Nomination(world.an, "Chỉ huy đơn vị")],
    )  # fmt: skip
    dossier = whole(world, dossier)
    with pytest.raises(Refused) as refused:
        dossier_appraise(by=world.see(world.an), at=NOW, dossier=dossier)
    assert refused.value.code == "dossier.own"
    assert dossier_appraise(by=world.see(world.binh), at=NOW, dossier=dossier).state == "appraised"


def test_withdrawing_says_why(world: World) -> None:
    (dossier,) = named(world, world.binh)
    with pytest.raises(Refused):
        dossier_withdraw(by=world.see(world.an), at=NOW, dossier=dossier, reason="")
    row = dossier_withdraw(by=world.see(world.an), at=NOW, dossier=dossier, reason="Nêu nhầm hình thức")
    assert row.steps.last().reason == "Nêu nhầm hình thức"


def test_a_cancelled_award_lists_its_money_and_what_was_built_on_it_and_people_decide(world: World) -> None:
    (award,) = decided(world, world.binh)
    award_cancel(
        by=world.see(world.dung), at=LATER, award=award, number="40/QĐ-CAT", on=date(2025, 12, 30),
        authority="Giám đốc Công an tỉnh Minh Họa", reason="Kê khai không đúng",
    )  # fmt: skip
    award.refresh_from_db()
    assert (award.state, award.revocation and award.revocation.kind) == ("revoked", "revocation")
    row = Reliance.objects.get()
    assert (row.money, row.outcome) == (2_340_000, "open")
    with pytest.raises(Refused) as refused:
        reliance_decide(by=world.see(world.dung), at=LATER, reliance=row, outcome="recovered", reason="")
    assert codes(refused) == ["dossier.reason-missing"]
    reliance_decide(
        by=world.see(world.dung), at=LATER, reliance=row, outcome="recovered", reason="Phiếu thu 12"
    )
    row.refresh_from_db()
    assert (row.outcome, row.decided_by) == ("recovered", world.dung)


def test_a_correction_stands_beneath_the_line(world: World) -> None:
    (award,) = decided(world, world.binh)
    made = award_correct(
        by=world.see(world.dung), at=LATER, award=award, field="subject_post", after="Quyền Trưởng Công an xã",
        why="Quyết định 9/QĐ",
    )  # fmt: skip
    award.refresh_from_db()
    assert (award.subject_post, made.before) == ("Phó Trưởng Công an xã", "Phó Trưởng Công an xã")
    assert list(award.corrections.all()) == [made]
    with pytest.raises(Refused) as refused:
        award_correct(by=world.see(world.dung), at=LATER, award=award, field="money", after=" ", why="")
    assert codes(refused) == ["award.correct-what", "award.correct-to", "dossier.reason-missing"]


def test_every_step_leaves_one_line_in_the_log(world: World) -> None:
    decided(world, world.binh)
    lines = AuditLine.objects.filter(action__startswith="dossier-").order_by("id")
    assert lines.last().sentence == ("Hồ sơ của Trần Văn Bình: Chờ hội đồng → Đã có quyết định.")


def test_the_distribution_counts_and_says_where_nothing_is_known(world: World) -> None:
    decided(world, world.binh)
    chosen = chosen_of([world.an, world.binh, world.clerk], FORM, 2026, NOW.date())
    found = distribution(chosen)
    assert (found.chosen, found.leaders, found.others, found.repeats, found.women) == (3, 2, 1, 1, None)
    assert found.units == (("Công an xã Lim Xanh", 3),)
    assert distribution([]).women is None


def test_what_an_initiative_was_used_for_is_kept(world: World) -> None:
    made = merit_add(
        by=world.see(world.an), at=NOW, kind=MeritKind.INITIATIVE, subject=world.binh, paper="QĐ 7",
        values={"title": "Sổ hẹn", "year": 2025, "kind": "sang-kien"},
    )  # fmt: skip
    (dossier,) = named(world, world.binh, initiatives=[made])
    assert InitiativeUse.objects.get().award == dossier.award
    assert Unit.objects.get(pk=dossier.desk_id) == world.lim_xanh


def test_minutes_of_an_ended_session_fill_the_checklist_by_themselves(world: World) -> None:
    (dossier,) = ready(world, world.binh)
    DossierPaper.objects.filter(dossier=dossier, kind="minutes").update(state="missing", number="")
    council = Council.objects.create(
        code="hd", title="Hội đồng", unit=world.lim_xanh, decision="1/QĐ", first_day=date(2025, 1, 1)
    )
    session = CouncilSession.objects.create(
        council=council,
        code="phien-1",
        title="Phiên 1",
        on=NOW.date(),
        place="Hội trường",
        planned_by=world.an,
    )
    CouncilItem.objects.create(session=session, award=dossier.award, number=1)
    papers_fill(dossier, NOW)
    assert DossierPaper.objects.get(dossier=dossier, kind="minutes").state == "missing"
    CouncilSession.objects.update(state=CouncilSession.State.ENDED)
    papers_fill(dossier, NOW)
    assert DossierPaper.objects.get(dossier=dossier, kind="minutes").record == "session:phien-1"
