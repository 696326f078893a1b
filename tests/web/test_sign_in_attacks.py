"""What somebody tries who should not get in: guessing, replaying, fixing a session, coming back after the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from ipaddress import ip_network

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, at
from tests.web.signing import code, signed_in, with_app
from thidua.actions.delegation import delegation_give, delegation_revoke
from thidua.core.unit import Role
from thidua.store.access import viewer_of
from thidua.store.models import Account, Delegation, Post
from thidua.web.sign_in.adapter import use_once
from thidua.web.sign_in.address import client_address
from thidua.web.sign_in.limit import PER_ACCOUNT, PER_ADDRESS

pytestmark = pytest.mark.django_db
URL = "/dang-nhap/"


@pytest.fixture(autouse=True)
def _scene(world: World, settings: LazySettings) -> None:
    call_command("createcachetable", verbosity=0)
    settings.DEMO_DAY = DAY


def attempt(client: Client, username: str = "an", password: str = PASSWORD, **more: str):
    return client.post(URL, {"username": username, "password": password}, **more)


def test_a_session_made_before_signing_in_is_worth_nothing_after() -> None:
    client = Client()
    client.get(URL)
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    attempt(client)
    assert client.session.session_key != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert other.get("/").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["https://example.test/", "//example.test/", "/\\example.test", "javascript:alert(1)", "http:///example.test",
     "https:example.test", "\thttps://example.test"],
)  # fmt: skip
def test_no_address_leads_out_of_the_site_even_after_the_second_step(address: str) -> None:
    assert Client().post(URL, {"username": "an", "password": PASSWORD, "next": address})["Location"] == "/"
    with_app("binh")
    client = Client()
    client.post(URL, {"username": "binh", "password": PASSWORD, "next": address})
    assert client.post(reverse("mfa_authenticate"), {"code": code()})["Location"] == "/"


def test_guessing_one_account_from_many_addresses_is_stopped() -> None:
    for number in range(PER_ACCOUNT):
        attempt(Client(), "an", "sai", REMOTE_ADDR=f"10.0.0.{number}")
    assert attempt(Client(), REMOTE_ADDR="10.0.0.99").status_code == 429


def test_guessing_many_accounts_from_one_address_is_stopped() -> None:
    for number in range(PER_ADDRESS):
        attempt(Client(), f"nguoi-{number}", "sai", REMOTE_ADDR="10.0.0.7")
    assert attempt(Client(), "binh", REMOTE_ADDR="10.0.0.7").status_code == 429
    assert attempt(Client(), "binh", REMOTE_ADDR="10.0.0.8").status_code == 302


def test_a_forged_header_buys_no_new_guesses() -> None:
    for number in range(PER_ADDRESS):
        attempt(
            Client(),
            f"nguoi-{number}",
            "sai",
            REMOTE_ADDR="10.0.0.7",
            HTTP_X_FORWARDED_FOR=f"10.9.9.{number}",
        )
    last = attempt(Client(), "binh", REMOTE_ADDR="10.0.0.7", HTTP_X_FORWARDED_FOR="10.9.9.200")
    assert last.status_code == 429


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "found"),
    [
        ([], "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "1.2.3.4", "1.2.3.4"),
        (["10.0.0.1"], "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (["10.0.0.0/24"], "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (["10.0.0.1"], "10.0.0.1", "", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "junk", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "6.6.6.6, junk", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.9", "1.2.3.4", "10.0.0.9"),
        ([], "", "", "0.0.0.0"),  # noqa: S104
    ],
)
def test_only_our_own_proxies_say_who_is_behind_them(
    settings: LazySettings, proxies: list[str], remote: str, forwarded: str, found: str
) -> None:
    settings.PROXIES = [ip_network(text) for text in proxies]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == found


def test_the_right_password_alone_does_not_open_an_account_with_an_app() -> None:
    with_app("an")
    client = Client()
    assert attempt(client)["Location"] == reverse("mfa_authenticate")
    assert client.get("/")["Location"].startswith(URL)
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 400
    assert client.post(reverse("mfa_authenticate"), {"code": code()})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_the_second_step_without_the_first_leads_back_to_the_beginning() -> None:
    with_app("an")
    assert Client().get(reverse("mfa_authenticate"))["Location"] == URL
    assert Client().post(reverse("mfa_authenticate"), {"code": code()})["Location"] == URL


@pytest.mark.parametrize("periods_on", [-1, 0, 1])
def test_a_code_overlooked_at_the_desk_opens_nothing_a_second_time(periods_on: int) -> None:
    with_app("an")
    first, second = Client(), Client()
    attempt(first)
    attempt(second)
    seen = code(periods_on)
    assert first.post(reverse("mfa_authenticate"), {"code": seen}).status_code == 302
    assert second.post(reverse("mfa_authenticate"), {"code": seen}).status_code == 400
    assert second.post(reverse("mfa_authenticate"), {"code": f"{seen[:3]} {seen[3:]}"}).status_code == 400


def test_a_code_is_remembered_for_as_long_as_any_clock_would_take_it() -> None:
    account = Account.objects.get(username="an")
    with time_machine_of_the_cache() as later:
        assert use_once(account, "123 456")
        later(89)
        assert not use_once(account, "123456")


@contextmanager
def time_machine_of_the_cache() -> Iterator[Callable[[int], object]]:
    """Move what the cache remembers into the past, instead of waiting."""

    def later(seconds: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key, expires FROM cache")
            for key, expires in cursor.fetchall():
                moment = datetime.fromisoformat(expires) if isinstance(expires, str) else expires
                changed = [moment - timedelta(seconds=seconds), key]
                cursor.execute("UPDATE cache SET expires = %s WHERE cache_key = %s", changed)

    yield later


def test_a_recovery_code_counts_once() -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    with_app("an")
    spare = RecoveryCodes.activate(Account.objects.get(username="an")).get_unused_codes()[0]
    for status in (302, 400):
        client = Client()
        attempt(client)
        assert client.post(reverse("mfa_authenticate"), {"code": spare}).status_code == status


def test_codes_cannot_be_tried_one_after_another() -> None:
    with_app("an")
    client = Client()
    attempt(client)
    for number in range(PER_ACCOUNT):
        client.post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    other = Client()
    attempt(other)
    assert other.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 400


def test_a_locked_account_gets_the_same_answer_and_its_open_session_ends() -> None:
    client = signed_in("an")
    Account.objects.filter(username="an").update(is_active=False)
    assert client.get("/")["Location"].startswith(URL)
    assert attempt(Client()).status_code == 400


def test_a_password_given_by_somebody_else_opens_only_the_page_that_changes_it() -> None:
    Account.objects.filter(username="an").update(must_change=True)
    client = signed_in("an")
    assert client.get("/")["Location"] == reverse("account-password")
    assert client.get(reverse("deeds"))["Location"] == reverse("account-password")
    assert client.get(reverse("account-password")).status_code == 200
    new = {"current": PASSWORD, "password": "lúa chín vàng đồng", "again": "lúa chín vàng đồng"}
    assert client.post(reverse("account-password"), new)["Location"] == reverse("account")
    assert client.get("/").status_code == 200


def test_a_new_password_ends_every_other_session_and_not_this_one() -> None:
    here, elsewhere = signed_in("an"), signed_in("an")
    new = {"current": PASSWORD, "password": "lúa chín vàng đồng", "again": "lúa chín vàng đồng"}
    here.post(reverse("account-password"), new)
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert UserSession.objects.filter(user__username="an").count() == 1


def test_sessions_of_others_cannot_be_ended() -> None:
    an, chi = signed_in("an"), signed_in("chi")
    hers = UserSession.objects.get(user__username="an")
    chi.post(reverse("account-sessions"), {"session": str(hers.pk)})
    assert an.get("/").status_code == 200
    an.post(reverse("account-sessions"), {"session": "others"})
    assert chi.get("/").status_code == 200
    for junk in ("²", "-1", "x" * 50, "9" * 30, ""):
        assert an.post(reverse("account-sessions"), {"session": junk}).status_code == 302


def test_ending_a_session_elsewhere_and_here() -> None:
    here, elsewhere = signed_in("an"), signed_in("an")
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    here.post(reverse("account-sessions"), {"session": str(other.pk)})
    assert elsewhere.get("/").status_code == 302
    mine = UserSession.objects.get(session_key=here.session.session_key)
    assert here.post(reverse("account-sessions"), {"session": str(mine.pk)})["Location"] == URL
    assert here.get("/").status_code == 302


@pytest.mark.parametrize("name", ["account-totp", "account-codes", "account-passkey"])
def test_an_open_desk_is_not_enough_to_change_the_second_factor(name: str) -> None:
    if name == "account-codes":
        with_app("an")
        client = Client()
        attempt(client)
        client.post(reverse("mfa_authenticate"), {"code": code()})
    else:
        client = signed_in("an")
    for answer in (client.get(reverse(name)), client.post(reverse(name), {"code": code()})):
        assert answer["Location"].startswith(reverse("account-confirm"))
    client.post(reverse("account-confirm"), {"password": PASSWORD, "next": reverse(name)})
    assert client.get(reverse(name)).status_code == 200


def test_factor_of_somebody_else_cannot_be_taken_off() -> None:
    hers = with_app("an")
    chi = signed_in("chi")
    chi.post(reverse("account-confirm"), {"password": PASSWORD, "next": "/"})
    assert chi.post(reverse("account-factor-remove", args=[hers.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=hers.pk).exists()


def test_confirming_is_limited_as_signing_in_is() -> None:
    client = signed_in("an")
    for _ in range(PER_ACCOUNT):
        client.post(reverse("account-confirm"), {"password": "sai", "next": "/"})
    last = client.post(reverse("account-confirm"), {"password": PASSWORD, "next": "/"})
    assert last.status_code == 400


def test_where_a_second_factor_is_asked_of_those_who_decide_nothing_opens_without(
    settings: LazySettings,
) -> None:
    settings.SECOND_FACTOR = True
    an, lan = signed_in("an"), signed_in("lan")
    assert an.get("/")["Location"] == reverse("account")
    assert an.get(reverse("account")).status_code == 200
    assert lan.get("/").status_code == 200
    with_app("an")
    assert an.get("/").status_code == 200


def test_a_delegate_in_an_open_session_loses_everything_when_the_day_ends(
    world: World, settings: LazySettings
) -> None:
    settings.DEMO_DAY = DAY
    hoa = delegate(world)
    client = signed_in("chien")
    closed = reverse("movement-launch", args=[world.movement.code])
    assert client.get(closed).status_code == 200
    settings.DEMO_DAY = DAY + timedelta(days=3)
    assert client.get(closed).status_code == 404
    assert client.get(reverse("unit", args=[world.hoa_mo.code])).status_code == 404
    assert hoa.last_day == DAY + timedelta(days=2)


def test_a_delegate_in_an_open_session_loses_everything_when_it_is_taken_back(world: World) -> None:
    row = delegate(world)
    client = signed_in("chien")
    closed = reverse("movement-launch", args=[world.movement.code])
    assert client.get(closed).status_code == 200
    delegation_revoke(by=viewer_of(world.dung, DAY), at=at(), delegation=row)
    assert client.get(closed).status_code == 404


def delegate(world: World) -> Delegation:
    """Dung lends opening and closing to an officer of Lim Xanh for three days."""
    from tests import factories

    chien = factories.person("chien", "Lò Văn Chiến", world.lim_xanh, Role.OFFICER)
    return delegation_give(
        by=viewer_of(world.dung, DAY), at=at(), post=Post.objects.get(person=world.dung), to=chien,
        roles=[Role.EMULATION], first_day=DAY, last_day=DAY + timedelta(days=2), reason="Đi họp ở Bộ",
    )  # fmt: skip
