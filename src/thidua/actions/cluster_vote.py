"""Suy tôn: who is nominated for what, the secret vote of the representatives, and what goes up as a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q

from thidua.actions.audit import acting, allow
from thidua.actions.award import award_import
from thidua.actions.ballot import Put, ballot_close, ballot_issue_by_hand, ballot_open, ballot_seal
from thidua.actions.cluster import held, members_tell
from thidua.core.award import AwardRow, Category, State
from thidua.core.ballot import PaperBox, paper_problems
from thidua.core.cluster import carried
from thidua.core.finding import Edition, Finding, award_findings
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Ballot, BallotVoter, ClusterEdition, ClusterProposal, Person, Unit

CHOICES = ("yes", "no", "blank")


def ballot_code(edition: ClusterEdition) -> str:
    return f"suy-ton-{edition.cluster.code}"


def ballot_of(edition: ClusterEdition) -> Ballot | None:
    """The vote of the conference; one that was voided makes room for the next."""
    rows = Ballot.objects.filter(owner=f"cluster:{edition.cluster.code}").exclude(phase="void")
    return rows.order_by("-pk").first()


def distribution(edition: ClusterEdition, day: datetime | None = None) -> tuple[Finding, ...]:
    """How what is nominated or proposed falls on the members, and whether lead or host stands at the top."""
    on = day.date() if day else edition.cluster.last_day or edition.cluster.first_day
    members = {row.unit.code: row.unit.name for row in access.cluster_members(edition, on)}
    lead = access.cluster_lead(edition, on)
    rows = list(edition.proposals.select_related("unit"))
    counted = [row for row in rows if row.accepted or row.votes is None]
    forms = [line["form"] for line in edition.forms] or list(dict.fromkeys(row.form for row in rows))
    given = {form: [row.unit.code for row in counted if row.form == form] for form in forms}
    inside = Edition(
        edition.cluster.title, members, lead.code if lead else "", edition.host.code if edition.host else ""
    )
    return award_findings(inside, {form: who for form, who in given.items() if who})


@transaction.atomic
def nominations_set(
    *, by: Viewer, at: datetime, edition: ClusterEdition, nominated: Mapping[str, Sequence[Unit]]
) -> list[ClusterProposal]:
    """Write down who is nominated for what, in place of what was written before; until the vote begins.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.not-opened"; "cluster.vote-begun"; "cluster.refused".
    """
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    allow(row.opened_at is not None, "cluster.not-opened")
    allow(ballot_of(row) is None, "cluster.vote-begun")
    places = {line["form"]: line["places"] for line in row.forms}
    found: list[Problem] = []
    if not any(nominated.values()):
        found.append(problem("cluster.nobody-nominated", Where(field="forms")))
    for form, units in nominated.items():
        for unit in units:
            access.cluster_member_for(by, row, unit.code)
        if form not in places:
            found.append(problem("cluster.form-unknown", Where(field=form), form=form))
        elif len(units) > places[form] or len(set(units)) < len(units):
            found.append(problem("cluster.too-many-nominated", Where(field=form), places=places[form]))
    if found:
        raise Refused("cluster.refused", found)
    row.proposals.all().delete()
    made = ClusterProposal.objects.bulk_create(
        ClusterProposal(edition=row, form=form, unit=unit)
        for form in places
        for unit in nominated.get(form, ())
    )
    sentence = f"{row.cluster.title}: đưa {len(made)} đề nghị suy tôn ra bỏ phiếu."
    members_tell(
        by=by, at=at, edition=row, kind="cluster-nominate", sentence=sentence, page="cluster-conference"
    )
    return made


@transaction.atomic
def cluster_vote_open(*, by: Viewer, at: datetime, edition: ClusterEdition) -> Ballot:
    """Begin the secret vote: one representative for each member present, each tied where it is about her own unit.

    Raises:
        Refused: "cluster.not-the-lead"; "cluster.not-opened"; "cluster.vote-begun"; "cluster.nobody-nominated";
            "cluster.unspoken" with each present member that nobody speaks for; as `ballot_open`.
    """
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    allow(row.opened_at is not None, "cluster.not-opened")
    allow(ballot_of(row) is None, "cluster.vote-begun")
    nominations = list(row.proposals.select_related("unit"))
    allow(bool(nominations), "cluster.nobody-nominated")
    speaks = access.voters_of(row, at.date())
    if mute := [code for code in row.present if code not in speaks]:
        names = Unit.objects.filter(code__in=mute).values_list("name", flat=True)
        raise Refused("cluster.unspoken", [problem("cluster.nobody-speaks", unit=name) for name in names])
    voters = {code: speaks[code] for code in row.present}
    lead = access.cluster_lead(row, at.date())
    assert lead is not None, "somebody who keeps the cluster serves in its lead"
    titles = form_titles(row)
    questions = [
        Put(
            question_of(nomination),
            f"{titles.get(nomination.form, nomination.form)}: {nomination.unit.name}",
            CHOICES,
            () if row.own_vote else [p for code, p in voters.items() if code == nomination.unit.code],
        )
        for nomination in nominations
    ]
    made = ballot_open(
        by=by, at=at, code=_next_code(row), title=f"Suy tôn của {row.cluster.title}", unit=lead,
        owner=f"cluster:{row.cluster.code}", questions=questions, voters=list(voters.values()),
    )  # fmt: skip
    sentence = f"{row.cluster.title} bắt đầu bỏ phiếu kín: {len(questions)} đề nghị, {len(voters)} đại diện."
    members_tell(
        by=by,
        at=at,
        edition=row,
        kind="cluster-vote-open",
        sentence=sentence,
        page="cluster-conference",
        waiting=True,
    )
    return made


def question_of(nomination: ClusterProposal) -> str:
    return f"{nomination.form}-{nomination.unit.code}"[:120]


def _next_code(edition: ClusterEdition) -> str:
    rounds = Ballot.objects.filter(owner=f"cluster:{edition.cluster.code}").count()
    return f"{ballot_code(edition)}-{rounds + 1}" if rounds else ballot_code(edition)


def form_titles(edition: ClusterEdition) -> dict[str, str]:
    """Code → title of the awards, as of the last day of the edition."""
    on = edition.cluster.last_day or edition.cluster.first_day
    return {form.code: form.title for form in award_forms() if form.in_force(on)}


@transaction.atomic
def cluster_vote_hand(*, by: Viewer, at: datetime, edition: ClusterEdition, people: Sequence[Person]) -> int:
    """Give these representatives papers of paper; a whole cluster may vote so.

    Returns:
        how many took them.

    Raises:
        Refused: as `ballot_issue_by_hand`; "cluster.not-the-lead"; "cluster.vote-missing".
    """
    ballot = _held_ballot(by, edition)
    for person in people:
        ballot_issue_by_hand(by=by, at=at, ballot=ballot, person=person)
    return len(people)


def undrawn(ballot: Ballot) -> list[Person]:
    """Representatives who have taken no paper yet."""
    waiting = BallotVoter.objects.filter(question__ballot=ballot, way="").values("person")
    return list(Person.objects.filter(pk__in=waiting).order_by("name"))


def paper_issued(ballot: Ballot) -> dict[str, tuple[str, int]]:
    """Question → its title, and how many papers of paper were given out for it; those of none are left out."""
    rows = ballot.questions.annotate(given=Count("voters", filter=Q(voters__way="hand")))
    return {row.code: (row.title, row.given) for row in rows.order_by("number") if row.given}


@transaction.atomic
def cluster_vote_seal(*, by: Viewer, at: datetime, edition: ClusterEdition) -> Ballot:
    """No more papers; casting begins. Raises as `ballot_seal`; "cluster.not-the-lead"; "cluster.vote-missing"."""
    return ballot_seal(by=by, at=at, ballot=_held_ballot(by, edition))


def _held_ballot(by: Viewer, edition: ClusterEdition) -> Ballot:
    acting(by)
    row = held(edition)
    allow(access.may_keep_cluster(by, row), "cluster.not-the-lead")
    ballot = ballot_of(row)
    if ballot is None:
        raise Refused("cluster.vote-missing")
    return ballot


@transaction.atomic
def cluster_vote_count(
    *, by: Viewer, at: datetime, edition: ClusterEdition, paper: Mapping[str, PaperBox] | None = None
) -> list[ClusterProposal]:
    """Close the boxes, count, and write what was accepted into the award register as proposed.

    Args:
        paper: question → what was found of the papers of paper, wherever some were given out.

    Raises:
        Refused: as `ballot_close`; "ballot.refused" with everything that does not add up; "cluster.not-the-lead";
            "cluster.vote-missing".
    """
    ballot = _held_ballot(by, edition)
    row = held(edition)
    issued, given = paper_issued(ballot), paper or {}
    nothing = PaperBox(None, None, dict.fromkeys(CHOICES))
    found = [
        fault
        for code, (title, number) in issued.items()
        for fault in paper_problems(code, title, number, given.get(code, nothing))
    ]
    if found:
        raise Refused("ballot.refused", found)
    boxes = ballot_close(by=by, at=at, ballot=ballot, hand={code: given[code].hand for code in issued})
    yes = {box.asked.code.partition("/")[2]: box.counted["yes"] for box in boxes}
    voters = {question.code: question.voters.count() for question in ballot.questions.all()}
    rows = list(row.proposals.select_related("unit"))
    accepted = []
    for proposal in rows:
        code = question_of(proposal)
        proposal.votes, proposal.voters = yes[code], voters[code]
        proposal.accepted = carried(proposal.votes, proposal.voters)
        if proposal.accepted:
            accepted.append(proposal)
    _propose(by, at, row, accepted)
    ClusterProposal.objects.bulk_update(rows, ["votes", "voters", "accepted", "award"])
    split = " + ".join(str(sum(1 for p in accepted if p.form == line["form"])) for line in row.forms)
    sentence = f"{row.cluster.title}: kiểm phiếu xong, đề nghị {split} trên {len(rows)} đề nghị đưa ra."
    members_tell(
        by=by, at=at, edition=row, kind="cluster-vote-count", sentence=sentence, page="cluster-conference"
    )
    return rows


def _propose(by: Viewer, at: datetime, edition: ClusterEdition, accepted: Sequence[ClusterProposal]) -> None:
    """Into the register as proposed, in the name of the conference."""
    awards = award_import(
        by=f"{by.name}, thay mặt {edition.cluster.title}",
        at=at,
        rows=[
            AwardRow(
                f"{edition.cluster.code}-{proposal.form}-{proposal.unit.code}"[:80], proposal.form,
                Category.COLLECTIVE, proposal.unit.code, edition.year,
                f"Cụm suy tôn bằng phiếu kín: {proposal.votes}/{proposal.voters} phiếu đồng ý.",
                State.PROPOSED, source=edition.cluster.title,
            )
            for proposal in accepted
        ],
    )  # fmt: skip
    for proposal, award in zip(accepted, awards, strict=True):
        proposal.award = award
