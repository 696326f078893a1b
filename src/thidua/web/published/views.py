"""Numbers others have printed, with their source and qualifier, and what they say about each other."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.actions.published import published_findings
from thidua.core.figure import Qualifier
from thidua.core.finding import FindingKind
from thidua.core.text import fold
from thidua.office.format import percent, qualified
from thidua.office.words.finding import KINDS, finding_sentence
from thidua.store.models import PublishedFigure
from thidua.web.door import crumbs, today

TONES = {
    FindingKind.CONTRADICTION: "red",
    FindingKind.QUESTION: "gold",
    FindingKind.NOTE: "blue",
    FindingKind.HOLDS: "green",
}
QUIET = (
    FindingKind.NOTE,
    FindingKind.HOLDS,
)  # folded away: they say how to read, not that something is wrong


def published(request: HttpRequest) -> HttpResponse:
    """?tim= words of the indicator, the subject or the source."""
    query = request.GET.get("tim", "").strip()[:80]
    rows = PublishedFigure.objects.select_related("unit", "area")
    every = {row.code: row for row in rows}
    shown = [row for row in every.values() if _answers(row, query)]
    found = sorted(published_findings(day=today()), key=lambda f: f.kind in QUIET)
    loud = sum(finding.kind not in QUIET for finding in found)
    context = {
        "crumbs": crumbs(_("Số liệu đã công bố")),
        "query": query,
        "total": len(every),
        "groups": _by_source(shown),
        "findings": [
            {
                "sentence": finding_sentence(finding),
                "kind": KINDS[finding.kind][0],
                "tone": TONES[finding.kind],
                "first_note": at == loud,
                "figures": [every[code] for code in finding.figures if code in every],
            }
            for at, finding in enumerate(found)
        ],
        "notes": len(found) - loud,
        "contradictions": sum(finding.kind is FindingKind.CONTRADICTION for finding in found),
    }
    return render(request, "published/published.html", context)


def _answers(row: PublishedFigure, query: str) -> bool:
    text = fold(f"{row.indicator} {row.subject_text} {row.source}")
    return all(word in text for word in fold(query).split())


def _by_source(rows: list[PublishedFigure]) -> list[tuple[str, list[dict[str, object]]]]:
    """In the order of the file, under the text each number was read from."""
    groups: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        printed = qualified(int(Fraction(row.value) * 1000), Qualifier(row.qualifier))
        parts = f"{row.numerator}/{row.denominator}" if row.denominator and row.numerator is not None else ""
        share = percent(Fraction(row.numerator or 0, row.denominator)) if parts and row.denominator else ""
        groups.setdefault(row.source, []).append(
            {"row": row, "printed": printed, "parts": parts, "share": share, "measure": row.measure}
        )
    return list(groups.items())
