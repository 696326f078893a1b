"""Papers on the way: what a report says of a candidate, what a submission asks, a council's minutes by own template."""

from __future__ import annotations

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from tests.actions.test_dossier import LATER, NOW, SIGNED, ready, submit
from tests.councils import chamber, nominate
from tests.factories import PASSWORD, World, at
from tests.office.papers import text_of
from thidua.actions.council_vote import council_end
from thidua.actions.dossier.decide import dossiers_decide
from thidua.actions.dossier.step import dossier_appraise, dossier_to_council
from thidua.actions.merit import merit_add
from thidua.actions.paper import decision_values, paper_word, submission_values
from thidua.actions.paper_dossier import achievement_make, achievement_printed
from thidua.actions.paper_template import paper_template_put
from thidua.core.merit import MeritKind
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.word import packaged
from thidua.store.models import AuditLine, Dossier, DossierPrint

pytestmark = pytest.mark.django_db


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def test_a_report_says_what_is_recorded_and_nothing_else(world: World) -> None:
    merit_add(
        by=world.see(world.an), at=NOW, kind=MeritKind.INITIATIVE, subject=world.binh, paper="QĐ 7",
        values={"title": "Sổ hẹn", "year": 2025, "kind": "sang-kien", "breadth": "co-so", "recognised_by": "CA tỉnh"},
    )  # fmt: skip
    merit_add(
        by=world.see(world.an), at=NOW, kind=MeritKind.RATING, subject=world.binh, paper="BB 9",
        values={"year": 2024, "rating": "HTXSNV"},
    )  # fmt: skip
    (dossier,) = ready(world, world.binh)
    form, values = achievement_make(
        by=world.see(world.an), at=NOW, dossier=Dossier.objects.get(pk=dossier.pk)
    )
    text = text_of(paper_word(form, values, world.lim_xanh))
    for told in (
        "Đề nghị tặng Chiến sĩ thi đua cơ sở cho Trần Văn Bình",
        "- Chức vụ: Phó Trưởng Công an xã",
        "Giúp dân sau lũ",
        "- Năm 2024: Hoàn thành xuất sắc nhiệm vụ (BB 9).",
        "- “Sổ hẹn”, năm 2025, phạm vi cơ sở, CA tỉnh công nhận (QĐ 7).",
    ):
        assert told in text
    assert "ĐÃ ĐƯỢC GHI NHẬN" not in text  # nothing was given before
    mark = DossierPrint.objects.get().mark
    assert f"từ hồ sơ ở bước “Đã thẩm định”. Mã dữ kiện: {mark}." in text


def test_a_dossier_tells_when_a_report_no_longer_says_what_is_recorded(world: World) -> None:
    (dossier,) = ready(world, world.binh)
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert achievement_printed(dossier, NOW.date()) is None
    page, paper = (reverse(name, args=[dossier.award.code, *more]) for name, more in (
        ("dossier", []), ("achievement-paper", ["docx"])
    ))  # fmt: skip
    an = enter("an")
    an.get(paper)
    an.get(paper)  # the same again is no second one
    first = DossierPrint.objects.get()
    assert "còn đúng" in an.get(page).content.decode()
    merit_add(
        by=world.see(world.an), at=NOW, kind=MeritKind.RATING, subject=world.binh, paper="BB 9",
        values={"year": 2023, "rating": "HTXSNV"},
    )  # fmt: skip
    printed = achievement_printed(dossier, NOW.date())
    assert printed is not None
    assert (printed.row, printed.gone, printed.new) == (
        first, (), ("- Năm 2023: Hoàn thành xuất sắc nhiệm vụ (BB 9).",)
    )  # fmt: skip
    shown = an.get(page).content.decode()
    assert "<ins>- Năm 2023: Hoàn thành xuất sắc nhiệm vụ (BB 9).</ins>" in shown
    assert "Lập lại (Word)" in shown
    an.get(paper)
    assert "còn đúng" in an.get(page).content.decode()
    assert DossierPrint.objects.count() == 2
    told = AuditLine.objects.filter(action="dossier-print").order_by("pk").last()
    assert told is not None
    assert told.sentence.endswith(f"mã dữ kiện {DossierPrint.objects.latest('pk').mark}.")


def test_a_verdict_says_when_it_was_read_and_its_mark_changes_with_the_facts(world: World) -> None:
    (dossier,) = ready(world, world.binh)
    address = reverse("eligibility", args=[dossier.award.form, "nguoi", "binh"]) + "?nam=2025"
    an = enter("an")
    first, again = an.get(address), an.get(address)
    assert first.context["mark"] == again.context["mark"]
    assert "hồ sơ ở bước" in first.content.decode()
    merit_add(
        by=world.see(world.an), at=NOW, kind=MeritKind.RATING, subject=world.binh, paper="BB 9",
        values={"year": 2025, "rating": "HTXSNV"},
    )  # fmt: skip
    assert an.get(address).context["mark"] != first.context["mark"]


def test_a_submission_and_then_the_decision_print_with_their_money(world: World) -> None:
    sent = submit(world, *ready(world, world.binh, world.clerk))
    text = text_of(paper_word(*submission_values(sent), world.lim_xanh))
    assert "Số: 45/TTr-CAX" in text
    assert "Kính gửi: Công an tỉnh Minh Họa" in text
    assert "tặng danh hiệu “Chiến sĩ thi đua cơ sở” cho 02 cá nhân (có danh sách kèm theo)." in text
    rows = list(sent.dossiers.all())
    for row in rows:
        dossier_appraise(by=world.see(world.dung), at=NOW, dossier=row)
        dossier_to_council(by=world.see(world.dung), at=NOW, dossier=row)
    made = dossiers_decide(
        by=world.see(world.dung), at=LATER, unit=world.province, dossiers=rows, signed=SIGNED
    )
    text = text_of(paper_word(*decision_values(made, "quyet-dinh"), world.province))
    assert "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15;" in text
    assert "GIÁM ĐỐC CÔNG AN TỈNH MINH HỌA" in text
    assert "Đại tá Hoàng Văn Cường" in text
    assert f"{sum(a.money or 0 for a in made.awards.all()):,}".replace(",", ".") in text


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_reports_and_submissions_are_for_who_keeps_them_and_for_oneself(form: str, world: World) -> None:
    sent = submit(world, *ready(world, world.binh))
    report = reverse("achievement-paper", args=[sent.dossiers.get().award.code, form])
    paper = reverse("submission-paper", args=[sent.code, form])
    for who in ("an", "binh", "dung"):
        assert enter(who).get(report).status_code == 200
    assert enter("an").get(paper).status_code == 200
    for address in (report, paper):
        assert enter("chi").get(address).status_code == 404
    assert enter("an").get(report.replace(form, "exe")).status_code == 404


@pytest.mark.parametrize("kind", ["bien-ban-hop", "bien-ban-kiem-phieu"])
def test_minutes_of_a_council_come_by_the_template_of_its_unit(kind: str, world: World) -> None:
    room = chamber(world)
    session = room.sit(room.plan(nominate(world, world.binh)), absent=2)
    row = room.open(session, session.items.all())
    room.cast(row, {"muc-1": 7})
    session = council_end(by=room.clerk, at=at(), session=session, conclusion="Hội đồng thống nhất.")
    pages = {
        "bien-ban-hop": reverse("council-minutes-document", args=[session.code, "docx"]),
        "bien-ban-kiem-phieu": reverse("council-count-document", args=[session.code, row.pk, "docx"]),
    }
    address, told = pages[kind], "7/9" + (" (cần 8)" if kind == "bien-ban-kiem-phieu" else ", cần 8")
    dung = enter("dung")
    assert told in text_of(dung.get(address).content)
    made, out = docx.Document(io.BytesIO(packaged(FORMS[kind]))), io.BytesIO()
    made.add_paragraph("Theo mẫu riêng của tỉnh, {{ hội_đồng }}.")
    made.save(out)
    paper_template_put(
        by=world.see(world.dung), at=at(), unit=world.province, kind=kind, content=out.getvalue(), name="m"
    )
    own = text_of(dung.get(address).content)
    assert told in own
    assert "Theo mẫu riêng của tỉnh, Hội đồng Thi đua – Khen thưởng Công an tỉnh." in own
    said = dung.get(reverse("council-minutes", args=[session.code])).content.decode()
    assert ("theo mẫu riêng của đơn vị" in said) == (kind == "bien-ban-hop")
