"""Evidence files: kept once under their SHA-256, never changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    return Path(settings.HOME) / "evidence" / sha256[:2] / sha256


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Store a file's content and return its SHA-256; the same content twice is one file."""
    sha256 = sum_of(content)
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{sha256}.{os.getpid()}.unfinished")
        unfinished.write_bytes(content)
        unfinished.replace(path)
    return sha256


def content_of(sha256: str) -> bytes:
    """The content as it was added.

    Raises:
        OSError: the file is gone.
        ValueError: it is no longer what its sum says.
    """
    content = path_of(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(sha256)
    return content
