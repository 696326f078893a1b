"""Every ground and need that the reasoning can speak of has its words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import thidua.core.law
from thidua.core.law import facts
from thidua.core.law.verdict import Outcome
from thidua.office.law_words import CODES, NEEDS
from thidua.office.words.law import WORDS as OF_VERDICTS
from thidua.office.words.law_medal import WORDS as OF_MEDALS

WORDS = OF_VERDICTS | OF_MEDALS
SOURCE = "\n".join(path.read_text("utf-8") for path in Path(thidua.core.law.__file__).parent.glob("*.py"))
SPOKEN = set(re.findall(r'"(law\.[a-z-]+)"', SOURCE))
# Codes made of two halves in the source.
MADE = {
    *(f"law.run-{end}" for end in ("held", "silent", "missing", "broken")),
    *(f"law.count-{end}" for end in ("held", "silent", "missing", "short")),
    *(f"law.rating-{end}" for end in ("held", "short")),
    *(f"law.{what}-{end}" for what in ("succession", "after-discipline") for end in ("silent", "lost")),
    *(f"law.{what}-{end}" for what in ("transfer", "secondment") for end in ("held", "missing")),
    *(f"law.initiative-{end}" for end in (
        "good", "applied-missing", "unrecognised", "narrow", "level", "not-applied", "used",
    )),
    *(f"law.need-remark-{what}" for what in ("transfer", "secondment")),
}  # fmt: skip


def test_every_code_of_the_reasoning_has_a_sentence_or_a_phrase() -> None:
    known = WORDS.keys() | NEEDS.keys()
    assert (SPOKEN | MADE) - known == set()


def test_no_sentence_is_left_over() -> None:
    problems = {"text-unknown", "seen-unknown", "versions-overlap", "code", "facts-subject", "title-unknown",
                "years-missing", "overlay-unknown", "title-unread", "facts-unread", "overlay-unread"}  # fmt: skip
    assert {code for code in WORDS if code.removeprefix("law.") not in problems} - SPOKEN - MADE == set()
    assert NEEDS.keys() - SPOKEN - MADE == set()


def test_every_word_of_the_facts_is_spoken() -> None:
    enums = (facts.Rating, facts.Breadth, facts.Quality, facts.HoldKind, facts.AbsenceKind, facts.DisciplineLevel,
             facts.StudyResult, Outcome)  # fmt: skip
    assert {member.value for enum in enums for member in enum} - CODES.keys() == set()
