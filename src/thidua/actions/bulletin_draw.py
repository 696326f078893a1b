"""A draft that draws itself: what a closed month says about a unit, in sections whose numbers are figure ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.figure_frozen import close_of, frozen_month, movement_of
from thidua.actions.standing_input import vault_folder
from thidua.core.bulletin import FrozenMonth, free_numbers, met, small_people
from thidua.core.deed import Privacy
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused
from thidua.core.score.table import State
from thidua.core.unit import LinkKind
from thidua.office.format import day, period
from thidua.store import access, vault
from thidua.store.models import (
    ActionItem,
    BulletinCorrection,
    Close,
    Deed,
    Movement,
    Unit,
    UnitLink,
    Weakness,
)

DEEDS = 5  # told in one issue
ANSWERS = ("dien-dan-lang-nghe", "phan-anh-tra-loi-dung-han", "phan-anh-dung-ve-thai-do")
Section = dict[str, Any]


def month_before(month: Period) -> Period:
    return containing(month.start - timedelta(days=1), PeriodKind.MONTH)


def movement_for_bulletin(unit: Unit, month: Period) -> Movement:
    """The movement that the unit's bulletin of that month speaks of.

    Raises:
        Refused: "bulletin.no-movement".
    """
    movement = movement_of(unit, month)
    if movement is None:
        raise Refused("bulletin.no-movement", unit=unit.name, period=month.code)
    return movement


def subject_of(unit: Unit, frozen: FrozenMonth) -> str:
    """Whose numbers the issue prints: the unit's own; of a movement's owner the sums of its largest cluster."""
    if any(unit.code in members for members in frozen.members.values()) or not frozen.members:
        return unit.code
    rows = UnitLink.objects.on(frozen.cut_off).filter(parent=unit, kind=LinkKind.COMMAND)
    below = set(rows.values_list("child__code", flat=True))
    return max(
        frozen.members, key=lambda cluster: (len(below.intersection(frozen.members[cluster])), cluster)
    )


def drawn(
    unit: Unit, month: Period, movement: Movement
) -> tuple[list[Section], Close | None, dict[str, str]]:
    """The sections of a fresh draft, the close they print, and the numbers that came from recorded deeds."""
    close = close_of(movement, month)
    frozen = frozen_month(movement, month)
    subject = subject_of(unit, frozen)
    quoted: dict[str, str] = {}
    sections = [
        _progress(unit, month, frozen, subject),
        _standing(unit, month, close, subject),
        _weak(unit, month, quoted),
        _practices(unit, month, quoted),
        _answers(frozen, subject),
        _corrections(unit, month, quoted),
        _coming(unit, month),
    ]
    return [section for section in sections if section["text"] or section["figures"]], close, quoted


def _section(
    kind: str, title: str, lines: Iterable[str], figures: Iterable[str] = (), *, public: bool
) -> Section:
    text = "\n".join(line for line in lines if line)
    return {"kind": kind, "title": title, "text": text, "figures": list(figures), "public": public}


def _progress(unit: Unit, month: Period, frozen: FrozenMonth, subject: str) -> Section:
    known = [d for d in figure_definitions(month.end) if frozen.value(subject, d.code) is not None]
    short = [
        f"{d.title} [{d.code}]"
        for d in known
        if met(d.kind, frozen.value(subject, d.code), frozen.target(subject, d.code)) is False
    ]
    kept = "Đạt [chi-tieu-dat] chỉ tiêu đã giao ước." if frozen.value(subject, "chi-tieu-dat") else ""
    missed = f"Chưa đạt: {'; '.join(short)}." if short else "Không có chỉ tiêu nào chưa đạt." if kept else ""
    return _section("progress", "Tiến độ giao ước", (kept, missed), (d.code for d in known), public=True)


def _standing(unit: Unit, month: Period, close: Close | None, subject: str) -> Section:
    if close is None:
        return _section("standing", "Xếp hạng", (), public=False)
    if subject == unit.code:
        lines = [
            "Xếp thứ [thu-hang] trong khối; tháng trước xếp thứ [thu-hang/" + month_before(month).code + "]."
        ]
    else:
        names = {row["subject"]: row["name"] for row in vault.read_subjects(vault_folder() / close.bundle)}
        rows = [
            r for r in vault.read_standing(vault_folder() / close.bundle) if r.group == subject and r.place
        ]
        first = [names[row.subject] for row in sorted(rows, key=lambda r: (r.place, r.subject))[:3]]
        lines = [f"Ba đơn vị đứng đầu khối: {'; '.join(first)}."] if first else []
    return _section("standing", "Xếp hạng", lines, public=False)


def weaknesses_of(unit: Unit, month: Period) -> list[Weakness]:
    """Open at some time of that month: opened by then, and not closed before it began."""
    rows = Weakness.objects.filter(unit=unit, period__lte=month.code).select_related("owner")
    return [row for row in rows if row.closed_on is None or row.closed_on >= month.start]


def weakness_text(row: Weakness, month: Period, shortfall: str) -> str:
    """One line: what, since when, by when; or how it was closed. `shortfall` is the number behind it, or its id."""
    opened = Period.parse(row.period)
    since = "" if row.period == month.code else f" (mang sang từ {period(opened).lower()})"
    short = f": {shortfall}" if shortfall else ""
    if row.closed_on is not None and row.closed_on <= month.end:
        return (
            f"{row.title}{short}{since}. Đã khắc phục ngày {day(row.closed_on)}: {row.evidence.rstrip('.')}."
        )
    return f"{row.title}{short}{since}. Hạn khắc phục {day(row.due)}."


def _weak(unit: Unit, month: Period, quoted: dict[str, str]) -> Section:
    lines = []
    for row in weaknesses_of(unit, month):
        number = f"[{unit.code}/{row.figure}/{row.period}]" if row.figure else ""
        lines.append(f"- {weakness_text(row, month, number)}")
        quoted.update(
            dict.fromkeys(free_numbers(f"{row.title} {row.evidence}"), f"khâu yếu {row.code}"[:200])
        )
    return _section("weak", "Khâu yếu", lines or ["Không có khâu yếu nào đang mở."], public=False)


def _practices(unit: Unit, month: Period, quoted: dict[str, str]) -> Section:
    rows = Deed.objects.filter(
        on__gte=month.start, on__lte=month.end, confirmed_by__isnull=False, replaced_by__isnull=True,
        privacy=Privacy.OPEN,
    ).select_related("unit")  # fmt: skip
    inside = rows.filter(unit=unit)
    if not inside.exists():
        inside = rows.filter(unit__code__in=access.below(frozenset({unit.code}), month.end))
    lines = []
    for deed in _told(inside.order_by("-on", "-pk")[:60]):
        told = public_summary(deed.summary)
        lines.append(f"- {told} ({deed.unit.name}, ngày {day(deed.on)}).")
        quoted.update(dict.fromkeys(free_numbers(told), f"việc đã xác nhận {deed.code}"[:200]))
    return _section("practices", "Việc tốt, cách làm đã xác nhận", lines, public=True)


def public_summary(text: str) -> str:
    """What was done without counts of a few people: cut before the first of them; "" if nothing is left."""
    kept = text.strip()
    for mark in (": ", ", "):
        if small_people(kept):
            kept = kept.split(mark)[0]
    return "" if small_people(kept) else kept.rstrip(".:, ")


def _told(deeds: Iterable[Deed]) -> list[Deed]:
    """A few of different kinds and units, so that one busy team does not fill the page."""
    kept: list[Deed] = []
    seen: set[tuple[str, int]] = set()
    for deed in deeds:
        key = (deed.kind, deed.unit_id)
        if key not in seen and len(kept) < DEEDS and public_summary(deed.summary):
            seen.add(key)
            kept.append(deed)
    return kept


def _answers(frozen: FrozenMonth, subject: str) -> Section:
    told = {
        "dien-dan-lang-nghe": "Tổ chức [dien-dan-lang-nghe] diễn đàn lắng nghe.",
        "phan-anh-tra-loi-dung-han": "Phản ánh được trả lời đúng hẹn: [phan-anh-tra-loi-dung-han].",
        "phan-anh-dung-ve-thai-do": "Phản ánh đúng về thái độ phục vụ: [phan-anh-dung-ve-thai-do].",
    }
    held = {code: frozen.value(subject, code) for code in ANSWERS}
    lines = [told[code] for code, value in held.items() if value is not None and value.state is State.PRESENT]
    return _section("answers", "Trả lời người dân", lines, public=True)


def _corrections(unit: Unit, month: Period, quoted: dict[str, str]) -> Section:
    rows = BulletinCorrection.objects.filter(
        publication__bulletin__unit=unit, publication__bulletin__period__lt=month.code,
        publication__audience="inside", at__date__gt=month.start,
    ).select_related("publication__bulletin")  # fmt: skip
    lines = [f"- {correction_text(row)}" for row in rows]
    for row in rows:
        numbers = free_numbers(f"{row.before} {row.after} {row.reason}")
        quoted.update(dict.fromkeys(numbers, f"đính chính {row.figure}"[:200]))
    return _section("corrections", "Đính chính", lines, public=True)


def correction_text(row: BulletinCorrection) -> str:
    """ "Bản tin tháng 11/2025: Hồ sơ trả đúng hạn in là 96/124, đúng là 103/124. Lý do: …" """
    month = period(Period.parse(row.publication.bulletin.period)).lower()
    return (
        f"Đính chính ngày {day(row.at.astimezone(vault.HERE).date())}, bản tin {month}: "
        f"{row.title} đã in là {row.before}, đúng là {row.after}. Lý do: {row.reason.rstrip('.')}."
    )


def _coming(unit: Unit, month: Period) -> Section:
    after = containing(month.end + timedelta(days=1), PeriodKind.MONTH)
    items = ActionItem.objects.filter(
        plan__unit=unit, plan__state="approved", due__gte=after.start, due__lte=after.end
    ).exclude(done_on__lte=month.end)
    lines = [f"- {item.title.rstrip('.')}, hạn {day(item.due)}." for item in items]
    return _section("coming", "Việc tháng tới", lines, public=True)


def title_of(figure: str, month: str) -> str:
    definition = figure_definition(figure, Period.parse(month).end)
    return definition.title if definition else figure
