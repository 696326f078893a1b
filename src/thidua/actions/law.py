"""Asking the law about a file: facts, titles and overlays as they are typed, or every fault in them at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from thidua.core.law.eligible import eligible
from thidua.core.law.provision import LawBook
from thidua.core.law.verdict import Verdict
from thidua.core.problem import Refused, problem
from thidua.rules import catalogue, law
from thidua.rules.fields import nearest
from thidua.rules.law import facts as facts_file


def file_eligible(
    *, path: Path, title: str, on: date, year: int | None = None, overlays: Iterable[str] = ()
) -> Verdict:
    """The verdict on one file of facts.

    Args:
        overlays: codes of packaged overlays, or files of one's own.

    Raises:
        Refused: law.facts-unread, law.title-unread or law.overlay-unread, with everything wrong.
    """
    codes = {form.code for form in catalogue.award_forms()}
    if title not in codes:
        raise Refused(
            "law.title-unread", [problem("law.title-unknown", value=title, suggestion=nearest(title, codes))]
        )
    book = law_with(overlays)
    facts, problems = facts_file.load(path.read_text(encoding="utf-8"), codes, str(path))
    if facts is None:
        raise Refused("law.facts-unread", problems)
    return eligible(facts, title, on, book, year=year)


def law_with(overlays: Iterable[str]) -> LawBook:
    """The law of the land with overlays above it, packaged ones by code, others by path."""
    book = catalogue.law_book()
    for name in overlays:
        if name in catalogue.law_overlays():
            book = book.laid_over(catalogue.law_overlay(name))
            continue
        path = Path(name)
        if not path.is_file():
            known = ", ".join(catalogue.law_overlays())
            raise Refused("law.overlay-unread", [problem("law.overlay-unknown", value=name, choices=known)])
        found, problems = law.load(path.read_text(encoding="utf-8"), catalogue.law_library(), name)
        if found is None:
            raise Refused("law.overlay-unread", problems)
        book = book.laid_over(found)
    return book
