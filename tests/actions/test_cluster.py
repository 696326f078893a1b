"""A year of a cluster from the compact to the hand-over, and everything that is refused on the way."""

from __future__ import annotations

from datetime import date

import pytest

from tests.clusters import (
    CONFERENCE,
    CUT_OFF,
    DAY,
    FIGURES,
    FILING,
    FORMS,
    Seven,
    confer,
    hand_over,
    kwargs,
    nominate,
    refused,
    seven,
    sign_all,
    vote,
)
from tests.factories import World, at, world
from thidua.actions.cluster import (
    YearPlan,
    cluster_check_write,
    cluster_compact_sign,
    cluster_compact_write,
    cluster_review_write,
    edition_open,
    edition_plan,
    member_represent,
)
from thidua.actions.cluster_conference import cluster_item_add, cluster_item_done, conference_open
from thidua.actions.cluster_consolidated import cluster_issue
from thidua.actions.cluster_handover import (
    hand_over_prepare,
    hand_over_sign,
    hand_over_tick,
    hand_over_void,
)
from thidua.actions.cluster_vote import (
    cluster_vote_open,
    distribution,
    nominations_set,
)
from thidua.actions.cluster_year import year_view
from thidua.core.cluster import ClusterStage
from thidua.store.access import Viewer, cluster_lead
from thidua.store.models import (
    AuditLine,
    Award,
    ClusterEdition,
    ClusterSignature,
    Notice,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


@pytest.fixture
def year(scene: World) -> Seven:
    return seven(scene)


# --- Opening and planning ---------------------------------------------------------------------------------


def test_a_year_has_one_lead_members_and_figures_that_add_up(scene: World, year: Seven):
    plan = YearPlan(
        cut_off=date(2025, 11, 24),
        conference_on=date(2025, 11, 20),
        figures=("phan-loai-tuan", "la"),
        forms={"la": 1},
    )
    found = refused(
        "cluster.refused", edition_open, by="Bộ", at=DAY, code="cum-mau-2025", title="Cụm", series="cum-mau", year=2025,
        owner=scene.ministry, roles={scene.province: "lead", scene.other_province: "lead"}, plan=plan,
    )  # fmt: skip
    assert {code for code, _ in found} >= {
        "cluster.one-lead", "cluster.cut-off-inside-a-month", "cluster.conference-before-cut-off",
        "target.figure-unknown", "cluster.form-unknown", "movement.code-taken", "cluster.year-taken",
    }  # fmt: skip


def test_only_the_unit_above_opens_a_year(scene: World, year: Seven):
    plan = YearPlan(cut_off=date(2026, 11, 30), figures=FIGURES)
    given = {
        "at": DAY, "code": "cum-mau-2026", "title": "Cụm", "series": "cum-mau", "year": 2026, "owner": scene.ministry,
        "roles": {year.units[0]: "lead", year.units[1]: "member"}, "plan": plan,
    }  # fmt: skip
    refused("cluster.not-the-owner", edition_open, by=year.secretary(), **given)
    assert edition_open(by="Bộ Công an", **given).cut_off == date(2026, 11, 30)


def test_the_lead_settles_the_year_and_everybody_is_told(year: Seven):
    plan = YearPlan(
        cut_off=date(2025, 10, 31), conference_on=date(2025, 11, 20), figures=FIGURES[:1], forms=FORMS
    )
    refused("cluster.not-the-lead", edition_plan, **kwargs(year, by=year.head(year.units[3]), plan=plan))
    row = edition_plan(**kwargs(year, plan=plan))
    assert (row.cut_off, row.figures) == (date(2025, 10, 31), ["buoi-tuyen-truyen"])
    told = set(Notice.objects.filter(kind="cluster-plan").values_list("to__code", flat=True))
    assert {head.code for head in year.heads.values()} <= told


def test_once_a_member_has_filed_the_plan_stays(year: Seven):
    year.file(year.units[1], FILING)
    plan = YearPlan(cut_off=CUT_OFF, figures=FIGURES)
    refused("cluster.begun", edition_plan, **kwargs(year, plan=plan))


def test_a_member_names_who_votes_for_it(year: Seven):
    second = year.units[1]
    officer = year.secretaries[second.code]
    given = kwargs(year, by=year.head(second), unit=second, person=officer)
    assert member_represent(**given).representative == officer
    refused("cluster.not-of-the-member", member_represent, **given | {"person": year.heads["ca-3"]})
    refused("cluster.not-the-member", member_represent, **given | {"by": year.head(year.units[2])})


# --- Compact and reviews ----------------------------------------------------------------------------------


def test_the_first_signature_seals_the_compact(year: Seven):
    second = year.units[1]
    sign = kwargs(year, by=year.head(second), unit=second)
    refused("cluster.compact-missing", cluster_compact_sign, **sign)
    cluster_compact_write(**kwargs(year, text="Điều 1. Cùng làm."))
    assert cluster_compact_sign(**sign).digest == ClusterEdition.objects.get(pk=year.edition.pk).digest != ""
    refused("cluster.signed-already", cluster_compact_sign, **sign)
    refused("cluster.compact-signed", cluster_compact_write, **kwargs(year, text="Điều khác"))
    refused("cluster.not-the-member", cluster_compact_sign, **sign | {"unit": year.units[2]})


def test_a_quarter_is_reviewed_once_and_members_check_each_other(year: Seven):
    given = kwargs(year, quarter=1, on=date(2025, 4, 10), place="", findings="Ba đơn vị báo cáo muộn.")
    review = cluster_review_write(**given)
    assert refused("cluster.refused", cluster_review_write, **given) == [("cluster.quarter-taken", "quarter")]
    early = given | {"quarter": 2, "on": date(2025, 3, 1), "findings": " "}
    assert refused("cluster.refused", cluster_review_write, **early) == [
        ("cluster.review-day", "on"), ("cluster.findings-missing", "findings"),
    ]  # fmt: skip
    a, b = year.units[2:4]
    check = {"by": year.head(a), "at": DAY, "review": review, "checker": a, "checked": b, "looked": 12, "wrong": 1,
             "finding": "Một số chưa có minh chứng."}  # fmt: skip
    cluster_check_write(**check)
    assert refused("cluster.refused", cluster_check_write, **check | {"looked": 1, "wrong": 2}) == [
        ("cluster.checked-already", "checked"), ("cluster.check-counts", "looked"),
    ]  # fmt: skip
    assert refused("cluster.refused", cluster_check_write, **check | {"checked": a}) == [
        ("cluster.checks-itself", "checked")
    ]
    refused("cluster.not-the-member", cluster_check_write, **check | {"by": year.head(b)})


# --- Conference, vote, hand-over --------------------------------------------------------------------------


def test_a_conference_begins_on_its_day_with_more_than_half(year: Seven):
    codes = [unit.code for unit in year.units]
    refused("cluster.not-issued", conference_open, **kwargs(year, present=codes))
    year.file_all()
    cluster_issue(**kwargs(year))
    early = kwargs(year, present=codes[:3]) | {"at": at(date(2025, 12, 11))}
    assert refused("cluster.refused", conference_open, **early) == [
        ("cluster.too-early", "present"), ("cluster.no-quorum", "present"),
    ]  # fmt: skip
    assert conference_open(**kwargs(year, present=codes[:4])).present == codes[:4]
    refused("cluster.opened", conference_open, **kwargs(year, present=codes))


def test_what_is_said_becomes_somebodys_work(year: Seven):
    given = kwargs(
        year, speaker="Thứ trưởng Bộ Công an", said="Đẩy mạnh", task="Lập kế hoạch chung", owner=year.units[3],
        due=date(2026, 5, 30),
    )  # fmt: skip
    refused("cluster.not-opened", cluster_item_add, **given)
    confer(year)
    item = cluster_item_add(**given)
    bad = given | {"speaker": "", "task": "", "due": CONFERENCE}
    assert [code for code, _ in refused("cluster.refused", cluster_item_add, **bad)] == [
        "cluster.speaker-missing", "cluster.task-missing", "cluster.due-past",
    ]  # fmt: skip
    done = {"at": DAY, "item": item, "on": CONFERENCE, "outcome": "Đã ký kế hoạch"}
    refused("cluster.not-the-member", cluster_item_done, by=year.head(year.units[0]), **done)
    assert cluster_item_done(by=year.head(year.units[3]), **done).done_on == CONFERENCE
    refused("cluster.done-already", cluster_item_done, by=year.head(year.units[3]), **done)


def test_nominations_keep_to_the_places(year: Seven):
    first = next(iter(FORMS))
    refused("cluster.not-opened", nominations_set, **kwargs(year, nominated={first: [year.lead]}))
    confer(year)
    refused("cluster.nobody-nominated", cluster_vote_open, **kwargs(year))
    two = {first: year.units[:2], "giay-khen": [year.lead]}
    assert refused("cluster.refused", nominations_set, **kwargs(year, nominated=two)) == [
        ("cluster.too-many-nominated", first), ("cluster.form-unknown", "giay-khen"),
    ]  # fmt: skip


def test_everybody_votes_but_on_herself_and_more_than_half_of_all_carries(year: Seven):
    confer(year)
    nominate(year)
    against = {f"giam-doc-{n}": {f"{list(FORMS)[2]}-ca-7": "no"} for n in (1, 2, 3)}
    vote(year, against)
    rows = {row.unit.code: row for row in year.edition.proposals.select_related("unit", "award")}
    assert {(row.votes, row.voters) for code, row in rows.items() if code != "ca-7"} == {(6, 6)}
    assert (rows["ca-7"].votes, rows["ca-7"].voters, rows["ca-7"].accepted, rows["ca-7"].award) == (
        3,
        6,
        False,
        None,
    )
    award = rows["ca-minh-hoa"].award
    assert (award.state, award.form, award.year, award.source) == (
        Award.State.PROPOSED, "co-thi-dua-chinh-phu", 2025, "Cụm thi đua mẫu năm 2025",
    )  # fmt: skip
    assert Award.objects.count() == 6


def test_own_vote_is_a_choice_of_the_cluster(scene: World):
    year = seven(scene, own_vote=True)
    confer(year)
    nominate(year)
    vote(year)
    assert set(year.edition.proposals.values_list("votes", "voters")) == {(7, 7)}


def test_who_is_absent_gets_no_paper_and_the_vote_begins_once(year: Seven):
    confer(year, present=5)
    nominate(year)
    ballot = cluster_vote_open(**kwargs(year))
    refused("cluster.vote-begun", cluster_vote_open, **kwargs(year))
    refused("cluster.vote-begun", nominations_set, **kwargs(year, nominated={}))
    people = set(ballot.questions.values_list("voters__person__code", flat=True))
    assert people == {f"giam-doc-{n}" for n in range(1, 6)}


def test_the_distribution_and_the_leads_own_interest_are_said(year: Seven):
    confer(year)
    nominate(year)
    found = {finding.code: finding.numbers for finding in distribution(year.edition)}
    assert found["finding.award-each-once"]["split"] == "1 + 3 + 3"
    assert (found["finding.award-host"]["name"], found["finding.award-host"]["roles"]) == (
        "Công an tỉnh Minh Họa",
        "lead",
    )


def test_nothing_is_handed_over_before_the_vote_or_to_oneself(year: Seven):
    given = kwargs(year, to_lead=year.units[6], to_deputy=year.units[5])
    refused("cluster.not-voted", hand_over_prepare, **given)
    confer(year)
    nominate(year)
    vote(year)
    bad = given | {"to_lead": year.lead, "to_deputy": year.lead}
    assert [code for code, _ in refused("cluster.refused", hand_over_prepare, **bad)] == [
        "cluster.leads-already", "cluster.deputy-is-lead",
    ]  # fmt: skip


def test_hand_over_is_complete_only_when_both_leads_signed(year: Seven):
    over = hand_over(year)
    last, lead = year.units[6], year.lead
    sign = kwargs(year, by=year.head(lead), unit=lead)
    assert len(refused("cluster.lines-open", hand_over_sign, **sign)) == 7
    refused("cluster.not-the-receiver", hand_over_tick, by=year.head(lead), at=DAY, line=over.lines.first())
    for line in over.lines.all():
        hand_over_tick(by=year.head(last), at=DAY, line=line)
    refused(
        "cluster.not-a-lead", hand_over_sign, **sign | {"by": year.head(year.units[2]), "unit": year.units[2]}
    )
    hand_over_sign(**sign)
    refused("cluster.signed-already", hand_over_sign, **sign)
    assert year_view(year.edition, CONFERENCE).stage is ClusterStage.VOTED
    assert not ClusterEdition.objects.filter(year=2026).exists()
    hand_over_sign(**kwargs(year, by=year.head(last), unit=last))
    assert year_view(year.edition, CONFERENCE).stage is ClusterStage.HANDED_OVER
    assert ClusterSignature.objects.filter(edition=year.edition, what="hand-over").count() == 2


def test_the_next_year_begins_with_what_is_open(year: Seven):
    over = hand_over(year)
    last = year.units[6]
    for line in over.lines.all():
        hand_over_tick(by=year.head(last), at=DAY, line=line)
    for unit in (year.lead, last):
        hand_over_sign(**kwargs(year, by=year.head(unit), unit=unit))
    made = ClusterEdition.objects.get(year=2026)
    assert (made.cluster.title, made.previous, made.cut_off) == (
        "Cụm thi đua mẫu năm 2026", year.edition, date(2026, 11, 30),
    )  # fmt: skip
    assert cluster_lead(made, date(2026, 1, 1)) == last
    assert [(item.task, item.carried_from.edition) for item in made.items.all()] == [
        ("Họp giao ban biên giới", year.edition)
    ]
    assert set(made.cluster.members.values_list("unit__code", flat=True)) == {
        unit.code for unit in year.units
    }


def test_a_hand_over_is_voided_by_the_unit_above_and_stays_readable(year: Seven, scene: World):
    from tests.factories import person
    from thidua.core.unit import Role
    from thidua.store.access import viewer_of

    over = hand_over(year)
    minister = viewer_of(person("bo", "Cán bộ Bộ", scene.ministry, Role.EMULATION), CONFERENCE)
    refused("cluster.not-the-owner", hand_over_void, **kwargs(year, reason="Chia lại cụm"))
    hand_over_void(**kwargs(year, by=minister, reason="Chia lại cụm"))
    over.refresh_from_db()
    assert over.void_reason == "Chia lại cụm"
    assert over.lines.count() == 7
    refused("cluster.hand-over-void", hand_over_sign, **kwargs(year, by=year.head(year.lead), unit=year.lead))


# --- The whole at a glance --------------------------------------------------------------------------------


def test_the_year_says_how_far_it_has_come(year: Seven):
    assert year_view(year.edition, date(2025, 1, 10)).stage is ClusterStage.PLANNED
    sign_all(year)
    for quarter, on in ((1, date(2025, 4, 10)), (2, date(2025, 7, 10)), (3, date(2025, 10, 10))):
        cluster_review_write(**kwargs(year, quarter=quarter, on=on, place="", findings="Đã xem."))
    view = year_view(ClusterEdition.objects.get(pk=year.edition.pk), CONFERENCE)
    assert view.stage is ClusterStage.REVIEWED
    year.file(year.units[1], FILING)
    lines = {line.member.unit.code: line for line in year_view(year.edition, CONFERENCE).members}
    assert (lines["ca-2"].filed, lines["ca-2"].limits, lines["ca-3"].filed) == (True, 1, False)


def test_every_step_leaves_a_sentence(year: Seven):
    hand_over(year)
    said = " ".join(
        AuditLine.objects.filter(subject="cluster:cum-mau-2025").values_list("sentence", flat=True)
    )
    for part in (
        "Mở Cụm thi đua mẫu",
        "nộp báo cáo",
        "Ban hành báo cáo tổng hợp",
        "Khai mạc",
        "kiểm phiếu xong, đề nghị 1 + 3 + 3",
    ):
        assert part in said


def test_a_secretary_whose_unit_no_longer_leads_keeps_nothing(year: Seven):
    stranger: Viewer = year.head(year.units[4])
    refused("cluster.not-the-lead", cluster_issue, **kwargs(year, by=stranger))
