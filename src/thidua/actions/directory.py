"""Loads a whole directory: areas, units, successions, office-holders, clusters and directives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from thidua.actions.area import area_add, area_search, area_succeed
from thidua.actions.audit import note
from thidua.actions.person import person_add, post_add
from thidua.actions.succession.items import open_items
from thidua.actions.succession.record import succession_record
from thidua.actions.succession.succeed import unit_succeed
from thidua.actions.unit import Keeper, NewUnit, unit_add, unit_link, unit_search
from thidua.core.text import fold
from thidua.rules.directory import Directory, SuccessionEntry, packaged
from thidua.store.models import (
    Area,
    AreaSuccession,
    Clause,
    Cluster,
    ClusterMember,
    Directive,
    Person,
    Post,
    Unit,
    UnitLink,
    UnitSuccession,
)

__all__ = [
    "Loaded", "NewUnit", "area_add", "area_succeed", "directory_load", "open_items", "person_add", "post_add",
    "unit_add", "unit_link", "unit_succeed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new; all zero when everything was there already."""

    areas: int
    units: int
    people: int
    clusters: int
    directives: int


@transaction.atomic
def directory_load(
    *,
    by: Keeper,
    at: datetime,
    directory: Directory | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Loaded:
    """Bring in a directory, by default the packaged published one. What is there already stays as it is."""
    source = directory or packaged()
    new: list[int] = []
    for step in (_areas, _units, _people, _clusters, _directives):
        progress(len(new), 5)
        new.append(step(source))
    loaded = Loaded(*new)
    sentence = (
        f"Nạp danh bạ: {loaded.areas} địa bàn, {loaded.units} đơn vị, {loaded.people} người giữ chức vụ,"
        f" {loaded.clusters} cụm thi đua, {loaded.directives} văn bản mới."
    )
    note(by=by, at=at, action="directory-load", subject="directory", sentence=sentence)
    return loaded


def _missing(model: type[models.Model], codes: Iterable[str]) -> set[str]:
    """Codes that have no row yet."""
    wanted = set(codes)
    return wanted - set(model.objects.filter(code__in=wanted).values_list("code", flat=True))


def _ids(model: type[models.Model]) -> Mapping[str, Any]:
    return dict(model.objects.values_list("code", "pk"))


def _areas(source: Directory) -> int:
    new = _missing(Area, (entry.area.code for entry in source.areas))
    waiting = [entry for entry in source.areas if entry.area.code in new]
    ids = dict(_ids(Area))
    while waiting:  # parents first; the reader has refused cycles
        ready = [entry for entry in waiting if not entry.area.parent or entry.area.parent in ids]
        Area.objects.bulk_create(
            Area(
                code=entry.area.code,
                kind=entry.area.kind,
                name=entry.area.name,
                search=area_search(entry.area.name),
                parent_id=ids.get(entry.area.parent),
                first_day=entry.area.first_day,
                last_day=entry.area.last_day,
                note=entry.note,
            )
            for entry in ready
        )
        ids = dict(_ids(Area))
        waiting = [entry for entry in waiting if entry not in ready]
    _successions(AreaSuccession, Area, source.area_successions)
    return len(new)


def _units(source: Directory) -> int:
    new = _missing(Unit, (entry.unit.code for entry in source.units))
    places = _ids(Area)
    Unit.objects.bulk_create(
        Unit(
            code=entry.unit.code,
            kind=entry.unit.kind,
            name=entry.unit.name,
            short_name=entry.short_name,
            search=unit_search(entry.unit.name, entry.short_name, entry.unit.kind),
            area_id=places.get(entry.area),
            first_day=entry.unit.first_day,
            last_day=entry.unit.last_day,
        )
        for entry in source.units
        if entry.unit.code in new
    )
    ids = _ids(Unit)
    there = set(UnitLink.objects.values_list("child_id", "parent_id", "kind", "first_day"))
    UnitLink.objects.bulk_create(
        UnitLink(
            child_id=ids[link.child],
            parent_id=ids[link.parent],
            kind=link.kind,
            first_day=link.first_day,
            last_day=link.last_day,
        )
        for link in source.links
        if (ids[link.child], ids[link.parent], link.kind.value, link.first_day) not in there
    )
    _successions(UnitSuccession, Unit, source.unit_successions)
    return len(new)


def _successions(rows: Any, members: Any, entries: Iterable[SuccessionEntry]) -> None:
    for entry in entries:
        step = entry.succession
        if not rows.objects.filter(on=step.on, kind=step.kind, before__code=step.before[0]).exists():
            succession_record(rows, members, step, entry.note)


def _people(source: Directory) -> int:
    entries = source.people
    new = _missing(Person, (entry.code for entry in entries))
    Person.objects.bulk_create(
        Person(code=entry.code, name=entry.name, search=fold(entry.name), rank=entry.rank)
        for entry in entries
        if entry.code in new
    )
    people, units = _ids(Person), _ids(Unit)
    for entry in entries:
        for post in entry.posts:
            Post.objects.get_or_create(
                person_id=people[entry.code],
                unit_id=units[post.unit],
                title=post.title,
                first_day=post.first_day,
                defaults={"role": post.role, "last_day": post.last_day},
            )
    return len(new)


def _clusters(source: Directory) -> int:
    new = _missing(Cluster, (entry.code for entry in source.clusters))
    units = _ids(Unit)
    for entry in source.clusters:
        if entry.code in new:
            row = Cluster.objects.create(
                code=entry.code,
                title=entry.title,
                owner_id=units.get(entry.owner),
                source=entry.source,
                first_day=entry.first_day,
                last_day=entry.last_day,
            )
            ClusterMember.objects.bulk_create(
                ClusterMember(
                    cluster=row,
                    unit_id=units[code],
                    role=role,
                    first_day=entry.first_day,
                    last_day=entry.last_day,
                )
                for code, role in entry.members.items()
            )
    return len(new)


def _directives(source: Directory) -> int:
    new = _missing(Directive, (entry.code for entry in source.directives))
    for entry in source.directives:
        if entry.code in new:
            row = Directive.objects.create(
                code=entry.code,
                kind=entry.kind,
                number=entry.number,
                issued=entry.issued,
                issuer=entry.issuer,
                subject=entry.subject,
                source=entry.source,
                first_day=entry.first_day,
                last_day=entry.last_day,
            )
            Clause.objects.bulk_create(
                Clause(directive=row, ref=ref, text=text) for ref, text in entry.clauses.items()
            )
    return len(new)
