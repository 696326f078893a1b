"""What comes out of a printer: upright pages, except the register's wide table."""

from __future__ import annotations

import re

import pytest

from tests.journeys.site import Site
from tests.journeys.world import MONTH, UNIT

BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")


@pytest.mark.parametrize(
    ("address", "upright"),
    [
        (f"/bao-cao/{UNIT}/{MONTH}/", True),
        (f"/ban-tin-thang/{UNIT}/2025-02/", True),
        ("/so-ghi-danh/trang/1/", False),
    ],
)
def test_a_page_lies_on_paper_as_it_is_read(address: str, upright: bool, site: Site, new_context) -> None:
    page = site.sign_in(new_context(), "an")
    answer = page.goto(site.url + address)
    assert answer is not None
    assert answer.ok
    sizes = [
        (float(width), float(height)) for width, height in BOX.findall(page.pdf(prefer_css_page_size=True))
    ]
    assert sizes
    assert all((height > width) is upright for width, height in sizes)
