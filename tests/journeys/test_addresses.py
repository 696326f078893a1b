"""Every address of the URL table: readable by everyone, on a desktop and a phone, and closed to Chi."""

from __future__ import annotations

from typing import Literal

import pytest
from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page

from tests.journeys import papers
from tests.journeys.addresses import (
    ABSENT,
    ENTRANCE,
    FILES,
    FORMS,
    READERS,
    SHARED,
    Address,
    addresses,
    names,
)
from tests.journeys.browser import COLOURS, WIDTHS, faults, open_everything, wider_than_the_screen
from tests.journeys.site import Site
from thidua.actions.demo.wall import SECRET

BANNER = "Dữ liệu minh họa – không phải số liệu thật"
PAGES = sorted(names() - FORMS - FILES - ABSENT - ENTRANCE)


def address(site: Site, name: str) -> Address:
    return next(item for item in addresses(site.home) if item.name == name)


@pytest.fixture(scope="module")
def windows(browser, site: Site):
    """An and the other readers, each signed in once."""
    pages = {
        who: site.sign_in(browser.new_context(locale="vi-VN"), who)
        for who in sorted({"an", *READERS.values()})
    }
    yield pages
    for page in pages.values():
        page.context.close()


def check(page: Page, url: str) -> None:
    """One visit, looked at on a desktop and a phone, light and dark, folded and open; then once in English.

    It answers, says no error to the console, stays inside the screen, and axe has nothing against it.
    """
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    look(page, 1440, "light")
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1:visible").count() == 1
    assert BANNER in page.inner_text("body")
    found = {"desktop": faults(page)}
    look(page, 1440, "dark")
    found["desktop, dark"] = faults(page, COLOURS)
    look(page, 390, "dark")
    open_everything(page)
    found["phone, dark, open"] = faults(page, COLOURS)
    look(page, 390, "light")
    found["phone, open"] = faults(page)
    found["too wide"] = [f"{wide} px"] if (wide := wider_than_the_screen(page)) else []
    found["in English"] = in_english(page)
    page.remove_listener("console", hear)
    assert {where: faults for where, faults in found.items() if faults} == {}
    assert said == []


def look(page: Page, width: int, theme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")


def in_english(page: Page) -> list[str]:
    """The choice of the account's panel, made for one visit."""
    chosen = {"name": settings.LANGUAGE_COOKIE_NAME, "url": page.url}
    page.context.add_cookies([{**chosen, "value": "en"}])
    page.reload()
    found = faults(page)
    assert page.locator("html").get_attribute("lang") == "en"
    page.context.clear_cookies(name=settings.LANGUAGE_COOKIE_NAME)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_page_is_readable(name: str, windows, site: Site):
    check(windows[READERS.get(name, "an")], site.url + address(site, name).path)


@pytest.mark.parametrize("path", ["/dang-nhap/", "/khong-co-trang-nay/", f"/man-hinh/{SECRET}/"])
def test_what_is_open_to_everybody_is_readable(path: str, new_context, site: Site):
    page = new_context().new_page()
    page.goto(site.url + path)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, COLOURS) == []


def test_a_chosen_look_is_the_look_of_the_page(new_context, site: Site):
    """The cookie stands above what the device asks for."""
    page = site.sign_in(new_context(), "an")
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()"
    light = page.evaluate(ground)
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": site.url}])
    page.reload()
    dark = page.evaluate(ground)
    assert light != dark
    assert faults(page, COLOURS) == []


def test_nobody_sees_a_page_without_signing_in(new_context, site: Site):
    request = new_context().request
    for item in addresses(site.home):
        answer = request.get(site.url + item.path, max_redirects=0)
        right = (
            {200} if item.name in ENTRANCE | papers.PUBLIC else {404} if item.name in ABSENT else {302, 405}
        )
        assert answer.status in right, item.name


def test_chi_from_another_unit_gets_404_everywhere(new_context, site: Site):
    """Not "forbidden": an answer must not tell that there was something to find."""
    context = new_context()
    site.sign_in(context, "chi")
    token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
    private = [item for item in addresses(site.home) if item.name not in SHARED | ENTRANCE]
    assert len(private) >= 10
    answers = {}
    for item in private:
        url = site.url + item.path
        sent = {"X-CSRFToken": token, "Referer": site.url}
        answer = context.request.post(url, headers=sent) if item.name in FORMS else context.request.get(url)
        answers[item.name] = answer.status
    assert answers == dict.fromkeys(answers, 404)


# Who serves where, and decided honours, are for all to read; the design page shows pieces with made-up numbers.
PUBLIC = papers.PUBLIC | {"directory", "area-card", "register", "register-sheet", "decision", "design"}


def test_what_is_shared_shows_chi_nothing_of_an(new_context, site: Site):
    page = site.sign_in(new_context(), "chi")
    for item in addresses(site.home):
        if item.name in SHARED - FORMS - FILES - PUBLIC - ENTRANCE:
            page.goto(site.url + item.path)
            assert "Lim Xanh" not in page.inner_text("main"), item.name


def test_the_page_of_officers_shows_classes_and_no_order(new_context, site: Site):
    """Promise N11, where people would see it broken: nobody is first, and nobody is last."""
    page = site.sign_in(new_context(), "dung")
    page.goto(f"{site.url}/phong-trao/phan-loai-can-bo-2025/2025-W10/")
    main = page.get_by_role("main")
    assert "Loại 1" in main.inner_text()
    assert "Hạng" not in [header.inner_text().strip() for header in main.locator("th").all()]
    names = main.locator("tbody tr th, tbody tr td:first-child").all_inner_texts()
    assert names != []
