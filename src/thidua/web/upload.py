"""A file somebody has looked at and not yet brought in: kept where only her session finds it again."""

from __future__ import annotations

import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from thidua.core.problem import Problem, Severity
from thidua.office.wording import place, sentence
from thidua.store import job as desk

SUFFIXES = {".csv", ".xlsx"}
MOST_SHOWN = 200
_NAME_MAX = 120
_KEPT = 24 * 60 * 60  # seconds


def keep(
    request: HttpRequest, key: str, suffixes: Collection[str] = frozenset(SUFFIXES)
) -> tuple[Path, str] | None:
    """Put the upload aside under a session key; None where no file of these kinds came."""
    forget(request, key)
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile) or Path(upload.name or "").suffix.lower() not in suffixes:
        return None
    _forget_forgotten()
    token = desk.hand_over(upload.read(), Path(upload.name or "").suffix.lower())
    request.session[key] = [token, (upload.name or "")[:_NAME_MAX]]
    return held(request, key)


def _forget_forgotten() -> None:
    """Remove what was looked at and then left alone, its session long gone."""
    for old in desk.waiting().glob("*"):
        with suppress(FileNotFoundError):
            if old.stat().st_mtime < time.time() - _KEPT:
                old.unlink()


def held(request: HttpRequest, key: str) -> tuple[Path, str] | None:
    """The file put aside and its name, if it is still there."""
    kept = request.session.get(key)
    if not kept:
        return None
    path = desk.handed(kept[0])
    return (path, kept[1]) if path is not None else None


def forget(request: HttpRequest, key: str) -> None:
    kept = request.session.pop(key, None)
    if kept:
        (desk.waiting() / kept[0]).unlink(missing_ok=True)


def give_away(request: HttpRequest, key: str) -> str:
    """The file's name for a job, which takes care of it from now on."""
    return str(request.session.pop(key)[0])


def listed(problems: tuple[Problem, ...], name: str) -> list[dict[str, Any]]:
    """Problems of a file with their places, under the name it was uploaded by."""
    return [
        {"place": place(p.where).replace(p.where.source, name) if p.where.source else place(p.where),
         "sentence": sentence(p), "error": p.severity is Severity.ERROR}
        for p in problems[:MOST_SHOWN]
    ]  # fmt: skip
