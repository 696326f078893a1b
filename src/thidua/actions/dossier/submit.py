"""One tờ trình upward for many dossiers; a higher desk sends on what it may not decide itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.dossier.paper import papers_fill
from thidua.actions.dossier.step import KEEPERS, faults_of, locked, note_step
from thidua.actions.notice import notice_send
from thidua.core.dossier import DossierState
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible, words
from thidua.core.unit import LinkKind
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Dossier, Submission, Unit, UnitLink


def superior(unit: Unit, day: date) -> Unit | None:
    """The unit right above, by command."""
    link = UnitLink.objects.on(day).filter(child=unit, kind=LinkKind.COMMAND).select_related("parent").first()
    return link.parent if link else None


@transaction.atomic
def dossiers_submit(
    *, by: Viewer, at: datetime, unit: Unit, dossiers: Sequence[Dossier], number: str, on: date, signer: str
) -> Submission:
    """Send these, all or none, to the unit right above; there the days of its appraisal begin.

    Dossiers of several units below may go in one submission; each is appraised at this desk first.

    Raises:
        Refused: "dossier.may-not"; "dossier.refused" with all problems.
    """
    person = acting(by)
    allow(access.may_keep_awards(by, unit), "dossier.may-not", desk=unit.name)
    rows = [locked(dossier) for dossier in dossiers]
    to = superior(unit, at.date())
    found = _problems(unit, rows, to, number, on, signer, at.date())
    if found or to is None:
        raise Refused("dossier.refused", found)
    sent = Submission.objects.create(
        code=_code(unit, number, on), unit=unit, to=to, year=rows[0].award.year, number=visible(number)[:80],
        on=on, signer=visible(signer)[:200], sent_by=person, sent_at=at,
    )  # fmt: skip
    sent.dossiers.set(rows)
    for row in rows:
        note_step(by=by, at=at, dossier=row, then=DossierState.SUBMITTED, paper=sent.number, desk=to)
        papers_fill(row, at)
        if row.award.state == Award.State.PROPOSED:
            row.award.state = Award.State.SUBMITTED
            row.award.save(update_fields=["state"])
    audit(
        by=by, at=at, action="dossier-submission", subject=f"submission:{sent.code}"[:160], unit=unit,
        sentence=f"{unit.name} trình {to.name} {len(rows)} hồ sơ khen thưởng, tờ trình {sent.number}.",
    )  # fmt: skip
    notice_send(
        by=by, at=at, to=access.holders(to, KEEPERS, at.date()), kind="submission", waiting=True,
        subject=f"submission:{sent.code}", link=f"/khen-thuong/to-trinh/{sent.code}/",
        sentence=f"{unit.name} trình {len(rows)} hồ sơ khen thưởng, tờ trình {sent.number}.",
    )  # fmt: skip
    return sent


def _problems(
    unit: Unit, rows: Sequence[Dossier], to: Unit | None, number: str, on: date, signer: str, day: date
) -> list[Problem]:
    found = [] if rows else [problem("dossier.nobody-chosen", Where(field="chosen"))]
    if to is None:
        found.append(problem("dossier.no-superior", unit=unit.name))
    if not number.strip():
        found.append(problem("dossier.number-missing", Where(field="number")))
    if not signer.strip():
        found.append(problem("dossier.signer-missing", Where(field="signer")))
    if on > day:
        found.append(problem("dossier.future", Where(field="on"), day=on))
    if len({row.award.year for row in rows}) > 1:
        found.append(problem("dossier.several-forms", Where(field="chosen")))
    return found + elsewhere(unit, rows) + steps(rows, DossierState.SUBMITTED, day)


def elsewhere(unit: Unit, rows: Sequence[Dossier]) -> list[Problem]:
    """Dossiers that do not lie at this desk."""
    return [
        problem("dossier.elsewhere", Where(field="chosen"), subject=row.award.subject_name, unit=unit.name)
        for row in rows
        if row.desk_id != unit.pk
    ]


def steps(rows: Sequence[Dossier], then: DossierState, day: date) -> list[Problem]:
    """What stands in the way of that step, each with whose dossier it is."""
    return [
        Problem(
            fault.code, Where(source=row.award.subject_name, field="chosen"), fault.values, fault.severity
        )
        for row in rows
        for fault in faults_of(row, then, day)
    ]


def _code(unit: Unit, number: str, on: date) -> str:
    stem = "-".join([unit.code[:60], *(w for w in words(number) if w.isalnum()), f"{on:%Y-%m-%d}"])[:110]
    taken = Submission.objects.filter(code__startswith=stem).count()
    return f"{stem}-{taken + 1}" if taken else stem
