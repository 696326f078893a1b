"""The whole demonstration, step by step, into an empty database and vault."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

from django.db import connection, transaction

from thidua.actions.demo.access import ADMINISTRATOR, administrator_make, delegation_make
from thidua.actions.demo.advice import advice_record
from thidua.actions.demo.bulletins import bulletins_make
from thidua.actions.demo.cluster import cluster_make
from thidua.actions.demo.council import council_make
from thidua.actions.demo.directory import PASSWORD, SET_UP, directory_make
from thidua.actions.demo.entry import entry_make
from thidua.actions.demo.honours import honours_record, last_close, standing_of
from thidua.actions.demo.january import january_open
from thidua.actions.demo.meetings import minutes_make
from thidua.actions.demo.merger import merger_prepare
from thidua.actions.demo.month import months_live
from thidua.actions.demo.outage import outage_end
from thidua.actions.demo.own import own_make
from thidua.actions.demo.papers import CLASS_MOVEMENT, MOVEMENT
from thidua.actions.demo.printing import printing_prepare
from thidua.actions.demo.promises import promises_make
from thidua.actions.demo.report import Proposal, Report, ReportGroup, ReportRow
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.season import season_make
from thidua.actions.demo.units import PROVINCE
from thidua.actions.demo.villages import villages_make
from thidua.actions.demo.wall import screen_hang
from thidua.actions.demo.world import World
from thidua.actions.demo.year import year_live
from thidua.actions.published import published_load
from thidua.actions.standing_input import scheme_of, vault_folder
from thidua.core.period import PeriodKind
from thidua.core.standing import StandingRow
from thidua.store import vault
from thidua.store.models import Close

_AFTER_THE_YEAR = (
    ("honours", honours_record),
    ("next", january_open),
    ("month", months_live),
    ("merger", merger_prepare),
    ("season", season_make),
    ("advice", advice_record),
    ("villages", villages_make),
    ("cluster", cluster_make),
    ("council", council_make),
)
Tell = Callable[[str, int, int], None]  # step, done, total


def demo_load(*, world: World, tell: Tell) -> Report:
    """Build the world and live its year; the database must be empty and the home marked as a demonstration."""
    with transaction.atomic():
        directory_make(world, tell)
        administrator_make()
        published_load(by="Người dựng bản trình diễn", at=SET_UP)
    rows = Rows.of(world)
    with transaction.atomic():
        promises_make(rows, tell)
    year_live(rows, tell)
    with transaction.atomic():
        minutes_make(rows, world.weeks[-1].end)
        screen_hang(rows)
        own_make(rows)
    for step, work in _AFTER_THE_YEAR:
        tell(step, 0, 1)
        with transaction.atomic():
            work(rows)
        tell(step, 1, 1)
    with transaction.atomic():
        bulletins_make(rows)
        entry_make(rows)
        printing_prepare(rows)
    delegation_make()
    with transaction.atomic():
        outage_end(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # without statistics the database plans some pages badly
    return demo_report(rows)


def demo_report(rows: Rows) -> Report:
    """What the command prints at the end."""
    close, officers = last_close(MOVEMENT), last_close(CLASS_MOVEMENT)
    scheme, _ = scheme_of(officers.period.movement, officers.period.last_day)
    counts = Counter(row.class_code for row in standing_of(officers) if row.class_code)
    people = {person.account: person for person in rows.world.people if person.account}
    return Report(
        period=close.period.code,
        groups=_groups(close),
        officers_title=officers.period.movement.title,
        officer_classes=tuple(
            (name.title, counts[name.code]) for name in scheme.classes if counts[name.code]
        ),
        proposals=_proposals(),
        heads=tuple(_head(movement) for movement in (MOVEMENT, CLASS_MOVEMENT)),
        password=PASSWORD,
        accounts=(
            *(
                (username, person.name, f"{person.post.title}, {rows.units[person.post.unit].name}")
                for username, person in sorted(people.items())
            ),
            (ADMINISTRATOR[0], ADMINISTRATOR[1], f"{ADMINISTRATOR[3]}, {rows.units[PROVINCE].name}"),
        ),
    )


def _groups(close: Close) -> tuple[ReportGroup, ...]:
    scheme, _ = scheme_of(close.period.movement, close.period.last_day)
    titles = {name.code: name.title for name in scheme.classes}
    names = _subjects(close)
    groups: dict[str, list[StandingRow]] = {}
    for row in standing_of(close):
        groups.setdefault(row.group, []).append(row)
    return tuple(
        ReportGroup(
            names[members[0].subject][1],
            tuple(
                ReportRow(
                    names[row.subject][0],
                    row.place,
                    row.tied,
                    row.total,
                    row.complete,
                    titles.get(row.class_code, ""),
                )
                for row in sorted(members, key=lambda row: (row.place == 0, row.place, row.subject))
            ),
        )
        for _, members in sorted(groups.items())
    )


def _subjects(close: Close) -> dict[str, tuple[str, str]]:
    """Subject → (name, name of its group), as kept in the bundle."""
    rows = vault.read_subjects(vault_folder() / close.bundle)
    return {row["subject"]: (row["name"], row["group_name"]) for row in rows}


def _proposals() -> tuple[Proposal, ...]:
    """The distinctions proposed by the last closed week; people decide."""
    weeks = Close.objects.filter(period__movement__code=MOVEMENT, period__kind=PeriodKind.WEEK)
    close = weeks.select_related("period__movement").order_by("-period__last_day", "-version")[0]
    scheme, _ = scheme_of(close.period.movement, close.period.last_day)
    titles = {given.code: given.title for given in scheme.distinctions}
    names = _subjects(close)
    text = (vault_folder() / close.bundle / "proposals.json").read_text(encoding="utf-8")
    return tuple(
        Proposal(
            f"{titles[given['distinction']]} {close.period.code}",
            names[given["subjects"][0]][1],
            tuple(names[subject][0] for subject in given["subjects"]),
        )
        for given in json.loads(text)["distinctions"]
        if given["subjects"]
    )


def _head(movement: str) -> tuple[str, int, str]:
    head = vault.read_head(vault_folder() / movement)
    return movement, head.sequence, head.manifest
