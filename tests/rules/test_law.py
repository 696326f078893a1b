"""The files of law: strict, complete, and honest about what nobody has read."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from thidua.core.award import Category, FormKind
from thidua.core.law.provision import Sureness
from thidua.core.law.reasoning import reasonings
from thidua.rules.catalogue import award_forms, law_book, law_library, law_overlays, law_under
from thidua.rules.law import load
from thidua.rules.law.facts import load as load_facts

LAW = law_book()
ONE = "{text: luat-2022, article: Điều 1, mark: B, seen: trich-dan, says: Câu., first_day: 01/01/2024"


def test_every_file_and_overlay_loads_and_overlays_name_their_issuer():
    assert len(LAW.provisions) > 300
    for code in law_overlays():
        added = [p for p in law_under(code).provisions if p.overlay]
        assert added
        assert len({p.overlay for p in added}) == 1


def test_regimes_follow_each_other_without_a_gap():
    regimes = law_library().regimes
    assert [r.code for r in regimes] == ["den-2017", "2017", "2024", "2025"]
    ends = [(a.last_day.toordinal() + 1, b.first_day.toordinal()) for a, b in pairwise(regimes)]
    assert all(end == start for end, start in ends)


def test_no_provision_answers_before_its_first_day():
    for provision in LAW.provisions:
        day = date.fromordinal(provision.first_day.toordinal() - 1)
        assert LAW.on(day).get(provision.code) is not provision


def test_every_provision_tells_where_it_was_seen_and_when_somebody_looked():
    for p in LAW.provisions:
        assert p.says.endswith("."), p.code
        assert p.text, p.code
        assert p.checked_on == date(2025, 12, 31)
        unseen = p.seen_in == "không có nguồn nào đã đọc"
        assert not (unseen and p.seen), f"{p.code} says it was read, and names no place"
        assert p.article or p.sureness is not Sureness.READ or p.url, p.code


def test_every_family_of_the_law_is_a_family_of_the_list_of_awards():
    families = {form.family or form.code for form in award_forms()} | {form.code for form in award_forms()}
    general = {"general", "initiative", "run", "money", "council", "dossier-title", "dossier-form",
               "dossier-simplified", "dossier", "clock", "authority", "revocation", "quota", "conduct", "training",
               "points", "devotion", "principle", "movement", "cluster", "right", "archive", "design", "rating",
               }  # fmt: skip
    owners = {p.code.split(".")[0] for p in law_under(*law_overlays()).provisions}
    assert owners - general - families == set()
    assert {r.family for r in reasonings()} - families == set()


@pytest.mark.parametrize("kind", [FormKind.TITLE, FormKind.FORM])
def test_every_award_of_today_says_who_grants_it(kind: FormKind):
    today = [f for f in award_forms() if f.kind is kind and f.in_force(date(2025, 12, 1))]
    assert today
    assert all(form.authority for form in today)


def test_every_award_of_every_regime_has_a_provision_on_who_grants_it_with_its_mark():
    for regime in law_library().regimes:
        day = regime.last_day or date(2025, 12, 31)
        for form in award_forms():
            if form.kind is not FormKind.REGISTER and form.in_force(day):
                assert LAW.granted_by(form.code, day) is not None, (form.code, regime.code)


def test_an_overlay_delegates_without_touching_the_law_of_the_land():
    day = date(2025, 12, 1)
    own = law_under("vi-du-dang-ky").granted_by("chien-si-thi-dua-co-so", day)
    assert (own.overlay, own.says) == (
        "Quy chế mẫu của đơn vị",
        "Giám đốc Công an tỉnh, theo phân cấp của Bộ trưởng.",
    )
    assert LAW.granted_by("chien-si-thi-dua-co-so", day).overlay == ""


def test_the_lists_of_the_law_are_whole():
    """Articles 9, 19, 20 and 33 and the medals of Article 54, as `rules/law/principles.yaml` cites them."""
    codes = {form.code for form in award_forms() if form.in_force(date(2025, 12, 1))}
    assert {
        "chien-si-thi-dua-toan-quoc", "chien-si-thi-dua-toan-luc-luong", "chien-si-thi-dua-cap-tinh",
        "chien-si-thi-dua-co-so", "chien-si-tien-tien", "lao-dong-tien-tien",
    } <= codes  # fmt: skip
    assert {
        "co-thi-dua-chinh-phu", "co-thi-dua-bo-cong-an", "co-thi-dua-cap-tinh", "don-vi-quyet-thang",
        "tap-the-lao-dong-xuat-sac", "don-vi-tien-tien", "tap-the-lao-dong-tien-tien", "xa-phuong-tieu-bieu",
        "thon-to-dan-pho-van-hoa", "gia-dinh-van-hoa",
    } <= codes  # fmt: skip
    ranks = ("hang-nhat", "hang-nhi", "hang-ba")
    orders = {f"huan-chuong-{name}-{rank}" for name in ("doc-lap", "quan-cong", "lao-dong", "bao-ve-to-quoc",
              "chien-cong") for rank in ranks}  # fmt: skip
    orders |= {
        f"huan-chuong-{n}"
        for n in ("sao-vang", "ho-chi-minh", "dai-doan-ket-dan-toc", "dung-cam", "huu-nghi")
    }
    assert orders <= codes
    medals = {f"huy-chuong-chien-si-ve-vang-{rank}" for rank in ranks}
    medals |= {"huy-chuong-vi-an-ninh-to-quoc", "huy-chuong-quan-ky-quyet-thang"}
    assert medals <= codes
    assert {
        "anh-hung-luc-luong-vu-trang", "anh-hung-lao-dong", "giai-thuong-ho-chi-minh", "giai-thuong-nha-nuoc",
        "ky-niem-chuong-bao-ve-an-ninh-to-quoc", "ky-niem-chuong-bo-nganh", "ky-niem-chuong-cap-tinh",
        "ky-niem-chuong-quoc-hoi", "bang-khen-thu-tuong", "bang-khen-bo-cong-an", "bang-khen-uy-ban-nhan-dan-tinh",
        "giay-khen",
    } <= codes  # fmt: skip


def test_the_list_goes_from_the_highest_down_as_the_law_has_it():
    order = list(dict.fromkeys(form.code for form in award_forms() if form.kind is FormKind.FORM))
    kinds = [
        "huan-chuong",
        "huy-chuong",
        "anh-hung",
        "giai-thuong",
        "ky-niem-chuong",
        "bang-khen",
        "giay-khen",
    ]
    assert list(dict.fromkeys(next(k for k in kinds if code.startswith(k)) for code in order)) == kinds
    persons = [
        form.code
        for form in award_forms()
        if form.kind is FormKind.TITLE and Category.INDIVIDUAL in form.categories and form.last_day is None
    ]
    assert persons == [
        "chien-si-thi-dua-toan-quoc", "chien-si-thi-dua-toan-luc-luong", "chien-si-thi-dua-cap-tinh",
        "chien-si-thi-dua-co-so", "chien-si-tien-tien", "lao-dong-tien-tien",
    ]  # fmt: skip


def test_what_an_old_paper_may_name_was_in_force_under_the_law_of_2003_too():
    old = {form.code for form in award_forms() if form.in_force(date(2012, 6, 1))}
    assert {"huy-chuong-chien-si-ve-vang-hang-ba", "huy-chuong-vi-an-ninh-to-quoc", "huan-chuong-sao-vang",
            "gia-dinh-van-hoa", "anh-hung-luc-luong-vu-trang"} <= old  # fmt: skip
    unread = [f for f in award_forms() if f.clause.startswith("Luật Thi đua khen thưởng 2003")]
    assert {form.mark for form in unread} == {"U"}


def test_faults_are_told_with_their_line():
    text = f"""title: x
checked_on: 31/12/2025
provisions:
  a.b:
    - {ONE}}}
    - {ONE}}}
  noDot:
    - {ONE.replace("luat-2022", "luat-2099").replace("trich-dan", "nowhere")}}}
  a.c:
    - {ONE}, colour: red}}
"""
    book, problems = load(text, law_library(), "x.yaml")
    assert book is None
    assert [(p.code, p.where.line) for p in problems] == [
        ("law.versions-overlap", 4),
        ("law.code", 7),
        ("law.text-unknown", 8),
        ("law.seen-unknown", 8),
        ("rule.key-unknown", 10),
    ]


FACTS = """person: an
name: Lò Thị An
where: Hồ sơ thi đua
recruited_on: {value: 01/03/2010, where: Lý lịch}
ratings:
  - {years: [2023, 2024], rating: HTXSNV}
honours:
  - {code: chien-si-thi-dua-co-so, year: 2024, where: "QĐ 12/QĐ-CAX"}
disciplines: []
"""


def test_facts_keep_apart_what_nobody_said_and_what_is_none():
    facts, problems = load_facts(FACTS, {"chien-si-thi-dua-co-so"})
    assert problems == ()
    assert (facts.disciplines, facts.holds, facts.initiatives) == ((), None, None)
    assert [(r.year, r.where) for r in facts.ratings] == [(2023, "Hồ sơ thi đua"), (2024, "Hồ sơ thi đua")]
    assert facts.honours[0].where == "QĐ 12/QĐ-CAX"
    assert facts.recruited_on.where == "Lý lịch"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("person: an\n", ""), "law.facts-subject"),
        (("person: an\n", "person: an\nunit: lim-xanh\n"), "law.facts-subject"),
        (("where: Hồ sơ thi đua\n", ""), "rule.key-missing"),
        (("HTXSNV", "HTX"), "rule.choice-unknown"),
        (("chien-si-thi-dua-co-so", "chien-si-thi-dua"), "law.title-unknown"),
        (("year: 2024, ", ""), "law.years-missing"),
        (("disciplines", "disciplins"), "rule.key-unknown"),
        (("01/03/2010", "31/02/2010"), "rule.day-expected"),
    ],
)
def test_a_slip_in_facts_is_a_problem_and_no_facts(change: tuple[str, str], code: str):
    facts, problems = load_facts(FACTS.replace(*change), {"chien-si-thi-dua-co-so"})
    assert facts is None
    assert code in {p.code for p in problems}
