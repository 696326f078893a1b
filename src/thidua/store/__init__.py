"""Remembers: the one Django app with models (`store.models`), the doors to objects (`store.access`) and the vault."""
