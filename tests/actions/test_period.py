"""Closing a period, opening it again, and what moved."""

from __future__ import annotations

from tests import factories
from tests.factories import World, at
from thidua.actions.period import (
    period_close,
)
from thidua.store import vault
from thidua.store.models import AuditLine, Close, MovementPeriod

FULL_WEEK = {
    "buoi-tuyen-truyen": (3, None),
    "dien-dan-lang-nghe": (1, None),
    "mo-hinh-xac-nhan": (9, 10),
    "ho-so-dung-han": (31, 31),
    "phan-anh-tra-loi-dung-han": (4, 4),
    "ngay-cong-giup-dan": (8, None),
    "dieu-lenh-dat": (10, 10),
    "tap-huan": (2, 2),
    "bao-cao-dung-han": (1, None),
    "mo-hinh-duoc-nhan-rong": (0, None),
    "phan-anh-dung-ve-thai-do": (0, None),
    "so-lieu-sai-khi-kiem-tra": (0, None),
}
TARGETS = {"buoi-tuyen-truyen": 3, "dien-dan-lang-nghe": 1, "ngay-cong-giup-dan": 8}


def fill(world: World, week: str = "2025-W10") -> None:
    """A complete week: Lim Xanh answered 24 of 31 dossiers in time, Hoa Mơ all of them."""
    for unit in (world.lim_xanh, world.hoa_mo):
        for code, (numerator, denominator) in FULL_WEEK.items():
            late = 7 if unit == world.lim_xanh and code == "ho-so-dung-han" else 0
            factories.figure(code, unit, world.clerk, numerator - late, denominator, week)
        for code, value in TARGETS.items():
            factories.target(world.movement, unit, code, value, period_code=week)


def close(world: World, period: str = "2025-W10", **more: object) -> Close:
    return period_close(
        by=world.see(world.dung), at=at(), movement=world.movement, period=period, **more  # type: ignore[arg-type]
    )


def test_close_writes_the_standing_into_the_vault(world: World) -> None:
    fill(world)
    closed = close(world)
    folder = world_vault() / closed.bundle
    rows = vault.read_standing(folder)
    assert [(r.subject, r.place, r.total, r.class_code, r.complete) for r in rows] == [
        ("ca-xa-hoa-mo", 1, 100_000, "xuat-sac", True),
        ("ca-xa-lim-xanh", 2, 97_290, "xuat-sac", True),
    ]
    assert closed.bundle == "vi-an-ninh-to-quoc-2025/0001-2025-W10.v1"
    assert MovementPeriod.objects.get().state == "closed"
    last = AuditLine.objects.first()
    assert last is not None
    assert last.sentence == (
        f"Chốt kỳ 2025-W10 của Vì an ninh Tổ quốc năm 2025, mã {closed.manifest[:12]}."
    )


def world_vault():
    from thidua.actions.standing_input import vault_folder

    return vault_folder()
