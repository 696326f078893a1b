"""The chain of the audit log finds whoever edits, takes away or slips in a line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.audit import START, Linked, chain_problems, line_digest, link_digest
from thidua.core.problem import Problem, problem

NOON = datetime(2025, 3, 10, 5, tzinfo=UTC)


def chain(count: int) -> list[Linked]:
    previous, links = START, []
    for number in range(1, count + 1):
        digest = line_digest(NOON, {"sentence": f"Việc {number}."})
        sha256 = link_digest(previous, digest)
        links.append((number, 100 + number, previous, sha256, digest, digest))
        previous = sha256
    return links


def found(links: list[Linked], heads: dict[int, str] | None = None) -> list[Problem]:
    return list(chain_problems(links, heads or {}))


def test_the_digest_is_of_the_moment_not_of_how_it_is_written():
    there = NOON.astimezone(timezone(timedelta(hours=7)))
    assert line_digest(there, {"sentence": "Việc."}) == line_digest(NOON, {"sentence": "Việc."})
    assert line_digest(NOON, {"sentence": "Việc"}) != line_digest(NOON, {"sentence": "Việc."})


def test_an_untouched_chain_has_nothing_wrong():
    links = chain(5)
    assert found(links, {3: links[2][3], 5: links[4][3]}) == []
    assert found([]) == []


@given(st.integers(1, 6))
def test_an_edited_line_is_named(which: int):
    links = chain(6)
    number, line, previous, sha256, carried, _ = links[which - 1]
    links[which - 1] = (number, line, previous, sha256, carried, line_digest(NOON, {"sentence": "Khác."}))
    assert found(links) == [problem("audit.edited", number=which, line=100 + which)]


@given(st.integers(1, 6))
def test_an_edited_line_with_its_digest_made_to_fit_is_named(which: int):
    links = chain(6)
    number, line, previous, sha256, _, _ = links[which - 1]
    other = line_digest(NOON, {"sentence": "Khác."})
    links[which - 1] = (number, line, previous, sha256, other, other)
    assert found(links) == [problem("audit.link-forged", number=which, line=100 + which)]


@given(st.integers(1, 6))
def test_a_line_taken_away_is_named(which: int):
    links = chain(6)
    number, line, previous, sha256, _, _ = links[which - 1]
    links[which - 1] = (number, line, previous, sha256, "", "")
    assert found(links) == [problem("audit.missing", number=which, line=100 + which)]


def test_a_line_taken_away_with_its_link_leaves_a_gap():
    links = chain(6)
    del links[2]
    assert found(links) == [problem("audit.link-missing", first=3, last=3)]


def test_the_end_cut_off_is_seen_by_a_head_noted_earlier():
    links = chain(6)
    head = {6: links[5][3]}
    assert found(links[:4], head) == [problem("audit.link-missing", first=5, last=6)]


def test_a_chain_made_anew_is_seen_by_a_head_noted_earlier():
    noted = {4: chain(6)[3][3]}
    previous, forged = START, []
    for number, line, _, _, digest, _ in chain(6):
        digest = line_digest(NOON, {"sentence": "Khác."}) if number == 2 else digest
        sha256 = link_digest(previous, digest)
        forged.append((number, line, previous, sha256, digest, digest))
        previous = sha256
    assert found(forged) == []
    assert found(forged, noted) == [problem("audit.head", number=4)]
