"""Point tables out of Excel and Word: what is understood, what is not, and nothing silently dropped."""

from __future__ import annotations

import io
import zipfile
from fractions import Fraction

import docx
import pytest

from tests.office.books import text, workbook
from thidua.office.scheme_line import (
    is_heading,
    label_of,
    method_of,
    points_of,
    split_label,
    title_and_points,
)
from thidua.office.scheme_table import PointTable, read_point_table


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("20", 20),
        ("20 điểm", 20),
        ("Tối đa 20đ", 20),
        ("2,5", Fraction(5, 2)),
        ("0.5", Fraction(1, 2)),
        ("-5", -5),
        ("− 5 điểm", -5),
        ("trừ 5 điểm", -5),
        ("+3", 3),
        ("5-10", None),
        ("từ 5 đến 10", None),
        ("theo thực tế", None),
        ("", None),
    ],
)
def test_points_of_a_cell(written: str, points: Fraction | int | None):
    assert points_of(written) == points


@pytest.mark.parametrize(
    ("line", "title", "points"),
    [
        ("A. Phục vụ nhân dân: 60 điểm", "A. Phục vụ nhân dân", 60),
        ("B. Xây dựng lực lượng 40", "B. Xây dựng lực lượng", 40),
        ("Điểm trừ: -10", "Điểm trừ", -10),
        ("Thưởng (tối đa 5 điểm)", "Thưởng", 5),
        ("Hồ sơ – 2,5đ", "Hồ sơ", Fraction(5, 2)),
        ("Phục vụ nhân dân", "Phục vụ nhân dân", None),
    ],
)
def test_title_and_points_of_a_line(line: str, title: str, points: Fraction | int | None):
    assert title_and_points(line) == (title, points)


def test_numbers_of_lines_and_headings():
    assert [label_of(cell) for cell in ("1.", "1.2", "II", "a)", "Phục vụ", "")] == [
        "1",
        "1.2",
        "II",
        "a",
        "",
        "",
    ]
    assert split_label("1.2. Hồ sơ đúng hạn") == ("1.2", "Hồ sơ đúng hạn")
    assert split_label("Hồ sơ 1.2") == ("", "Hồ sơ 1.2")
    assert [is_heading(label) for label in ("II", "A", "1", "a", "")] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("title", "how", "points", "word", "settings", "unit"),
    [
        ("Tuyên truyền", "mỗi buổi được 2 điểm", 20, "events", (("each", "2"),), "buổi"),
        ("Vi phạm", "trừ 2 điểm/lần", -10, "events", (("each", "-2"),), "lần"),
        ("Để xảy ra vi phạm", "", -5, "events", (("each", "-5"),), "lần"),
        ("Tỷ lệ hồ sơ đúng hạn", "", 40, "share", (("empty", "not-applicable"),), ""),
        (
            "Số buổi so với chỉ tiêu",
            "",
            10,
            "share",
            (("target", "yes"), ("empty", "not-applicable")),
            "việc",
        ),
    ],
)
def test_what_the_words_say_about_counting(title, how, points, word, settings, unit):
    guess = method_of(title, how, Fraction(points))
    assert guess is not None
    assert (guess.word, guess.settings, guess.unit) == (word, settings, unit)


def test_words_that_say_nothing_about_counting_give_no_guess():
    assert method_of("Thực hiện tốt điều lệnh, nội vụ", "", Fraction(10)) is None


HEAD = ("STT", "Nội dung tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Ghi chú")


def table(*rows: tuple[object, ...], name: str = "bang.xlsx") -> tuple[PointTable | None, list[str]]:
    found, problems = read_point_table(workbook(*rows), name)
    return found, [p.code for p in problems]


def test_groups_by_roman_numbers_with_their_lines():
    found, problems = table(
        ("CÔNG AN TỈNH MINH HỌA", None, None, None, None),
        HEAD,
        ("I", "Phục vụ nhân dân", 60, None, None),
        (1, "Tỷ lệ hồ sơ đúng hạn", 40, None, "Điều 3"),
        (2, "Tuyên truyền", 20, None, "mỗi buổi được 2 điểm"),
        ("II", "Xây dựng lực lượng", 40, None, None),
        (1, "Tỷ lệ dự tập huấn", 40, None, None),
        (None, "Tổng cộng", 100, None, None),
    )
    assert found is not None
    assert [(g.line.title, g.points, [line.points for line in g.lines]) for g in found.groups] == [
        ("Phục vụ nhân dân", 60, [40, 20]),
        ("Xây dựng lực lượng", 40, [40]),
    ]
    assert found.total == 100
    assert problems == []


def test_numbers_that_continue_make_groups_too():
    found, problems = table(
        HEAD,
        ("1", "Phục vụ nhân dân", 60, None, None),
        ("1.1", "Tỷ lệ hồ sơ đúng hạn", 40, None, None),
        ("1.2", "Tỷ lệ trả lời đúng hạn", 20, None, None),
    )
    assert found is not None
    assert [(g.line.title, len(g.lines)) for g in found.groups] == [("Phục vụ nhân dân", 2)]
    assert problems == []


def test_sums_that_differ_and_lines_without_points_are_said():
    found, problems = table(
        HEAD,
        ("I", "Phục vụ nhân dân", 60, None, None),
        (1, "Tỷ lệ hồ sơ đúng hạn", 40, None, None),
        (2, "Sáng kiến", "5-10", None, None),
        (None, "Tổng cộng", 100, None, None),
    )
    assert found is not None
    assert found.groups[0].points == 40
    assert problems == ["point-table.no-points", "point-table.sum-differs", "point-table.total-differs"]


def test_a_line_nobody_can_count_is_left_to_an_assessor_and_said():
    found, problems = table(HEAD, ("I", "Điều lệnh", 10, None, None), (1, "Nội vụ gọn gàng", 10, None, None))
    assert found is not None
    assert found.groups[0].lines[0].method is None
    assert problems == ["point-table.by-hand"]


def test_csv_and_word_are_read_alike():
    lines = ("Nội dung;Điểm", "Tỷ lệ hồ sơ đúng hạn;40")
    found, _ = read_point_table(text(*lines), "bang.csv")
    assert found is not None
    assert [g.points for g in found.groups] == [40]
    document = docx.Document()
    document.add_paragraph("QUY CHẾ")
    grid = document.add_table(0, 2)
    for line in lines:
        for cell, value in zip(grid.add_row().cells, line.split(";"), strict=True):
            cell.text = value
    out = io.BytesIO()
    document.save(out)
    found, problems = read_point_table(out.getvalue(), "bang.docx")
    assert found is not None
    assert [g.points for g in found.groups] == [40]
    assert problems == ()


def test_files_that_are_no_point_table_say_why():
    assert table(("tên", "tuổi"), ("An", 30)) == (None, ["point-table.no-header"])
    document, out = docx.Document(), io.BytesIO()
    document.save(out)
    assert [p.code for p in read_point_table(out.getvalue(), "a.docx")[1]] == ["point-table.no-table"]
    assert [p.code for p in read_point_table(b"khong phai", "a.docx")[1]] == ["file.is-not-word"]
    assert [p.code for p in read_point_table(workbook(HEAD), "a.docx")[1]] == ["file.is-not-word"]


def test_a_document_that_blows_up_is_refused_before_it_is_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)
    assert [p.code for p in read_point_table(out.getvalue(), "a.docx")[1]] == ["file.zip-bomb"]


def test_entities_of_a_document_are_not_fetched(tmp_path):
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("bí mật", encoding="utf-8")
    document = docx.Document()
    grid = document.add_table(0, 2)
    for row in (("Nội dung", "Điểm"), ("THAY", "10")):
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = value
    plain, out = io.BytesIO(), io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w") as copy:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
                data = data.replace(b"<w:document", entity + b"<w:document", 1).replace(b"THAY", b"&x;")
            copy.writestr(info, data)
    found, problems = read_point_table(out.getvalue(), "a.docx")
    said = [line.title for group in (found.groups if found else ()) for line in group.lines]
    assert "bí mật" not in " ".join([*said, *(str(p.values) for p in problems)])
