"""The product's hasher at the least cost that Argon2 has, for accounts that are made by the thousand."""

from __future__ import annotations

from thidua.store.password import Argon2


class Quick(Argon2):
    time_cost = 1
    memory_cost = 8
