"""Signing a decision with a certificate file, taking back one that a token signed, and checking signatures.

Key and passphrase are kept nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from thidua.actions.audit import acting, allow, audit
from thidua.actions.paper import decision_values
from thidua.core.problem import Problem, Refused, problem
from thidua.office.document import room_to_sign, to_pdf
from thidua.office.paper.form import filled
from thidua.office.signature import Change, Checked, Room, checked, grown_from, name_of, open_key, roots, sign
from thidua.store import access
from thidua.store import evidence as shelf
from thidua.store.access import Viewer
from thidua.store.models import Decision, Person, SignedPaper, Unit
from thidua.store.signature import trusted_files

SIGNED_KIND = "quyet-dinh"


@transaction.atomic
def paper_sign(*, by: Viewer, at: datetime, decision: Decision, key: bytes, passphrase: str) -> SignedPaper:
    """The decision as PDF, signed by head or deputy of the unit that issued it; every signing keeps a paper of its own.

    Args:
        key: the content of a .p12 or .pfx file.

    Raises:
        Refused: "signature.may-not-sign"; "signature.refused" with what is wrong with key or certificate.
    """
    person, unit = acting(by), _signing_unit(by, decision)
    opened = open_key(key, passphrase)
    paper = filled(*decision_values(decision, SIGNED_KIND))
    place = room_to_sign(paper)
    content = sign(
        to_pdf(paper), opened, at=localtime(), agency=unit.name, room=Room(*place) if place else None
    )  # by the clock of this machine, also in a demonstration: a signature says when it was made
    assert opened.signing_cert is not None
    row = _kept(decision, content, name_of(opened.signing_cert), person, at)
    audit(
        by=by, at=at, action="paper-sign", subject=f"decision:{decision.code}", unit=unit,
        sentence=f"Ký số quyết định {decision.number} bằng chứng thư của {row.certificate}.",
    )  # fmt: skip
    return row


@transaction.atomic
def paper_bring(*, by: Viewer, at: datetime, decision: Decision, content: bytes) -> SignedPaper:
    """Keep the decision's PDF as a token or another program signed it: the one taken from here, and nothing else in it.

    Raises:
        Refused: "signature.may-not-sign"; "signature.refused" with all that is wrong with the file.
    """
    person, unit = acting(by), _signing_unit(by, decision)
    found = checked(content, roots(trusted_files()))
    if wrong := _wrong(decision, content, found):
        raise Refused("signature.refused", wrong)
    row = _kept(decision, content, found[-1].signer, person, at)
    audit(
        by=by, at=at, action="paper-bring", subject=f"decision:{decision.code}", unit=unit,
        sentence=f"Nhận bản quyết định {decision.number} đã ký số ở nơi khác, chứng thư của {row.certificate}.",
    )  # fmt: skip
    return row


def _signing_unit(by: Viewer, decision: Decision) -> Unit:
    unit = decision.unit
    if unit is None:
        raise Refused("signature.no-unit")
    allow(access.may_sign(by, unit), "signature.may-not-sign", unit=unit.name)
    return unit


def _wrong(decision: Decision, content: bytes, found: list[Checked]) -> list[Problem]:
    wrong = []
    if not found:
        wrong.append(problem("signature.none"))
    if any(not one.intact or one.change is Change.CHANGED for one in found):
        wrong.append(problem("signature.broken"))
    bases = [to_pdf(filled(*decision_values(decision, SIGNED_KIND)))]
    bases += [shelf.content_of(row.sha256) for row in decision.signed_papers.all()]
    if not any(grown_from(content, base) for base in bases):
        wrong.append(problem("signature.another-paper"))
    return wrong


def _kept(decision: Decision, content: bytes, signer: str, person: Person, at: datetime) -> SignedPaper:
    return SignedPaper.objects.create(
        decision=decision, kind=SIGNED_KIND, sha256=shelf.keep(content), certificate=signer[:300],
        signed_by=person, signed_at=at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with its signatures, and whether the house knows it as one of its own."""

    signatures: tuple[Checked, ...]
    trusts_anybody: bool
    known: SignedPaper | None = None


def signature_check(*, by: Viewer, content: bytes) -> CheckedFile:
    """What can be said of the signatures of a PDF.

    Raises:
        Refused: "signature.refused": it is no PDF, or cannot be read.
    """
    files = trusted_files()
    found = checked(content, roots(files))
    known = access.signed_papers(by).filter(sha256=shelf.sum_of(content)).first()
    return CheckedFile(tuple(found), bool(files), known)
