"""Papers of an award: looked at, printed, signed, checked."""
