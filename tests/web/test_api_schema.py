"""Requests made from the OpenAPI document itself, sensible and senseless: none is answered with a fault of ours."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import DAY, WEEK, World, at, deed
from thidua.actions.period import period_close, period_freeze
from thidua.actions.token import token_make
from thidua.core.token import Scope
from thidua.web.api import urls  # noqa: F401 - the routers join the API when the addresses are read
from thidua.web.api.frame import api

pytestmark = pytest.mark.django_db
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
# What a request may name that is really there, so that some get past the first door.
THERE = {
    "unit": ["ca-xa-lim-xanh", "ca-minh-hoa", "bo-cong-an"], "owner": ["ca-minh-hoa"], "under": ["ca-minh-hoa"],
    "figure": ["ho-so-dung-han", "buoi-tuyen-truyen", "bao-cao-dung-han"],
    "kind": ["tuyen-truyen", "cong-an-xa", "unit"],
    "period": [WEEK.code, "2025W10", "2025-03"], "code": ["ca-xa-lim-xanh", "viec-1", "vi-an-ninh-to-quoc-2025"],
    "movement": ["vi-an-ninh-to-quoc-2025"], "subject": ["ca-xa-lim-xanh"], "system": ["tinh"], "orgUnit": ["LX"],
}  # fmt: skip


@pytest.fixture
def secret(world: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """A token with every scope, of somebody with much to read and write."""
    for module in ("frame", "directory", "figure", "deed", "exchange"):
        for name, value in (("now", at), ("today", lambda: DAY)):
            monkeypatch.setattr(f"thidua.web.api.{module}.{name}", value, raising=False)
    monkeypatch.setattr("ninja.throttling.AuthRateThrottle.allow_request", lambda *_: True)
    world.fill()
    deed("viec-1", world.lim_xanh, world.clerk)
    dung = world.see(world.dung)
    period_freeze(by=dung, at=at(), movement=world.movement, period=WEEK.code)
    period_close(by=dung, at=at(), movement=world.movement, period=WEEK.code)
    return token_make(by=dung, at=at(), name="thử", scopes=tuple(Scope), last_day=DAY + timedelta(days=9))[1]


def real(value: Any, draw: Any, name: str = "") -> Any:
    """The same value with some names of things that are there."""
    if isinstance(value, dict):
        return {key: real(inner, draw, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [real(inner, draw, name) for inner in value]
    return draw(st.sampled_from([value, *THERE[name]])) if name in THERE else value


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_request_is_answered_with_a_fault_of_ours(label: str, secret: str):
    operation = OPERATIONS[label]
    modes = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
    cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in modes))
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})

    @settings(
        max_examples=30, deadline=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases, data=st.data())
    def ask(case: schemathesis.Case, data: st.DataObject) -> None:
        case.path_parameters = real(dict(case.path_parameters or {}), data.draw)
        sent = case.as_transport_kwargs(base_url="http://testserver")
        body = sent.get("data") or b""
        if "json" in sent:
            body = json.dumps(real(sent["json"], data.draw))
        with transaction.atomic():
            answer = client.generic(
                sent["method"], urlsplit(sent["url"]).path, body, content_type="application/json",
                query_params=real(dict(sent.get("params") or {}), data.draw),
            )  # fmt: skip
            transaction.set_rollback(True)
        assert answer.status_code < 500, answer.content[:500]

    ask()
