"""N9: the demonstration names no real person except published office-holders, and says so on every page."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
import yaml
from django.template.loader import get_template
from django.test import Client

from tests.demonstration import demonstration
from thidua.actions.demo.people import FAMILY, MIDDLE
from thidua.rules.catalogue import data_text

RANKS = "Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy"
SURNAMES = "|".join(
    {*FAMILY, "Vừ", "Phan", "Huỳnh", "Võ", "Hồ", "Dương", "Lý", "Đinh", "Trương", "Mai", "Cao", "Lương"}
)
LETTER = r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]*"
NAME = rf"(?:{SURNAMES})(?: {LETTER}){{1,3}}"


def published() -> set[str]:
    """Office-holders that were named in print, each with its source in the packaged directory."""
    people = yaml.load(data_text("directory/people.yaml"), Loader=yaml.BaseLoader)["people"]  # noqa: S506
    return {person["name"] for person in people.values()}


@pytest.fixture(scope="module")
def rows() -> dict[str, list[dict[str, object]]]:
    """Every row of every table of the demonstration's database."""
    with closing(
        sqlite3.connect(f"file:{demonstration().home / 'thidua.sqlite3'}?mode=ro", uri=True)
    ) as base:
        base.row_factory = sqlite3.Row
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(row) for row in base.execute(f'SELECT * FROM "{name}"')] for name in tables}


def test_everyone_is_plainly_made_up_or_a_published_office_holder(rows):
    people = rows["store_person"]
    assert len(people) > len(published()) > 0
    assert {p["name"] for p in people if not p["synthetic"]} <= published()
    assert {p["name"] for p in people if p["synthetic"] and f" {MIDDLE} " not in p["name"]} == set()


def test_no_text_anywhere_names_anybody_else(rows):
    texts = [
        value for table in rows.values() for row in table for value in row.values() if isinstance(value, str)
    ]
    ranked = {name for text in texts for name in re.findall(rf"(?:{RANKS}) ({NAME})", text)}
    whole = {text for text in texts if re.fullmatch(NAME, text)}
    assert {name for name in ranked | whole if f" {MIDDLE} " not in name} - published() - PLACES == set()


# Full names of two or more capitals that begin like a surname and are a place or an organisation.
PLACES: set[str] = set()


def test_nobody_published_is_scored_or_holds_an_account(rows):
    real = {person["id"] for person in rows["store_person"] if not person["synthetic"]}
    assert {row["person_id"] for row in rows["store_figure"]} & real == set()
    assert {row["person_id"] for row in rows["store_account"]} & real == set()
    units = {unit["id"] for unit in rows["store_unit"] if not unit["synthetic"]}
    assert {row["unit_id"] for row in rows["store_figure"]} & units == set()
    assert {row["unit_id"] for row in rows["store_deed"]} & units == set()


def test_the_home_is_marked_so_that_every_page_says_it_is_a_demonstration():
    assert (demonstration().home / "demo").exists()
    assert "giả định" in demonstration().printed or "minh họa" in demonstration().printed.lower()


@pytest.mark.django_db
def test_the_page_frame_carries_the_banner(client: Client, settings):
    banner = "Dữ liệu minh họa"
    settings.DEMO = True
    assert banner in client.get("/dang-nhap/", follow=True).content.decode()
    settings.DEMO = False
    assert banner not in client.get("/dang-nhap/", follow=True).content.decode()


def test_every_page_stands_in_that_frame():
    """A template that is a whole page extends the frame; the only ones that stand alone have no data in them."""
    from tests.test_house import templates

    alone = {
        name.rpartition("/templates/")[2]
        for name, text in templates().items()
        if "<html" in text and "{% if demo %}" not in text
    }
    assert alone <= {"403.html", "403_csrf.html", "404.html", "500.html", "plain.html"}
    assert get_template("frame.html")
