"""The conference: opened with who is present, and what was said turned into who does what by when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.cluster import held, members_tell, subject_of
from thidua.core.cluster import quorum
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, ClusterItem, Unit


@transaction.atomic
def conference_open(
    *, by: Viewer, at: datetime, edition: ClusterEdition, present: Collection[str]
) -> ClusterEdition:
    """Open it on its day with the members that are present: more than half of all, or nothing can be decided.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.opened"; "cluster.not-issued"; "cluster.refused" with all problems.
    """
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    allow(row.opened_at is None, "cluster.opened")
    allow(row.consolidated.exists(), "cluster.not-issued")
    members = [member.unit.code for member in access.cluster_members(row, at.date())]
    here = [code for code in members if code in present]
    found: list[Problem] = []
    if row.conference_on is None or at.date() < row.conference_on:
        day = f"{row.conference_on:%d/%m/%Y}" if row.conference_on else "…"
        found.append(problem("cluster.too-early", Where(field="present"), day=day))
    if len(here) < (needed := quorum(len(members))):
        counts = {"present": len(here), "members": len(members), "needed": needed}
        found.append(problem("cluster.no-quorum", Where(field="present"), **counts))
    if found:
        raise Refused("cluster.refused", found)
    row.opened_at, row.present = at, here
    row.save(update_fields=["opened_at", "present"])
    sentence = f"Khai mạc hội nghị {row.cluster.title}: có mặt {len(here)}/{len(members)} thành viên."
    members_tell(
        by=by,
        at=at,
        edition=row,
        kind="cluster-conference-open",
        sentence=sentence,
        page="cluster-conference",
    )
    return row


@transaction.atomic
def cluster_item_add(
    *,
    by: Viewer,
    at: datetime,
    edition: ClusterEdition,
    speaker: str,
    said: str,
    task: str,
    owner: Unit,
    due: date,
) -> ClusterItem:
    """What was said, and what follows from it: one member, one day.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.not-opened"; "cluster.refused" with all problems.
    """
    person = acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    allow(row.opened_at is not None, "cluster.not-opened")
    access.cluster_member_for(by, row, owner.code)
    found: list[Problem] = []
    if not visible(speaker):
        found.append(problem("cluster.speaker-missing", Where(field="speaker")))
    if not visible(task):
        found.append(problem("cluster.task-missing", Where(field="task")))
    if due <= at.date():
        found.append(problem("cluster.due-past", Where(field="due")))
    if found:
        raise Refused("cluster.refused", found)
    made = ClusterItem.objects.create(
        edition=row, speaker=visible(speaker)[:200], said=visible(said), task=visible(task)[:300], owner=owner, due=due,
        written_by=person, written_at=at,
    )  # fmt: skip
    sentence = f"{row.cluster.title}: {owner.name} làm “{made.task}” trước {due:%d/%m/%Y}."
    members_tell(
        by=by,
        at=at,
        edition=row,
        kind="cluster-item-add",
        sentence=sentence,
        page="cluster-items",
        units=[owner],
        waiting=True,
    )
    return made


@transaction.atomic
def cluster_item_done(*, by: Viewer, at: datetime, item: ClusterItem, on: date, outcome: str) -> ClusterItem:
    """Done, when and with what outcome; by the member that does it.

    Raises:
        Refused: "cluster.not-the-member"; "cluster.done-already"; "cluster.refused" with all problems.
    """
    acting(by)
    row = (
        ClusterItem.objects.select_for_update(of=("self",))
        .select_related("owner", "edition__cluster")
        .get(pk=item.pk)
    )
    allow(access.may_represent(by, row.owner), "cluster.not-the-member", unit=row.owner.name)
    allow(row.done_on is None, "cluster.done-already")
    found: list[Problem] = []
    if not visible(outcome):
        found.append(problem("cluster.how-missing", Where(field="outcome")))
    if on > at.date():
        found.append(problem("weakness.in-the-future", Where(field="on")))
    if found:
        raise Refused("cluster.refused", found)
    row.done_on, row.outcome = on, visible(outcome)[:400]
    row.save(update_fields=["done_on", "outcome"])
    sentence = f"{row.owner.name} làm xong “{row.task}” ngày {on:%d/%m/%Y}: {row.outcome}"
    audit(
        by=by, at=at, action="cluster-item-done", subject=subject_of(row.edition), unit=row.owner, sentence=sentence
    )  # fmt: skip
    return row
