"""Outreach on the pages: gaps first, units of counting apart, counts of what only a few may read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.factories import PASSWORD, World, at, world
from thidua.store.models import Area, Deed, DeedTag

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    made = world()
    xa = factories.area("xa-lim-xanh", "xã Lim Xanh")
    for number in (1, 2, 3):
        factories.area(f"thon-{number}", f"thôn {number}", "thon", xa)
    made.lim_xanh.area = xa
    made.lim_xanh.save(update_fields=["area"])
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def confirmed(
    scene: World, code: str, village: str = "", kind: str = "tuyen-truyen", **quantities: int
) -> Deed:
    row = factories.deed(code, scene.lim_xanh, scene.clerk, kind, **quantities)
    row.on = timezone.localdate() - timedelta(days=10)
    row.confirmed_by, row.confirmed_at = scene.an, at()
    row.area = Area.objects.filter(code=village).first()
    if kind == "giao-nop-vu-khi":
        row.privacy = "restricted"
    row.save()
    return row


def test_places_nobody_came_to_stand_first(scene: World) -> None:
    confirmed(scene, "d1", "thon-2", buoi=1, luot=40)
    page = enter("an").get(reverse("outreach"))
    assert [place["area"].code for place in page.context["places"]] == ["thon-1", "thon-3", "thon-2"]
    assert (page.context["reached"], page.context["count"]) == (1, 1)


def test_instances_people_and_person_days_are_never_added(scene: World) -> None:
    confirmed(scene, "d1", "thon-1", buoi=2, luot=40)
    confirmed(scene, "d2", "thon-1", "giup-dan", nguoi=5, ngay_cong=7)
    sums = enter("an").get(reverse("outreach")).context["sums"]
    assert {(kind["title"], measure): value for kind in sums for _, value, measure in kind["lines"]} == {
        ("Tuyên truyền", "buổi"): "2", ("Tuyên truyền", "lượt"): "40",
        ("Giúp dân", "người"): "5", ("Giúp dân", "ngày công"): "7",
    }  # fmt: skip


def test_custody_shows_counts_to_the_province_and_nothing_else_of_restricted_deeds(scene: World) -> None:
    confirmed(scene, "g1", "", "giao-nop-vu-khi", sung_tu_che=3)
    confirmed(scene, "g2", "", "ban-giao-vu-khi", sung_tu_che=1)
    Deed.objects.filter(code="g1").update(summary="Nhận ba khẩu")
    page = enter("dung").get(reverse("outreach"), {"don-vi": scene.lim_xanh.code})
    assert [(h["row"].quantity, h["row"].balance) for h in page.context["held"]] == [("sung-tu-che", 2000)]
    assert "Nhận ba khẩu" not in page.content.decode()


def test_a_way_is_told_once_with_its_village_and_leaves_its_sentence(scene: World) -> None:
    row = confirmed(scene, "d1", buoi=1, luot=10)
    url = reverse("outreach-tag", args=[row.code])
    lan = enter("lan")
    lan.post(url, {"channel": ["hop-thon"], "language": ["mong", "viet"], "area": "thon-3"})
    row.refresh_from_db()
    assert row.area is not None
    assert row.area.code == "thon-3"
    assert set(DeedTag.objects.values_list("value", flat=True)) == {"hop-thon", "mong", "viet"}
    assert lan.post(url, {"channel": ["mang-xa-hoi"]}).status_code == 400
    assert DeedTag.objects.count() == 3


def test_chi_sees_no_count_and_tags_nothing(scene: World) -> None:
    row = confirmed(scene, "d1", "thon-1", buoi=1, luot=10)
    chi = enter("chi")
    assert chi.get(reverse("outreach-tag", args=[row.code])).status_code == 404
    assert chi.get(reverse("outreach"), {"don-vi": scene.lim_xanh.code}).status_code in {200, 404}
    assert "thôn 1" not in chi.get(reverse("outreach")).content.decode()
    assert not DeedTag.objects.exists()


def test_the_page_asks_as_many_questions_for_three_events_as_for_one(scene: World) -> None:
    an = enter("an")
    an.get(reverse("outreach"))
    counts = []
    for turn in range(2):
        confirmed(scene, f"d-{turn}", "thon-1", buoi=1, luot=10)
        with CaptureQueriesContext(connection) as asked:
            an.get(reverse("outreach"))
        counts.append(len(asked))
        for number in range(3):
            confirmed(scene, f"d-{turn}-{number}", f"thon-{number + 1}", buoi=1, luot=10)
    assert counts[0] == counts[1]
