"""Every address of the URL table: readable by everyone, on a desktop and a phone, and closed to Chi."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

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
from tests.journeys.browser import WIDTHS, serious_faults, wider_than_the_screen
from tests.journeys.site import Site

BANNER = "Dữ liệu minh họa – không phải số liệu thật"
PAGES = sorted(names() - FORMS - FILES - ABSENT - ENTRANCE)


def address(site: Site, name: str) -> Address:
    return next(item for item in addresses(site.home) if item.name == name)


@pytest.fixture(scope="module")
def windows(browser, site: Site):
    """An and the other readers, each signed in once on a desktop and once on a phone."""
    contexts = {
        (who, width): browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        for width, height in WIDTHS.items()
        for who in sorted({"an", *READERS.values()})
    }
    pages = {key: site.sign_in(context, key[0]) for key, context in contexts.items()}
    yield pages
    for context in contexts.values():
        context.close()


def check(page: Page, url: str) -> None:
    """A page answers, speaks no error to the console, stays inside the screen and has no serious fault for axe."""
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert BANNER in page.inner_text("body")
    assert serious_faults(page) == []
    assert wider_than_the_screen(page) == 0
    assert said == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_readable(name: str, width: int, windows, site: Site):
    check(windows[READERS.get(name, "an"), width], site.url + address(site, name).path)


@pytest.mark.parametrize("width", WIDTHS)
def test_sign_in_is_readable(width: int, new_context, site: Site):
    check(new_context(width).new_page(), site.url + "/dang-nhap/")


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


# Who serves where, and decided honours, are for all to read.
PUBLIC = papers.PUBLIC | {"directory", "register"}


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
