"""Passwords are kept at OWASP's cost for Argon2id; the tests' own hasher is the same algorithm, and cheaper only."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from tests.password import Quick
from thidua import settings as product
from thidua.store.password import Argon2

WORD = "hoa mơ nở trắng đồi"


def test_the_product_hashes_with_argon2id_and_with_nothing_else(settings) -> None:
    assert product.PASSWORD_HASHERS == ["thidua.store.password.Argon2"]
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    kept = make_password(WORD)
    assert re.match(r"argon2\$argon2id\$v=19\$m=19456,t=2,p=1\$", kept)
    assert check_password(WORD, kept)
    assert not check_password(WORD + " ", kept)


def test_a_hash_made_at_a_lower_cost_is_made_again_when_its_owner_signs_in(settings) -> None:
    cheap = make_password(WORD)
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    made: list[str] = []
    assert check_password(WORD, cheap, setter=lambda word: made.append(make_password(word)))
    assert "m=19456,t=2,p=1" in made[0]


@pytest.mark.parametrize("part", ["algorithm", "library", "parallelism"])
def test_the_tests_use_the_same_algorithm(part: str) -> None:
    assert getattr(Quick, part) == getattr(Argon2, part)
    assert isinstance(identify_hasher(make_password(WORD)), Quick)
