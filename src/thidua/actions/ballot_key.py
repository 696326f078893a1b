"""Keys of secret ballots: one for each question, encrypted with the home's own secret, and soon destroyed."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

from thidua.core.ballot import BITS, EXPONENT


def new_key() -> tuple[int, str]:
    """The public modulus, and the private exponent as it may stand in the database."""
    private = rsa.generate_private_key(EXPONENT, BITS).private_numbers()
    return private.public_numbers.n, _safe().encrypt(f"{private.d:x}".encode()).decode()


def open_key(sealed: str) -> int:
    return int(_safe().decrypt(sealed.encode()), 16)


def _safe() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"thidua-ballot-key {settings.SECRET_KEY}".encode()).digest()))
