"""Weekly classes of officers: typed as digits by who leads them, seen by each officer for herself alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, figure, movement, period, person, world
from thidua.core.unit import Role
from thidua.store.models import Figure, MovementPeriod, Person

pytestmark = pytest.mark.django_db
MONTH = "2025-03"


@pytest.fixture
def scene() -> World:
    """The officers of Lim Xanh are classified every week."""
    made = world()
    classes = movement("phan-loai-2025", "Phân loại cán bộ", made.province, "e29-thang", [])
    classes.collectives.add(made.lim_xanh)
    for code in (WEEK.code, "2025-W11"):
        period(classes, code)
    period(classes, MONTH)
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def url(scene: World) -> str:
    return reverse("classes", args=[scene.lim_xanh.code, MONTH])


def cell(who: str, week: str = WEEK.code) -> str:
    return f"{who}.{week}"


def test_a_leader_types_digits_for_everybody_and_saves_them_together(scene: World) -> None:
    typed = {cell("an"): "1", cell("binh"): "2", cell("lan"): "0"}
    assert enter("an").post(url(scene), typed).status_code == 302
    rows = dict(Figure.objects.values_list("person__code", "numerator"))
    assert rows == {"an": 1000, "binh": 2000, "lan": 0}


def test_one_class_that_does_not_exist_writes_none_and_loses_none(scene: World) -> None:
    answer = enter("an").post(url(scene), {cell("an"): "1", cell("binh"): "5", cell("lan"): "giỏi"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert not Figure.objects.exists()
    assert all(f'value="{text}"' in page for text in ("1", "5", "giỏi"))
    assert f'href="#{cell("lan")}"' in page
    assert "Lò Thị Lan, tuần 10/2025" in page


def test_another_class_than_recorded_needs_a_reason_which_is_then_asked_for(scene: World) -> None:
    figure("loai-tuan", scene.binh, scene.an, 1)
    client = enter("an")
    assert "data-ask-reason hidden" in client.get(url(scene)).content.decode()
    refused = client.post(url(scene), {cell("binh"): "2"})
    assert refused.status_code == 400
    assert "data-ask-reason>" in refused.content.decode()
    client.post(url(scene), {cell("binh"): "2", "reason": "Đối chiếu lại sổ trực"})
    assert list(Figure.objects.order_by("pk").values_list("numerator", "reason")) == [
        (1000, ""),
        (2000, "Đối chiếu lại sổ trực"),
    ]


def test_an_officer_who_leads_nobody_sees_her_own_line_and_types_nothing(scene: World) -> None:
    person("hoa", "Vũ Thị Hoa", scene.lim_xanh, Role.OFFICER)
    figure("loai-tuan", Person.objects.get(code="hoa"), scene.an, 1)
    client = enter("hoa")
    page = client.get(url(scene)).content.decode()
    assert "Vũ Thị Hoa" in page
    assert "Trần Văn Bình" not in page
    assert '<input id="loai-' not in page
    assert '<input id="hoa.' not in page
    assert client.post(url(scene), {cell("hoa"): "1"}).status_code == 404
    assert client.get(reverse("classes-months", args=[scene.lim_xanh.code])).status_code == 404


def test_chi_from_another_unit_finds_no_grid_of_officers(scene: World) -> None:
    client = enter("chi")
    assert client.get(url(scene)).status_code == 404
    assert client.post(url(scene), {cell("an"): "1"}).status_code == 404
    assert client.get(reverse("classes-months", args=[scene.lim_xanh.code])).status_code == 404


def test_a_unit_whose_officers_nobody_classifies_has_no_grid(scene: World) -> None:
    assert enter("dung").get(reverse("classes", args=[scene.hoa_mo.code, MONTH])).status_code == 404


def test_a_week_that_is_closed_is_shown_and_not_typed_into(scene: World) -> None:
    figure("loai-tuan", scene.binh, scene.an, 3)
    MovementPeriod.objects.filter(movement__code="phan-loai-2025", code=WEEK.code).update(state="closed")
    page = enter("an").get(url(scene)).content.decode()
    assert f'id="{cell("binh")}"' not in page
    assert f'id="{cell("binh", "2025-W11")}"' in page


def test_officers_stand_by_name_and_never_by_class(scene: World) -> None:
    for who, given in ((scene.an, 4), (scene.binh, 1), (scene.clerk, 2)):
        figure("loai-tuan", who, scene.an, given)
    page = enter("an").get(url(scene)).content.decode()
    places = [page.index(f">{name}<span") for name in ("Nguyễn Thị An", "Trần Văn Bình", "Lò Thị Lan")]
    assert places == sorted(places)


def test_the_grid_asks_as_often_for_three_officers_as_for_six(scene: World) -> None:
    client = enter("an")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(scene)).status_code == 200
        return len(asked)

    questions()  # rules are read once
    three = questions()
    for number in range(3):
        made = person(f"cb-{number}", f"Vũ Văn Số {number}", scene.lim_xanh, Role.OFFICER)
        figure("loai-tuan", made, scene.an, 1)
    assert questions() == three
