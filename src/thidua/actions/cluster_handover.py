"""Bàn giao: what is handed over, both leads sign, and the next year begins with what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from thidua.actions.audit import acting, allow
from thidua.actions.cluster import What, YearPlan, edition_open, held, members_tell
from thidua.core.cluster import month_end_after
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    ClusterEdition,
    ClusterItem,
    ClusterMember,
    ClusterSignature,
    HandOverLine,
    LeadHandOver,
    Limitation,
    Unit,
)


def open_limits(edition: ClusterEdition) -> int:
    rows = Limitation.objects.filter(report__edition=edition, report__state="filed")
    return rows.filter(settled_on__isnull=True).count()


def usual_lines(edition: ClusterEdition) -> tuple[tuple[str, str], ...]:
    """What is always handed over, with what is recorded of it."""
    reports, members = edition.reports.filter(state="filed").count(), edition.cluster.members.count()
    issued = edition.consolidated.first()
    version = f"bản {issued.version}, mã {issued.digest[:12]}" if issued else "chưa ban hành"
    voted = edition.proposals.filter(accepted=True).count()
    return (
        ("Quy chế hoạt động và giao ước của cụm", f"mã niêm {edition.digest[:12]}" if edition.digest else ""),
        ("Báo cáo của các thành viên", f"{reports}/{members}"),
        ("Báo cáo tổng hợp", version),
        ("Biên bản hội nghị, biên bản kiểm phiếu, danh sách đề nghị khen thưởng", f"{voted} đề nghị"),
        ("Hạn chế còn mở", f"{open_limits(edition)} hạn chế"),
        ("Việc sau hội nghị còn mở", f"{edition.items.filter(done_on__isnull=True).count()} việc"),
    )


@transaction.atomic
def hand_over_prepare(
    *, by: Viewer, at: datetime, edition: ClusterEdition, to_lead: Unit, to_deputy: Unit | None,
    more: Sequence[str] = (),
) -> LeadHandOver:  # fmt: skip
    """Name who leads next and write the list of what is handed over.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.not-voted"; "cluster.hand-over-begun"; "cluster.refused".
    """
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    allow(row.proposals.filter(votes__isnull=False).exists(), "cluster.not-voted")
    allow(not LeadHandOver.objects.filter(edition=row).exists(), "cluster.hand-over-begun")
    for unit in (to_lead, to_deputy):
        if unit is not None:
            access.cluster_member_for(by, row, unit.code)
    found: list[Problem] = []
    if to_lead == access.cluster_lead(row, at.date()):
        found.append(problem("cluster.leads-already", Where(field="to_lead"), unit=to_lead.name))
    if to_deputy == to_lead:
        found.append(problem("cluster.deputy-is-lead", Where(field="to_deputy")))
    if found:
        raise Refused("cluster.refused", found)
    made = LeadHandOver.objects.create(edition=row, to_lead=to_lead, to_deputy=to_deputy, year=row.year + 1)
    HandOverLine.objects.bulk_create(
        HandOverLine(hand_over=made, title=title[:200], note=note[:300])
        for title, note in (*usual_lines(row), *((visible(text), "") for text in more if visible(text)))
    )
    deputy = f", Phó Cụm trưởng {to_deputy.name}" if to_deputy else ""
    sentence = f"{row.cluster.title}: Cụm trưởng năm {made.year} là {to_lead.name}{deputy}; chờ bàn giao."
    members_tell(
        by=by,
        at=at,
        edition=row,
        kind="cluster-hand-over",
        sentence=sentence,
        page="cluster-hand-over",
        waiting=True,
    )
    return made


@transaction.atomic
def hand_over_tick(*, by: Viewer, at: datetime, line: HandOverLine) -> HandOverLine:
    """One thing has changed hands; said by who receives it.

    Raises:
        Refused: "cluster.not-the-receiver"; "cluster.hand-over-void".
    """
    person = acting(by)
    row = HandOverLine.objects.select_for_update(of=("self",)).select_related(
        "hand_over__to_lead", "hand_over__edition__cluster"
    ).get(pk=line.pk)  # fmt: skip
    over = row.hand_over
    allow(access.may_write_for_member(by, over.to_lead), "cluster.not-the-receiver", unit=over.to_lead.name)
    allow(not over.void_reason, "cluster.hand-over-void")
    if row.done_at is None:
        row.done_by, row.done_at = person, at
        row.save(update_fields=["done_by", "done_at"])
        sentence = (
            f"{over.to_lead.name} nhận: {row.title} ({row.note})." if row.note else f"Nhận: {row.title}."
        )
        members_tell(
            by=by, at=at, edition=over.edition, kind="cluster-hand-over-tick", sentence=sentence, units=[]
        )
    return row


@transaction.atomic
def hand_over_sign(*, by: Viewer, at: datetime, edition: ClusterEdition, unit: Unit) -> ClusterSignature:
    """Sign as the lead that hands over or the one that takes over. With the second signature the next year begins.

    Raises:
        Refused: "cluster.hand-over-missing"; "cluster.hand-over-void"; "cluster.not-the-member"; "cluster.not-a-lead";
            "cluster.signed-already"; "cluster.lines-open" with one problem per thing not yet received.
    """
    person = acting(by)
    row = held(edition)
    over = LeadHandOver.objects.filter(edition=row).select_related("to_lead", "to_deputy").first()
    if over is None:
        raise Refused("cluster.hand-over-missing")
    allow(not over.void_reason, "cluster.hand-over-void")
    leads = signing_leads(row, over, at.date())
    allow(access.may_sign(by, unit), "cluster.not-the-member", unit=unit.name)
    allow(unit in leads, "cluster.not-a-lead", unit=unit.name)
    taken = row.signatures.filter(what=What.HAND_OVER, unit=unit).exists()
    allow(not taken, "cluster.signed-already", unit=unit.name)
    if left := [line.title for line in over.lines.filter(done_at__isnull=True)]:
        problems = [problem("cluster.line-open", Where(field="lines"), title=title) for title in left]
        raise Refused("cluster.lines-open", problems, count=len(left))
    text = "\n".join(f"{line.title}: {line.note}" for line in over.lines.all())
    made = ClusterSignature.objects.create(
        edition=row,
        what=What.HAND_OVER,
        unit=unit,
        by=person,
        at=at,
        digest=sha256(text.encode()).hexdigest(),
    )
    sentence = f"{person.name} ký bàn giao {row.cluster.title} thay {unit.name}."
    members_tell(
        by=by, at=at, edition=row, kind="cluster-hand-over-sign", sentence=sentence, page="cluster-hand-over"
    )
    if row.signatures.filter(what=What.HAND_OVER).count() == len(leads):
        edition_seed(by=person.name, at=at, edition=row, over=over)
    return made


def signing_leads(edition: ClusterEdition, over: LeadHandOver, day: date) -> list[Unit]:
    lead = access.cluster_lead(edition, day)
    return [unit for unit in (lead, over.to_lead) if unit is not None]


@transaction.atomic
def edition_seed(*, by: str, at: datetime, edition: ClusterEdition, over: LeadHandOver) -> ClusterEdition:
    """The next year: who leads is settled, what is open comes along, and the rest is proposed as it was this year."""
    first = date(over.year, 1, 1)
    roles = {row.unit: str(ClusterMember.Role.MEMBER) for row in access.cluster_members(edition, at.date())}
    roles = {unit: role for unit, role in roles.items() if unit.in_force(first)}
    roles[over.to_lead] = ClusterMember.Role.LEAD
    if over.to_deputy is not None:
        roles[over.to_deputy] = ClusterMember.Role.DEPUTY
    old, year = str(edition.year), str(over.year)
    title = edition.cluster.title
    plan = YearPlan(
        slogan=edition.slogan,
        rules=edition.rules,
        cut_off=month_end_after(edition.cut_off, over.year) if edition.cut_off else None,
        figures=edition.figures,
        forms={line["form"]: line["places"] for line in edition.forms},
        own_vote=edition.own_vote,
    )
    made = edition_open(
        by=by, at=at, code=f"{edition.series}-{year}", series=edition.series, year=over.year, plan=plan, roles=roles,
        title=title.replace(old, year) if old in title else f"{title}, năm {year}",
        owner=edition.cluster.owner, previous=edition, source=edition.cluster.source,
    )  # fmt: skip
    for item in edition.items.filter(done_on__isnull=True):
        ClusterItem.objects.create(
            edition=made, carried_from=item, speaker=item.speaker, said=item.said, task=item.task, owner=item.owner,
            due=item.due, written_by=item.written_by, written_at=item.written_at,
        )  # fmt: skip
    return made


@transaction.atomic
def hand_over_void(*, by: Viewer, at: datetime, edition: ClusterEdition, reason: str) -> LeadHandOver:
    """The cluster is formed anew, so this hand-over no longer holds; it stays readable, with the reason.

    Raises:
        Refused: "cluster.not-the-owner"; "cluster.hand-over-missing"; "cluster.hand-over-void"; "cluster.refused".
    """
    acting(by)
    row = held(edition)
    allow(access.may_own_cluster(by, row), "cluster.not-the-owner")
    over = LeadHandOver.objects.select_for_update().filter(edition=row).first()
    if over is None:
        raise Refused("cluster.hand-over-missing")
    allow(not over.void_reason, "cluster.hand-over-void")
    if not visible(reason):
        raise Refused("cluster.refused", [problem("report.reason-missing", Where(field="reason"))])
    over.void_reason, over.voided_at = visible(reason)[:400], at
    over.save(update_fields=["void_reason", "voided_at"])
    sentence = f"Hủy bàn giao của {row.cluster.title}. Lý do: {over.void_reason}"
    members_tell(
        by=by, at=at, edition=row, kind="cluster-hand-over-void", sentence=sentence, page="cluster-hand-over"
    )
    return over
