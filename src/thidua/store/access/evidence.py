"""The door of a file: where what it stands behind may be seen."""

from __future__ import annotations

from django.db.models import Q

from thidua.store.access.award import transfer_remarks
from thidua.store.access.dispute import disputes
from thidua.store.access.door import deeds
from thidua.store.access.inspection import inspection_items
from thidua.store.access.who import Viewer, only
from thidua.store.models import Evidence


def evidence_for(viewer: Viewer, sha256: str) -> Evidence:
    """A file, by its sum: where its deed, dispute or inspection may be seen, or its unit if behind a figure."""
    figures = Q(
        deed__isnull=True, disputes__isnull=True, inspected__isnull=True, transferremark__isnull=True,
        unit__code__in=viewer.branch,
    )  # fmt: skip
    reachable = (
        Q(deed__in=deeds(viewer))
        | Q(disputes__in=disputes(viewer))
        | Q(inspected__in=inspection_items(viewer))
        | Q(transferremark__in=transfer_remarks(viewer))
        | figures
    )
    return only(Evidence.objects.filter(reachable, sha256=sha256))
