"""A cluster's year in the morning: a member's report and what it promised; for the lead, who is still silent."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from thidua.store import access
from thidua.store.access import CLOSES, RECORDS, Viewer
from thidua.store.models import ClusterEdition, ClusterItem, ClusterMember, MemberReport, Unit
from thidua.web.today.desk import MOST, Desk

State = MemberReport.State


def reports(desk: Desk) -> dict[str, Any] | None:
    """Reports that her units owe to a cluster, refused and returned ones first; and whom she waits for as its lead."""
    viewer = desk.viewer
    editions = _running(viewer)
    if not editions:
        return None
    members: dict[int, list[ClusterMember]] = defaultdict(list)
    clusters = [row.cluster_id for row in editions]
    for member in ClusterMember.objects.on(viewer.day).filter(cluster__in=clusters).select_related("unit"):
        members[member.cluster_id].append(member)
    held: dict[tuple[int, int], MemberReport] = {
        (row.edition_id, row.unit_id): row for row in MemberReport.objects.filter(edition__in=editions)
    }
    lines = []
    for edition in editions:
        mine = members[edition.cluster_id]
        lines += [
            _owed(edition, member.unit, held.get((edition.pk, member.unit_id)), viewer)
            for member in mine
            if access.may_write_for_member(viewer, member.unit)
        ]
        leads = [row.unit for row in mine if row.role == access.CLUSTER_LEAD]
        if any(access.may_write_for_member(viewer, unit) for unit in leads):
            lines.append(_silent(edition, mine, held, viewer))
    found = [line for line in lines if line is not None]
    found.sort(key=lambda line: (line["order"], line["due"]))
    return {"rows": found[:MOST], "count": len(found)} if found else None


def _running(viewer: Viewer) -> list[ClusterEdition]:
    """Years whose conference has not begun and whose figures are due: the cut-off is past."""
    rows = access.cluster_editions(viewer).filter(published=False, opened_at=None, cut_off__lt=viewer.day)
    return list(rows.order_by("conference_on", "pk"))


def _owed(
    edition: ClusterEdition, unit: Unit, report: MemberReport | None, viewer: Viewer
) -> dict[str, Any] | None:
    if report is not None and report.state == State.FILED:
        return None
    kind = (
        "refused" if report and report.faults else "returned" if report and report.returned_reason else "due"
    )
    return {
        "kind": kind,
        "order": ("returned", "refused", "due").index(kind),
        "edition": edition,
        "unit": unit,
        "faults": len(report.faults) if report else 0,
        "reason": report.returned_reason if report else "",
        **_days(edition, viewer),
    }


def _silent(
    edition: ClusterEdition,
    members: list[ClusterMember],
    held: dict[tuple[int, int], MemberReport],
    viewer: Viewer,
) -> dict[str, Any] | None:
    """Who has not filed yet, as the lead's secretary sees it."""
    names = [
        row.unit.short_name or row.unit.name
        for row in members
        if (report := held.get((edition.pk, row.unit_id))) is None or report.state != State.FILED
    ]
    if not names:
        return None
    return {"kind": "silent", "order": 3, "edition": edition, "names": ", ".join(names), "count": len(names),
            "of": len(members), **_days(edition, viewer)}  # fmt: skip


def _days(edition: ClusterEdition, viewer: Viewer) -> dict[str, Any]:
    """The conference, by which the reports must be there, and how far off it is."""
    on = edition.conference_on
    return {"on": on, "due": str(on or "9"), "left": (on - viewer.day).days if on else None}


def items(desk: Desk) -> dict[str, Any] | None:
    """What her units promised at a conference and have not settled; the next term first."""
    viewer = desk.viewer
    own = [post.unit for post in viewer.posts if post.role in RECORDS | CLOSES]
    if not own:
        return None
    rows = ClusterItem.objects.filter(
        owner__code__in=own, done_on=None, carried_to=None, edition__in=access.cluster_editions(viewer)
    ).select_related("edition__cluster", "owner")
    found = list(rows.order_by("due", "pk")[: MOST + 1])
    if not found:
        return None
    lines = [
        {"item": row, "late": row.due < viewer.day, "days": abs((row.due - viewer.day).days)}
        for row in found[:MOST]
    ]
    return {"rows": lines, "count": len(lines), "more": len(found) > MOST}
