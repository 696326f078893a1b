"""Photos: what a phone hides in them is gone, what is seen stays, and what cannot be a photo is said in words."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.phone import SECRET, XMP, from_a_phone
from thidua.office.photo import DOTS_MAX, EDGE_MAX, Photo, is_heif, redraw


def opened(photo: Photo | str) -> Image.Image:
    assert isinstance(photo, Photo)
    picture = Image.open(io.BytesIO(photo.content))
    picture.load()
    assert picture.size == (photo.width, photo.height)
    return picture


def test_place_time_and_device_are_gone() -> None:
    sent = from_a_phone()
    assert SECRET in sent
    assert b"Exif" in sent
    kept = redraw(sent, "image/jpeg")
    picture = opened(kept)
    assert isinstance(kept, Photo)
    for hidden in (SECRET, b"Exif", b"Maker of phones", b"xmpmeta", b"MPF", b"GPS"):
        assert hidden not in kept.content
    assert dict(picture.getexif()) == {}
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_stands_the_way_it_was_held() -> None:
    picture = opened(redraw(from_a_phone(400, 300), "image/jpeg"))
    assert picture.size == (300, 400)
    top, bottom = picture.getpixel((150, 50)), picture.getpixel((150, 350))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[1] < 60 < 200 < bottom[1]  # the red half is on top


def test_a_large_photo_is_made_as_large_as_a_page_needs() -> None:
    picture = opened(redraw(from_a_phone(4000, 3000, turned=1), "image/jpeg"))
    assert picture.size == (EDGE_MAX, EDGE_MAX * 3 // 4)


def test_words_hidden_in_a_png_and_under_transparency_are_gone() -> None:
    picture = Image.new("RGBA", (60, 40), (10, 20, 30, 0))  # dark, and wholly transparent
    told = PngInfo()
    told.add_text("Location", SECRET.decode())
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=told, exif=Image.Exif())
    assert SECRET in out.getvalue()
    kept = redraw(out.getvalue(), "image/png")
    assert isinstance(kept, Photo)
    assert SECRET not in kept.content
    assert {kept.content[i + 4 : i + 8] for i in chunks(kept.content)} == {b"IHDR", b"IDAT", b"IEND"}
    assert opened(kept).getpixel((5, 5)) == (255, 255, 255)


def chunks(content: bytes) -> list[int]:
    """Where each part of a PNG begins."""
    found, at = [], 8
    while at < len(content):
        found.append(at)
        at += 12 + struct.unpack(">I", content[at : at + 4])[0]
    return found


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that claims to be enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)

    def part(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    drawn = part(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + drawn


@pytest.mark.parametrize("size", [(60_000, 60_000), (DOTS_MAX, 2), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_fill_the_memory_is_not_opened(size: tuple[int, int]) -> None:
    assert redraw(bomb(*size), "image/png") == "evidence.too-many-dots"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_pictures_of_every_sort_become_plain_ones(mode: str) -> None:
    form = "image/jpeg" if mode == "CMYK" else "image/png"
    out = io.BytesIO()
    Image.new(mode, (20, 10)).save(out, form.rpartition("/")[2].upper())
    assert opened(redraw(out.getvalue(), form)).mode == "RGB"


def test_the_same_photo_gives_the_same_bytes() -> None:
    sent = from_a_phone()
    assert redraw(sent, "image/jpeg") == redraw(sent, "image/jpeg")
    kept = redraw(sent, "image/jpeg")
    assert isinstance(kept, Photo)
    assert len(kept.content) < 60_000


@settings(deadline=None)
@given(
    cut=st.integers(0, 4_000), noise=st.binary(max_size=40), kind=st.sampled_from(["image/jpeg", "image/png"])
)
@example(cut=0, noise=b"", kind="image/jpeg")
def test_a_broken_file_is_an_answer_and_never_a_crash(cut: int, noise: bytes, kind: str) -> None:
    sent = from_a_phone(80, 60)
    at = min(cut, len(sent))
    answer = redraw(sent[:at] + noise + sent[at + len(noise) :], kind)
    assert isinstance(answer, Photo) or answer == "evidence.unreadable-picture"
    assert redraw(sent[: min(at, 200)], kind) == "evidence.unreadable-picture"


def test_the_phones_own_format_is_known_by_its_first_bytes() -> None:
    assert is_heif(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert not is_heif(from_a_phone())
    assert not is_heif(b"")
