"""Thi Đua: from deed to honour. See docs/architecture.md for the house and its storeys."""

__version__ = "0.1.0"
