"""Reads titles and forms of award, with their article, regime and how far the article was checked."""

from __future__ import annotations

from itertools import pairwise

from thidua.core.award import AwardForm, AwardLevel, Category, FormKind
from thidua.core.problem import Problem
from thidua.rules.fields import Fields, Findings
from thidua.rules.text import Listing, Node, Scalar, read

MARKS = ("A", "B", "C", "I", "U")


def load(text: str, source: str = "") -> tuple[tuple[AwardForm, ...] | None, tuple[Problem, ...]]:
    """Read the forms, one entry per legal regime; None as soon as one problem stops the work.

    Codes of its own: award.mark-unknown, award.regimes-overlap.
    """
    node, problems = read(text, source)
    if node is None:
        return None, problems
    findings = Findings(source)
    findings.problems += problems
    top = Fields(node, findings)
    top.text("title")
    top.text("law")
    forms: list[AwardForm] = []
    for name, regimes in top.members("forms"):
        if isinstance(regimes, Listing):
            forms += _regimes(name, regimes, findings)
        else:
            findings.add("rule.list-expected", regimes)
    top.close()
    return (None, tuple(findings.problems)) if findings.problems else (tuple(forms), ())


def _regimes(name: Scalar, regimes: Listing, findings: Findings) -> list[AwardForm]:
    made = [form for item in regimes.items if (form := _form(name, item, findings))]
    for before, after in pairwise(made):
        if before.last_day is None or before.last_day >= after.first_day:
            findings.add("award.regimes-overlap", name, form=name.text, day=after.first_day)
    return made


def _form(name: Scalar, node: Node, findings: Findings) -> AwardForm | None:
    f = Fields(node, findings)
    title, short = f.text("title"), f.text("short", required=False)
    kind, level = f.choice("kind", FormKind), f.choice("level", AwardLevel)
    categories = tuple(_category(word, findings) for word in f.words("categories"))
    authority, clause, mark = f.text("authority"), f.clause(name.text), f.scalar("mark")
    first, last = f.day("first_day"), f.day("last_day", required=False)
    family = f.text("family", required=False)
    f.close()
    if mark and mark.text not in MARKS:
        findings.add("award.mark-unknown", mark, mark=mark.text, choices=", ".join(MARKS))
    if kind is None or level is None or mark is None or first is None:
        return None
    known = tuple(category for category in categories if category)
    return AwardForm(
        name.text, title, kind, level, known, authority, clause, mark.text, first, last, short, family
    )


def _category(word: Scalar, findings: Findings) -> Category | None:
    if word.text in set(Category):
        return Category(word.text)
    findings.add("rule.choice-unknown", word, value=word.text, choices=", ".join(Category), suggestion="")
    return None
