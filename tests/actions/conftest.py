"""The vault under attack, built once per module, and a copy of its chain for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests import factories
from tests.actions.chain import CODE, build
from tests.ballots import Device, ballot, devices, voters
from tests.factories import World
from thidua.store.models import Ballot, Person


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Built once: the attacks need the folder, not the database."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HOME=home), transaction.atomic():
        build(factories.world())
        transaction.set_rollback(True)
    return home / "vault"


@pytest.fixture
def chain(built: Path, tmp_path: Path) -> Path:
    """A copy to be attacked."""
    return shutil.copytree(built, tmp_path / "vault") / CODE


@pytest.fixture
def nine(world: World) -> list[Person]:
    """Nine who vote."""
    return voters(world)


@pytest.fixture
def poll(world: World, nine: list[Person]) -> Ballot:
    """A secret ballot of the nine on one question, "dung"."""
    return ballot(world, nine)


@pytest.fixture
def phones(world: World, poll: Ballot, nine: list[Person]) -> list[Device]:
    return devices(world, poll, nine)
