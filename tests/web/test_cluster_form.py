"""A cluster formed on a page, its papers of paper counted, a limitation that was taken for an old one set right."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.clusters import CONFERENCE, Seven, confer, kwargs, nominate, seven
from tests.factories import PASSWORD, World, world
from thidua.actions.cluster_vote import cluster_vote_open
from thidua.store.models import (
    AuditLine,
    Ballot,
    BallotVoter,
    ClusterEdition,
    ClusterProposal,
    Limitation,
    Notice,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day(settings) -> None:
    settings.DEMO_DAY = CONFERENCE


@pytest.fixture
def scene() -> World:
    return world()


@pytest.fixture
def year(scene: World) -> Seven:
    return seven(scene)


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def test_a_brand_new_cluster_is_formed_by_the_unit_above(scene: World):
    dung, address = enter("dung"), reverse("cluster-new")
    assert "Lập cụm, khối" in dung.get(reverse("clusters")).content.decode()
    given = {
        "name": "các xã vùng cao", "kind": "cum", "year": str(CONFERENCE.year), "cut_off": f"30/11/{CONFERENCE.year}",
        "figures": ["buoi-tuyen-truyen"], f"role-{scene.lim_xanh.code}": "lead", f"role-{scene.hoa_mo.code}": "member",
    }  # fmt: skip
    wrong = dung.post(
        address, {"kind": "cum", "year": "1990", "cut_off": "hôm nào", f"role-{scene.hoa_mo.code}": "lead"}
    )
    assert wrong.status_code == 400
    assert [field for field, _ in wrong.context["faults"]] == [
        "cut_off",
        "year",
        "members",
        "figures",
        "name",
    ]
    lone = dung.post(address, {**given, f"role-{scene.lim_xanh.code}": "", "figures": []})
    assert [field for field, _ in lone.context["faults"]] == ["members", "members", "figures"]
    made = dung.post(address, given)
    code = f"cum-cac-xa-vung-cao-{CONFERENCE.year}"
    assert made["Location"] == reverse("cluster", args=[code])
    edition = ClusterEdition.objects.get(cluster__code=code)
    assert (edition.cluster.title, edition.series, edition.cluster.owner) == (
        f"Cụm thi đua các xã vùng cao năm {CONFERENCE.year}", "cum-cac-xa-vung-cao", scene.province,
    )  # fmt: skip
    roles = {row.unit.code: row.role for row in edition.cluster.members.all()}
    assert roles == {scene.lim_xanh.code: "lead", scene.hoa_mo.code: "member"}
    assert Notice.objects.filter(kind="cluster-open", to=scene.an).exists()
    assert enter("an").get(reverse("cluster-plan", args=[code])).status_code == 200  # An leads it now
    taken = dung.post(address, given)
    assert "code" in [field for field, _ in taken.context["faults"]]
    assert [enter(who).get(address).status_code for who in ("chi", "lan")] == [404, 404]
    assert enter("chi").get(reverse("cluster", args=[code])).status_code == 404


def test_a_cluster_votes_on_paper_and_every_count_that_does_not_add_up_is_told_at_once(year: Seven):
    confer(year)
    nominate(year)
    cluster_vote_open(**kwargs(year))
    lead, page = enter("dung"), reverse("cluster-conference", args=["cum-mau-2025"])
    lead.post(page, {"step": "hand", "person": ""})
    ballot = Ballot.objects.get()
    assert set(BallotVoter.objects.values_list("way", flat=True)) == {"hand"}
    lead.post(page, {"step": "seal"})
    codes = list(ballot.questions.values_list("code", flat=True))
    issued = {question.code: question.voters.count() for question in ballot.questions.all()}
    right = {
        f"{name}-{code}": str(number)
        for code in codes
        for name, number in (
            ("collected", issued[code]), ("valid", issued[code] - 1), ("yes", issued[code] - 1), ("no", 0), ("blank", 0)
        )
    }  # fmt: skip
    first, second, third = codes[:3]
    wrong = {
        **right,
        f"collected-{first}": "9",
        f"valid-{second}": "8",
        f"blank-{third}": "",
        f"yes-{third}": "x",
    }
    told = lead.post(page, {**wrong, "step": "count"})
    assert told.status_code == 400
    assert [field for field, _ in told.context["faults"]] == [
        f"collected-{first}", f"valid-{second}", f"yes-{second}", f"yes-{third}"
    ]  # fmt: skip
    assert 'value="9"' in told.content.decode()
    assert Ballot.objects.get().phase == "casting"
    lead.post(page, {**right, "step": "count"})
    proposal = ClusterProposal.objects.first()
    assert (proposal.votes, proposal.voters, proposal.accepted) == (5, 6, True)
    assert Ballot.objects.get().questions.first().hand == {"yes": 5, "invalid": 1}


def test_a_limitation_taken_for_an_earlier_one_is_set_right_by_its_member(year: Seven):
    year.file_all()
    first = Limitation.objects.get(report__unit=year.units[1])
    limit = Limitation.objects.create(report=first.report, text=f"{first.text} biên giới", repeats=first)
    unlike = reverse("cluster-limit-unlike", args=[limit.report.edition.cluster.code, limit.pk])
    other, mine = enter("giam-doc-3"), enter("giam-doc-2")
    other.post(unlike, {"why": "Khác"})
    mine.post(unlike, {"why": " "})
    limit.refresh_from_db()
    assert limit.repeats is not None
    mine.post(unlike, {"why": "Năm nay là hồ sơ cư trú, năm trước là căn cước"})
    limit.refresh_from_db()
    assert (limit.repeats, limit.unlike) == (None, "Năm nay là hồ sơ cư trú, năm trước là căn cước")
    line = AuditLine.objects.get(action="cluster-limit-unlike")
    assert "không phải hạn chế ấy" in line.sentence
    page = mine.get(reverse("cluster-items", args=[limit.report.edition.cluster.code])).content.decode()
    assert "Đơn vị nói không phải hạn chế cũ: Năm nay là hồ sơ cư trú" in page
    assert enter("chi").post(unlike, {"why": "x"}).status_code == 404
