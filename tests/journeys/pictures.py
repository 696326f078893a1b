"""Takes every picture of the documents: `python -m tests.journeys.pictures`, on a whole year of the demonstration.

docs/look holds the main pages at two widths, light and dark; docs/guide/vai holds what the guides of the roles
point at. With names behind the command only those are taken: `… pictures why tong-hop-luoi`. With `--home` a
demonstration that is there already is copied instead of made anew.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.demonstration import ROOT, demonstration
from tests.journeys.browser import WIDTHS, open_browser
from tests.journeys.site import Site, serve
from tests.journeys.world import MOVEMENT, PASSWORD, UNIT

LOOK = ROOT / "docs" / "look"
ROLES = ROOT / "docs" / "guide" / "vai"
TALLEST = {1440: 1150, 390: 1500}
CROP_WIDTH, CROP_TALLEST = 1000, 640
COLOURS = 96  # of a picture's palette; text stays sharp, a page takes a fifth of the bytes
BYTES_MAX = 6_000_000


@dataclass(frozen=True, slots=True)
class Shot:
    """One page as somebody sees it.

    Attributes:
        follow: selector of a link to press first, where an address holds something made.
        part: selector of what is shown; empty: the page from its top.
        width: of the window, for a part.
    """

    who: str
    address: str
    follow: str = ""
    part: str = ""
    width: int = CROP_WIDTH


STANDING = f"/phong-trao/{MOVEMENT}/2025-11/"
WHY = f"/phong-trao/{MOVEMENT}/2025-W47/{UNIT}/"
PAGES = {
    "today": Shot("dung", "/"),
    "entry": Shot("tong-hop", f"/don-vi/{UNIT}/nhap/2026-01/"),
    "report": Shot("an", f"/bao-cao/{UNIT}/2026-01/"),
    "deed": Shot("an", "/viec/"),
    "standing": Shot("dung", STANDING),
    "why": Shot("an", WHY),
    "dispute": Shot("thanh-tra", "/khieu-nai/", follow="main th a[href^='/khieu-nai/']"),
    "map": Shot("dung", "/ban-do/"),
    "bulletin": Shot("dung", "/ban-tin-thang/ca-minh-hoa/2025-12/"),
    "directory": Shot("dung", "/danh-ba/?ngay=31/12/2025"),
    "award": Shot("dung", "/khen-thuong/"),
    "law": Shot("dung", "/luat/chien-si-thi-dua-co-so/"),
    "council": Shot("dung", "/hoi-dong/", follow="main a[href^='/hoi-dong/']:not([href$='/moi/'])"),
    "cluster": Shot("dung", "/cum/", follow="main .list a[href^='/cum/']"),
}
PARTS = {
    "truong-hom-nay": Shot("an", "/", part="main .columns"),
    "truong-bao-cao": Shot("an", f"/bao-cao/{UNIT}/2026-01/", part="main"),
    "pho-hom-nay": Shot("binh", "/", part="main"),
    "pho-xac-nhan": Shot("binh", "/viec/", part="main"),
    "tong-hop-luoi": Shot("tong-hop", f"/don-vi/{UNIT}/nhap/2026-01/", part="main"),
    "tong-hop-con-thieu": Shot("tong-hop", f"/bao-cao/{UNIT}/2026-01/", part="main"),
    "can-bo-thi-dua-hom-nay": Shot("dung", "/", part="main"),
    "can-bo-thi-dua-xep-hang": Shot("dung", STANDING, part="main .card:has(table)"),
    "tong-hop-ghi-viec": Shot("tong-hop", "/viec/", part="main", width=390),
    "can-bo-hom-nay": Shot("chien-si", "/", part="main"),
    "thanh-tra-kiem-tra": Shot("thanh-tra", "/kiem-tra/", follow="main a[href^='/kiem-tra/']", part="main"),
    "thanh-tra-khieu-nai": Shot("thanh-tra", "/khieu-nai/", part="main"),
    "bien-tap-ban-tin": Shot("bien-tap", "/ban-tin-thang/", part="main"),
    "bien-tap-cong-khai": Shot("bien-tap", "/ban-tin/ca-minh-hoa/2025-12/", part="main"),
    "quan-tri-tai-khoan": Shot("quan-tri", "/quan-tri/", part="main"),
    "quan-tri-mot-nguoi": Shot(
        "quan-tri",
        "/quan-tri/?tim=dai-doi",
        follow="main a[href^='/quan-tri/nguoi/']:not([href$='moi/'])",
        part="main",
    ),
}


def small(png: bytes) -> bytes:
    """The same picture with a palette."""
    out = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def open_page(page: Page, site: Site, shot: Shot) -> None:
    answer = page.goto(site.url + shot.address)
    assert answer is not None
    assert answer.status == 200, f"{shot.address}: {answer.status}"
    if shot.follow:
        page.locator(shot.follow).first.click()
        page.wait_for_load_state()
    page.evaluate("document.fonts.ready")


def whole(page: Page, width: int) -> bytes:
    height = min(TALLEST[width], page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": height})
    taken = page.screenshot(animations="disabled", caret="hide")
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    return taken


def part(page: Page, shot: Shot) -> bytes:
    """What the guide speaks of, without the bars around it."""
    page.add_style_tag(content=".top, .demo, .foot, .save-bar { display: none !important; }")
    page.set_viewport_size({"width": shot.width, "height": 2000})
    box = page.locator(shot.part).first.bounding_box()
    assert box is not None, shot
    height = min(box["height"], CROP_TALLEST)
    return page.screenshot(clip={**box, "height": height}, animations="disabled", caret="hide")


@contextmanager
def signed_in(browser: Browser, site: Site, who: str, width: int, scheme: str) -> Iterator[Page]:
    """A page after the tour was declined. The policy lets no style in from outside; here one hides the bars."""
    window = {"width": width, "height": WIDTHS.get(width, 900)}
    context = browser.new_context(viewport=window, locale="vi-VN", color_scheme=scheme, bypass_csp=True)
    page = site.sign_in(context, who)
    if page.locator("#tour-seen button").count():
        page.click("#tour-seen button")
        page.wait_for_timeout(300)
    yield page
    context.close()


def take_pages(browser: Browser, site: Site, wanted: set[str]) -> None:
    shots = {name: shot for name, shot in PAGES.items() if name in wanted}
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            for who in sorted({shot.who for shot in shots.values()}):
                with signed_in(browser, site, who, width, scheme) as page:
                    for name, shot in shots.items():
                        if shot.who == who:
                            open_page(page, site, shot)
                            ending = "" if scheme == "light" else "-dark"
                            (LOOK / f"{name}-{width}{ending}.png").write_bytes(small(whole(page, width)))


def take_parts(browser: Browser, site: Site, wanted: set[str]) -> None:
    shots = {name: shot for name, shot in PARTS.items() if name in wanted}
    for who in sorted({shot.who for shot in shots.values()}):
        for name, shot in shots.items():
            if shot.who == who:
                with signed_in(browser, site, who, shot.width, "light") as page:
                    open_page(page, site, shot)
                    (ROLES / f"{name}.png").write_bytes(small(part(page, shot)))


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", choices=[*PAGES, *PARTS, []], help="only these")
    asked.add_argument("--home", type=Path, help="a demonstration to copy")
    options = asked.parse_args()
    wanted = set(options.names or (*PAGES, *PARTS))
    LOOK.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="thidua-pictures-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(options.home or demonstration().home, home)
        with serve(home, PASSWORD) as site, open_browser() as browser:
            take_pages(browser, site, wanted)
            take_parts(browser, site, wanted)
    pictures = [*LOOK.glob("*.png"), *ROLES.glob("*.png")]
    size = sum(path.stat().st_size for path in pictures)
    print(f"{len(pictures)} pictures, {size / 1_000_000:.1f} MB")
    return int(size > BYTES_MAX)


if __name__ == "__main__":
    sys.exit(main())
