"""The frame: doors that fit the role, the chosen look, and nothing of either for strangers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

import thidua.web
from tests.factories import DAY, PASSWORD, World, person, world
from thidua.core.unit import Role
from thidua.store.access import viewer_of
from thidua.web.room import FIRST, NEAR, ROOMS, Holder

pytestmark = pytest.mark.django_db
STATIC = Path(thidua.web.__file__).parent / "static"


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def every(client: Client) -> set[str]:
    near, more = doors(client)
    return {*near, *more}


def doors(client: Client, path: str = "/") -> tuple[list[str], list[str]]:
    """Titles on the bar, and those that only "Thêm" has."""
    bar, _, sheet = client.get(path).content.decode().partition("</ul></nav>")[0].partition('class="sheet"')
    rest = re.findall(r"<li><a[^>]*><svg.*?</svg>\s*([^<]+)</a>", sheet)
    return re.findall(r"<li><a[^>]*><svg.*?</svg>\s*<span>([^<]+)</span></a>", bar), rest


def here(client: Client, path: str) -> set[str]:
    bar = client.get(path).content.decode().partition("</ul></nav>")[0]
    return set(re.findall(r'aria-current="page"><svg.*?</svg>\s*(?:<span>)?([^<]+)<', bar))


def test_each_role_finds_its_own_doors_first(scene: World) -> None:
    near = {name: doors(enter(name))[0][:3] for name in ("an", "lan", "dung")}
    assert near["an"][:2] == ["Việc hôm nay", "Đơn vị"]
    assert near["lan"][:2] == ["Việc hôm nay", "Nhập số liệu"]
    assert "Nhập số liệu" not in every(enter("dung"))


def test_the_bar_never_holds_more_than_one_can_take_in(scene: World) -> None:
    person("quan-tri", "Đỗ Thị Quản", scene.province, Role.ADMINISTRATOR)
    for name in ("an", "binh", "lan", "dung", "chi", "quan-tri"):
        near, more = doors(enter(name))
        assert len(near) <= NEAR
        assert len(set(near) | set(more)) == len(near) + len(more)


def test_somebody_without_a_post_gets_only_the_common_doors(scene: World) -> None:
    scene.an.posts.all().delete()
    assert {"Đơn vị", "Nhập số liệu", "Việc làm"} & every(enter("an")) == set()


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/", "Việc hôm nay"),
        ("/ke-hoach/", "Phong trào"),
        ("/so-ghi-danh/", "Sổ ghi danh"),
        ("/danh-ba/", "Danh bạ"),
    ],
)
def test_a_page_says_in_which_room_it_is(scene: World, path: str, room: str) -> None:
    assert here(enter("an"), path) == {room}


def test_doors_are_drawn_anew_when_posts_or_the_language_change(scene: World) -> None:
    client = enter("binh")
    assert "Nhập số liệu" in every(client)
    assert here(client, "/ke-hoach/") == {"Phong trào"}
    assert here(client, "/") == {"Việc hôm nay"}
    scene.binh.posts.update(role=Role.OFFICER)
    assert "Nhập số liệu" not in every(client)
    with translation.override("en"):
        names = {str(room.title) for room in ROOMS}
    client.cookies["django_language"] = "en"
    assert every(client) <= names
    scene.binh.posts.all().delete()
    assert "Việc làm" not in every(enter("binh"))


def test_doors_follow_from_posts_and_the_day_alone(scene: World) -> None:
    held = viewer_of(scene.an, DAY)
    holder = Holder(held.posts, held.offices, held.day)
    assert [room.where(holder) for room in ROOMS] == [room.where(held) for room in ROOMS]


def test_what_a_role_finds_first_are_rooms_of_the_house() -> None:
    codes = {room.code for room in ROOMS}
    assert {code for order in FIRST.values() for code in order} - codes == set()
    assert set(FIRST) == set(Role)


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    named = {room.icon for room in ROOMS}
    for path in (STATIC.parent / "templates").rglob("*.html"):
        named |= set(re.findall(r'icon="([a-z]+)"', path.read_text(encoding="utf-8")))
    assert named - drawn == set()


def test_the_chosen_look_stays_and_leads_back_to_the_page(scene: World) -> None:
    client = enter("an")
    assert 'data-theme="auto"' in client.get("/").content.decode()
    answer = client.post(reverse("look"), {"theme": "dark", "next": "/so-ghi-danh/"})
    assert (answer.status_code, answer["Location"]) == (302, "/so-ghi-danh/")
    page = client.get("/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'css/dark.css" media="screen"' in page
    client.post(reverse("look"), {"theme": "light"})
    assert "dark.css" not in client.get("/").content.decode()


def test_a_look_that_does_not_exist_is_refused_and_nobody_is_led_outside(scene: World) -> None:
    client = enter("an")
    assert client.post(reverse("look"), {"theme": "neon"}).status_code == 400
    assert client.post(reverse("look"), {"language": "tlh"}).status_code == 400
    assert client.get(reverse("look")).status_code == 405
    assert client.post(reverse("look"), {"theme": "dark", "next": "https://example.org/"})["Location"] == "/"
    client.cookies["theme"] = "neon"
    assert 'data-theme="auto"' in client.get("/").content.decode()


def test_a_stranger_sees_no_doors_but_may_choose_a_look(scene: World) -> None:
    client = Client()
    assert client.post(reverse("look"), {"theme": "dark", "next": "/dang-nhap/"}).status_code == 302
    page = client.get("/dang-nhap/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'class="doors"' not in page


def test_the_design_page_shows_every_colour_it_names_as_the_style_sheets_have_it(scene: World) -> None:
    page = enter("an").get(reverse("design"))
    held = (STATIC / "css" / "design.css").read_text(encoding="utf-8")
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    shown = [one for row in page.context["colours"] for one in row]
    assert {one["swatch"] for one in shown if f".{one['swatch']} " not in held} == set()
    assert {one["name"] for one in shown if f"--{one['name']}: {one['light']};" not in tokens} == set()
    assert Client().get(reverse("design")).status_code == 302


def test_every_chart_stands_on_the_design_page(scene: World) -> None:
    from thidua.web import chart

    drawn = {name for name, _picture in enter("an").get(reverse("design")).context["charts"]}
    public = {
        name
        for name, made in vars(chart).items()
        if callable(made) and not name.startswith("_") and getattr(made, "__module__", "") == chart.__name__
    }
    # What is a part of another chart, or drawn from records, is seen where it stands.
    assert (
        public - drawn - {"Line", "Stack", "interval_axis", "share_bar", "swatch", "drawn", "lineage"}
        == set()
    )


def test_scripts_of_one_page_share_no_name() -> None:
    """Plain scripts share one scope: what a page's own script calls `show`, the frame's must not call so too."""
    folder = STATIC / "js"
    named = {
        path.name: set(
            re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", path.read_text("utf-8"), re.M)
        )
        for path in folder.glob("*.js")
    }
    everywhere = ("frame.js", "bell.js", "search.js")  # in templates/frame.html
    for name in everywhere:
        others = {other: held & named[name] for other, held in named.items() if other != name}
        assert {other: held for other, held in others.items() if held} == {}, name
