"""A passkey, made and used in a real browser with a virtual key: no password, and nothing inline in the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.journeys.browser import CHROMIUM, FLAGS
from tests.journeys.site import Site

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """A browser that knows this machine as "localhost" too: a bare address never has passkeys."""
    flags = [f"{flag}, EXCLUDE localhost" if flag.startswith("--host-resolver") else flag for flag in FLAGS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        made = browser.new_context(locale="vi-VN").new_page()
        session = made.context.new_cdp_session(made)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        yield made
        browser.close()


def test_a_passkey_is_added_and_then_opens_the_account_without_a_password(page: Page, site: Site) -> None:
    home = site.url.replace("127.0.0.1", "localhost")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"{home}/dang-nhap/")
    page.fill("#username", "binh")
    page.fill("#password", site.password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"{home}/")
    page.goto(f"{home}/tai-khoan/khoa-truy-cap/")
    page.fill("#password", site.password)
    page.get_by_role("button", name="Tiếp tục").click()
    page.fill("#name", "máy trực ban")
    page.get_by_role("button", name="Thêm khóa của thiết bị này").click()
    page.wait_for_url(f"{home}/tai-khoan/")
    assert page.get_by_text("máy trực ban").first.is_visible()

    page.context.clear_cookies()
    page.goto(f"{home}/dang-nhap/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{home}/")
    assert "Bình" in (page.text_content("header") or "")

    # With the password, the same key is the second step.
    page.context.clear_cookies()
    page.goto(f"{home}/dang-nhap/")
    page.fill("#username", "binh")
    page.fill("#password", site.password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{home}/")
    assert said == []
