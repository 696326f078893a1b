"""The honour register: found without accents, every state shown for what it is, proposals kept inside."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, decision, unit, world
from thidua.core.text import fold
from thidua.store.models import Award, ClusterMember

pytestmark = pytest.mark.django_db


def award(code: str, of, state: str = "decided", form: str = "giay-khen", **more: object) -> Award:
    decided = {"decision": decision(f"{code}/QĐ")} if state not in ("proposed", "submitted") else {}
    return Award.objects.create(
        code=code, form=form, level="unit", category="collective", state=state, unit=of, subject_name=of.name,
        search=fold(f"{of.name} {form}"), reason="Giúp dân sau mưa lũ", year=2025, **decided, **more,
    )  # fmt: skip


def page(username: str, query: str = "") -> str:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client.get(reverse("register") + query).content.decode()


@pytest.fixture
def scene() -> World:
    return world()


@pytest.mark.parametrize("typed", ["lim xanh", "LIM XANH", "Lim Xanh", "xanh lim", "lim"])
def test_words_are_found_without_accents_in_any_order(scene: World, typed: str) -> None:
    award("1", scene.lim_xanh)
    award("2", scene.hoa_mo)
    found = page("chi", f"?tim={typed}")
    assert "Công an xã Lim Xanh" in found
    assert "Công an xã Hoa Mơ" not in found


def test_a_proposal_is_for_its_own_branch_only(scene: World) -> None:
    award("1", scene.lim_xanh, "proposed")
    assert "Đề nghị</span>" in page("an")
    assert "Công an xã Lim Xanh" not in page("chi")


def test_a_revoked_award_stays_with_its_reason(scene: World) -> None:
    award(
        "1", scene.lim_xanh, "revoked", revoked_on=date(2025, 3, 10), revoked_reason="Thành tích không đúng"
    )
    text = page("chi")
    assert "Đã hủy bỏ" in text
    assert "Thành tích không đúng" in text


def test_a_form_whose_article_was_not_read_says_so(scene: World) -> None:
    award("1", scene.lim_xanh)
    assert "chưa đối chiếu văn bản gốc" in page("chi")


def test_a_cluster_shows_how_a_years_awards_fell_on_its_members(scene: World) -> None:
    more = [unit(f"ca-{n}", f"Công an xã Số {n}", under=scene.province) for n in range(5)]
    for member in more:
        ClusterMember.objects.create(cluster=scene.communes, unit=member, first_day=scene.communes.first_day)
    forms = ["co-thi-dua-chinh-phu", *["co-thi-dua-bo-cong-an"] * 3, *["bang-khen-bo-cong-an"] * 3]
    for number, (member, form) in enumerate(zip([scene.lim_xanh, scene.hoa_mo, *more], forms, strict=True)):
        award(str(number), member, form=form)
    text = page("an")
    assert "7 đơn vị, đơn vị nào cũng được khen" in text
    assert text.count(">3/7<") == 2
    assert text.count(">1/7<") == 1
