"""How often somebody may guess: failed attempts per account and per address, kept in the shared cache."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

PER_ACCOUNT = 5
PER_ADDRESS = 50  # a whole office may sit behind one address
WINDOW = 15 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Attempts:
    account: str
    address: str
    per_account: bool = True  # False where no account is named: then only the address counts

    def too_many(self) -> bool:
        counts = cache.get_many(self._keys)
        return any(counts.get(key, 0) >= most for key, most in self._keys.items())

    def count(self) -> None:
        for key in self._keys:
            cache.add(key, 0, WINDOW)
            cache.incr(key)

    def forget(self) -> None:
        """A success clears the account's count, not the address's: one good account buys no more guesses."""
        assert self.per_account
        cache.delete(next(iter(self._keys)))

    @property
    def _keys(self) -> dict[str, int]:
        named = {f"account:{self.account}": PER_ACCOUNT} if self.per_account else {}
        named[f"address:{self.address}"] = PER_ADDRESS
        return {f"sign-in:{sha256(name.encode()).hexdigest()}": most for name, most in named.items()}
