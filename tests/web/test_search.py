"""One field finds what the reader may see: without accents, by abbreviation, in any order; and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, World, area, deed, unit
from thidua.store.models import Compact, Directive, Plan

pytestmark = pytest.mark.django_db


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def hits(client: Client, query: str) -> dict[str, list[str]]:
    """Group → titles, as the page shows them."""
    groups = client.get(reverse("search"), {"q": query}).context["groups"]
    return {group.title: [hit.title for hit in group.hits] for group in groups}


@pytest.fixture
def scene(world: World) -> World:
    paper = Directive.objects.create(
        code="ct-1", kind="Chỉ thị", number="01/CT-CAMH", issuer="Công an tỉnh Minh Họa", subject="Thi đua năm 2025",
        first_day=world.week.first_day,
    )  # fmt: skip
    Plan.objects.create(
        code="kh-1", directive=paper, unit=world.lim_xanh, number="12/KH-CAX", title="Kế hoạch phòng cháy",
        issued=world.week.first_day, benefit="có lợi", state="approved",
    )  # fmt: skip
    Compact.objects.create(
        code="gu-1", movement=world.movement, superior=world.province, unit=world.lim_xanh, text="Cùng làm."
    )
    deed("viec-1", world.lim_xanh, world.clerk)
    area("xa-lim-xanh", "Xã Lim Xanh")
    return world


def test_an_abbreviation_and_words_without_accents_find_the_commune(scene: World):
    tong = unit("ca-xa-ta-tong", "Công an xã Tà Tổng", under=scene.province)
    tong.search = "cong an xa ta tong an ninh trat tu"
    tong.save()
    for query in ("cong an ta tong antt", "Tà Tổng", "tong ta ca", "CA XÃ TA TONG"):
        assert hits(enter("an"), query)["Đơn vị"] == ["Công an xã Tà Tổng"], query


def test_every_noun_is_found_by_what_it_is_called(scene: World):
    an = enter("an")
    assert hits(an, "nguyen thi an")["Người"] == ["Nguyễn Thị An"]
    assert hits(an, "lan lim xanh")["Người"] == ["Lò Thị Lan"]
    assert hits(an, "vi an ninh to quoc 2025")["Phong trào"] == ["Vì an ninh Tổ quốc năm 2025"]
    assert hits(an, "giao uoc lim xanh")["Giao ước"] == [
        "Giao ước Công an tỉnh Minh Họa – Công an xã Lim Xanh"
    ]
    assert hits(an, "12/kh phong chay")["Kế hoạch"] == ["Kế hoạch phòng cháy"]
    assert hits(an, "ct 01 camh")["Văn bản chỉ đạo"] == ["Chỉ thị 01/CT-CAMH – Thi đua năm 2025"]
    assert hits(an, "ho so dung han")["Số liệu"] == ["Hồ sơ trả đúng hạn"]
    assert hits(an, "tuyen truyen lim xanh")["Việc làm"] == ["Tuyên truyền, 03/03/2025"]
    assert "Quy chế chấm điểm" in hits(an, "hai phong 212")
    assert hits(an, "nhap so lieu thang nay")["Trang"] == ["Nhập số liệu tháng này"]


def test_the_closest_name_stands_first(scene: World):
    unit("ca-xa-lim-xanh-dong", "Công an xã Lim Xanh Đông", under=scene.province)
    assert hits(enter("dung"), "cong an xa lim xanh")["Đơn vị"] == [
        "Công an xã Lim Xanh", "Công an xã Lim Xanh Đông",
    ]  # fmt: skip


def test_chi_finds_nothing_of_an(scene: World):
    found = hits(enter("chi"), "lim xanh")
    assert set(found) <= {"Đơn vị", "Người", "Địa bàn"}  # who serves where is for all to read
    found = hits(enter("chi"), "tuyen truyen")
    assert "Việc làm" not in found


def test_what_somebody_wrote_freely_is_not_looked_through(scene: World):
    """Promise N10. The summary says "Nói chuyện về phòng cháy tại nhà văn hóa"."""
    assert "Việc làm" not in hits(enter("an"), "noi chuyen nha van hoa")


@pytest.mark.parametrize(
    "query", ["", "   ", "!!!", "%", "_", "'; drop table", "a" * 500, "\u202e", "đ", "𝟙"]
)
def test_odd_queries_answer_calmly(scene: World, query: str):
    assert enter("an").get(reverse("search"), {"q": query}).status_code == 200


def test_a_percent_sign_is_a_letter_like_others(scene: World):
    assert hits(enter("an"), "%") == {}


def test_typing_gets_the_fragment_only(scene: World):
    answer = enter("an").get(reverse("search"), {"q": "lim"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Công an xã Lim Xanh" in text
    assert "<html" not in text


def test_the_number_of_questions_does_not_grow_with_rows(scene: World):
    an = enter("an")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert an.get(reverse("search"), {"q": "lim xanh"}).status_code == 200
        return len(taken)

    an.get(reverse("search"), {"q": "lim xanh"})
    once = asked()
    for number in range(2, 5):
        deed(f"viec-{number}", scene.lim_xanh, scene.clerk)
        unit(f"ca-lim-xanh-{number}", f"Công an xã Lim Xanh {number}", under=scene.lim_xanh)
    assert asked() == once
