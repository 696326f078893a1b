"""The door to drafts: only one's own, whatever one's rights."""

from __future__ import annotations

from thidua.store.access.who import Viewer
from thidua.store.models import Draft


def draft_of(viewer: Viewer, page: str) -> Draft | None:
    """What this account typed on that page and did not save."""
    if viewer.account is None:
        return None
    return Draft.objects.filter(account=viewer.account, page=page).first()
