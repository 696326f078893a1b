"""Thousands of certificates as one PDF: parts made side by side in two processes, then joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from thidua.office.paper.certificate import OWN, Stock, joined, lettering, parts
from thidua.office.paper.content import Decision, Recipient

PART = 100  # pages: a part of a hundred takes 300 MB while it is made, nine thousand would take two gigabytes
WORKERS = 2
PER_WORKER = 24  # parts, then other processes: Typst keeps what it has set, in case it comes again
Tell = Callable[[int, int], None]  # pages done, pages in all


def certificate_book(
    content: Decision, tell: Tell, stock: Stock = OWN, workers: int = WORKERS, part: int = PART
) -> bytes:
    """Every recipient of the decision, one page each. Whatever `tell` raises ends the work."""
    pages = len(content.recipients)
    made: list[bytes] = []
    tell(0, pages)
    for number, lettered in enumerate(_made(content, stock, workers, part), 1):
        made.append(lettered)
        tell(min(number * part, pages), pages)
    return joined(made, stock)


def _made(content: Decision, stock: Stock, workers: int, size: int) -> Iterator[bytes]:
    work = parts(content.recipients, size)
    if len(work) < 2 * workers or workers < 2:  # starting a process takes longer than a few parts
        yield from (lettering(content, part, stock) for part in work)
        return
    bare = _bare(content)
    turn = PER_WORKER * workers
    for start in range(0, len(work), turn):
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        try:
            yield from pool.map(_part, ((bare, part, stock) for part in work[start : start + turn]))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _bare(content: Decision) -> Decision:
    """Without the list, which would otherwise travel with every part."""
    return replace(content, recipients=())


def _part(work: tuple[Decision, tuple[Recipient, ...], Stock]) -> bytes:
    content, recipients, stock = work
    return lettering(content, recipients, stock)
