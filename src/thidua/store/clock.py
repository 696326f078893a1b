"""What time it is; in a demonstration, this time of day on the day where its story stands."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment, in Vietnam's time."""
    at = timezone.localtime()
    if settings.DEMO_DAY is None:
        return at
    return datetime.combine(settings.DEMO_DAY, at.timetz())
