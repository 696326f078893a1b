"""Every route of the OpenAPI document, tried by whom it is not for: nothing of Lim Xanh is told, nothing changes.

The document makes the list: a route without an example here fails. Each example is sent by somebody who may first, so
that a refusal is about who asks and not about what was sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from tests.factories import DAY, START, WEEK, World, at, deed, person
from thidua.actions.exchange import codes_set
from thidua.actions.period import period_close
from thidua.actions.token import token_make
from thidua.core.token import Scope
from thidua.core.unit import Role
from thidua.store.models import Account, Delegation, Person
from thidua.web.api import urls  # noqa: F401 - the routers join the API when the addresses are read
from thidua.web.api.frame import api

pytestmark = pytest.mark.django_db
DIRECTORY = {
    "/units",
    "/units/{code}",
    "/units/{code}/posts",
    "/areas",
}  # who serves where is for all to read
NOBODYS = {"/deeds/kinds", "/figures/definitions"}  # the same words for everybody
STANDING = "get /standings/{movement}/{period}"  # of a province, for everybody who serves in it
TRACES = {"auditline", "auditlink", "token", "account"}
UNIT, SYSTEM = "ca-xa-lim-xanh", "he-thong-tinh"


@dataclass(frozen=True)
class Example:
    """A request that `who` may make; `path` and `query` fill in the address."""

    who: str
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None


def examples() -> dict[str, Example]:
    here, period, system = {"unit": UNIT}, WEEK.code, {"system": SYSTEM}
    standing = {"movement": "vi-an-ninh-to-quoc-2025", "period": period}
    new_unit = {
        "code": "ca-xa-moi",
        "kind": "cong-an-xa",
        "name": "Công an xã Mới",
        "first_day": "2025-03-10",
    }
    new_deed = {
        "kind": "tuyen-truyen",
        "on": "2025-03-10",
        "summary": "Hai buổi",
        "quantities": {"buoi": "2", "luot": "9"},
    }
    new_figure = {"figure": "luot-nghe-tuyen-truyen", "period": "2025-W11", "value": {"value": "3"}}
    codes = [{"kind": "unit", "foreign": "HM", "ours": "ca-xa-hoa-mo"}]
    sent = [{"dataElement": "LN", "orgUnit": "LX", "period": "2025W11", "value": "3"}]
    return {
        "get /units": Example("an", {}, {"q": "lim xanh"}),
        "post /units": Example("dung", {}, {}, {**new_unit, "under": "ca-minh-hoa"}),
        "get /units/{code}": Example("an", {"code": UNIT}, {}),
        "get /units/{code}/posts": Example("an", {"code": UNIT}, {}),
        "get /areas": Example("an", {}, {}),
        "get /deeds/kinds": Example("an", {}, {}),
        "get /deeds": Example("an", {}, here),
        "post /deeds": Example("lan", {}, {}, {**new_deed, **here}),
        "get /deeds/{code}": Example("an", {"code": "viec-1"}, {}),
        "get /figures/definitions": Example("an", {}, {}),
        "get /figures": Example("an", {}, here),
        "post /figures": Example("lan", {}, {}, {"figures": [{**new_figure, **here}]}),
        "get /movements": Example("an", {}, {}),
        "get /movements/{code}/periods": Example("an", {"code": standing["movement"]}, {}),
        "get /standings/{movement}/{period}": Example("an", standing, {}),
        "get /standings/{movement}/{period}/{subject}": Example("an", {**standing, "subject": UNIT}, {}),
        "put /exchange/{system}/codes": Example("dung", system, {}, {"owner": "ca-minh-hoa", "codes": codes}),
        "post /exchange/{system}/dataValueSets": Example("lan", system, {}, {"dataValues": sent}),
        "get /exchange/{system}/dataValueSets": Example("an", system, {"period": "2025W10"}),
    }  # fmt: skip


def routes() -> Iterator[str]:
    """ "get /units" for every operation of the document."""
    for path, operations in api.get_openapi_schema()["paths"].items():
        for method in operations:
            yield f"{method} {path.removeprefix('/api/v1')}"


ROUTES = sorted(routes())
PRIVATE = [
    route
    for route in ROUTES
    if route.startswith("get") and route.partition(" ")[2] not in DIRECTORY | NOBODYS
]


def send(route: str, secret: str = "") -> Any:
    method, _, path = route.partition(" ")
    example = examples()[route]
    sent: dict[str, Any] = {"query_params": example.query}
    if example.body is not None:
        sent |= {"data": example.body, "content_type": "application/json"}
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return getattr(Client(), method)(f"/api/v1{path.format(**example.path)}", headers=headers, **sent)


def stands() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of ours, but for the traces of asking."""
    models = [
        model for model in apps.get_app_config("store").get_models() if model._meta.model_name not in TRACES
    ]
    return {model.__name__: sorted(model.objects.values_list(), key=repr) for model in models}


@pytest.fixture
def scene(world: World, settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """A week that is closed, a deed, a neighbour's codes; and Mây of a team of An's, who stands in for her."""
    call_command("createcachetable", verbosity=0)
    settings.DEMO_DAY = DAY
    monkeypatch.setattr("ninja.throttling.AuthRateThrottle.allow_request", lambda *_: True)
    world.fill()
    deed("viec-1", world.lim_xanh, world.clerk)
    dung = world.see(world.dung)
    period_close(by=dung, at=at(), movement=world.movement, period=WEEK.code)
    joined = [
        ("unit", "LX", UNIT),
        ("figure", "LN", "luot-nghe-tuyen-truyen"),
        ("figure", "HS", "ho-so-dung-han"),
    ]
    codes_set(by=dung, at=at(), owner=world.province, system=SYSTEM, codes=joined)
    may = person("may", "Vũ Thị Mây", world.team, Role.OFFICER)
    Delegation.objects.create(
        post=world.an.posts.get(), to=may, roles=["head"], reason="Đi học", given_at=at(),
        first_day=START, last_day=DAY + timedelta(days=3),
    )  # fmt: skip
    return world


def secret_of(world: World, who: str) -> str:
    viewer = world.see(Person.objects.get(account__username=who))
    return token_make(by=viewer, at=at(), name="thử", scopes=tuple(Scope), last_day=DAY + timedelta(days=9))[
        1
    ]


def test_the_document_has_an_example_of_every_route() -> None:
    assert sorted(examples()) == ROUTES


def test_who_may_is_answered(scene: World) -> None:
    """So that a refusal below is about who asks, and not about what was sent."""
    answers = {route: _undone(route, secret_of(scene, examples()[route].who)) for route in ROUTES}
    assert {route: a.content for route, a in answers.items() if a.status_code not in {200, 201}} == {}


def test_without_a_token_nothing_is_told_and_nothing_changes(scene: World) -> None:
    before = stands()
    assert {route: send(route).status_code for route in ROUTES} == dict.fromkeys(ROUTES, 401)
    assert stands() == before


def test_the_token_of_a_locked_account_opens_nothing(scene: World) -> None:
    secrets = {who: secret_of(scene, who) for who in {example.who for example in examples().values()}}
    Account.objects.update(is_active=False)
    before = stands()
    answers = {route: send(route, secrets[examples()[route].who]).status_code for route in ROUTES}
    assert answers == dict.fromkeys(ROUTES, 401)
    assert stands() == before


def test_chi_learns_and_changes_nothing(scene: World) -> None:
    before = stands()
    _learns_nothing(secret_of(scene, "chi"), PRIVATE)
    assert stands() == before


def test_a_delegate_learns_and_changes_nothing_once_the_days_are_over(scene: World) -> None:
    """Her token is of the days when she stood in for An: what it opened then, it opens no more."""
    secret = secret_of(scene, "may")
    opened = {route for route in PRIVATE if UNIT in _undone(route, secret).content.decode()}
    assert {"get /deeds", "get /deeds/{code}", "get /figures"} <= opened
    Delegation.objects.update(last_day=DAY - timedelta(days=1))
    before = stands()
    _learns_nothing(secret, [route for route in PRIVATE if route != STANDING])
    assert stands() == before


def _undone(route: str, secret: str) -> Any:
    """What is answered; whatever it did is taken back."""
    with transaction.atomic():
        answer = send(route, secret)
        transaction.set_rollback(True)
    return answer


def _learns_nothing(secret: str, private: list[str]) -> None:
    read = {route: send(route, secret) for route in private}
    assert {route: a.content for route, a in read.items() if a.status_code not in {200, 404}} == {}
    assert {route: a.content for route, a in read.items() if UNIT in a.content.decode()} == {}
    written = {route: send(route, secret) for route in ROUTES if not route.startswith("get")}
    assert {route: a.content for route, a in written.items() if a.status_code not in {403, 404, 422}} == {}
