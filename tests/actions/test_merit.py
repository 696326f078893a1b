"""Records of merit: written once, corrected by another, never about oneself; one achievement, one award."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from tests.factories import START, World, at, decision, person, unit
from thidua.actions.eligibility import facts_of
from thidua.actions.merit import TABLES, merit_add, merit_correct, merit_void, ratings_add, shaken
from thidua.core.law.facts import Rating
from thidua.core.merit import FIELDS, MeritKind, check_merit
from thidua.core.problem import Refused
from thidua.core.unit import Carry, Role
from thidua.office.merit import KINDS, choice_title, field_title
from thidua.store import access
from thidua.store.models import (
    Achievement,
    AchievementUse,
    AuditLine,
    Award,
    Notice,
    UnitSuccession,
    YearRating,
)

pytestmark = pytest.mark.django_db
NOW = at(date(2025, 12, 8))
PAPER = "Thông báo 12/TB-CAX"


def add(world: World, what: str, who: Any, **values: Any) -> Any:
    return merit_add(
        by=world.see(world.dung), at=NOW, kind=MeritKind(what), subject=who, values=values, paper=PAPER,
        paper_on=date(2025, 12, 1),
    )  # fmt: skip


def told(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.code for p in refused.value.problems] or [refused.value.code]


def test_every_kind_has_a_table_words_and_a_column_for_each_thing_it_says() -> None:
    assert set(TABLES) == set(FIELDS) == set(MeritKind) == {MeritKind(code) for code in KINDS}
    for kind, fields in FIELDS.items():
        columns = {column.name for column in TABLES[kind]._meta.get_fields()}
        assert {field.name for field in fields} <= columns, kind
        for field in fields:
            assert field_title(field.name) != field.name
            assert [code for code in field.choices if code != "form" and choice_title(code) == code] == []


def test_everything_wrong_with_a_record_is_said_at_once() -> None:
    found = check_merit(
        MeritKind.ACHIEVEMENT,
        {"title": "", "first_day": date(2025, 5, 2), "last_day": date(2025, 5, 1), "commendation": "khen"},
        " ",
        date(2025, 12, 8),
    )
    assert [(p.code, p.where.field) for p in found] == [
        ("merit.paper-missing", "paper"), ("merit.missing", "title"), ("merit.choice", "commendation"),
        ("merit.days-in-order", "last_day"),
    ]  # fmt: skip


def test_nobody_records_about_herself_and_a_clerk_records_about_nobody(world: World) -> None:
    for who, subject, code in (
        (world.an, world.an, "merit.not-of-yourself"),
        (world.clerk, world.an, "merit.may-not"),
        (world.chi, world.an, "merit.may-not"),
    ):
        with pytest.raises(Refused) as refused:
            merit_add(
                by=world.see(who), at=NOW, kind=MeritKind.RATING, subject=subject,
                values={"year": 2025, "rating": "HTTNV"}, paper=PAPER,
            )  # fmt: skip
        assert refused.value.code == code
    assert not YearRating.objects.exists()


def test_records_are_read_by_who_keeps_them_and_by_oneself(world: World) -> None:
    assert access.merit_person_for(world.see(world.dung), "an") == world.an
    assert access.merit_person_for(world.see(world.an), "lan") == world.clerk
    assert access.merit_person_for(world.see(world.clerk), "lan") == world.clerk
    for stranger in (world.chi, world.clerk):
        with pytest.raises(Http404):
            access.merit_person_for(world.see(stranger), "an")


def test_a_correction_replaces_and_both_stay(world: World) -> None:
    first = add(world, "rating", world.binh, year=2025, rating="HTXSNV")
    again = merit_correct(
        by=world.see(world.dung), at=NOW, record=first, values={"year": 2025, "rating": "HTTNV"},
        paper="Kết luận 3/KL", why="Rà soát lại",
    )  # fmt: skip
    assert list(YearRating.objects.holding()) == [again]
    assert YearRating.objects.count() == 2
    assert AuditLine.objects.get(action="merit-rating", sentence__startswith="Sửa").sentence == (
        "Sửa xếp loại năm của Trần Văn Bình: năm 2025: Hoàn thành xuất sắc nhiệm vụ → năm 2025: "
        "Hoàn thành tốt nhiệm vụ. Lý do: Rà soát lại."
    )
    with pytest.raises(Refused) as refused:
        merit_correct(
            by=world.see(world.dung), at=NOW, record=first, values={"year": 2025, "rating": "HTNV"},
            paper=PAPER, why="Lần nữa",
        )  # fmt: skip
    assert refused.value.code == "merit.replaced"


def test_a_worse_rating_tells_who_decides_and_touches_no_award(world: World) -> None:
    first = add(world, "rating", world.binh, year=2024, rating="HTXSNV")
    award = Award.objects.create(
        code="cstd-binh", form="chien-si-thi-dua-co-so", level="unit", category="individual", state="decided",
        person=world.binh, subject_name=world.binh.name, search="binh", reason="Giúp dân", year=2024,
        decision=decision(), register_number=1,
    )  # fmt: skip
    merit_correct(
        by=world.see(world.dung), at=NOW, record=first, values={"year": 2024, "rating": "HTNV"},
        paper="Kết luận 3/KL", why="Rà soát lại",
    )  # fmt: skip
    assert shaken(world.binh, 2024) == [award]
    assert {notice.to for notice in Notice.objects.filter(kind="merit-shaken")} == {world.an}
    award.refresh_from_db()
    assert award.state == "decided"


def test_the_log_says_of_a_discipline_only_that_it_was_written(world: World) -> None:
    add(world, "discipline", world.binh, level="canh-cao", decided_on=date(2025, 6, 1))
    assert (
        AuditLine.objects.get(action="merit-discipline").sentence == "Ghi một dòng kỷ luật của Trần Văn Bình."
    )


def test_one_achievement_one_award(world: World) -> None:
    done = add(
        world, "achievement", world.binh, title="Bắt quả tang vụ trộm", first_day=date(2025, 5, 1),
        last_day=date(2025, 5, 2), commendation="dot-xuat",
    )  # fmt: skip
    made = [
        Award.objects.create(
            code=f"gk-{n}", form="giay-khen", level="unit", category="individual", state="proposed",
            person=world.binh, subject_name=world.binh.name, search="binh", reason="x", year=2025,
        )
        for n in (1, 2)
    ]  # fmt: skip
    AchievementUse.objects.create(achievement=done, award=made[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        AchievementUse.objects.create(achievement=done, award=made[1])
    with pytest.raises(Refused) as refused:
        merit_void(by=world.see(world.dung), at=NOW, record=done, why="Ghi nhầm")
    assert refused.value.code == "merit.used"


def test_void_leaves_the_record_to_be_read_and_counts_for_nothing(world: World) -> None:
    done = add(world, "initiative", world.binh, title="Sổ hẹn", year=2025, kind="sang-kien")
    merit_void(by=world.see(world.dung), at=NOW, record=done, why="Ghi nhầm người")
    facts = facts_of([world.binh], NOW.date(), 2025).people["binh"]
    assert facts.initiatives is None


def test_the_ratings_of_a_unit_are_written_together_and_the_same_again_is_nothing(world: World) -> None:
    dung = world.see(world.dung)
    given = {world.an: "HTXSNV", world.binh: "HTTNV", world.clerk: ""}
    assert len(ratings_add(by=dung, at=NOW, year=2025, ratings=given, paper=PAPER)) == 2
    with pytest.raises(Refused) as refused:
        ratings_add(by=dung, at=NOW, year=2025, ratings=given, paper=PAPER)
    assert refused.value.code == "merit.nobody"
    ratings_add(by=dung, at=NOW, year=2025, ratings={world.binh: "HTNV"}, paper="Kết luận 3/KL")
    assert YearRating.objects.holding().get(person=world.binh).rating == "HTNV"


# --- Facts ------------------------------------------------------------------------------------------------


def test_nothing_recorded_is_unknown_until_somebody_has_looked(world: World) -> None:
    before = facts_of([world.binh], NOW.date(), 2025).people["binh"]
    assert (before.disciplines, before.honours, before.absences) == (None, None, None)
    add(
        world, "review", world.province, until=date(2025, 12, 1),
        covers=("disciplines", "holds", "honours", "absences"), history_from=2020,
    )  # fmt: skip
    after = facts_of([world.binh], NOW.date(), 2025).people["binh"]
    assert (after.disciplines, after.honours, after.absences, after.initiatives) == ((), (), (), None)
    assert after.history_from == 2020
    stale = facts_of([world.binh], date(2026, 6, 1), 2026).people["binh"]
    assert stale.disciplines is None


def test_facts_say_where_they_stand_and_lead_there(world: World) -> None:
    row = add(world, "rating", world.binh, year=2025, rating="HTTNV")
    gathered = facts_of([world.binh], NOW.date(), 2025)
    (rating,) = gathered.people["binh"].ratings
    assert (rating.rating, rating.where) == (Rating.GOOD, "Thông báo 12/TB-CAX, 01/12/2025")
    assert gathered.links[rating.where] == f"person:binh#yearrating-{row.pk}"


def test_as_many_questions_for_one_as_for_many(world: World) -> None:
    many = [person(f"cs-{n}", f"Chiến sĩ {n}", world.lim_xanh, Role.OFFICER) for n in range(6)]
    for one in many:
        add(world, "rating", one, year=2025, rating="HTTNV")
        add(world, "initiative", one, title="Sổ hẹn", year=2025, kind="sang-kien")
    units = [world.lim_xanh, world.hoa_mo, world.province]

    def questions(subjects: list[Any]) -> int:
        with CaptureQueriesContext(connection) as asked:
            facts_of(subjects, NOW.date(), 2025)
        return len(asked)

    assert questions(many[:1]) == questions(many)
    assert questions(units[:1]) == questions(units)


def test_a_unit_knows_what_its_members_did_only_when_all_were_rated(world: World) -> None:
    dung = world.see(world.dung)
    some = {world.an: "HTXSNV", world.binh: "HTTNV"}
    ratings_add(by=dung, at=NOW, year=2025, ratings=some, paper=PAPER)
    (members,) = facts_of([world.lim_xanh], NOW.date(), 2025).units["ca-xa-lim-xanh"].members
    assert (members.total, members.done, members.base_titles) == (3, None, None)
    ratings_add(by=dung, at=NOW, year=2025, ratings={world.clerk: "KHTNV"}, paper=PAPER)
    (members,) = facts_of([world.lim_xanh], NOW.date(), 2025).units["ca-xa-lim-xanh"].members
    assert (members.total, members.done) == (3, 2)


@pytest.mark.parametrize(
    ("rules", "carry"),
    [({"eligibility": "inherit"}, Carry.INHERIT), ({"eligibility": "reset"}, None), ({}, None),
     ({"eligibility": "reset", "decisions": {"eligibility": "QĐ 5"}}, Carry.RESET)],
)  # fmt: skip
def test_what_a_unit_inherits_follows_the_declared_rule(
    world: World, rules: dict, carry: Carry | None
) -> None:
    old = unit(
        "lim-cu", "Công an xã Lim cũ", under=world.province, first_day=START, last_day=date(2025, 6, 30)
    )
    add(world, "rating", old, year=2024, rating="HTXSNV")
    row = UnitSuccession.objects.create(on=date(2025, 7, 1), kind="merge", paper="Nghị quyết 1", rules=rules)
    row.before.add(old)
    row.after.add(world.lim_xanh)
    facts = facts_of([world.lim_xanh], NOW.date(), 2025).units["ca-xa-lim-xanh"]
    assert [(h.unit, h.carry) for h in facts.heritages] == [("lim-cu", carry)]
    assert [(r.year, r.unit) for r in facts.ratings] == [(2024, "lim-cu")]


def test_what_an_achievement_was_used_for_is_told(world: World) -> None:
    done = add(
        world, "achievement", world.binh, title="Cứu người", first_day=date(2025, 5, 1),
        last_day=date(2025, 5, 1), commendation="dot-xuat",
    )  # fmt: skip
    award = Award.objects.create(
        code="gk-1", form="giay-khen", level="unit", category="individual", state="proposed", person=world.binh,
        subject_name=world.binh.name, search="binh", reason="x", year=2025,
    )  # fmt: skip
    AchievementUse.objects.create(achievement=done, award=award)
    (told_,) = facts_of([world.binh], NOW.date(), 2025).people["binh"].achievements or ()
    assert told_.used_for == ("gk-1",)
    assert Achievement.objects.count() == 1
