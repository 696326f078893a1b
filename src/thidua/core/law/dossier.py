"""Which papers a dossier needs, and which of them are still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.core.award import FormKind
from thidua.core.law.provision import LawBook, Provision

SUBMISSION, REPORT, MINUTES, CERTIFICATE = "submission", "report", "minutes", "certificate"
REMARK = "remark"  # of the old unit, for who was moved in the year: asked for by the title's own provision


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """Attributes:
    code: "submission", "report", "minutes", "certificate" or "remark".
    only_if_ground: asked for only when the initiative (or sudden achievement) it certifies is the ground.
    provision: the article that asks for it.
    """

    code: str
    only_if_ground: bool
    provision: Provision


def papers(
    title: str, kind: FormKind, on: date, law: LawBook, *, certified: bool = False, simplified: bool = False
) -> tuple[RequiredPaper, ...]:
    """The papers of a dossier, in the order of the law; () where no text that was read asks for any.

    Args:
        certified: an initiative, project, ingenuity or sudden achievement is the ground, so its paper belongs to it.
        simplified: by the simplified procedure (achievement clear and sudden).
    """
    prefix = "dossier-simplified." if simplified else f"dossier-{kind}."
    own = f"{law.family(title)}.paper-"
    found = []
    for code, provision in law.on(on).items():
        if code.startswith(prefix) or (code.startswith(own) and not simplified):
            paper = RequiredPaper(provision.word, provision.word == CERTIFICATE, provision)
            if provision.word and (certified or not paper.only_if_ground):
                found.append(paper)
    return tuple(found)


def missing(asked: Iterable[RequiredPaper], have: Collection[str]) -> tuple[RequiredPaper, ...]:
    """Papers not there yet. They stop submission and decision (`general.complete-dossier`), nothing before."""
    return tuple(paper for paper in asked if paper.code not in have)
