"""Official papers composed from what is recorded: plan, compact, commitment, minutes, and many at once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings

from thidua.actions.audit import allow
from thidua.actions.definition import figure_definition
from thidua.actions.job import Made, Progress, long_work
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.core.text import initials
from thidua.core.unit import LinkKind, Role
from thidua.office.document import Document, Heading, Signature, to_pdf, to_word
from thidua.office.document.compact import Annex, Target, commitment_document, compact_document, lower_first
from thidua.office.document.minutes import Meeting, minutes_document
from thidua.office.document.plan import Item, plan_document, split_kind
from thidua.office.format import day, number, period
from thidua.store import access, vault
from thidua.store.access import Viewer
from thidua.store.models import Commitment, Compact, Minutes, Movement, Person, Plan, Post, Unit, UnitLink

MANY = 24  # papers made while somebody waits; more are made in the background
MEDIA = {"pdf": "application/pdf", "zip": "application/zip"}
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


# --- Who signs, and from where ----------------------------------------------------------------------------


def heading_of(
    unit: Unit,
    on: date | None,
    *,
    number: str = "",
    abbreviation: str = "",
    place: bool = True,
    seen_on: date | None = None,
) -> Heading:
    """The head of a unit's paper: its superior on that day, a number or room for one, where and when.

    Args:
        abbreviation: of the kind of paper ("BC"), for a paper that has no number yet.
        seen_on: the day whose tree counts, where `on` is left to be written by hand.
    """
    seen = on or seen_on
    above = UnitLink.objects.filter(child=unit, kind=LinkKind.COMMAND).select_related("parent")
    link = (above.on(seen) if seen else above).order_by("pk").last()
    printed = re.sub(r"\s*\([^)]*\)$", "", number)
    if not printed and abbreviation:
        printed = f"/{abbreviation}-{symbol_of(unit)}"
    return Heading(
        agency=unit.name,
        superior=link.parent.name if link else "",
        number=printed,
        place=place_of(unit) if place else "",
        on=on,
    )


def symbol_of(unit: Unit) -> str:
    """ "Công an xã Lim Xanh" → "CAX": the first letters of the agency's kind, written in small letters."""
    kept = [word for word in unit.name.split(",")[0].split() if word[:1].islower()]
    first = unit.name.split()[0]
    return (initials(" ".join([first, *kept])) or initials(unit.name)).upper()


def place_of(unit: Unit) -> str:
    """Địa danh: the name of the territory without its kind."""
    name = unit.area.name if unit.area else unit.name
    named = re.search(r"(?:tỉnh|thành phố|xã|phường|đặc khu|thị trấn|huyện)\s+([^,–]+)$", name, re.IGNORECASE)
    return named[1].strip() if named else name


def signature_of(unit: Unit, on: date, name: str = "", note: str = "") -> Signature:
    """How the unit signs on that day: its head, or another of its officers for the head ("KT.", "TL.")."""
    posts = list(Post.objects.on(on).filter(unit=unit).select_related("person").order_by("pk"))
    head = next((post for post in posts if post.role == Role.HEAD), None)
    title = head.title if head else f"Thủ trưởng {unit.name}"
    signing = next((post for post in posts if name and post.person.name == name), None)
    if not name:
        return Signature((title,), full_name(head.person) if head else "", note)
    if signing is None or signing.role == Role.HEAD:
        return Signature((title,), full_name(signing.person) if signing else name, note)
    short = "KT." if signing.role == Role.DEPUTY else "TL."
    return Signature((f"{short} {title}", signing.title), full_name(signing.person), note)


def full_name(person: Person) -> str:
    """With the rank: who may print it before a name is the Minister's to say (Nghị định 30/2020, Phụ lục I)."""
    return f"{person.rank} {person.name}".strip()


# --- Papers -----------------------------------------------------------------------------------------------


def plan_paper(plan: Plan) -> Document:
    """Kế hoạch, as approved or as a draft."""
    directive = plan.directive
    basis = [_paper(directive.kind, directive.number, directive.issued, directive.issuer, directive.subject)]
    if plan.parent:
        above = plan.parent
        kind, subject = split_kind(above.title, "Kế hoạch")
        basis.append(_paper(kind, above.number, above.issued, above.unit.name, subject))
    items = [
        Item(item.title, full_name(item.owner), item.due, item.measure, item.done_on)
        for item in plan.items.select_related("owner")
    ]
    signed = plan.approved_by.name if plan.approved_by else ""
    return plan_document(
        heading_of(plan.unit, plan.issued, number=plan.number, abbreviation="KH"),
        plan.title,
        basis=basis,
        benefit=plan.benefit,
        items=items,
        signature=signature_of(plan.unit, plan.issued, signed),
        recipients=_recipients(plan.unit, plan.issued),
        approved=plan.state != Plan.State.DRAFT,
        specimen=settings.DEMO,
    )


def _paper(kind: str, number: str, issued: date | None, issuer: str, subject: str) -> str:
    """ "Căn cứ Chỉ thị số 01/CT-CAMH ngày 16/12/2024 của …: …"."""
    bare = re.sub(r"\s*\([^)]*\)$", "", number)
    said = f"Căn cứ {kind} số {bare}" if kind and bare else f"Căn cứ {kind}{bare}"
    when = f" ngày {day(issued)}" if issued else ""
    return f"{said.rstrip()}{when} của {issuer} về {lower_first(subject)}".replace(
        "Căn cứ ngày", "Căn cứ văn bản ngày"
    )


def _recipients(unit: Unit, on: date) -> list[str]:
    above = UnitLink.objects.on(on).filter(child=unit, kind=LinkKind.COMMAND).select_related("parent").first()
    below = UnitLink.objects.on(on).filter(parent=unit, kind=LinkKind.COMMAND).exists()
    found = [f"{above.parent.name} (để báo cáo)"] if above else []
    found += ["Các đơn vị trực thuộc (để thực hiện)"] if below else ["Cán bộ, chiến sĩ đơn vị (để thực hiện)"]
    return [*found, "Lưu: VT, hồ sơ thi đua"]


def report_recipients(unit: Unit, on: date) -> list[str]:
    """A report goes up, and stays."""
    return [line for line in _recipients(unit, on) if "thực hiện" not in line]


def compact_paper(compact: Compact) -> Document:
    """Giao ước, with targets as signed and the annexes after them."""
    targets = (
        compact.targets.filter(unit=compact.unit).prefetch_related("changes").order_by("figure", "period")
    )
    groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
    annexes: list[Annex] = []
    for target in targets:
        changes = sorted(target.changes.all(), key=lambda change: (change.on, change.pk))
        first = changes[0].before if changes else target.value
        span = Period.parse(target.period)
        groups.setdefault((target.figure, span.kind), []).append((target.period, first))
        title, _ = _titled(target.figure, span.end)
        annexes += [
            Annex(c.on, f"{title}, {period(span).lower()}", number(c.before), number(c.after), c.reason)
            for c in changes
        ]
    day_signed = compact.superior_signed_on or compact.unit_signed_on
    sides = (
        (compact.superior, compact.superior_signed_by, compact.superior_signed_on),
        (compact.unit, compact.unit_signed_by, compact.unit_signed_on),
    )
    return compact_document(
        heading_of(compact.superior, day_signed, seen_on=compact.movement.first_day),
        movement=compact.movement.title,
        parties=(compact.superior.name, compact.unit.name),
        text=compact.text,
        targets=[_target(figure, rows) for (figure, _), rows in groups.items()],
        annexes=annexes,
        signatures=tuple(_side(compact, *side) for side in sides),
        digest=compact.digest,
        specimen=settings.DEMO,
    )


def _side(compact: Compact, unit: Unit, name: str, on: date | None) -> Signature:
    """One side of a compact: "ĐẠI DIỆN …", who signed in the program and when; empty where nobody has yet."""
    if not name or on is None:
        return Signature((f"Đại diện {unit.name}",), "", "(chưa ký)")
    signed = signature_of(unit, on, name)
    return Signature(
        (f"Đại diện {unit.name}", *signed.lines), signed.name, f"(ký trên hệ thống ngày {day(on)})"
    )


def _target(figure: str, rows: list[tuple[str, int]]) -> Target:
    first = Period.parse(rows[0][0])
    title, unit = _titled(figure, first.end)
    names = {"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}
    span = period(first) if len(rows) == 1 else f"{len(rows)} {names[first.kind]}"
    return Target(title, unit, span, number(sum(value for _, value in rows)))


def _titled(figure: str, on: date) -> tuple[str, str]:
    definition = figure_definition(figure, on)
    return (definition.title, definition.unit) if definition else (figure, "")


def commitment_paper(compact: Compact, person: Person, rows: Iterable[Commitment]) -> Document:
    """Bản cam kết of one officer inside the compact of her unit."""
    on = compact.unit_signed_on or compact.movement.first_day
    post = Post.objects.on(on).filter(person=person, unit=compact.unit).order_by("pk").first()
    leads = post is not None and post.role == Role.HEAD  # nobody confirms her own commitment
    above = compact.superior if leads else compact.unit
    return commitment_document(
        heading_of(compact.unit, on),
        person=full_name(person),
        post=f"{post.title}, {compact.unit.name}" if post else compact.unit.name,
        movement=compact.movement.title,
        lines=[(row.text, row.measure, row.due) for row in rows],
        confirms=above.name,
        head=signature_of(above, on),
        specimen=settings.DEMO,
    )


def minutes_paper(row: Minutes) -> Document:
    meeting = Meeting(
        title=row.title, began=row.began.astimezone(vault.HERE), ended=row.ended.astimezone(vault.HERE),
        place=row.place, present=row.present, summoned=row.summoned, attendance=row.attendance, chair=row.chair,
        secretary=row.secretary, content=row.content, conclusion=row.conclusion,
    )  # fmt: skip
    heading = heading_of(
        row.unit, None, number=row.number, abbreviation="BB", place=False, seen_on=meeting.began.date()
    )
    return minutes_document(heading, meeting, specimen=settings.DEMO)


# --- Many at once -----------------------------------------------------------------------------------------


def compacts_paper(
    *,
    by: Viewer,
    movement: Movement,
    form: str,
    made: Progress = lambda done, total: None,
    limit: int | None = MANY,
) -> bytes:
    """All compacts of a movement that may be seen, as one PDF or as a zip of Word files.

    Args:
        made: told after each paper.
        limit: most papers while somebody waits; None in the background.

    Raises:
        Refused: "document.none"; "document.too-many".
    """
    rows = list(access.compacts(by, movement).order_by("unit__code", "code"))
    allow(bool(rows), "document.none", movement=movement.title)
    if limit is not None and len(rows) > limit:
        raise Refused("document.too-many", count=len(rows), limit=limit)
    papers: list[Document] = []
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for done, row in enumerate(rows, 1):
            paper = compact_paper(row)
            papers.append(paper)
            if form == "zip":
                target.writestr(zipfile.ZipInfo(f"{row.code}.docx", _DAY_ONE), to_word(paper))
            made(done, len(rows))
    return to_pdf(*papers) if form == "pdf" else archive.getvalue()


@long_work
def compacts_make(*, by: Viewer, at: datetime, progress: Progress, movement: str, form: str) -> Made:
    """The same in the background, without a limit; stopped between two papers."""
    row = access.movement_for(by, movement)
    content = compacts_paper(by=by, movement=row, form=form, made=progress, limit=None)
    return Made(
        f"Đã làm xong giao ước của “{row.title}”.", content, f"giao-uoc-{movement}.{form}", MEDIA[form]
    )
