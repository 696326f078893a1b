"""The offline checker page in a real browser, opened from disk: the same answers as the command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.browser import CHROMIUM, FLAGS
from thidua.core.register_code import RegisterLine, register_text, scanned, spaced
from thidua.office.paper.checker import checker_page

LAN = RegisterLine(12, "giay-khen", "Lê Thị Lan </script><b>", "05/QĐ-CAX", date(2026, 2, 5), "Giấy khen")
BINH = replace(LAN, number=13, name="Trần Văn Bình", revoked_on=date(2026, 5, 4))
TEXT = register_text([LAN, BINH], date(2026, 6, 1))


@pytest.mark.journey
def test_the_page_answers_from_disk_without_a_network(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    whole, changed = tmp_path / "so.html", tmp_path / "sua.html"
    whole.write_text(checker_page(TEXT), encoding="utf-8")
    changed.write_text(checker_page(TEXT.replace("Trần Văn Bình", "Kẻ Giả Mạo")), encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(offline=True).new_page()
        said: list[str] = []
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(whole.as_uri())
        page.wait_for_function("document.getElementById('told').textContent.includes('nguyên vẹn')")

        def ask(code: str, number: str = "") -> str:
            page.fill("#code", code)
            page.fill("#number", number)
            page.click("button")
            page.wait_for_selector("#answer:not([hidden]) strong")
            return page.inner_text("#answer")

        assert "Đúng: sổ có dòng này" in ask(scanned(LAN.code, "5/qđ-cax"))
        assert "Lê Thị Lan </script><b>" in page.inner_text("#answer")
        assert "Đã bị hủy bỏ" in ask(spaced(BINH.code))
        assert "Sai số" in ask(spaced(LAN.code), "15/QĐ-CAX")
        assert "Không có trong sổ" in ask("0000-0000-0000")
        page.goto(changed.as_uri())
        page.wait_for_selector("#answer:not([hidden])")
        assert "đã bị sửa" in page.inner_text("#answer")
        assert said == []
        browser.close()
