"""The impact sheet in words, pictures and on paper."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import thidua.core.lab
from thidua.core.lab.effect import Effect, Gravity, Measure, Number, Part
from thidua.core.lab.sheet import impact_sheet
from thidua.office import chart
from thidua.office.lab import basis, first_page, surety, tell, told_number
from thidua.office.lab_print import sheet_data, sheet_html, sheet_pdf
from thidua.office.lab_words import GRAVITY, QUESTIONS, SENTENCES, SKIPPED
from thidua.rules.catalogue import scheme_text
from thidua.rules.scheme import load

NBSP = "\u00a0"
CORE = Path(thidua.core.lab.__path__[0])


@pytest.fixture(scope="module")
def relative():
    scheme = load(scheme_text("cum-so-voi-don-vi-dan-dau"), "cum").scheme
    assert scheme is not None
    return scheme, impact_sheet(scheme, worlds=30)


def literals() -> set[str]:
    return {
        text
        for path in CORE.glob("*.py")
        for text in re.findall(r'"([a-z]+\.[a-z-]+)"', path.read_text("utf-8"))
    }


def test_every_effect_has_a_sentence_and_every_sentence_an_effect():
    parts = {part.value for part in Part}
    codes = {code for code in literals() if code.split(".")[0] in parts}
    assert codes - {
        c for c in codes if c.startswith(("luck.small-f", "luck.small-l", "luck.large-l"))
    } == set(SENTENCES)
    assert set(QUESTIONS) == set(Part)
    assert set(GRAVITY) == set(Gravity)


def test_every_reason_for_not_asking_has_a_sentence():
    text = "".join(path.read_text("utf-8") for path in CORE.glob("*.py"))
    assert set(re.findall(r'skipped="([a-z-]+)"', text)) == set(SKIPPED)


@pytest.mark.parametrize(
    "code", ["cum-so-voi-don-vi-dan-dau", "vi-an-ninh-to-quoc", "e29-thang", "quy-dinh-366-2025"]
)
def test_a_shipped_regulation_is_told_without_blanks(code: str):
    scheme = load(scheme_text(code), code).scheme
    assert scheme is not None
    sheet = impact_sheet(scheme, worlds=10)
    said = [told.sentence for part in tell(sheet, scheme) for told in part.told]
    assert [text for text in said if "{" in text or "…" in text or not text.endswith(".")] == []
    assert basis(sheet, scheme).endswith(".")


def test_alike_effects_of_several_criteria_are_said_once(relative):
    scheme, sheet = relative
    peer = next(part for part in tell(sheet, scheme) if part.part is Part.PEER)
    assert len(sheet.answer(Part.PEER).effects) == 6
    assert [told.sentence.split(":")[0] for told in peer.told] == [
        "“Tuyên truyền”, “Dịch vụ công trực tuyến”, “Nhân rộng mô hình”"
    ] * 2


def test_the_first_page_begins_with_what_must_be_mended(relative):
    scheme, sheet = relative
    weights = [told.gravity for told in first_page(tell(sheet, scheme))]
    assert weights[:2] == [Gravity.FAULT, Gravity.FAULT]
    assert len(weights) <= 4


@pytest.mark.parametrize(
    ("number", "text", "sure"),
    [
        (Number(15_000), f"15{NBSP}điểm", "chính xác"),
        (Number(-55), f"−0,06{NBSP}điểm", "chính xác"),
        (Number(420, Measure.SHARE, 373, 469), f"42{NBSP}%", f"khoảng tin cậy 95{NBSP}%: 37–47{NBSP}%"),
        (Number(17, Measure.SHARE), f"1,7{NBSP}%", "chính xác"),
        (Number(1567, Measure.TIMES, 1465, 1672), f"1,6{NBSP}lần", f"khoảng tin cậy 95{NBSP}%: 1,5–1,7"),
        (Number(486, Measure.PLACES), f"0,5{NBSP}bậc", "chính xác"),
        (Number(30_000, Measure.COUNT), "30", "chính xác"),
    ],
)
def test_numbers_are_told_as_people_write_them(number: Number, text: str, sure: str):
    assert (told_number(number), surety(number)) == (text, sure)


def test_pictures_are_whole_svg_that_say_what_they_show(relative):
    scheme, sheet = relative
    drawn = [part for part in tell(sheet, scheme) if part.picture]
    assert len(drawn) >= 6
    for part in drawn:
        root = ElementTree.fromstring(part.picture)  # noqa: S314 - our own
        assert root.get("aria-label") == part.title
        assert "style=" not in part.picture


def test_titles_cannot_break_out_of_a_picture():
    svg = chart.bars([chart.Row('<script>"&', 1000, "1"), chart.Row("b", 0, "0")], 'a"b')
    assert ElementTree.fromstring(svg).get("aria-label") == 'a"b'  # noqa: S314 - our own
    assert "<script" not in svg


def test_the_paper_is_a_pdf_of_a_few_pages_and_always_the_same(relative):
    scheme, sheet = relative
    paper = sheet_pdf(sheet, scheme)
    assert paper.startswith(b"%PDF-1.")
    assert paper == sheet_pdf(sheet, scheme)
    assert 2 <= pages(paper) <= 6


def pages(paper: bytes) -> int:
    return max(int(number) for number in re.findall(rb"/Type/Pages/Count (\d+)", paper))


def test_the_page_stands_alone(relative):
    scheme, sheet = relative
    page = sheet_html(sheet, scheme)
    assert re.findall(r"(?:src|href)=", page) == []
    assert "<script" not in page
    assert page.count("<svg") == sum(1 for part in sheet_data(sheet, scheme)["parts"] if part["picture"])


def test_an_effect_about_nothing_is_told_too():
    from thidua.office.lab import sentence

    assert sentence(Effect("padding.none", Gravity.SOUND, Number(0, Measure.PLACES))).startswith("Khai tăng")
