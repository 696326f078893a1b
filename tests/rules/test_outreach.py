"""Channels and languages of outreach."""

from __future__ import annotations

from thidua.actions.definition import deed_kinds
from thidua.actions.outreach import GIVEN, KINDS, TAKEN
from thidua.rules.catalogue import data_text, outreach_ways
from thidua.rules.outreach import load


def test_the_packaged_ways_are_sound() -> None:
    found, problems = load(data_text("outreach.yaml"), "outreach.yaml")
    assert problems == ()
    assert found == outreach_ways()
    assert found.languages["viet"] == "Tiếng Việt"


def test_what_is_given_on_is_counted_as_what_was_taken_in() -> None:
    kinds = deed_kinds()
    assert kinds[TAKEN].quantities == kinds[GIVEN].quantities
    assert set(KINDS) <= set(kinds)


def test_a_way_without_a_title_is_told() -> None:
    _, problems = load("title: X\nchannels:\n  a: {source: B}\nlanguages: {}\n", "x.yaml")
    assert [p.where.line for p in problems] == [3]
