"""The honour register: states, numbers, what is frozen, and all-or-nothing import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import World, at
from thidua.actions.award import (
    award_decide,
    award_import,
    award_import_file,
    award_present,
    award_record,
    award_revoke,
    award_submit,
)
from thidua.actions.award_published import award_proposals_load
from thidua.actions.directory import directory_load
from thidua.core.award import AwardRow, Category, State
from thidua.core.problem import Refused, Severity
from thidua.core.text import matches
from thidua.core.unit import Role
from thidua.rules.catalogue import unit_kinds
from thidua.store.models import AuditLine, Award, Post

LATER = at(date(2025, 12, 20))
DECIDED = date(2025, 12, 1)
ROW = AwardRow(
    "cstd-an-2025", "chien-si-thi-dua-co-so", Category.INDIVIDUAL, "an", 2025, "Giúp dân sau lũ",
    decision_number="12/QĐ-CAT", decided_on=DECIDED, decided_by="Giám đốc Công an tỉnh Minh Họa",
)  # fmt: skip
PROPOSAL = replace(ROW, state=State.PROPOSED, decision_number="", decided_on=None, decided_by="")


def faults(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.code for p in refused.value.problems if p.severity is Severity.ERROR]


def test_a_decided_award_keeps_name_unit_and_post_of_that_day(world: World) -> None:
    award = award_record(by=world.see(world.dung), at=LATER, row=ROW)
    Post.objects.filter(person=world.an).update(last_day=DECIDED)
    Post.objects.create(
        person=world.an, unit=world.hoa_mo, role=Role.HEAD, title="Trưởng phòng", first_day=date(2025, 12, 2)
    )
    award.refresh_from_db()
    assert (award.subject_name, award.subject_unit, award.subject_post) == (
        "Nguyễn Thị An", "Công an xã Lim Xanh", "Trưởng Công an xã",
    )  # fmt: skip
    assert (award.register_number, award.level, award.state) == (1, "unit", "decided")
    assert matches(award.search, "cstđ an lim xanh", unit_kinds().abbreviations)
    assert AuditLine.objects.get().sentence == (
        "Ghi Chiến sĩ thi đua cơ sở cho Nguyễn Thị An, năm 2025 (quyết định 12/QĐ-CAT, 01/12/2025)."
    )


def test_the_register_numbers_in_order_of_decision_and_goes_on_from_there(world: World) -> None:
    early = replace(ROW, code="cstd-binh", subject="binh", decided_on=date(2025, 11, 1))
    first = award_import(by=world.see(world.dung), at=LATER, rows=[ROW, early])
    assert [(a.code, a.register_number) for a in first] == [("cstd-an-2025", 2), ("cstd-binh", 1)]
    third = award_record(by=world.see(world.dung), at=LATER, row=replace(ROW, code="cstd-lan", subject="lan"))
    assert third.register_number == 3


def test_one_bad_row_and_nothing_is_recorded(world: World) -> None:
    rows = [
        ROW,
        replace(ROW, code="a", subject="khong-co"),
        replace(ROW, code="b", form="khong-co"),
        replace(ROW, code="c", decided_on=date(2026, 1, 1)),
        ROW,
    ]
    with pytest.raises(Refused) as refused:
        award_import(by=world.see(world.dung), at=LATER, rows=rows)
    assert faults(refused) == [
        "award.subject-unknown", "award.form-unknown", "award.future", "award.code-taken",
    ]  # fmt: skip
    assert not Award.objects.exists()


def test_chi_may_not_record_an_award_for_somebody_of_another_province(world: World) -> None:
    for who in (world.chi, world.clerk):
        with pytest.raises(Refused) as refused:
            award_record(by=world.see(who), at=LATER, row=ROW)
        assert faults(refused) == ["award.may-not-record"]


def test_proposed_submitted_decided_presented_are_four_states(world: World) -> None:
    dung = world.see(world.dung)
    award = award_record(by=dung, at=LATER, row=PROPOSAL)
    assert (award.state, award.register_number) == ("proposed", None)
    with pytest.raises(Refused) as refused:
        award_present(by=dung, at=LATER, award=award, presented_on=DECIDED)
    assert faults(refused) == ["award.state"]
    award_submit(by=dung, at=LATER, award=award)
    award_decide(
        by=dung, at=LATER, award=award, decision_number="12/QĐ-CAT", decided_on=DECIDED,
        decided_by="Giám đốc Công an tỉnh Minh Họa",
    )  # fmt: skip
    assert (award.state, award.register_number) == ("decided", 1)
    award_present(
        by=dung, at=LATER, award=award, presented_on=date(2025, 12, 19), presented_by="Phó Giám đốc"
    )
    award.refresh_from_db()
    assert (award.state, award.presented_by) == ("presented", "Phó Giám đốc")
    assert AuditLine.objects.filter(subject="award:cstd-an-2025").count() == 4


def test_a_decision_needs_number_and_name_and_is_not_in_the_future(world: World) -> None:
    award = award_record(by="Quản trị", at=LATER, row=PROPOSAL)
    with pytest.raises(Refused) as refused:
        award_decide(
            by="Quản trị",
            at=LATER,
            award=award,
            decision_number="",
            decided_on=date(2025, 12, 24),
            decided_by="",
        )
    assert faults(refused) == ["award.decision-missing", "award.decided-by-missing", "award.future"]
    award.refresh_from_db()
    assert award.state == "proposed"


def test_a_revoked_award_stays_in_the_register_with_its_reason(world: World) -> None:
    award = award_record(by="Quản trị", at=LATER, row=ROW)
    with pytest.raises(Refused) as refused:
        award_revoke(by="Quản trị", at=LATER, award=award, revoked_on=DECIDED, reason=" ")
    assert faults(refused) == ["award.revocation-reason"]
    award_revoke(by="Quản trị", at=LATER, award=award, revoked_on=DECIDED, reason="Kê khai sai thành tích")
    award.refresh_from_db()
    assert (award.register_number, award.state, award.decision_number) == (1, "revoked", "12/QĐ-CAT")
    with pytest.raises(Refused) as refused:
        award_present(by="Quản trị", at=LATER, award=award, presented_on=date(2025, 12, 19))
    assert faults(refused) == ["award.state"]


def test_a_model_is_named_and_belongs_to_its_unit(world: World) -> None:
    model = replace(
        ROW, code="mo-hinh-1", form="ghi-danh-dang-bo", category=Category.MODEL, subject=world.lim_xanh.code,
        name="Tiếng kẻng an ninh",
    )  # fmt: skip
    award = award_record(by="Quản trị", at=LATER, row=model)
    assert (award.subject_name, award.subject_unit, award.unit) == (
        "Tiếng kẻng an ninh", world.lim_xanh.name, world.lim_xanh,
    )  # fmt: skip


def test_awards_come_from_a_file_and_a_bad_line_stops_all(world: World) -> None:
    head = "Danh hiệu;Loại đối tượng;Đối tượng;Năm;Thành tích;Quyết định số;Ngày quyết định;Cấp quyết định\n"
    good = "Chiến sĩ tiên tiến;Cá nhân;an;2025;Hoàn thành tốt;7/QĐ;01/12/2025;Trưởng Công an xã\n"
    bad = "Giấy khen;Tập thể;khong-co;2025;Giúp dân;8/QĐ;01/12/2025;Trưởng Công an xã\n"
    with pytest.raises(Refused) as refused:
        award_import_file(
            by=world.see(world.dung), at=LATER, source=(head + good + bad).encode(), name="kt.csv"
        )
    assert faults(refused) == ["award.subject-unknown"]
    assert refused.value.problems[-1].where.line == 3
    assert not Award.objects.exists()
    made = award_import_file(by=world.see(world.dung), at=LATER, source=(head + good).encode(), name="kt.csv")
    assert [(a.form, a.subject_name, a.register_number) for a in made] == [
        ("chien-si-tien-tien", "Nguyễn Thị An", 1)
    ]


def test_the_published_proposals_of_2023_are_proposals_and_nothing_more(db: None) -> None:
    directory_load(by="Quản trị", at=LATER)
    assert award_proposals_load(by="Quản trị", at=LATER) == 7
    assert award_proposals_load(by="Quản trị", at=LATER) == 0
    rows = Award.objects.all()
    assert {row.state for row in rows} == {"proposed"}
    counts = [rows.filter(form=form).count() for form in (
        "co-thi-dua-chinh-phu", "co-thi-dua-bo-cong-an", "bang-khen-bo-cong-an",
    )]  # fmt: skip
    assert counts == [1, 3, 3]
    assert len({row.unit_id for row in rows}) == 7
    assert {row.register_number for row in rows} == {None}
