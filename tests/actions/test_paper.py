"""Papers of a decision as recorded: what they say, who makes them, templates and stock of a unit's own."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pikepdf
import pytest
from PIL import Image

from tests.factories import World, at
from tests.office.papers import text_of
from thidua.actions.award import award_import, award_revoke
from thidua.actions.job import Made
from thidua.actions.paper import decision_content, decision_values, paper_pdf, paper_word, register_values
from thidua.actions.paper_certificate import certificates_of, paper_certificates_make
from thidua.actions.paper_stock import StockEntry, paper_stock_emblem, paper_stock_save, stock_of
from thidua.actions.paper_template import paper_template_back, paper_template_put, template_of
from thidua.actions.register_code import line_of, register_answer, register_file
from thidua.core.award import AwardRow, Category, State
from thidua.core.problem import Refused
from thidua.core.register_code import RegisterFound, check, read_register
from thidua.office.paper import certificate_word
from thidua.office.paper.certificate import PLACES
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.word import packaged
from thidua.store.models import AuditLine, Award, Decision, PaperTemplate

pytestmark = pytest.mark.django_db
ROWS = (
    ("khen-lan", "giay-khen", Category.INDIVIDUAL, "lan", 702_000),
    ("khen-to", "giay-khen", Category.COLLECTIVE, "to-an-ninh-lim-xanh", 1_404_000),
    ("cstd-binh", "chien-si-thi-dua-co-so", Category.INDIVIDUAL, "binh", None),
)


@pytest.fixture
def decision(world: World) -> Decision:
    rows = [
        AwardRow(
            code, form, category, subject, 2024, "Đã có thành tích xuất sắc trong phong trào thi đua năm 2024",
            State.DECIDED, "", "7/QĐ-CAX", date(2025, 3, 5), "Trưởng Công an xã Lim Xanh",
        )
        for code, form, category, subject, _ in ROWS
    ]  # fmt: skip
    award_import(by=world.see(world.dung), at=at(), rows=rows)
    for code, _, _, _, money in ROWS:
        Award.objects.filter(code=code).update(money=money)
    made = Decision.objects.get()
    made.unit, made.signer = world.lim_xanh, "Nguyễn Thị An"
    made.save()
    return made


def test_a_certificate_names_its_line_of_the_register_and_not_of_the_list(decision: Decision) -> None:
    """The list of a decision puts collectives first; the register numbers by code, and goes on over decisions."""
    content = decision_content(decision)
    held = {award.subject_name: award.register_number for award in Award.objects.all()}
    assert {one.name: int(one.serial) for one in content.recipients} == held
    assert [one.serial for one in content.recipients] == ["01", "03", "02"]
    word = certificate_word.values(content)["danh_sách"]
    assert [item["tt"] for item in word] == ["01", "03", "02"]


def test_a_decision_says_what_the_register_holds(decision: Decision) -> None:
    content = decision_content(decision)
    assert [(one.number, one.name, one.title, one.collective) for one in content.recipients] == [
        (1, "Trần Văn Bình", "Chiến sĩ thi đua cơ sở", False),
        (2, "Tổ An ninh xã Lim Xanh", "Giấy khen", True),
        (3, "Lò Thị Lan", "Giấy khen", False),
    ]
    issuer = content.issuer
    assert (issuer.agency, issuer.superior, issuer.posts, issuer.signer) == (
        "Công an xã Lim Xanh", "Công an tỉnh Minh Họa", ("Trưởng Công an xã",), "Nguyễn Thị An",
    )  # fmt: skip
    assert content.reason == "đã có thành tích xuất sắc trong phong trào thi đua năm 2024"
    form, values = decision_values(decision, "quyet-dinh")
    text = text_of(paper_word(form, values, decision.unit))
    assert "Số: 07/QĐ-CAX" in text
    assert "2.106.000 đồng (hai triệu một trăm linh sáu nghìn đồng)" in text
    assert paper_pdf(form, values).startswith(b"%PDF-1.")


def test_queries_do_not_grow_with_the_list(decision: Decision, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        decision_content(decision)


def test_the_printed_code_is_found_in_the_register_file(decision: Decision, world: World) -> None:
    content = decision_content(decision)
    register = read_register(register_file(date(2025, 4, 1)))
    assert register is not None
    for one in content.recipients:
        answer = check(register, one.code.replace("-", ""), decision.number)
        assert answer.found is RegisterFound.FOUND
        assert answer.line is not None
        assert answer.line.name == one.name
    assert check(register, content.code.replace("-", "")).found is RegisterFound.FOUND
    lan = Award.objects.get(code="khen-lan")
    award_revoke(
        by=world.see(world.dung), at=at(), award=lan, revoked_on=date(2025, 3, 8), reason="Ghi nhầm người"
    )
    with pikepdf.open(io.BytesIO(certificates_of(decision, None))) as book:
        assert len(book.pages) == 2  # no certificate of what was cancelled is printed again
    later = read_register(register_file(date(2025, 4, 2)))
    assert later is not None
    assert check(later, line_of(lan).code).found is RegisterFound.REVOKED


def test_anybody_is_told_no_more_than_right_or_wrong_of_a_person_who_has_not_agreed(
    decision: Decision,
) -> None:
    lan, team = Award.objects.get(code="khen-lan"), Award.objects.get(code="khen-to")
    assert register_answer(line_of(lan).code, "07/QĐ-CAX")[1] is False
    assert register_answer(line_of(team).code, "7/qđ-cax")[1] is True
    Award.objects.filter(pk=lan.pk).update(public_on=date(2025, 3, 9))
    answer, may_name = register_answer(line_of(lan).code, "7/QĐ-CAX")
    assert (answer.found, may_name) == (RegisterFound.FOUND, True)
    for number in ("", "8/QĐ-CAX", "7"):  # a code without its number tells nothing
        assert register_answer(line_of(lan).code, number)[0].found is RegisterFound.UNKNOWN


def test_certificates_are_made_at_once_or_in_the_background(decision: Decision, world: World) -> None:
    with pikepdf.open(io.BytesIO(certificates_of(decision, None))) as book:
        assert len(book.pages) == 3
    with pikepdf.open(io.BytesIO(certificates_of(decision, None, only={2}))) as book:
        assert len(book.pages) == 1
    steps: list[tuple[int, int]] = []
    made = paper_certificates_make(
        by=world.see(world.clerk), at=at(), progress=lambda *step: steps.append(step), decision=decision.code
    )
    assert isinstance(made, Made)
    assert (made.message, steps[-1]) == ("Đã làm 3 tờ.", (3, 3))
    assert "In 3 giấy chứng nhận" in AuditLine.objects.latest("pk").sentence
    with pytest.raises(Refused):
        paper_certificates_make(
            by=world.see(world.chi), at=at(), progress=lambda *_: None, decision=decision.code
        )


def test_a_page_of_the_register_prints(decision: Decision, world: World) -> None:
    form, values = register_values(world.lim_xanh, 1, date(2025, 4, 1))
    text = text_of(paper_word(form, values, None))
    assert "Lò Thị Lan; Cán bộ tổng hợp, Công an xã Lim Xanh" in text
    assert "7/QĐ-CAX, 05/03/2025" in text


# --- Templates and stock --------------------------------------------------------------------------------------


def own_template() -> bytes:
    made, out = docx.Document(io.BytesIO(packaged(FORMS["quyet-dinh"]))), io.BytesIO()
    made.add_paragraph("Mẫu riêng của xã, {{ số_lượng }}.")
    made.save(out)
    return out.getvalue()


def test_a_clerk_replaces_a_template_and_goes_back(decision: Decision, world: World) -> None:
    lan, unit = world.see(world.clerk), world.lim_xanh
    put = paper_template_put(
        by=lan, at=at(), unit=unit, kind="quyet-dinh", content=own_template(), name="mau.docx"
    )
    form, values = decision_values(decision, "quyet-dinh")
    assert "Mẫu riêng của xã, 01 tập thể, 02 cá nhân." in text_of(paper_word(form, values, unit))
    assert "Mẫu riêng" not in text_of(paper_word(form, values, world.hoa_mo))
    back = paper_template_back(by=lan, at=at(), unit=unit, kind="quyet-dinh")
    assert (put.version, back.version, template_of(unit, "quyet-dinh")) == (1, 2, b"")
    assert bytes(PaperTemplate.objects.get(version=1).content).startswith(b"PK")
    with pytest.raises(Refused) as refused:
        paper_template_back(by=lan, at=at(), unit=unit, kind="quyet-dinh")
    assert refused.value.code == "paper.template-packaged"


def test_what_is_wrong_with_a_template_is_told_and_nothing_changes(world: World) -> None:
    bare = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("{{ số }} {{ lương_tháng }}")
    made.save(bare)
    with pytest.raises(Refused) as refused:
        paper_template_put(
            by=world.see(world.clerk),
            at=at(),
            unit=world.lim_xanh,
            kind="quyet-dinh",
            content=bare.getvalue(),
        )
    assert [p.code for p in refused.value.problems] == [
        "paper.template-unknown",
        *["paper.template-missing"] * 4,
    ]
    assert not PaperTemplate.objects.exists()


@pytest.mark.parametrize("who", ["chi", "dung"])
def test_nobody_changes_templates_of_a_unit_she_does_not_print_for(who: str, world: World) -> None:
    with pytest.raises(Refused) as refused:
        paper_template_put(
            by=world.see(getattr(world, who)),
            at=at(),
            unit=world.lim_xanh,
            kind="quyet-dinh",
            content=own_template(),
        )
    assert refused.value.code == "paper.may-not-print"


def test_stock_is_saved_by_name_and_read_back(world: World) -> None:
    places = {**PLACES, "name": replace(PLACES["name"], x=50, y=88)}
    entry = StockEntry("Phôi giấy khen 2025", True, 297, 210, places, right=15, down=-5)
    row = paper_stock_save(by=world.see(world.clerk), at=at(), unit=world.lim_xanh, entry=entry)
    stock = stock_of(row)
    assert (stock.places["name"].x, stock.places["name"].y, stock.shift) == (50, 88, (15, -5))
    assert stock.places["reason"] == PLACES["reason"]
    off = {"name": replace(PLACES["name"], x=280), "day": replace(PLACES["day"], size=3)}
    wrong = replace(entry, width=20, right=500, places=off)
    with pytest.raises(Refused) as refused:
        paper_stock_save(by=world.see(world.clerk), at=at(), unit=world.lim_xanh, entry=wrong)
    assert {p.code for p in refused.value.problems} == {
        "paper.stock-size", "paper.stock-shift", "paper.stock-off-sheet", "paper.stock-letters",
        "paper.stock-name-taken",
    }  # fmt: skip


def png() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (80, 60), (200, 0, 0)).save(drawn, "PNG")
    return drawn.getvalue()


def test_an_emblem_is_redrawn_on_a_square(world: World) -> None:
    entry = StockEntry("Mẫu của xã", False, 297, 210, dict(PLACES))
    row = paper_stock_save(by=world.see(world.an), at=at(), unit=world.lim_xanh, entry=entry)
    paper_stock_emblem(by=world.see(world.an), at=at(), row=row, content=png(), media_type="image/png")
    assert bytes(row.emblem).startswith(b"\x89PNG")
    with pytest.raises(Refused):
        paper_stock_emblem(
            by=world.see(world.an), at=at(), row=row, content=b"<svg/>", media_type="image/svg+xml"
        )
    with pytest.raises(Refused):
        paper_stock_emblem(by=world.see(world.chi), at=at(), row=row, content=b"", media_type="")
    paper_stock_emblem(by=world.see(world.an), at=at(), row=row, content=b"", media_type="")
    assert stock_of(row).emblem == b""
