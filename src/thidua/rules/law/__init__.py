"""Reads the law: texts with their days, regimes, and files of dated provisions, each with article and sureness.

The files stand beside this one; `overlays/` holds what one ministry or province adds to the law of the land.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from thidua.core.award import AwardForm
from thidua.core.law.provision import LawBook, LegalText, Provision, Regime, Sureness
from thidua.core.problem import Problem
from thidua.rules.fields import Fields, Findings
from thidua.rules.text import Listing, Node, Scalar, read


@dataclass(frozen=True)
class Library:
    """What provisions refer to: legal texts, and the places where they were read (title, address)."""

    texts: Mapping[str, LegalText]
    seen: Mapping[str, tuple[str, str]]
    regimes: tuple[Regime, ...]


def load_texts(text: str, source: str = "") -> tuple[Library | None, tuple[Problem, ...]]:
    """Read `texts.yaml`."""
    top, findings = _top(text, source)
    if top is None:
        return None, tuple(findings.problems)
    texts = {name.text: _text(name, node, findings) for name, node in top.members("texts")}
    seen = {name.text: _seen(node, findings) for name, node in top.members("seen")}
    regimes = [_regime(name, node, findings) for name, node in top.members("regimes")]
    top.close()
    if findings.problems:
        return None, tuple(findings.problems)
    known = {code: legal for code, legal in texts.items() if legal}
    return Library(known, seen, tuple(regime for regime in regimes if regime)), ()


def load(text: str, library: Library, source: str = "") -> tuple[LawBook | None, tuple[Problem, ...]]:
    """Read one file of provisions; None as soon as one problem stops the work.

    A file with `overlay:` is a ministry's or a province's own rules; every provision in it carries that name.

    Codes of its own: law.text-unknown, law.seen-unknown, law.versions-overlap, law.code.
    """
    top, findings = _top(text, source)
    if top is None:
        return None, tuple(findings.problems)
    top.text("title")
    overlay, checked = top.text("overlay", required=False), top.day("checked_on")
    made: list[Provision] = []
    for name, versions in top.members("provisions"):
        if "." not in name.text:
            findings.add("law.code", name, value=name.text)
        if isinstance(versions, Listing):
            made += _versions(name, versions, library, findings, overlay, checked)
        else:
            findings.add("rule.list-expected", versions)
    top.close()
    if findings.problems:
        return None, tuple(findings.problems)
    return LawBook(tuple(made), overlays=(overlay,) if overlay else ()), ()


def bind(books: Iterable[LawBook], library: Library, forms: tuple[AwardForm, ...]) -> LawBook:
    """One book out of several files."""
    provisions = tuple(provision for book in books for provision in book.provisions)
    return LawBook(provisions, library.regimes, tuple(library.texts.values()), forms=forms)


def _top(text: str, source: str) -> tuple[Fields | None, Findings]:
    node, problems = read(text, source)
    findings = Findings(source)
    findings.problems += problems
    return (Fields(node, findings) if node is not None else None), findings


def _text(name: Scalar, node: Node, findings: Findings) -> LegalText | None:
    f = Fields(node, findings)
    title, about, url = f.text("title"), f.text("about"), f.text("url", required=False)
    first, last = f.day("first_day"), f.day("last_day", required=False)
    mark = f.choice("mark", Sureness)
    f.close()
    return LegalText(name.text, title, about, first, last, url, mark) if first and mark else None


def _seen(node: Node, findings: Findings) -> tuple[str, str]:
    f = Fields(node, findings)
    found = f.text("title"), f.text("url", required=False)
    f.close()
    return found


def _regime(name: Scalar, node: Node, findings: Findings) -> Regime | None:
    f = Fields(node, findings)
    title, clause, mark = f.text("title"), f.clause(name.text), f.choice("mark", Sureness)
    first, last = f.day("first_day"), f.day("last_day", required=False)
    f.close()
    return Regime(name.text, title, first, last, clause, mark) if first and mark else None


def _versions(
    name: Scalar,
    versions: Listing,
    library: Library,
    findings: Findings,
    overlay: str,
    checked: date | None,
) -> list[Provision]:
    made = [
        found
        for item in versions.items
        if (found := _provision(name.text, Fields(item, findings), library, findings, overlay, checked))
    ]
    for before, after in pairwise(made):
        if before.last_day is None or before.last_day >= after.first_day:
            findings.add("law.versions-overlap", name, value=name.text, day=after.first_day)
    return made


def _provision(
    code: str, f: Fields, library: Library, findings: Findings, overlay: str, checked: date | None
) -> Provision | None:
    says, article, mark = f.text("says"), f.text("article", required=False), f.choice("mark", Sureness)
    legal = library.texts.get(_known(f, "text", library.texts, "law.text-unknown", findings))
    place = library.seen.get(_known(f, "seen", library.seen, "law.seen-unknown", findings))
    first, last = f.day("first_day", required=False), f.day("last_day", required=False)
    value, word = f.fraction("value", required=False), f.text("word", required=False)
    own_check = f.day("checked_on", required=False)
    f.close()
    checked = own_check or checked
    if legal is None or place is None or mark is None or checked is None:
        return None
    return Provision(
        code,
        says,
        legal.title,
        article,
        mark,
        place[0],
        place[1],
        checked,
        first or legal.first_day,
        last or legal.last_day,
        value,
        word,
        overlay,
    )


def _known(f: Fields, key: str, known: Mapping[str, object], code: str, findings: Findings) -> str:
    word = f.scalar(key)
    if word is not None and word.text not in known:
        findings.add(code, word, value=word.text)
    return word.text if word else ""
