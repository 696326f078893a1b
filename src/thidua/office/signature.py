"""Signatures in PDF: made with a certificate file, with a stamp that people can see, and checked.

pyHanko does the cryptography; the stamp is a small page of ours. Nothing is fetched from anywhere: whom to trust is
said by the certificates given. A passphrase is used once and kept nowhere.
"""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil, floor
from pathlib import Path
from typing import Any

import pikepdf
from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from thidua.core.problem import Refused, problem
from thidua.office.print import pdf

# What it finds wrong with a chain of certificates is told as `Trust`, not as a traceback in the log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)

STAMP_WIDTH, STAMP_HEIGHT = 64, 17  # mm
FIELD = "KyDuyet"
_MM = 72 / 25.4
_FILLED = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
)  # fmt: skip
_READ_FAULTS = (
    PdfError,
    SignatureValidationError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
)


class Trust(StrEnum):
    """What can be said of who signed."""

    TRUSTED = "trusted"
    EXPIRED = "expired"  # trusted, but not valid at the time of signing
    UNKNOWN = "unknown"  # nobody we trust vouches for the certificate


class Change(StrEnum):
    """What happened to the file after the signature."""

    NONE = "none"
    ALLOWED = "allowed"  # a further signature, or fields filled in
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Checked:
    """One signature of a file. `intact`: what was signed is still what was signed."""

    signer: str
    issuer: str
    at: datetime | None
    intact: bool
    trust: Trust
    change: Change

    @property
    def good(self) -> bool:
        return self.intact and self.trust is Trust.TRUSTED and self.change is not Change.CHANGED


@dataclass(frozen=True, slots=True)
class Room:
    """Where the stamp goes: page from 0, the middle of its upper edge in millimetres from the upper left corner."""

    page: int
    x: float
    y: float


# --- Signing --------------------------------------------------------------------------------------------------


def open_key(content: bytes, passphrase: str) -> signers.SimpleSigner:
    """The key and certificate of a .p12 or .pfx file.

    Raises:
        Refused: "signature.refused": another kind of file, or another passphrase.
    """
    try:
        made = signers.SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase.encode())
    except (ValueError, TypeError, OSError, NotImplementedError):
        made = None
    if not isinstance(made, signers.SimpleSigner) or made.signing_cert is None:
        raise Refused("signature.refused", [problem("signature.key-unreadable")])
    return made


def sign(
    content: bytes, key: signers.Signer, *, at: datetime, agency: str, room: Room | None = None
) -> bytes:
    """The PDF with a signature (PAdES baseline) and a stamp where a hand would sign.

    Args:
        room: None puts the stamp into the lower right corner of the last page.

    Raises:
        Refused: "signature.refused" where the certificate is not valid at that time or the PDF cannot be read.
    """
    certificate = key.signing_cert
    assert certificate is not None
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise Refused("signature.refused", [problem("signature.certificate-not-valid")])
    made = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        number = len(list(writer.prev.embedded_signatures)) + 1
        name = FIELD if number == 1 else f"{FIELD}{number}"
        page, box = _box(content, room)
        fields.append_signature_field(writer, fields.SigFieldSpec(name, on_page=page, box=box))
        meta = signers.PdfSignatureMetadata(
            field_name=name, reason="Ban hành", location=agency, subfilter=fields.SigSeedSubFilter.PADES
        )
        with tempfile.TemporaryDirectory() as folder:  # pyHanko reads the stamp only when it signs
            style = _stamp(Path(folder), name_of(certificate), agency, at)
            signers.PdfSigner(meta, signer=key, stamp_style=style).sign_pdf(writer, output=made)
    except (PdfError, pikepdf.PdfError, ValueError, KeyError) as fault:
        raise Refused("signature.refused", [problem("signature.pdf-unreadable")]) from fault
    return made.getvalue()


def _box(content: bytes, room: Room | None) -> tuple[int, tuple[int, int, int, int]]:
    """Page, and lower left and upper right corner in points from the lower left corner of the page."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        last = len(opened.pages) - 1
        page = min(room.page, last) if room else last
        width, height = (float(side) for side in list(opened.pages[page].mediabox)[2:4])
    if room is None:
        left, top = width - (STAMP_WIDTH + 18) * _MM, (STAMP_HEIGHT + 18) * _MM
    else:
        left, top = (room.x - STAMP_WIDTH / 2) * _MM, height - room.y * _MM
    box = (left, top - STAMP_HEIGHT * _MM, left + STAMP_WIDTH * _MM, top)
    return page, (floor(box[0]), floor(box[1]), ceil(box[2]), ceil(box[3]))


def _stamp(folder: Path, signer: str, agency: str, at: datetime) -> StaticStampStyle:
    told = f"{at:%d/%m/%Y %H:%M:%S} {at:%z}"
    data = {
        "width": STAMP_WIDTH, "height": STAMP_HEIGHT, "signer": signer, "agency": agency,
        "at": f"{told[:-2]}:{told[-2:]}",
    }  # fmt: skip
    path = folder / "stamp.pdf"
    path.write_bytes(pdf("stamp.typ", data))
    style: StaticStampStyle = StaticStampStyle.from_pdf_file(
        str(path), border_width=0, background_opacity=1, background_layout=_FILLED
    )
    return style


def name_of(certificate: x509.Certificate) -> str:
    """Whom the certificate names, as people read it."""
    told = certificate.subject.native
    name = told.get("common_name") or certificate.subject.human_friendly
    return str(name)


# --- Checking -------------------------------------------------------------------------------------------------


def roots(files: Sequence[bytes]) -> list[x509.Certificate]:
    """Certificates to trust, from PEM or DER files; files that are none are passed over."""
    found: list[x509.Certificate] = []
    for content in files:
        try:
            found += list(load_certs_from_pemder_data(content))
        except (ValueError, TypeError):
            continue
    return found


def checked(content: bytes, trusted: Sequence[x509.Certificate]) -> list[Checked]:
    """Every signature of a PDF in the order in which they were made; empty for a PDF without one.

    Raises:
        Refused: "signature.refused" where the file is no PDF, or its signatures cannot be read at all.
    """
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        return [_checked(found, trusted) for found in reader.embedded_signatures]
    except _READ_FAULTS as fault:
        raise Refused("signature.refused", [problem("signature.pdf-unreadable")]) from fault


def grown_from(content: bytes, base: bytes) -> bool:
    """Whether a file is that one with signatures added, and nothing else of it is another.

    A signature is written behind the file (ISO 32000-1, 7.5.6); what is written there could also put other pages before
    the reader, which the signature then covers. So every object of the base is compared.
    """
    if not content.startswith(base):
        return False
    try:
        with pikepdf.open(io.BytesIO(base)) as old, pikepdf.open(io.BytesIO(content)) as new:
            told = {held.objgen for held in (old.docinfo, old.Root.get("/Metadata")) if held is not None}
            same = all(
                _bare(held) == _bare(new.get_object(held.objgen))
                for held in old.objects
                if held.objgen not in told
            )
            return same and all(_signs(mark) for page in new.pages for mark in page.get("/Annots", ()))
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError):
        return False


# What a signature adds to the catalogue and to the page it stands on.
_ADDED = {
    "/Catalog": {"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version"},
    "/Page": {"/Annots"},
}


def _bare(held: pikepdf.Object) -> object:
    """Its content, without what a signature adds; references stay references."""
    if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        return held.unparse()
    added = _ADDED.get(str(held.get("/Type", "")), set())
    keys = {key: _named(held[key]) for key in held.keys() if key not in added}  # noqa: SIM118 - no mapping
    return keys, held.read_raw_bytes() if isinstance(held, pikepdf.Stream) else b""


def _named(value: Any) -> bytes:
    return value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()


def _signs(mark: pikepdf.Object) -> bool:
    """A field for a signature; a link that the base has already is compared with the rest."""
    kind = str(mark.get("/Subtype", ""))
    return kind == "/Link" or (kind == "/Widget" and str(mark.get("/FT", "")) == "/Sig")


def _checked(found: Any, trusted: Sequence[x509.Certificate]) -> Checked:
    said = found.self_reported_timestamp
    context = ValidationContext(
        trust_roots=list(trusted), allow_fetching=False, moment=said, best_signature_time=said
    )
    status: PdfSignatureStatus = validate_pdf_signature(found, context)
    certificate = found.signer_cert
    return Checked(
        signer=name_of(certificate),
        issuer=str(certificate.issuer.native.get("common_name") or certificate.issuer.human_friendly),
        at=said,
        intact=bool(status.intact and status.valid),
        trust=_trust(status, certificate, trusted, said),
        change=_change(status),
    )


def _trust(
    status: PdfSignatureStatus,
    certificate: x509.Certificate,
    trusted: Sequence[x509.Certificate],
    said: datetime | None,
) -> Trust:
    if status.trusted:
        return Trust.TRUSTED
    known = {root.subject.dump() for root in trusted}
    vouched = certificate.issuer.dump() in known or certificate.subject.dump() in known
    dated = said is not None and not certificate.not_valid_before <= said <= certificate.not_valid_after
    return Trust.EXPIRED if vouched and dated else Trust.UNKNOWN


def _change(status: PdfSignatureStatus) -> Change:
    level = status.modification_level
    if not status.docmdp_ok or level in (None, ModificationLevel.OTHER):
        return Change.CHANGED
    return Change.NONE if level is ModificationLevel.NONE else Change.ALLOWED
