"""Nobody with the whole database can tell who cast which paper, or in which order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.db import connection, models, transaction

from tests.ballots import CHOICES, close, draw_all
from thidua.actions import ballot as ballots
from thidua.actions.ballot import (
    ballot_count,
)
from thidua.actions.ballot_box import ballot_check
from thidua.store.models import AuditLine, Ballot, BallotQuestion, BallotVoter

pytestmark = pytest.mark.django_db


# --- Who cast what --------------------------------------------------------------------------------------------

# Every column of the three tables, and why it cannot tie a paper to a voter. A new column needs a reason here.
COLUMNS = {
    "ballot": {
        "id", "code", "title", "owner", "unit", "phase", "opened_by", "opened_at", "sealed_at", "counted_at",
        "void_reason",
    },
    "ballotquestion": {
        "id", "ballot", "code", "number", "title", "choices", "key", "sealed_key", "hand",
        "box",  # one text, sorted by numbers that nobody but their makers knew beforehand
    },
    "ballotvoter": {
        "id",  # given when the ballot opens, in the order of the roll
        "question", "person", "way",
        "signature",  # of a blinded number; fits every paper equally well (tests/core/test_ballot.py)
    },
}  # fmt: skip


@pytest.mark.parametrize("model", [Ballot, BallotQuestion, BallotVoter])
def test_no_column_says_when_or_by_whom_a_paper_was_cast(model: type[models.Model]):
    assert {field.name for field in model._meta.fields} == COLUMNS[model._meta.model_name]


def everything() -> dict[str, list]:
    """All rows of all tables of the database, as somebody with the whole database reads them."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def test_casting_changes_one_text_and_nothing_else_in_the_whole_database(world, poll, phones):
    draw_all(world, poll, phones)
    before = everything()
    phones[4].cast({"dung": "yes"})
    after = everything()
    assert {table for table in after if after[table] != before[table]} == {"store_ballotquestion"}


def test_the_database_is_the_same_in_whatever_order_the_votes_came(world, nine, poll, phones):
    draw_all(world, poll, phones)
    votes = list(zip(phones, random.Random(7).choices(CHOICES, k=9), strict=True))
    seen = []
    for seed in range(3):
        with transaction.atomic():
            for phone, vote in random.Random(seed).sample(votes, k=9):
                phone.cast({"dung": vote})
            seen.append(everything())
            transaction.set_rollback(True)
    assert seen[0] == seen[1] == seen[2]


def test_two_worlds_in_which_two_voters_changed_places_cannot_be_told_apart(world, poll, phones):
    """Exchange the votes of two voters: the count and everything but their own papers' texts stay as they were."""
    draw_all(world, poll, phones)
    told = []
    for first, second in (("yes", "no"), ("no", "yes")):
        with transaction.atomic():
            phones[0].cast({"dung": first})
            phones[1].cast({"dung": second})
            for phone in phones[2:]:
                phone.cast({"dung": "yes"})
            close(world, poll)
            told.append((ballot_count(poll)[0].counted, poll.phase))
            assert ballot_check(poll) == []
            transaction.set_rollback(True)
        poll.refresh_from_db()
    assert told[0] == told[1]


def test_nobody_is_named_where_a_paper_is_cast():
    """`ballot_cast` takes no viewer, no moment, no address; and writes nothing to the log."""
    names = ballots.ballot_cast.__wrapped__.__kwdefaults__ or {}
    code = ballots.ballot_cast.__wrapped__.__code__
    assert (code.co_varnames[: code.co_kwonlyargcount], names) == (("code", "slips"), {})
    source = Path(ballots.__file__).read_text(encoding="utf-8")
    body = source[source.index("def ballot_cast") : source.index("def ballot_close")]
    assert [word for word in ("_note", "audit", "logging", "viewer") if f"{word}(" in body] == []


def test_the_log_never_speaks_of_a_cast_paper(world, poll, phones):
    draw_all(world, poll, phones)
    lines = AuditLine.objects.count()
    for phone in phones:
        phone.cast({"dung": "no"})
    assert AuditLine.objects.count() == lines
