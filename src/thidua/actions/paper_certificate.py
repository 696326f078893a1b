"""Certificates of a decision: a few at once on the page, thousands in the background as one file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from thidua.actions.audit import allow, audit
from thidua.actions.job import Made, Progress, long_work
from thidua.actions.paper import decision_content
from thidua.actions.paper_stock import stock_of
from thidua.office.paper.bulk import certificate_book
from thidua.office.paper.certificate import certificates
from thidua.office.paper.content import Decision as Content
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Decision, PaperStock

AT_ONCE = 60  # certificates made while somebody waits; more are made in the background


def certificates_of(decision: Decision, stock: PaperStock | None, only: Collection[int] = ()) -> bytes:
    """Those of the numbers asked for, or all."""
    content = _chosen(decision_content(decision), only)
    return certificates(content, content.recipients, stock_of(stock))


def _chosen(content: Content, only: Collection[int]) -> Content:
    """Certificates of what was cancelled since are not printed again."""
    kept = tuple(one for one in content.recipients if not one.void and (not only or one.number in only))
    return replace(content, recipients=kept)


@long_work
def paper_certificates_make(
    *, by: Viewer, at: datetime, progress: Progress, decision: str, stock: int | None = None
) -> Made:
    """Every certificate of a decision, one page each.

    Raises:
        Refused: "paper.may-not-print".
    """
    row = access.decision_for(by, decision)
    allow(access.may_print(by, row), "paper.may-not-print")
    sheets = access.paper_stock_for(by, stock) if stock else None
    content = _chosen(decision_content(row), ())
    book = certificate_book(content, progress, stock_of(sheets))
    pages = len(content.recipients)
    audit(
        by=by, at=at, action="paper-certificates", subject=f"decision:{row.code}", unit=row.unit,
        sentence=f"In {pages} giấy chứng nhận, bằng khen, giấy khen của quyết định {row.number}.",
    )  # fmt: skip
    return Made(f"Đã làm {pages} tờ.", book, f"{row.code}-giay-khen.pdf", "application/pdf")
