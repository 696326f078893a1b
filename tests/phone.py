"""A photo as a phone writes it, with everything it hides beside the picture."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

SECRET = b"22.1234567,103.1234567"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>' + SECRET + b"</exif:GPSLatitude></x:xmpmeta>"
TURNED = 6  # held upright: the picture's top is at its right side


def from_a_phone(width: int = 400, height: int = 300, turned: int = TURNED) -> bytes:
    """A photo with GPS, maker, XMP, a comment and an uncut preview, its left half red."""
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, width // 2 - 1, height), fill="red")
    exif = picture.getexif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Maker of phones", "Model 9", turned
    exif[0x9286] = SECRET.decode()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (22.0, 7.0, 24.4), "E", (103.0, 7.0, 24.4)
    place[29] = SECRET.decode()
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, xmp=XMP, comment=SECRET, quality=90)
    return out.getvalue() + b"MPF hidden second picture " + SECRET
