"""The demonstration's open ballot, voted as who tries it would: four on devices, five on paper. Prints how it ends."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import django

django.setup()

from thidua.actions.ballot import ballot_cast, ballot_issue  # noqa: E402
from thidua.actions.ballot_box import asked_of  # noqa: E402
from thidua.actions.council_vote import council_count, council_result, council_seal  # noqa: E402
from thidua.core.ballot_paper import ALPHABET, LENGTH, Paper  # noqa: E402
from thidua.store.access import viewer_of  # noqa: E402
from thidua.store.models import BallotVoter, CouncilRound, Person  # noqa: E402

row = CouncilRound.objects.get(ballot__phase="drawing")
ballot, day = row.ballot, row.session.on
at = ballot.opened_at + timedelta(minutes=10)
an, dung = Person.objects.get(code="an"), viewer_of(Person.objects.get(code="dung"), day)
waiting = BallotVoter.objects.filter(question__ballot=ballot, way="")
people = list(Person.objects.filter(pk__in=waiting.values("person")).order_by("account__username"))
print("accounts", [person.account.username for person in people])
papers = {
    (person, question.code): Paper(
        asked_of(ballot, question), "".join(Random(person.code).choices(ALPHABET, k=LENGTH))
    )
    for person in people
    for question in ballot.questions.filter(voters__person=person)
}
for person in people:
    mine = {question: f"{paper.blind():x}" for (who, question), paper in papers.items() if who == person}
    ballot_issue(by=viewer_of(person, day), at=at, ballot=ballot, blinded=mine)
council_seal(by=dung, at=at, row=row)
for (person, question), paper in papers.items():
    drawn = BallotVoter.objects.get(question__ballot=ballot, question__code=question, person=person)
    ballot_cast(code=ballot.code, slips={question: paper.mark("yes", int(drawn.signature, 16))})
hand = {
    question.code: {"yes": question.voters.filter(way="hand").count()} for question in ballot.questions.all()
}
print("paper", [box["yes"] for box in hand.values()])
council_count(by=dung, at=at, row=row, hand=hand)
for told in sorted(council_result(row.session), key=lambda told: told.item.award.person_id != an.pk):
    print(told.item.award.person_id == an.pk, told.advice.value, told.yes, told.needed)
