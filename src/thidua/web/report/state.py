"""How a month, its report and its locks are said on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.core.lock import Lock, LockReason
from thidua.core.period import Period
from thidua.core.report import DRAFT, ReportStep, turn_of
from thidua.core.window import Window, WindowState
from thidua.office.wording import sentence
from thidua.rules.catalogue import work_calendar
from thidua.store.models import Report
from thidua.store.models import ReportStep as StepRow

WINDOW_TAGS = {
    WindowState.NOT_OPEN: (gettext_lazy("Chưa mở"), ""),
    WindowState.OPEN: (gettext_lazy("Đang mở"), "blue"),
    WindowState.SOON: (gettext_lazy("Sắp hết hạn"), "gold"),
    WindowState.LATE: (gettext_lazy("Quá hạn"), "red"),
    WindowState.OVER: (gettext_lazy("Đã khóa"), "red"),
}
STEP_TITLES = {
    ReportStep.SUBMIT: gettext_lazy("Trình"),
    ReportStep.APPROVE: pgettext_lazy("step", "Duyệt"),
    ReportStep.RETURN: gettext_lazy("Trả lại"),
    ReportStep.WITHDRAW: gettext_lazy("Rút lại"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    title: str
    tone: str


def window_tag(window: Window | None, day: date) -> Tag:
    if window is None:
        return Tag(_("Không có cửa sổ nhập"), "")
    title, tone = WINDOW_TAGS[window.state(day, work_calendar())]
    return Tag(str(title), tone)


def report_tag(report: Report | None, names: dict[str, str], returned: bool) -> Tag:
    """Where it is, in words; `returned` when its last step sent it down to where it is now."""
    if report is None or report.height == DRAFT:
        return Tag(_("Bị trả lại"), "red") if returned else Tag(_("Chưa trình"), "")
    turn = turn_of(report.height, len(report.levels))
    if turn is None:
        return Tag(_("Đã duyệt xong"), "green")
    level = names.get(report.levels[turn], report.levels[turn])
    if returned:
        return Tag(_("Trả lại %(level)s") % {"level": level}, "red")
    return Tag(_("Chờ %(level)s duyệt") % {"level": level}, "gold")


def came_back(steps: list[StepRow]) -> StepRow | None:
    """The step that sent a report down to where it is now, if that is how it got there."""
    last = steps[-1] if steps else None
    return last if last is not None and last.step == ReportStep.RETURN else None


def lock_lines(locks: Mapping[str, Lock], month: Period) -> list[dict[str, Any]]:
    """The locks of a month, each reason once: the month's own sentence where all its weeks share it."""
    by_reason: dict[LockReason, list[Lock]] = {}
    for code in sorted(locks, key=lambda code: (code != month.code, code)):
        by_reason.setdefault(locks[code].reason, []).append(locks[code])
    lines = []
    for reason, held in by_reason.items():
        whole = reason in (
            LockReason.SUBMITTED,
            LockReason.APPROVED,
            LockReason.UNIT_ENDED,
            LockReason.WINDOW_OVER,
        )
        told = held[:1] if whole else held
        lines.append(
            {
                "reason": reason,
                "sentences": [sentence(lock) for lock in told],
                "lift": sentence(held[0].lift),
                "names": held[0].lifters,
            }
        )
    return lines


def asks_for_it(lines: list[dict[str, Any]]) -> bool:
    """Whether asking somebody helps: somebody can lift a lock, and it is not only time that is in the way."""
    later = all(line["reason"] is LockReason.NOT_OPEN for line in lines)
    return not later and any(line["names"] for line in lines)
