"""January of a province with three communes and eight people, from a wrong file to a bulletin read outside.

The same story on both databases. What is typed without a line for days is told in test_offline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories import PASSWORD
from tests.journeys.browser import faults
from tests.journeys.month import CAU_MAY, DISPUTED, LAST, LIM_XANH, MONTH, MOVEMENT, PROVINCE, make_month
from tests.journeys.site import Site, serve
from tests.office.books import workbook
from tests.postgresql import start_server

PERIOD = f"/phong-trao/{MOVEMENT}/%s/"
ENTRY = f"/don-vi/{LIM_XANH}/nhap/{MONTH}/"
REPORT = f"/bao-cao/{LIM_XANH}/{MONTH}/"
BULLETIN = f"{PROVINCE}/{MONTH}/"
OWN_NAME = "Số buổi nói chuyện"  # what Lan's file calls a figure that the software knows under another name
IN_FILE = {
    OWN_NAME: 3,
    "Diễn đàn lắng nghe nhân dân": 1,
    "Mô hình xác nhận còn hoạt động": "9/10",
    "Hồ sơ trả đúng hạn": "30/31",
    "Phản ánh được trả lời đúng hẹn": "4/4",
    "Ngày công giúp dân": 8,
    "Mô hình được nơi khác làm theo": 0,
    "Phản ánh đúng về thái độ phục vụ": 0,
    "Số liệu sai khi kiểm tra": 0,
}
BY_HAND = {"dieu-lenh-dat": "10/10", "tap-huan": "2/2", "bao-cao-dung-han": "có"}

People = dict[str, Page]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    database = start_server() if request.param == "postgresql" else ""
    home = make_month(tmp_path_factory.mktemp("month") / "home", database)
    with serve(home, PASSWORD, database) as running:
        yield running


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[People]:
    """Everybody at a desk of their own."""
    opened: list[BrowserContext] = []
    pages: People = {}
    for who in ("an", "binh", "lan", "khoa", "dung", "mai", "hung"):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
        context.set_default_timeout(20_000)
        opened.append(context)
        pages[who] = site.sign_in(context, who)
    expect.set_options(timeout=20_000)
    yield pages
    expect.set_options(timeout=5_000)
    for context in opened:
        context.close()


def test_a_month_from_a_wrong_file_to_a_bulletin_read_outside(
    site: Site, people: People, new_context
) -> None:
    a_wrong_file_is_refused_and_mended(site, people["lan"])
    a_lost_session_loses_nothing(site, people["an"])
    a_late_commune_is_reminded(site, people["dung"], people["khoa"])
    a_point_is_disputed_found_right_and_corrected(site, people)
    a_report_comes_back_and_goes_up_again(site, people)
    a_lock_says_who_can_lift_it(site, people["lan"], people["binh"])
    the_month_is_frozen_and_closed(site, people["dung"])
    a_bulletin_is_drawn_and_read_outside(site, people["dung"], people["hung"], new_context().new_page())


# --- Lan's own file ---------------------------------------------------------------------------------------


def a_wrong_file_is_refused_and_mended(site: Site, lan: Page) -> None:
    """Rows of her own, a name nobody knows and a word for a number: every place is named, and nothing is written."""
    _send_file(site, lan, {**IN_FILE, "Hồ sơ trả đúng hạn": "nhiều"})
    main = lan.get_by_role("main")
    expect(main).to_contain_text("ô B6")
    expect(lan.get_by_role("button", name="Ghi tất cả")).to_have_count(0)
    assert faults(lan) == []
    _send_file(site, lan, IN_FILE)
    lan.get_by_label(OWN_NAME).select_option(label="Buổi tuyên truyền")
    lan.get_by_role("button", name="Xem trước").click()
    expect(main.locator(".strip")).to_contain_text(re.compile(rf"Sẽ ghi mới\s*{len(IN_FILE)}"))
    assert faults(lan) == []
    lan.get_by_label("Nhớ cách đọc này dưới tên").fill("Báo cáo tuần của xã")
    lan.get_by_role("button", name="Ghi tất cả").click()
    expect(main).to_contain_text(f"Đã nhập {len(IN_FILE)} số liệu")
    lan.goto(site.url + ENTRY)
    expect(_cell(lan, "ho-so-dung-han")).to_have_value("30/31")
    expect(_cell(lan, "buoi-tuyen-truyen")).to_have_value("3")
    expect(_cell(lan, "tap-huan")).to_have_value("")


def _send_file(site: Site, lan: Page, lines: dict[str, object]) -> None:
    path = Path(site.home) / "tuan-5.xlsx"
    title = ["Công an xã Lim Xanh, tuần 5 năm 2026"]
    path.write_bytes(
        workbook(title, ["Nội dung", "Kết quả"], *([name, value] for name, value in lines.items()))
    )
    lan.goto(f"{site.url}/nhap-tep/")
    lan.set_input_files("#file", path)
    lan.get_by_role("button", name="Xem trước").click()
    expect(lan.get_by_role("heading", level=1)).to_contain_text("tuan-5.xlsx")


def _cell(page: Page, figure: str):
    return page.locator(f"[name='{figure}.{LAST}']")


# --- Typing -----------------------------------------------------------------------------------------------


def a_lost_session_loses_nothing(site: Site, an: Page) -> None:
    """The session ends between two cells; what was typed before and after it is there when An has signed in again."""
    an.goto(site.url + ENTRY)
    first, *others = BY_HAND.items()
    _cell(an, first[0]).fill(first[1])
    expect(an.locator("[data-state]")).to_contain_text("đã giữ bản nháp")
    an.context.clear_cookies(name="sessionid")
    for figure, text in others:
        _cell(an, figure).fill(text)
    expect(an.locator("[data-state]")).to_contain_text("phiên đã hết")
    an.locator("[data-state] a").click()
    _sign_in_again(an, site)
    expect(an).to_have_url(site.url + ENTRY)
    for figure, text in BY_HAND.items():
        expect(_cell(an, figure)).to_have_value(text)
    assert faults(an) == []
    an.get_by_role("button", name="Lưu", exact=True).click()
    expect(an.get_by_role("status").first).to_contain_text("Đã lưu")
    for figure, text in BY_HAND.items():
        expect(_cell(an, figure)).to_have_value(re.compile(text, re.IGNORECASE))


def _sign_in_again(page: Page, site: Site) -> None:
    page.fill("input[name=username]", "an")
    page.fill("input[name=password]", site.password)
    page.locator("main form button").first.click()


# --- Late -------------------------------------------------------------------------------------------------


def a_late_commune_is_reminded(site: Site, dung: Page, khoa: Page) -> None:
    dung.goto(f"{site.url}/bao-cao/?thang={MONTH}")
    row = dung.get_by_role("row", name=re.compile("Cầu Mây"))
    expect(row).to_contain_text("1 ngày")
    row.get_by_role("button", name=re.compile("Nhắc")).click()
    expect(dung.get_by_role("status").first).to_contain_text("Đã nhắc 1 đơn vị")
    khoa.goto(f"{site.url}/thong-bao/")
    main = khoa.get_by_role("main")
    expect(main).to_contain_text("Cầu Mây")
    main.get_by_role("link", name=re.compile("Cầu Mây")).first.click()
    expect(khoa).to_have_url(f"{site.url}/bao-cao/{CAU_MAY}/{MONTH}/")


# --- A dispute --------------------------------------------------------------------------------------------


def a_point_is_disputed_found_right_and_corrected(site: Site, people: People) -> None:
    """Mai finds An right; Dung opens the week again; version 2 stands beside version 1, and nothing is lost."""
    an, mai, dung = people["an"], people["mai"], people["dung"]
    an.goto(site.url + PERIOD % DISPUTED + f"{LIM_XANH}/")
    an.get_by_role("link", name=re.compile(r"Khiếu nại\s*: Hồ sơ")).first.click()
    an.get_by_label("Vì sao điểm này không đúng").fill("Sổ trang 14: bảy hồ sơ trả trong hạn chưa được cộng.")
    an.get_by_label("Đúng ra phải là").fill("31/31")
    an.get_by_role("button", name="Gửi khiếu nại").click()
    expect(an.get_by_role("main")).to_contain_text("Hoàng Thị Mai")
    dispute = an.url
    mai.goto(dispute)
    mai.get_by_label("Đúng", exact=True).check()
    mai.get_by_label("Lý do, căn cứ").fill("Đã xem sổ gốc, đủ ngày trả và chữ ký nhận.")
    mai.get_by_role("button", name="Trả lời").click()
    dung.goto(dispute)
    expect(dung.get_by_role("main")).to_contain_text("chờ sửa")
    assert faults(dung) == []
    dung.get_by_role("button", name="Mở lại kỳ").click()
    expect(dung.get_by_role("main")).to_contain_text("Đang mở")
    an.goto(f"{site.url}/don-vi/{LIM_XANH}/sua/{DISPUTED}/ho-so-dung-han/")
    an.fill("[name=value]", "31/31")
    an.fill("[name=reason]", "Theo kết luận khiếu nại")
    an.locator("main form button").first.click()
    expect(an.get_by_role("main")).to_contain_text("Đã sửa")
    _freeze_and_close(site, dung, DISPUTED)
    expect(dung.get_by_role("main")).to_contain_text("Bản 2")
    an.goto(dispute)
    sides = an.get_by_role("region", name="Hai bản cạnh nhau")
    expect(sides).to_contain_text("9,29")
    expect(sides).to_contain_text("12")
    expect(sides).to_contain_text("Khiếu nại")
    assert faults(an) == []


def _freeze_and_close(site: Site, dung: Page, period: str, unapproved: str = "") -> None:
    dung.goto(site.url + PERIOD % period)
    if unapproved:
        dung.get_by_label(re.compile("vì sao vẫn khóa")).fill(unapproved)
    dung.locator("form[action$='khoa/'] button").click()
    expect(dung.get_by_role("main")).to_contain_text("Đã khóa")
    dung.locator("form[action$='chot/'] button").click()
    expect(dung.get_by_role("main")).to_contain_text("Đã chốt")


# --- The report -------------------------------------------------------------------------------------------


def a_report_comes_back_and_goes_up_again(site: Site, people: People) -> None:
    """Submitted without the explanations: refused. Sent back from above, down to Lan's hands, mended, and up again."""
    lan, binh, dung = people["lan"], people["binh"], people["dung"]
    lan.goto(site.url + REPORT)
    _submit(lan)
    _approve(site, binh)
    _send_back(site, dung, "Tuần 5: nói rõ vì sao một hồ sơ trả muộn.")
    _send_back(site, binh, "Tỉnh hỏi về một hồ sơ muộn; bổ sung rồi trình lại.")
    lan.goto(site.url + REPORT)
    expect(lan.locator(".warning").first).to_contain_text("bổ sung rồi trình lại")
    lan.goto(site.url + ENTRY)
    _cell(lan, "ngay-cong-giup-dan").fill("9")
    lan.get_by_label("Lý do sửa").fill("Cộng sót một ngày công")
    lan.get_by_role("button", name="Lưu", exact=True).click()
    expect(lan.get_by_role("status").first).to_contain_text("Đã lưu")
    lan.goto(site.url + REPORT)
    _submit(lan)
    _approve(site, binh)
    _approve(site, dung)
    expect(dung.get_by_role("main")).to_contain_text("Đã duyệt xong")
    steps = dung.get_by_role("region", name="Các bước đã qua").get_by_role("listitem")
    expect(steps).to_have_count(7)


def _submit(lan: Page) -> None:
    """Every question that stands is answered before it goes up."""
    gaps = lan.locator("input[name^='gap.']")
    if gaps.count():
        lan.get_by_role("button", name="Trình báo cáo").click()
        expect(lan.get_by_role("main")).to_contain_text("Cần làm xong hoặc giải trình")
        assert faults(lan) == []
        for one in gaps.all():
            one.fill("Đã đối chiếu với sổ gốc, số liệu đúng.")
    lan.get_by_role("button", name="Trình báo cáo").click()
    expect(lan.get_by_role("status").first).to_contain_text("Đã trình")


def _approve(site: Site, who: Page) -> None:
    """From the first page: what waits for one stands there."""
    who.goto(site.url)
    who.get_by_role("region", name="Báo cáo tháng chờ đồng chí duyệt").get_by_role(
        "link", name=re.compile("Lim Xanh")
    ).click()
    who.get_by_role("button", name="Duyệt", exact=True).click()
    expect(who.get_by_role("status").first).to_contain_text("Đã duyệt")


def _send_back(site: Site, who: Page, reason: str) -> None:
    who.goto(site.url + REPORT)
    who.get_by_role("button", name="Trả lại").click()
    expect(who.get_by_role("main")).to_contain_text("lý do")
    who.get_by_label("Lý do trả lại").fill(reason)
    who.get_by_role("button", name="Trả lại").click()
    expect(who.get_by_role("status").first).to_contain_text("Đã trả lại kèm lý do")


def a_lock_says_who_can_lift_it(site: Site, lan: Page, binh: Page) -> None:
    """An approved month takes no figures; the grid names Dung, and Lan can ask her from there."""
    lan.goto(site.url + ENTRY)
    expect(_cell(lan, "ngay-cong-giup-dan")).to_have_count(0)
    lock = lan.get_by_role("region", name="Vì sao đang khóa, ai mở được")
    expect(lock).to_contain_text("Phạm Tiến Dung")
    assert faults(lan) == []
    lock.get_by_label("Vì sao cần mở lại").fill("Sót một biên bản tuần 2")
    lock.get_by_role("button", name="Xin mở lại").click()
    expect(lan.get_by_role("status").first).to_contain_text("Phạm Tiến Dung")


# --- Closing ----------------------------------------------------------------------------------------------


def the_month_is_frozen_and_closed(site: Site, dung: Page) -> None:
    """Cầu Mây is still not approved: the month may be closed without it, with a reason that stays on the page."""
    _freeze_and_close(site, dung, LAST)
    dung.goto(site.url + PERIOD % MONTH)
    dung.locator("form[action$='khoa/'] button").click()
    expect(dung.get_by_role("main")).to_contain_text("Cầu Mây")
    _freeze_and_close(site, dung, MONTH, "Đã hết hạn; Cầu Mây được nhắc ngày 04/02.")
    expect(dung.locator(".warning").first).to_contain_text("Cầu Mây được nhắc")
    expect(dung.locator("table.standing tbody tr")).to_have_count(3)
    assert faults(dung) == []


def a_bulletin_is_drawn_and_read_outside(site: Site, dung: Page, hung: Page, nobody: Page) -> None:
    dung.goto(f"{site.url}/ban-tin-thang/")
    dung.get_by_label("Tháng", exact=True).select_option(MONTH)
    dung.get_by_role("button", name="Dựng dự thảo").click()
    expect(dung.get_by_role("main")).to_contain_text("Tiến độ giao ước")
    dung.get_by_role("link", name="Soạn").click()
    title = dung.get_by_label("Tên mục").first
    title.fill("Đã hứa và đã làm")
    dung.get_by_label("Sửa gì, vì sao").fill("Đặt lại tên mục cho dễ hiểu")
    dung.get_by_role("button", name="Ghi bản mới").click()
    expect(dung.get_by_role("status").first).to_contain_text("Đã ghi bản mới")
    assert faults(dung) == []
    address = f"{site.url}/ban-tin-thang/{BULLETIN}"
    hung.goto(address)
    hung.get_by_role("button", name="Duyệt bản tin").click()
    dung.goto(address)
    dung.get_by_role("button", name="Phát hành nội bộ").click()
    hung.goto(address)
    hung.get_by_role("button", name="Duyệt phần công khai").click()
    expect(hung.get_by_role("main")).to_contain_text("Chưa làm được")
    for check in hung.locator("input[name^='check-']").all():
        check.check()
    hung.get_by_role("button", name="Duyệt phần công khai").click()
    hung.get_by_role("button", name="Công bố ra ngoài").click()
    nobody.goto(f"{site.url}/ban-tin/")
    nobody.get_by_role("link", name=re.compile("Minh Họa")).click()
    expect(nobody.get_by_role("main")).to_contain_text("Đã hứa và đã làm")
    assert faults(nobody) == []
