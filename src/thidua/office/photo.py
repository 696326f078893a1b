"""Photos as they come from a phone, redrawn so that nothing remains but what is seen.

A phone writes into its files where the picture was taken, when, by which device, sometimes a second, uncut picture.
None of it is copied: the picture is decoded, turned the way it was held, made no larger than a page needs, and
written anew from its bare dots.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

EDGE_MAX = 2048  # dots along the longer edge: a page of A4 at 175 dots per inch
DOTS_MAX = 60_000_000  # a larger picture is refused before it is decoded; phones make up to 50 million
QUALITY = 85

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
_HEIF = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture without anything beside it."""

    content: bytes
    width: int
    height: int


def is_heif(content: bytes) -> bool:
    """The kind of file that an iPhone makes unless told otherwise; few programs open it."""
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF


def redraw(content: bytes, media_type: str) -> Photo | str:
    """The picture alone, in the same format; or the code of what is wrong with it.

    Args:
        media_type: "image/jpeg" or "image/png"; nothing else is even tried.
    """
    form = FORMATS[media_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata, which is thrown away
            picture = Image.open(io.BytesIO(content), formats=(form,))
            if picture.width * picture.height > DOTS_MAX:
                return "evidence.too-many-dots"
            drawn = _bare(picture)
    except Image.DecompressionBombError:
        return "evidence.too-many-dots"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        return "evidence.unreadable-picture"
    out = io.BytesIO()
    if form == "JPEG":
        drawn.save(out, "JPEG", quality=QUALITY)
    else:
        drawn.save(out, "PNG", optimize=False)
    return Photo(out.getvalue(), drawn.width, drawn.height)


def _bare(picture: Image.Image) -> Image.Image:
    """Dots only: upright, small enough, without transparency (what lies under it would be hidden, not gone)."""
    picture.draft(
        "RGB", (EDGE_MAX, EDGE_MAX)
    )  # a JPEG is decoded at a half or a quarter where that is enough
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if "A" in upright.getbands() or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        upright = Image.new("RGB", seen.size, "white")
        upright.paste(seen, mask=seen.getchannel("A"))
    drawn = upright.convert("RGB")
    drawn.thumbnail((EDGE_MAX, EDGE_MAX), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", drawn.size)
    bare.paste(drawn)
    return bare
