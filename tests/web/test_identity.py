"""Sign-in through the place's identity provider: who has an account here comes in, and nobody gains anything by it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.factories import World
from tests.web.signing import code, with_app
from thidua.store.models import Account

pytestmark = pytest.mark.django_db
CLIENT = "thidua"


@dataclass
class Provider:
    """A small OpenID provider on this machine that vouches for whoever it is told to."""

    issuer: str = ""
    claims: dict[str, str] = field(default_factory=lambda: {"sub": "0001", "preferred_username": "an"})
    audience: str = CLIENT
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> dict[str, object]:
        self.asked.append(path)
        if path.endswith("/openid-configuration"):
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            return {
                "issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys",
                **{f"{name}_endpoint": f"{self.issuer}/{place}" for name, place in names.items()},
            }  # fmt: skip
        if path == "/token":
            said = {"iss": self.issuer, "aud": self.audience, "exp": time.time() + 60, **self.claims}
            return {"access_token": "x", "token_type": "Bearer", "id_token": jwt.encode(said, "k" * 32)}
        return dict(self.claims, email="an@example.test", picture="https://example.test/an.jpg")


@pytest.fixture
def provider(settings: LazySettings, world: World) -> Iterator[Provider]:
    call_command("createcachetable", verbosity=0)
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(made.answer(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made.issuer = f"http://127.0.0.1:{server.server_port}"
        settings.OIDC = {
            "issuer": made.issuer,
            "origin": made.issuer,
            "claim": "preferred_username",
            "name": "Ngành",
        }
        app = {
            "provider_id": "oidc", "name": "Ngành", "client_id": CLIENT, "secret": "s",
            "settings": {"server_url": made.issuer},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield made
        server.shutdown()


def come_in(client: Client, **sent: str):
    """From the button to the way back."""
    away = client.post(reverse("identity"), sent)["Location"]
    asked = parse_qs(urlsplit(away).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(
        reverse("openid_connect_callback", args=["oidc"]), {"code": "c", "state": asked["state"][0]}
    )


def inside(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_who_has_an_account_comes_in_and_only_the_link_is_kept(provider: Provider) -> None:
    client = Client()
    assert come_in(client)["Location"] == "/"
    assert inside(client)
    row = SocialAccount.objects.get()
    assert (row.user.username, row.uid, row.extra_data) == ("an", "0001", {})
    assert not SocialToken.objects.exists()


def test_the_button_lets_the_form_go_to_the_provider_and_nowhere_else(provider: Provider) -> None:
    answer = Client().get("/dang-nhap/")
    assert "Dùng Ngành" in answer.content.decode()
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    assert policy["form-action"] == f"'self' {provider.issuer}"


@pytest.mark.parametrize("name", ["ke-la", "", "AN/../binh"])
def test_a_stranger_gets_neither_an_account_nor_in(provider: Provider, name: str) -> None:
    before = Account.objects.count()
    provider.claims["preferred_username"] = name
    client = Client()
    assert come_in(client)["Location"] == "/dang-nhap/"
    assert not inside(client)
    assert "chưa có tài khoản" in client.get("/dang-nhap/").content.decode()
    assert (Account.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_another_identity_of_the_same_name_does_not_take_a_linked_account_over(provider: Provider) -> None:
    come_in(Client())
    provider.claims["sub"] = "6666"
    client = Client()
    come_in(client)
    assert not inside(client)
    assert SocialAccount.objects.count() == 1


def test_a_locked_account_stays_locked(provider: Provider) -> None:
    for linked in (False, True):
        if linked:
            Account.objects.filter(username="an").update(is_active=True)
            come_in(Client())
        Account.objects.filter(username="an").update(is_active=False)
        client = Client()
        come_in(client)
        assert not inside(client)


def test_the_second_factor_is_asked_for_all_the_same(provider: Provider) -> None:
    with_app("an")
    client = Client()
    assert come_in(client)["Location"] == reverse("mfa_authenticate")
    assert not inside(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert inside(client)


def test_a_token_for_another_program_is_refused(provider: Provider) -> None:
    provider.audience = "chuong-trinh-khac"
    client = Client()
    come_in(client)
    assert not inside(client)


def test_a_way_back_that_nobody_began_is_refused(provider: Provider) -> None:
    client = Client()
    answer = client.get(reverse("openid_connect_callback", args=["oidc"]), {"code": "c", "state": "x"})
    assert answer["Location"] == "/dang-nhap/"
    assert not inside(client)
    assert "/token" not in provider.asked


def test_it_leads_back_inside_only(provider: Provider) -> None:
    assert come_in(Client(), next="https://example.test/")["Location"] == "/"
    assert come_in(Client(), next="/so-ghi-danh/")["Location"] == "/so-ghi-danh/"


def test_without_a_provider_there_is_no_such_page(world: World) -> None:
    assert Client().post(reverse("identity")).status_code == 404
    assert Client().get(reverse("openid_connect_callback", args=["oidc"])).status_code == 404
