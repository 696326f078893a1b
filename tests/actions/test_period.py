"""Closing a period, opening it again, and what moved."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import FULL_WEEK, HERE, WEEK, World, at
from thidua.actions.figure import figure_correct
from thidua.actions.period import (
    period_close,
    period_freeze,
    period_moved,
    period_open,
    period_preview,
    period_reopen,
)
from thidua.actions.standing_input import gather, vault_folder
from thidua.core.figure import FigureValue
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store import vault
from thidua.store.models import AuditLine, Close, Figure, MovementPeriod, Target, TargetChange

LATER = date(2025, 4, 2)
MARCH = ("2025-W10", "2025-W11", "2025-W12", "2025-W13")


def close(world: World, period: str = WEEK.code, day: date = LATER, allow_incomplete: bool = False) -> Close:
    return period_close(
        by=world.see(world.dung),
        at=at(day),
        movement=world.movement,
        period=period,
        allow_incomplete=allow_incomplete,
    )


def march(world: World) -> Close:
    """Four closed weeks and the month made of them."""
    for week in MARCH:
        world.fill(week)
        if week != WEEK.code:
            factories.period(world.movement, week)
        close(world, week)
    factories.period(world.movement, "2025-03")
    return close(world, "2025-03")


def folder(close: Close) -> Path:
    return vault_folder() / close.bundle


def refusal(world: World, period: str = WEEK.code, day: date = LATER) -> Refused:
    with pytest.raises(Refused) as refused:
        close(world, period, day)
    return refused.value


def test_close_writes_the_standing_into_the_vault(world: World) -> None:
    world.fill()
    closed = close(world)
    rows = vault.read_standing(folder(closed))
    assert [(r.subject, r.place, r.total, r.class_code, r.complete) for r in rows] == [
        ("ca-xa-hoa-mo", 1, 100_000, "xuat-sac", True),
        ("ca-xa-lim-xanh", 2, 97_290, "xuat-sac", True),
    ]
    assert closed.bundle == "vi-an-ninh-to-quoc-2025/0001-2025-W10.v1"
    assert MovementPeriod.objects.get().state == "closed"


def test_close_leaves_one_audit_line(world: World) -> None:
    world.fill()
    closed = close(world)
    line = AuditLine.objects.get()
    assert (line.by, line.action, line.subject) == (
        "Phạm Tiến Dung",
        "period-close",
        "period:vi-an-ninh-to-quoc-2025/2025-W10",
    )
    assert line.sentence == f"Chốt tuần 10/2025 của Vì an ninh Tổ quốc năm 2025, mã {closed.manifest[:12]}."


def test_bundle_keeps_where_each_figure_came_from(world: World) -> None:
    world.fill()
    deed = factories.deed("d1", world.lim_xanh, world.clerk, buoi=3)
    deed.confirmed_by, deed.confirmed_at = world.an, at()
    deed.save()
    Figure.objects.filter(unit=world.lim_xanh, figure="buoi-tuyen-truyen").update(
        from_deeds=True, paper="Sổ tuyên truyền"
    )
    rows = {row["figure"]: row for row in vault.read_inputs(folder(close(world)), "ca-xa-lim-xanh")}
    assert sorted(rows) == sorted(FULL_WEEK)
    row = rows["buoi-tuyen-truyen"]
    assert (row["numerator"], row["denominator"], row["target"]) == (3000, 1000, 3000)
    assert (row["deeds"], row["recorded_by"], row["paper"]) == ("d1", "lan", "Sổ tuyên truyền")
    assert (rows["ho-so-dung-han"]["numerator"], rows["ho-so-dung-han"]["denominator"]) == (24_000, 31_000)


def test_working_of_a_subject_is_read_back_in_the_order_of_the_scheme(world: World) -> None:
    world.fill()
    lines = vault.read_lines(folder(close(world)), "ca-xa-lim-xanh")
    codes = [line["code"] for line in lines if line["kind"] == "group"]
    assert codes == ["van-dong", "phuc-vu", "xay-dung", "bao-cao", "thuong", "tru"]
    assert [line["points"] for line in lines if line["kind"] == "total"] == [97_290]


def test_preview_says_what_a_close_would_say(world: World) -> None:
    world.fill()
    standing = period_preview(world.movement, WEEK.code)
    assert dict(zip(standing.scored.subjects, standing.scored.total.tolist(), strict=True)) == {
        "ca-xa-hoa-mo": 100_000,
        "ca-xa-lim-xanh": 97_290,
    }
    assert not vault_folder().exists()


def test_same_inputs_and_moment_give_the_same_bytes(world: World, home: Path) -> None:
    world.fill()
    first = folder(close(world))
    content = {path.name: path.read_bytes() for path in first.iterdir()}
    Close.objects.all().delete()
    MovementPeriod.objects.update(state="open")
    vault_folder().rename(home / "elsewhere")
    again = folder(close(world))
    assert {path.name: path.read_bytes() for path in again.iterdir()} == content


def test_missing_figure_keeps_the_period_open(world: World) -> None:
    world.fill()
    Figure.objects.filter(unit=world.lim_xanh, figure="ho-so-dung-han").delete()
    refused = refusal(world)
    assert (refused.code, refused.values["count"]) == ("period.incomplete", "1")
    assert [fault.where.field for fault in refused.problems] == ["ca-xa-lim-xanh/ho-so-dung-han"]
    assert (MovementPeriod.objects.get().state, vault_folder().exists()) == ("open", False)


def test_incomplete_subject_is_named_in_the_manifest_and_gets_no_place(world: World) -> None:
    world.fill()
    Figure.objects.filter(unit=world.lim_xanh, figure="ho-so-dung-han").delete()
    closed = close(world, allow_incomplete=True)
    assert vault.read_manifest(folder(closed)).incomplete == ("ca-xa-lim-xanh",)
    rows = vault.read_standing(folder(closed))
    assert [(r.subject, r.place, r.total, r.class_code) for r in rows] == [
        ("ca-xa-hoa-mo", 1, 100_000, "xuat-sac"),
        ("ca-xa-lim-xanh", 0, 0, ""),
    ]


def test_period_is_closed_by_the_owner_only(world: World) -> None:
    world.fill()
    for who in (world.an, world.binh, world.chi):
        with pytest.raises(Refused) as refused:
            period_close(by=world.see(who), at=at(), movement=world.movement, period=WEEK.code)
        assert refused.value.code == "access.may-not-close"


def test_period_is_not_closed_before_its_last_day(world: World) -> None:
    world.fill()
    assert refusal(world, day=WEEK.end - timedelta(days=1)).code == "period.not-ended"
    close(world, day=WEEK.end)


def test_closed_period_is_not_closed_again(world: World) -> None:
    world.fill()
    close(world)
    assert refusal(world).code == "period.closed-already"


def test_close_is_not_dated_before_the_last_one(world: World) -> None:
    world.fill()
    close(world, day=LATER)
    world.fill("2025-W11")
    factories.period(world.movement, "2025-W11")
    assert refusal(world, "2025-W11", LATER - timedelta(days=1)).code == "period.back-dated"


def test_open_freeze_close(world: World) -> None:
    dung = world.see(world.dung)
    row = period_open(by=dung, at=at(), movement=world.movement, period="2025-W11")
    assert (row.state, row.first_day, row.last_day) == ("open", date(2025, 3, 10), date(2025, 3, 16))
    with pytest.raises(Refused) as twice:
        period_open(by=dung, at=at(), movement=world.movement, period="2025-W11")
    assert twice.value.code == "period.opened-already"
    assert period_freeze(by=dung, at=at(), movement=world.movement, period="2025-W11").state == "frozen"
    with pytest.raises(Refused) as frozen:
        period_freeze(by=dung, at=at(), movement=world.movement, period="2025-W11")
    assert frozen.value.code == "period.not-open"


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2025-W60", "period.unknown"),
        ("tuần 3", "period.unknown"),
        ("2025-Q1", "period.not-of-scheme"),
        ("2023-W10", "period.outside-movement"),
    ],
)
def test_period_that_cannot_be_opened(world: World, period: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        period_open(by=world.see(world.dung), at=at(), movement=world.movement, period=period)
    assert refused.value.code == code


def test_month_is_made_of_its_closed_weeks(world: World) -> None:
    month = march(world)
    manifest = vault.read_manifest(folder(month))
    assert [part.period for part in manifest.parts] == list(MARCH)
    assert [(r.subject, r.place, r.total, r.class_code) for r in vault.read_standing(folder(month))] == [
        ("ca-xa-hoa-mo", 1, 100_000, "xuat-sac"),
        ("ca-xa-lim-xanh", 2, 97_290, "xuat-sac"),
    ]


def test_month_waits_for_all_its_weeks(world: World) -> None:
    world.fill()
    close(world)
    factories.period(world.movement, "2025-03")
    refused = refusal(world, "2025-03")
    assert refused.code == "period.parts-open"
    assert [fault.values["period"] for fault in refused.problems] == list(MARCH[1:])


def test_weeks_before_the_movement_began_are_not_waited_for(world: World) -> None:
    world.movement.first_day = date(2025, 3, 24)
    world.movement.save()
    world.fill("2025-W13")
    factories.period(world.movement, "2025-W13")
    close(world, "2025-W13")
    factories.period(world.movement, "2025-03")
    assert [part.period for part in vault.read_manifest(folder(close(world, "2025-03"))).parts] == [
        "2025-W13"
    ]


def reopen_and_correct(world: World) -> None:
    dung, an = world.see(world.dung), world.see(world.an)
    period_reopen(by=dung, at=at(LATER, 9), movement=world.movement, period=WEEK.code, reason="Đếm sót hồ sơ")
    record = Figure.objects.get(unit=world.lim_xanh, figure="ho-so-dung-han", period=WEEK.code)
    figure_correct(
        by=an,
        at=at(LATER, 10),
        record=record,
        value=FigureValue(numerator=31_000, denominator=31_000),
        reason="Sổ tiếp dân ghi đủ 31 hồ sơ đúng hạn",
    )


def test_correction_after_reopening_makes_the_next_version_and_lists_what_moved(world: World) -> None:
    world.fill()
    first = close(world)
    reopen_and_correct(world)
    second = period_close(
        by=world.see(world.dung), at=at(LATER, 11), movement=world.movement, period=WEEK.code
    )
    assert (second.version, second.sequence, second.reason) == (2, 2, "Đếm sót hồ sơ")
    assert vault.read_manifest(folder(second)).previous == first.manifest
    moves = period_moved(world.movement, WEEK.code, 2)
    told = [
        (m.subject, (m.before.place, m.before.total), (m.after.place, m.after.total))
        for m in moves
        if m.before and m.after
    ]
    # Equal on points and on every tie-break: both stand first, flagged for people to decide.
    assert told == [
        ("ca-xa-hoa-mo", (1, 100_000), (1, 100_000)),
        ("ca-xa-lim-xanh", (2, 97_290), (1, 100_000)),
    ]
    assert period_moved(world.movement, WEEK.code, 1) == []


def test_reopening_a_week_reopens_the_month_made_of_it(world: World) -> None:
    march(world)
    reopened = period_reopen(
        by=world.see(world.dung), at=at(LATER, 9), movement=world.movement, period=WEEK.code, reason="Đếm sót"
    )
    assert [row.code for row in reopened] == ["2025-W10", "2025-03"]
    states = dict(MovementPeriod.objects.values_list("code", "state"))
    assert states == dict.fromkeys(MARCH, "closed") | {"2025-W10": "open", "2025-03": "open"}


def test_reopening_needs_a_reason_and_a_closed_period(world: World) -> None:
    dung = world.see(world.dung)
    for reason, code in (("  ", "period.reason-missing"), ("Đếm sót", "period.open-already")):
        with pytest.raises(Refused) as refused:
            period_reopen(by=dung, at=at(), movement=world.movement, period=WEEK.code, reason=reason)
        assert refused.value.code == code


def test_target_counts_as_its_annex_changed_it_by_the_end_of_the_period(world: World) -> None:
    world.fill()
    target = Target.objects.get(unit=world.lim_xanh, figure="buoi-tuyen-truyen")
    for day, after in ((date(2025, 3, 5), 6000), (date(2025, 3, 20), 1000)):
        TargetChange.objects.create(
            target=target,
            on=day,
            before=3000,
            after=after,
            reason="r",
            superior_signed_by="a",
            unit_signed_by="b",
        )
    rows = vault.read_inputs(folder(close(world)), "ca-xa-lim-xanh")
    assert [row["target"] for row in rows if row["figure"] == "buoi-tuyen-truyen"] == [6000]


def test_officers_are_scored_without_places(world: World) -> None:
    company = factories.unit("dai-doi-co-dong", "Đại đội Cảnh sát cơ động", "dai-doi", world.province)
    officers = factories.movement(
        "phan-loai-can-bo-2025", "Phân loại cán bộ", world.province, "e29-thang", []
    )
    officers.collectives.add(company)
    scheme = gather(officers, WEEK).scheme
    assert scheme.code == "e29-thang"
    hoa = factories.person("hoa", "Vàng Thị Hoa", company, Role.OFFICER)
    factories.figure("loai-tuan", hoa, world.dung, 1)
    factories.period(officers, WEEK.code)
    closed = period_close(by=world.see(world.dung), at=at(LATER), movement=officers, period=WEEK.code)
    rows = vault.read_standing(folder(closed))
    assert [(r.subject, r.group, r.place) for r in rows] == [("hoa", "dai-doi-co-dong", 0)]


def test_gathering_asks_the_same_number_of_questions_for_two_subjects_and_for_twenty(world: World) -> None:
    world.fill()

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            gather(world.movement, Period.parse(WEEK.code))
        return len(asked)

    before = questions()
    members = [factories.unit(f"xa-{n}", f"Xã {n}", under=world.province) for n in range(18)]
    more = factories.cluster("khoi-xa-2-2025", "Khối xã 2", members, world.province)
    world.movement.clusters.add(more)
    for member in members:
        factories.full_week(world.movement, member, world.clerk)
    assert questions() == before
    assert gather(world.movement, WEEK).given.subjects["subject"] == [
        *sorted(m.code for m in members), "ca-xa-hoa-mo", "ca-xa-lim-xanh",
    ]  # fmt: skip


def test_closed_at_is_written_in_vietnamese_time(world: World) -> None:
    world.fill()
    assert vault.read_manifest(folder(close(world))).closed_at == at(LATER).astimezone(HERE)
    assert (
        '"closed_at": "2025-04-02T08:00:00+07:00"'
        in (folder(Close.objects.get()) / "manifest.json").read_text()
    )
