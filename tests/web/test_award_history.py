"""The paper history beside the register, and two codes of one person: nothing guessed, everything reversible."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, World, at, person, world
from tests.office.books import workbook
from thidua.actions.identity import person_merge, person_merge_undo
from thidua.actions.merit import merit_add
from thidua.core.award_history import HeldAward, HeldSubject, HistoryLine, Match, reconcile, twins
from thidua.core.merit import MeritKind
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store.models import Account, Award, Mapping, PersonMerge, Post, YearRating

AN = HeldSubject("an", "Nguyễn Thị An", False, ("Công an xã Lim Xanh",))
AN2 = HeldSubject("an-2", "Nguyen Thi An", False, ("Công an xã Hoa Mơ",))
LINE = HistoryLine(3, "NGUYỄN THỊ AN", "giay-khen", 2023, "12/QĐ", date(2023, 12, 1), "Giám đốc", "", "")


def line(**more) -> HistoryLine:
    return replace(LINE, **more)


def test_each_line_is_new_the_same_different_not_sure_or_unknown() -> None:
    held = [AN, AN2]
    award = HeldAward("gk", "an", "giay-khen", 2023, "12/QĐ", date(2023, 12, 1))
    lim, both, other = line(unit="Công an xã Lim Xanh"), line(), line(unit="CA xã khác")
    found = reconcile([lim, both, other], held, [])
    assert [(r.match, r.subject) for r in found] == [
        (Match.NEW, "an"),
        (Match.AMBIGUOUS, ""),
        (Match.AMBIGUOUS, ""),
    ]
    assert [r.match for r in reconcile([lim], held, [award])] == [Match.SAME]
    (differs,) = reconcile([line(unit="Lim Xanh", number="13/QĐ")], held, [award])
    assert (differs.match, differs.differences) == (Match.DIFFERS, (("number", "12/QĐ", "13/QĐ"),))
    assert [r.match for r in reconcile([line(unit="Lim Xanh")], [], [])] == [Match.UNKNOWN]
    assert [r.match for r in reconcile([both], held, [], {3: "an-2"})] == [Match.NEW]
    assert [r.match for r in reconcile([lim, lim], held, [])] == [Match.NEW, Match.SAME]


def test_twins_share_a_name_and_a_unit() -> None:
    again = HeldSubject("an-3", "nguyễn thị an", False, ("Công an xã Lim Xanh", "Phòng Tham mưu"))
    assert [(t.first.code, t.second.code) for t in twins([AN, AN2, again])] == [("an", "an-3")]


@pytest.fixture
def scene(db) -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def word_list() -> SimpleUploadedFile:
    """As a decision's list looks: the decision above, no column for it."""
    document = docx.Document()
    document.add_paragraph("DANH SÁCH KHEN THƯỞNG")
    document.add_paragraph("(Kèm theo Quyết định số 77/QĐ-CAT ngày 05 tháng 12 năm 2024)")
    table = document.add_table(rows=0, cols=4)
    for cells in (
        ("TT", "Họ và tên", "Chức vụ", "Đơn vị"), ("1", "Trần Văn Bình", "Đội phó", "Đội 3"),
        ("2", "Nguyễn Thị An", "Đội trưởng", "Đội 3"), ("3", "Người Đã Đi", "", ""),
    ):  # fmt: skip
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile("ds.docx", out.getvalue(), "application/vnd.openxmlformats")


def test_a_word_list_is_read_reconciled_and_its_sure_lines_written(scene: World) -> None:
    dung, url = enter("dung"), reverse("award-history")
    common = {"form": "giay-khen", "authority": "Giám đốc Công an tỉnh", "year": "2024"}
    seen = dung.post(url, {**common, "file": word_list()})
    assert seen.status_code == 200
    assert [row["match"] for row in seen.context["rows"]] == ["new", "new", "unknown"]
    assert (seen.context["above"].number, seen.context["above"].decided_on) == (
        "77/QĐ-CAT",
        date(2024, 12, 5),
    )
    assert not Award.objects.exists()
    done = dung.post(url, {**common, "ghi": "1"})
    assert done["Location"] == reverse("register")
    binh = Award.objects.get(person=scene.binh)
    assert (binh.subject_unit, binh.subject_post, binh.decision_number) == ("Đội 3", "Đội phó", "77/QĐ-CAT")
    again = dung.post(url, {**common, "file": word_list()})
    assert [row["match"] for row in again.context["rows"]] == ["same", "same", "unknown"]
    assert enter("lan").get(url).status_code == 404


def test_two_of_one_name_are_chosen_by_people_and_remembered(scene: World) -> None:
    person("binh-2", "Trần Văn Bình", scene.hoa_mo, Role.OFFICER)
    dung, url = enter("dung"), reverse("award-history")
    head = "họ tên,đơn vị,hình thức,số quyết định,ngày quyết định,cấp quyết định"
    csv = f"{head}\nTrần Văn Bình,,Giấy khen,9/QĐ,05/12/2024,GĐ\n"
    first = dung.post(url, {"file": SimpleUploadedFile("so.csv", csv.encode(), "text/csv")})
    (row,) = first.context["rows"]
    assert (row["match"], [h.code for h in row["offered"]]) == ("ambiguous", ["binh", "binh-2"])
    chosen = dung.post(url, {"ai-2": "binh-2"})
    assert [r["match"] for r in chosen.context["rows"]] == ["new"]
    again = dung.post(
        url, {"file": SimpleUploadedFile("so.csv", csv.replace("9/QĐ", "10/QĐ").encode(), "text/csv")}
    )
    assert [r["who"].code for r in again.context["rows"]] == ["binh-2"]


def test_a_file_that_says_nothing_of_its_decision_lists_every_gap(scene: World) -> None:
    csv = "họ tên\nTrần Văn Bình\n"
    answer = enter("dung").post(
        reverse("award-history"), {"file": SimpleUploadedFile("so.csv", csv.encode(), "text/csv")}
    )
    assert answer.status_code == 400
    assert len(answer.context["problems"]) == 4  # day, form, number, authority


OWN = (
    "PHÒNG THAM MƯU;;;;;;\n"
    "Người;Ở đâu;Được gì;Bằng số;Hôm;Ai ký;Vì\n"
    "Trần Văn Bình;Đội 3;Giấy khen;9/QĐ;05/12/2024;GĐ;Giúp dân\n"
)
POINTED = {
    "dong": "2", "cot-0": "name", "cot-1": "unit", "cot-2": "form", "cot-3": "number", "cot-4": "decided_on",
    "cot-5": "authority", "cot-6": "reason",
}  # fmt: skip


def csv_file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("so.csv", text.encode(), "text/csv")


def test_columns_that_nobody_recognises_are_pointed_out_once_and_remembered(scene: World) -> None:
    dung, url = enter("dung"), reverse("award-history")
    first = dung.post(url, {"file": csv_file(OWN)})
    assert first.status_code == 400
    assert [problem["sentence"] for problem in first.context["problems"]] == [
        "Chưa nhận ra cột họ tên; hãy chỉ ra ở “Cột nào là gì” rồi xem lại."
    ]
    assert [column["title"] for column in first.context["pointing"]["columns"]][:3] == [
        "Người",
        "Ở đâu",
        "Được gì",
    ]
    read = dung.post(url, POINTED)
    assert [(r["line"].name, r["line"].unit, r["match"]) for r in read.context["rows"]] == [
        ("Trần Văn Bình", "Đội 3", "new")
    ]
    assert not Mapping.objects.exists()
    assert dung.post(url, {**POINTED, "ten": "Sổ của phòng", "ghi": "1"})["Location"] == reverse("register")
    assert Award.objects.get().reason == "Giúp dân"
    kept = Mapping.objects.get()
    assert (kept.kind, kept.unit, kept.name) == ("history", scene.province, "Sổ của phòng")
    # Next year's list begins a line further down; nothing has to be pointed out.
    again = dung.post(
        url, {"file": csv_file("Năm 2025;;;;;;\n" + OWN.replace("9/QĐ", "10/QĐ").replace("2024", "2025"))}
    )
    assert [r["match"] for r in again.context["rows"]] == ["new"]
    assert again.context["remembered"] == kept
    assert "đọc như đã nhớ: Sổ của phòng" in again.content.decode()


def test_a_layout_is_forgotten_by_its_unit_and_unknown_to_others(scene: World) -> None:
    dung, url = enter("dung"), reverse("award-history")
    dung.post(url, {"file": csv_file(OWN)})
    dung.post(url, {**POINTED, "ten": "Sổ của phòng", "ghi": "1"})
    forget = reverse("mapping-forget", args=[Mapping.objects.get().pk])
    assert enter("chi").post(forget).status_code == 404
    assert "Sổ của phòng" in dung.get(url).content.decode()
    assert "Sổ của phòng" not in dung.get(reverse("figures-import")).content.decode()
    assert dung.post(forget)["Location"] == url
    assert not Mapping.objects.exists()


def test_columns_pointed_out_wrongly_show_every_cell_at_once(scene: World) -> None:
    dung, url = enter("dung"), reverse("award-history")
    rows = [line.split(";") for line in OWN.splitlines()]
    dung.post(url, {"file": SimpleUploadedFile("so.xlsx", workbook(*rows, rows[-1]))})
    crossed = {
        **POINTED,
        "cot-1": "year",
        "cot-2": "number",
        "cot-3": "decided_on",
        "cot-4": "form",
        "cot-6": "",
    }
    answer = dung.post(url, crossed)
    assert answer.status_code == 400
    assert [(problem["place"], problem["sentence"]) for problem in answer.context["problems"]] == [
        (f"so.xlsx, ô {letter}{line}", told)
        for line in (3, 4)
        for letter, told in (
            ("D", "“9/QĐ” không phải là ngày; viết dd/mm/yyyy, ví dụ 22/11/2026."),
            ("E", "Không nhận ra danh hiệu, hình thức “05/12/2024”."),
            ("B", "Năm không đọc được: “Đội 3”."),
            ("C", "Thiếu số quyết định, hoặc không có chữ số nào: “Giấy khen”."),
        )
    ]
    twice = dung.post(url, {**POINTED, "cot-0": "", "cot-6": "unit"})
    assert [problem["sentence"] for problem in twice.context["problems"]] == [
        "Cột “Ở đâu” trùng với cột “B”.",
        "Thiếu cột họ và tên.",
    ]
    beyond = dung.post(url, {**POINTED, "dong": "99"})
    assert [problem["sentence"] for problem in beyond.context["problems"]] == [
        "Không có dòng ấy trong tệp; dòng tiêu đề là dòng mang tên các cột."
    ]


def test_a_column_of_numbers_taken_for_names_is_told(scene: World) -> None:
    dung, url = enter("dung"), reverse("award-history")
    dung.post(url, {"file": csv_file("TT;Người\n1;Trần Văn Bình\n2;Nguyễn Thị An\n")})
    answer = dung.post(url, {"dong": "1", "cot-0": "name"})
    assert [problem["sentence"] for problem in answer.context["problems"]] == [
        f"Cột họ tên chỉ có số: “{number}”; có lẽ đã chọn nhầm cột." for number in (1, 2)
    ]


def joined(scene: World) -> PersonMerge:
    twin = person("binh-2", "Trần Văn Bình", scene.lim_xanh, Role.OFFICER)
    Account.objects.filter(person=twin).update(is_active=False)
    merit_add(
        by=scene.see(scene.an), at=at(date(2025, 12, 8)), kind=MeritKind.RATING, subject=twin, paper="TB 1",
        values={"year": 2024, "rating": "HTTNV"},
    )  # fmt: skip
    page = enter("an").get(reverse("identities")).content.decode()
    assert "binh-2" in page
    return person_merge(
        by=scene.see(scene.an), at=at(date(2025, 12, 8)), kept=scene.binh, gone=twin, why="Cùng hồ sơ cán bộ"
    )


def test_joining_moves_what_is_about_a_person_and_undoing_puts_exactly_that_back(scene: World) -> None:
    merge = joined(scene)
    assert YearRating.objects.get().person == scene.binh
    assert Post.objects.filter(person=scene.binh).count() == 2
    assert "binh-2" in enter("an").get(reverse("identities")).content.decode()
    enter("an").post(reverse("identities"), {"hoan": "1", "pk": merge.pk, "why": "Nhầm"})
    assert YearRating.objects.get().person == merge.gone
    assert Post.objects.filter(person=scene.binh).count() == 1
    with pytest.raises(Refused):
        person_merge_undo(by=scene.see(scene.an), at=at(), merge=merge, why="Lần nữa")


def test_joining_asks_for_a_reason_a_right_and_a_closed_account(scene: World) -> None:
    twin = person("binh-2", "Trần Văn Bình", scene.lim_xanh, Role.OFFICER)
    for by, why, code in (
        (scene.chi, "x", "identity.may-not"), (scene.an, "x", "identity.account"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            person_merge(by=scene.see(by), at=at(), kept=scene.binh, gone=twin, why=why)
        assert refused.value.code == code
    Account.objects.filter(person=twin).delete()
    with pytest.raises(Refused) as refused:
        person_merge(by=scene.see(scene.an), at=at(), kept=scene.binh, gone=twin, why=" ")
    assert [p.code for p in refused.value.problems] == ["identity.why-missing"]
    assert enter("lan").get(reverse("identities")).status_code == 404
