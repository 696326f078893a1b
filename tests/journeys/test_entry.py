"""Entering a month as in a spreadsheet: by keyboard, pasted and undone, through a lost session, beside a colleague.

On both databases: two people who write at once is what they differ in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.factories import PASSWORD
from tests.journeys.browser import faults
from tests.journeys.month import LAST as WEEK
from tests.journeys.month import LIM_XANH as UNIT
from tests.journeys.month import MONTH, make_month
from tests.journeys.site import Site, serve
from tests.journeys.test_story import FIGURES
from tests.postgresql import start_server

READY = "html[data-grid=ready]"
OUTREACH, FORUM, DOSSIERS = "buoi-tuyen-truyen", "dien-dan-lang-nghe", "ho-so-dung-han"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    database = start_server() if request.param == "postgresql" else ""
    home = make_month(tmp_path_factory.mktemp("entry") / "home", database)
    with serve(home, PASSWORD, database) as running:
        yield running


def grid(site: Site, context: BrowserContext, who: str = "an") -> Page:
    page = site.sign_in(context, who)
    return reopen(site, page)


def reopen(site: Site, page: Page) -> Page:
    page.goto(f"{site.url}/don-vi/{UNIT}/nhap/{MONTH}/")
    page.wait_for_selector(READY)
    return page


def cell(page: Page, figure: str) -> Locator:
    return page.locator(f'[name="{figure}.{WEEK}"]')


def active(page: Page) -> str:
    return page.evaluate("document.activeElement.name")


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def give_up(page: Page, site: Site) -> None:
    if not page.locator("[data-draft-note]").count():
        expect(page.locator("[data-state]")).to_contain_text("đã giữ bản nháp")
        reopen(site, page)
    page.get_by_role("button", name="Bỏ bản nháp").click()
    expect(page.locator("[data-draft-note]")).to_have_count(0, timeout=20_000)


def test_a_block_is_pasted_whole_or_not_at_all_and_taken_back_in_one_step(site: Site, new_context) -> None:
    page = grid(site, new_context())
    cell(page, OUTREACH).click()
    paste(page, "3\r\n1\r\n5/6\r\n")
    expect(cell(page, OUTREACH)).to_have_value("3")
    expect(cell(page, "mo-hinh-xac-nhan")).to_have_value("5/6")
    page.keyboard.press("Control+z")
    expect(cell(page, OUTREACH)).to_have_value("")
    expect(cell(page, "mo-hinh-xac-nhan")).to_have_value("")
    page.keyboard.press("Control+y")
    expect(cell(page, FORUM)).to_have_value("1")
    cell(page, OUTREACH).click()
    paste(page, "9\t9\t9\t9\t9\t9\t9\t9\r\n")
    expect(page.locator("[data-told]")).to_contain_text("Chưa dán gì cả")
    expect(page.locator("[data-told]")).to_contain_text("nằm ngoài lưới")
    expect(cell(page, OUTREACH)).to_have_value("3")
    assert faults(page) == []
    give_up(page, site)


def test_typing_survives_a_lost_session(site: Site, new_context) -> None:
    context = new_context()
    page = grid(site, context)
    context.clear_cookies(name="sessionid")
    cell(page, DOSSIERS).fill("41/43")
    page.keyboard.press("Enter")
    expect(page.locator("[data-state]")).to_contain_text("phiên đã hết – đăng nhập lại, chữ vẫn còn")
    expect(page.get_by_role("main")).not_to_contain_text("Mật khẩu")  # no sign-in form inside the grid
    page.keyboard.press("Control+s")
    expect(cell(page, DOSSIERS)).to_have_value("41/43")
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.fill("input[name=username]", "an")
    page.fill("input[name=password]", site.password)
    page.click("main form button")
    page.wait_for_selector(READY)
    expect(cell(page, DOSSIERS)).to_have_value("41/43")
    expect(page.locator("[data-state]")).to_contain_text("đã giữ bản nháp")
    # On another device, without anything this browser kept:
    other = grid(site, new_context())
    expect(cell(other, DOSSIERS)).to_have_value("41/43")
    expect(other.get_by_role("main")).to_contain_text("bản nháp chưa lưu")
    give_up(other, site)


def test_who_types_before_the_last_script_has_come_loses_nothing(site: Site, new_context) -> None:
    page = grid(site, new_context())
    cell(page, DOSSIERS).fill("40/43")
    page.keyboard.press("Enter")
    expect(page.locator("[data-state]")).to_contain_text("đã giữ bản nháp")
    waiting: list[Route] = []  # a slow line: what keeps the drafts comes last
    page.route(re.compile(r"/js/grid/room\b[^/]*\.js"), lambda route: waiting.append(route))
    page.goto(f"{site.url}/don-vi/{UNIT}/nhap/{MONTH}/")
    page.wait_for_function("performance.getEntriesByName('grid-ready').length > 0")
    cell(page, DOSSIERS).fill("41/43")
    page.keyboard.press("Enter")
    waiting[0].continue_()
    page.wait_for_selector(READY)
    expect(page.locator("[data-state]")).to_contain_text("đã giữ bản nháp")
    expect(cell(page, DOSSIERS)).to_have_value("41/43")
    other = grid(site, new_context())
    expect(cell(other, DOSSIERS)).to_have_value("41/43")
    give_up(other, site)


def test_two_people_at_one_month_overwrite_nothing_silently(site: Site, new_context) -> None:
    an, binh = grid(site, new_context()), grid(site, new_context(), "binh")
    cell(an, FORUM).fill("2")
    an.keyboard.press("Enter")
    expect(an.locator("[data-state]")).to_contain_text("đã giữ bản nháp")
    cell(binh, FORUM).fill("1")
    cell(binh, "tap-huan").fill("4/4")
    binh.get_by_role("button", name="Lưu", exact=True).click()
    expect(binh.get_by_role("main")).to_contain_text("Đã lưu")
    an.get_by_role("button", name="Lưu", exact=True).click()
    conflict = an.locator(".conflict")
    expect(conflict.first).to_contain_text("Bình")
    expect(conflict.first).to_contain_text("số đã ghi")
    expect(an.locator("[data-state]")).to_contain_text("chưa lưu: chọn giữ số nào")
    conflict.first.get_by_text("số đã ghi").click()
    an.get_by_role("button", name="Lưu", exact=True).click()
    expect(an.locator(".conflict")).to_have_count(0)
    reopen(site, an)
    expect(cell(an, FORUM)).to_have_value("1")
    expect(cell(an, "tap-huan")).to_have_value("4/4")


def test_a_week_is_entered_by_keyboard_alone(site: Site, new_context) -> None:
    """Find a figure by its name without accents, type down the column, mend a mistake, save: no mouse."""
    page = grid(site, new_context())
    page.keyboard.press("/")
    page.keyboard.type("buoi tuyen")
    page.keyboard.press("Enter")
    while not active(page).endswith(WEEK):
        page.keyboard.press("ArrowRight")
    seen: set[str] = set()
    while (name := active(page)) not in seen:
        seen.add(name)
        page.keyboard.type(FIGURES[name.partition(".")[0]])
        page.keyboard.press("Enter")
    assert {name.partition(".")[0] for name in seen} == set(FIGURES)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("main")).to_contain_text("Đã lưu")
    expect(cell(page, DOSSIERS)).to_have_value(FIGURES[DOSSIERS])


@pytest.mark.parametrize("width", [1440, 390])
def test_the_year_and_a_cell_open_at_both_widths_without_faults(site: Site, new_context, width: int) -> None:
    page = site.sign_in(new_context(width), "an")
    for path in (f"nhap/{MONTH[:4]}/", f"o/{WEEK}/{DOSSIERS}/"):
        page.goto(f"{site.url}/don-vi/{UNIT}/{path}")
        assert faults(page) == []
