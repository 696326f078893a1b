"""The files of law: strict, complete, and honest about what nobody has read."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from thidua.core.award import FormKind
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
               "points", "devotion"}  # fmt: skip
    owners = {p.code.split(".")[0] for p in law_under(*law_overlays()).provisions}
    assert owners - general - families == set()
    assert {r.family for r in reasonings()} - families == set()


@pytest.mark.parametrize("kind", [FormKind.TITLE, FormKind.FORM])
def test_every_award_of_today_says_who_grants_it(kind: FormKind):
    today = [f for f in award_forms() if f.kind is kind and f.in_force(date(2025, 12, 1))]
    assert today
    assert all(form.authority for form in today)


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
