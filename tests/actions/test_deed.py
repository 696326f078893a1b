"""Deeds: one records, another confirms; evidence is checked and kept under its sum."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import WEEK, World, at
from tests.phone import SECRET, from_a_phone
from thidua.actions.deed import deed_confirm, deed_record, deed_return
from thidua.actions.evidence import LARGEST, evidence_add
from thidua.core.problem import Refused
from thidua.store import evidence
from thidua.store.models import AuditLine, Deed, Evidence, Person

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40
PDF = b"%PDF-1.7\n" + b"0" * 40


def talk(world: World, by: Person | None = None, **changed: object) -> Deed:
    """A talk about fire safety on the Monday of the week."""
    given: dict[str, object] = {
        "unit": world.lim_xanh,
        "kind": "tuyen-truyen",
        "on": WEEK.start,
        "summary": "Nói chuyện về phòng cháy ở bản Nà Khoa",
        "quantities": {"buoi": 1000, "luot": 46_000},
    }
    return deed_record(by=world.see(by or world.clerk), at=at(), **{**given, **changed})  # type: ignore[arg-type]


def show(world: World, deed: Deed, times: int = 2) -> None:
    for number in range(times):
        evidence_add(
            by=world.see(world.clerk),
            at=at(),
            unit=deed.unit,
            name=f"{number}.pdf",
            content=PDF + bytes([number]),
            media_type="application/pdf",
            deed=deed,
        )


def test_deed_is_recorded_with_its_quantities(world: World) -> None:
    deed = talk(world)
    assert deed.code == "tuyen-truyen-ca-xa-lim-xanh-250303-1"
    assert dict(deed.quantities.values_list("quantity", "value")) == {"buoi": 1000, "luot": 46_000}
    assert (deed.recorded_by, deed.confirmed_by) == (world.clerk, None)
    assert AuditLine.objects.get().sentence == (
        "Ghi việc “Nói chuyện về phòng cháy ở bản Nà Khoa” của Công an xã Lim Xanh ngày 03/03/2025."
    )
    assert talk(world).code == "tuyen-truyen-ca-xa-lim-xanh-250303-2"


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    with pytest.raises(Refused) as refused:
        talk(world, on=date(2025, 12, 1), summary=" ", quantities={"buoi": -1000, "la": 1000})
    codes = {fault.code for fault in refused.value.problems}
    assert codes >= {
        "deed.in-the-future",
        "deed.summary-missing",
        "deed.quantity-negative",
        "deed.quantity-unknown",
    }
    assert Deed.objects.count() == 0


def test_another_unit_cannot_record(world: World) -> None:
    for who in (world.chi, world.dung):
        with pytest.raises(Refused) as refused:
            talk(world, by=who)
        assert refused.value.code == "access.may-not-record"


def test_deed_is_confirmed_by_somebody_else(world: World) -> None:
    deed = talk(world, by=world.an)
    show(world, deed)
    with pytest.raises(Refused) as own:
        deed_confirm(by=world.see(world.an), at=at(), deed=deed)
    assert own.value.code == "deed.own"
    confirmed = deed_confirm(by=world.see(world.binh), at=at(), deed=deed)
    assert (confirmed.confirmed_by, confirmed.confirmed_at) == (world.binh, at())
    with pytest.raises(Refused) as twice:
        deed_confirm(by=world.see(world.binh), at=at(), deed=deed)
    assert twice.value.code == "deed.already-confirmed"


def test_clerk_and_strangers_do_not_confirm(world: World) -> None:
    deed = talk(world, by=world.an)
    show(world, deed)
    for who in (world.clerk, world.chi, world.dung):
        with pytest.raises(Refused) as refused:
            deed_confirm(by=world.see(who), at=at(), deed=deed)
        assert refused.value.code == "access.may-not-confirm"


def test_what_cannot_be_seen_is_not_kept(world: World) -> None:
    deed = talk(world, summary="Nói chuye\u0323\u0302n\x07 \u202eở bản", place="Na\u0300 Khoa\u200b")
    assert (deed.summary, deed.place) == ("Nói chuyện ở bản", "Nà Khoa")


def test_deed_without_its_evidence_is_not_confirmed(world: World) -> None:
    deed = talk(world)
    with pytest.raises(Refused) as refused:
        deed_confirm(by=world.see(world.an), at=at(), deed=deed)
    assert [fault.code for fault in refused.value.problems] == ["deed.evidence-missing"]


def test_returned_deed_stays_and_is_written_again(world: World) -> None:
    deed = talk(world)
    with pytest.raises(Refused) as no_reason:
        deed_return(by=world.see(world.an), at=at(), deed=deed, reason=" ")
    assert no_reason.value.code == "deed.reason-missing"
    deed_return(by=world.see(world.an), at=at(), deed=deed, reason="Thiếu số người dự")
    deed.refresh_from_db()
    again = talk(world, replaces=deed, quantities={"buoi": 1000, "luot": 52_000})
    assert (again.replaces, deed.returned_reason) == (deed, "Thiếu số người dự")
    show(world, again)
    deed_confirm(by=world.see(world.an), at=at(), deed=again)
    with pytest.raises(Refused) as returned:
        deed_confirm(by=world.see(world.an), at=at(), deed=deed)
    assert returned.value.code == "deed.already-returned"


def test_evidence_is_kept_under_its_sum(world: World) -> None:
    deed = talk(world)
    show(world, deed, 1)
    row = Evidence.objects.get()
    assert evidence.content_of(row.sha256) == PDF + b"\0"
    assert (row.size, row.deed, row.added_by) == (len(PDF) + 1, deed, world.clerk)
    evidence.path_of(row.sha256).write_bytes(b"khac")
    with pytest.raises(ValueError, match=row.sha256):
        evidence.content_of(row.sha256)


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", "image/jpeg", "evidence.empty"),
        (JPEG + b"0" * LARGEST, "image/jpeg", "evidence.too-large"),
        (b"<svg onload=alert(1)>", "image/svg+xml", "evidence.kind-refused"),
        (b"<html>", "text/html", "evidence.kind-refused"),
        (PDF, "image/png", "evidence.not-what-it-says"),
        (JPEG, "image/jpeg", "evidence.unreadable-picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic", "evidence.heif"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/jpeg", "evidence.heif"),
    ],
)
def test_file_that_is_not_accepted(world: World, content: bytes, kind: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        evidence_add(
            by=world.see(world.clerk),
            at=at(),
            unit=world.lim_xanh,
            name=f"tep.{kind[-3:].replace('peg', 'jpg')}",
            content=content,
            media_type=kind,
        )
    assert [fault.code for fault in refused.value.problems] == [code]
    assert Evidence.objects.count() == 0


def test_a_photo_is_kept_without_the_place_where_it_was_taken(world: World) -> None:
    deed, sent = talk(world), from_a_phone()
    evidence_add(
        by=world.see(world.clerk), at=at(), unit=deed.unit, deed=deed,
        name="IMG_2.jpg", content=sent, media_type="image/jpeg",
    )  # fmt: skip
    row = Evidence.objects.get()
    kept = evidence.content_of(row.sha256)
    assert SECRET in sent
    assert SECRET not in kept
    assert b"Exif" not in kept
    assert row.size == len(kept)


def test_evidence_is_not_added_to_another_units_deed_nor_after_confirmation(world: World) -> None:
    deed = talk(world)
    show(world, deed)
    deed_confirm(by=world.see(world.an), at=at(), deed=deed)
    deed.refresh_from_db()
    with pytest.raises(Refused) as late:
        show(world, deed, 1)
    assert late.value.code == "deed.already-confirmed"
    with pytest.raises(Refused) as stranger:
        evidence_add(
            by=world.see(world.chi),
            at=at(),
            unit=world.other_commune,
            name="a.pdf",
            content=PDF,
            media_type="application/pdf",
            deed=deed,
        )
    assert stranger.value.code == "evidence.of-another-unit"
