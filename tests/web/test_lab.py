"""The impact sheet as a page: drawn worlds for everyone who reads the regulation, past figures for those who close."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, at, world
from thidua.actions.scheme import scheme_draft
from thidua.rules.catalogue import scheme_text

pytestmark = pytest.mark.django_db
SCHEME = "vi-an-ninh-to-quoc"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("thidua.web.lab.views.WORLDS", 10)
    made = world()
    made.fill()
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def ask(username: str, **query: str):
    return enter(username).get(reverse("lab", args=[SCHEME]), query)


def test_nothing_is_computed_before_it_is_asked_for(scene: World):
    page = ask("an")
    assert page.status_code == 200
    assert "Chưa lập phiếu" in page.content.decode()
    assert "sheet" not in page.context


def test_who_reads_a_regulation_reads_what_it_rewards(scene: World):
    page = ask("an", lap="1").content.decode()
    assert "Bước nhảy điểm" in page
    assert "dựng từ chính dự thảo" in page
    assert page.count("<svg") >= 5
    assert WEEK.code not in page  # past figures are offered only to those who may close them


def test_the_emulation_officer_asks_on_past_figures(scene: World):
    ground = f"{scene.movement.code}/{WEEK.code}"
    assert ground in ask("dung").content.decode()
    page = ask("dung", lap="1", nen=ground).content.decode()
    assert f"Tính trên số liệu kỳ {WEEK.code} của 2 đơn vị." in page


@pytest.mark.parametrize("username", ["an", "binh", "chi"])
def test_past_figures_are_closed_to_others(scene: World, username: str):
    query = {"lap": "1", "nen": f"{scene.movement.code}/{WEEK.code}"}
    assert ask(username, **query).status_code == 404
    assert enter(username).get(reverse("lab-pdf", args=[SCHEME]), query).status_code == 404


def test_the_paper_can_be_taken_to_the_meeting(scene: World):
    answer = enter("dung").get(reverse("lab-pdf", args=[SCHEME]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_form_that_the_regulation_does_not_have_is_said(scene: World):
    assert "không có biểu “khac”" in ask("an", lap="1", bieu="khac").content.decode()


def test_an_unknown_regulation_is_not_found(scene: World):
    assert enter("an").get(reverse("lab", args=["khong-co"])).status_code == 404


def draft(scene: World, text: str) -> None:
    scheme_draft(by=scene.see(scene.dung), at=at(), owner=scene.province, code=SCHEME, text=text)


def test_a_draft_is_asked_by_its_writers_only(scene: World):
    draft(scene, scheme_text(SCHEME).replace("bảng điểm minh họa", "dự thảo"))
    assert "Phiếu tác động" in ask("dung", ban="1").content.decode()
    assert ask("dung", ban="1", lap="1").context["sheet"].scheme == SCHEME
    assert ask("an", ban="1").status_code == 404


def test_a_draft_with_faults_leads_to_its_faults(scene: World):
    draft(scene, scheme_text(SCHEME).replace("share:", "chia:"))
    assert ask("dung", ban="1").url == reverse("scheme-read", args=[SCHEME])


def test_the_sheet_is_one_step_from_the_regulation(scene: World):
    page = enter("an").get(reverse("scheme", args=[SCHEME])).content.decode()
    assert reverse("lab", args=[SCHEME]) in page
