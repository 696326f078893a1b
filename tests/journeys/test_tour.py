"""The tour in a real browser: offered, walked by keys, ended by Escape, offered no more; on a phone too."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import faults, wider_than_the_screen
from tests.journeys.site import Site


def enter(browser: Browser, site: Site, who: str, **look: object) -> Page:
    return site.sign_in(browser.new_context(locale="vi-VN", **look), who)


def inside(page: Page) -> bool:
    return page.evaluate("document.getElementById('tour-dialog').contains(document.activeElement)")


def ring_is_on(page: Page, selector: str) -> bool:
    """The ring surrounds the thing the step speaks of."""
    page.wait_for_timeout(300)
    ring, target = page.locator(".tour-ring").bounding_box(), page.locator(selector).first.bounding_box()
    assert ring is not None
    assert target is not None
    return (
        ring["x"] < target["x"] < ring["x"] + ring["width"]
        and ring["y"] < target["y"] < ring["y"] + ring["height"]
    )


def test_the_tour_is_walked_by_keys_and_ended_by_escape(browser: Browser, site: Site) -> None:
    page = enter(browser, site, "an", viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    expect(page.locator("#tour-dialog")).to_be_hidden()  # nothing opens by itself
    page.focus("#tour-start")
    page.keyboard.press("Enter")
    expect(page.locator("#tour-dialog")).to_be_visible()
    expect(page.locator(".tour-step:visible .note")).to_have_text("Bước 1 trên 6")
    assert inside(page)
    assert ring_is_on(page, "main h1")
    assert faults(page) == []
    page.keyboard.press("Enter")
    expect(page.locator(".tour-step:visible h2")).to_have_text("Duyệt báo cáo tháng")
    assert ring_is_on(page, ".doors > ul > li > a[href='/bao-cao/']")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".tour-step:visible .note")).to_have_text("Bước 1 trên 6")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert inside(page) or page.evaluate("document.activeElement === document.body")
    page.keyboard.press("Escape")
    expect(page.locator("#tour-dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "main"
    page.reload()
    expect(page.locator("#tour-start")).to_have_count(0)
    page.context.close()


def test_on_a_phone_every_step_is_wholly_on_the_screen(browser: Browser, site: Site) -> None:
    page = enter(browser, site, "dung", viewport={"width": 390, "height": 844}, has_touch=True)
    page.click("#tour-start")
    while True:
        page.wait_for_timeout(300)
        card, ring = page.locator(".tour-card").bounding_box(), page.locator(".tour-ring").bounding_box()
        assert card is not None
        assert ring is not None
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= 390
        assert card["y"] >= 0
        assert card["y"] + card["height"] <= 844
        assert ring["y"] + ring["height"] <= card["y"] or ring["y"] >= card["y"] + card["height"]
        assert wider_than_the_screen(page) == 0
        if page.locator("[data-tour=next]").inner_text() == "Xong":
            break
        page.click("[data-tour=next]")
    page.click("[data-tour=next]")
    expect(page.locator("#tour-dialog")).to_have_count(0)
    page.context.close()


def test_without_a_script_the_steps_are_a_page_and_can_be_declined(browser: Browser, site: Site) -> None:
    page = enter(browser, site, "binh", viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page.click("#tour-start")
    assert page.locator(".tour-list li").count() == 6
    page.goto(site.url)
    page.click("#tour-seen button")
    assert page.locator("#tour-start").count() == 0
    page.context.close()
