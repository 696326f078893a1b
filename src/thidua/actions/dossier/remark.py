"""The old unit's remark of somebody who was moved in the year: asked for once, answered once, read by the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.dossier.paper import complete, papers_fill, remark_grounds
from thidua.actions.dossier.step import KEEPERS, link_of
from thidua.actions.eligibility.person import Move, moves_of
from thidua.actions.notice import notice_send
from thidua.core.dossier import OVER
from thidua.core.law.provision import Provision
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.office.format import day as written_day
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Dossier, Evidence, TransferRemark


@dataclass(frozen=True, slots=True)
class Wanted:
    """A move within the year for which the law wants the old unit's remark, and what has come of it."""

    move: Move
    provision: Provision
    remark: TransferRemark | None


def remarks_wanted(award: Award, on: date) -> list[Wanted]:
    """Moves of the person for which the law of that day asks; () for most people, at the cost of one question."""
    if award.person is None:
        return []
    grounds = remark_grounds(award, on)
    moves = {move.on: move for move in moves_of(award.person, award.year)} if grounds else {}
    asked = {row.moved_on: row for row in TransferRemark.objects.filter(person=award.person)}
    return [Wanted(moves[day], provision, asked.get(day)) for day, provision in grounds.items()]


@transaction.atomic
def remark_ask(*, by: Viewer, at: datetime, dossier: Dossier) -> list[TransferRemark]:
    """Ask every old unit of the year that was not asked yet; whoever keeps awards there is told.

    Raises:
        Refused: "dossier.may-not"; "dossier.remark-none".
    """
    person, award = acting(by), dossier.award
    allow(access.may_keep_dossier(by, dossier), "dossier.may-not", desk=dossier.desk.name)
    waiting = [item.move for item in remarks_wanted(award, at.date()) if item.remark is None]
    if not waiting or award.person is None:
        raise Refused("dossier.remark-none")
    made = []
    for move in waiting:
        row = TransferRemark.objects.create(
            person=award.person, unit=move.before.unit, to=move.after.unit, moved_on=move.on, asked_by=person,
            asked_at=at,
        )  # fmt: skip
        made.append(row)
        told = (
            f"{row.to.name} xin nhận xét về {row.person.name}, chuyển đi từ {written_day(row.moved_on)}, "
            "để xét khen thưởng."
        )
        notice_send(
            by=by, at=at, to=access.holders(row.unit, KEEPERS, at.date()), kind="dossier-remark",
            subject=f"remark:{row.pk}", sentence=told, link=remark_link(row), waiting=True,
        )  # fmt: skip
        audit(
            by=by, at=at, action="dossier-remark-ask", subject=f"award:{award.code}", unit=dossier.unit,
            about=award.person,
            sentence=f"Xin {row.unit.name} nhận xét về {row.person.name}, chuyển đi từ {written_day(row.moved_on)}.",
        )  # fmt: skip
    return made


@transaction.atomic
def remark_answer(
    *, by: Viewer, at: datetime, remark: TransferRemark, text: str, agrees: bool | None = None, paper: str = "",
    evidence: Evidence | None = None,
) -> TransferRemark:  # fmt: skip
    """Write down what the old unit says. The new unit may do so for it, from the paper that came.

    Raises:
        Refused: "dossier.remark-may-not"; "dossier.remark-answered"; "dossier.refused" with all problems.
    """
    person = acting(by)
    allow(access.may_answer_remark(by, remark), "dossier.remark-may-not", unit=remark.unit.name)
    remark = TransferRemark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    allow(remark.answered_at is None, "dossier.remark-answered")
    found = list(_faults(by, remark, text, paper, evidence))
    if found:
        raise Refused("dossier.refused", found)
    remark.text, remark.agrees, remark.paper = visible(text)[:600], agrees, visible(paper)[:160]
    remark.evidence, remark.answered_by, remark.answered_at = evidence, person, at
    remark.save()
    audit(
        by=by, at=at, action="dossier-remark", subject=f"person:{remark.person.code}", unit=remark.unit,
        about=remark.person,
        sentence=f"Nhận xét của {remark.unit.name} về {remark.person.name}, chuyển đi từ "
        f"{written_day(remark.moved_on)}: chưa có → đã có{f' ({remark.paper})' if remark.paper else ''}.",
    )  # fmt: skip
    for dossier in _resting(remark):
        papers_fill(dossier, at)
        complete(dossier, at)
        notice_send(
            by=by, at=at, to=[remark.asked_by, *access.holders(dossier.desk, KEEPERS, at.date())],
            kind="dossier-remark", subject=f"award:{dossier.award.code}", link=link_of(dossier),
            sentence=f"{remark.unit.name} đã nhận xét về {remark.person.name}; hồ sơ đã có thêm giấy tờ này.",
        )  # fmt: skip
    return remark


def remark_link(remark: TransferRemark) -> str:
    return f"/khen-thuong/nhan-xet/{remark.pk}/"


def _faults(
    by: Viewer, remark: TransferRemark, text: str, paper: str, evidence: Evidence | None
) -> Iterator[Problem]:
    if not text.strip():
        yield problem("dossier.remark-text", Where(field="text"))
    if remark.unit.code not in by.leads and not paper.strip() and evidence is None:
        yield problem("dossier.remark-paper", Where(field="paper"))


def _resting(remark: TransferRemark) -> list[Dossier]:
    """Nominations of the year of the move that are still on their way."""
    rows = Dossier.objects.filter(award__person=remark.person, award__year=remark.moved_on.year)
    return list(rows.exclude(state__in=OVER).select_related("award__person", "award__unit", "unit", "desk"))
