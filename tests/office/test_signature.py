"""Signatures: made, stamped where a hand would sign, and every way a file can be wrong told apart."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tests.office.keys import FIRST, PASSPHRASE, Authority
from tests.office.papers import DECISION, line_of, needs_poppler, words_of
from thidua.core.problem import Refused
from thidua.office.document import room_to_sign, to_pdf
from thidua.office.paper import decision
from thidua.office.paper.form import filled
from thidua.office.signature import (
    STAMP_WIDTH,
    Change,
    Room,
    Trust,
    checked,
    grown_from,
    open_key,
    roots,
    sign,
)

AT = datetime.now(timezone(timedelta(hours=7)))
AGENCY = "Công an xã Lim Xanh"
PAPER = filled(decision.FORM, decision.values(DECISION))
PDF = to_pdf(PAPER)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def p12(authority: Authority) -> bytes:
    return authority.p12("Nguyễn Thị An")


@pytest.fixture(scope="module")
def signed(p12: bytes) -> bytes:
    place = room_to_sign(PAPER)
    assert place is not None
    return sign(PDF, open_key(p12, PASSPHRASE), at=AT, agency=AGENCY, room=Room(*place))


def test_a_signature_is_intact_trusted_and_nothing_changed_after_it(
    signed: bytes, authority: Authority
) -> None:
    (found,) = checked(signed, roots([authority.pem]))
    assert (found.signer, found.issuer) == ("Nguyễn Thị An", "Cơ quan chứng thực thử")
    assert (found.intact, found.trust, found.change) == (True, Trust.TRUSTED, Change.NONE)
    assert found.good
    assert found.at is not None
    assert abs(found.at - datetime.now(AT.tzinfo)) < timedelta(minutes=10)  # the machine's own clock


def test_a_signature_of_an_unknown_authority_is_intact_but_not_trusted(signed: bytes) -> None:
    for trusted in ([], roots([Authority("Nơi khác").pem]), roots([b"not a certificate"])):
        (found,) = checked(signed, trusted)
        assert (found.intact, found.trust, found.good) == (True, Trust.UNKNOWN, False)


def test_one_changed_byte_of_what_was_signed_is_seen(signed: bytes, authority: Authority) -> None:
    at = signed.index(b"/MediaBox")
    broken = signed[:at] + b"/MediaBoy" + signed[at + 9 :]
    try:
        found = checked(broken, roots([authority.pem]))
    except Refused:
        return
    assert not any(one.good for one in found)


def test_a_page_added_after_the_signature_is_seen(signed: bytes, authority: Authority) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.prev.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = __import__("pyhanko.pdf_utils.generic", fromlist=["x"]).NumberObject(90)
    writer.mark_update(writer.prev.root["/Pages"]["/Kids"].raw_get(0))
    out = io.BytesIO()
    writer.write(out)
    (found,) = checked(out.getvalue(), roots([authority.pem]))
    assert (found.intact, found.change, found.good) == (True, Change.CHANGED, False)


def test_a_second_signature_is_an_allowed_change_to_the_first(signed: bytes, authority: Authority) -> None:
    twice = sign(signed, open_key(authority.p12("Trần Văn Bình"), PASSPHRASE), at=AT, agency=AGENCY)
    first, second = checked(twice, roots([authority.pem]))
    assert (first.signer, first.change, second.signer, second.change) == (
        "Nguyễn Thị An", Change.ALLOWED, "Trần Văn Bình", Change.NONE,
    )  # fmt: skip
    assert first.good
    assert second.good


def test_a_paper_with_signatures_only_is_told_from_one_with_another_page(p12: bytes, signed: bytes) -> None:
    key = open_key(p12, PASSPHRASE)
    elsewhere, written = io.BytesIO(), IncrementalPdfFileWriter(io.BytesIO(PDF))
    signers.sign_pdf(written, signers.PdfSignatureMetadata(field_name="Signature1"), key, output=elsewhere)
    twice = sign(signed, key, at=AT, agency=AGENCY)
    assert [grown_from(file, PDF) for file in (PDF, signed, elsewhere.getvalue(), twice)] == [True] * 4
    # Behind the file something is written onto its first page; the signature holds and covers it.
    written = IncrementalPdfFileWriter(io.BytesIO(PDF))
    line = StreamObject(stream_data=b"BT /F1 12 Tf 100 700 Td (710.000) Tj ET")
    written.add_stream_to_page(0, written.add_object(line))
    altered = io.BytesIO()
    written.write(altered)
    forged = sign(altered.getvalue(), key, at=AT, agency=AGENCY)
    assert checked(forged, [])[0].intact
    assert forged.startswith(PDF)
    assert not grown_from(forged, PDF)
    assert not grown_from(signed, signed[:-1] + b"x")


def test_a_file_written_anew_has_lost_its_seal(signed: bytes, authority: Authority) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as opened:
        opened.save(out)
    try:
        found = checked(out.getvalue(), roots([authority.pem]))
    except Refused:
        return
    assert not any(one.good for one in found)


def test_a_pdf_without_a_signature_and_what_is_no_pdf() -> None:
    assert checked(PDF, []) == []
    with pytest.raises(Refused) as refused:
        checked(b"PK\x03\x04", [])
    assert [p.code for p in refused.value.problems] == ["signature.pdf-unreadable"]


def test_a_wrong_passphrase_and_another_file_are_told_alike(p12: bytes) -> None:
    for content, passphrase in ((p12, "sai"), (b"nothing", PASSPHRASE), (p12[:100], PASSPHRASE)):
        with pytest.raises(Refused) as refused:
            open_key(content, passphrase)
        assert [p.code for p in refused.value.problems] == ["signature.key-unreadable"]
        assert passphrase not in str(refused.value.problems)


def test_an_expired_certificate_does_not_sign(authority: Authority) -> None:
    old = open_key(authority.p12("Đã nghỉ", last=FIRST + timedelta(days=30)), PASSPHRASE)
    with pytest.raises(Refused) as refused:
        sign(PDF, old, at=AT, agency=AGENCY)
    assert [p.code for p in refused.value.problems] == ["signature.certificate-not-valid"]


@needs_poppler
def test_the_stamp_stands_between_post_and_name_and_touches_neither(signed: bytes, tmp_path: Path) -> None:
    (_, words), *_ = words_of(signed, tmp_path)
    stamp = line_of(words, "Ký bởi:")
    last = line_of(words, "Thời gian ký:")
    foot = words[[text for text, _ in words].index("Nơi") :]
    post = line_of(foot, "TRƯỞNG CÔNG AN XÃ")
    names = [box for text, box in words if text == "An"]
    assert stamp[1] > post[3] - 0.5
    assert last[3] < max(box[1] for box in names) + 0.5
    middle = (post[0] + post[2]) / 2
    assert stamp[0] == pytest.approx(middle - STAMP_WIDTH / 2 + 2.5, abs=1.5)
