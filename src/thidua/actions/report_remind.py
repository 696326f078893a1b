"""Reminding units whose month is not submitted: by whoever watches them, and by the day itself, twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.lock import superiors
from thidua.actions.notice import notice_send
from thidua.actions.report import subject_of
from thidua.actions.window import windows_of
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused
from thidua.core.report import DRAFT
from thidua.core.window import Window
from thidua.core.workday import workdays_between
from thidua.office.format import day as day_text
from thidua.office.format import period as period_text
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.access import RECORDS, Viewer
from thidua.store.models import ClusterMember, Movement, Person, Post, Report, ReportReminder, Unit

TWICE = 2


@transaction.atomic
def reports_remind(*, by: Viewer | None, at: datetime, units: Sequence[Unit] = (), month: str = "") -> int:
    """Remind these units of a month; without `by`, every unit that the day asks to remind.

    The day reminds twice: when as many working days are left as the rule calls near, and when one is left. Running it
    again on the same day tells nobody twice.

    Returns:
        how many units were reminded.

    Raises:
        Refused: "access.may-not-extend" for a unit that `by` does not oversee; "report.nobody-to-remind".
    """
    if by is None:
        months = _months(at.date())
        return sum(_remind(None, at, _due(month, at.date()), month.code) for month in months)
    acting(by)
    for unit in units:
        allow(access.may_oversee(by, unit), "access.may-not-extend", unit=unit.name)
    written = set(Report.objects.filter(month=month, height__gt=DRAFT).values_list("unit_id", flat=True))
    late = [unit for unit in units if unit.pk not in written]
    if not late:
        raise Refused("report.nobody-to-remind")
    return _remind(by, at, late, month)


def _months(day: date) -> tuple[Period, Period]:
    this = containing(day, PeriodKind.MONTH)
    return containing(this.start - timedelta(days=1), PeriodKind.MONTH), this


def _due(month: Period, day: date) -> list[Unit]:
    """Units compared somewhere whose report of the month the day asks for."""
    units = reporting_units(month)
    codes = [unit.code for unit in units]
    windows = windows_of(codes, [month], access.chains(codes, day))
    written = set(Report.objects.filter(month=month.code, height__gt=DRAFT).values_list("unit_id", flat=True))
    told: dict[int, list[date]] = {}
    for pk, at in ReportReminder.objects.filter(month=month.code, by=None).values_list("unit_id", "at"):
        told.setdefault(pk, []).append(at.astimezone().date())
    return [
        unit
        for unit in units
        if unit.pk not in written
        and (window := windows.get((unit.code, month.code))) is not None
        and _asks(window, day, told.get(unit.pk, []))
    ]


def _asks(window: Window, day: date, told: list[date]) -> bool:
    due = max(window.due, window.extended or window.due)
    left = workdays_between(day, due, work_calendar())
    if not 0 < left <= max(window.soon, TWICE) or len(told) >= TWICE or day in told:
        return False
    return left == 1 or not told


def reporting_units(month: Period) -> list[Unit]:
    """Units that stand in a movement which runs in that month, as members or because their officers are scored."""
    running = Movement.objects.filter(first_day__lte=month.end).filter(
        Q(last_day__isnull=True) | Q(last_day__gte=month.start)
    )
    members = ClusterMember.objects.on(month.end).filter(cluster__movements__in=running).values("unit")
    rows = Unit.objects.on(month.end).filter(Q(pk__in=members) | Q(pk__in=running.values("collectives")))
    return list(rows.order_by("code"))


def _remind(by: Viewer | None, at: datetime, units: Iterable[Unit], month: str) -> int:
    rows, span = list(units), Period.parse(month)
    if not rows:
        return 0
    codes = [unit.code for unit in rows]
    chains = access.chains(codes, at.date())
    windows = windows_of(codes, [span], chains)
    keepers = _keepers(rows, at.date())
    deciders = access.deciders({code for chain in chains.values() for code in chain}, at.date())
    for unit in rows:
        window = windows.get((unit.code, month))
        due = f", hạn {day_text(window.due)}" if window else ""
        notice_send(
            by=by,
            at=at,
            to=keepers.get(unit.pk) or superiors(chains[unit.code], deciders),
            kind="report-remind",
            subject=subject_of(unit, month),
            sentence=f"Nhắc: báo cáo {period_text(span).lower()} của {unit.name} chưa trình{due}.",
            link=reverse("report", args=[unit.code, month]),
            waiting=True,
        )
        ReportReminder.objects.create(unit=unit, month=month, at=at, by=by.person if by else None)
    if by is not None:
        audit(
            by=by,
            at=at,
            action="reports-remind",
            subject=f"month:{month}",
            sentence=f"Nhắc {len(rows)} đơn vị trình báo cáo tháng {month}: {', '.join(u.name for u in rows[:12])}.",
        )
    return len(rows)


def _keepers(units: list[Unit], day: date) -> dict[int, list[Person]]:
    posts = Post.objects.on(day).filter(unit__in=units, role__in=RECORDS).select_related("person")
    found: dict[int, dict[int, Person]] = {}
    for post in posts.order_by("pk"):
        found.setdefault(post.unit_id, {})[post.person_id] = post.person
    return {pk: list(people.values()) for pk, people in found.items()}
