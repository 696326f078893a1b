"""Dung writes a regulation in the browser: text with problems beside it, a form, a comparison, a publication."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.site import Site
from tests.journeys.world import DRAFT


def test_a_regulation_is_written_compared_and_published(new_context, site: Site):
    page = site.sign_in(new_context(), "dung")
    _problems_appear_while_typing(page, site)
    _another_method_keeps_the_place(page, site)
    _published_it_can_be_read_and_not_edited(page, site)
    reader = site.sign_in(new_context(), "chi")
    answer = reader.goto(f"{site.url}/quy-che/{DRAFT}/")
    assert answer is not None
    assert answer.status == 404


def _problems_appear_while_typing(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/quy-che/{DRAFT}/nhap/")
    area = page.get_by_label("Văn bản quy chế")
    expect(page.locator("#problems")).to_contain_text("không có lỗi")
    sound = area.input_value()
    area.fill(sound.replace("max: 105", "max: 90"))
    link = page.locator("#problems a[data-line]").first
    expect(link).to_have_text("dòng 34")
    expect(page.locator(".gutter .red")).to_have_text("34")
    link.click()
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == "  don-vi:"


def _another_method_keeps_the_place(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/quy-che/{DRAFT}/nhap/bieu-mau/?phan=don-vi")
    line = page.locator("details.criterion", has_text="Hồ sơ đúng hạn")
    line.locator("summary").click()
    line.get_by_label("Điểm tối đa").fill("12")
    choice = line.get_by_label("Cách chấm")
    choice.focus()
    top = page.evaluate("scrollY")
    choice.select_option(label="Theo mức")
    expect(line.get_by_text("Các mức")).to_be_visible()
    assert page.evaluate("scrollY") == top
    expect(line.get_by_label("Cách chấm")).to_be_focused()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản nháp")


def _published_it_can_be_read_and_not_edited(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/quy-che/{DRAFT}/nhap/cong-bo/")
    page.get_by_label("Tôi đã đọc lại").check()
    page.get_by_role("button", name="Công bố bản 1").click()
    expect(page.get_by_role("status")).to_contain_text("Đã công bố bản 1")
    expect(page.get_by_role("main")).to_contain_text("SHA-256")
    answer = page.goto(f"{site.url}/quy-che/{DRAFT}/nhap/")
    assert answer is not None
    assert answer.status == 404
