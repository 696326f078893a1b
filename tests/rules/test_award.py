from datetime import date
from importlib.resources import files

from thidua.core.award import AwardLevel, Category, form_on
from thidua.rules.award import load

PACKAGED = files("thidua.rules").joinpath("data/awards.yaml").read_text("utf-8")


def test_packaged_forms_load_and_say_what_was_not_checked():
    forms, problems = load(PACKAGED, "awards.yaml")
    assert problems == ()
    flag = form_on(forms, "co-thi-dua-chinh-phu", date(2025, 1, 1))
    assert (flag.level, flag.verified) == (AwardLevel.GOVERNMENT, False)
    soldier = form_on(forms, "chien-si-thi-dua-co-so", date(2025, 1, 1))
    assert (soldier.verified, soldier.categories) == (True, (Category.INDIVIDUAL,))


def test_a_form_before_its_first_day_is_not_in_force():
    forms, _ = load(PACKAGED)
    assert form_on(forms, "ky-niem-chuong-bao-ve-an-ninh-to-quoc", date(2025, 4, 27)) is None
    assert form_on(forms, "bang-khen-bo-cong-an", date(2023, 12, 31)).mark == "U"
    assert form_on(forms, "bang-khen-bo-cong-an", date(2024, 1, 1)).mark == "A"


def test_overlapping_regimes_and_a_missing_article_are_reported_with_their_line():
    text = """title: x
law: y
forms:
  a:
    - {title: A, kind: title, level: unit, categories: [individual], authority: B, clause: C, mark: A,
       first_day: 01/01/2024}
    - {title: A, kind: title, level: unit, categories: [cat], authority: B, mark: Z, first_day: 01/06/2024}
"""
    forms, problems = load(text, "x.yaml")
    assert forms is None
    assert [(p.code, p.where.line) for p in problems] == [
        ("rule.choice-unknown", 7),
        ("rule.clause-missing", 7),
        ("award.mark-unknown", 7),
        ("award.regimes-overlap", 4),
    ]
