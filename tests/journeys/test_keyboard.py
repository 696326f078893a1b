"""The main line of a month with nothing but a keyboard: found, entered, submitted, approved, closed.

Every step is a key; what is reached by Tab shows that it is. That nothing was pointed at is listened for as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.factories import FULL_WEEK, PASSWORD
from tests.journeys.month import LAST, make_month
from tests.journeys.site import Site, serve

TABS_MAX = 160  # a page on which something lies further away than that is no page for a keyboard
# What stands on the focused thing: its label, else its own words; and whether one sees that it is focused.
FOCUSED = """() => {
  const one = document.activeElement;
  const named = (one.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
  const words = [one.getAttribute("aria-label"), ...named.map((node) => node && node.textContent),
    ...[...(one.labels || [])].map((label) => label.textContent), one.textContent];
  const look = getComputedStyle(one);
  const seen = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0 || look.boxShadow !== "none";
  const text = words.filter(Boolean).join(" ").replace(/\\s+/g, " ").trim();
  return { name: one.name || "", tag: one.tagName, text, seen };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(make_month(tmp_path_factory.mktemp("keyboard") / "home"), PASSWORD) as running:
        yield running


@pytest.fixture
def keyboard(new_context) -> Iterator[Callable[[], Page]]:
    """Makes pages that only a keyboard touches; at the end, nothing else was heard of on any of them."""
    pointed: list[str] = []

    def make() -> Page:
        context = new_context()
        context.expose_function("pointedAt", lambda kind: pointed.append(kind))
        context.add_init_script("addEventListener('pointerdown', (event) => pointedAt(event.type), true)")
        return context.new_page()

    expect.set_options(timeout=20_000)
    yield make
    expect.set_options(timeout=5_000)
    assert pointed == []


def to(page: Page, text: str, tag: str = "") -> None:
    """Tab until the focus stands on what says `text`; each stop on the way must be visible."""
    seen = []
    for _ in range(TABS_MAX):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["tag"] == "BODY":
            continue
        assert here["seen"], f"focused and not shown: {here}"
        if re.search(text, here["text"]) and tag in ("", here["tag"]):
            return
        seen.append(here["text"][:60])
    pytest.fail(f"no way to “{text}” by Tab from {page.url}: {seen}")


def press(page: Page, text: str, tag: str = "") -> None:
    """Reached by Tab, pressed with Enter, and on the page that it leads to."""
    to(page, text, tag)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    to(page, label, "INPUT")
    page.keyboard.insert_text(text)


def sign_in(page: Page, site: Site, who: str) -> None:
    page.goto(site.url)
    page.keyboard.insert_text(who)  # the first field has the focus
    write(page, "^Mật khẩu", site.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc hôm nay")


def said(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()


def test_a_month_is_entered_submitted_approved_and_closed_by_keyboard(site: Site, keyboard) -> None:
    an, binh, dung = keyboard(), keyboard(), keyboard()
    sign_in(an, site, "an")
    press(an, "Tháng 1/2026 · .*Lim Xanh", "A")
    enter_the_week(an)
    submit(an)
    for who, page in (("binh", binh), ("dung", dung)):
        sign_in(page, site, who)
        press(page, "^Công an xã Lim Xanh$", "A")
        press(page, "^Duyệt$", "BUTTON")
        said(page, "Đã duyệt")
    close(dung)


def enter_the_week(an: Page) -> None:
    """Down the column of the open week with Enter; saved with Ctrl+S."""
    expect(an.get_by_role("heading", level=1)).to_contain_text("Nhập số liệu")
    to(an, "Tuần 5", "INPUT")
    wanted = {f"{figure}.{LAST}": _typed(*value) for figure, value in FULL_WEEK.items()}
    left = dict(wanted)
    for _ in range(3 * len(wanted)):
        name = an.evaluate(FOCUSED)["name"]
        if name in left:
            an.keyboard.insert_text(left.pop(name))
        if not left:
            break
        an.keyboard.press("Enter")
    assert left == {}
    an.keyboard.press("Control+s")
    said(an, "Đã lưu")
    for name, text in wanted.items():
        expect(an.locator(f"[name='{name}']")).to_have_value(re.compile(re.escape(text), re.IGNORECASE))


def _typed(numerator: int, denominator: int | None) -> str:
    return f"{numerator}/{denominator}" if denominator else str(numerator)


def submit(an: Page) -> None:
    """To the report by the bar on top, and every question answered."""
    press(an, "^Báo cáo tháng$", "A")
    press(an, "^Mở báo cáo: Công an xã Lim Xanh$", "A")
    expect(an.get_by_role("heading", level=1)).to_contain_text("Báo cáo tháng 1/2026")
    for _ in range(an.locator("input[name^='gap.']").count()):
        to(an, "Xem", "INPUT")
        an.keyboard.insert_text("Đã đối chiếu với sổ gốc.")
    press(an, "^Trình báo cáo$", "BUTTON")
    said(an, "Đã trình")


def close(dung: Page) -> None:
    """From the first page to the week that has everything, then frozen and closed."""
    press(dung, "Thi đua", "A")
    expect(dung.get_by_role("heading", level=1)).to_have_text("Việc hôm nay")
    press(dung, "đủ số", "A")
    press(dung, "^Khóa số liệu$", "BUTTON")
    press(dung, "^Chốt kỳ$", "BUTTON")
    expect(dung.get_by_role("main")).to_contain_text("Đã chốt")
    assert LAST in dung.url
