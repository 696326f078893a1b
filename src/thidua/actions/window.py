"""Windows of months: which rule holds for a unit, a rule of one's own, and more time for one unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.core.window import Window, WindowRule, check_window_rule, window_of
from thidua.rules.catalogue import window_rules, work_calendar
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Unit, WindowChange, WindowExtension


def rules_of(codes: Iterable[str], chains: Mapping[str, tuple[str, ...]]) -> dict[str, list[WindowRule]]:
    """Unit's code → rules that may hold, first the one to ask first: nearest above, then latest, then packaged."""
    wanted = set(codes)
    above = {code for own in wanted for code in chains.get(own, (own,))}
    changes: dict[str, list[WindowRule]] = {}
    rows = WindowChange.objects.filter(unit__code__in=above).select_related("unit")
    for row in rows.order_by("-first_day", "-pk"):
        changes.setdefault(row.unit.code, []).append(_rule(row))
    return {
        own: [rule for code in chains.get(own, (own,)) for rule in changes.get(code, ())]
        + list(window_rules())
        for own in wanted
    }


def _rule(row: WindowChange) -> WindowRule:
    return WindowRule(row.opens, row.due, row.late, row.soon, row.first_day, row.last_day, row.paper)


def rule_for(rules: Sequence[WindowRule], month: Period) -> WindowRule | None:
    return next((rule for rule in rules if rule.in_force(month)), None)


def windows_of(
    codes: Iterable[str], months: Iterable[Period], chains: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], Window]:
    """(unit, month) → its window, for those months in which a rule holds. Two questions."""
    wanted, spans = set(codes), set(months)
    rules = rules_of(wanted, chains)
    rows = WindowExtension.objects.filter(unit__code__in=wanted, month__in={span.code for span in spans})
    extended = {(row.unit.code, row.month): row.until for row in rows.select_related("unit")}
    found = {}
    for code in wanted:
        for month in spans:
            rule = rule_for(rules[code], month)
            if rule is not None:
                until = extended.get((code, month.code))
                found[code, month.code] = window_of(month, rule, work_calendar(), until)
    return found


def window_for(unit: Unit, month: Period, day: date) -> Window | None:
    """The window of one unit's month."""
    return windows_of([unit.code], [month], access.chains([unit.code], day)).get((unit.code, month.code))


@transaction.atomic
def window_set(*, by: Viewer, at: datetime, unit: Unit, rule: WindowRule) -> WindowChange:
    """Say when months of the unit's branch take figures, from `rule.first_day` on; earlier months keep their rule.

    Raises:
        Refused: "access.may-not-set-windows"; "window.refused" with all problems.
    """
    person = acting(by)
    allow(access.may_set_windows(by, unit), "access.may-not-set-windows", unit=unit.name)
    found: list[Problem] = check_window_rule(rule)
    paper = visible(rule.source)
    if not paper:
        found.append(problem("window.paper-missing", Where(field="source")))
    if rule.first_day < at.date().replace(day=1):
        found.append(problem("window.in-the-past", Where(field="first_day")))
    if found:
        raise Refused("window.refused", found)
    row = WindowChange.objects.create(
        unit=unit, opens=rule.opens, due=rule.due, late=rule.late, soon=rule.soon, paper=paper,
        first_day=rule.first_day, last_day=rule.last_day, by=person, at=at,
    )  # fmt: skip
    audit(
        by=by,
        at=at,
        action="window-set",
        subject=f"unit:{unit.code}",
        sentence=f"Từ {rule.first_day:%m/%Y}, {unit.name} và cấp dưới nhập số liệu tháng từ ngày {rule.opens}, "
        f"hạn ngày {rule.due} tháng sau, muộn nhất ngày {rule.late}. Căn cứ: {paper}",
    )
    return row


@transaction.atomic
def window_extend(
    *, by: Viewer, at: datetime, unit: Unit, month: str, until: date, reason: str
) -> WindowExtension:
    """Give one unit more time for one month.

    Raises:
        Refused: "access.may-not-extend"; "window.not-over" (the rule gives that day anyway); "window.refused".
    """
    person, reason = acting(by), visible(reason)
    span = Period.parse(month)
    assert span.kind is PeriodKind.MONTH
    allow(access.may_oversee(by, unit), "access.may-not-extend", unit=unit.name)
    window = window_for(unit, span, at.date())
    allow(window is not None, "window.none", month=span.code)
    found: list[Problem] = []
    if not reason:
        found.append(problem("window.reason-missing", Where(field="reason")))
    if until < at.date():
        found.append(problem("window.until-past", Where(field="until")))
    elif window is not None and until <= window.last:
        found.append(problem("window.not-longer", Where(field="until"), last=f"{window.last:%d/%m/%Y}"))
    if found:
        raise Refused("window.refused", found)
    row = WindowExtension.objects.create(
        unit=unit, month=span.code, until=until, reason=reason, by=person, at=at
    )
    audit(
        by=by,
        at=at,
        action="window-extend",
        subject=f"unit:{unit.code}",
        sentence=f"Gia hạn nhập tháng {span.code} cho {unit.name} đến {until:%d/%m/%Y}. Lý do: {reason}",
    )
    return row
