"""Every page opens for those it is meant for, in the same number of questions whatever the number of rows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, cluster, decision, deed, figure, target, unit, world
from thidua.store.models import (
    ActionItem,
    Award,
    Compact,
    Deed,
    DeedQuantity,
    Directive,
    Figure,
    Plan,
    Target,
    Unit,
)

pytestmark = pytest.mark.django_db
MONTH = "2025-03"


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def own_pages(scene: World) -> list[str]:
    """What belongs to Lim Xanh."""
    week, unit_code = WEEK.code, scene.lim_xanh.code
    movement = scene.movement.code
    return [
        reverse("unit-month", args=[unit_code, MONTH]),
        reverse("entry", args=[unit_code, MONTH]),
        reverse("figure-correct", args=[unit_code, week, "ho-so-dung-han"]),
        reverse("deed", args=["viec-1"]),
        reverse("movement", args=[movement]),
        reverse("compact", args=[movement, "giao-uoc-1"]),
        reverse("standing", args=[movement, week]),
        reverse("why", args=[movement, week, unit_code]),
    ]


def shared_pages() -> list[str]:
    """What everybody who may sign in can open; what stands on it differs."""
    names = (
        "today",
        "deeds",
        "deed-new",
        "figures-import",
        "movements",
        "register",
        "directory",
        "published",
        "schemes",
    )
    schemes = ("vi-an-ninh-to-quoc", "e29-thang", "hai-phong-212-2025")
    return [
        *(reverse(name) for name in names),
        reverse("deed-new") + "?loai=tuyen-truyen",
        reverse("directory") + "?ngay=31/12/2025&so-voi=01/01/2025&tim=lim",
        *(reverse("scheme", args=[code]) for code in schemes),
    ]


@pytest.fixture
def full(scene: World) -> World:
    """One of each thing that has a page."""
    add_rows(scene, 1)
    return scene


def promise(scene: World, code: str, superior: Unit, member: Unit) -> None:
    compact = Compact.objects.create(
        code=code,
        movement=scene.movement,
        superior=superior,
        unit=member,
        text="Điều 1. Cùng làm.",
        digest="0" * 64,
    )
    target(scene.movement, member, "buoi-tuyen-truyen", 6, compact)


def add_rows(scene: World, count: int) -> None:
    """`count` of everything that is listed somewhere."""
    directive = Directive.objects.create(
        code="ct-1",
        kind="Chỉ thị",
        number="1",
        issuer="Tỉnh",
        subject="Thi đua",
        first_day=scene.week.first_day,
    )
    plan = Plan.objects.create(
        code="kh-1", directive=directive, unit=scene.lim_xanh, title="Kế hoạch", issued=WEEK.start, benefit="có lợi",
        state="approved",
    )  # fmt: skip
    promise(scene, "giao-uoc-1", scene.province, scene.lim_xanh)
    below = [
        Unit.objects.filter(code=f"to-{n}").first() or unit(f"to-{n}", f"Tổ {n}", "to", scene.lim_xanh)
        for n in range(3)
    ]
    for number in range(1, count + 1):
        member = below[number - 1]
        promise(scene, f"giao-uoc-duoi-{number}", scene.lim_xanh, member)
        deed(f"viec-{number}", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
        figure(
            ("ho-so-dung-han", "tap-huan", "dieu-lenh-dat")[number - 1], scene.lim_xanh, scene.clerk, 12, 15
        )
        ActionItem.objects.create(
            plan=plan,
            title=f"Việc {number}",
            owner=scene.an,
            due=WEEK.end + timedelta(days=number),
            measure="biên bản",
        )
        Award.objects.create(
            code=f"giay-khen-{number}", register_number=number, form="giay-khen", level="unit", category="collective",
            state="decided", unit=member, subject_name=member.name, search="giay khen", reason="Giúp dân", year=2025,
            decision=decision(f"{number}/QĐ"),
        )  # fmt: skip


def questions(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200, url
    return len(asked)


def test_an_opens_every_page_of_her_work(full: World) -> None:
    client = enter("an")
    urls = [*own_pages(full), *shared_pages()]
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_chi_from_another_unit_finds_none_of_it(full: World) -> None:
    client = enter("chi")
    assert {url: client.get(url).status_code for url in own_pages(full)} == dict.fromkeys(
        own_pages(full), 404
    )


def test_chi_reads_shared_pages_without_a_word_of_lim_xanh(full: World) -> None:
    client = enter("chi")
    for url in (reverse("today"), reverse("deeds"), reverse("movements")):
        assert "Lim Xanh" not in client.get(url).content.decode()


def test_nobody_sees_anything_without_signing_in(full: World) -> None:
    urls = [*own_pages(full), *shared_pages()]
    answers = [Client().get(url) for url in urls]
    assert {a.status_code for a in answers} == {302}
    assert all(a["Location"].startswith(reverse("sign-in")) for a in answers)


@pytest.mark.parametrize(
    "name", ["today", "deeds", "register", "movements", "directory", "unit-month", "entry", "movement"]
)
def test_a_page_asks_as_often_for_three_rows_as_for_one(name: str, scene: World) -> None:
    args = {"unit-month": [scene.lim_xanh.code, MONTH], "entry": [scene.lim_xanh.code, MONTH]}
    args["movement"] = [scene.movement.code]
    url = reverse(name, args=args.get(name, []))
    add_rows(scene, 1)
    client = enter("an")
    questions(client, url)  # rules are read once
    one = questions(client, url)
    for model in (ActionItem, Award, Plan, Directive, DeedQuantity, Deed, Target, Compact, Figure):
        model.objects.all().delete()
    add_rows(scene, 3)
    assert questions(client, url) == one


def test_a_standing_asks_as_often_for_ten_units_as_for_two(scene: World) -> None:
    url = reverse("standing", args=[scene.movement.code, WEEK.code])
    client = enter("dung")
    questions(client, url)
    two = questions(client, url)
    cluster(
        "them-2025",
        "Khối thêm",
        [unit(f"ca-{n}", f"Công an xã Thêm {n}", under=scene.province) for n in range(8)],
        scene.province,
    )
    scene.movement.clusters.add(scene.communes)
    for member in range(8):
        scene.communes.members.create(
            unit_id=unit(f"cb-{member}", f"Công an xã {member}", under=scene.province).pk,
            first_day=WEEK.start,
        )
    assert questions(client, url) == two


@pytest.mark.parametrize("text", ["²", "9" * 5000, "-1", "a/b", "..", "0001-01", "9999-12"])
def test_no_address_typed_by_hand_breaks_a_page(scene: World, text: str) -> None:
    an, movement, code = enter("an"), scene.movement.code, scene.lim_xanh.code
    figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 6)
    standing, why = (
        reverse("standing", args=[movement, WEEK.code]),
        reverse("why", args=[movement, WEEK.code, code]),
    )
    moved = reverse("moved", args=[movement, WEEK.code])
    answers = [an.get(page, {"ban": text, "ky": text}).status_code for page in (standing, why, moved)]
    answers.append(an.get(reverse("register"), {"nam": text, "trang": text}).status_code)
    if "/" not in text:
        pages = [reverse(name, args=[code, text[:10]]) for name in ("unit-month", "entry")]
        assert [an.get(page).status_code for page in pages] == [404, 404]
    assert set(answers) <= {200, 302, 404}


def test_a_page_that_is_not_there_says_so_in_vietnamese() -> None:
    world()
    answer = enter("an").get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_a_demonstration_says_so_on_every_page(full: World, settings) -> None:
    client = enter("an")
    settings.DEMO = True
    for url in [*own_pages(full), *shared_pages(), "/khong-co/"]:
        assert "Dữ liệu minh họa – không phải số liệu thật" in client.get(url).content.decode(), url


def test_our_own_mistake_gives_a_number_to_quote(full: World, monkeypatch, caplog) -> None:
    client = enter("an")
    client.raise_request_exception = False
    monkeypatch.setattr("thidua.web.today.views.made", lambda viewer: 1 // 0)
    answer = client.get(reverse("today"))
    number = answer.content.decode().split('<p class="hash"><b>')[1].split("</b>")[0]
    assert answer.status_code == 500
    assert number in caplog.text
