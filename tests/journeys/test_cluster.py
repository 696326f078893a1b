"""The conference of seven members, from the compact to the next year: every member at a screen of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories import PASSWORD
from tests.journeys.browser import faults
from tests.journeys.conference import CODE, make_conference
from tests.journeys.site import Site, serve

YEAR = f"/cum/{CODE}/"
UNITS = ["ca-minh-hoa", *(f"ca-{n}" for n in range(2, 8))]
FLAG, MINISTRY, CERTIFICATE = "co-thi-dua-chinh-phu", "co-thi-dua-bo-cong-an", "bang-khen-bo-cong-an"
DRAWN = "Đã nhận phiếu."
CAST = "Phiếu đã vào hòm"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(make_conference(tmp_path_factory.mktemp("conference") / "home"), PASSWORD) as running:
        yield running


@pytest.fixture
def heads(browser: Browser, site: Site) -> Iterator[list[Page]]:
    """The seven directors, each in a window of her own."""
    opened: list[BrowserContext] = []
    pages = []
    for n in range(1, 8):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        context.set_default_timeout(30_000)
        opened.append(context)
        pages.append(site.sign_in(context, f"giam-doc-{n}"))
    expect.set_options(timeout=20_000)
    yield pages
    expect.set_options(timeout=5_000)
    for context in opened:
        context.close()


def test_seven_members_hold_their_conference(site: Site, heads: list[Page], new_context) -> None:
    dung = site.sign_in(new_context(), "dung")
    sign_compact(site, dung, heads)
    refuse_and_file(site, dung, heads)
    consolidate(site, dung)
    vote(site, dung, heads)
    hand_over(site, dung, heads)
    next_year(site, heads[6])


def sign_compact(site: Site, dung: Page, heads: list[Page]) -> None:
    dung.goto(f"{site.url}{YEAR}giao-uoc/")
    dung.get_by_label("Nội dung").fill("Thi đua bằng việc làm cho người dân.")
    dung.get_by_role("button", name="Lưu, mời các thành viên ký").click()
    for head in heads:
        head.goto(f"{site.url}{YEAR}giao-uoc/")
        head.get_by_role("button", name="Ký thay").click()
    expect(heads[6].locator("main")).to_contain_text("Đủ chữ ký")


def write_limit(page: Page, text: str = "Trả lời phản ánh còn chậm") -> None:
    for label, typed in (("Nội dung", text), ("Nguyên nhân", "Thiếu người trực"), ("Ai khắc phục", "Phòng Tham mưu"),
                         ("Hạn", "30/06/2026")):  # fmt: skip
        page.get_by_role("group", name="Hạn chế 1").get_by_label(label, exact=True).fill(typed)


def refuse_and_file(site: Site, dung: Page, heads: list[Page]) -> None:
    """One without limitations and one that does not add up are refused, each with its reason; then all file."""
    for unit, head in zip(UNITS, heads, strict=True):
        head.goto(f"{site.url}{YEAR}bao-cao/{unit}/")
        file = head.get_by_role("button", name="Nộp báo cáo")
        if unit == "ca-4":
            file.click()
            expect(head.get_by_role("alert")).to_contain_text("Chưa nêu hạn chế, tồn tại nào")
        write_limit(head)
        if unit == "ca-5":
            own = head.get_by_label("Buổi tuyên truyền")
            expect(own).to_have_value("55")
            own.fill("70")
            file.click()
            expect(head.get_by_role("alert")).to_contain_text(
                "ghi 70, nhưng 11 tháng của chính đơn vị cộng lại là 55"
            )
            dung.goto(f"{site.url}{YEAR}")
            expect(dung.get_by_role("row", name="Công an tỉnh Rừng Thông")).to_contain_text("cộng lại là 55")
            head.get_by_label("Buổi tuyên truyền").fill("55")
        head.get_by_role("button", name="Nộp báo cáo").click()
        expect(head.locator("main")).to_contain_text("Đã nộp")
    dung.goto(f"{site.url}{YEAR}")
    expect(dung.locator(".strip")).to_contain_text("7/7")
    assert faults(dung) == []


def consolidate(site: Site, dung: Page) -> None:
    """The sum opens into the members' numbers, and each into its months."""
    dung.goto(f"{site.url}{YEAR}tong-hop/")
    row = dung.get_by_role("row", name="Buổi tuyên truyền")
    expect(row.locator(".sum")).to_have_text("308")
    dung.get_by_role("button", name="Ban hành báo cáo tổng hợp").click()
    expect(dung.locator("main")).to_contain_text("bản 1")
    assert faults(dung) == []
    row.get_by_role("link", name="Đồng Lúa").click()
    months = dung.locator("#figure-buoi-tuyen-truyen")
    months.get_by_text("11 tháng").click()
    expect(months).to_contain_text("Tháng 4/2025")


def vote(site: Site, dung: Page, heads: list[Page]) -> None:
    """1 + 3 + 3 of 7 and the lead on top: said on the screen; then everybody votes, but not on herself."""
    screen = f"{site.url}{YEAR}hoi-nghi/"
    dung.goto(screen)
    dung.get_by_role("button", name="Khai mạc hội nghị").click()
    for n, unit in enumerate(UNITS):
        form = FLAG if n == 0 else MINISTRY if n < 4 else CERTIFICATE
        dung.locator(f"select[name=award-{unit}]").select_option(form)
    dung.get_by_role("button", name="Ghi danh sách").click()
    notices = dung.locator(".notices")
    expect(notices).to_contain_text("1 + 3 + 3 trên 7 đơn vị: đơn vị nào cũng được đúng một đề nghị")
    expect(notices).to_contain_text("dành cho Công an tỉnh Minh Họa, cũng là Cụm trưởng")
    assert faults(dung) == []
    dung.get_by_role("button", name="Mở bỏ phiếu kín").click()
    for head in heads:
        head.goto(screen)
        head.get_by_role("link", name="Nhận phiếu, bỏ phiếu").click()
        expect(head.locator("main")).to_contain_text("Số phiếu của bạn: 6")
        head.get_by_role("button", name="Nhận phiếu").click()
        expect(head.locator("main")).to_contain_text(DRAWN)
    dung.goto(screen)
    expect(dung.locator("main")).to_contain_text("Đã nhận phiếu: 7/7 đại diện")
    dung.get_by_role("button", name="Ngừng phát phiếu, mở hòm").click()
    for n, head in enumerate(heads):
        head.reload()
        for sheet in head.locator("fieldset.sheet").all():
            against = n < 3 and "Trăng Non" in (sheet.locator("legend").inner_text())
            sheet.get_by_text("Không đồng ý" if against else "Đồng ý", exact=True).click()
        head.get_by_role("button", name="Bỏ phiếu").click()
        expect(head.locator("main")).to_contain_text(CAST)
    dung.goto(screen)
    dung.get_by_role("button", name="Đóng hòm, kiểm phiếu").click()
    lines = dung.locator(".vote-line")
    expect(lines.filter(has_text="Minh Họa")).to_contain_text("6/6")
    expect(lines.filter(has_text="Trăng Non")).to_contain_text("3/6")
    expect(lines.filter(has_text="Trăng Non")).to_contain_text("không đủ phiếu")
    expect(notices).to_contain_text("chưa có đề nghị nào: Công an tỉnh Trăng Non")


def hand_over(site: Site, dung: Page, heads: list[Page]) -> None:
    """Work from a speech, then the list, ticked by who receives, signed by both leads."""
    dung.goto(f"{site.url}{YEAR}viec/")
    dung.get_by_label("Ai phát biểu").fill("Đại diện Ủy ban nhân dân tỉnh")
    dung.get_by_label("Việc phải làm").fill("Họp giao ban vùng giáp ranh")
    dung.get_by_label("Đơn vị làm").select_option("ca-3")
    dung.get_by_label("Hạn", exact=True).fill("30/05/2026")
    dung.get_by_role("button", name="Giao việc").click()
    expect(dung.locator("main")).to_contain_text("Họp giao ban vùng giáp ranh")
    page = f"{site.url}{YEAR}ban-giao/"
    dung.goto(page)
    dung.get_by_label("Cụm trưởng năm sau").select_option("ca-7")
    dung.get_by_label("Phó Cụm trưởng").select_option("ca-6")
    dung.get_by_role("button", name="Lập danh mục").click()
    giving, taking = heads[0], heads[6]
    giving.goto(page)
    giving.get_by_role("button", name="Ký bàn giao").click()
    expect(giving.get_by_role("alert")).to_contain_text("Chưa nhận")
    taking.goto(page)
    for _line in range(6):
        taking.get_by_role("button", name="Đã nhận").first.click()
    taking.get_by_role("button", name="Ký bàn giao").click()
    expect(taking.locator("main")).to_contain_text("Đang bàn giao")
    giving.goto(page)
    giving.get_by_role("button", name="Ký bàn giao").click()
    expect(giving.locator("main")).to_contain_text("Đủ hai chữ ký")
    assert faults(giving) == []


def next_year(site: Site, taking: Page) -> None:
    """The next year belongs to the new lead, and begins with what is open."""
    taking.goto(f"{site.url}{YEAR}ban-giao/")
    taking.get_by_role("link", name="Mở năm sau").click()
    expect(taking).to_have_url(f"{site.url}/cum/cum-mau-2026/")
    expect(taking.locator("main")).to_contain_text("Năm trước để lại 8 việc, hạn chế chưa xong")
    taking.get_by_role("link", name="Xem từng việc").click()
    main = taking.locator("main")
    expect(main).to_contain_text("Họp giao ban vùng giáp ranh")
    expect(main).to_contain_text("chuyển từ năm 2025")
    assert faults(taking) == []
