"""Journeys run on a copy of the demonstration with a few weeks still open, in a real browser.

The browser lives as long as one test module: Playwright's loop must not run while other tests use the database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.browser import CHROMIUM, WIDTHS, open_browser
from tests.journeys.site import Site, serve
from tests.journeys.world import PASSWORD, make_home

expect.set_options(timeout=20_000)  # a slow machine is not a broken promise


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    if CHROMIUM is None:
        reason = (
            "no Chromium on this machine (Debian: apt-get install chromium); journeys need a real browser"
        )
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return CHROMIUM


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(make_home(tmp_path_factory.mktemp("journey") / "home"), PASSWORD) as running:
        yield running


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def new_context(browser: Browser):
    """Somebody's own window: separate cookies, closed at the end of the test."""
    opened: list[BrowserContext] = []

    def make(width: int = 1440) -> BrowserContext:
        viewport = {"width": width, "height": WIDTHS[width]}
        context = browser.new_context(viewport=viewport, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        context.set_default_timeout(30_000)  # a slow machine is not a broken promise
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
