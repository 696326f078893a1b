"""Differences of two regulations as officials would say them."""

from __future__ import annotations

import pytest

from tests.core.test_scheme_change import BEFORE, DRESSED, TEXT, scheme
from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.scheme_change import PARTS, compare, known_fields
from thidua.core.score import scheme as language
from thidua.core.score.scheme import Scheme
from thidua.office.method import method_text
from thidua.office.scheme_change import changes_told
from thidua.office.scheme_word import METHODS, choices
from thidua.office.words.scheme_change import FIELDS
from thidua.office.words.scheme_change import PARTS as PART_WORDS
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load


def sentences(after: Scheme, lang: str = "vi") -> list[str]:
    return [told.sentence for told in changes_told(compare(BEFORE, after), BEFORE, after, lang)]


def test_points_and_bounds_are_said_with_both_sides():
    after = scheme(
        ("max: 105", "max: 110"),
        ("clause: Điều 6\n        max: 20", "clause: Điều 6\n        max: 25"),
        (DRESSED[0] + "10", DRESSED[0] + "15"),
        ("{points: total, from: 90}", "{points: total, from: 92}"),
        ("from: 80, below: 90", "from: 80, below: 92"),
    )
    assert sentences(after) == [
        "Tổng điểm tối đa mẫu “Đơn vị (xã, phường, đặc khu, phòng, tổ)”: 105 → 110",
        "Điểm tối đa nhóm “C. Xây dựng lực lượng”: 20 → 25",
        "Điểm tối đa tiêu chí “Đạt điều lệnh khi kiểm tra”: 10 → 15",
        "Điều kiện dòng xếp loại “Xuất sắc”: tổng điểm từ 90 trở lên → tổng điểm từ 92 trở lên",
        "Điều kiện dòng xếp loại “Tốt”: tổng điểm từ 80 đến dưới 90 → tổng điểm từ 80 đến dưới 92",
    ]
    assert sentences(after, "en")[2] == "Maximum of the criterion “Đạt điều lệnh khi kiểm tra”: 10 → 15"


def test_what_came_and_went_is_said_with_its_worth():
    line = "          tap-huan:\n"
    start = TEXT.index(line)
    end = TEXT.index("      bao-cao:\n        title: D.")
    shorter = scheme(
        (TEXT[start:end], ""),
        ("clause: Điều 6\n        max: 20", "clause: Điều 6\n        max: 10"),
        ("max: 105", "max: 95"),
        (
            "  tap-huan: {title: Cán bộ dự tập huấn trên số được cử, kind: ratio}\n",
            "",
        ),
    )
    assert sentences(shorter) == [
        "Bỏ số liệu “Cán bộ dự tập huấn trên số được cử”",
        "Tổng điểm tối đa mẫu “Đơn vị (xã, phường, đặc khu, phòng, tổ)”: 105 → 95",
        "Điểm tối đa nhóm “C. Xây dựng lực lượng”: 20 → 10",
        "Bỏ tiêu chí “Dự tập huấn (không ai được cử thì không có việc bỏ sót)”, tối đa 10 điểm: "
        "10 điểm × tử số ÷ mẫu số",
    ]


def test_policies_and_days_are_words_not_codes():
    after = scheme(
        ("            not-applicable: full\n", "            not-applicable: rescale\n"),
        ("mode: half-up", "mode: floor"),
        ("to: 31/12/2026", "to: 31/12/2027"),
    )
    assert sentences(after) == [
        "Ngày hết hiệu lực: 31/12/2026 → 31/12/2027",
        "Cách làm tròn: từ nửa trở lên thì làm tròn lên → làm tròn xuống",
        "Khi không áp dụng tiêu chí “Trả lời phản ánh đúng hạn”: được điểm tối đa → "
        "bỏ ra, quy đổi phần còn lại của nhóm",
    ]


def test_every_place_a_change_can_be_has_words():
    assert set(known_fields()) - set(FIELDS) == set()
    assert set(FIELDS) - set(known_fields()) == set()
    assert set(PART_WORDS) == {name for name, _ in PARTS.values()}


@pytest.mark.parametrize("first", scheme_codes()[::3])
def test_any_two_regulations_can_be_compared_in_words(first: str):
    before = load(scheme_text(first)).scheme
    assert before is not None
    for code in scheme_codes():
        after = load(scheme_text(code)).scheme
        assert after is not None
        for lang in ("vi", "en"):
            told = changes_told(compare(before, after), before, after, lang)
            assert (code == first) is (told == ())
            assert all(one.sentence for one in told)


CLOSED = (
    language.SubjectKind, language.FigureKind, language.Missing, language.NotApplicable, language.Empty,
    language.Unknown, language.Takes, language.Combine, language.PartPoints, language.CriteriaCounted,
    language.FedBy, language.FedAs, Rounding, PeriodKind,
)  # fmt: skip


@pytest.mark.parametrize("kind", CLOSED, ids=lambda kind: kind.__name__)
def test_every_closed_word_is_said_in_both_languages(kind):
    for lang in ("vi", "en"):
        assert [value for value, said in choices(kind, lang) if said] == [member.value for member in kind]


def test_every_method_is_named_and_said():
    from thidua.rules.scheme.criterion import METHODS as READ

    assert set(METHODS) == set(READ)
    for code in scheme_codes():
        held = load(scheme_text(code)).scheme
        assert held is not None
        figures = {use.code: use for use in held.figures}
        for form in held.forms:
            for criterion in form.criteria:
                assert method_text(criterion.method, criterion.maximum, figures)
