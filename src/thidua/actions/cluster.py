"""A cluster's year: opened with its members and leads, planned, its compact signed, its quarters reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit, note
from thidua.actions.definition import figure_definition
from thidua.actions.notice import notice_send
from thidua.core.award import Category, form_on
from thidua.core.cluster import ADDS, REPRESENTS
from thidua.core.period import PeriodKind, containing
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    Cluster,
    ClusterCheck,
    ClusterEdition,
    ClusterMember,
    ClusterReview,
    ClusterSignature,
    Person,
    Unit,
)

What = ClusterSignature.What


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What may be settled of a year before its conference. `forms`: award → how many places, highest first."""

    slogan: str = ""
    rules: str = ""
    place: str = ""
    host: Unit | None = None
    conference_on: date | None = None
    cut_off: date | None = None
    figures: Sequence[str] = ()
    forms: Mapping[str, int] = field(default_factory=dict)
    own_vote: bool = False


def subject_of(edition: ClusterEdition) -> str:
    """What notices and audit lines about an edition are about."""
    return f"cluster:{edition.cluster.code}"


def members_tell(
    *,
    by: Viewer,
    at: datetime,
    edition: ClusterEdition,
    kind: str,
    sentence: str,
    page: str = "cluster",
    units: Iterable[Unit] | None = None,
    waiting: bool = False,
) -> None:
    """Who speaks for the members (or for these units) finds it in the page; and the log has a line."""
    audit(by=by, at=at, action=kind, subject=subject_of(edition), sentence=sentence)
    day = at.date()
    told = [row.unit for row in access.cluster_members(edition, day)] if units is None else units
    people = [person for unit in told for person in access.holders(unit, REPRESENTS, day)]
    link = reverse(page, args=[edition.cluster.code])
    notice_send(
        by=by, at=at, to=people, kind=kind, subject=subject_of(edition), sentence=sentence, link=link,
        waiting=waiting,
    )  # fmt: skip


@transaction.atomic
def edition_open(
    *,
    by: Viewer | str,
    at: datetime,
    code: str,
    title: str,
    series: str,
    year: int,
    owner: Unit | None,
    roles: Mapping[Unit, str],
    plan: YearPlan,
    previous: ClusterEdition | None = None,
    source: str = "",
) -> ClusterEdition:
    """Begin a year of a cluster with its members, one of which leads.

    Args:
        by: who speaks for the unit above; or the name of whoever sets the place up.
        roles: member → lead, deputy or member.

    Raises:
        Refused: "cluster.not-the-owner"; "cluster.refused" with all problems.
    """
    if isinstance(by, Viewer):
        acting(by)
        allow(owner is not None and access.may_represent(by, owner), "cluster.not-the-owner")
    if found := edition_problems(code, title, series, year, roles, plan):
        raise Refused("cluster.refused", found)
    cluster = Cluster.objects.create(
        code=code, title=visible(title), owner=owner, source=source,
        first_day=date(year, 1, 1), last_day=date(year, 12, 31),
    )  # fmt: skip
    for unit, role in roles.items():
        first, last = max(cluster.first_day, unit.first_day), unit.last_day or cluster.last_day
        ClusterMember.objects.create(
            cluster=cluster, unit=unit, role=role, first_day=first, last_day=min(last, cluster.last_day)
        )
    row = ClusterEdition(cluster=cluster, series=series, year=year, previous=previous)
    _settle(row, plan)
    sentence = (
        f"Mở {cluster.title}: {len(roles)} thành viên, Cụm trưởng {_named(roles, access.CLUSTER_LEAD)}."
    )
    if isinstance(by, Viewer) and previous is None:
        members_tell(by=by, at=at, edition=row, kind="cluster-open", sentence=sentence)
    else:
        note(by=by, at=at, action="cluster-open", subject=subject_of(row), sentence=sentence)
    return row


def _named(roles: Mapping[Unit, str], role: str) -> str:
    return next((unit.name for unit, held in roles.items() if held == role), "–")


def edition_problems(
    code: str, title: str, series: str, year: int, roles: Mapping[Unit, str], plan: YearPlan
) -> list[Problem]:
    """What keeps a year of a cluster from beginning so, all at once."""
    found = _member_problems(roles) + plan_problems(plan, year)
    if not visible(title):
        found.append(problem("cluster.name-missing", Where(field="name")))
    if Cluster.objects.filter(code=code).exists():
        found.append(problem("movement.code-taken", Where(field="code"), code=code))
    if ClusterEdition.objects.filter(series=series, year=year).exists():
        found.append(problem("cluster.year-taken", Where(field="year"), year=year))
    return found


def _member_problems(roles: Mapping[Unit, str]) -> list[Problem]:
    found = []
    if len(roles) < 2:
        found.append(problem("cluster.too-few", Where(field="members")))
    leads = [unit for unit, role in roles.items() if role == access.CLUSTER_LEAD]
    if len(leads) != 1:
        found.append(problem("cluster.one-lead", Where(field="members"), count=len(leads)))
    return found


def plan_problems(plan: YearPlan, year: int) -> list[Problem]:
    """Days in order, the cut-off at the end of a month, figures that may be added, awards for collectives."""
    on = plan.cut_off or date(year, 12, 31)
    found = _day_problems(plan, year)
    if not plan.figures:
        found.append(problem("cluster.no-figures", Where(field="figures")))
    for code in plan.figures:
        definition = figure_definition(code, on)
        if definition is None:
            found.append(problem("target.figure-unknown", Where(field="figures"), figure=code))
        elif definition.kind not in ADDS:
            found.append(problem("cluster.figure-not-added", Where(field="figures"), figure=definition.title))
    for code, places in plan.forms.items():
        form = form_on(award_forms(), code, on)
        if form is None or Category.COLLECTIVE not in form.categories or places < 1:
            found.append(problem("cluster.form-unknown", Where(field="forms"), form=code))
    return found


def _day_problems(plan: YearPlan, year: int) -> list[Problem]:
    if plan.cut_off is None:
        return [problem("cluster.cut-off-missing", Where(field="cut_off"))]
    found = []
    if (plan.cut_off + timedelta(days=1)).day != 1:
        found.append(problem("cluster.cut-off-inside-a-month", Where(field="cut_off")))
    if plan.cut_off.year != year:
        found.append(problem("cluster.cut-off-of-another-year", Where(field="cut_off"), year=year))
    if plan.conference_on and plan.conference_on <= plan.cut_off:
        found.append(problem("cluster.conference-before-cut-off", Where(field="conference_on")))
    return found


def _settle(row: ClusterEdition, plan: YearPlan) -> None:
    row.slogan, row.rules, row.place = (
        visible(plan.slogan)[:300],
        visible(plan.rules),
        visible(plan.place)[:200],
    )
    row.host, row.conference_on, row.cut_off = plan.host, plan.conference_on, plan.cut_off
    row.figures, row.own_vote = list(plan.figures), plan.own_vote
    row.forms = [{"form": code, "places": places} for code, places in plan.forms.items()]
    row.save()


@transaction.atomic
def edition_plan(*, by: Viewer, at: datetime, edition: ClusterEdition, plan: YearPlan) -> ClusterEdition:
    """Settle host, days, figures and awards of the year; until the first report is filed.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.begun" once a member has filed; "cluster.refused" with all problems.
    """
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    allow(not row.reports.filter(state="filed").exists(), "cluster.begun")
    if found := plan_problems(plan, row.year):
        raise Refused("cluster.refused", found)
    _settle(row, plan)
    day = f"{row.conference_on:%d/%m/%Y}" if row.conference_on else "chưa định ngày"
    sentence = f"{row.cluster.title}: hội nghị {day}, số liệu tính đến {row.cut_off:%d/%m/%Y}."
    members_tell(by=by, at=at, edition=row, kind="cluster-plan", sentence=sentence)
    return row


def held(edition: ClusterEdition) -> ClusterEdition:
    """The edition, and nobody else moves it meanwhile."""
    rows = ClusterEdition.objects.select_for_update(of=("self",)).select_related("cluster__owner", "host")
    return rows.get(pk=edition.pk)


@transaction.atomic
def member_represent(
    *, by: Viewer, at: datetime, edition: ClusterEdition, unit: Unit, person: Person
) -> ClusterMember:
    """Name who speaks and votes for a member; before the conference.

    Raises:
        Refused: "cluster.not-the-member"; "cluster.opened"; "cluster.not-of-the-member".
    """
    acting(by)
    row = held(edition)
    allow(access.may_represent(by, unit), "cluster.not-the-member", unit=unit.name)
    allow(row.opened_at is None, "cluster.opened")
    allow(person in access.holders(unit, REPRESENTS, at.date()), "cluster.not-of-the-member", unit=unit.name)
    member = access.cluster_member_for(by, row, unit.code)
    before = member.representative.name if member.representative else "trưởng đơn vị"
    member.representative = person
    member.save(update_fields=["representative"])
    sentence = f"Đại diện của {unit.name} tại {row.cluster.title}: {before} → {person.name}."
    audit(by=by, at=at, action="cluster-represent", subject=subject_of(row), sentence=sentence)
    return member


# --- Compact ----------------------------------------------------------------------------------------------


@transaction.atomic
def cluster_compact_write(*, by: Viewer, at: datetime, edition: ClusterEdition, text: str) -> ClusterEdition:
    """The text that all members will sign. Once one has signed, it stays.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.compact-signed"; "cluster.refused".
    """
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    allow(not row.digest, "cluster.compact-signed")
    if not visible(text):
        raise Refused("cluster.refused", [problem("compact.text-missing", Where(field="text"))])
    row.compact = visible(text)
    row.save(update_fields=["compact"])
    sentence = f"Giao ước của {row.cluster.title} đã soạn xong, mời các thành viên ký."
    members_tell(
        by=by,
        at=at,
        edition=row,
        kind="cluster-compact",
        sentence=sentence,
        page="cluster-compact",
        waiting=True,
    )
    return row


@transaction.atomic
def cluster_compact_sign(
    *, by: Viewer, at: datetime, edition: ClusterEdition, unit: Unit
) -> ClusterSignature:
    """Sign for a member. The first signature seals the text.

    Raises:
        Refused: "cluster.not-the-member"; "cluster.compact-missing"; "cluster.signed-already".
    """
    person = acting(by)
    row = held(edition)
    member = access.cluster_member_for(by, row, unit.code)
    allow(access.may_sign(by, unit), "cluster.not-the-member", unit=unit.name)
    allow(bool(row.compact), "cluster.compact-missing")
    taken = row.signatures.filter(what=What.COMPACT, unit=unit).exists()
    allow(not taken, "cluster.signed-already", unit=unit.name)
    if not row.digest:
        row.digest = sha256(row.compact.encode()).hexdigest()
        row.save(update_fields=["digest"])
    made = ClusterSignature.objects.create(
        edition=row, what=What.COMPACT, unit=member.unit, by=person, at=at, digest=row.digest
    )
    sentence = f"{person.name} ký giao ước của {row.cluster.title} thay {unit.name}."
    audit(by=by, at=at, action="cluster-compact-sign", subject=subject_of(row), sentence=sentence)
    return made


# --- Quarterly reviews ------------------------------------------------------------------------------------


@transaction.atomic
def cluster_review_write(
    *, by: Viewer, at: datetime, edition: ClusterEdition, quarter: int, on: date, place: str, findings: str
) -> ClusterReview:
    """Sơ kết of a quarter, by the lead.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.refused" with all problems.
    """
    person = acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    found: list[Problem] = []
    if quarter not in (1, 2, 3, 4) or row.reviews.filter(quarter=quarter).exists():
        found.append(problem("cluster.quarter-taken", Where(field="quarter"), quarter=quarter))
    elif on < containing(date(row.year, 3 * quarter - 2, 1), PeriodKind.QUARTER).start or on > at.date():
        found.append(problem("cluster.review-day", Where(field="on")))
    if not visible(findings):
        found.append(problem("cluster.findings-missing", Where(field="findings")))
    if found:
        raise Refused("cluster.refused", found)
    made = ClusterReview.objects.create(
        edition=row, quarter=quarter, on=on, place=visible(place)[:200], findings=visible(findings),
        written_by=person, written_at=at,
    )  # fmt: skip
    sentence = f"Sơ kết quý {quarter}/{row.year} của {row.cluster.title}, ngày {on:%d/%m/%Y}."
    members_tell(by=by, at=at, edition=row, kind="cluster-review", sentence=sentence, page="cluster-reviews")
    return made


@transaction.atomic
def cluster_check_write(
    *, by: Viewer, at: datetime, review: ClusterReview, checker: Unit, checked: Unit, looked: int, wrong: int,
    finding: str,
) -> ClusterCheck:  # fmt: skip
    """What one member found at another; by the one that checked.

    Raises:
        Refused: "cluster.not-the-member"; "cluster.refused" with all problems.
    """
    person = acting(by)
    edition = held(review.edition)
    for unit in (checker, checked):
        access.cluster_member_for(by, edition, unit.code)
    allow(access.may_write_for_member(by, checker), "cluster.not-the-member", unit=checker.name)
    found: list[Problem] = []
    if checker == checked:
        found.append(problem("cluster.checks-itself", Where(field="checked")))
    elif review.checks.filter(checked=checked).exists():
        found.append(problem("cluster.checked-already", Where(field="checked"), unit=checked.name))
    if looked < 1 or wrong < 0 or wrong > looked:
        found.append(problem("cluster.check-counts", Where(field="looked")))
    if not visible(finding):
        found.append(problem("cluster.findings-missing", Where(field="finding")))
    if found:
        raise Refused("cluster.refused", found)
    made = ClusterCheck.objects.create(
        review=review, checker=checker, checked=checked, looked=looked, wrong=wrong, finding=visible(finding),
        by=person, at=at,
    )  # fmt: skip
    quarter = f"quý {review.quarter}/{edition.year}"
    sentence = f"{checker.name} kiểm tra chéo {checked.name}, {quarter}: sai {wrong}/{looked}."
    members_tell(
        by=by,
        at=at,
        edition=edition,
        kind="cluster-check",
        sentence=sentence,
        page="cluster-reviews",
        units=[checked],
    )
    return made
