"""Decides: pure Python over plain values and tables. No Django, no clock, no disk, no network."""
