"""Certificates: every line in its place and colour, on a page of our own and on printed stock, thirty at once."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from tests.office.papers import DECISION, RECIPIENTS, line_of, needs_poppler, words_of
from thidua.office.paper.bulk import certificate_book
from thidua.office.paper.certificate import PLACES, Stock, certificates

LAN = RECIPIENTS[0]


def picture(pdf: bytes, tmp_path: Path, dots: int = 150) -> Image.Image:
    (tmp_path / "page.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(dots), "-singlefile", "-png", tmp_path / "page.pdf", tmp_path / "page"],
        check=True,
    )
    return Image.open(tmp_path / "page.png").convert("RGB")


@needs_poppler
def test_the_lines_of_the_decree_stand_in_their_order_around_the_middle(tmp_path: Path) -> None:
    ((size, words),) = words_of(certificates(DECISION, [LAN]), tmp_path)
    assert size == (297, 210)
    order = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TRƯỞNG CÔNG AN XÃ LIM XANH",
        "TẶNG DANH HIỆU",
        "CHIẾN SĨ THI ĐUA CƠ SỞ",
        "Lê Thị Lan",
        "Cán bộ, Công an xã Lim Xanh",
        "Đã có thành tích xuất sắc",
    ]
    boxes = [line_of(words, text) for text in order]
    assert [box[1] for box in boxes] == sorted(box[1] for box in boxes)
    for box in boxes[:-1]:
        assert (box[0] + box[2]) / 2 == pytest.approx(297 / 2, abs=1.2)
    left, right = (
        line_of(words, "Quyết định số 05/QĐ-CAX"),
        line_of(words, "Lim Xanh, ngày 05 tháng 02 năm 2026"),
    )
    assert left[2] < 297 / 2 < right[0]
    assert line_of(words, "Số sổ vàng: 01")[1] > left[1]
    assert line_of(words, "Nguyễn Thị An")[1] > line_of(words, "TRƯỞNG CÔNG AN XÃ")[3] + 15  # room to sign


@needs_poppler
def test_nothing_touches_the_frame_or_another_line_however_long_the_words(tmp_path: Path) -> None:
    long = replace(
        LAN,
        name="Đội Cảnh sát quản lý hành chính về trật tự xã hội và Tổ công tác bảo đảm an ninh, trật tự lễ hội",
        title="Danh hiệu vinh dự của đơn vị nhiều năm liền hoàn thành xuất sắc nhiệm vụ",
        reason="Đã có thành tích đặc biệt xuất sắc trong bảo đảm an ninh, trật tự " * 6,
    )
    ((_, words),) = words_of(certificates(DECISION, [long]), tmp_path)
    assert min(box[0] for _, box in words) > 20
    assert max(box[2] for _, box in words) < 277
    reason = [box for text, box in words if text == "trật"]
    assert max(box[3] for box in reason) < line_of(words, "Lim Xanh, ngày 05 tháng 02 năm 2026")[1] + 0.5
    assert line_of(words, "NHIỆM VỤ")[3] < line_of(words, "Đội Cảnh sát")[1] + 1


@needs_poppler
def test_title_and_authority_are_red_and_the_ground_is_white(tmp_path: Path) -> None:
    page = picture(certificates(DECISION, [LAN]), tmp_path)
    ((_, words),) = words_of(certificates(DECISION, [LAN]), tmp_path)
    scale = page.width / 297

    def darkest(text: str) -> tuple[int, int, int]:
        box = line_of(words, text)
        part = page.crop(tuple(round(side * scale) for side in box))
        return min(part.get_flattened_data(), key=sum)

    for text in ("TRƯỞNG CÔNG AN XÃ LIM XANH", "CHIẾN SĨ THI ĐUA CƠ SỞ"):
        red, green, blue = darkest(text)
        assert red > 140 > 60 > max(green, blue)
    for text in ("TẶNG DANH HIỆU", "Lê Thị Lan"):
        assert max(darkest(text)) < 40
    assert page.getpixel((round(40 * scale), round(100 * scale))) == (255, 255, 255)


@needs_poppler
def test_the_code_is_read_back_from_the_printed_page(tmp_path: Path) -> None:
    page = picture(certificates(DECISION, [LAN]), tmp_path, dots=200)
    (found,) = zxingcpp.read_barcodes(page)
    assert found.text == LAN.check
    ((_, words),) = words_of(certificates(DECISION, [LAN]), tmp_path)
    line_of(words, f"Mã kiểm tra: {LAN.code}")


@needs_poppler
def test_printed_stock_gets_the_words_alone_where_they_were_put(tmp_path: Path) -> None:
    places = {**PLACES, "name": replace(PLACES["name"], x=50, y=90, width=100, align="left")}
    stock = Stock(printed=True, width=297, height=210, places=places, shift=(15, -5))
    ((_, words),) = words_of(certificates(DECISION, [LAN], stock), tmp_path)
    box = line_of(words, "Lê Thị Lan")
    assert box[0] == pytest.approx(51.5, abs=0.3)
    assert 89 < box[1] < 91
    told = " ".join(text for text, _ in words)
    for fixed in ("CỘNG HÒA", "TẶNG", "CHIẾN SĨ"):
        assert fixed not in told
    page = picture(certificates(DECISION, [LAN], stock), tmp_path, dots=50)
    assert page.getpixel((20, 20)) == (255, 255, 255)  # no frame


def test_thirty_in_two_processes_are_thirty_pages_with_the_frame_kept_once() -> None:
    many = tuple(replace(LAN, number=n, name=f"Người thứ {n}") for n in range(1, 31))
    told: list[tuple[int, int]] = []
    book = certificate_book(replace(DECISION, recipients=many), lambda *step: told.append(step), part=5)
    with pikepdf.open(io.BytesIO(book)) as opened:
        assert len(opened.pages) == 30
        assert len({page.Resources.XObject.Khung.objgen for page in opened.pages}) == 1
    assert told == [(0, 30), *((n, 30) for n in range(5, 31, 5))]
    alone = certificates(DECISION, many[:5])
    assert len(book) < 6 * len(alone)


def test_whoever_is_told_of_progress_can_stop_the_work() -> None:
    class Enough(Exception):
        pass

    def tell(done: int, total: int) -> None:
        if done:
            raise Enough

    many = tuple(replace(LAN, number=n) for n in range(1, 31))
    with pytest.raises(Enough):
        certificate_book(replace(DECISION, recipients=many), tell, part=5)


def test_the_same_list_gives_the_same_bytes() -> None:
    assert certificates(DECISION, RECIPIENTS) == certificates(DECISION, RECIPIENTS)


@needs_poppler
def test_an_emblem_of_the_units_own_takes_the_place_of_the_star(tmp_path: Path) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 60), (0, 0, 255)).save(drawn, "PNG")
    page = picture(certificates(DECISION, [LAN], Stock(emblem=drawn.getvalue())), tmp_path, dots=50)
    middle = page.width // 2, round(21 / 210 * page.height)
    assert page.getpixel(middle) == (0, 0, 255)
