"""The system's Chromium, driven by Playwright; nothing is downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Not even a name is looked up: only this machine answers.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
WIDTHS = {1440: 900, 390: 844}  # a desktop and a phone
_AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser that reaches this machine only.

    Raises:
        AssertionError: there is no Chromium here (`CHROMIUM` is None).
    """
    assert CHROMIUM, "no Chromium on this machine"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


# What another palette can change about a page: a dark look is not searched for missing labels again.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def faults(page: Page, only: dict[str, object] | None = None) -> list[str]:
    """Everything axe has against the page as it stands, of whatever impact, one line each; `only` narrows the rules."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_AXE)
    asked = {"resultTypes": ["violations"], **({"runOnly": only} if only else {})}
    result = page.evaluate("asked => axe.run(document, asked)", asked)
    return [
        f"{fault['id']} ({fault['impact']}): {node['target']} {node['failureSummary'].splitlines()[1].strip()}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


def open_everything(page: Page) -> None:
    """What is folded away is part of the page too."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")


def wider_than_the_screen(page: Page) -> int:
    """Pixels by which the page can be pushed sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
