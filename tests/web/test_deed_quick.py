"""A deed in two taps: the form begins with what is usual here, and a photo goes with it."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, World, deed, world
from tests.phone import SECRET, from_a_phone
from thidua.store import evidence
from thidua.store.models import Deed, Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def form_of(page: str) -> dict[str, str]:
    """What a browser would send from the page as it stands."""
    fields = re.findall(r"<input[^>]*>", page[page.index('class="card narrow quick"') :])
    pairs = [(re.search(r'name="([^"]+)"', f), re.search(r'value="([^"]*)"', f)) for f in fields]
    return {name[1]: value[1] for name, value in pairs if name and value and name[1] != "csrfmiddlewaretoken"}


def test_two_taps_write_a_deed_as_last_time(scene: World) -> None:
    before = deed("viec-1", scene.lim_xanh, scene.clerk, "giup-dan", nguoi=4, ngay_cong=6)
    Deed.objects.filter(pk=before.pk).update(place="thôn 3")
    clerk, url = enter("lan"), reverse("deed-new")
    tile = re.search(r'class="tile" href="([^"]+)"', clerk.get(url).content.decode())
    assert tile is not None
    first = url + tile[1].replace("&amp;", "&")  # one tap: the most used kind stands first
    answer = clerk.post(first, form_of(clerk.get(first).content.decode()))  # another: Ghi việc
    made = Deed.objects.latest("pk")
    assert answer["Location"] == reverse("deed", args=[made.code])
    assert (made.kind, made.place, made.unit) == ("giup-dan", "thôn 3", scene.lim_xanh)
    assert made.summary == "Giúp dân: 4 người, 6 ngày công – thôn 3"
    assert dict(made.quantities.values_list("quantity", "value")) == {"nguoi": 4000, "ngay-cong": 6000}


def test_the_first_time_nothing_but_one_is_supposed(scene: World) -> None:
    page = enter("lan").get(reverse("deed-new") + "?loai=tuyen-truyen").content.decode()
    assert {name: value for name, value in form_of(page).items() if name in ("buoi", "luot", "ho")} == {
        "buoi": "1",
        "luot": "",
        "ho": "",
    }


def test_the_confirmer_is_told_when_the_numbers_are_those_of_last_time(scene: World) -> None:
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    deed("viec-2", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    deed("viec-3", scene.lim_xanh, scene.clerk, buoi=1, luot=41)
    told = "Số lượng giống hệt lần ghi trước"
    an = enter("an")
    assert [told in an.get(reverse("deed", args=[f"viec-{n}"])).content.decode() for n in (1, 2, 3)] == [
        False,
        True,
        False,
    ]


def test_a_photo_goes_with_the_deed_and_says_nothing_of_the_phone(scene: World) -> None:
    sent = {
        "unit": scene.lim_xanh.code, "on": "04/03/2025", "buoi": "1", "luot": "64",
        "evidence": SimpleUploadedFile("image.jpg", from_a_phone(), "image/jpeg"),
    }  # fmt: skip
    enter("lan").post(reverse("deed-new") + "?loai=tuyen-truyen", sent)
    row = Evidence.objects.get()
    assert row.deed == Deed.objects.get()
    assert SECRET not in evidence.content_of(row.sha256)


def test_a_broken_photo_is_told_and_the_deed_is_written(scene: World) -> None:
    sent = {
        "unit": scene.lim_xanh.code, "on": "04/03/2025", "buoi": "1", "luot": "64",
        "evidence": SimpleUploadedFile("image.jpg", from_a_phone()[:300], "image/jpeg"),
    }  # fmt: skip
    answer = enter("lan").post(reverse("deed-new") + "?loai=tuyen-truyen", sent, follow=True)
    assert Deed.objects.count() == 1
    assert not Evidence.objects.exists()
    assert "bị hỏng hoặc tải lên chưa hết" in answer.content.decode()


def test_only_units_of_ones_own_are_written_for(scene: World) -> None:
    url = reverse("deed-new") + "?loai=tuyen-truyen"
    form = {"unit": scene.lim_xanh.code, "on": "04/03/2025", "buoi": "1", "luot": "64"}
    assert enter("chi").post(url, form).status_code == 404
    assert enter("chi").get(url + f"&don-vi={scene.lim_xanh.code}").status_code == 404
    assert not Deed.objects.exists()


def test_habits_are_asked_for_in_the_same_number_of_questions(scene: World) -> None:
    clerk, url = enter("lan"), reverse("deed-new")
    clerk.get(url)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            clerk.get(url)
        return len(asked)

    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    one = questions()
    for number in (2, 3):
        deed(f"viec-{number}", scene.lim_xanh, scene.clerk, "giup-dan", nguoi=1, ngay_cong=number)
    assert questions() == one
