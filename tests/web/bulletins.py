"""February of the cast, closed, and its bulletins: what the tests of bulletins share."""

from __future__ import annotations

import io

import docx
from django.test import Client
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, at, period, person
from thidua.actions.bulletin import bulletin_advance, bulletin_draw
from thidua.actions.period import period_close
from thidua.core.bulletin import Check, Stage
from thidua.core.unit import Role
from thidua.store.access import viewer_of
from thidua.store.models import (
    Bulletin,
    Person,
)

FEBRUARY = ("2025-W06", "2025-W07", "2025-W08", "2025-W09")
MONTH = "2025-02"
SHARE = "96/124 (77,42\N{NO-BREAK SPACE}%)"  # 24 of 31 dossiers in time, four weeks


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def close(world: World, code: str) -> None:
    period_close(by=world.see(world.dung), at=at(), movement=world.movement, period=code)


def february(world: World, settings) -> World:
    """February closed; today is the Monday after the week that An works in."""
    settings.DEMO_DAY = DAY
    world.week.delete()
    for week in FEBRUARY:
        period(world.movement, week)
        world.fill(week)
        close(world, week)
    period(world.movement, MONTH)
    close(world, MONTH)
    person("giang", "Vàng Thị Giang", world.province, Role.EDITOR, "Trưởng Ban Biên tập")
    return world


def editor() -> object:
    return viewer_of(Person.objects.get(code="giang"), DAY)


def draft(world: World, of: object = None) -> Bulletin:
    by = world.see(world.dung) if of == world.province else world.see(world.an)
    return bulletin_draw(by=by, at=at(), unit=of or world.lim_xanh, month=MONTH)


def forward(world: World, row: Bulletin, to: Stage) -> Bulletin:
    an = world.see(world.an)
    for stage, by in (
        (Stage.APPROVED, an), (Stage.INSIDE, an), (Stage.CLEARED, editor()), (Stage.OUTSIDE, editor()),
    ):  # fmt: skip
        bulletin_advance(by=by, at=at(hour=9), bulletin=row, stage=stage, checks=list(Check))
        row.refresh_from_db()
        if stage is to:
            break
    return row


def page(client: Client, name: str, row: Bulletin, *more: str) -> str:
    answer = client.get(reverse(name, args=[row.unit.code, row.period, *more]))
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(answer) -> str:
    word = docx.Document(io.BytesIO(answer.content))
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    return "\n".join([*cells, *(p.text for p in word.paragraphs)])
