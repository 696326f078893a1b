"""What every page knows: whether the data are a demonstration, and the doors of the house."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Context of the page shell."""
    return {"demo": settings.DEMO}
