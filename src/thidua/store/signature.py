"""Whom this house trusts to vouch for signatures: the certificates somebody has put into `trust` in the home."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

_SUFFIXES = {".pem", ".crt", ".cer", ".der"}


def trust_folder() -> Path:
    return Path(settings.HOME) / "trust"


def trusted_files() -> list[bytes]:
    """Their contents, in the order of their names."""
    folder = trust_folder()
    if not folder.is_dir():
        return []
    return [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix.lower() in _SUFFIXES]
