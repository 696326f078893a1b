"""A member's report to its cluster: drafted, filed when it stands, given back, and what became of a limitation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.cluster import held, members_tell, subject_of
from thidua.actions.cluster_own import definitions_of, own_numbers
from thidua.core.cluster import LimitText, OwnNumber, recurrence, report_problems
from thidua.core.figure import FigureValue
from thidua.core.figure_check import check_figures
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.score.table import State
from thidua.core.text import fold, visible
from thidua.office.wording import sentence as told
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, Limitation, MemberFigure, MemberReport, Unit

FILED, RETURNED = MemberReport.State.FILED, MemberReport.State.RETURNED


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """What a member wrote. `figures`: code → value, None for an empty field."""

    figures: Mapping[str, FigureValue | None]
    limits: Sequence[LimitText]
    results: str = ""


@transaction.atomic
def member_report_keep(
    *, by: Viewer, at: datetime, edition: ClusterEdition, unit: Unit, entry: ReportEntry
) -> MemberReport:
    """Keep a draft as it is; nobody but the member and the lead sees it.

    Raises:
        Refused: "cluster.not-the-member"; "cluster.filed-already"; "cluster.refused" for a number that cannot be.
    """
    acting(by)
    row, report = _writable(by, edition, unit)
    if found := errors(_impossible(row, entry)):
        raise Refused("cluster.refused", found)
    _write(report, row, entry, {})
    sentence = f"Lưu nháp báo cáo của {unit.name} gửi {row.cluster.title}."
    audit(by=by, at=at, action="cluster-report-keep", subject=subject_of(row), sentence=sentence, unit=unit)
    return report


def member_report_file(
    *, by: Viewer, at: datetime, edition: ClusterEdition, unit: Unit, entry: ReportEntry
) -> MemberReport:
    """File the report. What is written is kept either way; a refusal is remembered, so that the lead sees it.

    Raises:
        Refused: as `member_report_keep`; "cluster.report-refused" with every difference and every missing limitation.
    """
    with transaction.atomic():
        person = acting(by)
        row, report = _writable(by, edition, unit)
        allow(access.may_represent(by, unit), "cluster.not-the-member", unit=unit.name)
        own = own_numbers(row, unit)
        found = errors(_impossible(row, entry))
        if not found:
            _write(report, row, entry, own)
            found = report_problems(definitions_of(row), entry.figures, own, entry.limits)
            _outcome(by, at, row, report, person, found)
    if found:
        raise Refused("cluster.report-refused", found, unit=unit.name, count=len(found))
    return report


def _writable(by: Viewer, edition: ClusterEdition, unit: Unit) -> tuple[ClusterEdition, MemberReport]:
    row = held(edition)
    allow(not row.published, "cluster.only-printed")
    access.cluster_member_for(by, row, unit.code)
    allow(access.may_write_for_member(by, unit), "cluster.not-the-member", unit=unit.name)
    report, _ = MemberReport.objects.get_or_create(edition=row, unit=unit)
    allow(report.state != FILED, "cluster.filed-already", unit=unit.name)
    return row, report


def _impossible(edition: ClusterEdition, entry: ReportEntry) -> list[Problem]:
    """What no unit could have: 9 of 8, a fraction of a case."""
    values = {code: value for code, value in entry.figures.items() if value is not None}
    return check_figures(definitions_of(edition), values)


def _write(
    report: MemberReport, edition: ClusterEdition, entry: ReportEntry, own: Mapping[str, OwnNumber]
) -> None:
    report.results = visible(entry.results)
    report.save()
    unlike = {fold(row.text): row.unlike for row in report.limitations.exclude(unlike="")}
    report.figures.all().delete()
    report.limitations.all().delete()
    MemberFigure.objects.bulk_create(
        MemberFigure(
            report=report, figure=code, state=value.state, numerator=value.numerator,
            denominator=value.denominator, months=months_json(own.get(code)),
        )
        for code, value in entry.figures.items()
        if value is not None
    )  # fmt: skip
    earlier = earlier_limits(edition, report.unit)
    Limitation.objects.bulk_create(_limit(report, limit, earlier, unlike) for limit in entry.limits)


def _limit(
    report: MemberReport, limit: LimitText, earlier: Mapping[int, str], unlike: Mapping[str, str]
) -> Limitation:
    """As written; what the member said is not the earlier one is not taken for it again."""
    said = unlike.get(fold(visible(limit.text)[:400]), "")
    return Limitation(
        report=report, text=visible(limit.text)[:400], cause=visible(limit.cause)[:400],
        owner=visible(limit.owner)[:160], due=limit.due, unlike=said,
        repeats_id=None if said else recurrence(limit.text, earlier),
    )  # fmt: skip


def months_json(own: OwnNumber | None) -> list[dict[str, object]]:
    """Where a number stands, as of now."""
    return [
        {
            "period": month.period, "manifest": month.manifest, "state": int(month.value.state),
            "numerator": month.value.numerator, "denominator": month.value.denominator,
        }
        for month in (own.months if own else ())
        if month.value is not None
    ]  # fmt: skip


def earlier_limits(edition: ClusterEdition, unit: Unit) -> dict[int, str]:
    """Limitations the unit named in the edition before this one."""
    rows = Limitation.objects.filter(report__edition=edition.previous_id, report__unit=unit)
    return dict(rows.filter(report__state=FILED).values_list("pk", "text"))


def _outcome(
    by: Viewer,
    at: datetime,
    edition: ClusterEdition,
    report: MemberReport,
    person: object,
    found: list[Problem],
) -> None:
    unit, lead = report.unit, access.cluster_lead(edition, at.date())
    if found:
        report.refused_at, report.faults = at, [[p.code, dict(p.values)] for p in found]
        sentence = f"Báo cáo của {unit.name} gửi {edition.cluster.title} chưa nộp được: {told(found[0])}"
    else:
        report.state, report.filed_by, report.filed_at = FILED, person, at
        report.refused_at, report.faults, report.returned_reason = None, [], ""
        count = report.limitations.count()
        sentence = f"{unit.name} nộp báo cáo cho {edition.cluster.title}, nêu {count} hạn chế."
    report.save()
    kind = "cluster-report-refused" if found else "cluster-report-file"
    members_tell(by=by, at=at, edition=edition, kind=kind, sentence=sentence, units=[lead] if lead else [])


@transaction.atomic
def member_report_return(
    *, by: Viewer, at: datetime, edition: ClusterEdition, report: MemberReport, reason: str
) -> MemberReport:
    """Give a filed report back, with a reason; a consolidated report already issued keeps what it printed.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.not-filed"; "cluster.refused".
    """
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    report = row.reports.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    allow(report.state == FILED, "cluster.not-filed", unit=report.unit.name)
    allow(row.opened_at is None, "cluster.opened")
    if not visible(reason):
        raise Refused("cluster.refused", [problem("report.reason-missing", Where(field="reason"))])
    report.state, report.returned_reason = RETURNED, visible(reason)[:400]
    report.save()
    sentence = (
        f"Trả lại báo cáo của {report.unit.name} trong {row.cluster.title}. Lý do: {report.returned_reason}"
    )
    members_tell(
        by=by,
        at=at,
        edition=row,
        kind="cluster-report-return",
        sentence=sentence,
        units=[report.unit],
        waiting=True,
    )
    return report


@transaction.atomic
def limitation_settle(*, by: Viewer, at: datetime, limitation: Limitation, on: date, how: str) -> Limitation:
    """Say that a limitation is mended, when and how; by the member that has it.

    Raises:
        Refused: "cluster.not-the-member"; "cluster.settled-already"; "cluster.refused" with all problems.
    """
    acting(by)
    row = (
        Limitation.objects.select_for_update(of=("self",))
        .select_related("report__unit")
        .get(pk=limitation.pk)
    )
    unit = row.report.unit
    allow(access.may_represent(by, unit), "cluster.not-the-member", unit=unit.name)
    allow(row.settled_on is None, "cluster.settled-already")
    found = []
    if not visible(how):
        found.append(problem("cluster.how-missing", Where(field="how")))
    if on > at.date():
        found.append(problem("weakness.in-the-future", Where(field="on")))
    if found:
        raise Refused("cluster.refused", found)
    row.settled_on, row.settled_how = on, visible(how)[:400]
    row.save(update_fields=["settled_on", "settled_how"])
    sentence = f"{unit.name} khắc phục xong hạn chế “{row.text}” ngày {on:%d/%m/%Y}: {row.settled_how}"
    audit(
        by=by, at=at, action="cluster-limit-settle", subject=subject_of(row.report.edition), unit=unit,
        sentence=sentence,
    )  # fmt: skip
    return row


@transaction.atomic
def limitation_unlike(*, by: Viewer, at: datetime, limitation: Limitation, why: str) -> Limitation:
    """Say that it is not the limitation of the year before that it was taken for; by the member, and the lead is told.

    Raises:
        Refused: "cluster.not-the-member"; "cluster.not-repeated"; "cluster.refused".
    """
    acting(by)
    rows = Limitation.objects.select_for_update(of=("self",))
    row = rows.select_related("report__unit", "report__edition__cluster", "repeats").get(pk=limitation.pk)
    unit, edition = row.report.unit, row.report.edition
    allow(access.may_represent(by, unit), "cluster.not-the-member", unit=unit.name)
    allow(row.repeats is not None, "cluster.not-repeated")
    assert row.repeats is not None
    if not visible(why):
        raise Refused("cluster.refused", [problem("cluster.why-missing", Where(field="why"))])
    earlier = row.repeats.text
    row.repeats, row.unlike = None, visible(why)[:200]
    row.save(update_fields=["repeats", "unlike"])
    sentence = f"Hạn chế “{row.text}” của {unit.name}: lặp lại “{earlier}” → không phải hạn chế ấy. Lý do: {row.unlike}"
    lead = access.cluster_lead(edition, at.date())
    members_tell(
        by=by,
        at=at,
        edition=edition,
        kind="cluster-limit-unlike",
        sentence=sentence,
        page="cluster-items",
        units=[lead] if lead else [],
    )
    return row


def values_of(report: MemberReport) -> dict[str, FigureValue]:
    """What a report says, by figure."""
    return {
        row.figure: FigureValue(State(row.state), row.numerator, row.denominator)
        for row in report.figures.all()
    }
