"""Every kind of paper, with content of the cast: what its packaged template says, in PDF and in Word."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import docx
import pytest

from tests.office.papers import DECISION, ISSUER, RECIPIENTS, text_of
from thidua.office.document import layout, to_pdf
from thidua.office.paper import achievement, certificate_word, decision, minutes, submission, tables
from thidua.office.paper.content import (
    Achievement,
    Count,
    Entry,
    Meeting,
    Part,
    Register,
    Statistics,
    Submission,
    Vote,
    Weighed,
)
from thidua.office.paper.form import filled
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.tags import Values
from thidua.office.paper.upload import trial, wrong_template
from thidua.office.paper.word import packaged, word

HERE = timezone(timedelta(hours=7))
VOTES = (
    Vote("Lê Thị Lan", "Chiến sĩ thi đua cơ sở", 9, 9, 7, 1, 0, 1, 9, 8),
    Vote("Trần Văn Bình", "Chiến sĩ thi đua cơ sở", 8, 8, 8, 0, 0, 0, 9, 8),
)
MEETING = Meeting(
    issuer=ISSUER,
    number="3/BB-HĐTĐKT",
    council="Hội đồng Thi đua - Khen thưởng",
    name="Họp Hội đồng Thi đua - Khen thưởng năm 2025",
    began=datetime(2026, 1, 3, 8, 0, tzinfo=HERE),
    ended=datetime(2026, 1, 3, 10, 30, tzinfo=HERE),
    place="Hội trường",
    members=9,
    quorum=6,
    present=("Nguyễn Thị An, Chủ tịch", "Trần Văn Bình, Ủy viên"),
    absent=("Hoàng Thị Mỷ, Ủy viên (lý do: ốm)",),
    chair="Nguyễn Thị An",
    chair_office="Chủ tịch",
    secretary="Lê Thị Lan",
    secretary_office="Thư ký",
    notes=("Đọc danh sách hồ sơ.",),
    items=(
        Weighed(
            "Lê Thị Lan", "Chiến sĩ thi đua cơ sở", ("Thành tích: trả lời dân đúng hẹn.",), "Không đủ phiếu", VOTES[0]
        ),
        Weighed("Tổ Cảnh sát khu vực", "Tập thể lao động xuất sắc", (), "Chưa bỏ phiếu"),
    ),
    conclusion=("Thông qua 01.",),
    digests=("Vòng 1: mã băm SHA-256 ab12.",),
)  # fmt: skip
VALUES: dict[str, Values] = {
    "to-trinh": submission.values(
        Submission(
            ISSUER,
            "7/TTr-CAX",
            date(2026, 1, 5),
            "Giám đốc Công an tỉnh Minh Họa",
            RECIPIENTS,
            "",
            ("Căn cứ Luật Thi đua, khen thưởng",),
            "Hội đồng đã họp, bỏ phiếu kín, đạt từ 80 % trở lên",
            ("Báo cáo thành tích", "Biên bản họp"),
            ("Như trên", "Lưu: VT"),
        )
    ),
    "bao-cao-ca-nhan": achievement.values(
        Achievement(
            ISSUER,
            date(2026, 1, 5),
            "Lê Thị Lan",
            "Chiến sĩ thi đua cơ sở",
            False,
            (("Họ và tên", "Lê Thị Lan"), ("Chức vụ", "Cán bộ")),
            (Part("II. THÀNH TÍCH ĐẠT ĐƯỢC", ("Trả lời 412 phản ánh đúng hẹn.",)),),
            (("2024", "Chiến sĩ tiên tiến", "12/QĐ-CAT, 12/01/2025"),),
            "Thủ trưởng đơn vị",
            "Lập lúc 09 giờ 00 phút, ngày 05/01/2026 từ hồ sơ ở bước “Đang hoàn thiện hồ sơ”",
            "3F9A-07C1",
        )
    ),
    "bien-ban-hop": minutes.meeting_values(MEETING),
    "bien-ban-kiem-phieu": minutes.count_values(
        Count(
            MEETING,
            "Chiến sĩ thi đua cơ sở, vòng 1",
            datetime(2026, 1, 3, 9, 0, tzinfo=HERE),
            datetime(2026, 1, 3, 9, 30, tzinfo=HERE),
            "Bỏ phiếu kín trên phần mềm",
            "ít nhất 80 % tổng số thành viên, là 8/9",
            VOTES,
            "AB12-CD34",
            "ff00",
        )
    ),
    "quyet-dinh": decision.values(DECISION),
    "bang-tien-thuong": tables.money_values(DECISION),
    "trang-so": tables.register_values(
        Register(
            ISSUER,
            1,
            tuple(
                Entry(
                    i,
                    "Lê Thị Lan",
                    "Cán bộ",
                    "Công an xã Lim Xanh",
                    "Giấy khen",
                    "Trả lời phản ánh đúng hẹn",
                    "05/QĐ-CAX",
                    date(2026, 2, 5),
                    "Đã trao",
                    "GCGA-GZ23-PZ7A",
                )
                for i in range(1, 9)
            ),
        )
    ),
    "thong-ke": tables.statistics_values(
        Statistics(
            ISSUER,
            2025,
            date(2026, 1, 5),
            (("Giấy khen", ("12", "11", "9", "3", "4", "2", "7")),),
            ("Một người nhận nhiều lần: nhiều lượt, một người.",),
        )
    ),
}
VALUES["giay-chung-nhan"] = certificate_word.values(DECISION)
VALUES["bao-cao-tap-the"] = VALUES["bao-cao-ca-nhan"]


def test_every_kind_is_here() -> None:
    assert set(VALUES) == set(FORMS)


@pytest.mark.parametrize("kind", sorted(set(FORMS) - {"giay-chung-nhan"}))
def test_a_kind_says_the_same_in_pdf_and_word_and_its_template_is_accepted(kind: str) -> None:
    form = FORMS[kind]
    assert wrong_template(form, packaged(form)) == []
    made = word(form, VALUES[kind])
    text, paper = text_of(made), filled(form, VALUES[kind])
    assert "{" not in text
    assert "None" not in text
    for block in paper.blocks:
        told = getattr(block, "text", "") or "".join(run.text for run in getattr(block, "runs", ()))
        cells = [cell for row in getattr(block, "rows", ()) for cell in row.cells]
        assert all(piece in text for piece in (told, *cells))
    assert to_pdf(paper).startswith(b"%PDF-")
    assert docx.Document(io.BytesIO(made)).core_properties.title is not None


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_every_field_of_a_kind_has_a_value_and_every_value_a_field(kind: str) -> None:
    """A clerk may use any field that the page of the template names."""
    known, values = FORMS[kind].fields, VALUES[kind]
    tops = {name for name in known.names if "." not in name}
    assert tops - set(values) == set()
    assert set(values) - tops - {"minh_họa", "mã_qr", "mã"} == set()
    for path, items in known.lists.items():
        held = values[path.split(".")[0]]
        if "." in path:
            held = [row for group in held for row in group[path.split(".")[1]]]
        for item in held:
            if items:
                assert set(items) - set(item) == set(), path


def test_minutes_have_no_line_of_place_and_day_and_count_on_all_members() -> None:
    text = text_of(word(FORMS["bien-ban-hop"], VALUES["bien-ban-hop"]))
    assert "Lim Xanh, ngày" not in text
    assert "THƯ KÝ" in text
    assert "CHỦ TỌA" in text
    assert "Chủ trì (chủ tọa): Nguyễn Thị An, Chủ tịch." in text
    assert "có 9 thành viên; có mặt 2, vắng 1; số thành viên phải có mặt để họp là 6." in text
    assert "- Trần Văn Bình, Ủy viên.\nVắng mặt:\n- Hoàng Thị Mỷ, Ủy viên (lý do: ốm)." in text
    assert "2. Tổ Cảnh sát khu vực: Tập thể lao động xuất sắc\nKết quả: Chưa bỏ phiếu." in text
    count = text_of(word(FORMS["bien-ban-kiem-phieu"], VALUES["bien-ban-kiem-phieu"]))
    assert "9\n9\n7\n1\n0\n1\n7/9 (cần 8)" in count
    assert "tính trên tổng số thành viên, không phải trên số người có mặt." in count


def test_a_meeting_that_goes_on_has_no_end_and_nobody_missing_is_not_listed() -> None:
    values = minutes.meeting_values(replace(MEETING, ended=None, absent=()))
    text = text_of(word(FORMS["bien-ban-hop"], values))
    assert "Phiên họp kết thúc" not in text
    assert "Vắng mặt:" not in text


def test_a_count_adds_up_over_all_questions() -> None:
    values = VALUES["bien-ban-kiem-phieu"]
    assert [values[name] for name in ("phát_ra", "thu_vào", "hợp_lệ", "không_hợp_lệ")] == [17, 17, 16, 1]
    assert [row["kết_quả"] for row in values["các_phiếu"]] == ["Không đạt", "Đạt"]


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_every_packaged_template_can_be_tried_with_examples(kind: str) -> None:
    text = text_of(trial(FORMS[kind]))
    assert "{" not in text
    assert layout.SPECIMEN_TEXT in text


def test_certificates_in_word_are_a_page_each_on_a4_landscape() -> None:
    form = FORMS["giay-chung-nhan"]
    assert wrong_template(form, packaged(form)) == []
    made = word(form, VALUES["giay-chung-nhan"])
    text = text_of(made)
    assert "{" not in text
    assert text.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == len(RECIPIENTS)
    assert (
        "TẶNG DANH HIỆU\nCHIẾN SĨ THI ĐUA CƠ SỞ\nLê Thị Lan\nCán bộ, Công an xã Lim Xanh\nĐã có thành tích"
        in text
    )
    page = docx.Document(io.BytesIO(made)).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
