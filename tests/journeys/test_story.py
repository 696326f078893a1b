"""One week of four people, from a wrong number to a corrected standing."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.site import Site
from tests.journeys.world import MONTH, MOVEMENT, UNIT, WEEK
from tests.phone import SECRET, from_a_phone

FIGURES = {
    "buoi-tuyen-truyen": "2",
    "luot-nghe-tuyen-truyen": "64",
    "ho-so-dung-han": "41/43",
    "phan-anh-tra-loi-dung-han": "8/8",
    "dien-dan-lang-nghe": "1",
    "mo-hinh-xac-nhan": "5/6",
    "ngay-cong-giup-dan": "9",
    "dieu-lenh-dat": "10/10",
    "tap-huan": "4/4",
    "bao-cao-dung-han": "có",
    "mo-hinh-duoc-nhan-rong": "0",
    "phan-anh-dung-ve-thai-do": "0",
    "so-lieu-sai-khi-kiem-tra": "0",
}
WRONG = "44/43"  # more files in time than files
FACE = (0.45, 0.3, 0.61, 0.7)  # left, top, right and bottom, as parts of the picture
NEARLY = 24  # what a JPEG may change about a colour


def cell(page: Page, figure: str):
    return page.locator(f"[name='{figure}.{WEEK}']")


def fill(page: Page, figure: str, value: str) -> None:
    box = cell(page, figure)
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(label=value.capitalize())
    else:
        box.fill(value)


def test_from_a_wrong_number_to_a_corrected_standing(site: Site, new_context):
    an, binh, dung = (site.sign_in(new_context(), who) for who in ("an", "binh", "dung"))
    evidence = record_and_confirm(site, an, binh)
    enter_with_a_mistake(site, an)
    close_week(site, dung)
    before = open_to_clause_and_evidence(site, an, evidence)
    correct(site, an, dung)
    close_week(site, dung)
    see_what_moved(site, an, before)


def record_and_confirm(site: Site, an: Page, binh: Page) -> str:
    """An writes a deed and shows it with a picture in which she covers a face; only Bình may confirm it."""
    picture = site.home / "anh.jpg"
    picture.write_bytes(from_a_phone(turned=1))
    an.goto(f"{site.url}/viec/moi/?loai=tuyen-truyen")
    an.fill("#on", date.fromisocalendar(2025, 11, 3).strftime("%d/%m/%Y"))
    an.fill("#place", "nhà văn hóa thôn 3")
    an.fill("#summary", "Hai buổi về lừa đảo qua điện thoại")
    an.fill("#buoi", "2")
    an.fill("#luot", "64")
    an.get_by_role("button", name="Ghi việc").click()
    an.set_input_files("#evidence", picture)
    cover_a_face(an)
    an.get_by_role("button", name="Dùng ảnh này").click()
    an.fill("#title", "Ảnh buổi tuyên truyền")
    an.get_by_role("button", name="Tải lên").click()
    expect(an.get_by_text("Ảnh buổi tuyên truyền")).to_be_visible()
    expect(an.get_by_role("button", name="Xác nhận")).to_have_count(0)
    binh.goto(an.url)
    binh.get_by_role("button", name="Xác nhận").click()
    expect(binh.get_by_role("main")).to_contain_text("Trần Mẫu Bình")
    address = str(binh.get_by_role("link", name="Ảnh buổi tuyên truyền").get_attribute("href"))
    see_what_was_kept(binh.context.request.get(site.url + address).body())
    return address.strip("/").rpartition("/")[2]


def cover_a_face(page: Page) -> None:
    """Drag a box over the middle of the picture, where its red half meets its white half."""
    stage = page.locator("dialog [data-lines]").bounding_box()
    assert stage is not None
    left, top, right, bottom = FACE
    page.mouse.move(stage["x"] + left * stage["width"], stage["y"] + top * stage["height"])
    page.mouse.down()
    page.mouse.move(stage["x"] + right * stage["width"], stage["y"] + bottom * stage["height"], steps=4)
    page.mouse.up()
    expect(page.locator("dialog [data-said]")).to_contain_text("1")


def see_what_was_kept(content: bytes) -> None:
    """Nothing that the phone hid, and a blur where red met white sharply; the rest as it was taken."""
    assert SECRET not in content
    picture = Image.open(BytesIO(content))
    assert not picture.getexif()
    left, _top, right, _bottom = FACE
    edge = left + (right - left) * 3 / 8  # the middle of the block in which both colours lie
    seen = {
        where: picture.convert("RGB").getpixel((int(edge * picture.width), int(y * picture.height)))
        for where, y in {"covered": 0.5, "bare": 0.9}.items()
    }
    assert max(seen["bare"]) - min(seen["bare"]) < NEARLY  # white, as it was
    assert NEARLY < seen["covered"][0] - seen["covered"][2] < 255 - NEARLY  # neither white nor red


def enter_with_a_mistake(site: Site, an: Page) -> None:
    """The mistake is shown at its cell, what was typed stays, and nothing is written until it is mended."""
    an.goto(f"{site.url}/don-vi/{UNIT}/nhap/{MONTH}/")
    for figure, value in FIGURES.items():
        if cell(an, figure).is_editable():
            fill(an, figure, value)
    fill(an, "ho-so-dung-han", WRONG)
    an.get_by_role("button", name="Lưu").first.click()
    expect(an.get_by_role("alert")).to_contain_text("tử số 44 lớn hơn mẫu số 43")
    expect(cell(an, "ho-so-dung-han")).to_have_value(WRONG)
    expect(cell(an, "ho-so-dung-han")).to_have_attribute("aria-invalid", "true")
    fill(an, "ho-so-dung-han", FIGURES["ho-so-dung-han"])
    an.get_by_role("button", name="Lưu").first.click()
    expect(an.get_by_role("main")).to_contain_text("Đã lưu")


def close_week(site: Site, dung: Page) -> None:
    dung.goto(f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/")
    dung.get_by_role("button", name="Khóa số liệu").click()
    expect(dung.get_by_role("main")).to_contain_text("Đã khóa số liệu")
    dung.get_by_role("button", name="Chốt kỳ").click()
    expect(dung.get_by_role("main")).to_contain_text("Đã chốt")


def open_to_clause_and_evidence(site: Site, an: Page, sha256: str) -> str:
    """Standing → Vì sao? → clause → figure's deed → the very bytes that were kept."""
    an.goto(f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/")
    an.locator(f"a[href$='/{WEEK}/{UNIT}/']").first.click()
    expect(an.get_by_role("heading", level=1)).to_contain_text("Lim Xanh")
    expect(an.get_by_role("main")).to_contain_text("41/43")
    expect(an.get_by_role("main")).to_contain_text("Điều")
    total = an.get_by_role("main").inner_text()
    an.goto(an.url)
    link = an.locator(f"a[href*='{sha256}']").first
    if not link.count():
        an.get_by_role("link", name="Hai buổi về lừa đảo qua điện thoại").first.click()
        link = an.locator(f"a[href*='{sha256}']").first
    answer = an.context.request.get(site.url + str(link.get_attribute("href")))
    assert hashlib.sha256(answer.body()).hexdigest() == sha256
    return total


def correct(site: Site, an: Page, dung: Page) -> None:
    """The figure cannot be changed until Dung opens the week again, with a reason."""
    an.goto(f"{site.url}/don-vi/{UNIT}/sua/{WEEK}/ho-so-dung-han/")
    expect(an.get_by_role("main")).to_contain_text("đã chốt")
    dung.goto(f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/")
    dung.get_by_text("Mở lại").first.click()
    dung.fill("[name=reason]", "Xã Lim Xanh cộng thiếu hai hồ sơ")
    dung.locator("form[action$='mo-lai/'] button").click()
    expect(dung.get_by_role("main")).to_contain_text("Đã mở lại")
    an.goto(f"{site.url}/don-vi/{UNIT}/sua/{WEEK}/ho-so-dung-han/")
    an.fill("[name=value]", "20/43")
    an.fill("[name=reason]", "Đếm lại sổ gốc")
    an.locator("main form button").first.click()
    expect(an.get_by_role("main")).to_contain_text("Đã sửa")


def see_what_moved(site: Site, an: Page, before: str) -> None:
    an.goto(f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/thay-doi/")
    expect(an.get_by_role("main")).to_contain_text("Lim Xanh")
    an.goto(f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/{UNIT}/")
    expect(an.get_by_role("main")).to_contain_text("20/43")
    assert an.get_by_role("main").inner_text() != before
    answer = an.goto(f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/?ban=1")
    assert answer is not None
    assert answer.status == 200


@pytest.mark.parametrize("who", ["an", "binh", "chi"])
def test_only_the_owner_of_the_movement_closes(who: str, site: Site, new_context):
    page = site.sign_in(new_context(), who)
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    url = f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/mo-lai/"
    page.context.request.post(
        url, headers={"X-CSRFToken": token, "Referer": site.url}, form={"reason": "thử"}
    )
    owner = site.sign_in(new_context(), "dung")
    owner.goto(f"{site.url}/phong-trao/{MOVEMENT}/{WEEK}/")
    expect(owner.get_by_role("main")).to_contain_text("Đã chốt")
