"""Signing in: one message for every failure, a limit on guesses, and no way out of the site."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, world
from thidua.web.sign_in.adapter import TOO_MANY
from thidua.web.sign_in.limit import PER_ACCOUNT
from thidua.web.sign_in.views import WRONG

pytestmark = pytest.mark.django_db
URL = "/dang-nhap/"


@pytest.fixture(autouse=True)
def _scene() -> None:
    call_command("createcachetable", verbosity=0)
    world()


def attempt(client: Client, username: str = "an", password: str = PASSWORD, **more: str):
    return client.post(URL, {"username": username, "password": password, **more})


def test_an_signs_in_and_comes_to_her_work() -> None:
    assert attempt(Client())["Location"] == reverse("today")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer() -> None:
    answers = [attempt(Client(), "an", "sai"), attempt(Client(), "khong-co", "sai")]
    assert [a.status_code for a in answers] == [400, 400]
    assert all(str(WRONG) in a.content.decode() for a in answers)


def test_the_password_never_comes_back_in_the_page() -> None:
    assert "bi-mat-sai" not in attempt(Client(), "an", "bi-mat-sai").content.decode()


def test_after_five_wrong_guesses_even_the_right_password_must_wait() -> None:
    client = Client()
    for _ in range(PER_ACCOUNT):
        attempt(client, "an", "sai")
    last = attempt(client)
    assert last.status_code == 429
    assert str(TOO_MANY) in last.content.decode()


def test_one_locked_account_does_not_lock_another() -> None:
    for _ in range(PER_ACCOUNT):
        attempt(Client(), "an", "sai")
    assert attempt(Client(), "binh").status_code == 302


def test_signing_in_never_leads_to_another_site() -> None:
    assert attempt(Client(), next="https://example.test/")["Location"] == reverse("today")
    assert attempt(Client(), next="/so-ghi-danh/")["Location"] == "/so-ghi-danh/"


def test_signing_out_takes_a_form_not_a_link() -> None:
    client = Client()
    attempt(client)
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out"))["Location"] == URL
    assert client.get("/").status_code == 302


def test_pages_forbid_inline_script_and_style() -> None:
    answer = Client().get(URL)
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
