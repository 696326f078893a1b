"""A movement's chain of bundles to be attacked: how it is built, spoken of and forged."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests import factories
from tests.factories import World, at
from thidua.actions.period import period_close, period_reopen
from thidua.core.problem import Problem
from thidua.store import vault
from thidua.store.vault import Head
from thidua.store.vault.manifest import canonical

WEEKS = ("2025-W10", "2025-W11", "2025-W12", "2025-W13")
CODE = "vi-an-ninh-to-quoc-2025"
DAY = date(2025, 4, 2)


def build(world: World) -> None:
    """Four weeks, the month made of them, and a second version of both the first week and the month."""
    dung = world.see(world.dung)

    def close(period: str, day: date) -> None:
        period_close(by=dung, at=at(day), movement=world.movement, period=period)

    for number, week in enumerate(WEEKS):
        world.fill(week)
        if number:
            factories.period(world.movement, week)
        close(week, DAY + timedelta(days=number))
    factories.period(world.movement, "2025-03")
    close("2025-03", DAY + timedelta(days=4))
    period_reopen(by=dung, at=at(DAY), movement=world.movement, period="2025-W10", reason="Đếm sót")
    close("2025-W10", DAY + timedelta(days=5))
    close("2025-03", DAY + timedelta(days=6))


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(fault.code, fault.values.get("bundle", "")) for fault in problems]


def bundle(chain: Path, sequence: int) -> Path:
    return next(chain.glob(f"{sequence:04d}-*"))


def name(chain: Path, sequence: int) -> str:
    return f"{CODE}/{bundle(chain, sequence).name}"


def rewrite(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Forge a manifest consistently: its folder's name follows what it now says."""
    path = folder / "manifest.json"
    value = json.loads(path.read_bytes())
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n", encoding="utf-8")
    folder.rename(folder.parent / f"{value['sequence']:04d}-{value['period']}.v{value['version']}")


def forge(folder: Path, **fields: object) -> None:
    """The manifest with other fields, written as we write it, and chain.json made to fit."""
    path = folder / "manifest.json"
    path.write_bytes(canonical(json.loads(path.read_bytes()) | fields))
    last = vault.bundles(folder.parent)[-1]
    (folder.parent / "chain.json").write_bytes(Head(7, last.sha256).to_bytes())
