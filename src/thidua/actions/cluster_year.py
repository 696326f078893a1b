"""How far a cluster's year has come, and what stands beside each member: read at once, for page and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from thidua.actions.cluster import What
from thidua.actions.standing_input import vault_folder
from thidua.core.cluster import ClusterStage, ClusterYear, Milestone, milestones, stage_of
from thidua.core.period import Period, PeriodKind
from thidua.core.standing import StandingRow
from thidua.store import access, vault
from thidua.store.models import (
    Close,
    ClusterCheck,
    ClusterEdition,
    ClusterMember,
    ClusterProposal,
    LeadHandOver,
    MemberReport,
    Person,
)

REVIEWED_QUARTERS = frozenset({1, 2, 3})  # the conference itself looks back on the fourth


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member on the page of the year. `score`: its row in the last close, where the cluster is scored."""

    member: ClusterMember
    speaks: Person | None
    signed: date | None
    report: MemberReport | None
    limits: int
    repeated: int
    open_limits: int
    checked: tuple[int, int]
    proposed: tuple[ClusterProposal, ...]
    score: StandingRow | None = None

    @property
    def filed(self) -> bool:
        return self.report is not None and self.report.state == MemberReport.State.FILED


@dataclass(frozen=True, slots=True)
class YearView:
    """Everything the page of a year says at a glance."""

    stage: ClusterStage
    milestones: tuple[Milestone, ...]
    days: Mapping[ClusterStage, date]
    members: tuple[MemberLine, ...]
    hand_over: LeadHandOver | None
    scored: str = ""  # code of the period whose close the scores are read from


def year_view(edition: ClusterEdition, day: date) -> YearView:
    """In the same number of questions whatever the number of members."""
    members = tuple(access.cluster_members(edition, day))
    signatures = list(edition.signatures.select_related("unit").order_by("at", "pk"))
    signed = {row.unit.code: row.at.date() for row in signatures if row.what == What.COMPACT}
    handed = {row.unit.code: row.at.date() for row in signatures if row.what == What.HAND_OVER}
    reviews = list(edition.reviews.all())
    reports = {
        row.unit.code: row
        for row in edition.reports.select_related("unit", "filed_by").prefetch_related("limitations")
    }
    issued = edition.consolidated.first()
    over = LeadHandOver.objects.filter(edition=edition).select_related("to_lead", "to_deputy").first()
    lead = next((row.unit.code for row in members if row.role == ClusterMember.Role.LEAD), "")
    proposals = list(edition.proposals.select_related("unit", "award"))
    due = frozenset(q for q in REVIEWED_QUARTERS if _quarter(edition.year, q).end < day)
    year = ClusterYear(
        members=[row.unit.code for row in members],
        signed=frozenset(signed),
        quarters=due,
        reviewed=frozenset(row.quarter for row in reviews),
        reported=frozenset(c for c, row in reports.items() if row.state == MemberReport.State.FILED),
        issued=issued is not None,
        excused=bool(issued and issued.reason),
        opened=edition.opened_at is not None,
        voted=any(row.votes is not None for row in proposals),
        leads=frozenset({lead, over.to_lead.code} - {""}) if over else frozenset(),
        handed=frozenset(handed),
    )
    days: dict[ClusterStage, date] = {}
    if signed:
        days[ClusterStage.COMPACT] = max(signed.values())
    if reviews:
        days[ClusterStage.REVIEWED] = max(row.on for row in reviews)
    if issued:
        days[ClusterStage.REPORTED] = issued.issued_at.date()
    if edition.opened_at:
        days[ClusterStage.CONFERENCE] = edition.opened_at.date()
    if handed:
        days[ClusterStage.HANDED_OVER] = max(handed.values())
    scored, scores = _scores(edition)
    lines = tuple(
        replace(line, score=scores.get(line.member.unit.code))
        for line in _lines(edition, day, members, signed, reports, proposals)
    )
    return YearView(stage_of(year), milestones(year), days, lines, over, scored)


def _scores(edition: ClusterEdition) -> tuple[str, dict[str, StandingRow]]:
    """The members in the last close of a movement that compares them; the longest period that ends last."""
    closes = Close.objects.filter(period__movement__clusters=edition.cluster_id).select_related("period")
    last = closes.order_by("-period__last_day", "period__first_day", "-version").first()
    if last is None:
        return "", {}
    rows = vault.read_standing(vault_folder() / last.bundle)
    return last.period.code, {row.subject: row for row in rows if row.group == edition.cluster.code}


def _quarter(year: int, quarter: int) -> Period:
    return Period.parse(str(year)).parts(PeriodKind.QUARTER)[quarter - 1]


def _lines(
    edition: ClusterEdition,
    day: date,
    members: tuple[ClusterMember, ...],
    signed: Mapping[str, date],
    reports: Mapping[str, MemberReport],
    proposals: list[ClusterProposal],
) -> tuple[MemberLine, ...]:
    checks: dict[str, tuple[int, int]] = {}
    for check in ClusterCheck.objects.filter(review__edition=edition).select_related("checked"):
        wrong, looked = checks.get(check.checked.code, (0, 0))
        checks[check.checked.code] = (wrong + check.wrong, looked + check.looked)
    speaks = access.voters_of(edition, day)
    found = []
    for row in members:
        code = row.unit.code
        report = reports.get(code)
        limits = list(report.limitations.all()) if report else []
        found.append(
            MemberLine(
                member=row,
                speaks=speaks.get(code),
                signed=signed.get(code),
                report=report,
                limits=len(limits),
                repeated=sum(1 for limit in limits if limit.repeats_id),
                open_limits=sum(1 for limit in limits if limit.settled_on is None),
                checked=checks.get(code, (0, 0)),
                proposed=tuple(held for held in proposals if held.unit_id == row.unit_id),
            )
        )
    return tuple(found)
