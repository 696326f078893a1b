"""Recording the decision that an authority signed: its number, day and signer, for whom, and the money of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow
from thidua.actions.award import award_decide
from thidua.actions.dossier.paper import papers_fill
from thidua.actions.dossier.step import KEEPERS, link_of, locked, note_step
from thidua.actions.dossier.submit import elsewhere, steps
from thidua.actions.notice import notice_send
from thidua.core.award import FormKind, form_on
from thidua.core.dossier import DossierState
from thidua.core.law.money import Payment, Recipient, Won, payable, reward
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.rules.catalogue import award_forms, law_book
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Decision, Dossier, Unit


@dataclass(frozen=True)
class Signed:
    """What stands on the signed paper."""

    number: str
    decided_on: date
    authority: str
    signer: str
    signer_title: str = ""
    place: str = ""
    grounds: tuple[str, ...] = ()


@transaction.atomic
def dossiers_decide(
    *, by: Viewer, at: datetime, unit: Unit, dossiers: Sequence[Dossier], signed: Signed
) -> Decision:
    """Write down one decision for these dossiers, all or none; each award takes the next number of the register.

    The paper names whom it thanks and who signed; nothing here decides.

    Raises:
        Refused: "dossier.may-not"; "dossier.own"; "dossier.refused", "award.refused" with all problems.
    """
    person = acting(by)
    allow(access.may_keep_awards(by, unit), "dossier.may-not", desk=unit.name)
    rows = [locked(dossier) for dossier in dossiers]
    allow(all(row.award.person_id != person.pk for row in rows), "dossier.own")
    for row in rows:
        papers_fill(row, at)
    found = _problems(unit, rows, signed, at.date())
    if found:
        raise Refused("dossier.refused", found)
    for row in rows:
        award = award_decide(
            by=by, at=at, award=row.award, decision_number=signed.number, decided_on=signed.decided_on,
            decided_by=signed.authority,
        )  # fmt: skip
        row.award = award
        note_step(by=by, at=at, dossier=row, then=DossierState.DECIDED, paper=signed.number)
    decision = rows[0].award.decision
    assert decision is not None
    _complete(decision, unit, signed, rows)
    _tell(by, at, decision, rows)
    return decision


def _complete(decision: Decision, unit: Unit, signed: Signed, rows: Sequence[Dossier]) -> None:
    """What the paper says beyond number and day, and what it comes to."""
    decision.unit, decision.signer = unit, visible(signed.signer)[:120]
    decision.signer_title, decision.place = visible(signed.signer_title)[:200], visible(signed.place)[:80]
    decision.grounds = [visible(line)[:400] for line in signed.grounds if line.strip()]
    payments = payments_of([row.award for row in rows], decision.decided_on)
    for row in rows:
        payment = payments.get(row.award.pk)
        row.award.money = (payment.won.reward.rounded if payment.paid else 0) if payment else None
        row.award.save(update_fields=["money"])
    given = decision.awards.exclude(money=None).values_list("money", flat=True)
    decision.money = sum(given) if given else None
    decision.save()


def payments_of(awards: Sequence[Award], on: date) -> Mapping[int, Payment]:
    """What the law gives with each award, by its key; where no coefficient was read there is none.

    Of several titles for the same years only the highest is paid: earlier decisions of those years count.
    """
    found: dict[int, Payment] = {}
    for award in awards:
        won = [(a, w) for a in _with_earlier(award) if (w := _won(a, on)) is not None]
        for (held, _), payment in zip(won, payable([w for _, w in won], on, law_book()), strict=True):
            if held.pk == award.pk:
                found[award.pk] = payment
    return found


def _with_earlier(award: Award) -> list[Award]:
    """This award and what its subject holds for the same year."""
    same = Award.objects.filter(year=award.year, person=award.person, unit=award.unit)
    held = same.filter(state__in=[Award.State.DECIDED, Award.State.PRESENTED]).exclude(pk=award.pk)
    return [*held.order_by("pk"), award]


def _won(award: Award, on: date) -> Won | None:
    form = form_on(award_forms(), award.form, on)
    recipient = Recipient.INDIVIDUAL if award.person_id else Recipient.COLLECTIVE
    given = reward(award.form, recipient, on, law_book())
    if form is None or given is None:
        return None
    since = award.merit_from.year if award.merit_from else award.year
    until = award.merit_until.year if award.merit_until else award.year
    return Won(award.form, form.kind is FormKind.TITLE, since, until, given)


def _problems(unit: Unit, rows: Sequence[Dossier], signed: Signed, day: date) -> list[Problem]:
    found = [] if rows else [problem("dossier.nobody-chosen", Where(field="chosen"))]
    if not signed.number.strip():
        found.append(problem("dossier.number-missing", Where(field="number")))
    if not signed.authority.strip():
        found.append(problem("award.decided-by-missing", Where(field="authority")))
    if not signed.signer.strip():
        found.append(problem("dossier.signer-missing", Where(field="signer")))
    if signed.decided_on > day:
        found.append(problem("dossier.future", Where(field="decided_on"), day=signed.decided_on))
    return found + elsewhere(unit, rows) + steps(rows, DossierState.DECIDED, day)


def _tell(by: Viewer, at: datetime, decision: Decision, rows: Sequence[Dossier]) -> None:
    for row in rows:
        people = [row.award.person] if row.award.person else access.holders(row.unit, KEEPERS, at.date())
        notice_send(
            by=by, at=at, to=people, kind="award-decided", subject=f"award:{row.award.code}",
            sentence=f"Đã có quyết định {decision.number} khen thưởng {row.award.subject_name}.",
            link=link_of(row),
        )  # fmt: skip
