"""A season of awards in a real browser: three candidates, one decision, the register, and a later revocation.

One candidate is whole, one short of a paper, one under discipline. The whole one is decided; the other two stop where
the law stops them, and the page says why. The ballot of the council has a journey of its own.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import faults
from tests.journeys.site import Site

YEAR = 2024
CLERK, BINH, SHORT = "Giàng Mẫu Minh", "Trần Mẫu Bình", "Biên bản bình xét"


@pytest.fixture
def an(site: Site, new_context) -> Page:
    return site.sign_in(new_context(), "an")


@pytest.fixture
def dung(site: Site, new_context) -> Page:
    return site.sign_in(new_context(), "dung")


def season(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/khen-thuong/?nam={YEAR}")


def test_a_season_from_closed_year_to_revocation(site: Site, an: Page, dung: Page, new_context) -> None:
    # An opens the season: ratings are there, one dossier lacks a paper.
    season(an, site)
    expect(an.locator("h1")).to_have_text(f"Mùa khen thưởng {YEAR}")
    expect(an.locator(".way li").filter(has_text="Xếp loại")).to_have_class("done")
    an.get_by_role("link", name=BINH).click()
    expect(an.locator(".strip")).to_contain_text("thiếu 1")
    # Appraising is not stopped by it; sending upward is, and the page names the paper.
    an.get_by_role("button", name="Thẩm định xong").click()
    an.get_by_role("link", name=re.compile("Trình Công an tỉnh")).click()
    expect(an.locator("table")).to_contain_text(SHORT)
    expect(an.get_by_role("checkbox", name=BINH)).to_be_disabled()
    # Under discipline: the company's page of grounds says so.
    commander = site.sign_in(new_context(), "dai-doi")
    season(commander, site)
    commander.locator("table a.title").first.click()
    commander.get_by_role("link", name="Vì sao").click()
    expect(commander.locator("table.grounds")).to_contain_text("kỷ luật")
    assert faults(commander) == []
    # Dung appraises the whole dossier and records the decision that the director signed.
    season(dung, site)
    dung.get_by_role("link", name="TTr-CAX").click()
    dung.get_by_role("checkbox").first.check()
    dung.get_by_role("button", name=re.compile("Thẩm định xong")).click()
    season(dung, site)
    dung.get_by_role("link", name="Ghi quyết định").click()
    for box in dung.locator("input[name=chon]:enabled").all():
        box.uncheck()
    dung.get_by_role("checkbox", name=CLERK).check()
    dung.get_by_label("Số quyết định").fill("31/QĐ-CAMH")
    assert dung.get_by_label("Cấp quyết định").input_value() == "Giám đốc Công an tỉnh Minh Họa"
    dung.get_by_label("Cấp quyết định").fill("")
    dung.get_by_role("button", name=re.compile("Ghi quyết định")).click()
    expect(dung.locator(".error-summary")).to_contain_text("cấp và người ký")  # what was typed is kept
    expect(dung.get_by_label("Số quyết định")).to_have_value("31/QĐ-CAMH")
    dung.get_by_label("Cấp quyết định").fill("Giám đốc Công an tỉnh Minh Họa")
    dung.get_by_role("button", name=re.compile("Ghi quyết định")).click()
    expect(dung.locator("h1")).to_have_text("Quyết định 31/QĐ-CAMH")
    expect(dung.locator("tbody")).to_contain_text("710.000")
    dung.get_by_role("button", name=re.compile("Đã trao cho")).click()
    expect(dung.locator("tbody")).to_contain_text("Đã trao")
    # In the register, then cancelled: the money waits for somebody to decide.
    dung.get_by_role("link", name=CLERK).click()
    number = dung.locator("dl.facts dd").first.inner_text()
    assert number.isdecimal()
    dung.get_by_label("Số quyết định hủy bỏ").fill("40/QĐ-CAMH")
    dung.get_by_label("Lý do và căn cứ").fill("Kê khai không đúng")
    dung.get_by_role("button", name="Hủy bỏ khen thưởng").click()
    expect(dung.locator(".lede")).to_contain_text("Đã hủy bỏ")
    rest = dung.locator("#dua-vao")
    expect(rest).to_contain_text("710.000")
    rest.get_by_label("Quyết định").select_option(label="Đã thu hồi")
    rest.get_by_label("Căn cứ").fill("Phiếu thu 12")
    rest.get_by_role("button", name="Ghi").click()
    expect(dung.locator("#dua-vao")).to_contain_text("Phiếu thu 12")
    dung.goto(f"{site.url}/so-ghi-danh/?tim=giang+mau+minh")
    expect(dung.locator("tbody tr.void")).to_contain_text("Kê khai không đúng")
    assert faults(dung) == []
