"""Keys of secret ballots are of the product's length; only the tests' own are shorter, to be made by the hundred."""

from __future__ import annotations

import pytest

from thidua.actions import ballot_key
from thidua.core.ballot import BITS, EXPONENT, sign_blinded, signs


def test_a_ballot_of_the_product_is_sealed_with_2048_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert BITS == 2048
    monkeypatch.setattr(ballot_key, "BITS", BITS)
    key, sealed = ballot_key.new_key()
    assert key.bit_length() == BITS
    signature = sign_blinded(key, ballot_key.open_key(sealed), 20_250_310)
    assert signs(key, signature, 20_250_310)
    assert not signs(key, signature, 20_250_311)
    assert pow(signature, EXPONENT, key) == 20_250_310


def test_two_keys_have_nothing_in_common_and_neither_stands_open_in_the_database() -> None:
    (one, sealed), (other, again) = ballot_key.new_key(), ballot_key.new_key()
    assert one != other
    assert sealed != again
    assert f"{ballot_key.open_key(sealed):x}" not in sealed
