"""Everything held about one person, as she may see it: what it is, how it reads, and a name to dispute it by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from thidua.actions.definition import deed_kinds, figure_definition
from thidua.actions.merit import TABLES, said
from thidua.core.period import Period
from thidua.core.score.table import State
from thidua.office.format import day, moment, period, value
from thidua.office.merit import kind_title
from thidua.rules.catalogue import award_forms
from thidua.store.access import Viewer
from thidua.store.models import (
    AuditLine,
    Award,
    Commitment,
    Correction,
    Deed,
    Delegation,
    Dossier,
    Figure,
    GoodDeedNote,
    Job,
    MailChoice,
    Notice,
    Person,
    Post,
    TransferRemark,
)  # fmt: skip

LATEST = 200  # of what grows every day; the export has the same


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One thing: `subject` names it in the log and in a request to correct it."""

    subject: str
    what: str
    when: str
    detail: str = ""

    @property
    def words(self) -> str:
        return " · ".join(part for part in (self.what, self.detail, self.when) if part)


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """Things of one kind; `disputed`: whether a row can be said to be wrong."""

    code: str
    title: str
    rows: tuple[HeldRow, ...]
    disputed: bool = True


def held_about(viewer: Viewer) -> tuple[HeldGroup, ...]:
    """Read for nobody but the person herself."""
    person = viewer.person
    if person is None:
        return ()
    parts = (
        ("self", "Hồ sơ", _self(viewer, person), True),
        ("posts", "Chức vụ", _posts(person), True),
        ("figures", "Số liệu về tôi", _figures(person), True),
        ("deeds", "Việc làm nêu tên tôi", _deeds(person), True),
        ("awards", "Khen thưởng", _awards(person), True),
        ("merit", "Hồ sơ để xét khen thưởng", _merit(person), True),
        ("nominations", "Đề nghị khen thưởng nêu tên tôi", _nominations(person), True),
        ("good-deeds", "Việc tốt kể về tôi", _good_deeds(person), True),
        ("commitments", "Cam kết", _commitments(person), True),
        ("delegations", "Ủy quyền cho tôi và của tôi", _delegations(person), True),
        ("audit", "Ai xem, ai sửa điều gì về tôi", _audit(person), True),
        ("notices", "Thông báo gửi tôi", _notices(person), False),
        ("jobs", "Việc nền của tôi", _jobs(person), False),
        ("corrections", "Tôi đã báo sai", _corrections(person), False),
    )
    return tuple(HeldGroup(code, title, tuple(rows), disputed) for code, title, rows, disputed in parts)


def _self(viewer: Viewer, person: Person) -> Iterator[HeldRow]:
    yield HeldRow(f"person:{person.code}", f"Họ tên: {person.name}", "")
    if person.rank:
        yield HeldRow(f"person:{person.code}/rank", f"Cấp bậc: {person.rank}", "")
    if viewer.account is not None:
        yield HeldRow("account", f"Tên đăng nhập: {viewer.account.username}", "")
        if choice := MailChoice.objects.filter(account=viewer.account).first():
            yield HeldRow("mail", f"Địa chỉ thư: {choice.address}", "", choice.get_when_display())


def _posts(person: Person) -> Iterator[HeldRow]:
    for row in Post.objects.filter(person=person).select_related("unit"):
        until = f" đến {day(row.last_day)}" if row.last_day else ""
        yield HeldRow(f"post:{row.pk}", f"{row.title}, {row.unit.name}", f"từ {day(row.first_day)}{until}")


def _figures(person: Person) -> Iterator[HeldRow]:
    rows = Figure.objects.filter(person=person, replaced_by__isnull=True).select_related("recorded_by")
    for row in rows.order_by("-period", "figure"):
        span = Period.parse(row.period)
        definition = figure_definition(row.figure, span.end)
        title = definition.title if definition else row.figure
        text = value(definition.kind, State(row.state), row.numerator, row.denominator) if definition else ""
        by = f"{row.recorded_by.name} ghi {moment(_here(row.recorded_at))}"
        yield HeldRow(f"figure:{person.code}/{row.period}/{row.figure}", f"{title}: {text}", period(span), by)


def _deeds(person: Person) -> Iterator[HeldRow]:
    kinds = deed_kinds()
    named = Q(person=person) | Q(recorded_by=person) | Q(confirmed_by=person)
    for row in Deed.objects.filter(named).select_related("unit").order_by("-on", "-pk")[:LATEST]:
        roles = [
            word
            for word, pk in (("người làm", row.person_id), ("người ghi", row.recorded_by_id),
                             ("người xác nhận", row.confirmed_by_id))
            if pk == person.pk
        ]  # fmt: skip
        title = kinds[row.kind].title if row.kind in kinds else row.kind
        detail = f"{title}, {row.unit.name}; tôi là {', '.join(roles)}"
        yield HeldRow(f"deed:{row.code}", row.summary, day(row.on), detail)


def _awards(person: Person) -> Iterator[HeldRow]:
    titles = {form.code: form.title for form in award_forms()}
    for row in Award.objects.filter(person=person).select_related("decision"):
        state = (
            f"{row.get_state_display().lower()}{f', số {row.decision_number}' if row.decision_number else ''}"
        )
        yield HeldRow(f"award:{row.code}", titles.get(row.form, row.form), str(row.year), state)


def _merit(person: Person) -> Iterator[HeldRow]:
    """Ratings, achievements, disciplines … as they hold; what was replaced stands on the page itself."""
    for kind, table in TABLES.items():
        for row in table._default_manager.filter(person=person, replaced_by__isnull=True, void=False):
            yield HeldRow(f"merit-{kind}:{row.pk}", f"{kind_title(kind, 'vi')}: {said(row)}", "", row.paper)


def _nominations(person: Person) -> Iterator[HeldRow]:
    titles = {form.code: form.title for form in award_forms()}
    for row in Dossier.objects.filter(award__person=person).select_related("award", "desk"):
        detail = f"{row.get_state_display().lower()}, ở {row.desk.name}"
        title = titles.get(row.award.form, row.award.form)
        yield HeldRow(f"dossier:{row.award.code}", title, str(row.award.year), detail)
    for remark in TransferRemark.objects.filter(person=person).select_related("unit"):
        told = remark.text if remark.answered_at else "chưa trả lời"
        what = f"Nhận xét của {remark.unit.name} khi tôi chuyển công tác"
        yield HeldRow(f"remark:{remark.pk}", what, day(remark.moved_on), told)


def _good_deeds(person: Person) -> Iterator[HeldRow]:
    for row in GoodDeedNote.objects.filter(person=person).select_related("written_by"):
        yield HeldRow(f"good-deed:{row.pk}", row.text, day(row.on), f"{row.written_by.name} kể")


def _commitments(person: Person) -> Iterator[HeldRow]:
    for row in (
        Commitment.objects.filter(person=person).select_related("compact__unit").order_by("-due", "pk")
    ):
        detail = f"đo bằng: {row.measure}; giao ước của {row.compact.unit.name}"
        yield HeldRow(f"commitment:{row.pk}", row.text, f"hạn {day(row.due)}", detail)


def _delegations(person: Person) -> Iterator[HeldRow]:
    rows = Delegation.objects.filter(Q(to=person) | Q(post__person=person)).select_related(
        "to", "post__person", "post__unit"
    )
    for row in rows.order_by("-first_day"):
        until = day(row.last_day) if row.last_day else ""
        yield HeldRow(
            f"delegation:{row.pk}",
            f"{row.post.person.name} ủy quyền cho {row.to.name}",
            f"{day(row.first_day)}–{until}",
            row.post.unit.name,
        )


def _audit(person: Person) -> Iterator[HeldRow]:
    rows = AuditLine.objects.filter(about=person.code).exclude(by_code=person.code).order_by("-at", "-id")
    for row in rows[:LATEST]:
        yield HeldRow(f"audit:{row.pk}", row.sentence, moment(_here(row.at)), row.by)


def _notices(person: Person) -> Iterator[HeldRow]:
    for row in Notice.objects.filter(to=person)[:LATEST]:
        yield HeldRow(
            f"notice:{row.pk}", row.sentence, moment(_here(row.at)), "đã đọc" if row.read_at else ""
        )


def _jobs(person: Person) -> Iterator[HeldRow]:
    for row in Job.objects.filter(owner=person)[:LATEST]:
        yield HeldRow(
            f"job:{row.pk}", row.title, moment(_here(row.asked_at)), row.get_state_display().lower()
        )


def _corrections(person: Person) -> Iterator[HeldRow]:
    for row in Correction.objects.filter(person=person):
        detail = f"{row.get_state_display().lower()}{f': {row.answer}' if row.answer else ''}"
        yield HeldRow(f"correction:{row.pk}", row.text, moment(_here(row.asked_at)), detail)


def _here(at: datetime) -> datetime:
    from django.utils.timezone import localtime

    return localtime(at)
