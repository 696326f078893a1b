"""Pages of papers: who opens them, what they hand out, what they refuse, and what they tell the world."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import docx
import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.actions.test_paper import ROWS, own_template, png
from tests.factories import PASSWORD, World, at
from tests.office.keys import PASSPHRASE, Authority
from tests.office.papers import text_of
from thidua.actions.award import award_import
from thidua.actions.paper import decision_content
from thidua.core.award import AwardRow, Category, State
from thidua.core.register_code import read_register
from thidua.office.signature import open_key, sign
from thidua.store.models import AuditLine, Award, Decision, Job, PaperStock, PaperTemplate, SignedPaper
from thidua.store.signature import trust_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(world: World) -> Decision:
    rows = [
        AwardRow(code, form, category, subject, 2024, "Có thành tích xuất sắc", State.DECIDED, "", "7/QĐ-CAX",
                 date(2025, 3, 5), "Trưởng Công an xã Lim Xanh")
        for code, form, category, subject, _ in ROWS
    ]  # fmt: skip
    award_import(by=world.see(world.dung), at=at(), rows=rows)
    made = Decision.objects.get()
    made.unit, made.signer = world.lim_xanh, "Nguyễn Thị An"
    made.save()
    cache.clear()
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


@pytest.mark.parametrize("who", ["an", "binh", "lan", "dung"])
def test_those_who_print_open_the_papers_of_a_decision(who: str, decision: Decision) -> None:
    page = enter(who).get(reverse("decision-papers", args=[decision.code]))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Lò Thị Lan" in text
    assert decision_content(decision).code in text
    assert ("Ký quyết định" in text) == (who in ("an", "binh"))


def test_chi_finds_nothing(decision: Decision, world: World) -> None:
    chi = enter("chi")
    unit = world.lim_xanh.code
    for name, args in (
        ("decision-papers", [decision.code]),
        ("paper", [decision.code, "quyet-dinh", "pdf"]),
        ("paper-page", [decision.code, "quyet-dinh", 1]),
        ("certificate-look", [decision.code]),
        ("paper-template", [unit, "quyet-dinh"]),
        ("paper-template-file", [unit, "quyet-dinh"]),
        ("paper-template-trial", [unit, "quyet-dinh"]),
    ):
        assert chi.get(reverse(name, args=args)).status_code == 404, name
    assert chi.post(reverse("certificates", args=[decision.code])).status_code == 404
    assert chi.post(reverse("decision-sign", args=[decision.code])).status_code == 404


def test_pages_pictures_and_files(decision: Decision) -> None:
    lan = enter("lan")
    picture = lan.get(reverse("paper-page", args=[decision.code, "quyet-dinh", 1]))
    assert picture.content.startswith(b"\x89PNG")
    assert lan.get(reverse("paper-page", args=[decision.code, "quyet-dinh", 9])).status_code == 404
    word = lan.get(reverse("paper", args=[decision.code, "quyet-dinh", "docx"]))
    assert docx.Document(io.BytesIO(word.content)).tables
    assert word["Content-Disposition"].startswith("attachment")
    assert lan.get(reverse("paper", args=[decision.code, "quyet-dinh", "pdf"])).content.startswith(b"%PDF")
    assert lan.get(reverse("paper", args=[decision.code, "giay-chung-nhan", "docx"])).content.startswith(
        b"PK"
    )
    assert lan.get(reverse("paper-page", args=[decision.code, "giay-chung-nhan", 1])).status_code == 404
    for kind, form in (
        ("giay-chung-nhan", "pdf"),
        ("quyet-dinh", "exe"),
        ("thong-ke", "pdf"),
        ("khong-co", "pdf"),
    ):
        assert lan.get(reverse("paper", args=[decision.code, kind, form])).status_code == 404


def test_certificates_are_printed_ticked_or_all(decision: Decision) -> None:
    lan, address = enter("lan"), reverse("certificates", args=[decision.code])
    with pikepdf.open(io.BytesIO(lan.post(address).content)) as book:
        assert len(book.pages) == 3
    with pikepdf.open(io.BytesIO(lan.post(address, {"so": ["1", "3"]}).content)) as book:
        assert len(book.pages) == 2
    assert lan.get(reverse("certificate-look", args=[decision.code]), {"so": "2"}).content.startswith(
        b"\x89PNG"
    )
    assert lan.get(reverse("certificate-look", args=[decision.code]), {"so": "99"}).status_code == 404


def test_many_certificates_are_a_background_job(decision: Decision, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.web.paper.certificate.AT_ONCE", 2)
    lan = enter("lan")
    answer = lan.post(reverse("certificates", args=[decision.code]))
    row = Job.objects.get()
    assert answer["Location"] == reverse("job", args=[row.pk])
    assert row.title == "In 3 giấy khen, quyết định 7/QĐ-CAX"
    result = b"".join(lan.get(reverse("job-result", args=[row.pk])).streaming_content)
    with pikepdf.open(io.BytesIO(result)) as book:
        assert len(book.pages) == 3


def test_a_template_is_taken_changed_and_put_back(world: World, decision: Decision) -> None:
    lan, address = enter("lan"), reverse("paper-template", args=[world.lim_xanh.code, "quyet-dinh"])
    assert "{{ thẩm_quyền }}" in lan.get(address).content.decode()
    taken = lan.get(reverse("paper-template-file", args=[world.lim_xanh.code, "quyet-dinh"]))
    assert taken.content.startswith(b"PK")
    put = lan.post(
        address, {"dat": "1", "file": SimpleUploadedFile("của xã.docx", own_template())}, follow=True
    )
    assert "Mẫu mới được dùng từ bây giờ." in put.content.decode()
    assert "mẫu riêng" in lan.get(reverse("paper-templates")).content.decode()
    old = lan.get(reverse("paper-template-version", args=[PaperTemplate.objects.get().pk]))
    assert old.content.startswith(b"PK")
    assert (
        enter("chi").get(reverse("paper-template-version", args=[PaperTemplate.objects.get().pk])).status_code
        == 404
    )
    back = lan.post(address, {"bo": "1"}, follow=True)
    assert "Đã trở về mẫu của chương trình." in back.content.decode()
    assert lan.post(address, {"bo": "1"}).status_code == 400
    assert PaperTemplate.objects.count() == 2


def test_a_template_is_tried_before_and_after_it_is_put_in_place(world: World) -> None:
    lan, address = enter("lan"), reverse("paper-template", args=[world.lim_xanh.code, "quyet-dinh"])
    file = SimpleUploadedFile("của xã.docx", own_template())
    tried = text_of(lan.post(address, {"thu": "1", "file": file}).content)
    assert "Mẫu riêng của xã, [" in tried
    assert not PaperTemplate.objects.exists()
    now = reverse("paper-template-trial", args=[world.lim_xanh.code, "quyet-dinh"])
    assert "Mẫu riêng của xã" not in text_of(lan.get(now).content)
    file.seek(0)
    lan.post(address, {"dat": "1", "file": file})
    assert "Mẫu riêng của xã, [" in text_of(lan.get(now).content)


def test_what_is_wrong_with_a_template_stands_on_the_page(world: World) -> None:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("{{ số }} {{ người_ky }}")
    made.save(out)
    address = reverse("paper-template", args=[world.lim_xanh.code, "quyet-dinh"])
    page = enter("lan").post(address, {"dat": "1", "file": SimpleUploadedFile("a.docx", out.getvalue())})
    assert page.status_code == 400
    text = page.content.decode()
    assert "Không có chỗ điền “người_ky”; có phải “người_ký” không?" in text
    assert "Thiếu chỗ điền bắt buộc “ngày_ký”." in text
    assert enter("lan").post(address, {"dat": "1"}).status_code == 400


def test_stock_is_put_in_place_on_screen(world: World, decision: Decision) -> None:
    lan = enter("lan")
    assert lan.get(reverse("paper-stock-new")).status_code == 200
    typed = {
        "name": "Phôi 2025", "printed": "1", "width": "297", "height": "210", "right": "1,5", "down": "-0,5",
        "name-x": "50", "name-y": "90", "name-width": "150", "name-size": "24", "name-align": "left",
        "name-shown": "1",
    }  # fmt: skip
    # One field is named "name" and one line is too: the line's parts carry a dash.
    saved = lan.post(reverse("paper-stock-new"), {**typed, "luu": "1"})
    row = PaperStock.objects.get()
    assert saved["Location"] == reverse("paper-stock", args=[row.pk])
    assert (row.name, row.right, row.down, row.places["name"]["x"]) == ("Phôi 2025", 15, -5, 50)
    assert row.places["reason"]["shown"] is False
    page = lan.get(reverse("paper-stock", args=[row.pk])).content.decode()
    assert 'value="1,5"' in page
    assert lan.get(reverse("paper-stock-look"), typed).content.startswith(b"\x89PNG")
    assert lan.get(reverse("paper-stock-look"), {**typed, "name-x": "290"}).status_code == 404
    wrong = lan.post(reverse("paper-stock", args=[row.pk]), {**typed, "name": "", "luu": "1"})
    assert (wrong.status_code, "Chưa đặt tên cho mẫu in." in wrong.content.decode()) == (400, True)
    book = lan.post(reverse("certificates", args=[decision.code]), {"phoi": row.pk})
    assert book.content.startswith(b"%PDF")
    picture = SimpleUploadedFile("sao.png", png(), "image/png")
    lan.post(reverse("paper-stock-emblem", args=[row.pk]), {"file": picture})
    row.refresh_from_db()
    assert bytes(row.emblem).startswith(b"\x89PNG")
    assert enter("chi").get(reverse("paper-stock", args=[row.pk])).status_code == 404
    assert (
        enter("chi").post(reverse("certificates", args=[decision.code]), {"phoi": row.pk}).status_code == 404
    )


# --- Signing --------------------------------------------------------------------------------------------------


def test_an_signs_and_anybody_in_service_checks(
    decision: Decision, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    authority, an = Authority(), enter("an")
    key = SimpleUploadedFile("an.p12", authority.p12("Nguyễn Thị An"))
    page = an.post(
        reverse("decision-sign", args=[decision.code]), {"key": key, "passphrase": PASSPHRASE}, follow=True
    ).content.decode()
    assert "Đã ký số bằng chứng thư của Nguyễn Thị An." in page
    row = SignedPaper.objects.get()
    file = an.get(reverse("signed-paper", args=[row.pk]))
    assert file.content.startswith(b"%PDF")
    unknown = an.get(reverse("signature-check"), {"ban": row.pk}).content.decode()
    assert "không rõ nơi cấp" in unknown
    assert "Đúng từng byte bản đã ký của quyết định 7/QĐ-CAX giữ ở đây." in unknown
    trust_folder().mkdir(exist_ok=True)
    (trust_folder() / "ca.pem").write_bytes(authority.pem)
    try:
        upload = SimpleUploadedFile("qd.pdf", file.content)
        checked = enter("lan").post(reverse("signature-check"), {"file": upload}).content.decode()
    finally:
        (trust_folder() / "ca.pem").unlink()
    for told in ("nguyên vẹn", "tin cậy", "không đổi gì"):
        assert told in checked
    assert PASSPHRASE not in caplog.text
    assert not AuditLine.objects.filter(sentence__contains=PASSPHRASE).exists()


def test_a_decision_signed_by_a_token_comes_back_and_no_other_file_does(decision: Decision) -> None:
    an, address = enter("an"), reverse("decision-bring", args=[decision.code])
    paper = an.get(reverse("paper", args=[decision.code, "quyet-dinh", "pdf"])).content
    token = open_key(Authority().p12("Nguyễn Thị An"), PASSPHRASE)
    signed = sign(paper, token, at=datetime.now(UTC), agency="Công an xã Lim Xanh")

    def told(content: bytes | None) -> tuple[int, list[str]]:
        given = {} if content is None else {"file": SimpleUploadedFile("qd.pdf", content)}
        answer = an.post(address, given)
        return answer.status_code, [sentence for _, sentence in answer.context["faults"]]

    assert told(None) == (400, ["Chưa chọn tệp PDF, hoặc tệp lớn hơn 30 MB."])
    assert told(b"hello") == (400, ["Không đọc được tệp PDF này."])
    assert told(paper) == (400, ["Tệp chưa có chữ ký số nào."])
    other = an.get(reverse("paper", args=[decision.code, "bang-tien-thuong", "pdf"])).content
    status, wrong = told(sign(other, token, at=datetime.now(UTC), agency=""))
    assert (status, len(wrong), "Không phải bản PDF" in wrong[0]) == (400, 1, True)
    assert not SignedPaper.objects.exists()
    page = an.post(address, {"file": SimpleUploadedFile("qd.pdf", signed)}, follow=True).content.decode()
    assert "Đã nhận bản ký số bằng chứng thư của Nguyễn Thị An." in page
    row = SignedPaper.objects.get()
    assert an.get(reverse("signed-paper", args=[row.pk])).content == signed
    assert AuditLine.objects.filter(action="paper-bring", sentence__contains="Nguyễn Thị An").exists()
    twice = sign(signed, token, at=datetime.now(UTC), agency="")  # a second hand signs what was signed
    assert an.post(address, {"file": SimpleUploadedFile("qd.pdf", twice)}).status_code == 302


def test_a_wrong_passphrase_is_told_beside_the_field_and_nothing_is_kept(decision: Decision) -> None:
    key = SimpleUploadedFile("an.p12", Authority().p12("Nguyễn Thị An"))
    page = enter("an").post(reverse("decision-sign", args=[decision.code]), {"key": key, "passphrase": "sai"})
    assert (page.status_code, "sai mật khẩu" in page.content.decode()) == (400, True)
    assert not SignedPaper.objects.exists()


@pytest.mark.parametrize("who", ["lan", "dung", "chi"])
@pytest.mark.parametrize("step", ["decision-sign", "decision-bring"])
def test_only_head_or_deputy_signs(step: str, who: str, decision: Decision) -> None:
    assert enter(who).post(reverse(step, args=[decision.code])).status_code == 404


def test_a_file_that_is_no_pdf_is_said_to_be_none(world: World) -> None:
    page = enter("an").post(reverse("signature-check"), {"file": SimpleUploadedFile("a.pdf", b"hello")})
    assert (page.status_code, "Không đọc được tệp PDF này." in page.content.decode()) == (400, True)
    assert enter("an").post(reverse("signature-check")).status_code == 400


# --- Register, statistics, and the page for everybody ------------------------------------------------------------


def test_the_register_goes_out_as_a_file_and_as_a_page(decision: Decision) -> None:
    an = enter("an")
    register = read_register(an.get(reverse("register-file", args=["json"])).content.decode())
    assert register is not None
    assert (register.whole, len(register.lines)) == (True, 4)
    page = an.get(reverse("register-file", args=["html"])).content.decode()
    assert "<script" in page
    assert "Lò Thị Lan" in page
    assert an.get(reverse("register-file", args=["exe"])).status_code == 404
    assert enter("lan").get(reverse("register-file", args=["json"])).status_code == 404
    assert an.get(reverse("register-paper", args=[1, "pdf"])).content.startswith(b"%PDF")
    assert an.get(reverse("register-paper", args=[2, "pdf"])).status_code == 404


def test_statistics_tell_times_from_recipients(decision: Decision, world: World) -> None:
    again = AwardRow(
        "khen-lan-2", "giay-khen", Category.INDIVIDUAL, "lan", 2024, "Thêm một việc", State.DECIDED, "", "9/QĐ-CAX",
        date(2025, 3, 6), "Trưởng Công an xã Lim Xanh",
    )  # fmt: skip
    award_import(by=world.see(world.dung), at=at(), rows=[again])
    page = enter("an").get(reverse("award-statistics", args=[2024])).content.decode()
    rows = {
        row.split("</th>")[0].split('scope="row">')[1]: [
            cell.split(">")[1].split("<")[0] for cell in row.split("<td")[1:]
        ]
        for row in page.split("<tr")
        if 'scope="row"' in row
    }
    assert rows["Giấy khen"] == ["3", "2", "1", "1", "–", "0", "1"]
    assert rows["Chiến sĩ thi đua cơ sở"] == ["1", "1", "1", "0", "–", "1", "0"]
    assert rows["Cộng"] == ["4", "3", "2", "1", "–", "1", "1"]
    assert enter("an").get(reverse("award-statistics", args=[1999])).status_code == 404
    assert enter("an").get(reverse("award-statistics-paper", args=[2024, "docx"])).content.startswith(b"PK")
    empty = enter("chi").get(reverse("award-statistics", args=[2024])).content.decode()
    assert "Lò Thị Lan" not in empty


def test_the_world_is_told_right_or_wrong_and_no_name(decision: Decision) -> None:
    address, anybody = reverse("code-check"), Client()
    lan = next(one for one in decision_content(decision).recipients if one.name == "Lò Thị Lan")
    right = anybody.get(address, {"ma": lan.check}).content.decode()
    assert "Đúng: sổ ghi danh có dòng này" in right
    assert "Lò Thị Lan" not in right
    for asked in ({"ma": lan.code, "so": "8/QĐ-CAX"}, {"ma": "0000-0000-0000", "so": "7/QĐ-CAX"}):
        wrong = anybody.get(address, asked).content.decode()
        assert "Không đúng" in wrong
        assert "Giấy khen</dd>" not in wrong
    assert anybody.get(address, {"ma": lan.code}).status_code == 400
    Award.objects.filter(subject_name="Lò Thị Lan").update(public_on=date(2025, 3, 6))
    assert "Lò Thị Lan" in anybody.get(address, {"ma": lan.check}).content.decode()
    assert "sessionid" not in anybody.cookies


def test_nobody_asks_without_end(decision: Decision) -> None:
    anybody = Client()
    asked = {"ma": "0000-0000-0000", "so": "7/QĐ-CAX"}
    answers = [anybody.get(reverse("code-check"), asked).status_code for _ in range(32)]
    assert answers[:30] == [200] * 30
    assert answers[30:] == [429] * 2


def test_lists_ask_no_more_for_three_than_for_one(decision: Decision, world: World) -> None:
    an = enter("an")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert an.get(reverse("papers")).status_code == 200
        return len(caught)

    asked()
    one = asked()
    for number in ("10/QĐ-CAX", "11/QĐ-CAX"):
        row = AwardRow(
            f"khen-{number[:2]}", "giay-khen", Category.INDIVIDUAL, "binh", 2024, "Việc khác", State.DECIDED, "",
            number, date(2025, 3, 6), "Trưởng Công an xã Lim Xanh",
        )  # fmt: skip
        award_import(by=world.see(world.dung), at=at(), rows=[row])
    assert asked() == one


@pytest.mark.parametrize(("who", "leads"), [("an", True), ("lan", True), ("chi", False)])
def test_a_decision_leads_to_its_papers_for_those_who_print(
    who: str, leads: bool, decision: Decision
) -> None:
    page = enter(who).get(reverse("decision", args=[decision.code])).content.decode()
    assert (reverse("decision-papers", args=[decision.code]) in page) == leads
