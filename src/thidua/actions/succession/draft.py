"""A re-organisation in preparation: described, its open items confirmed one by one, looked at, then done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.succession.items import open_items
from thidua.actions.succession.record import rules_of, rules_record
from thidua.actions.succession.succeed import heirs_on, unit_succeed, unit_succession_problems
from thidua.actions.unit import NewUnit, keep
from thidua.core import unit as core
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.unit import LinkKind, OpenItem, Succession, SuccessionKind, proposed_heir
from thidua.office.format import day as written_day
from thidua.store.access import Viewer
from thidua.store.models import SuccessionDraft, Unit, UnitLink, UnitSuccession


@dataclass(frozen=True, slots=True)
class Line:
    """One open item of a draft: who is proposed, and who confirmed whom."""

    item: OpenItem
    heir: str  # code; "" where people must choose
    confirmed_by: str = ""

    @property
    def kind(self) -> str:
        return self.item.code.partition(":")[0]


@transaction.atomic
def succession_begin(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    succession: Succession,
    new: Sequence[NewUnit] = (),
    remark: str = "",
) -> SuccessionDraft:
    """Describe a re-organisation. Nothing changes until it is done.

    Raises:
        Refused: "unit.may-not-keep"; "unit.refused" with all problems.
    """
    acting(by)
    before = list(Unit.objects.filter(code__in=succession.before))
    for unit in before:
        keep(by, unit)
    found = _faults(succession, before, new)
    if SuccessionDraft.objects.filter(code=code).exists():
        found.append(problem("unit.code-taken", Where(field="code"), unit=code))
    if errors(found) or not before:
        raise Refused("unit.refused", found, unit=", ".join(unit.name for unit in before))
    draft = SuccessionDraft.objects.create(
        code=code, on=succession.on, kind=succession.kind, paper=succession.paper.strip(),
        after=list(succession.after), new=[_written(unit) for unit in new], rules=rules_record(succession),
        remark=remark.strip(), begun_by=by.name, begun_at=at,
    )  # fmt: skip
    draft.before.set(before)
    names = ", ".join(unit.name for unit in before)
    sentence = f"Chuẩn bị sắp xếp {names} từ ngày {written_day(succession.on)}, theo {draft.paper}."
    audit(by=by, at=at, action="succession-begin", subject=f"succession:{code}", sentence=sentence)
    return draft


def _faults(succession: Succession, before: Sequence[Unit], new: Sequence[NewUnit]) -> list[Problem]:
    return unit_succession_problems(succession, before, new, heirs_on(succession, new))


def draft_succession(draft: SuccessionDraft) -> Succession:
    """A draft as a value of the core."""
    before = tuple(unit.code for unit in draft.before.all())
    carry, shares, decisions = rules_of(draft.rules)
    return Succession(
        draft.on,
        SuccessionKind(draft.kind),
        before,
        tuple(draft.after),
        draft.paper,
        carry,
        shares,
        decisions,
    )


def draft_new(draft: SuccessionDraft) -> list[NewUnit]:
    return [
        NewUnit(
            row["code"], row["kind"], row["name"], row.get("short_name", ""), row.get("area", ""),
            {LinkKind(kind): parent for kind, parent in row.get("under", {}).items()},
        )
        for row in draft.new
    ]  # fmt: skip


def _written(unit: NewUnit) -> dict[str, object]:
    return {
        "code": unit.code, "kind": unit.kind, "name": unit.name, "short_name": unit.short_name, "area": unit.area,
        "under": {str(kind): parent for kind, parent in unit.under.items()},
    }  # fmt: skip


def draft_lines(draft: SuccessionDraft) -> list[Line]:
    """Every open item as of now, those that came up since the draft began among them."""
    step = draft_succession(draft)
    above = dict(
        UnitLink.objects.on(draft.on - timedelta(days=1))
        .filter(child__code__in=step.before, kind=LinkKind.COMMAND)
        .values_list("child__code", "parent__code")
    )
    lines = []
    for unit in draft.before.all():
        for item in open_items(unit, draft.on, step.before):
            said = draft.assigned.get(item.code)
            if said:
                lines.append(Line(item, said["heir"], said["by"]))
            else:
                lines.append(Line(item, proposed_heir(unit.code, step, above.get(unit.code, ""))))
    return lines


@transaction.atomic
def succession_assign(
    *, by: Viewer, at: datetime, draft: SuccessionDraft, heirs: Mapping[str, str]
) -> SuccessionDraft:
    """Confirm who takes over which open item (item code → unit code).

    Raises:
        Refused: "succession.not-open"; "unit.may-not-keep"; "unit.refused" for an heir that will not exist.
    """
    acting(by)
    draft = _open(by, draft)
    lines = {line.item.code: line for line in draft_lines(draft)}
    known = heirs_on(draft_succession(draft), draft_new(draft))
    wanted = {item: heir for item, heir in heirs.items() if item in lines}
    found = [
        p
        for item, heir in wanted.items()
        for p in core.retire_problems(lines[item].item.owner, [lines[item].item], {item: heir}, known)
    ]
    if found:
        raise Refused("unit.refused", found, unit=draft.code)
    draft.assigned |= {
        item: {"heir": heir, "by": by.name, "at": at.isoformat()} for item, heir in wanted.items()
    }
    draft.save(update_fields=["assigned"])
    sentence = f"Xác nhận đơn vị nhận {len(wanted)} việc còn dở, theo {draft.paper}."
    audit(by=by, at=at, action="succession-assign", subject=f"succession:{draft.code}", sentence=sentence)
    return draft


@transaction.atomic
def succession_complete(*, by: Viewer, at: datetime, draft: SuccessionDraft) -> UnitSuccession:
    """Do it: only once every open item has a confirmed heir.

    Raises:
        Refused: "succession.not-open"; as `unit_succeed`, every unconfirmed item among the problems.
    """
    acting(by)
    draft = _open(by, draft)
    assigned = {item: said["heir"] for item, said in draft.assigned.items()}
    row = unit_succeed(
        by=by, at=at, succession=draft_succession(draft), new=draft_new(draft), assigned=assigned,
        remark=draft.remark,
    )  # fmt: skip
    draft.state, draft.done = SuccessionDraft.State.DONE, row
    draft.save(update_fields=["state", "done"])
    return row


@transaction.atomic
def succession_drop(*, by: Viewer, at: datetime, draft: SuccessionDraft) -> SuccessionDraft:
    """Give a draft up; it stays readable, nothing has changed.

    Raises:
        Refused: "succession.not-open"; "unit.may-not-keep".
    """
    acting(by)
    draft = _open(by, draft)
    draft.state = SuccessionDraft.State.DROPPED
    draft.save(update_fields=["state"])
    sentence = f"Bỏ phương án sắp xếp theo {draft.paper}; chưa có gì thay đổi."
    audit(by=by, at=at, action="succession-drop", subject=f"succession:{draft.code}", sentence=sentence)
    return draft


def _open(by: Viewer, draft: SuccessionDraft) -> SuccessionDraft:
    draft = SuccessionDraft.objects.select_for_update().get(pk=draft.pk)
    allow(draft.state == SuccessionDraft.State.OPEN, "succession.not-open")
    for unit in draft.before.all():
        keep(by, unit)
    return draft


@dataclass(frozen=True, slots=True)
class Facts:
    """None of these numbers is typed: they are asked of the directory as of a day."""

    superior: str
    below: int
    people: int
    answers_for: int  # plans, movements and compacts
    targets: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pages say of one unit on the last day of the old order and on the first of the new one."""

    code: str
    name: str
    before: Facts | None
    after: Facts | None


def succession_preview(*, by: Viewer, at: datetime, draft: SuccessionDraft) -> list[Seen]:
    """Do it with the proposals for whatever is not confirmed yet, look, and take it all back.

    Raises:
        Refused: as `succession_complete`; an item for which nobody can be proposed is a problem as well.
    """
    step, new = draft_succession(draft), draft_new(draft)
    assigned = {line.item.code: line.heir for line in draft_lines(draft) if line.heir}
    eve = step.on - timedelta(days=1)
    codes = [*step.before, *step.after]
    with transaction.atomic():
        before = {code: _facts(code, eve) for code in codes}
        unit_succeed(by=by, at=at, succession=step, new=new, assigned=assigned)
        after = {code: _facts(code, step.on) for code in codes}
        names = dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))
        transaction.set_rollback(True)
    return [Seen(code, names[code], before[code], after[code]) for code in codes]


def _facts(code: str, day: date) -> Facts | None:
    unit = Unit.objects.on(day).filter(code=code).first()
    if unit is None:
        return None
    links = UnitLink.objects.on(day).filter(kind=LinkKind.COMMAND)
    superior = links.filter(child=unit).select_related("parent").first()
    return Facts(
        superior=superior.parent.name if superior else "",
        below=links.filter(parent=unit).count(),
        people=unit.posts.on(day).count(),
        answers_for=unit.plans.exclude(state="closed").count() + unit.movements.on(day).count()
        + unit.taken_over.filter(item__startswith="compact:").count() + unit.compacts.count(),
        targets=unit.targets.count(),
    )  # fmt: skip


def heir_names(draft: SuccessionDraft, codes: Iterable[str]) -> dict[str, str]:
    """Names of heirs, of those that do not exist yet among them."""
    names = dict(Unit.objects.filter(code__in=list(codes)).values_list("code", "name"))
    return names | {row["code"]: row["name"] for row in draft.new}
