"""A council of nine weighs three: one fit, one short of a paper, one under discipline; two absent, then a tie.

The chair votes on a telephone in a real browser, the clerk runs the session on a desktop; the other eight are handsets
that do the same arithmetic in Python. So both sides of the ballot meet here, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demonstration import thidua
from tests.factories import PASSWORD
from tests.journeys.browser import faults, open_everything, wider_than_the_screen
from tests.journeys.council_world import TITLE, make_council_home
from tests.journeys.handset import Handset
from tests.journeys.site import Site, serve

MEMBERS = [f"uy-vien-{number}" for number in range(1, 10)]
LAN, AN, BINH = "muc-1", "muc-2", "muc-3"  # in the order of the agenda: by title, then by name


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = make_council_home(tmp_path_factory.mktemp("council") / "home")
    with serve(home, PASSWORD) as running:
        yield running


class Room:
    """The clerk's desktop, the chair's telephone, and eight handsets."""

    def __init__(self, site: Site, clerk: Page, chair: Page) -> None:
        self.site, self.clerk, self.chair = site, clerk, chair
        self.others = [Handset.of(site, name) for name in MEMBERS[1:]]
        self.session = ""
        self.said: list[str] = []
        for page in (clerk, chair):
            page.on("pageerror", lambda error: self.said.append(str(error)))
            page.on("console", lambda m: self.said.append(m.text) if m.type in {"error", "warning"} else None)

    def mark(self, absent: int) -> None:
        """Attendance: the last so many are away."""
        self.clerk.goto(self.session)
        for number, name in enumerate([*MEMBERS, "dung"]):
            away = len(MEMBERS) - absent <= number < len(MEMBERS)
            self.clerk.check(f'input[name="present-{name}"][value="{"no" if away else "yes"}"]')
        self.clerk.click("text=Lưu điểm danh")
        expect(self.clerk.locator(".message.success")).to_contain_text("Đã điểm danh")

    def vote(self, present: int, chair: dict[str, str], yes: dict[str, int]) -> str:
        """Draw, seal, cast and count; the first so many of the others are in favour. Returns the ballot's code."""
        self.chair.goto(self.session)
        self.chair.click("text=Nhận phiếu của tôi")
        self.chair.click("[data-part=draw-button]")
        expect(self.chair.locator("[data-part=waiting]")).to_be_visible()
        code = re.search(r"/bo-phieu/([^/]+)/", self.chair.url)[1]
        here = self.others[: present - 1]
        for handset in here:
            handset.draw(code)
        expect(self.clerk.locator("#now .big")).to_contain_text(f"{present}/{present}")
        self.clerk.click("text=Ngừng phát phiếu, mở hòm phiếu")
        expect(self.chair.locator("[data-part=cast]")).to_be_visible()  # by itself
        for question, choice in chair.items():
            self.chair.check(f'input[name="choice-{question}"][value="{choice}"]')
        self.chair.click("[data-part=cast-button]")
        expect(self.chair.locator("[data-part=cast-done]")).to_be_visible()
        for number, handset in enumerate(here):
            handset.cast(code, {name: "yes" if number < votes else "no" for name, votes in yes.items()})
        expect(self.clerk.locator("#now .big")).to_contain_text(f"{present} phiếu trong hòm")
        self.clerk.click("text=Đóng hòm và kiểm phiếu")
        expect(self.clerk.locator(".message.success")).to_contain_text("Đã kiểm phiếu")
        return code


@pytest.fixture(scope="module")
def room(site: Site, browser: Browser) -> Iterator[Room]:
    wide = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
    yield Room(site, site.sign_in(wide, "dung"), site.sign_in(phone, MEMBERS[0]))
    wide.close()
    phone.close()


def item(page: Page, question: str):
    return page.locator(f'section[aria-labelledby="item-{question.removeprefix("muc-")}"]')


def test_the_clerk_calls_a_session_and_sees_what_the_law_makes_of_each(room: Room):
    page = room.clerk
    page.goto(f"{room.site.url}/hoi-dong/hd-minh-hoa/")
    page.click("text=Triệu tập phiên họp")
    for who in ("an", "binh", "lan"):
        page.check(f'input[value="{TITLE}-{who}"]')
    page.fill(f'input[name="places-{TITLE}"]', "1")
    assert faults(page) == []
    page.click("main button:has-text('Triệu tập')")
    room.session = page.url
    expect(item(page, AN).locator(".verdict summary")).to_contain_text("Đủ", ignore_case=True)
    expect(item(page, BINH).locator(".verdict summary")).to_contain_text(
        "Còn thiếu: quyết định công nhận sáng kiến phạm vi cơ sở"
    )
    item(page, LAN).locator(".verdict summary").click()
    expect(item(page, LAN)).to_contain_text("Đang chấp hành kỷ luật: khiển trách")


def test_seven_in_favour_of_nine_are_not_eighty_per_cent(room: Room):
    page = room.clerk
    room.mark(absent=2)
    page.click("text=Khai mạc phiên họp")
    page.click("text=Mở bỏ phiếu kín")
    room.vote(7, {AN: "yes", BINH: "no", LAN: "no"}, {AN: 6, BINH: 5, LAN: 0})
    expect(item(page, AN)).to_contain_text("Không đủ phiếu (7/9, cần 8)")
    expect(item(page, LAN)).to_contain_text("Không đủ phiếu (0/9, cần 8)")
    open_everything(page)
    assert faults(page) == []


def test_all_nine_vote_again_and_two_are_tied_for_one_place(room: Room):
    page = room.clerk
    room.mark(absent=0)
    for question in (AN, BINH):
        page.check(f'input[name="items"][value="{question.removeprefix("muc-")}"]')
    page.fill("#again", "Hai thành viên vắng đã có mặt; bổ sung giấy tờ")
    page.click("text=Mở bỏ phiếu kín")
    code = room.vote(9, {AN: "yes", BINH: "yes"}, {AN: 7, BINH: 7})
    expect(item(page, AN)).to_contain_text("Bằng phiếu, chủ tọa quyết định (8/9, cần 8)")
    expect(item(page, BINH)).to_contain_text("Bằng phiếu, chủ tọa quyết định (8/9, cần 8)")
    room.chair.goto(f"{room.site.url}/bo-phieu/{code}/")
    room.chair.click("[data-part=find-button]")
    expect(room.chair.locator("[data-part=told]")).to_contain_text("có trong hòm đã công bố, nguyên vẹn")
    assert (faults(room.chair), wider_than_the_screen(room.chair)) == ([], 0)


def test_the_published_box_is_counted_again_without_the_server(room: Room, tmp_path: Path):
    with room.chair.expect_download() as download:
        room.chair.click("a:has-text('Tải hòm phiếu')")
    file = tmp_path / "hom.json"
    download.value.save_as(file)
    done = thidua("ballot", "verify", str(file), home=tmp_path)
    assert (done.returncode, "ĐẠT" in done.stdout) == (0, True)
    digest = room.chair.inner_text(".hash")
    assert digest in done.stdout
    file.write_text(
        file.read_text(encoding="utf-8").replace('"choice": "no"', '"choice": "yes"', 1), encoding="utf-8"
    )
    assert thidua("ballot", "verify", str(file), home=tmp_path).returncode == 1


def test_a_shared_device_keeps_nothing_and_takes_the_code_by_hand(room: Room, browser: Browser):
    """The chair forgets the code; the page asks for it; a wrong one is told as such."""
    room.chair.click("[data-part=forget-button]")
    expect(room.chair.locator("[data-part=find]")).to_be_visible()
    room.chair.fill("[data-part=typed-code]", "00000-00000-00000-00000")
    room.chair.click("[data-part=find-button]")
    expect(room.chair.locator("[data-part=told]")).to_contain_text("Không thấy phiếu của bạn")


def test_the_chair_decides_by_name_and_the_minutes_write_themselves(room: Room):
    room.chair.goto(room.session)
    for question, chosen in ((AN, "yes"), (BINH, "no")):
        held = item(room.chair, question)
        held.locator(f'input[name="chosen"][value="{chosen}"]').check()
        held.locator("form[action$='/chu-toa/'] input[name=reason]").fill(
            "An đủ điều kiện, Bình còn thiếu một quyết định"
        )
        held.locator("text=Ghi quyết định").click()
    assert (faults(room.chair), wider_than_the_screen(room.chair)) == ([], 0)
    page = room.clerk
    page.goto(room.session)
    expect(item(page, AN)).to_contain_text("Đề nghị, theo quyết định của chủ tọa (8/9, cần 8)")
    page.fill("#conclusion", "Hội đồng đề nghị tặng danh hiệu cho một người.")
    page.click("button:has-text('Kết thúc phiên họp')")
    page.click("text=Biên bản")
    text = page.inner_text("main")
    for wanted in (
        "Rà soát điều kiện", "Vòng 1: phát 7 phiếu, thu 7; đồng ý 7", "Vòng 2: phát 9 phiếu, thu 9; đồng ý 8",
        "Hai vòng bằng phiếu ở suất cuối; chủ tọa Ủy viên 1 quyết định đề nghị",
        "người có thẩm quyền xem xét, quyết định",
    ):  # fmt: skip
        assert wanted in text
    assert faults(page) == []
    assert room.said == []


def test_chi_finds_nothing_of_it(room: Room, browser: Browser):
    context = browser.new_context(locale="vi-VN")
    page = room.site.sign_in(context, "chi")
    assert page.goto(room.session).status == 404
    assert page.goto(f"{room.site.url}/hoi-dong/hd-minh-hoa/").status == 404
    context.close()
