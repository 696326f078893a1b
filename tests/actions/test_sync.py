"""Records made without a line: nothing twice, nothing lost, nothing silently overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.actions.sent import CODE, KEYS, choose, number, sent, take
from tests.factories import WEEK, World, at, deed, figure
from tests.phone import SECRET, from_a_phone
from thidua.actions.figure import figure_correct
from thidua.actions.sync import Answer, Outcome, SentDeed
from thidua.actions.sync_photo import sync_photo
from thidua.actions.sync_resolve import conflict_resolve_deed, figure_now
from thidua.core.figure import FigureValue
from thidua.core.problem import Refused
from thidua.store import evidence
from thidua.store.models import (
    AuditLine,
    Deed,
    Evidence,
    Figure,
    MovementPeriod,
    Notice,
    SyncConflict,
    SyncRecord,
)


def stands(w: World) -> list[int]:
    """The values of the cell from the first to the one that stands."""
    return [row.numerator // 1000 for row in Figure.objects.filter(figure=CODE).order_by("pk")]


def codes(answer: Answer) -> list[str]:
    assert answer.refused is not None
    return [problem.code for problem in answer.refused.problems] or [answer.refused.code]


# --- Figures ----------------------------------------------------------------------------------------------


def test_a_first_value_and_a_correction_are_written(world: World) -> None:
    assert take(world, sent(world, 3)).outcome is Outcome.TAKEN
    assert take(world, sent(world, 4, base=3, reason="Đếm sót một buổi")).outcome is Outcome.TAKEN
    assert stands(world) == [3, 4]
    row = SyncRecord.objects.order_by("pk")[1]
    assert (row.made_at, row.received_at, row.figure) == (at(hour=6), at(), Figure.objects.latest("pk"))


def test_the_same_key_again_changes_nothing_and_is_answered_the_same(world: World) -> None:
    first = sent(world, 3)
    one, two = take(world, first), take(world, first)
    assert (one.outcome, two.outcome, two.known, one.record) == (
        Outcome.TAKEN,
        Outcome.TAKEN,
        True,
        two.record,
    )
    assert (Figure.objects.count(), SyncRecord.objects.count(), AuditLine.objects.count()) == (1, 1, 1)


def test_a_key_is_not_taken_over_by_other_content_or_another_person(world: World) -> None:
    first = sent(world, 3)
    take(world, first)
    assert codes(take(world, replace(first, value=number(5)))) == ["sync.key-used"]
    assert codes(take(world, first, by=world.binh)) == ["sync.key-used"]
    assert stands(world) == [3]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(world: World) -> None:
    figure(CODE, world.lim_xanh, world.binh, 7)
    answer = take(world, sent(world, 3))
    conflict = SyncConflict.objects.get()
    assert (answer.outcome, answer.conflict) == (Outcome.CONFLICT, conflict)
    assert stands(world) == [7]
    assert (conflict.why, conflict.found_figure) == ("changed", Figure.objects.get())
    assert conflict.record.sent["value"] == [1, 3000, 1000]
    told = {notice.to for notice in Notice.objects.filter(kind="sync-conflict", waiting=True)}
    assert told == {world.an, world.binh, world.clerk}
    assert "chờ người chọn" in AuditLine.objects.latest("pk").sentence


def test_the_same_value_from_two_devices_is_no_conflict(world: World) -> None:
    figure(CODE, world.lim_xanh, world.binh, 3)
    assert take(world, sent(world, 3)).outcome is Outcome.TAKEN
    assert stands(world) == [3]


def test_a_correction_without_a_reason_stays_on_the_device(world: World) -> None:
    figure(CODE, world.lim_xanh, world.binh, 7)
    answer = take(world, sent(world, 3, base=7))
    assert (answer.outcome, codes(answer)) == (Outcome.REFUSED, ["figure.recorded-already"])
    assert not SyncRecord.objects.exists()


def test_what_is_wrong_is_told_and_nothing_is_written(world: World) -> None:
    answer = take(world, replace(sent(world, 3), value=FigureValue(numerator=-1500)))
    assert codes(answer) == ["figure.not-whole", "figure.negative"]
    assert not Figure.objects.exists()
    assert not SyncRecord.objects.exists()


def test_a_period_that_was_shut_meanwhile_becomes_a_conflict_that_says_so(world: World) -> None:
    MovementPeriod.objects.update(state="frozen")
    answer = take(world, sent(world, 3))
    conflict = SyncConflict.objects.get()
    assert (answer.outcome, conflict.why) == (Outcome.CONFLICT, "shut")
    assert "khóa số liệu" in conflict.said
    assert not Figure.objects.exists()


def test_a_change_after_a_lost_answer_corrects_ones_own_record(world: World) -> None:
    first = sent(world, 3)
    take(world, first)  # the answer is lost on the way; the person changes 3 to 4 and sends again
    answer = take(world, sent(world, 4, after=(first.key,)))
    assert answer.outcome is Outcome.TAKEN
    assert stands(world) == [3, 4]
    assert Figure.objects.latest("pk").reason == "Sửa trên máy trước khi gửi xong"
    assert take(world, sent(world, 5, after=(first.key,))).outcome is Outcome.CONFLICT  # 4 was not seen


def test_strangers_and_the_office_of_the_province_send_nothing_for_the_commune(world: World) -> None:
    for who in (world.chi, world.dung):
        assert codes(take(world, sent(world, 3), by=who)) == ["access.may-not-record"]
    assert not SyncRecord.objects.exists()


# --- Choosing ---------------------------------------------------------------------------------------------


def conflicting(w: World) -> SyncConflict:
    figure(CODE, w.lim_xanh, w.binh, 7)
    take(w, sent(w, 3))
    return SyncConflict.objects.get()


def test_mine_corrects_with_a_reason_and_both_stay(world: World) -> None:
    conflict = conflicting(world)
    with pytest.raises(Refused) as refused:
        choose(world, conflict, "mine", reason=" ")
    assert refused.value.code == "sync.reason-missing"
    choose(world, conflict, "mine", reason="Sổ ghi 3 buổi")
    assert stands(world) == [7, 3]
    row = SyncConflict.objects.get()
    assert (row.choice, row.resolved_by, row.reason) == ("mine", world.an, "Sổ ghi 3 buổi")
    assert row.record.figure == Figure.objects.latest("pk")
    assert AuditLine.objects.latest("pk").sentence == (
        "Chọn bản ghi trên máy cho số liệu “Buổi tuyên truyền” kỳ 2025-W10 của Công an xã Lim Xanh."
        " Lý do: Sổ ghi 3 buổi"
    )


def test_theirs_leaves_what_stands_and_keeps_what_was_sent(world: World) -> None:
    choose(world, conflicting(world), "theirs")
    assert stands(world) == [7]
    assert SyncRecord.objects.get().sent["value"] == [1, 3000, 1000]


def test_a_third_value_may_be_right(world: World) -> None:
    conflict = conflicting(world)
    with pytest.raises(Refused) as missing:
        choose(world, conflict, "third", reason="Đếm lại")
    assert missing.value.code == "sync.third-missing"
    choose(world, conflict, "third", reason="Đếm lại", value=number(5))
    assert stands(world) == [7, 5]


def test_a_choice_is_made_once_and_by_the_units_own_people(world: World) -> None:
    conflict = conflicting(world)
    for who in (world.chi, world.dung):
        with pytest.raises(Refused) as stranger:
            choose(world, conflict, "theirs", by=who)
        assert stranger.value.code == "access.may-not-record"
    choose(world, conflict, "theirs")
    with pytest.raises(Refused) as twice:
        choose(world, conflict, "mine", reason="x")
    assert twice.value.code == "sync.resolved-already"


def test_a_choice_against_a_shut_period_waits_for_its_reopening(world: World) -> None:
    MovementPeriod.objects.update(state="closed")
    take(world, sent(world, 3))
    conflict = SyncConflict.objects.get()
    with pytest.raises(Refused) as shut:
        choose(world, conflict, "mine", reason="Gửi muộn vì mất mạng")
    assert [problem.code for problem in shut.value.problems] == ["figure.period-closed"]
    assert SyncConflict.objects.get().choice == ""
    MovementPeriod.objects.update(state="open")
    choose(world, conflict, "mine", reason="Gửi muộn vì mất mạng")
    assert stands(world) == [3]


# --- Deeds and photos -------------------------------------------------------------------------------------


def talk(w: World, **changed: object) -> SentDeed:
    made = SentDeed(
        key=next(KEYS),
        made_at=at(hour=6),
        unit=w.lim_xanh,
        kind="tuyen-truyen",
        on=WEEK.start,
        quantities={"buoi": 1000, "luot": 40_000},
        place="bản Nà Khoa",
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_a_deed_is_written_once_with_a_sentence_of_what_it_counts(world: World) -> None:
    record = talk(world)
    one, two = take(world, record), take(world, record)
    row = Deed.objects.get()
    assert row.summary == "Tuyên truyền: 1 buổi, 40 lượt – bản Nà Khoa"
    assert one.record is not None
    assert (one.record.deed, two.record, two.known) == (row, one.record, True)


def test_a_wrong_deed_stays_on_the_device_with_all_that_is_wrong(world: World) -> None:
    answer = take(world, talk(world, on=at().date() + timedelta(days=3), quantities={"buoi": 1500}))
    assert set(codes(answer)) == {"deed.in-the-future", "deed.quantity-not-whole", "deed.quantity-missing"}
    assert not Deed.objects.exists()


def returned(w: World) -> Deed:
    row = deed("viec-1", w.lim_xanh, w.clerk, buoi=1, luot=40)
    Deed.objects.filter(pk=row.pk).update(returned_reason="Thiếu số hộ")
    row.refresh_from_db()
    return row


def test_a_returned_deed_is_written_again_from_the_device(world: World) -> None:
    base = returned(world)
    take(world, talk(world, base=base, quantities={"buoi": 1000, "luot": 41_000}))
    again = Deed.objects.latest("pk")
    assert again.replaces == base
    assert SyncRecord.objects.get().kind == "deed-edit"


def test_a_deed_that_somebody_wrote_again_meanwhile_is_shown_side_by_side(world: World) -> None:
    base = returned(world)
    theirs = deed("viec-2", world.lim_xanh, world.binh, buoi=1, luot=50)
    Deed.objects.filter(pk=theirs.pk).update(replaces=base)
    answer = take(world, talk(world, base=base))
    conflict = SyncConflict.objects.get()
    assert (answer.outcome, conflict.why, conflict.found_deed) == (Outcome.CONFLICT, "answered", theirs)
    assert Deed.objects.count() == 2
    conflict_resolve_deed(
        by=world.see(world.an),
        at=at(),
        conflict=conflict,
        choice=SyncConflict.Choice.MINE,
        reason="Là buổi khác",
        quantities={"buoi": 1000, "luot": 39_000},
    )
    made = Deed.objects.latest("pk")
    assert (made.replaces, made.recorded_by) == (None, world.an)
    assert SyncRecord.objects.get().deed == made
    assert dict(made.quantities.values_list("quantity", "value")) == {"buoi": 1000, "luot": 39_000}


def test_photos_follow_their_deed_once_and_say_nothing_of_the_phone(world: World) -> None:
    record = take(world, talk(world)).record
    assert record is not None
    key = next(KEYS)
    for _ in range(2):
        sync_photo(
            by=world.see(world.clerk), at=at(), key=key, record=record, name="a.jpg", content=from_a_phone()
        )
    row = Evidence.objects.get()
    assert (row.deed, SyncRecord.objects.get(key=key).evidence) == (record.deed, row)
    assert SECRET not in evidence.content_of(row.sha256)


def test_photos_of_a_conflict_wait_on_the_device(world: World) -> None:
    base = returned(world)
    Deed.objects.filter(pk=base.pk).update(returned_reason="")
    record = take(world, talk(world, base=base)).record
    assert record is not None
    with pytest.raises(Refused) as waits:
        sync_photo(
            by=world.see(world.clerk),
            at=at(),
            key=next(KEYS),
            record=record,
            name="a.jpg",
            content=from_a_phone(),
        )
    assert waits.value.code == "sync.photo-waits"
    assert not Evidence.objects.exists()


def test_what_stands_now_is_shown_beside_what_was_found(world: World) -> None:
    conflict = conflicting(world)
    assert figure_now(conflict) == conflict.found_figure
    row = Figure.objects.get()
    figure_correct(by=world.see(world.an), at=at(), record=row, value=number(9), reason="Sửa")
    now = figure_now(conflict)
    assert now is not None
    assert now.numerator == 9000
