"""A commune without a line for some days: An works on her phone, Bình at his desk; nothing is lost or overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.site import Site, serve
from tests.journeys.test_addresses import BANNER
from tests.journeys.world import PASSWORD, UNIT, WEEK, make_home
from tests.phone import SECRET, from_a_phone

FIGURE = "buoi-tuyen-truyen"
MONDAY = date(2025, 3, 17)
WIDE = 4000  # dots; the phone's own picture is larger than what is sent
KEPT = """async () => {
  const open = indexedDB.open("thidua");
  const base = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const count = (name) => new Promise((resolve) => {
    const asked = base.transaction(name).objectStore(name).count();
    asked.onsuccess = () => resolve(asked.result);
  });
  return [(await caches.keys()).length, await count("kept"), await count("outbox")];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, standing on the Monday after the week that An has still to enter."""
    home = make_home(tmp_path_factory.mktemp("offline") / "home")
    lines = (home / "demo").read_text("utf-8").split("\n")
    (home / "demo").write_text("\n".join([MONDAY.isoformat(), *lines[1:]]), "utf-8")
    with serve(home, PASSWORD) as running:
        yield running


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A slow machine is not a broken promise."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


def test_days_without_a_line_end_side_by_side(site: Site, new_context) -> None:
    phone, desk = new_context(390), new_context()
    for context in (phone, desk):
        context.set_default_timeout(40_000)
    an, binh = site.sign_in(phone, "an"), site.sign_in(desk, "binh")
    an.on("dialog", lambda dialog: dialog.accept())
    prepare(site, an)
    phone.set_offline(True)
    open_without_a_line(site, an)
    record_a_deed(site, an)
    write_a_figure(an)
    meanwhile(site, binh)
    phone.set_offline(False)
    deed = send(an)
    see_the_photo(site, an, deed)
    choose(site, an)
    lose_the_session(site, phone, an)
    sign_out(site, an)


def prepare(site: Site, an: Page) -> None:
    """Nothing is kept before the button is pressed; then the page and what it is made of are here."""
    an.goto(f"{site.url}/ngoai-tuyen/")
    assert an.evaluate("caches.keys()") == []
    an.get_by_role("button", name="Dùng được khi mất mạng trên máy này").click()
    expect(an.locator("[data-offline]")).to_contain_text("Máy này đã sẵn sàng")
    expect(an.locator(".tile").first).to_be_visible()


def open_without_a_line(site: Site, an: Page) -> None:
    an.reload()
    expect(an.locator("[data-line]")).to_contain_text("Không có mạng")
    assert BANNER in an.inner_text("body")
    an.goto(f"{site.url}/viec/")  # any other page leads here
    expect(an).to_have_url(re.compile("/ngoai-tuyen/"))


def record_a_deed(site: Site, an: Page) -> None:
    """Checked as on the server; the face is covered before the picture is kept."""
    picture = site.home / "IMG_2025.jpg"
    picture.write_bytes(from_a_phone(WIDE, WIDE // 2, turned=1))
    assert SECRET in picture.read_bytes()
    an.goto(f"{site.url}/ngoai-tuyen/#ghi/tuyen-truyen")
    an.fill("#off-on", date.fromisocalendar(2025, 11, 3).strftime("%d/%m/%Y"))
    an.fill("#q-buoi", "1,5")
    an.fill("#q-luot", "31")
    an.get_by_role("button", name="Ghi việc", exact=True).click()
    expect(an.get_by_role("alert")).to_contain_text("Số buổi: phải là số nguyên (buổi).")
    an.fill("#q-buoi", "1")
    an.set_input_files("#camera", picture)
    an.locator("dialog [data-by-keyboard] summary").click()
    an.get_by_role("button", name="Ô 1", exact=True).press("Enter")
    expect(an.locator("dialog [data-said]")).to_contain_text("1")
    an.get_by_role("button", name="Dùng ảnh này").click()
    expect(an.locator(".thumbs li")).to_have_count(1)
    an.get_by_role("button", name="Ghi việc", exact=True).click()
    expect(an.locator(".waiting li")).to_have_count(1)
    expect(an.locator(".waiting")).to_contain_text("1 ảnh")


def write_a_figure(an: Page) -> None:
    an.locator(".offline-tabs a[href='#so-lieu']").click()
    an.locator("[data-week]").select_option(WEEK)
    cell = an.locator(f"#f-{FIGURE}")
    cell.fill("ba")
    expect(an.locator(f"[data-line-of={FIGURE}] .told")).to_contain_text("“ba”")
    cell.fill("3")
    week = an.locator("[data-week]")
    codes = week.locator("option").evaluate_all("all => all.map(one => one.value)")
    other = next(code for code in codes if code != WEEK)
    week.select_option(other)  # before the text is kept: it still belongs to the week it was typed in
    week.select_option(WEEK)
    expect(an.locator(f"#f-{FIGURE}")).to_have_value("3")
    expect(an.locator(f"[data-line-of={FIGURE}] .told")).to_contain_text("Đã giữ trên máy")
    assert an.evaluate(KEPT)[2] == 2  # the deed and this one cell
    an.reload()
    an.locator("[data-week]").select_option(WEEK)
    expect(an.locator(f"#f-{FIGURE}")).to_have_value("3")


def meanwhile(site: Site, binh: Page) -> None:
    """Bình, at a desk with a line, types another number into the same cell."""
    binh.goto(f"{site.url}/don-vi/{UNIT}/nhap/2025-03/")
    token = next(cookie["value"] for cookie in binh.context.cookies() if cookie["name"] == "csrftoken")
    answer = binh.context.request.post(
        binh.url, form={f"{FIGURE}.{WEEK}": "2"}, headers={"X-CSRFToken": token, "Referer": binh.url}
    )
    assert answer.ok


def send(an: Page) -> str:
    """What can be written is; the figure waits for a choice. The deed's address is found in the unit's list."""
    an.locator(".offline-tabs a[href='#cho']").click()
    an.get_by_role("button", name="Gửi bây giờ").click()
    expect(an.locator(".waiting li")).to_have_count(1)
    expect(an.locator(".waiting")).to_contain_text("Người khác đã ghi khác trong lúc ấy")
    an.locator(".offline-tabs a[href='#viec']").click()
    row = an.locator("[data-tab=viec] li", has_text="Tuyên truyền: 1 buổi, 31 lượt")
    expect(row).to_have_count(1)
    return row.locator(".title").inner_text()


def see_the_photo(site: Site, an: Page, summary: str) -> None:
    an.goto(f"{site.url}/viec/")
    an.get_by_role("link", name=summary).first.click()
    address = an.locator("a[href^='/minh-chung/']").first.get_attribute("href")
    kept = an.context.request.get(f"{site.url}{address}").body()
    assert SECRET not in kept
    assert b"Exif" not in kept
    assert 0 < len(kept) < Path(site.home / "IMG_2025.jpg").stat().st_size


def choose(site: Site, an: Page) -> None:
    an.goto(f"{site.url}/ngoai-tuyen/#cho")
    an.locator(".waiting a", has_text="Người khác đã ghi khác").click()
    for told in ("Ghi trên máy", "Trên máy chủ", "Lúc bắt đầu"):
        expect(an.get_by_role("heading", name=told)).to_be_visible()
    expect(an.locator(".side-mine .big")).to_have_text("3")
    expect(an.locator(".side-theirs")).to_contain_text("Bình")
    expect(an.locator(".side-theirs .big")).to_have_text("2")
    an.get_by_label("Lấy bản ghi trên máy").check()
    an.get_by_role("button", name="Chọn", exact=True).click()
    expect(an.get_by_role("alert")).to_contain_text("Cần ghi lý do")
    an.fill("#reason", "Sổ tuyên truyền ghi ba buổi")
    an.get_by_role("button", name="Chọn", exact=True).click()
    expect(an.get_by_role("main")).to_contain_text("Đã chọn bản ghi trên máy")
    an.goto(f"{site.url}/ngoai-tuyen/#cho")
    expect(an.locator("[data-asof]")).to_contain_text("Không còn gì chờ gửi")  # the server's answer has come
    expect(an.locator(".waiting li")).to_have_count(0)


def lose_the_session(site: Site, phone: BrowserContext, an: Page) -> None:
    """Without a session the page is still readable, keeps what is typed, and asks to sign in only to send."""
    phone.clear_cookies()
    an.goto(f"{site.url}/ngoai-tuyen/#so-lieu")
    an.locator("[data-week]").select_option(WEEK)
    an.fill("#f-dien-dan-lang-nghe", "1")
    expect(an.locator("[data-line-of=dien-dan-lang-nghe] .told")).to_contain_text("Đã giữ trên máy")
    an.get_by_role("button", name="Gửi bây giờ").click()
    expect(an.locator("[data-offline]")).to_contain_text("Cần đăng nhập lại để gửi")
    assert an.evaluate(KEPT)[2] == 1
    an.locator("[data-sign-in-link]").click()
    an.fill("input[name=username]", "an")
    an.fill("input[name=password]", site.password)
    an.locator("main form button").click()
    expect(an).to_have_url(re.compile("/ngoai-tuyen/"))
    expect(an.locator("[data-asof]")).to_contain_text("Không còn gì chờ gửi")


def sign_out(site: Site, an: Page) -> None:
    """A shared computer keeps nothing of her."""
    assert an.evaluate(KEPT)[:2] != [0, 0]
    an.locator(".who summary").click()
    an.get_by_role("button", name="Đăng xuất").click()
    an.wait_for_url(re.compile("/dang-nhap/"))
    assert an.evaluate(KEPT) == [0, 0, 0]
    assert an.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    an.goto(f"{site.url}/ngoai-tuyen/")
    expect(an).to_have_url(re.compile("/dang-nhap/"))
