"""Cancelling a decided award, listing what else rested on it, and correcting a line of the register beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.award import award_revoke, may_keep
from thidua.actions.decision import decision_keep
from thidua.actions.eligibility import facts_of
from thidua.core.award import CORRECTABLE
from thidua.core.law.revocation import cascade
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import visible
from thidua.office.format import day as written_day
from thidua.rules.catalogue import law_book
from thidua.store.access import Viewer
from thidua.store.models import Award, AwardCorrection, Decision, Reliance

Outcome = Reliance.Outcome
RESTS = "Luật 06/2022/QH15, Điều 93"


@transaction.atomic
def award_cancel(
    *, by: Viewer, at: datetime, award: Award, number: str, on: date, authority: str, reason: str
) -> Award:
    """Record the decision by which an award was cancelled, and list what rested on it for people to decide.

    Raises:
        Refused: "award.refused" with all problems.
    """
    acting(by)
    found = []
    if not number.strip():
        found.append(problem("dossier.number-missing", Where(field="number")))
    if not authority.strip():
        found.append(problem("award.decided-by-missing", Where(field="authority")))
    if found:
        raise Refused("award.refused", found)
    award = award_revoke(by=by, at=at, award=award, revoked_on=on, reason=reason)
    award.revocation = decision_keep(
        by=by, at=at, number=number, decided_on=on, authority=authority, kind=Decision.Kind.REVOCATION
    )
    award.save(update_fields=["revocation"])
    for row in rested_on(award, at.date()):
        row.save()
    return award


def rested_on(award: Award, day: date) -> list[Reliance]:
    """What may fall with an award, as rows not yet saved: the money that went with it, and awards built on it.

    The law of the day of each later award is asked again without the cancelled one; people decide every row.
    """
    found = []
    if award.money:
        found.append(Reliance(revoked=award, money=award.money, ground=f"{RESTS}: thu hồi tiền thưởng"))
    subject = award.person or award.unit
    if subject is None:
        return found
    gathered = facts_of([subject], day, award.year)
    facts = (gathered.people if award.person else gathered.units)[subject.code]
    honours = tuple(
        replace(h, revoked=True) if (h.code, h.year) == (award.form, award.year) else h for h in facts.honours or ()
    )  # fmt: skip
    later = {(a.form, a.year): a for a in _standing(award)}
    paid = {key: a.money for key, a in later.items() if a.money}
    for fallen in cascade(replace(facts, honours=honours), law_book(), day, paid):
        then = later.get((fallen.honour.code, fallen.honour.year))
        if then is not None:
            found.append(
                Reliance(
                    revoked=award,
                    then=then,
                    money=fallen.money or None,
                    ground=f"{fallen.provision.clause}: không còn đủ điều kiện nếu bỏ khen thưởng này"[:300],
                )
            )
    return found


def _standing(award: Award) -> Sequence[Award]:
    held = [Award.State.DECIDED, Award.State.PRESENTED]
    rows = Award.objects.filter(person=award.person, unit=award.unit, state__in=held).exclude(pk=award.pk)
    return list(rows)


@transaction.atomic
def reliance_decide(*, by: Viewer, at: datetime, reliance: Reliance, outcome: str, reason: str) -> Reliance:
    """Somebody decides about one thing that rested on a cancelled award.

    "Cancelled" proposes the later award for cancelling; that is a decision of its own, on its own page.

    Raises:
        Refused: "award.may-not-record"; "award.refused" with all problems.
    """
    person = acting(by)
    row = (
        Reliance.objects.select_for_update(of=("self",)).select_related("revoked", "then").get(pk=reliance.pk)
    )
    allow(may_keep(by, row.revoked), "award.may-not-record", subject=row.revoked.subject_name)
    found = []
    if outcome not in (Outcome.KEPT, Outcome.CANCELLED, Outcome.RECOVERED):
        found.append(problem("award.reliance-outcome", Where(field="outcome")))
    if not reason.strip():
        found.append(problem("dossier.reason-missing", Where(field="reason")))
    if found:
        raise Refused("award.refused", found)
    before = row.get_outcome_display()
    row.outcome, row.reason, row.decided_by, row.decided_at = outcome, visible(reason)[:300], person, at
    row.save()
    what = f"khen thưởng năm {row.then.year}" if row.then else "tiền thưởng"
    audit(
        by=by, at=at, action="reliance-decide", subject=f"award:{row.revoked.code}", about=row.revoked.person,
        sentence=f"Điều dựa vào khen thưởng đã hủy của {row.revoked.subject_name} ({what}): {before} → "
        f"{row.get_outcome_display()}. Lý do: {row.reason}.",
    )  # fmt: skip
    return row


@transaction.atomic
def award_correct(
    *, by: Viewer, at: datetime, award: Award, field: str, after: str, why: str
) -> AwardCorrection:
    """Write beneath a line of the register what it should have said; the line itself stays as it was.

    Raises:
        Refused: "award.may-not-record"; "award.refused" with all problems.
    """
    person = acting(by)
    allow(may_keep(by, award), "award.may-not-record", subject=award.subject_name)
    found = []
    if field not in CORRECTABLE:
        found.append(problem("award.correct-what", Where(field="field")))
    if not after.strip():
        found.append(problem("award.correct-to", Where(field="after")))
    if not why.strip():
        found.append(problem("dossier.reason-missing", Where(field="why")))
    if award.register_number is None:
        found.append(problem("award.not-in-register"))
    if found:
        raise Refused("award.refused", found)
    row = AwardCorrection.objects.create(
        award=award, field=field, before=str(getattr(award, field) or "")[:600], after=visible(after)[:600],
        why=visible(why)[:300], corrected_by=person, corrected_at=at,
    )  # fmt: skip
    audit(
        by=by, at=at, action="award-correct", subject=f"award:{award.code}", about=award.person,
        sentence=f"Đính chính dòng {award.register_number} của sổ ghi danh: “{row.before}” → “{row.after}”, "
        f"ngày {written_day(at.date())}. Lý do: {row.why}.",
    )  # fmt: skip
    return row
