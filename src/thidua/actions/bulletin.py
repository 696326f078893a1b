"""The life of a bulletin: draw, edit, approve, publish inside, clear for outside, publish outside, archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.bulletin_draw import drawn, movement_for_bulletin
from thidua.actions.bulletin_issue import issue_of, numbers_of, values_json
from thidua.actions.bulletin_public import public_issue, public_table
from thidua.actions.notice import notice_send
from thidua.core.bulletin import NEXT, Check, Stage, free_numbers, small_people
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.core.unit import Role
from thidua.office.format import period
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    Bulletin,
    BulletinConsent,
    BulletinStep,
    BulletinVersion,
    Person,
    Publication,
    Unit,
)

TEXT_MAX = 8000
Sections = Sequence[Mapping[str, Any]]


@transaction.atomic
def bulletin_draw(*, by: Viewer, at: datetime, unit: Unit, month: str) -> Bulletin:
    """A draft of that month's issue, drawn from its close, or from what stands while nobody has closed it.

    Raises:
        Refused: "access.may-not-write-bulletin"; "bulletin.exists"; "bulletin.no-movement"; "period.unknown".
    """
    acting(by)
    allow(access.may_write_bulletin(by, unit), "access.may-not-write-bulletin", unit=unit.name)
    span = _month(month)
    movement = movement_for_bulletin(unit, span)
    allow(
        not Bulletin.objects.filter(unit=unit, period=span.code).exists(), "bulletin.exists", period=span.code
    )
    number = Bulletin.objects.filter(unit=unit, period__startswith=span.code[:4]).count() + 1
    row = Bulletin.objects.create(unit=unit, period=span.code, movement=movement, number=number)
    _draw(by, at, row, "Hệ thống tự dựng từ số liệu của tháng.")
    _tell(by, at, "bulletin-draw", row, f"Dựng dự thảo bản tin {_named(row)}.")
    return row


@transaction.atomic
def bulletin_redraw(*, by: Viewer, at: datetime, bulletin: Bulletin) -> BulletinVersion:
    """Draw the draft anew, from the latest close; what was written by hand stays in the version before.

    Raises:
        Refused: "access.may-not-write-bulletin"; "bulletin.not-draft".
    """
    row = _draft(by, bulletin)
    version = _draw(by, at, row, "Dựng lại từ lần chốt mới nhất.")
    _tell(by, at, "bulletin-redraw", row, f"Dựng lại dự thảo bản tin {_named(row)}, bản {version.number}.")
    return version


def _draw(by: Viewer, at: datetime, row: Bulletin, note: str) -> BulletinVersion:
    sections, close, quoted = drawn(row.unit, Period.parse(row.period), row.movement)
    for section in sections:
        section["drawn"] = section["text"]  # what nobody wrote is not a copied passage
    return BulletinVersion.objects.create(
        bulletin=row, number=row.versions.count() + 1, at=at, by=acting(by), close=close, sections=sections,
        quoted=quoted, note=note,
    )  # fmt: skip


@transaction.atomic
def bulletin_write(
    *,
    by: Viewer,
    at: datetime,
    bulletin: Bulletin,
    sections: Sections,
    quoted: Mapping[str, str],
    note: str = "",
) -> BulletinVersion:
    """The text as edited, in its new order, as the next version.

    Args:
        quoted: numbers typed by hand → where they are quoted from.

    Raises:
        Refused: "access.may-not-write-bulletin"; "bulletin.not-draft"; "bulletin.refused" with all problems.
    """
    row = _draft(by, bulletin)
    last = row.versions.last()
    assert last is not None
    known = {section["kind"]: section for section in last.sections}
    found: list[Problem] = []
    clean = []
    for section in sections:
        kind, text = section["kind"], visible(str(section["text"]))
        if len(text) > TEXT_MAX:
            found.append(problem("bulletin.too-long", Where(field=f"text-{kind}"), most=TEXT_MAX))
        old = known.get(kind, {})
        clean.append(
            {
                "kind": kind, "title": visible(str(section["title"]))[:120] or old.get("title", ""), "text": text,
                "figures": list(section.get("figures", old.get("figures", []))),
                "public": bool(section["public"]), "drawn": old.get("drawn", ""),
            }
        )  # fmt: skip
    if len({section["kind"] for section in clean}) != len(clean):
        found.append(problem("bulletin.section-twice", Where()))
    if found:
        raise Refused("bulletin.refused", found)
    version = BulletinVersion.objects.create(
        bulletin=row, number=last.number + 1, at=at, by=acting(by), close=last.close, sections=clean,
        quoted=dict(quoted), note=note[:300],
    )  # fmt: skip
    _tell(
        by,
        at,
        "bulletin-write",
        row,
        f"Sửa dự thảo bản tin {_named(row)}, bản {last.number} → {version.number}.",
    )
    return version


@transaction.atomic
def bulletin_advance(
    *, by: Viewer, at: datetime, bulletin: Bulletin, stage: Stage, checks: Sequence[str] = (), note: str = ""
) -> BulletinStep:
    """Take the issue to its next stage, or a draft that was approved back.

    Raises:
        Refused: "access.may-not-sign" (approval), "access.may-not-write-bulletin" (inside), "access.may-not-clear"
            (outside); "bulletin.not-next"; "bulletin.refused" with all problems.
    """
    person = acting(by)
    row = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    allow(stage in NEXT[Stage(row.stage)], "bulletin.not-next", stage=row.stage)
    _may(by, row, stage)
    version = row.versions.last()
    assert version is not None
    if found := bulletin_problems(row, version, stage, checks):
        raise Refused("bulletin.refused", found)
    step = BulletinStep.objects.create(
        bulletin=row, stage=stage, version=version, at=at, by=person, checks=sorted(checks), note=note[:300]
    )
    row.stage = stage
    row.save(update_fields=["stage"])
    if stage in (Stage.INSIDE, Stage.OUTSIDE):
        _publish(by, at, row, version, stage)
    words = {
        Stage.DRAFT: "Trả lại dự thảo", Stage.APPROVED: "Duyệt", Stage.INSIDE: "Phát hành nội bộ",
        Stage.CLEARED: "Duyệt phần công khai của", Stage.OUTSIDE: "Công bố ra ngoài", Stage.ARCHIVED: "Lưu trữ",
    }  # fmt: skip
    _tell(by, at, "bulletin-advance", row, f"{words[stage]} bản tin {_named(row)}, bản {version.number}.")
    _notify(by, at, row, stage)
    return step


def bulletin_problems(
    row: Bulletin, version: BulletinVersion, stage: Stage, checks: Sequence[str] = ()
) -> list[Problem]:
    """What stands in the way of the next stage."""
    found: list[Problem] = []
    if stage is Stage.APPROVED:
        if version.close is None:
            found.append(
                problem("bulletin.month-not-closed", Where(), period=period(Period.parse(row.period)))
            )
        for section in version.sections:
            where = Where(field=f"text-{section['kind']}")
            found += [
                problem("bulletin.free-number", where, number=number, section=section["title"])
                for number in free_numbers(section["text"], version.quoted)
            ]
            found += [
                problem("bulletin.small-count", where, count=count, section=section["title"])
                for count in (small_people(section["text"]) if section["public"] else ())
            ]
        found += [
            problem("bulletin.name-without-consent", Where(field="consents"), person=person.name)
            for person in unconsented(row, version)
        ]
    if stage is Stage.CLEARED:
        missing = [check for check in Check if check not in checks]
        found += [
            problem("bulletin.check-missing", Where(field=f"check-{check}"), check=check) for check in missing
        ]
        if not any(section["public"] for section in version.sections):
            found.append(problem("bulletin.nothing-public", Where()))
    return found


def unconsented(row: Bulletin, version: BulletinVersion) -> list[Person]:
    """People of the branch whose names stand in the text and who have not agreed to it."""
    text = "\n".join(section["text"] for section in version.sections)
    units = access.below(frozenset({row.unit.code}), Period.parse(row.period).end)
    people = Person.objects.filter(posts__unit__code__in=units).distinct()
    agreed = set(row.consents.values_list("person", flat=True))
    return [person for person in people if person.name in text and person.pk not in agreed]


@transaction.atomic
def consent_record(
    *, by: Viewer, at: datetime, bulletin: Bulletin, person: Person, paper: str
) -> BulletinConsent:
    """A person has agreed, on paper, to be named in this issue.

    Raises:
        Refused: "access.may-not-write-bulletin"; "bulletin.not-draft"; "bulletin.refused".
    """
    row = _draft(by, bulletin)
    if not paper.strip():
        raise Refused("bulletin.refused", [problem("bulletin.consent-paper", Where(field="paper"))])
    consent, _ = BulletinConsent.objects.get_or_create(
        bulletin=row, person=person, defaults={"paper": paper.strip()[:200], "at": at, "by": acting(by)}
    )
    _tell(
        by,
        at,
        "consent-record",
        row,
        f"{person.name} đồng ý cho nêu tên trong bản tin {_named(row)}: {consent.paper}.",
    )
    return consent


# --- Parts ------------------------------------------------------------------------------------------------


def _publish(by: Viewer, at: datetime, row: Bulletin, version: BulletinVersion, stage: Stage) -> Publication:
    numbers = numbers_of(row, version)
    issue, printed = issue_of(row, version, numbers)
    table: dict[str, Any] = {}
    if stage is Stage.OUTSIDE:
        table = public_table(row, numbers)
        issue = public_issue(issue, table)
    return Publication.objects.create(
        bulletin=row, audience=stage, version=version, at=at, by=acting(by), content=issue.to_json(),
        printed=values_json(printed), table=table,
    )  # fmt: skip


def _may(by: Viewer, row: Bulletin, stage: Stage) -> None:
    if stage in (Stage.CLEARED, Stage.OUTSIDE):
        allow(access.may_clear(by, row.unit), "access.may-not-clear", unit=row.unit.name)
    elif stage in (Stage.APPROVED, Stage.DRAFT):
        allow(access.may_sign(by, row.unit), "access.may-not-sign", unit=row.unit.name)
    else:
        allow(access.may_write_bulletin(by, row.unit), "access.may-not-write-bulletin", unit=row.unit.name)


def _notify(by: Viewer, at: datetime, row: Bulletin, stage: Stage) -> None:
    """Whoever is to do the next step."""
    roles = {
        Stage.DRAFT: (Role.CLERK, Role.EMULATION), Stage.APPROVED: (Role.CLERK, Role.EMULATION),
        Stage.INSIDE: (Role.EDITOR,), Stage.OUTSIDE: (Role.HEAD,),
    }.get(stage)  # fmt: skip
    if roles is None:
        return
    words = {
        Stage.DRAFT: "Chỉ huy trả lại", Stage.APPROVED: "Chỉ huy đã duyệt, chờ phát hành",
        Stage.INSIDE: "Chờ duyệt phần công khai của", Stage.OUTSIDE: "Đã công bố ra ngoài",
    }  # fmt: skip
    notice_send(
        by=by, at=at, to=access.holders(row.unit, roles, at.date()), kind=f"bulletin-{stage}",
        subject=f"bulletin:{row.unit.code}/{row.period}", link=f"/ban-tin-thang/{row.unit.code}/{row.period}/",
        sentence=f"{words[stage]} bản tin {_named(row)}.",
        waiting=stage is not Stage.OUTSIDE,
    )  # fmt: skip


def _draft(by: Viewer, bulletin: Bulletin) -> Bulletin:
    acting(by)
    allow(
        access.may_write_bulletin(by, bulletin.unit), "access.may-not-write-bulletin", unit=bulletin.unit.name
    )
    row = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    allow(row.stage == Stage.DRAFT, "bulletin.not-draft", period=row.period)
    return row


def _month(code: str) -> Period:
    try:
        span = Period.parse(code)
    except ValueError as fault:
        raise Refused("period.unknown", period=code) from fault
    if span.kind is not PeriodKind.MONTH:
        raise Refused("period.unknown", period=code)
    return span


def _named(row: Bulletin) -> str:
    return f"{period(Period.parse(row.period)).lower()} của {row.unit.name}"


def _tell(by: Viewer, at: datetime, action: str, row: Bulletin, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=f"bulletin:{row.unit.code}/{row.period}", sentence=sentence)
