"""One field finds what the reader may see: without accents, by abbreviation, in any order; and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, area, at, deed, unit
from thidua.store.models import (
    Bulletin,
    Compact,
    Directive,
    Dispute,
    Minutes,
    Plan,
    Report,
    Weakness,
)

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


@pytest.fixture
def month(scene: World) -> World:
    """What March left behind: a report, a bulletin, minutes, a weak point and a dispute of Lim Xanh."""
    unit, by = scene.lim_xanh, scene.an
    Report.objects.create(unit=unit, month="2025-03")
    Bulletin.objects.create(unit=unit, period="2025-03", movement=scene.movement, number=1, stage="draft")
    Minutes.objects.create(
        code="bb-1", unit=unit, kind="signing", title="Buổi gặp chị Hoa", began=at(), ended=at(), place="Hội trường",
        present=9, chair="An", secretary="Lan", content="…", conclusion="…", written_by=by, written_at=at(),
    )  # fmt: skip
    Weakness.objects.create(
        code="ky-1", unit=unit, title="Chậm trả hồ sơ chị Hoa", figure="ho-so-dung-han", period="2025-03", owner=by,
        due=DAY, opened_by=by, opened_at=at(),
    )  # fmt: skip
    Dispute.objects.create(
        code="kn-2025-w10-1", period=scene.week, version=1, unit=unit, criterion="ho-so-dung-han", title="Hồ sơ",
        text="Chị Hoa đã nhận", wanted="31/31", opened_by=by, opened_at=at(), due=DAY,
    )  # fmt: skip
    return scene


def test_what_a_month_leaves_is_found_by_unit_month_and_number(month: World):
    an = enter("an")
    assert hits(an, "bao cao thang 3 lim xanh")["Báo cáo tháng"] == ["Báo cáo tháng 3/2025"]
    assert hits(an, "ban tin 03/2025")["Bản tin"] == ["Bản tin tháng 3/2025"]
    assert hits(an, "bien ban ky ket giao uoc")["Biên bản"] == ["Biên bản: Ký kết giao ước thi đua"]
    assert hits(an, "khau yeu ho so lim xanh")["Khâu yếu"] == ["Khâu yếu tháng 3/2025"]
    for query in ("khieu nai lim xanh", "kn-2025-w10-1", "kn 2025 w10"):
        assert hits(an, query)["Khiếu nại"] == ["Khiếu nại kn-2025-w10-1"], query
    assert "Báo cáo tháng" not in hits(an, "bao cao thang 4 lim xanh")


def test_chi_finds_nothing_of_the_month_and_nobody_finds_free_text(month: World):
    for query in ("bao cao", "ban tin", "bien ban", "khau yeu", "khieu nai", "kn-2025-w10-1"):
        found = set(hits(enter("chi"), query))
        assert not {"Báo cáo tháng", "Bản tin", "Biên bản", "Khâu yếu", "Khiếu nại"} & found, query
    for query in ("chi hoa", "cham tra ho so", "buoi gap"):
        found = hits(enter("an"), query)
        assert not {"Biên bản", "Khâu yếu", "Khiếu nại"} & set(found), query


def test_pages_are_found_by_whom_they_open_for(scene: World):
    an, dung = enter("an"), enter("dung")
    assert "Khiếu nại" in hits(an, "khieu nai")["Trang"]
    assert "Kiểm tra" in hits(dung, "thanh tra")["Trang"]
    assert "Nhật ký" not in hits(dung, "nhat ky").get("Trang", [])
    assert hits(an, "ngoai tuyen")["Trang"] == ["Ghi khi mất mạng"]
    for client in (an, dung):
        for group in client.get(reverse("search"), {"q": "a"}).context["groups"]:
            for hit in group.hits if group.title == "Trang" else ():
                assert client.get(hit.url, follow=True).status_code == 200, hit


def test_a_unit_opens_its_card(scene: World):
    groups = enter("an").get(reverse("search"), {"q": "cong an xa lim xanh"}).context["groups"]
    hit = next(group for group in groups if group.title == "Đơn vị").hits[0]
    assert hit.url == reverse("unit-card", args=[scene.lim_xanh.code])
    groups = enter("chi").get(reverse("search"), {"q": "cong an xa lim xanh"}).context["groups"]
    hit = next(group for group in groups if group.title == "Đơn vị").hits[0]
    assert hit.url.startswith(reverse("directory"))


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


def test_the_number_of_questions_does_not_grow_with_rows(month: World):
    scene = month
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
        Report.objects.create(unit=scene.lim_xanh, month=f"2024-0{number}")
        Bulletin.objects.create(
            unit=scene.lim_xanh,
            period=f"2024-0{number}",
            movement=scene.movement,
            number=number,
            stage="draft",
        )
        unit(f"ca-lim-xanh-{number}", f"Công an xã Lim Xanh {number}", under=scene.lim_xanh)
    assert asked() == once
