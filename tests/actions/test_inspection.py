"""An inspection from its lot to the figure it feeds, and who reads it when."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from tests.factories import DAY, World, at, deed, figure, person
from thidua.actions.evidence import evidence_keep
from thidua.actions.figure import figure_correct, figure_record
from thidua.actions.inspection import (
    inspection_check,
    inspection_conclude,
    inspection_draw,
    inspection_give,
    inspection_reply,
)
from thidua.core.figure import FigureValue
from thidua.core.inspection import draw
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store import access
from thidua.store.models import Figure, Inspection, Notice, Person

pytestmark = pytest.mark.django_db
MONTH = "2025-03"
AFTER = date(2025, 3, 17)


@pytest.fixture
def mai(world: World) -> Person:
    world.fill()
    return person("mai", "Hoàng Thị Mai", world.province, Role.INSPECTOR, "Thanh tra")


def drawn(world: World, mai: Person, size: int = 6) -> Inspection:
    return inspection_draw(by=world.see(mai), at=at(), unit=world.province, month=MONTH, size=size)


def checked(world: World, mai: Person) -> Inspection:
    """All items right but the first of Lim Xanh, which is wrong."""
    row = drawn(world, mai)
    wrong = row.items.filter(unit=world.lim_xanh).order_by("place")[0]
    for item in row.items.all():
        found = {"found": "wrong", "should_be": "20/31"} if item == wrong else {"found": "right"}
        inspection_check(by=world.see(mai), at=at(), item=item, **found)
    return row


def given(world: World, mai: Person) -> Inspection:
    return inspection_give(by=world.see(mai), at=at(), inspection=checked(world, mai))


def test_the_sample_follows_from_the_printed_seed(world: World, mai: Person) -> None:
    row = drawn(world, mai)
    keys: dict[str, list[str]] = {}
    for held in Figure.objects.select_related("unit"):
        keys.setdefault(held.unit.code, []).append(f"{held.figure}|{held.period}")
    again = [(item.unit.code, f"{item.figure.figure}|{item.figure.period}") for item in row.items.all()]
    assert again == list(draw(keys, 6, row.seed))
    assert row.population == 24
    assert {unit for unit, _ in again} == {world.lim_xanh.code, world.hoa_mo.code}


def test_restricted_deeds_and_unconfirmed_ones_are_not_drawn(world: World, mai: Person) -> None:
    Figure.objects.all().delete()
    for code, privacy, confirmed in (
        ("a", "inside", True),
        ("b", "restricted", True),
        ("c", "inside", False),
    ):
        row = deed(f"viec-{code}", world.lim_xanh, world.clerk, buoi=1, luot=9)
        row.privacy = privacy
        if confirmed:
            row.confirmed_by, row.confirmed_at = world.an, at()
        row.save()
    assert [item.deed.code for item in drawn(world, mai).items.all()] == ["viec-a"]


@pytest.mark.parametrize("who", ["an", "dung", "chi"])
def test_only_an_inspector_draws(world: World, mai: Person, who: str) -> None:
    with pytest.raises(Refused, match=r"inspection\.may-not"):
        inspection_draw(by=world.see(getattr(world, who)), at=at(), unit=world.province, month=MONTH, size=3)


def test_a_sample_of_nothing_and_of_too_many_are_refused(world: World, mai: Person) -> None:
    with pytest.raises(Refused, match=r"inspection\.refused"):
        drawn(world, mai, 61)
    Figure.objects.all().delete()
    with pytest.raises(Refused, match=r"inspection\.nothing"):
        drawn(world, mai)


def test_a_finding_says_what_is_right_or_what_was_missing(world: World, mai: Person) -> None:
    item = drawn(world, mai).items.all()[0]
    for found, fields in (("wrong", ["should_be"]), ("no-evidence", ["note"]), ("", ["found"])):
        with pytest.raises(Refused) as refused:
            inspection_check(by=world.see(mai), at=at(), item=item, found=found)
        assert [p.where.field for p in refused.value.problems] == fields
    with pytest.raises(Refused, match=r"inspection\.not-yours"):
        inspection_check(by=world.see(world.dung), at=at(), item=item, found="right")


def test_nothing_is_given_while_something_is_unchecked(world: World, mai: Person) -> None:
    with pytest.raises(Refused, match=r"inspection\.unchecked"):
        inspection_give(by=world.see(mai), at=at(), inspection=drawn(world, mai))


def test_the_unit_reads_first_and_only_its_own_part_then_those_above(world: World, mai: Person) -> None:
    readers = (world.an, world.clerk, world.dung, world.chi)

    def seen(row: Inspection) -> dict[str, int]:
        return {
            who.code: access.inspection_items(world.see(who)).filter(inspection=row).count()
            for who in readers
        }

    row = checked(world, mai)
    assert seen(row) == {"an": 0, "lan": 0, "dung": 0, "chi": 0}
    inspection_give(by=world.see(mai), at=at(), inspection=row)
    assert seen(row) == {"an": 3, "lan": 3, "dung": 0, "chi": 0}
    assert Notice.objects.get(to=world.an, kind="inspection-given").waiting
    inspection_conclude(by=world.see(mai, AFTER), at=at(AFTER), inspection=row)
    assert seen(row) == {"an": 3, "lan": 3, "dung": 6, "chi": 0}


def test_the_unit_replies_within_three_working_days_and_is_waited_for(world: World, mai: Person) -> None:
    row = given(world, mai)
    assert row.reply_by == date(2025, 3, 13)
    with pytest.raises(Refused) as refused:
        inspection_conclude(by=world.see(mai), at=at(), inspection=row)
    assert (refused.value.code, refused.value.values["units"]) == (
        "inspection.reply-open",
        "Công an xã Lim Xanh",
    )
    item = row.items.get(found="wrong")
    with pytest.raises(Refused, match=r"access\.may-not-record"):
        inspection_reply(by=world.see(world.chi), at=at(), item=item, reply="x")
    with pytest.raises(Refused, match=r"inspection\.reply-over"):
        inspection_reply(by=world.see(world.clerk, AFTER), at=at(AFTER), item=item, reply="Muộn")
    inspection_reply(by=world.see(world.clerk), at=at(), item=item, reply="Đã xem lại sổ, đúng là sai")
    inspection_conclude(by=world.see(mai), at=at(), inspection=row)


def test_what_was_wrong_feeds_the_figure_and_the_unit_cannot_take_it_back(world: World, mai: Person) -> None:
    row = checked(world, mai)
    item = row.items.get(found="wrong")
    kept = evidence_keep(
        by=world.see(mai),
        at=at(),
        unit=item.unit,
        name="so.pdf",
        content=b"%PDF-1.4 x",
        media_type="application/pdf",
    )
    inspection_check(by=world.see(mai), at=at(), item=item, found="wrong", should_be="20/31", evidence=kept)
    with pytest.raises(Http404):
        access.evidence_for(world.see(world.an), kept.sha256)
    inspection_give(by=world.see(mai), at=at(), inspection=row)
    assert access.evidence_for(world.see(world.an), kept.sha256) == kept
    clerk = world.see(world.clerk, AFTER)
    figure_record(
        by=clerk, at=at(AFTER), subject=world.lim_xanh, figure="so-lieu-sai-khi-kiem-tra", period="2025-W12",
        value=FigureValue(numerator=0),
    )  # fmt: skip
    inspection_conclude(by=world.see(mai, AFTER), at=at(AFTER), inspection=row)
    held = Figure.objects.get(figure="so-lieu-sai-khi-kiem-tra", period="2025-W12", replaced_by=None)
    assert (held.unit, held.numerator, held.inspection, list(held.evidence.all())) == (
        world.lim_xanh, 1_000, row, [kept],
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        figure_correct(
            by=clerk, at=at(AFTER), record=held, value=FigureValue(numerator=0), reason="Không sai"
        )
    assert [p.code for p in refused.value.problems] == ["figure.from-inspection"]


def test_a_concluded_inspection_is_closed(world: World, mai: Person) -> None:
    row = given(world, mai)
    inspection_conclude(by=world.see(mai, AFTER), at=at(AFTER), inspection=row)
    for action in (inspection_give, inspection_conclude):
        with pytest.raises(Refused, match=r"inspection\.concluded"):
            action(by=world.see(mai, AFTER), at=at(AFTER), inspection=row)


def test_a_second_draw_of_the_month_stands_beside_the_first(world: World, mai: Person) -> None:
    figure("tap-huan", world.team, world.clerk, 1, 1)
    first, second = drawn(world, mai), drawn(world, mai)
    assert (first.code, second.code) == ("kt-2025-03-1", "kt-2025-03-2")
    assert second.population == 25
    assert second.drawn_at.date() == DAY
