"""From three nominations to the honour register, and out of it again.

A council of nine weighs three: one fit, one short of a paper, one under discipline; two are absent, then two are tied
and the chair decides. Whom it chose is decided, printed, presented and registered; a stranger checks her code, with
the network and without; a year later the award is cancelled, with what else rested on it.

The chair votes on a telephone in a real browser, the clerk runs the session on a desktop; the other eight are handsets
that do the same arithmetic in Python. So both sides of the ballot meet here, letter by letter.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.demonstration import thidua
from tests.factories import PASSWORD
from tests.journeys.browser import faults, open_everything, wider_than_the_screen
from tests.journeys.council_world import STOCK, TITLE, a_year_passes, make_council_home
from tests.journeys.handset import Handset
from tests.journeys.site import Site, serve
from thidua.core.register_code import scanned
from thidua.office.awards_file import code_of

MEMBERS = [f"uy-vien-{number}" for number in range(1, 10)]
LAN, AN, BINH = "muc-1", "muc-2", "muc-3"  # in the order of the agenda: by title, then by name
CHOSEN, NO_PLACE, SHORT = "Nguyễn Thị An", "Trần Văn Bình", "Lò Thị Lan"
NUMBER = "45/QĐ-CAMH"


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
        self.session = self.decision = self.award = self.code = ""
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
        page.check(f'input[value="{code_of(TITLE, 2025, who, "de-nghi")}"]')
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


def line(page: Page, name: str) -> Locator:
    return page.locator("tbody tr").filter(has_text=name)


def fill_decision(page: Page) -> None:
    page.get_by_label("Số quyết định").fill(NUMBER)
    page.get_by_label("Cấp quyết định").fill("Giám đốc Công an tỉnh Minh Họa")
    page.get_by_label("Người ký").fill("Đại tá Hoàng Mẫu Sơn")


def test_only_whom_the_council_chose_can_be_decided(room: Room):
    """The other two stand beside her with the reason, and a forged form does not bring them in."""
    page = room.clerk
    page.goto(f"{room.site.url}/khen-thuong/?nam=2025")
    expect(page.locator("#g-decide")).to_be_visible()
    expect(page.locator("section[aria-labelledby=g-answer] tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Ghi quyết định", exact=True).click()
    expect(line(page, CHOSEN)).to_contain_text("Đề nghị, theo quyết định của chủ tọa (8/9, cần 8)")
    expect(page.get_by_role("checkbox", name=CHOSEN)).to_be_checked()
    for name, why in ((NO_PLACE, "hết chỉ tiêu"), (SHORT, "không đủ phiếu đề nghị")):
        expect(page.get_by_role("checkbox", name=name)).to_be_disabled()
        expect(line(page, name)).to_contain_text(why)
    expect(line(page, NO_PLACE)).to_contain_text("Chứng nhận sáng kiến")  # and its paper is still missing
    assert faults(page) == []
    page.evaluate(
        "document.querySelectorAll('input[name=chon]').forEach(b => { b.disabled = false; b.checked = true })"
    )
    fill_decision(page)
    page.get_by_role("button", name=re.compile("Ghi quyết định")).click()
    for name in (NO_PLACE, SHORT):
        expect(page.locator(".error-summary")).to_contain_text(name)
    page.goto(f"{room.site.url}/so-ghi-danh/?tim={CHOSEN}")
    expect(page.locator("tbody tr").filter(has_text=NUMBER)).to_have_count(0)


def test_the_decision_is_recorded_with_the_councils_result_beside_it(room: Room):
    page = room.clerk
    page.goto(f"{room.site.url}/khen-thuong/quyet-dinh/ghi/?nam=2025")
    fill_decision(page)
    page.get_by_role("button", name=re.compile("Ghi quyết định")).click()
    expect(page.locator("h1")).to_have_text(f"Quyết định {NUMBER}")
    expect(page.locator("tbody tr")).to_have_count(1)
    for told in (CHOSEN, "2.340.000", "theo quyết định của chủ tọa (8/9, cần 8)"):
        expect(page.locator("tbody")).to_contain_text(told)
    expect(page.locator(".strip")).to_contain_text("Đại tá Hoàng Mẫu Sơn")
    assert faults(page) == []
    room.decision = page.url


def kept(page: Page, click: Locator, folder: Path) -> Path:
    """What that link or button hands out."""
    with page.expect_download() as download:
        click.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def words_of(pdf: Path) -> str:
    assert shutil.which("pdftotext"), "poppler-utils reads the pages back"
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_the_decision_is_printed_and_read_back(room: Room, tmp_path: Path):
    page = room.clerk
    page.goto(room.decision)
    page.get_by_role("link", name="In quyết định, giấy khen").click()
    room.code = page.locator(".code").inner_text()
    row = page.locator("section[aria-labelledby=take] li").first
    pdf = words_of(kept(page, row.get_by_role("link", name="PDF"), tmp_path))
    paper = docx.Document(kept(page, row.get_by_role("link", name="Word"), tmp_path))
    cells = [cell.text for table in paper.tables for line in table.rows for cell in line.cells]
    word = " ".join([*(part.text for part in paper.paragraphs), *cells])
    for told in (NUMBER, CHOSEN, "Chiến sĩ thi đua cơ sở", "Hoàng Mẫu Sơn"):
        assert (told in pdf, told in " ".join(word.split())) == (True, True), told
    assert room.code in pdf
    assert NO_PLACE not in pdf


def test_the_certificate_falls_on_the_printed_stock(room: Room, tmp_path: Path):
    """On stock that came printed only the words are set; on white paper the frame is drawn too."""
    page = room.clerk

    def ink() -> float:
        picture = page.request.get(page.locator("#certificate").evaluate("image => image.src")).body()
        grey = Image.open(io.BytesIO(picture)).convert("L").resize((297, 210))
        return sum(grey.histogram()[:200]) / (297 * 210)

    white = ink()
    page.get_by_label("In trên").select_option(label=f"{STOCK} (phôi in sẵn)")
    expect(page.locator("#certificate")).to_have_attribute("src", re.compile("phoi=[0-9]+"))
    assert 0 < ink() < white
    told = words_of(kept(page, page.locator("#certificates").get_by_role("button", name="In"), tmp_path))
    for wanted in (CHOSEN, "Trưởng Công an xã", NUMBER):  # the stock says the title
        assert wanted.casefold() in told.casefold(), told
    codes = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", told)
    assert codes
    assert room.code not in codes  # each paper has a code of its own
    room.code = codes[0]


def test_she_is_thanked_and_stands_in_the_register_with_the_next_number(room: Room):
    page = room.clerk
    page.goto(room.decision)
    page.get_by_role("button", name=re.compile("Đã trao cho")).click()
    expect(page.locator("tbody")).to_contain_text("Đã trao")
    page.goto(f"{room.site.url}/so-ghi-danh/?tim=nguyen+thi+an")
    assert page.locator("tbody tr td.number").all_inner_texts() == ["1"]
    page.locator("tbody").get_by_role("link", name=CHOSEN).click()
    expect(page.locator("dl.facts").first).to_contain_text("2.340.000 đồng")
    room.award = page.url


def test_a_stranger_checks_her_code_with_the_network_and_without(
    room: Room, browser: Browser, tmp_path: Path
):
    stranger = browser.new_context(locale="vi-VN")
    page = stranger.new_page()
    page.goto(f"{room.site.url}/kiem-tra-quyet-dinh/")
    page.fill("#ma", scanned(room.code.replace("-", ""), NUMBER))  # what the QR code says
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator(".answer")).to_contain_text("Đúng: sổ ghi danh có dòng này")
    expect(page.locator(".answer")).to_contain_text(CHOSEN)  # she agreed to be named
    page.fill("#so", "46/QĐ-CAMH")
    page.fill("#ma", room.code)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator(".answer")).to_contain_text("Không đúng")
    stranger.close()
    clerk = room.clerk
    clerk.goto(room.decision)
    clerk.get_by_role("link", name="In quyết định, giấy khen").click()
    file = kept(clerk, clerk.get_by_role("link", name="Trang kiểm tra ngoại tuyến"), tmp_path)
    alone = browser.new_context(offline=True)
    assert "Đúng: sổ có dòng này" in ask_offline(alone.new_page(), file, room.code)
    alone.close()


def ask_offline(page: Page, file: Path, code: str) -> str:
    page.goto(file.as_uri())
    page.wait_for_function("document.getElementById('told').textContent.includes('nguyên vẹn')")
    page.fill("#code", code)
    page.fill("#number", NUMBER)
    page.click("button")
    page.wait_for_selector("#answer:not([hidden]) strong")
    return page.inner_text("#answer")


def test_a_year_later_it_is_cancelled_and_shows_what_rested_on_it(
    room: Room, browser: Browser, tmp_path: Path
):
    """The wider title needs three years in a row: without this one it falls, and somebody decides so."""
    a_year_passes(room.site.home)
    with serve(room.site.home, room.site.password) as then:
        context = browser.new_context(locale="vi-VN", viewport={"width": 1440, "height": 900})
        page = then.sign_in(context, "dung")
        page.goto(room.award.replace(room.site.url, then.url))
        page.get_by_label("Số quyết định hủy bỏ").fill("50/QĐ-CAMH")
        page.get_by_label("Lý do và căn cứ").fill("Kê khai sáng kiến không đúng")
        page.get_by_role("button", name="Hủy bỏ khen thưởng").click()
        expect(page.locator(".lede")).to_contain_text("Đã hủy bỏ")
        rest = page.locator("#dua-vao tbody tr")
        expect(rest).to_have_count(2)
        expect(rest.first).to_contain_text("2.340.000")
        expect(rest.last).to_contain_text("Chiến sĩ thi đua toàn lực lượng Công an nhân dân, 2026")
        assert faults(page) == []
        for wanted, why in (("Đã thu hồi", "Phiếu thu 12"), ("Đề nghị hủy bỏ", "Không còn ba năm liên tục")):
            form = page.locator("#dua-vao form").first
            form.get_by_label("Quyết định").select_option(label=wanted)
            form.get_by_label("Căn cứ").fill(why)
            form.get_by_role("button", name="Ghi").click()
            expect(page.locator("#dua-vao")).to_contain_text(why)
        expect(page.locator("#dua-vao form")).to_have_count(0)
        page.goto(f"{then.url}/so-ghi-danh/?tim=nguyen+thi+an&nam=2025")
        expect(page.locator("tbody tr.void")).to_contain_text("Kê khai sáng kiến không đúng")
        page.goto(f"{then.url}/kiem-tra-quyet-dinh/?ma={room.code}&so={NUMBER}")
        expect(page.locator(".answer")).to_contain_text("Đã bị hủy bỏ")
        context.close()


def test_chi_finds_nothing_of_it(room: Room, browser: Browser):
    context = browser.new_context(locale="vi-VN")
    page = room.site.sign_in(context, "chi")
    assert page.goto(room.session).status == 404
    assert page.goto(f"{room.site.url}/hoi-dong/hd-minh-hoa/").status == 404
    context.close()
