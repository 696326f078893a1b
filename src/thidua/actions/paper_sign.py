"""Signing a decision with a certificate file, and checking signatures. Key and passphrase are kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from thidua.actions.audit import acting, allow, audit
from thidua.actions.paper import decision_values
from thidua.core.problem import Refused
from thidua.office.document import room_to_sign, to_pdf
from thidua.office.paper.form import filled
from thidua.office.signature import Checked, Room, checked, name_of, open_key, roots, sign
from thidua.store import access
from thidua.store import evidence as shelf
from thidua.store.access import Viewer
from thidua.store.models import Decision, SignedPaper
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
    person = acting(by)
    unit = decision.unit
    if unit is None:
        raise Refused("signature.no-unit")
    allow(access.may_sign(by, unit), "signature.may-not-sign", unit=unit.name)
    opened = open_key(key, passphrase)
    paper = filled(*decision_values(decision, SIGNED_KIND))
    place = room_to_sign(paper)
    content = sign(
        to_pdf(paper), opened, at=localtime(), agency=unit.name, room=Room(*place) if place else None
    )  # by the clock of this machine, also in a demonstration: a signature says when it was made
    assert opened.signing_cert is not None
    certificate = name_of(opened.signing_cert)[:300]
    row = SignedPaper.objects.create(
        decision=decision, kind=SIGNED_KIND, sha256=shelf.keep(content), certificate=certificate,
        signed_by=person, signed_at=at,
    )  # fmt: skip
    audit(
        by=by, at=at, action="paper-sign", subject=f"decision:{decision.code}", unit=unit,
        sentence=f"Ký số quyết định {decision.number} bằng chứng thư của {certificate}.",
    )  # fmt: skip
    return row


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
