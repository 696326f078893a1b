"""The checklist of a dossier: which papers the law asks for, what fills itself from records, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, audit
from thidua.actions.eligibility import verdicts_of
from thidua.actions.eligibility.person import moves_of
from thidua.core.award import FormKind, form_on
from thidua.core.dossier import DossierState
from thidua.core.law.dossier import MINUTES, REMARK, SUBMISSION, RequiredPaper, papers
from thidua.core.law.provision import Provision
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import visible
from thidua.office.dossier import paper_title
from thidua.rules.catalogue import award_forms, law_book
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    Award,
    CouncilItem,
    CouncilSession,
    Dossier,
    DossierPaper,
    Evidence,
    Initiative,
    TransferRemark,
)

State = DossierPaper.State
# Where a superior waits for one submission of many, its paper comes with the step and stops nobody before it.
OF_STEP = frozenset({SUBMISSION})


def papers_asked(award: Award, at: datetime) -> tuple[RequiredPaper, ...]:
    """What the law of the day asks for this award, in its order; of who was moved, the old unit's remark as well."""
    form = form_on(award_forms(), award.form, at.date())
    kind = form.kind if form else FormKind.FORM
    certified = (
        award.initiatives.exists() or award.achievements.filter(achievement__commendation="dot-xuat").exists()
    )
    asked = papers(award.form, kind, at.date(), law_book(), certified=certified)
    moved = remark_grounds(award, at.date()).values()
    return (*asked, *(RequiredPaper(REMARK, False, provision) for provision in list(moved)[:1]))


def remark_grounds(award: Award, on: date) -> dict[date, Provision]:
    """Day of a move → the article that wants the old unit's remark, as the reasoning itself finds it."""
    if award.person is None or not moves_of(award.person, award.year):
        return {}
    verdict = verdicts_of([award.person], award.form, on, award.year).of(award.person)
    leaves = (leaf for ground in verdict.grounds for leaf in ground.leaves())
    return {
        date.fromisoformat(leaf.facts[0].what): leaf.provision
        for leaf in leaves
        if leaf.code in ("law.transfer-missing", "law.transfer-held") and leaf.provision
    }


def papers_fill(dossier: Dossier, at: datetime) -> list[DossierPaper]:
    """Bring the checklist up to date: new papers the law asks for, and those that records show to be there.

    What somebody entered is never touched; a certificate stands where a recognised initiative is used.
    """
    held = {row.kind: row for row in dossier.papers.all()}
    for paper in papers_asked(dossier.award, at):
        if paper.code not in held:
            held[paper.code] = DossierPaper.objects.create(dossier=dossier, kind=paper.code, changed_at=at)
    for row in held.values():
        record = _record_of(dossier, row.kind, at) if row.state == State.MISSING else ""
        if record:
            row.state, row.record, row.changed_at = State.PRESENT, record, at
            row.save(update_fields=["state", "record", "changed_at"])
    return list(held.values())


def _record_of(dossier: Dossier, kind: str, at: datetime) -> str:
    """A record that is the paper asked for, as "noun:key"; "" while there is none."""
    if kind == "certificate":
        uses = Initiative.objects.holding().filter(uses__award=dossier.award).exclude(breadth="")
        if row := uses.first():
            return f"initiative:{row.pk}"
    if kind == MINUTES:
        sat = CouncilItem.objects.filter(award=dossier.award, session__state=CouncilSession.State.ENDED)
        if item := sat.select_related("session").order_by("-session__on").first():
            return f"session:{item.session.code}"
    if kind == REMARK and (days := remark_grounds(dossier.award, at.date())):
        answered = TransferRemark.objects.filter(
            person=dossier.award.person, moved_on__in=days, answered_at__isnull=False
        )
        if answered.count() == len(days) and (last := answered.last()):
            return f"remark:{last.pk}"
    if kind == SUBMISSION and (sent := dossier.submissions.first()):
        return f"submission:{sent.code}"
    return ""


def missing_titles(dossier: Dossier, *, for_step: DossierState | None = None) -> list[str]:
    """Titles of the papers that are not there, in order; the submission itself does not stop submitting."""
    passed = OF_STEP if for_step in (DossierState.SUBMITTED, DossierState.DECIDED) else frozenset()
    return [
        paper_title(row.kind)
        for row in dossier.papers.all()
        if row.state == State.MISSING and row.kind not in passed
    ]


@transaction.atomic
def paper_set(
    *,
    by: Viewer,
    at: datetime,
    dossier: Dossier,
    kind: str,
    state: str,
    evidence: Evidence | None = None,
    number: str = "",
    reason: str = "",
) -> DossierPaper:
    """Say of one paper that it is there (a file or its number), missing, or not required and why.

    Raises:
        Refused: "dossier.may-not"; "dossier.refused" with all problems.
    """
    person = acting(by)
    if not access.may_keep_dossier(by, dossier):
        raise Refused("dossier.may-not", desk=dossier.desk.name)
    row = DossierPaper.objects.select_for_update().filter(dossier=dossier, kind=kind).first()
    found = []
    if row is None:
        found.append(problem("dossier.paper-unknown", paper=kind))
    if state == State.PRESENT and not (evidence or number.strip() or (row and row.evidence_id)):
        found.append(problem("dossier.paper-number", Where(field=f"number-{kind}")))
    if state == State.NOT_REQUIRED and not reason.strip():
        found.append(problem("dossier.reason-missing", Where(field=f"reason-{kind}")))
    if state not in State.values:
        found.append(problem("merit.choice", value=state))
    if found or row is None:
        raise Refused("dossier.refused", found)
    before = row.get_state_display()
    row.state, row.number, row.reason = state, visible(number)[:80], visible(reason)[:300]
    row.evidence = evidence or (row.evidence if state == State.PRESENT else None)
    row.record = row.record if state == State.PRESENT else ""
    row.changed_by, row.changed_at = person, at
    row.save()
    complete(dossier, at)
    audit(
        by=by, at=at, action="dossier-paper", subject=f"award:{dossier.award.code}", unit=dossier.unit,
        sentence=f"{paper_title(kind)} của {dossier.award.subject_name}: {before} → {row.get_state_display()}.",
    )  # fmt: skip
    return row


def complete(dossier: Dossier, at: datetime) -> None:
    """The appraisal counts from the day on which nothing was missing any more."""
    whole = not missing_titles(dossier, for_step=DossierState.SUBMITTED)
    if whole != (dossier.complete_on is not None):
        dossier.complete_on = at.date() if whole else None
        dossier.save(update_fields=["complete_on"])


def missing_counts(dossiers: Sequence[Dossier]) -> Mapping[int, int]:
    """How many papers each still lacks, of many dossiers in one question."""
    found: dict[int, int] = {}
    rows: Iterable[int] = (
        DossierPaper.objects.filter(dossier__in=dossiers, state=State.MISSING)
        .exclude(kind__in=OF_STEP)
        .values_list("dossier_id", flat=True)
    )
    for pk in rows:
        found[pk] = found.get(pk, 0) + 1
    return found
