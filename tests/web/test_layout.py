"""A unit's own Excel file on the pages: shown, pointed out, previewed, written, recognised the next time."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, figure, world
from tests.office.books import workbook
from thidua.store.models import Figure, Mapping

pytestmark = pytest.mark.django_db
COUNT = "buoi-tuyen-truyen"


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def book(
    count: object = 3, title: str = "Công an xã Lim Xanh, tuần 10 năm 2025", name: str = "Buổi tuyên truyền"
) -> SimpleUploadedFile:
    rows = [[title], ["Nội dung", "Kết quả"], [name, count], ["Hồ sơ trả đúng hạn", "12/15"], ["Tổng", 1]]
    return SimpleUploadedFile("cua-ta.xlsx", workbook(*rows))


def test_a_file_of_another_form_is_shown_as_it_is_and_previewed(scene: World) -> None:
    client = enter("lan")
    assert client.post(reverse("figures-import"), {"file": book()}).url == reverse("figures-layout")
    shown = client.get(reverse("figures-layout"))
    page = shown.content.decode()
    assert '<td class="figure">Buổi tuyên truyền</td><td class="value">3</td>' in page
    assert shown.context["whose"] == "Công an xã Lim Xanh · Tuần 10/2025"
    assert 'name="ghi"' in page
    assert not Figure.objects.exists()
    done = client.post(reverse("figures-layout"), {"ghi": "1", "ten": "Báo cáo tuần"})
    assert done.status_code == 302
    assert dict(Figure.objects.values_list("figure", "numerator")) == {COUNT: 3_000, "ho-so-dung-han": 12_000}
    assert Mapping.objects.get().unit == scene.lim_xanh


def test_the_next_file_is_recognised_and_a_replacement_shows_old_and_new_and_asks_why(scene: World) -> None:
    client = enter("lan")
    client.post(reverse("figures-import"), {"file": book()})
    client.post(reverse("figures-layout"), {"ghi": "1", "ten": "Báo cáo tuần"})
    client.post(reverse("figures-import"), {"file": book(5)})
    page = client.get(reverse("figures-layout")).content.decode()
    assert "Báo cáo tuần" in page
    assert '<td class="number" data-label="Đang ghi">3</td>' in page
    assert '<td class="number strong" data-label="Trong tệp">5</td>' in page
    assert client.post(reverse("figures-layout"), {"ghi": "1"}).status_code == 400
    assert client.post(reverse("figures-layout"), {"ghi": "1", "reason": "Đếm lại"}).status_code == 302
    assert Figure.objects.get(figure=COUNT, replaced_by=None).numerator == 5_000


def test_a_name_nobody_knows_is_asked_once_and_remembered(scene: World) -> None:
    client = enter("lan")
    client.post(reverse("figures-import"), {"file": book(name="Số buổi nói chuyện")})
    page = client.get(reverse("figures-layout")).content.decode()
    assert 'value="figure:Số buổi nói chuyện"' in page
    assert 'name="ghi"' not in page
    said = {
        "unit": "fixed", "unit-la": scene.lim_xanh.code, "figure": "column.0", "period": "fixed",
        "period-la": "tuần 10/2025", "dau": "3", "nam": "2025", "cot-1": "on",
        "ten-0": "figure:Số buổi nói chuyện", "la-0": COUNT,
    }  # fmt: skip
    assert 'name="ghi"' in client.post(reverse("figures-layout"), said).content.decode()
    client.post(reverse("figures-layout"), {"ghi": "1", "ten": "Mẫu của ta"})
    assert Figure.objects.filter(figure=COUNT).count() == 1
    client.post(
        reverse("figures-import"),
        {"file": book(4, "Công an xã Lim Xanh, tuần 11 năm 2025", "Số buổi nói chuyện")},
    )
    assert 'name="ghi"' in client.get(reverse("figures-layout")).content.decode()


def test_every_wrong_cell_stands_in_the_list_and_nothing_is_written(scene: World) -> None:
    client = enter("lan")
    client.post(reverse("figures-import"), {"file": book("nhiều")})
    page = client.get(reverse("figures-layout")).content.decode()
    assert "cua-ta.xlsx, ô B3" in page
    assert 'name="ghi"' not in page
    assert client.post(reverse("figures-layout"), {"ghi": "1"}).status_code == 400
    assert not Figure.objects.exists()


def test_the_strict_long_form_still_comes_in_by_itself(scene: World) -> None:
    figure(COUNT, scene.hoa_mo, scene.clerk, 1)
    rows = [["đối tượng", "số liệu", "kỳ", "giá trị"], [scene.lim_xanh.code, COUNT, "2025-W10", 4]]
    answer = enter("lan").post(
        reverse("figures-import"), {"file": SimpleUploadedFile("x.xlsx", workbook(*rows))}
    )
    assert answer.status_code == 200
    assert "Ghi tất cả" in answer.content.decode()


def test_without_a_waiting_file_there_is_nothing_to_point_at(scene: World) -> None:
    assert enter("lan").get(reverse("figures-layout")).url == reverse("figures-import")
    assert enter("dung").get(reverse("figures-layout")).status_code in (302, 404)


def test_chi_cannot_forget_what_lim_xanh_keeps(scene: World) -> None:
    client = enter("lan")
    client.post(reverse("figures-import"), {"file": book()})
    client.post(reverse("figures-layout"), {"ghi": "1", "ten": "Báo cáo tuần"})
    url = reverse("mapping-forget", args=[Mapping.objects.get().pk])
    assert enter("chi").post(url).status_code == 404
    assert client.post(url).status_code == 302
    assert not Mapping.objects.exists()
