"""What every test may rely on: a shared cache table, a closed network, a home of its own."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from pytest_socket import SocketConnectBlockedError


@pytest.mark.django_db
def test_cache_is_shared_through_the_database() -> None:
    cache.set("visits", 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        assert cursor.fetchone() == (1,)
    assert cache.get("visits") == 3


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_no_test_reaches_the_network() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_home_of_a_test_is_its_own(tmp_path: Path) -> None:
    assert tmp_path == settings.HOME
