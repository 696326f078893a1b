"""Somebody who was moved in the year: the old unit is asked, answers once, and law and checklist read the answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.actions.test_dossier import FORM, NOW, codes, named
from tests.factories import PASSWORD, World, person
from thidua.actions.dossier.remark import remark_answer, remark_ask, remarks_wanted
from thidua.actions.eligibility import verdicts_of
from thidua.actions.person_held import held_about
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store import access
from thidua.store.models import AuditLine, Dossier, DossierPaper, Notice, Person, Post, TransferRemark

pytestmark = pytest.mark.django_db
MOVED = date(2025, 8, 1)


def moved(world: World, on: date = MOVED) -> Person:
    """From Hoa Mơ, where Mai is the head, to Lim Xanh."""
    person("mai", "Lê Thị Mai", world.hoa_mo, Role.HEAD, "Trưởng Công an xã")
    who = person("son", "Lý A Sơn", world.hoa_mo, Role.OFFICER)
    Post.objects.filter(person=who).update(last_day=date(on.year, on.month - 1, 28))
    Post.objects.create(person=who, unit=world.lim_xanh, role=Role.OFFICER, title="Cán bộ", first_day=on)
    return who


@pytest.fixture
def dossier(world: World) -> Dossier:
    return named(world, moved(world))[0]


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def leaf(dossier: Dossier) -> str:
    """What the law says of the transfer."""
    assert dossier.award.person is not None
    verdict = verdicts_of([dossier.award.person], FORM, NOW.date(), 2025).of(dossier.award.person)
    found = [one.code for ground in verdict.grounds for one in ground.leaves()]
    return next(code for code in found if "transfer" in code)


def asked(world: World, dossier: Dossier) -> TransferRemark:
    (row,) = remark_ask(by=world.see(world.an), at=NOW, dossier=dossier)
    return row


def test_the_checklist_asks_for_the_remark_only_of_who_was_moved_after_six_months(world: World) -> None:
    late = moved(world)
    (one, other) = named(world, late, world.binh)
    kinds = [{paper.kind for paper in row.papers.all()} for row in (one, other)]
    assert ["remark" in held for held in kinds] == [True, False]
    assert leaf(one) == "law.transfer-missing"
    Post.objects.filter(person=late, unit=world.hoa_mo).update(first_day=date(2025, 4, 1))
    assert remarks_wanted(one.award, NOW.date()) == []  # four months only
    assert leaf(one) == "law.transfer-short"


def test_asked_answered_and_read_by_the_law_and_by_every_nomination_of_the_year(
    world: World, dossier: Dossier
) -> None:
    row = asked(world, dossier)
    assert (row.unit, row.to, row.moved_on) == (world.hoa_mo, world.lim_xanh, MOVED)
    notice = Notice.objects.get(kind="dossier-remark")
    assert (notice.to.code, notice.waiting, notice.link) == (
        "mai",
        True,
        reverse("transfer-remark", args=[row.pk]),
    )
    assert leaf(dossier) == "law.transfer-missing"
    mai = world.see(Person.objects.get(code="mai"))
    remark_answer(by=mai, at=NOW, remark=row, text="Hoàn thành tốt nhiệm vụ", agrees=True)
    paper = DossierPaper.objects.get(dossier=dossier, kind="remark")
    assert (paper.state, paper.record) == ("present", f"remark:{row.pk}")
    assert leaf(dossier) == "law.transfer-held"
    assert Notice.objects.get(kind="dossier-remark", to=world.an).link == reverse(
        "dossier", args=[dossier.award.code]
    )
    (other,) = named(world, dossier.award.person, form="giay-khen")
    assert not other.papers.filter(kind="remark").exists()  # no text asks for it where the title is another
    told = AuditLine.objects.get(action="dossier-remark")
    assert told.sentence == (
        "Nhận xét của Công an xã Hoa Mơ về Lý A Sơn, chuyển đi từ 01/08/2025: chưa có → đã có."
    )


def test_it_is_asked_once_answered_once_and_not_by_everybody(world: World, dossier: Dossier) -> None:
    row = asked(world, dossier)
    with pytest.raises(Refused) as refused:
        asked(world, dossier)
    assert refused.value.code == "dossier.remark-none"
    for who in (world.chi, world.clerk, dossier.award.person):
        with pytest.raises(Refused) as refused:
            remark_answer(by=world.see(who), at=NOW, remark=row, text="Tốt")
        assert refused.value.code == "dossier.remark-may-not"
    with pytest.raises(Refused) as refused:
        remark_answer(by=world.see(world.an), at=NOW, remark=row, text=" ")
    assert codes(refused) == ["dossier.remark-text", "dossier.remark-paper"]
    remark_answer(by=world.see(world.an), at=NOW, remark=row, text="Tốt", paper="5/NX ngày 01/12/2025")
    with pytest.raises(Refused) as refused:
        remark_answer(by=world.see(world.dung), at=NOW, remark=row, text="Khác", paper="6/NX")
    assert refused.value.code == "dossier.remark-answered"


def test_the_pages_ask_answer_with_a_file_and_let_the_person_read(world: World, dossier: Dossier) -> None:
    an, mai, son = enter("an"), enter("mai"), enter("son")
    address = reverse("dossier", args=[dossier.award.code])
    assert "chưa hỏi" in an.get(address).content.decode()
    an.post(reverse("dossier-step", args=[dossier.award.code, "hoi-don-vi-cu"]))
    row = TransferRemark.objects.get()
    page = reverse("transfer-remark", args=[row.pk])
    assert "chờ nhận xét" in an.get(address).content.decode()
    empty = mai.post(page, {"text": ""})
    assert (empty.status_code, [field for field, _ in empty.context["faults"]]) == (400, ["text"])
    assert "Ghi nhận xét" not in son.get(page).content.decode()
    file = SimpleUploadedFile("nx.pdf", b"%PDF-1.7 nx", "application/pdf")
    mai.post(page, {"text": "Hoàn thành tốt", "agrees": "co", "file": file})
    row.refresh_from_db()
    assert row.evidence is not None
    opened = reverse("evidence", args=[row.evidence.sha256])
    for who in (an, mai, son):
        assert b"".join(who.get(opened).streaming_content) == b"%PDF-1.7 nx"
    assert "Hoàn thành tốt" in an.get(address).content.decode()
    assert "Hoàn thành tốt" in son.get(page).content.decode()
    assert [enter("chi").get(one).status_code for one in (page, opened)] == [404, 404]
    assert enter("lan").get(page).status_code == 404
    held = [line.words for group in held_about(world.see(row.person)) for line in group.rows]
    assert any("Nhận xét của Công an xã Hoa Mơ" in words for words in held)


def test_doors_of_an_remark(world: World, dossier: Dossier) -> None:
    row = asked(world, dossier)
    seen = [access.transfer_remarks(world.see(who)).filter(pk=row.pk).exists() for who in (
        world.an, world.binh, world.dung, world.clerk, world.chi, row.person
    )]  # fmt: skip
    assert seen == [True, True, True, False, False, True]
