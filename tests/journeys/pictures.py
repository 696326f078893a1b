"""Takes the pictures in docs/look: `python -m tests.journeys.pictures`, on a whole year of the demonstration.

One PNG per page and width, as a reader sees it after signing in; pages longer than `TALLEST` are cut there.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.demonstration import ROOT, demonstration
from tests.journeys.browser import WIDTHS, open_browser
from tests.journeys.site import Site, serve
from tests.journeys.world import MOVEMENT, PASSWORD, UNIT

LOOK = ROOT / "docs" / "look"
TALLEST = {1440: 1150, 390: 1500}
BYTES_MAX = 4_000_000

PAGES = {  # picture → (who, address)
    "today": ("dung", "/"),
    "month": ("an", f"/don-vi/{UNIT}/thang/2025-11/"),
    "entry": ("an", f"/don-vi/{UNIT}/nhap/2026-01/"),
    "standing": ("dung", f"/phong-trao/{MOVEMENT}/2025-11/"),
    "why": ("an", f"/phong-trao/{MOVEMENT}/2025-W47/{UNIT}/"),
    "moved": ("dung", f"/phong-trao/{MOVEMENT}/2025-W11/thay-doi/"),
    "movement": ("dung", f"/phong-trao/{MOVEMENT}/"),
    "register": ("dung", "/so-ghi-danh/"),
    "directory": ("dung", "/danh-ba/?ngay=31/12/2025"),
    "published": ("dung", "/so-lieu-cong-bo/"),
    "scheme": ("dung", "/quy-che/vi-an-ninh-to-quoc/"),
}


def take(browser: Browser, site: Site, width: int) -> None:
    for who in sorted({who for who, _ in PAGES.values()}):
        context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="vi-VN")
        page = site.sign_in(context, who)
        for name, (reader, address) in PAGES.items():
            if reader != who:
                continue
            answer = page.goto(site.url + address)
            assert answer is not None
            assert answer.status == 200, f"{address}: {answer.status}"
            page.evaluate("document.fonts.ready")
            height = min(TALLEST[width], page.evaluate("document.documentElement.scrollHeight"))
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=LOOK / f"{name}-{width}.png", animations="disabled", caret="hide")
            page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        context.close()


def main() -> int:
    LOOK.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="thidua-pictures-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(demonstration().home, home)
        with serve(home, PASSWORD) as site, open_browser() as browser:
            for width in WIDTHS:
                take(browser, site, width)
    size = sum(path.stat().st_size for path in LOOK.glob("*.png"))
    print(f"{len(list(LOOK.glob('*.png')))} pictures, {size / 1_000_000:.1f} MB")
    return int(size > BYTES_MAX)


if __name__ == "__main__":
    sys.exit(main())
