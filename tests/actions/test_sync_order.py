"""Two devices and the office meet in any order: nothing twice, nothing lost, nothing silently overwritten."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.actions.sent import CODE, KEYS, choose, number, sent, take
from tests.factories import WEEK, World, at, world
from thidua.actions.figure import figure_correct, figures_record
from thidua.actions.figure_known import FigureEntry
from thidua.actions.sync import Outcome, SentFigure, standing_of, value_of
from thidua.core.figure import FigureValue
from thidua.core.sync import said
from thidua.store.models import AuditLine, Figure, MovementPeriod, Notice, Person, SyncConflict, SyncRecord

STEP = st.tuples(
    st.sampled_from(["look", "type", "type", "send", "lose", "office", "shut", "choose"]),
    st.sampled_from(["lan", "binh"]),
    st.integers(0, 3),
)


@dataclass
class Device:
    """A device as it behaves: what it saw, and the one record of the cell that waits."""

    owner: Person
    seen: int | None = None
    waiting: SentFigure | None = None
    tried: bool = False
    delivered: list[SentFigure] = field(default_factory=list)

    def write(self, w: World, value: int) -> None:
        before = self.waiting
        if before is None:
            self.waiting = sent(w, value, self.seen, reason="Đếm lại trên máy")
        elif self.tried:  # a new key, which names the one that may have arrived
            self.waiting = replace(
                before, key=next(KEYS), value=number(value), after=(*before.after, before.key)
            )
        else:
            self.waiting = replace(before, value=number(value))
        self.tried = False

    def send(self, w: World, lost: bool = False) -> None:
        if self.waiting is None:
            return
        answer = take(w, self.waiting, by=self.owner)
        assert answer.outcome is not Outcome.REFUSED
        self.delivered.append(self.waiting)
        self.tried = True
        if not lost:
            self.waiting, self.tried = None, False


def run(w: World, steps: list[tuple[str, str, int]]) -> list[Device]:
    devices = {"lan": Device(w.clerk), "binh": Device(w.binh)}
    cell = FigureEntry(w.lim_xanh, CODE, WEEK.code, FigureValue())
    for step, name, value in steps:
        device = devices[name]
        if step == "look":
            row = standing_of(cell)
            device.seen = row.numerator // 1000 if row else None
        elif step == "type":
            device.write(w, value)
        elif step in ("send", "lose"):
            device.send(w, lost=step == "lose")
        elif step == "office":
            office(w, standing_of(cell), value)
        elif step == "shut":
            MovementPeriod.objects.update(state="frozen" if value % 2 else "open")
        else:
            decide(w, value)
    for device in devices.values():
        device.send(w)
    return list(devices.values())


def office(w: World, row: Figure | None, value: int) -> None:
    if MovementPeriod.objects.get().state != "open":
        return
    if row is None:
        entry = FigureEntry(w.lim_xanh, CODE, WEEK.code, number(value))
        figures_record(by=w.see(w.an), at=at(), entries=[entry])
    elif value_of(row) != number(value):
        figure_correct(by=w.see(w.an), at=at(), record=row, value=number(value), reason="Sửa tại đơn vị")


def decide(w: World, value: int) -> None:
    conflict = SyncConflict.objects.filter(choice="").first()
    if conflict is None or MovementPeriod.objects.get().state != "open":
        return
    choice = ["mine", "theirs", "third", "third"][value]
    choose(w, conflict, choice, reason="Xem lại sổ", value=number(value))


def held() -> tuple[object, ...]:
    """Everything that sending could change."""
    return (
        list(
            Figure.objects.order_by("pk").values_list("pk", "numerator", "replaces", "recorded_by", "reason")
        ),
        list(SyncRecord.objects.order_by("pk").values_list("pk", "key", "figure")),
        list(SyncConflict.objects.order_by("pk").values_list("pk", "choice", "record")),
        AuditLine.objects.count(),
        Notice.objects.count(),
    )


@pytest.fixture
def two_devices(db: None, home: object) -> World:
    return world()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=3, max_size=14), again=st.randoms(use_true_random=False))
def test_two_devices_and_the_office_lose_nothing_in_any_order(
    two_devices: World, steps: list[tuple[str, str, int]], again: object
) -> None:
    w = two_devices
    with transaction.atomic():
        devices = run(w, steps)
        values = {row.numerator // 1000 for row in Figure.objects.all()}
        kept = {
            record.key: record for record in SyncRecord.objects.select_related("figure__replaces", "person")
        }
        for device in devices:
            for record in device.delivered:
                row = kept[record.key]
                conflict = SyncConflict.objects.filter(record=row).first()
                assert tuple(row.sent["value"]) == said(record.value)
                assert conflict is not None or record.value.numerator // 1000 in values
                if conflict is None:
                    no_silent_overwriting(record, row, device)
        before = held()
        parcels = [(device.owner, record) for device in devices for record in device.delivered] * 2
        again.shuffle(parcels)  # type: ignore[attr-defined]
        for owner, record in parcels:
            assert take(w, record, by=owner).known
        assert held() == before
        transaction.set_rollback(True)
    assert not SyncRecord.objects.exists()


def no_silent_overwriting(record: SentFigure, row: SyncRecord, device: Device) -> None:
    """A record that was written replaced only what its device had seen, or the same person's earlier record."""
    assert row.figure is not None
    replaced = row.figure.replaces
    if (
        replaced is None
        or row.figure.recorded_by_id != device.owner.pk
        or value_of(row.figure) != record.value
    ):
        return
    seen = record.base is not None and said(value_of(replaced)) == said(record.base)
    own = SyncRecord.objects.filter(key__in=record.after, figure=replaced).exists()
    stood = (
        SyncRecord.objects.filter(figure=row.figure).exclude(pk=row.pk).exists()
    )  # it said the same already
    assert seen or own or stood
