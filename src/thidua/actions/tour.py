"""The tour of the first page, shown once per account."""

from __future__ import annotations

from datetime import datetime

from thidua.store.access import Viewer
from thidua.store.models import Account


def tour_end(*, by: Viewer, at: datetime) -> None:
    """She has seen or declined it; the first time counts, and leaves no line in the audit log."""
    if by.account is not None:
        Account.objects.filter(pk=by.account.pk, toured_at=None).update(toured_at=at)
